"""Claims that leaving words out has made no sentences."""

from __future__ import annotations

import pytest

from factcards.card import Evidence
from factcards.claims_grammar import left_over

SOURCE = (
    "The old pier will not be pulled down, its harbour master, Ada Marsh, told sailors on Monday, "
    "reversing a plan that was made in May."
)


def findings(claim: str, source: str = SOURCE) -> list[str]:
    passage = Evidence(sentence=1, quote=source, start=0, end=len(source), match="fuzzy")
    return [finding.claim for finding in left_over(claim, [passage])]


@pytest.mark.parametrize(
    "claim",
    [
        "The old pier will not be pulled down, Ada Marsh, reversing a plan that was made in May.",
        "The old pier will not be pulled down, Ada Marsh, told sailors on Monday.",
    ],
)
def test_a_name_without_its_role_is_left_over(claim: str) -> None:
    assert findings(claim) == ["Ada Marsh"]


@pytest.mark.parametrize(
    "claim",
    [
        SOURCE,
        "The old pier will not be pulled down, Ada Marsh told sailors on Monday.",
        "The old pier will not be pulled down, the harbour master, Ada Marsh, said.",
        "Ada Marsh, the harbour master, told sailors that the pier will not be pulled down.",
        "The harbour master, Ada Marsh, reversed the plan.",
    ],
)
def test_a_claim_that_is_a_sentence_has_nothing_left_over(claim: str) -> None:
    assert findings(claim) == []


def test_an_apposition_of_two_keeps_one() -> None:
    source = "The winner, a nurse from Selwyn, Ada Marsh, took home the cup."
    assert findings("The winner, Ada Marsh, took home the cup.", source) == []
