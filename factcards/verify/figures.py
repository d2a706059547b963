"""The check of figures: every number of a claim must be one that the evidence gives."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from factcards.card import Finding
from factcards.verify.bounds import is_expected
from factcards.verify.designations import NUMBER, find_designations
from factcards.verify.lexicon import related
from factcards.verify.matching import Match, match_quantity, same_noun
from factcards.verify.nearby import BESIDE, CLAUSE, context, place, silent
from factcards.verify.numerals import ascii_digits
from factcards.verify.predicates import clauses_of
from factcards.verify.quantities import Quantity, find_quantities
from factcards.verify.ranges import VOTES
from factcards.verify.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.card import Severity
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

__all__ = ["Quantity", "check_figures", "find_quantities"]

_PLAINLY = 2  # shared words that make two counts of differently named things one
_FEW = 3  # up to it a model may have counted what a sentence lists
_MANY = 12  # ... and up to it, things that it lists itself
_PAIR_WORDS = re.compile(
    r"\b(?:both|pair|couple|twins?|duo|two|beide\w*|paar|deux|ambos|entrambi|beiden|оба|обе|обидва)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(r",|;|\b(?:and|und|et|y|e|en|и|і|та|as well as)\b|[、，和と]", re.IGNORECASE)
_ONE = Decimal(1)
_HALF_DAY = 12 * 60  # minutes


class _Given(NamedTuple):
    """A number of the evidence and the sentence it is in."""

    quantity: Quantity
    passage: Passage


def check_figures(
    claim: Passage, evidence: Sequence[Passage], source: SourceText | None = None
) -> Iterator[Finding]:
    """Check every number of a claim against the numbers of the evidence.

    Args:
        claim: The claim.
        evidence: The sentences it rests on, best first.
        source: The whole article, to say where a missing number does stand.

    Yields:
        A contradiction where the evidence has another value for the same thing;
        ``unsupported`` where it has no such number, or where the claim adds or drops a
        "more than" or "nearly"; a note for a dropped "about", and for small numbers that a
        list in the evidence may account for.
    """
    given = [_Given(q, passage) for passage in evidence for q in passage.quantities]
    matched = {
        quantity: [
            (g, m)
            for g in given
            if (m := match_quantity(quantity, g.quantity, claim.lang)) and _may_mean(quantity, g)
        ]
        for quantity in claim.quantities
    }
    free = [g for g in given if not any(_carries(g, found) for found in matched.values())]
    for quantity in claim.quantities:
        finding = _judge(quantity, claim, evidence, matched[quantity], free)
        if finding is not None and finding.span is None and source is not None:
            finding = _with_place(finding, quantity, evidence, source)
        if finding is not None:
            yield finding
    yield from find_designations(claim, evidence)


def _with_place(
    finding: Finding, quantity: Quantity, evidence: Sequence[Passage], source: SourceText
) -> Finding:
    """The finding that a number is missing, with the sentence that has it, if any."""
    for number in source.giving(quantity):
        if source.passages[number - 1] not in evidence:
            message = f"{finding.message}; sentence {number} has it"
            return finding.model_copy(update={"message": message})
    return finding


def _may_mean(quantity: Quantity, given: _Given) -> bool:
    """Whether a bare number may be one of the unit: "from 5% to 7" has it beside."""
    if quantity.unit is None or given.quantity.unit is not None:
        return True
    if given.quantity.kind == "fraction":
        return True
    return any(same_unit(quantity.unit, other.unit) for other in given.passage.quantities)


def _carries(given: _Given, found: list[tuple[_Given, Match]]) -> bool:
    return any(g is given and match is Match.SAME for g, match in found)


def _judge(
    quantity: Quantity,
    claim: Passage,
    evidence: Sequence[Passage],
    found: list[tuple[_Given, Match]],
    free: Sequence[_Given],
) -> Finding | None:
    """The finding on one number of the claim, if any."""
    same = [given for given, match in found if match is Match.SAME]
    turned = _turned(quantity, claim, same)
    if turned is not None:
        return _contradiction(quantity, turned)
    if same:
        rival = _other_count(quantity, claim, same, free)
        return None if rival is None else _contradiction(quantity, rival)
    for wanted in (Match.ROUGH, Match.BOUND):
        for given, match in found:
            if match is wanted:
                if _both_expected(quantity, claim, given) or _is_another(quantity, claim, given):
                    return None
                return _bound_finding(quantity, given, wanted)
    if _stands_literally(quantity, evidence) or _gives_both(quantity, evidence):
        return None
    rival = _rival(quantity, claim, free)
    if rival is not None:
        return _contradiction(quantity, rival)
    return _missing(quantity, claim, evidence)


def _both_expected(quantity: Quantity, claim: Passage, given: _Given) -> bool:
    pairs = ((quantity, claim), given)
    return all(q.upper is None and is_expected(p.text, q.start, q.end, q.bound) for q, p in pairs)


def _is_another(quantity: Quantity, claim: Passage, given: _Given) -> bool:
    """Whether a claim is about the number that a bound is drawn from.

    "Below the 95% that doctors want" tells what doctors want.
    """
    theirs, passage = given
    if quantity.bound != "exact" or not passage.text[: theirs.start].casefold().endswith(" the "):
        return False
    after = {t.stem for t in passage.terms if theirs.end <= t.start < theirs.end + CLAUSE}
    return len(after & context(claim, quantity.start, quantity.end)) >= _PLAINLY


def _contradiction(quantity: Quantity, rival: _Given) -> Finding:
    other, passage = rival
    said = _said(other, passage)
    return Finding(
        kind="figure",
        severity="contradiction",
        claim=quantity.text,
        span=(passage.start + other.start, passage.start + other.end),
        message=f"the article says {said}{place(passage)}; the claim says {quantity.text}",
    )


def _said(quantity: Quantity, passage: Passage) -> str:
    """A number with what it counts, as the evidence words it."""
    if quantity.noun is None or quantity.kind == "score":
        return quantity.text
    after = passage.text[quantity.end : quantity.end + len(quantity.noun) + 24]
    at = after.casefold().find(quantity.noun)
    return quantity.text + (after[: at + len(quantity.noun)] if at >= 0 else "")


def _bound_finding(quantity: Quantity, given: _Given, match: Match) -> Finding:
    other, passage = given
    severity: Severity = "note" if match is Match.ROUGH else "unsupported"
    theirs, ours = _with_bound(passage, other), quantity.text
    return Finding(
        kind="figure",
        severity=severity,
        claim=quantity.text,
        span=(passage.start + other.start, passage.start + other.end),
        message=f"the article says {theirs}{place(passage)}; the claim says "
        f"{_BOUND_WORDS[quantity.bound]}{ours}",
    )


_BOUND_WORDS = {"exact": "", "about": "about ", "over": "more than ", "under": "less than "}


def _with_bound(passage: Passage, quantity: Quantity) -> str:
    """A number with the words before it that make it a bound."""
    if quantity.bound == "exact":
        return quantity.text
    before = re.search(
        r"(?:\S+\s+){1,2}\Z", passage.text[max(0, quantity.start - 30) : quantity.start]
    )
    return (before.group() if before else "") + quantity.text


def _missing(quantity: Quantity, claim: Passage, evidence: Sequence[Passage]) -> Finding:
    severity: Severity = "unsupported"
    in_words = not any(char.isdigit() for char in quantity.text)
    if quantity.value == _ONE and quantity.kind != "percent":
        # "A man", "the man" and "initially" say one and first without a number.
        severity = "note"
    elif in_words and quantity.kind == "cardinal" and quantity.value <= _FEW:
        severity = "note" if _is_listed(quantity, evidence) else "unsupported"
    elif in_words and quantity.value <= _MANY:
        # "Four products - A, B, C and D": the claim counts what it lists.
        listed = len(_LISTING.findall(claim.text, quantity.end))
        severity = "note" if listed + 1 >= quantity.value else "unsupported"
    return Finding(
        kind="figure",
        severity=severity,
        claim=quantity.text,
        message=f"the claim says {quantity.text}; {silent(evidence, 'number')}",
    )


def _is_listed(quantity: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence lists as many things as a small number says."""
    parts = [1 + len(_LISTING.findall(passage.text)) for passage in evidence]
    if quantity.value == 2 and any(_PAIR_WORDS.search(p.text) for p in evidence):  # noqa: PLR2004
        return True
    return max(parts, default=0) >= quantity.value


def _other_count(
    quantity: Quantity, claim: Passage, same: Sequence[_Given], free: Sequence[_Given]
) -> _Given | None:
    """The evidence's own number for what the claim counts, where it counts something else."""
    if quantity.noun is None or quantity.unit is not None or quantity.kind not in _COUNTS:
        return None
    if any(g.quantity.noun is None or same_noun(quantity, g.quantity, claim.lang) for g in same):
        return None
    rivals = [
        g
        for g in free
        if g.quantity.kind == quantity.kind and same_noun(quantity, g.quantity, claim.lang)
    ]
    if len(rivals) != 1 or quantity.value <= _FEW:
        return None
    # "870 infections" where the article has "870 people infected" and "170 infections"
    rival = rivals[0]
    ours = max(_closeness(quantity, claim, given) for given in same)
    theirs = _closeness(quantity, claim, rival)
    beside = any(given.passage is rival.passage for given in same)
    return rival if theirs[0] > ours[0] or (beside and theirs > ours) else None


def _turned(quantity: Quantity, claim: Passage, same: Sequence[_Given]) -> _Given | None:
    """The result of a vote that the claim gives the other way round."""
    if quantity.kind != "score" or quantity.value == quantity.upper:
        return None
    for given in same:
        theirs = given.quantity
        vote = VOTES in {quantity.noun, theirs.noun}
        if not vote or theirs.kind != "score" or theirs.value == quantity.value:
            return None
        if not _says_same(claim, given.passage):
            return None  # "failed by 7 to 12" is "defeated by 12 to 7"
    return same[0] if same else None


def _says_same(claim: Passage, passage: Passage) -> bool:
    """Whether a sentence has the verbs of a claim; where none are told, all its words."""
    verbs = {clause.verb for clause in clauses_of(claim)} - {""}
    words = verbs or {term.stem for term in claim.terms if not term.numeric}
    return all(word in passage.stems or related(word, claim.lang) & passage.stems for word in words)


def _gives_both(quantity: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether a sentence gives the two numbers of a score apart: "12 were for it, 7 were not"."""
    if quantity.kind != "score":
        return False
    pair = {quantity.value, quantity.upper}
    return any(
        pair <= {q.value for q in passage.quantities if q.kind == "cardinal" and q.unit is None}
        for passage in evidence
    )


def _closeness(quantity: Quantity, claim: Passage, given: _Given) -> tuple[int, int]:
    """How many words two numbers share around them: within a clause, and beside them."""
    wide, narrow = (
        len(
            context(claim, quantity.start, quantity.end, reach)
            & context(given.passage, given.quantity.start, given.quantity.end, reach)
        )
        for reach in (CLAUSE, BESIDE)
    )
    return wide, narrow


_COUNTS = frozenset({"cardinal", "ordinal"})


def _rival(quantity: Quantity, claim: Passage, free: Sequence[_Given]) -> _Given | None:
    """The number that the evidence has for the same thing, if it is clear which one."""
    rivals = [g for g in free if _comparable(quantity, g.quantity, claim.lang)]
    if quantity.value == _ONE and quantity.kind == "cardinal":
        rivals = [g for g in rivals if same_noun(quantity, g.quantity, claim.lang)]
    if not rivals and quantity.kind == "cardinal" and quantity.noun:
        # "62 nations" where the same words stand around "26 governments"
        rivals = [g for g in free if g.quantity.kind == "cardinal" and g.quantity.noun]
        rivals = [g for g in rivals if _closeness(quantity, claim, g)[0] >= _PLAINLY]
    if not rivals:
        return None
    best = max(rivals, key=lambda g: (_face(quantity, g), _closeness(quantity, claim, g)))
    return best if len(rivals) == 1 or _closeness(quantity, claim, best)[0] else None


def _face(quantity: Quantity, given: _Given) -> bool:
    """Whether a time is the same on the face of a clock: 4.40 pm for 4.40 am."""
    return quantity.kind == "time" and not (quantity.value - given.quantity.value) % _HALF_DAY


def _comparable(ours: Quantity, theirs: Quantity, lang: str) -> bool:
    """Whether two numbers measure or count the same sort of thing."""
    if ours.kind in {"time", "score"} or theirs.kind in {"time", "score"}:
        return ours.kind == theirs.kind
    if (ours.kind == "ordinal") != (theirs.kind == "ordinal"):
        return False
    if ours.unit is not None or theirs.unit is not None:
        return same_unit(ours.unit, theirs.unit)
    if ours.kind == "fraction" or theirs.kind == "fraction":
        return ours.kind == theirs.kind
    return same_noun(ours, theirs, lang)


def _stands_literally(quantity: Quantity, evidence: Sequence[Passage]) -> bool:
    """Whether a bare number is in the evidence where no number is read: a year, a name."""
    digits = ascii_digits(quantity.text)
    if quantity.unit is not None or not digits.isdigit():
        return False
    for passage in evidence:
        for match in NUMBER.finditer(ascii_digits(passage.text)):
            inside = any(q.start <= match.start() < q.end for q in passage.quantities)
            if match.group() == digits and not inside:
                return True
    return False
