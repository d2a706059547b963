"""Cohesion: numbers and dates that come from one sentence must not be about another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import is_local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText


def check_cohesion(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that each number and date stands in a sentence that also carries the words around it.

    Only where the claim rests on several sentences: the check of figures looks at them
    together, and a number of one must not count what another speaks of.
    """
    if len(evidence) == 1:
        return
    for quantity in claim.quantities:
        holders = [p for p in evidence if any(q.value == quantity.value for q in p.quantities)]
        if not holders or is_local(claim, (quantity.start, quantity.end), holders, evidence):
            continue
        holder = holders[0]
        yield Finding(
            kind="figure",
            severity="unsupported",
            claim=quantity.text,
            span=(holder.start, holder.start + len(holder.text)),
            message=f"sentence {holder.number} says {quantity.text}, but not of this",
        )
    for mention in claim.dates:
        held = [p for p in evidence if any(d.date.startswith(mention.date) for d in p.dates)]
        if not held or is_local(claim, (mention.start, mention.end), held, evidence):
            continue
        holder = held[0]
        if any(abs(holder.number - other.number) == 1 for other in evidence):
            continue  # a date may stand in the sentence before
        yield Finding(
            kind="date",
            severity="unsupported",
            claim=mention.text,
            span=(holder.start, holder.start + len(holder.text)),
            message=f"sentence {holder.number} says {mention.text}, but not of this",
        )
