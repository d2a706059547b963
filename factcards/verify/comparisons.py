"""Comparisons: what is more, earlier or in favour must not change places with the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.links import is_reversed, links_of
from factcards.verify.nearby import place
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Token

_SIDES = {"for": "for", "favour": "for", "favor": "for", "against": "against"}
_TAKING = listed(
    "vote votes voted voting campaign campaigned campaigning argue argued arguing spoke"
)
_REACH = 4  # words between "voted" and the side


def check_comparisons(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check the two sides of "than", "before" and "after", and of votes (English)."""
    if claim.lang not in {"en", "und"}:
        yield not_checked("comparison", "comparisons", claim.lang)
        return
    for ours in links_of(claim):
        if ours.kind == "cause":
            continue
        given = [(p, link) for p in evidence for link in links_of(p) if link.kind == ours.kind]
        found = next(((p, link) for p, link in given if is_reversed(ours, link)), None)
        if found is None:
            continue
        passage, theirs = found
        yield Finding(
            kind="comparison",
            severity="contradiction",
            claim=ours.words,
            span=(passage.start + theirs.start, passage.start + theirs.end),
            message=f"the claim has it the other way round: “{theirs.words}”{place(passage)}",
        )
    yield from _other_side(claim, evidence)


def _other_side(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    ours = dict(_sides(claim))
    if len(ours) != 1 or claim.denials or any(token.folded == "not" for token in claim.tokens):
        return
    ((side, token),) = ours.items()
    for passage in evidence:
        theirs = dict(_sides(passage))
        if len(theirs) != 1 or side in theirs:
            continue
        ((_, found),) = theirs.items()
        yield Finding(
            kind="comparison",
            severity="contradiction",
            claim=token.text,
            span=(passage.start + found.start, passage.start + found.end),
            message=f"the article says “{found.text}”{place(passage)}; "
            f"the claim says “{token.text}”",
        )
        return


def _sides(passage: Passage) -> Iterator[tuple[str, Token]]:
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        if token.folded not in _TAKING:
            continue
        for other in tokens[index + 1 : index + 1 + _REACH]:
            if other.folded in _SIDES:
                yield _SIDES[other.folded], other
                break
