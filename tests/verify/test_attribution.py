import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.attribution import check_attribution, find_speaker
from factcards.verify.passage import Passage
from factcards.verify.quotations import find_quotations
from factcards.verify.source import SourceText


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


def speakers(text: str, lang: str = "en") -> list[str | None]:
    source = source_of(text, lang)
    found = [find_speaker(q, source) for q in find_quotations(source) if q.speech]
    return [speaker.name if speaker else None for speaker in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"The pier will be rebuilt soon," Ann Reed said.', "Ann Reed"),
        ('"The pier will be rebuilt soon," said Ann Reed.', "Ann Reed"),
        ('"The pier will be rebuilt soon," said mayor Ann Reed, a diver.', "Ann Reed"),
        ('Ann Reed, the mayor of Whitby, said: "The pier will be rebuilt soon."', "Ann Reed"),
        ('According to Ann Reed, "the pier will be rebuilt soon".', "Ann Reed"),
        ('Mayor Ann Reed spoke first. "The pier will be rebuilt soon," she said.', "Ann Reed"),
        ('Mayor Ann Reed spoke. "The pier will be rebuilt soon," the mayor said.', "Ann Reed"),
        ('French President Luc Moreau met Ann Reed. "The pier is ready," the French leader said.',
         "Luc Moreau"),
        ('"The pier is gone now. It will be rebuilt soon," Ann Reed told the council.', "Ann Reed"),
        ('Ann Reed made a promise, she said:\n"The pier will be rebuilt soon."', "Ann Reed"),
        ('"The pier will be rebuilt soon," Ann Reed said. "It will be longer."', "Ann Reed"),
        ('"The pier will be rebuilt soon," said the mayor, Ann Reed.', "Ann Reed"),
        ('Eva Lund was glad. The mayor, Ann Reed, was not. "It will cost us dear," she said.',
         "Ann Reed"),
        ('Eva Lund was glad. A sailor, Tom Shaw, was not. "It will cost us dear," he said.',
         "Tom Shaw"),
        ('Mayor Ann Reed went to the village of Lower Holt. "The pier is lost," she said.',
         "Ann Reed"),
    ],
)  # fmt: skip
def test_the_speaker_of_a_quotation_is_found(text: str, name: str) -> None:
    assert set(speakers(text)) == {name}


@pytest.mark.parametrize(
    "text",
    [
        '"The pier will be rebuilt soon," a passer-by said.',
        'A banner read "the pier will be rebuilt soon".',
        'Jon Reed met Tom Shaw. "The pier will be rebuilt soon," he said. Both left.',
        'Eva Lund was glad. "The pier will be rebuilt soon," the mayor said.',
        'Orlin Lines said it might stop. A nurse came. "It will cost us dear," she said.',
    ],
)
def test_where_it_is_not_clear_nobody_is_named(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("„Wir bauen die Brücke im Sommer“, sagte Anna Keller.", "de"),
        ("« Nous bâtirons le pont cet été », a déclaré Anna Keller.", "fr"),
        ("«Construiremos el puente este verano», dijo Anna Keller.", "es"),
        ("«Costruiremo il ponte questa estate», ha detto Anna Keller.", "it"),
        ("“Vamos construir a ponte neste verão”, disse Anna Keller.", "pt"),
    ],
)
def test_speakers_are_found_in_other_languages(text: str, lang: str) -> None:
    assert speakers(text, lang) == ["Anna Keller"]


def test_a_speaker_comes_with_role_and_place() -> None:
    text = 'Mayor Ann Reed was there. "The pier will be rebuilt soon," Reed said.'
    source = source_of(text)
    speaker = find_speaker(find_quotations(source)[0], source)
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Ann Reed", "mayor")
    assert text[speaker.start : speaker.end].strip() == "Reed"


def test_speech_without_marks_has_a_speaker_too() -> None:
    source = source_of("The pier will be rebuilt, Ann Reed said.")
    speaker = find_speaker(source.sentences[0], source)
    assert speaker is not None
    assert speaker.name == "Ann Reed"


TEXT = """\
Mayor Ann Reed met the engineer Tom Shaw at the pier.
"The pier will be rebuilt by spring," Reed said.
Shaw warned that storms could delay the work.
Reed told Shaw that money was no problem."""
SOURCE = source_of(TEXT)


def misattributed(claim: str, *numbers: int) -> list[str]:
    evidence = [SOURCE.passages[number - 1] for number in numbers]
    return [f.claim for f in check_attribution(Passage(claim, "en"), evidence, SOURCE)]


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("The pier will be rebuilt by spring, Reed said.", 2),
        ("The mayor said the pier will be rebuilt by spring.", 2),
        ("Ann Reed said money was no problem.", 4),
        ("Storms could delay the work, according to Shaw.", 3),
    ],
)
def test_right_attributions_pass(claim: str, number: int) -> None:
    assert misattributed(claim, number) == []


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("The pier will be rebuilt by spring, Shaw said.", 2),
        ("According to Shaw, the pier will be rebuilt by spring.", 2),
        ("Shaw said money was no problem.", 4),
    ],
)
def test_words_given_to_somebody_else_are_a_contradiction(claim: str, number: int) -> None:
    assert misattributed(claim, number) == ["Shaw"]


def test_a_newspaper_called_leader_is_nobody_named_before() -> None:
    text = (
        "Governor Kristi Holm tweeted about Bo Larsen on Monday.\n"
        "The campaign cost 449,000 dollars, according to the Sandy Falls Argus Leader.\n"
    )
    article = Article(name="a", text=text, lang="en")
    source = SourceText(article, segment(text, "en"))
    assert "Holm" not in str(source.speakers.get(2))
    assert "Larsen" not in str(source.speakers.get(2))


PRIVATE = """\
Orlin Lines said it might stop the ferry.
A nurse treated the passengers.
"We saw broken bones and fear," she said.
Ann Reed, the mayor, spoke of a "bad week".
She expects the ferry to sail again in May."""


def private(claim: str, *numbers: int) -> list[str]:
    source = source_of(PRIVATE)
    evidence = [source.passages[number - 1] for number in numbers]
    return [f.severity for f in check_attribution(Passage(claim, "en"), evidence, source)]


def test_what_she_says_no_company_says() -> None:
    claim = '"We saw broken bones and fear," {} said.'
    assert private(claim.format("Orlin Lines"), 3) == ["contradiction"]
    assert private(claim.format("a nurse"), 3) == []


def test_words_of_the_article_itself_are_nobodys_speech() -> None:
    claim = 'Ann Reed said: "She expects the ferry to sail again in May."'
    assert private(claim, 5) == ["unsupported"]
    assert private("Ann Reed said she expects the ferry to sail again in May.", 5) == []
