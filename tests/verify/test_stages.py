import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.passage import Passage
from factcards.verify.stages import later_stage


def told(claim: str, text: str) -> tuple[str, str] | None:
    step = later_stage(Passage(claim, "en"), [Passage(text, "en")])
    return (step.told.text, step.given.text) if step else None


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("A clerk was convicted of theft.", "A clerk was charged with theft.", "convicted charged"),
        (
            "Lee was appointed to the board.",
            "Lee was nominated to the board.",
            "appointed nominated",
        ),
        (
            "The ports signed a merger.",
            "The ports agreed in principle on a merger.",
            "signed principle",
        ),
        ("The farm received a loan.", "The farm applied for a loan.", "received applied"),
        ("The town adopted a tax.", "The town is discussing a tax.", "adopted discussing"),
        ("The pier has been completed.", "Work on the pier has begun.", "completed begun"),
        ("The port received six cranes.", "The port ordered six cranes.", "received ordered"),
        (
            "The office approved the sale.",
            "The sale requires approval of the office.",
            "approved requires",
        ),
    ],
)
def test_a_later_stage_is_found_with_the_earlier_one(claim: str, text: str, words: str) -> None:
    assert told(claim, text) == tuple(words.split())


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("A clerk was convicted of theft.", "A clerk was charged with and convicted of theft."),
        ("The farm hopes to receive a loan.", "The farm applied for a loan."),
        ("The farm received no loan.", "The farm applied for a loan."),
        ("The town would adopt a tax if asked.", "The town is discussing a tax."),
        ("The team received a cup.", "The team applied for a loan."),
        ("The approved list has ten names.", "A clerk proposed a list of ten names."),
        (
            "The office granted Lee a permit.",
            "Lee asked the office for a permit, which it granted.",
        ),
    ],
)
def test_what_is_no_later_stage_of_the_same_matter_passes(claim: str, text: str) -> None:
    assert told(claim, text) is None


@given(st.text(alphabet="asked for sign a deal,.", max_size=60), st.text(max_size=40))
def test_any_text_is_answered(claim: str, text: str) -> None:
    step = later_stage(Passage(claim, "en"), [Passage(text, "en"), Passage(claim, "en")])
    assert step is None
