"""Zones: the numbers of an English text, each with the words that belong to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcards.verify.lexicon import related
from factcards.verify.predicates import RELATIVES, Clause, clauses_of
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcards.verify.passage import Passage
    from factcards.verify.quantities import Quantity
    from factcards.verify.words import Term

_MOST = 12  # numbers of a sentence that are looked at

_MEASURE = re.compile(r"\s+of\s+(?:(?:between|about|around|some|nearly|almost|over)\s+)?")

_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\s")

_RATE = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:an?|per|each|every)\s(second|minute|hour|day|night|week|month|quarter"
    r"|year|share|person|head)\b(?!\s(?:ago|earlier|before|later|on|old)\b)|\s(dai|week|month|annual)ly\b",
    re.IGNORECASE,
)

_LITTLE = listed("the a an of in at by to and or her his it their with for on was is")


class Zone(NamedTuple):
    """A number with the words that belong to it."""

    quantity: Quantity
    passage: Passage
    clause: Clause
    words: frozenset[str]
    subject: frozenset[str]

    @property
    def leads(self) -> bool:
        """Whether the number stands before the verb: in the subject."""
        return self.quantity.start < self.clause.verb_at


@lru_cache(maxsize=1024)
def zones_of(passage: Passage) -> tuple[Zone, ...]:
    """The numbers of a passage in order, at most `_MOST`."""
    return tuple(_zones(passage))


def _zones(passage: Passage) -> Iterator[Zone]:
    clauses = clauses_of(passage)
    owners = _owners(passage)
    for quantity in passage.quantities[:_MOST]:
        place_of = next((i for i, c in enumerate(clauses) if quantity.start < c.end), None)
        if place_of is None:
            continue
        clause = clauses[place_of]
        words = clause.words | ({clause.verb} & passage.stems)
        if not passage.number and clause.verb_at == clause.end and place_of:
            words = clause.predicate  # what else the claim says is not of this number
        following = clauses[place_of + 1] if place_of + 1 < len(clauses) else None
        if (
            following is not None
            and following.opening in RELATIVES
            and not passage.text[clause.end : following.start].strip()
        ):
            words |= following.words | ({following.verb} & passage.stems)
        owner = owners.get(quantity.start)
        words -= {stem for at, stem in owners.items() if at != quantity.start}
        subject = frozenset({owner}) if owner else clause.subject
        yield Zone(quantity, passage, clause, words | subject, subject)


def _owners(passage: Passage) -> dict[int, str]:
    """Who has a number, by its offset: "22 shots to Rovers' nine"."""
    starts = {quantity.start for quantity in passage.quantities[:_MOST]}
    return {
        at: term.stem
        for term in passage.terms
        for at in (term.end + 1, term.end + 2)
        if at in starts and _POSSESSIVE.search(passage.text, term.start, at)
    }


def ending(zone: Zone) -> frozenset[str]:
    """Stems of the words from a number to the next one or the end of its clause."""
    later = [q.start for q in zone.passage.quantities if q.start >= zone.quantity.end]
    end = min([zone.clause.end, *later])
    return (
        frozenset(r.stem for r in zone.passage.readings if zone.quantity.end <= r.start < end)
        - _LITTLE
    )


def rate_of(zone: Zone) -> str | None:
    """By what a number counts: "year" in "5 million a year"; None where it does not."""
    found = _RATE.match(zone.passage.text, zone.quantity.end)
    if found is None:
        return None
    return {"dai": "day", "annual": "year"}.get(found[2], found[2]) if found[2] else found[1]


def shared(words: frozenset[str] | set[str], zone: frozenset[str] | set[str]) -> set[str]:
    """Those words that another set has, or a synonym of which it has."""
    return {word for word in words if word in zone or not related(word).isdisjoint(zone)}


def measured_noun(zone: Zone) -> Term | None:
    """The noun before a number that it is the measure of: "revenue of between 5 and 6"."""
    before = [t for t in zone.passage.terms if t.end <= zone.quantity.start]
    between = zone.passage.text[before[-1].end : zone.quantity.start] if before else ""
    return before[-1] if before and _MEASURE.fullmatch(between) else None


def without(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Those words that another set has not, nor a synonym."""
    return frozenset(words - shared(words, others))
