"""Implied denials: "the only one" and "cost less" say no without a negation (English)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.verify.denials import Denial
    from factcards.verify.passage import Passage

LACKING = ("run out", "ran out", "shortage", "lack", "absence", "sold out", "missing", "without")
NO_COMPARATIVES = listed("further other another whether longer ever never over under after")
_LIMITING = listed("only few rarely seldom except hardly sole solely")
_ONLY = _LIMITING | listed("just merely")
_SCARCE = listed("few rarely seldom hardly")
_UNIVERSAL = listed("none no nobody never neither nothing")
_ENDING_IT = listed("again anymore further longer more another")
_LAST = listed("last final finally")
_SPARING = listed("except excluding apart bar")
_STILL_TO = re.compile(r"\bstill (?:ha[sd]|have|to)\b|\b(?:has|have|had|is|are) still to\b")
_LESSER = listed("less fewer worse")
_AS_AS = re.compile(r"\bas\s(?:[\w-]+\s){1,4}as\b")


def is_measured(denial: Denial, claim: Passage, passage: Passage, *, about: bool) -> bool:
    """Whether the evidence says by a comparison or a limit what the claim says by a denial."""
    ours = {token.folded for token in claim.tokens}
    theirs = {token.folded for token in passage.tokens}
    if _ENDING_IT & ours and _LAST & (theirs - ours):
        return True
    if not about:
        return False
    if denial.cue.casefold().startswith(("no", "lack")) and says_gone(passage, claim):
        return True
    if ("all but" in claim.text.casefold()) != ("all but" in passage.text.casefold()):
        return True
    if _SPARING & (theirs - ours) or (_STILL_TO.search(passage.text) and "still" not in ours):
        return True
    comparatives = {word for word in ours if word.endswith("er")} - NO_COMPARATIVES
    superlatives = {word for word in theirs - ours if word.endswith("est")}
    if any(
        best.removesuffix("est") == word.removesuffix("er")
        for word in comparatives
        for best in superlatives
    ):
        return True
    after = claim.text[denial.end :].casefold()
    lower = any(word in _LESSER or word.endswith("er") for word in theirs - ours)
    return bool(_AS_AS.search(after)) and "than" in theirs and lower


def says_gone(passage: Passage, other: Passage) -> bool:
    """Whether a text says by "ran out" or "without" that there is none, and the other does not."""
    words, theirs = passage.text.casefold(), other.text.casefold()
    return any(phrase in words and phrase not in theirs for phrase in LACKING)


def is_implied(denial: Denial, claim: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether "only" or "few" of the source has become a "not" of the claim, but no "none"."""
    words = {token.folded for passage in evidence for token in passage.tokens}
    universal = denial.cue.casefold().removesuffix(" of") in _UNIVERSAL
    limiting = _LIMITING - _SCARCE if universal else _LIMITING
    return bool(words & limiting) and not _ONLY & {token.folded for token in claim.tokens}
