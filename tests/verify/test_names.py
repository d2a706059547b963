from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.entities import same_part, skeleton
from factcards.verify.identity import check_names
from factcards.verify.names import find_names
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText
from factcards.verify.swaps import check_swaps
from factcards.verify.territories import territory

TEXT = """\
Norwegian Prime Minister Ingrid Solberg opened a ferry line between Bergen and Aberdeen on Monday.
The line will carry 400 cars a day, she said, and serve Norway and Britain alike.
Duncan Ross, Scotland's transport minister, welcomed the line at the harbour.
"This is a day to remember," the Norwegian leader said.
The International Maritime Forum (IMF) praised the ferry, while Sweden declined to comment.
Ross thanked Oskar Lund of the ferry company Nordlinjen for his patience.
The company employs 900 people in Bergen."""


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


SOURCE = source_of(TEXT)


def named(claim: str, *numbers: int, source: SourceText = SOURCE) -> list[tuple[str, str]]:
    """Findings of the check of names: (severity, words)."""
    evidence = [source.passages[number - 1] for number in numbers]
    passage = Passage(claim, source.lang)
    return [(f.severity, f.claim) for f in check_names(passage, evidence, source)]


def swapped(claim: str, *numbers: int) -> list[str]:
    evidence = [SOURCE.passages[number - 1] for number in numbers]
    return [f.claim for f in check_swaps(Passage(claim, "en"), evidence, SOURCE)]


@given(st.text(), st.sampled_from(["en", "de", "fr", "ru", "ja", "ar", "und"]))
def test_names_are_slices_of_the_text(text: str, lang: str) -> None:
    for name in find_names(text, lang):
        assert text[name.start : name.end] == name.text
        assert name.parts


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("The Bank of England met Anna de Vries.", "en", ["Bank of England", "Anna de Vries"]),
        ("He met Dr. J. K. Holt in St. Ives.", "en", ["J. K. Holt", "St. Ives"]),
        ("It is up to Peru's navy and the U.S. coastguard.", "en", ["Peru", "U.S."]),
        ("On Monday in March they met.", "en", []),
        ("Twenty-six ferries sailed.", "en", []),
        ("Le maire de Lyon a vu l'Italie.", "fr", ["Lyon", "Italie"]),
        ("Президент Анна Орлова приехала в Киев.", "ru", ["Анна Орлова", "Киев"]),
        ("カナダのABC社", "ja", ["カナダ", "ABC"]),
    ],
)  # fmt: skip
def test_names_are_found(text: str, lang: str, names: list[str]) -> None:
    assert [name.text for name in find_names(text, lang)] == names


def test_a_role_before_a_name_is_its_title() -> None:
    (country, name) = find_names("Peruvian Foreign Minister Rosa Vega spoke.", "en")
    assert (country.text, name.text, name.title) == ("Peruvian", "Rosa Vega", "foreign minister")


def test_german_nouns_are_not_certain_names() -> None:
    names = find_names(
        "Gestern hat die Regierung den Bau der Brücke mit Anna Keller besprochen.", "de"
    )
    assert [name.text for name in names if not name.initial] == ["Anna Keller"]


def test_capitals_of_a_headline_prove_nothing() -> None:
    assert all(
        name.initial for name in find_names("Solberg Opens New Ferry Line To Aberdeen", "en")
    )


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Ingrid Solberg opened a ferry line.", 1),
        ("Solberg opened a ferry line.", 1),
        ("Prime Minister Solberg opened a line from Norway.", 1),
        ("The line will carry 400 cars a day, Solberg said.", 2),
        ("Solberg called it a day to remember.", 4),
        ("The line serves Norway and the UK.", 2),
        ("The IMF praised the ferry.", 5),
        ("The International Maritime Forum praised the ferry.", 5),
        ("Scottish minister Duncan Ross welcomed the line.", 3),
        ("Ross thanked Lund for his patience.", 6),
        ("Nordlinjen employs 900 people in Bergen.", 7),
        ("Officials praised the ferry.", 5),
        ("Ferries praised by the International Maritime Forum", 5),
        ("New Ferry Line Opened Between Bergen And Aberdeen", 1),
    ],
)
def test_names_that_the_evidence_has_or_means_are_allowed(claim: str, sentence: int) -> None:
    assert named(claim, sentence) == []


@pytest.mark.parametrize(
    ("claim", "sentence", "severity"),
    [
        ("Erna Hagen opened a ferry line.", 1, "unsupported"),
        ("Duncan Ross opened a ferry line.", 1, "contradiction"),
        ("The line will carry 400 cars a day, Ross said.", 2, "contradiction"),
        ("Denmark declined to comment.", 5, "contradiction"),
        ("Oskar Solberg opened a ferry line.", 1, "contradiction"),
        ("Solberg thanked Lund for his patience.", 6, "contradiction"),
    ],
)
def test_other_names_are_findings(claim: str, sentence: int, severity: str) -> None:
    assert severity in {found for found, _ in named(claim, sentence)}


def test_a_wrong_office_is_a_contradiction() -> None:
    assert named("President Ingrid Solberg opened a ferry line.", 1) == [
        ("contradiction", "president Ingrid Solberg")
    ]


def test_an_adjective_does_not_make_its_country_an_actor() -> None:
    assert named("Norway said this is a day to remember.", 4) == [("unsupported", "Norway")]


def test_a_name_from_another_sentence_must_bring_its_context() -> None:
    assert named("Ross opened a ferry line between Bergen and Aberdeen.", 1, 3) != []


def test_the_finding_points_at_the_other_name() -> None:
    evidence = [SOURCE.passages[0]]
    (finding,) = check_names(Passage("Duncan Ross opened a ferry line.", "en"), evidence, SOURCE)
    assert finding.span is not None
    assert TEXT[finding.span[0] : finding.span[1]] == "Ingrid Solberg"
    assert finding.message == "the claim names Duncan Ross; sentence 1 names Ingrid Solberg"


def test_scripts_without_capitals_are_noted_as_not_checked() -> None:
    source = source_of("عبّارة جديدة تبحر من بيرغن", "ar")
    ((severity, _),) = named("عبّارة جديدة", 1, source=source)
    assert severity == "note"


@pytest.mark.parametrize(
    "claim",
    [
        "Solberg opened a ferry line between Aberdeen and Bergen.",
        "The line will serve Britain and Norway alike.",
        "Duncan Ross welcomed the line.",
    ],
)
def test_lists_in_another_order_are_no_swap(claim: str) -> None:
    assert swapped(claim, 1, 2, 3) == []


@pytest.mark.parametrize(
    ("claim", "sentence", "name"),
    [
        ("Lund thanked Duncan Ross of the ferry company Nordlinjen for his patience.", 6, "Lund"),
        ("The International Maritime Forum praised the ferry, while Norway declined to comment.", 5,
         "Norway"),
        ("The company employs 900 people in Aberdeen.", 7, "Aberdeen"),
    ],
)  # fmt: skip
def test_a_name_in_the_place_of_another_is_a_swap(claim: str, sentence: int, name: str) -> None:
    assert name in swapped(claim, sentence)


@pytest.mark.parametrize(
    ("left", "right"), [("zelenskyy", "zelensky"), ("kyiv", "kiev"), ("muller", "mueller")]
)
def test_spellings_of_one_name_agree(left: str, right: str) -> None:
    assert same_part(left, right, "en")


@pytest.mark.parametrize(
    ("left", "right"), [("austria", "australia"), ("gambia", "zambia"), ("iran", "iraq")]
)
def test_similar_names_stay_apart(left: str, right: str) -> None:
    assert not same_part(left, right, "en")


@given(st.text())
def test_skeletons_of_anything_exist(word: str) -> None:
    assert len(skeleton(word)) <= max(len(word), 11)


@pytest.mark.parametrize(
    ("words", "lang", "code"),
    [
        ("south korean", "en", "KR"),
        ("usa", "en", "US"),
        ("etats unis", "fr", "US"),
        ("frankreich", "de", "FR"),
        ("bergen", "en", None),
    ],
)
def test_countries_go_by_many_names(words: str, lang: str, code: str | None) -> None:
    assert territory(words, lang) == code


def test_entities_gather_forms_roles_and_mentions() -> None:
    by_name: Callable[[str], object] = lambda name: next(  # noqa: E731 - read once, below
        (entity.roles, entity.kind) for entity in SOURCE.entities if entity.name == name
    )
    assert by_name("Ingrid Solberg") == (frozenset({"prime minister"}), "person")
    assert by_name("Duncan Ross") == (frozenset({"transport minister"}), "person")


@pytest.mark.parametrize("hour", ["10:20 p.m.", "10:20 pm", "10 PM"])
def test_the_time_of_day_is_no_prime_minister(hour: str) -> None:
    (name,) = find_names(f"At {hour} Ross called his rival.", "en")
    assert (name.text, name.title) == ("Ross", "")


def test_the_prime_minister_in_short_is_a_title() -> None:
    assert find_names("They met PM Ross.", "en")[0].title == "pm"


GERMAN = source_of(
    "Ministerin Heike Brandner dankte den Helfern. Am Sonntag brach der Damm bei Kressfurt. "
    "Freiwillige pumpten das Wasser ab. Der Schaden liegt bei 40 Millionen Euro.",
    "de",
)


def test_german_nouns_side_by_side_are_no_entities() -> None:
    assert [entity.name for entity in GERMAN.entities] == ["Heike Brandner"]


@pytest.mark.parametrize(
    ("claim", "findings"),
    [
        ("Nach Angaben von Brandner brach der Damm.", 0),
        ("Forscher des Landes lobten Heike Brandner.", 0),
        ("Politikerin Heike Brandner dankte den Helfern.", 0),
        ("Ministerin Petra Lohse dankte den Helfern.", 1),
    ],
)
def test_german_nouns_are_no_names_but_people_are(claim: str, findings: int) -> None:
    assert len(named(claim, 1, 2, source=GERMAN)) == findings


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "زار أحمد المدينة."),
        ("zh", "王明昨天访问了学校。"),
        ("ja", "田中さんは昨日学校を訪れた。"),
        ("ko", "김민수는 어제 학교를 방문했다."),
    ],
)
def test_scripts_without_capitals_are_said_to_be_unchecked(lang: str, text: str) -> None:
    source = source_of(text, lang)
    findings = list(check_names(Passage(text, lang), source.passages, source))
    assert [f.severity for f in findings] == ["note"]
    assert findings[0].message.startswith(f"not checked in language {lang!r}: names")


@pytest.mark.parametrize(
    "claim",
    [
        "The minister of Scotland, Duncan Ross, thanked Oskar Lund.",
        "Oskar Lund was thanked by Ross for his patience.",
    ],
)
def test_told_in_another_order_no_name_is_swapped(claim: str) -> None:
    assert swapped(claim, 6) == []


@pytest.mark.parametrize(
    "text",
    [
        "Everybody left.", "Someone was hurt.", "Somebody fell.", "Nobody came.", "Anyone may go.",
        "Everything burned.", "EUR 58.4 mn was lost.", "It cost CHF 3 billion.",
    ],
)  # fmt: skip
def test_pronouns_and_codes_of_money_are_no_names(text: str) -> None:
    assert find_names(text, "en") == ()


def of_two(claim: str, text: str) -> list[str]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    return [f.claim for f in check_swaps(Passage(claim, "en"), source.passages, source)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("More people drowned in Spain than in Italy.",
         "Fewer people drowned in Italy than in Spain."),
        ("Wages are lower in Sweden than in Norway.", "Wages are higher in Norway than in Sweden."),
        ("Peru is more expensive than Chile.", "Chile is cheaper than Peru."),
        ("Orvik lost to Baltra in the final.", "Baltra beat Orvik in the final."),
    ],
)  # fmt: skip
def test_names_change_places_where_the_comparison_is_turned(claim: str, text: str) -> None:
    assert of_two(claim, text) == []
