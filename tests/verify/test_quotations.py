import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.passage import Passage
from factcards.verify.quotations import check_quotations, find_quotations
from factcards.verify.source import SourceText


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


def quoted(text: str, lang: str = "en") -> list[str]:
    return [quotation.text for quotation in find_quotations(source_of(text, lang))]


def failing(claim: str, text: str) -> list[str]:
    source = source_of(text)
    return [f.claim for f in check_quotations(Passage(claim, "en"), source.passages, source)]


@given(st.text(alphabet=st.sampled_from("ab .,\n'\"“”‘’„«»「」s")))
def test_quotations_are_slices_without_their_marks(text: str) -> None:
    source = source_of(text)
    last = 0
    for quotation in find_quotations(source):
        assert text[quotation.start : quotation.end] == quotation.text
        assert quotation.text == quotation.text.strip()
        assert quotation.start >= last
        last = quotation.end


@pytest.mark.parametrize(
    "text",
    [
        'She said: "We will rebuild the pier."',
        "She said: “We will rebuild the pier.”",
        "She said: „We will rebuild the pier.“",
        "She said: « We will rebuild the pier. »",
        "She said: »We will rebuild the pier.«",
        "She said: 'We will rebuild the pier.'",
        "She said: ‘We will rebuild the pier.’",
        "She said: 「We will rebuild the pier.」",
        "She said: ``We will rebuild the pier.''",
    ],
)
def test_marks_of_all_shapes_enclose_a_quotation(text: str) -> None:
    assert quoted(text) == ["We will rebuild the pier."]


def test_apostrophes_are_not_quotation_marks() -> None:
    assert quoted("The boys' mother isn't in '24; it's the Joneses' house, rock 'n' roll.") == []


def test_apostrophes_inside_a_single_quotation_do_not_end_it() -> None:
    assert quoted("'It's the council's pier,' she said.") == ["It's the council's pier,"]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    assert quoted("“He said ‘never’ to me,” she said.") == ["He said ‘never’ to me,"]


def test_a_quotation_may_hold_several_sentences() -> None:
    text = '"It was cold. We waited all night. Nobody came," Ann Reed said.'
    assert quoted(text) == ["It was cold. We waited all night. Nobody came,"]


def test_speech_that_goes_on_in_the_next_paragraph_is_open() -> None:
    source = source_of("“It was cold that night.\n“Nobody came at all,” Ann Reed said.")
    assert [(q.text, q.open) for q in find_quotations(source)] == [
        ("It was cold that night.", True),
        ("Nobody came at all,", False),
    ]


def test_a_stray_mark_does_not_swallow_the_rest() -> None:
    assert quoted('A 12" pipe burst. The mayor called it "a very bad day" for all.') == [
        "a very bad day"
    ]


def test_a_term_in_quotes_is_told_from_speech() -> None:
    source = source_of('The "green corridor" opens. "We are glad to see it," she said.')
    assert [q.speech for q in find_quotations(source)] == [False, True]


def test_sentences_of_quotations_are_right() -> None:
    source = source_of('It rained. "We stayed at home," she said. The "dry spell" was over.')
    assert [q.sentence for q in find_quotations(source)] == [2, 3]


ARTICLE = "The mayor said: “We’ll rebuild the pier – whatever it takes.” The plan is a “bold bet”."


@pytest.mark.parametrize(
    "claim",
    [
        'The mayor said: "We\'ll rebuild the pier - whatever it takes."',
        "The mayor wants to rebuild “whatever it takes”.",
        "The plan was called a 'bold bet'.",
        "The mayor's plan isn't small.",
    ],
)
def test_verbatim_words_in_other_marks_pass(claim: str) -> None:
    assert failing(claim, ARTICLE) == []


@pytest.mark.parametrize(
    "claim",
    [
        "The mayor said: “We’ll rebuild the harbour – whatever it takes.”",
        "The mayor wants to rebuild “at any price”.",
        "The mayor said: “We rebuild the pier.”",
    ],
)
def test_changed_words_in_quotation_marks_are_found(claim: str) -> None:
    assert len(failing(claim, ARTICLE)) == 1


def test_a_quotation_from_an_uncited_sentence_is_told() -> None:
    source = source_of('Rain fell. "We stayed at home all day," she said.')
    (finding,) = check_quotations(
        Passage("“We stayed at home all day”", "en"), source.passages[:1], source
    )
    assert "sentence 2" in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('„Wir haben uns verschätzt", sagte sie. Sie rechnet „nun" mit mehr.',
         ["Wir haben uns verschätzt", "nun"]),
        ('“We got it wrong", she said. She expects “more”.', ["We got it wrong", "more"]),
        ('„Er sagte "ja" und ging“, hieß es.', ['Er sagte "ja" und ging']),
        ('„Er sagte "ja" und ging", hieß es.', ['Er sagte "ja" und ging']),
        ('„Ein Rohr von 5" kam“, hieß es.', ['Ein Rohr von 5" kam']),
    ],
)  # fmt: skip
def test_a_straight_mark_ends_what_no_other_mark_ends(text: str, words: list[str]) -> None:
    assert quoted(text, "de") == words


def test_a_straight_pair_inside_does_not_end_open_speech() -> None:
    assert quoted('“He said "yes" and left.\n“Then he came back.”') == [
        'He said "yes" and left.',
        "Then he came back.",
    ]
