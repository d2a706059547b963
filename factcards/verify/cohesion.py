"""Cohesion: numbers and dates that come from one sentence must not be about another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import is_local, shares_by_sentence
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.date_mentions import DateMention
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText


_OPENING = 3  # words
_ANAPHORS = listed("he she it they this that these those his her its their")


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
        if _continues(holder, evidence):
            continue
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
        beside = any(abs(holder.number - other.number) == 1 for other in evidence)
        if beside and not _has_own_date(claim, mention, held, evidence):
            continue  # a date may stand in the sentence before
        if claim.quantities and _has_all(holder, claim):
            continue  # it is what the numbers are about
        yield Finding(
            kind="date",
            severity="unsupported",
            claim=mention.text,
            span=(holder.start, holder.start + len(holder.text)),
            message=f"sentence {holder.number} says {mention.text}, but not of this",
        )


def _has_own_date(
    claim: Passage, mention: DateMention, held: Sequence[Passage], evidence: Sequence[Passage]
) -> bool:
    """Whether the sentence that tells most of a claim gives a day of its own, another one."""
    span = [(mention.start, mention.end)]
    shares = shares_by_sentence(claim, evidence, span)
    main = max(zip(shares, evidence, strict=True), key=lambda pair: pair[0])[1]
    return main not in held and any(
        len(theirs.date) >= len(mention.date) and not theirs.relative for theirs in main.dates
    )


def _continues(holder: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether a sentence speaks on of what the one before it is about: "She puts it at ..."."""
    opening = {token.folded for token in holder.tokens[:_OPENING]}
    follows = any(holder.number - other.number == 1 for other in evidence)
    return follows and not opening.isdisjoint(_ANAPHORS)


def _has_all(holder: Passage, claim: Passage) -> bool:
    """Whether a sentence gives all the numbers of a claim."""
    given = {(quantity.value, quantity.upper) for quantity in holder.quantities}
    return all((quantity.value, quantity.upper) in given for quantity in claim.quantities)
