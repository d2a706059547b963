"""What stands around a number or a date, and how findings name the sentences they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.verify.passage import Passage

CLAUSE = 60  # code points on either side
BESIDE = 25


def context(passage: Passage, start: int, end: int, reach: int = CLAUSE) -> frozenset[str]:
    """Stems of the content words around ``passage.text[start:end]``, not those in it.

    Args:
        passage: The text.
        start: Offset of what the words are around.
        end: Offset just past it.
        reach: How far on either side, in code points.
    """
    return frozenset(
        term.stem
        for term in passage.terms
        if not term.numeric
        and (start - reach <= term.start < start or end <= term.start < end + reach)
    )


def place(passage: Passage) -> str:
    """Where a passage stands, for people: ``" (sentence 4)"``, or nothing for a claim."""
    return f" (sentence {passage.number})" if passage.number else ""


def silent(evidence: Sequence[Passage], what: str) -> str:
    """Say that sentences lack something: ``"sentence 4 has no such number"``."""
    numbers = sorted({passage.number for passage in evidence if passage.number})
    if not numbers:
        return f"the evidence has no such {what}"
    if len(numbers) == 1:
        return f"sentence {numbers[0]} has no such {what}"
    listed = ", ".join(map(str, numbers[:-1]))
    return f"sentences {listed} and {numbers[-1]} have no such {what}"
