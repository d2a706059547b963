import pytest

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.causes import check_causes
from factcards.verify.comparisons import check_comparisons
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText


def read(text: str, lang: str) -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


def caused(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = read(text, lang)
    return list(check_causes(Passage(claim, lang), source.passages, source))


def compared(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = read(text, lang)
    return list(check_comparisons(Passage(claim, lang), source.passages, source))


@pytest.mark.parametrize(
    ("claim", "text", "lang"),
    [
        ("The pier closed because the mayor resigned.",
         "The pier closed on Monday. The mayor resigned on Tuesday.", "en"),
        ("The storm led to the strike.", "The strike began after the storm.", "en"),
        ("The old pier closed because the mayor had resigned.",
         "The old pier closed on Monday. The mayor had resigned. The results of a vote are due.",
         "en"),
        ("The old pier closed because a lamp had failed.",
         "The old pier closed when storms led the town to act.", "en"),
        ("The old pier closed because the mayor had resigned.",
         "The old pier closed because its beams were rotten. The mayor had resigned.", "en"),
        ("Das Bad schloss wegen des Sturms.", "Das Bad schloss am Tag des Sturms.", "de"),
        ("La piscine a fermé à cause de la tempête.",
         "La piscine a fermé le jour de la tempête.", "fr"),
        ("La piscina cerró debido a la tormenta.",
         "La piscina cerró el día de la tormenta.", "es"),
    ],
)  # fmt: skip
def test_a_cause_of_the_claims_own_is_unsupported(claim: str, text: str, lang: str) -> None:
    assert [f.severity for f in caused(claim, text, lang)] == ["unsupported"]


def test_cause_and_effect_swapped_is_a_contradiction() -> None:
    (finding,) = caused("The flood caused the rain.", "The rain caused the flood.")
    assert finding.severity == "contradiction"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The pier closed because of the storm.", "The storm forced the pier to close."),
        ("The flood was caused by rain.", "Rain led to the flood."),
        ("Sales fell due to rents.", "Sales fell, held back by rents."),
        ("The captain was fined because he sped.", "The captain was fined for speeding."),
        ("The pier closed after the storm.", "The pier closed after the storm."),
        ("The river rose because of melting snow.", "The river rose as snow melted."),
    ],
)
def test_a_cause_in_other_words_passes(claim: str, text: str) -> None:
    assert caused(claim, text) == []


def test_because_of_what_came_before_is_noted() -> None:
    (finding,) = caused("The pier shut because of a fire.", "The pier shut after a fire.")
    assert finding.severity == "note"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Perch are larger than trout.", "Trout are larger than perch."),
        ("Red pears froze more than white ones.", "White pears froze more than red ones."),
        ("The mill hires fewer people in Spain than in Malta.",
         "The mill hires more people in Spain than in Malta."),
        ("Fewer people came in May than in April.",
         "About 900 people came in May, three times as many as in April."),
        ("Perch are sweeter than trout.", "Trout are sweeter than perch."),
        ("Trout are smaller than perch.", "Trout are larger than perch."),
        ("Perch held twice as much lead as trout.", "Trout held twice as much lead as perch."),
        ("The strike began before the storm.", "The strike began after the storm."),
        ("After the strike, the storm came.", "After the storm, the strike began."),
        ("Two members voted for the plan.", "Two members voted against the plan."),
    ],
)  # fmt: skip
def test_sides_that_changed_places_are_a_contradiction(claim: str, text: str) -> None:
    assert [f.severity for f in compared(claim, text)] == ["contradiction"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Perch are smaller than trout.", "Trout are larger than perch."),
        ("The storm came before the strike.", "The strike began after the storm."),
        ("Nine members voted for it.", "Nine members voted for the plan and two against it."),
        ("", "Trout are larger than perch."),
        ("The mill hires fewer people in Malta than in Spain.",
         "The mill hires more people in Spain than in Malta."),
        ("The wall did not cost as much as the gate.", "The wall cost less than the gate."),
        ("No more than two perch beat trout.", "Trout are larger than perch."),
        ("Not every member voted for the plan.", "One member voted against the plan."),
    ],
)  # fmt: skip
def test_the_same_order_in_other_words_passes(claim: str, text: str) -> None:
    assert compared(claim, text) == []


@pytest.mark.parametrize("check", [caused, compared])
def test_a_language_without_links_is_noted(check: type) -> None:
    (finding,) = check("Łódź zatonęła.", "Łódź zatonęła.", "pl")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")
