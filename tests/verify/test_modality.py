import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.modality import check_modality
from factcards.verify.modals import find_modals
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText


def overstated(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))
    return list(check_modality(Passage(claim, lang), source.passages, source))


@given(st.text(alphabet="aif to be ed,.mayould ", max_size=80))
def test_cues_are_slices_of_any_text(text: str) -> None:
    for modal in find_modals(Passage(text, "en")):
        assert text[modal.start : modal.end] == modal.cue


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council closed the pool.", "The council may close the pool."),
        ("The council has shut the pool.", "The council plans to close the pool."),
        ("The pool will close.", "The pool might close in June."),
        ("Some eels carry the virus.", "Some eels may carry the virus."),
        ("The search has begun.", "The notice speaks of a search to begin after the storm."),
        ("The zones have been defined.", "The zones are still being defined."),
        ("The clerk forged the papers.", "The clerk is accused of forging the papers."),
        ("Ann Lee forged papers.", "Police accused a clerk, Ann Lee, of forging papers."),
        ("The board has approved a new pier.", "The board is considering a new pier."),
        ("The trial proved that eels sleep.", "The trial suggests that eels sleep."),
        ("The island lacks water.", "If the island lacks water, the ferry will bring some."),
    ],
)
def test_less_than_fact_told_as_fact_is_a_contradiction(claim: str, text: str) -> None:
    findings = overstated(claim, text)
    assert findings
    assert findings[0].severity == "contradiction"


def test_a_condition_left_out_is_named() -> None:
    (finding,) = overstated(
        "The islands agreed to share the ferry.",
        "The islands agreed to share the ferry if the mainland pays for it.",
    )
    assert finding.severity == "unsupported"
    assert "if the mainland pays for it" in finding.message


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council may close the pool.", "The council may close the pool."),
        ("The pool could close.", "The council closed the pool."),
        ("The council will close the pool.", "The council plans to close the pool."),
        ("Lee said the pool will close.", "Lee said that the pool would close."),
        ("The zones are being defined.", "The zones are still being defined."),
        ("The clerk is accused of forging papers.", "The clerk is accused of forging papers."),
        ("The crew beat the rivals.", "The crew came from behind to beat the rivals."),
        ("The ferry would be shared if the mainland pays.", "They will share it if it pays."),
        ("Fares exceed the limit.", "They expect that fares exceed the limit."),
        ("The trial suggests that eels sleep.", "The trial suggests that eels sleep."),
    ],
)
def test_what_is_no_stronger_passes(claim: str, text: str) -> None:
    assert overstated(claim, text) == []


def test_a_language_without_modals_is_noted() -> None:
    (finding,) = overstated("Das Bad schloss.", "Das Bad könnte schließen.", "de")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")
