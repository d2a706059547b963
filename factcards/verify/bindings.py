"""Bindings: a number of the claim must be about what it is about in the evidence.

A sentence may give 13% for revenue and €214 million for profit; a claim that has both numbers
right may still have them the wrong way round.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.fold import fold_word
from factcards.verify.lexicon import related
from factcards.verify.matching import match_quantity, same_noun
from factcards.verify.nearby import place
from factcards.verify.predicates import clauses_of
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed
from factcards.verify.units import same_unit
from factcards.verify.words import stem
from factcards.verify.zones import Zone, ending, measured_noun, rate_of, shared, without, zones_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

_FEW = 3  # sentences that have a word

_PART_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:all|the|its|their|his|her|our|these|those)\s+){0,2}(?:\w+['’]s?\s+)?\Z"
)

_OF_THEM = re.compile(r"(?:\s[\w-]+){0,2},?\s+of\s+(?:them|which|whom|these|those)\b")

# By stem.
_CHANGES = listed("increas rize rise decreas fall drop declin growth grow gain up down chang total")

# Subjects that may mean somebody whom another sentence names.
_GENERIC = listed(
    """compani firm group team club side parti bank agenc organiz organis countri nation state
    govern citi town man woman boy girl player leader minist presid chief boss"""
)


def check_bindings(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that no number is bound to what the evidence gives another number for (English).

    Speaks only where the evidence has a second number of the same sort whose words the claim
    uses, while it uses none of those that are the number's own.
    """
    if not claim.quantities:
        return
    if claim.lang not in {"en", "und"}:
        yield not_checked("figure", "what its numbers belong to", claim.lang)
        return
    for ours in zones_of(claim):
        given = [
            zone
            for passage in evidence
            for zone in zones_of(passage)
            if match_quantity(ours.quantity, zone.quantity, claim.lang) is not None
        ]
        if not given:
            continue
        found = [_conflict(ours, zone, claim, source) for zone in given]
        message = found[0]
        if message is None or None in found:
            continue
        zone = given[0]
        yield Finding(
            kind="figure",
            severity="contradiction",
            claim=ours.quantity.text,
            span=(
                zone.passage.start + zone.quantity.start,
                zone.passage.start + zone.quantity.end,
            ),
            message=message,
        )


def _conflict(ours: Zone, zone: Zone, claim: Passage, source: SourceText) -> str | None:
    """Say what a number is about in the evidence, where that is not what the claim says."""
    said = f"{zone.quantity.text} of something else{place(zone.passage)}"
    if _is_whole(ours, zone):
        return (
            f"the article says {zone.quantity.text} in all, and this of a part{place(zone.passage)}"
        )
    if _is_part(ours, zone):
        return f"the article says this of a part of the {zone.quantity.text}{place(zone.passage)}"
    measure = _other_measure(ours, zone, claim, source)
    if measure:
        return f"the article says {measure}{place(zone.passage)}"
    kind = _other_kind(ours, zone, claim, source)
    if kind:
        return f"the article says this of {kind}{place(zone.passage)}"
    rate = rate_of(ours)
    if rate and rate not in zone.clause.predicate and not _is_rated(zone):
        return f"the article has {zone.quantity.text}{place(zone.passage)}, not by the {rate}"
    for rival, comparable in _rivals(ours, zone, claim, source):
        if (
            (comparable and not _is_told_too(ours, rival) and _is_mixed_up(ours, zone, rival))
            or _has_other_subject(ours, zone, rival)
            or _has_other_ending(ours, zone, rival)
        ):
            other = "" if rival.passage is zone.passage else place(rival.passage)
            return f"the article says {said}; of this it says {rival.quantity.text}{other}"
    return None


def _is_rated(zone: Zone) -> bool:
    """Whether a number, or one of its unit that it goes with, is by something: "to 12p a share"."""
    continues = zone.clause.verb_at == zone.clause.end  # ", from 10.5p"
    return any(
        rate_of(other) is not None
        for other in zones_of(zone.passage)
        if same_unit(other.quantity.unit, zone.quantity.unit)
        and (continues or other.clause is zone.clause)
    )


def _rivals(
    ours: Zone, zone: Zone, claim: Passage, source: SourceText
) -> Iterator[tuple[Zone, bool]]:
    """Other numbers, in the sentence and in those the claim's words are in; which are of a sort."""
    quantity = ours.quantity
    for passage in _places(ours, zone, source):
        here = passage is zone.passage
        for rival in zones_of(passage):
            theirs = rival.quantity
            if match_quantity(quantity, theirs, claim.lang) is not None:
                continue
            if quantity.unit is not None or theirs.unit is not None:
                comparable = same_unit(quantity.unit, theirs.unit)
            elif {quantity.kind, theirs.kind} & {"fraction", "ordinal", "time", "score"}:
                comparable = quantity.kind == theirs.kind and (
                    theirs.noun is None or same_noun(quantity, theirs, claim.lang)
                )
            else:
                comparable = here or same_noun(quantity, theirs, claim.lang)
            apart = rival.clause is not zone.clause and rival.clause.own
            if comparable or (here and (apart or quantity.kind == theirs.kind)):
                yield rival, comparable


def _places(ours: Zone, zone: Zone, source: SourceText) -> Iterator[Passage]:
    yield zone.passage
    here = zone.passage.number
    missing = [word for word in ours.words if word not in zone.passage.stems]
    found = [source.index.get(word, ()) for word in missing]
    numbers = {
        n for places in found for n in places if len(places) <= _FEW or abs(n - here) <= _FEW
    }
    near = sorted(numbers - {here}, key=lambda n: abs(n - here))
    for number in near[:4]:
        yield source.passages[number - 1]


def _is_told_too(ours: Zone, rival: Zone) -> bool:
    """Whether the same clause of the claim has the other number as well."""
    return any(
        zone.clause == ours.clause
        and match_quantity(zone.quantity, rival.quantity, ours.passage.lang) is not None
        for zone in zones_of(ours.passage)
    )


def _is_mixed_up(ours: Zone, zone: Zone, rival: Zone) -> bool:
    """Whether the claim uses the words of another number, and none of the number's own."""
    here = rival.passage is zone.passage
    own = without(zone.words, rival.words)
    others = without(rival.words, zone.words)
    words = ours.words
    if ours.leads and zone.leads and rival.leads and here:
        told = ours.clause.predicate
        given, other = zone.clause.predicate, rival.clause.predicate
        if shared(told, without(other, given)) and not shared(told, given):
            return True
    theirs = shared(words, others) - _CHANGES
    if zone.clause.own and not zone.clause.subject and rival.passage.number < zone.passage.number:
        theirs -= rival.subject  # a pronoun may mean it
    enough = bool(theirs) if here else bool(theirs & rival.subject) and len(theirs) > 1
    return bool(own) and enough and not shared(words, own)


def _has_other_ending(ours: Zone, zone: Zone, rival: Zone) -> bool:
    """Whether what stands right after the number stands after the other: "3% this year"."""
    if rival.passage is not zone.passage or ours.quantity.kind != rival.quantity.kind:
        return False
    if ours.quantity.unit != rival.quantity.unit:
        return False
    if ours.quantity.unit is None and ours.quantity.kind != "ordinal":
        # "410 babies, down from 640": the second number leaves out what it counts.
        elliptical = zone.quantity.noun is None and rival.quantity.noun is not None
        if not elliptical or not same_noun(ours.quantity, rival.quantity, "en"):
            return False
    said, given, other = ending(ours), ending(zone), ending(rival)
    return bool(said & other - given) and bool(given - other) and not said & (given - other)


def _has_other_subject(ours: Zone, zone: Zone, rival: Zone) -> bool:
    """Whether the claim gives the number to the subject of another number."""
    subject, given, other = ours.subject, zone.subject, rival.subject
    if not subject or not given or shared(subject, zone.words):
        return False
    if shared(given, ours.words):
        # "Analysts expected profit of 214": what was expected is another number.
        verb = ours.clause.verb
        return (
            rival.passage is zone.passage
            and verb in rival.words - zone.words
            and subject <= rival.words
        )
    if not shared(subject, other):
        return False
    if rival.passage is not zone.passage and (given & _GENERIC or not other <= subject):
        return False
    return _same_verb(ours.clause.verb, zone.clause.verb)


def _same_verb(verb: str, other: str) -> bool:
    return bool(verb) and (verb == other or other in related(verb))


def _is_whole(ours: Zone, zone: Zone) -> bool:
    """Whether the claim says of all what the evidence says of "three of its eleven"."""
    part = next(
        (
            q
            for q in zone.passage.quantities
            if q.end < zone.quantity.start
            and _PART_OF.fullmatch(zone.passage.text[q.end : zone.quantity.start])
        ),
        None,
    )
    if part is None or any(
        _PART_OF.fullmatch(ours.passage.text[q.end : ours.quantity.start])
        for q in ours.passage.quantities
        if q.end < ours.quantity.start
    ):
        return False
    noun = {stem(fold_word(word), "en") for word in (zone.quantity.noun or "").split()}
    noun |= {t.stem for t in zone.passage.terms if part.end < t.start < zone.quantity.start}
    left, right = _beside(ours.passage, ours.quantity.start, ours.quantity.end, noun)
    before, after = _beside(zone.passage, part.start, zone.quantity.end, noun)
    return (left == before != "") or (right == after != "")


def _beside(passage: Passage, start: int, end: int, noun: set[str]) -> tuple[str, str]:
    """The content words before an offset, and after another and what is counted there."""
    before = [t.stem for t in passage.terms if t.end <= start]
    after = [t.stem for t in passage.terms if t.start >= end and t.stem not in noun]
    return before[-1] if before else "", after[0] if after else ""


def _is_part(ours: Zone, zone: Zone) -> bool:
    """Whether the claim says of all what the evidence says of "ten, four of them"."""
    text = zone.passage.text
    for part in zone.passage.quantities:
        if part.start <= zone.quantity.end or not _OF_THEM.match(text, part.end):
            continue
        end = next((c.end for c in clauses_of(zone.passage) if part.start < c.end), len(text))
        told = {t.stem for t in zone.passage.terms if part.end < t.start < end}
        before = {t.stem for t in zone.passage.terms if t.start < part.start}
        if (told - before) & ours.clause.predicate and "of them" not in ours.passage.text:
            return True
    return False


def _other_measure(ours: Zone, zone: Zone, claim: Passage, source: SourceText) -> str | None:
    """What a number measures, where the claim has it measure another thing of the article."""
    told, given = measured_noun(ours), measured_noun(zone)
    if told is None or given is None or given.stem in claim.stems:
        return None
    if told.stem in zone.passage.stems or told.stem not in source.index:
        return None
    if shared({told.stem}, {given.stem}) or shared({given.stem}, claim.stems):
        return None
    return f"{given.text} of {zone.quantity.text}"


def _other_kind(ours: Zone, zone: Zone, claim: Passage, source: SourceText) -> str | None:
    """What sort of thing a number is of, where the claim has another sort that the article has.

    "Net profit" for "operating profit", where another sentence speaks of net profit.
    """
    passage = zone.passage
    for modifier, head in pairwise(claim.terms):
        if head.stem not in zone.words or modifier.numeric or head.start > ours.quantity.start:
            continue
        if modifier.stem in passage.stems or related(modifier.stem) & zone.words - {head.stem}:
            continue
        if claim.text[modifier.end : head.start] != " ":
            continue
        given = next(
            (m for m, h in pairwise(passage.terms) if h.stem == head.stem and h.end > m.end + 1),
            None,
        )
        if given is None or given.stem in claim.stems or given.numeric:
            continue
        places = set(source.index.get(modifier.stem, ())) & set(source.index.get(head.stem, ()))
        if any(
            (m.stem, h.stem) == (modifier.stem, head.stem)
            for number in sorted(places)[:4]
            if any(
                same_unit(q.unit, ours.quantity.unit)
                for q in source.passages[number - 1].quantities
            )
            for m, h in pairwise(source.passages[number - 1].terms)
        ):
            return f"{given.text} {head.text}"
    return None
