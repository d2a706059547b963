import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.contested import find_attributed
from factcards.verify.modality import check_modality
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

WORDS = (
    "critics",
    "say",
    "that",
    '"',
    ",",
    ";",
    "police",
    "said",
    "she",
    "lied.",
    "according",
    "to",
)


def told(claim: str, text: str) -> list[Finding]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    return list(check_modality(Passage(claim, "en"), source.passages, source))


@given(st.lists(st.sampled_from(WORDS)))
def test_what_is_attributed_lies_within_any_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in find_attributed(Passage(text, "en")):
        assert 0 <= found.start <= found.end <= len(text)
        assert text[found.at : found.at + len(found.source)] == found.source


@pytest.mark.parametrize(
    ("claim", "text", "source"),
    [
        ("The dye harms eels.", "Critics say the dye harms eels.", "Critics say"),
        ("The dye harms eels.", "The dye harms eels, rivals say.", "rivals say"),
        ("The dye harms eels.", '"The dye harms eels," said critics.', "said critics"),
        (
            "The dyer hid a leak.",
            "According to the lawsuit, the dyer hid a leak.",
            "According to the lawsuit",
        ),
        (
            "The dyer hid a leak.",
            "The dyer hid a leak, according to the complaint.",
            "according to the complaint",
        ),
        ("Managers forged the log.", "The union says managers forged the log.", "union says"),
    ],
)
def test_one_sides_word_told_as_a_fact_is_unsupported(claim: str, text: str, source: str) -> None:
    (finding,) = told(claim, text)
    assert (finding.kind, finding.severity) == ("modality", "unsupported")
    assert f"“{source}”" in finding.message


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Critics say the dye harms eels.", "Critics say the dye harms eels."),
        ("The dye allegedly harms eels.", "Critics say the dye harms eels."),
        ("Campaigners met the mayor.", "Campaigners said they had met the mayor."),
        ("The union's members will strike.", "The union says its members will strike."),
        ("The trial will begin on Monday.", "Prosecutors said the trial will begin on Monday."),
        ("The dye won a prize.", "The dye, which critics say harms eels, won a prize in May."),
        ("The council shut the road.", "Campaigners warned the council, which shut the road."),
        ("The dye harms eels.", "Critics say the dye harms eels. The dye harms eels and crabs."),
        ("The tug sank.", "Sailors said the tug sank."),
    ],
)
def test_what_is_no_contested_word_passes(claim: str, text: str) -> None:
    assert told(claim, text) == []


def test_blame_by_police_is_but_noted() -> None:
    (finding,) = told("The cook stabbed a waiter.", "Police said the cook stabbed a waiter.")
    assert finding.severity == "note"
    assert "Police said" in finding.message
