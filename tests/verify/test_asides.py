import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.asides import asides_of, steps
from factcards.verify.checker import verify_claim
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

WORDS = (
    "will",
    "not",
    ",",
    "who",
    "last",
    "week",
    "34",
    "said",
    ";",
    "and",
    "lied.",
    "failed",
    "to",
)


def verdict(claim: str, text: str) -> str:
    return verify_claim(
        claim, SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    ).verdict


def words_after(text: str, word: str) -> list[str]:
    passage = Passage(text, "en")
    start = [token.folded for token in passage.tokens].index(word) + 1
    return [passage.tokens[place].text for place in steps(passage, start, 5)]


@given(st.lists(st.sampled_from(WORDS)), st.integers(0, 20))
def test_steps_go_forward_within_any_text(words: list[str], start: int) -> None:
    passage = Passage(" ".join(words), "en")
    places = list(steps(passage, start, 5))
    assert places == sorted(set(places))
    assert all(start <= place < len(passage.tokens) for place in places)
    assert all(first < past for first, past in asides_of(passage).items())


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It will, despite rain, open.", "will", ["open"]),
        ("It might, its owner said, open.", "might", ["open"]),
        ("It may one day open.", "may", ["open"]),
        ("He says Lee, who is 34, left.", "says", ["Lee", "left"]),
        ("It may open, the owner is away, and rest.", "may", ["open"]),
        ("It may open; rain, hail, snow.", "may", ["open"]),
    ],
)
def test_only_what_tells_nothing_of_its_own_is_stepped_over(
    text: str, word: str, expected: list[str]
) -> None:
    assert words_after(text, word) == expected


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The mill will sell 40 looms.", "The mill will not, despite debts, sell 40 looms."),
        ("The crews agreed a rota.", "The crews failed on Tuesday to agree a rota."),
        ("The clinic published the log.", "The clinic declined last week to publish the log."),
        (
            "The maker recalled the kettle.",
            "The maker refused, despite calls, to recall the kettle.",
        ),
        ("Lunt started the fire.", "Police believe that Lunt, 34, started the fire."),
        ("The mill has sold 40 looms.", "The mill could, according to its owner, sell 40 looms."),
        ("The mill has sold 40 looms.", "The mill plans, despite protests, to sell 40 looms."),
        ("Lunt shot the cook.", "Police allege that Lunt, a father of two, shot the cook."),
        ("Lunt took money from a dyer.", "Lunt faces charges that he took money from a dyer."),
        ("Lunt took money from a dyer.", "Lunt is on trial for taking money from a dyer."),
        ("Lunt met the dyer in a bar.", "Prosecutors said Lunt met the dyer in a bar."),
        ("The line has closed its depot.", "The line has not ruled out closing its depot."),
    ],
)
def test_an_aside_hides_neither_denial_nor_doubt(claim: str, text: str) -> None:
    assert verdict(claim, text) != "verified"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The mill will not close.", "The mill will not, despite debts, close."),
        ("The crews did not agree a rota.", "The crews failed on Tuesday to agree a rota."),
        (
            "Police believe Lunt started the fire.",
            "Police believe that Lunt, 34, started the fire.",
        ),
        ("Sales reached 4 million euros.", "Sales declined last year to reach 4 million euros."),
        ("Lunt was arrested on Friday.", "Prosecutors said Lunt was arrested on Friday."),
        ("The crew did not find that it was sold.", "The crew found no evidence that it was sold."),
        (
            "The mill was built in 1780.",
            "Not, as many think, a new idea, the mill was built in 1780.",
        ),
    ],
)
def test_a_faithful_retelling_without_the_aside_passes(claim: str, text: str) -> None:
    assert verdict(claim, text) == "verified"
