"""Endpoints: whether a number is where a change began, where it led, or how large it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from factcards.card import Finding
from factcards.verify.matching import match_quantity
from factcards.verify.nearby import place
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.quantities import Quantity
    from factcards.verify.source import SourceText

Role = Literal["from", "to", "by"]

_REACH = 80  # code points before a number
_FILLERS = (
    r"(?:(?:about|around|roughly|approximately|nearly|almost|just|only|over|under|more|less|"
    r"than|a|the)\s+){0,3}"
)
_PREPOSITION = re.compile(rf"(?<!\w)(from|to|by)\s+{_FILLERS}\Z", re.IGNORECASE)
# "Compared to", "amounted to", "made by": only words of change make an endpoint.
_CHANGE = re.compile(
    r"(?<!\w)(?:rise|rises|rose|risen|rising|climb(?:s|ed|ing)?|increas(?:e|es|ed|ing)|"
    r"gr(?:ow|ows|ew|own|owing)|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|"
    r"widen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|improv(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|"
    r"lift(?:s|ed|ing)?|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|"
    r"decreas(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|"
    r"sank|sink(?:s|ing)?|slip(?:s|ped|ping)?|slid(?:e|es|ing)?|dip(?:s|ped|ping)?|"
    r"shr(?:ink|inks|ank|unk|inking)|lower(?:s|ed|ing)?|cut(?:s|ting)?|reduc(?:e|es|ed|ing)|"
    r"doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)|swell(?:s|ed|ing)?|"
    r"goes|went|up|down)(?!\w)",
    re.IGNORECASE,
)
_NO_ENDPOINT = re.compile(r"(?<!\w)(?:compared|equal|equivalent|close|amount\w*|added)\s+\Z")
_MORE = re.compile(r"\s(?:more|less|higher|lower|fewer|below|above)\s(?:than\s)?")
_AGAINST = re.compile(
    rf"(?<!\w)(?:against|compared\s+(?:with|to)|versus|vs\.?)\s+{_FILLERS}\Z", re.IGNORECASE
)
_BACK = listed(
    """earlier before previous previously last prior ago had from against compared versus vs
    originally initially once formerly used then until year"""
)
_SENTENCE_PART = re.compile(r"[;:()]|\s[–—-]\s")


def check_endpoints(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that no number changes its part in a change: "to 176 from 214" for the reverse.

    English only. Only where both sides give the number a part, and the evidence never has it
    in the claim's part or in none.
    """
    if claim.lang not in {"en", "und"}:
        return
    for quantity in claim.quantities:
        role = endpoint(claim, quantity)
        if role is None and _looks_back(claim, quantity):
            continue
        given = [
            (endpoint(passage, theirs), theirs, passage)
            for passage in evidence
            for theirs in passage.quantities
            if match_quantity(quantity, theirs, claim.lang) is not None
        ]
        roles = {found for found, _, _ in given}
        if not given or roles & {role, None} or (role is None and roles != {"from"}):
            continue
        found, theirs, passage = given[0]
        yield Finding(
            kind="figure",
            severity="contradiction",
            claim=f"{role} {quantity.text}" if role else quantity.text,
            span=(passage.start + theirs.start, passage.start + theirs.end),
            message=_message(passage, theirs, found, quantity, role),
        )


def _message(
    passage: Passage, theirs: Quantity, found: Role | None, quantity: Quantity, role: Role | None
) -> str:
    where = place(passage)
    if role is None:
        return f"the article says {theirs.text} of what was before{where}; the claim says it of now"
    return f"the article says {found} {theirs.text}{where}; the claim says {role} {quantity.text}"


def _looks_back(claim: Passage, quantity: Quantity) -> bool:
    """Whether a claim may speak of how things were before a change."""
    words = {token.folded for token in claim.tokens}
    return (
        bool(words & _BACK)
        or bool(claim.dates)
        or (sum(other.unit == quantity.unit for other in claim.quantities) > 1)
    )


def endpoint(passage: Passage, quantity: Quantity) -> Role | None:
    """The part that a number has in a change, by the preposition before it.

    Args:
        passage: The text.
        quantity: One of its numbers.
    """
    if quantity.kind in {"time", "score", "ordinal"} or quantity.upper is not None:
        return None
    before = passage.text[max(0, quantity.start - _REACH) : quantity.start]
    found = _PREPOSITION.search(before)
    if found is None:
        return _compared(passage, quantity, before)
    lead = _SENTENCE_PART.split(before[: found.start()])[-1]
    if _NO_ENDPOINT.search(lead) or not _CHANGE.search(lead):
        return None
    role = found[1].casefold()
    return "from" if role == "from" else "to" if role == "to" else "by"


def _compared(passage: Passage, quantity: Quantity, before: str) -> Role | None:
    """The part of a number that another one is held against, or that says by how much."""
    if _MORE.match(passage.text, quantity.end):
        return "by"
    earlier = any(q.unit == quantity.unit and q.end < quantity.start for q in passage.quantities)
    return "from" if earlier and _AGAINST.search(before) else None
