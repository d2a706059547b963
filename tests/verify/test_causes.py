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
    ],
)
def test_a_cause_in_other_words_passes(claim: str, text: str) -> None:
    assert caused(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Perch are larger than trout.", "Trout are larger than perch."),
        ("Trout are smaller than perch.", "Trout are larger than perch."),
        ("Perch held twice as much lead as trout.", "Trout held twice as much lead as perch."),
        ("The strike began before the storm.", "The strike began after the storm."),
        ("After the strike, the storm came.", "After the storm, the strike began."),
        ("Two members voted for the plan.", "Two members voted against the plan."),
    ],
)
def test_sides_that_changed_places_are_a_contradiction(claim: str, text: str) -> None:
    assert [f.severity for f in compared(claim, text)] == ["contradiction"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Perch are smaller than trout.", "Trout are larger than perch."),
        ("The storm came before the strike.", "The strike began after the storm."),
        ("Nine members voted for it.", "Nine members voted for the plan and two against it."),
        ("", "Trout are larger than perch."),
    ],
)
def test_the_same_order_in_other_words_passes(claim: str, text: str) -> None:
    assert compared(claim, text) == []


@pytest.mark.parametrize("check", [caused, compared])
def test_a_language_without_links_is_noted(check: type) -> None:
    (finding,) = check("Łódź zatonęła.", "Łódź zatonęła.", "pl")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")
