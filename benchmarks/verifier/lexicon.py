"""The benchmark's own words: opposites, synonyms and verbs, none of them the verifier's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.verifier.inflect import Form, inflect

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
_FORMS: tuple[Form, ...] = ("base", "third", "past", "participle", "ing")

# Verbs of news that are not denied otherwise than by "did not".
_VERBS = """
accept accuse add admit adopt agree announce apologise appeal appear approve arrest arrive ask
attack ban beat become begin believe block blame break build buy call cancel carry cause charge
choose claim close collapse collect come complain complete confirm convict cost cover cross cut
damage decide declare defeat defend delay demand deny describe destroy die discover drop earn
elect end escape expand expect face fall fight file fill find finish flee follow found gain give
go grow happen help hire hold ignore improve include increase injure invest join keep kill land
last launch lead leave lose lower make mark meet miss move name offer open order pass pay plan
play predict present promise protect publish raise reach receive recommend record reduce reject
release remain remove repair replace report require resign restore return reveal rise rule say
score sell send serve settle shut sign spend spread start stay steal stop strike suffer suggest
support survive suspend take tell test think travel try turn vote wait warn win withdraw work
write
"""
VERBS: Final = tuple(_VERBS.split())


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|having|get|got)\s+(?:\w+ly\s+|not\s+)?$"
)
_TO = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|did|does|do|not|they|we|who)\s+(?:\w+ly\s+)?$"
)
_MODAL = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|did|does|do)\s+$")
_PARTICLE = re.compile(r" (?:up|off|out|down|on|over|back|in|away)\b")
_PERIOD = re.compile(r" (?:[A-Z]|(?:year|week|month|season|summer|winter|autumn|spring)\b)")
_NOUN_BEFORE = re.compile(r"\b(?:a|an|the|its|his|her|their|this|that|no|of|in|any|another)\s+$")
_GERUND = re.compile(r"(?:, |\b(?:by|after|before|for|of|without|started|stopped) )$")
_SUBJECT = re.compile(r"(?:\b(?:he|she|it|who|which|that|and)|[A-Z]\w+) $")


class Pair(NamedTuple):
    """Two words of one sort: ``v`` verb, ``n`` noun, ``a`` adjective or adverb."""

    sort: str
    one: str
    other: str


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of ``NAME.tsv``: sort, word, word."""
    rows = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(Pair(*row.split("\t")) for row in rows if row and not row.startswith("#"))


@cache
def exchanges(name: str, *, both_ways: bool) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """For each inflected word: sort, form and the word that takes its place, in that form."""
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    for sort, one, other in pairs(name):
        for old, new in ((one, other), (other, one))[: 2 if both_ways else 1]:
            for form, was, now in _inflected(sort, old, new):
                found.setdefault(was, {}).setdefault((sort, form, now))
    return {word: tuple(options) for word, options in found.items()}


def _inflected(sort: str, old: str, new: str) -> Iterator[tuple[str, str, str]]:
    if sort == "v":
        for form in _FORMS:
            yield form, inflect(old, form), inflect(new, form)
    else:
        yield "base", old, new
        if sort == "n":
            yield "plural", plural(old), plural(new)


def plural(noun: str) -> str:
    """The regular plural of a noun; of "member of staff", that of its first word."""
    if " of " in noun:
        head, tail = noun.split(" of ", 1)
        return f"{plural(head)} of {tail}"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def fits(sort: str, form: str, before: str, after: str) -> bool:
    """Whether a word can be of that sort and form where it stands, and can be replaced there.

    Args:
        sort: Of the pair: ``v``, ``n`` or ``a``.
        form: What `exchanges` calls the form of the word.
        before: The text before the word.
        after: The text after it.
    """
    if _fixed(sort, before, after):
        return False
    if sort != "v":
        return not (_MODAL if sort == "a" else _TO).search(before)
    if form == "past":
        return not _PASSIVE.search(before) and not _NOUN_BEFORE.search(before)
    if form == "participle":
        return bool(_PASSIVE.search(before)) or after.startswith(" by ")
    if form == "base":
        return bool(_TO.search(before))
    if form == "ing":
        return bool(_PASSIVE.search(before) or _GERUND.search(before))
    return bool(_SUBJECT.search(before))


def _fixed(sort: str, before: str, after: str) -> bool:
    """Whether a word is part of a phrase that another word would break or leave true."""
    if re.match(r" (?:and|or) \w", after) or re.search(r"\b(?:and|or|both) $", before):
        return True  # "up and down", "bought and sold"
    if re.search(r"\bwhether\b", before):
        return True  # whether to ban is whether to allow
    if sort == "a":  # "last year", "New York", "17 years old"
        return bool(_PERIOD.match(after) or re.search(r"(?:years?|months?|than) $", before))
    return sort == "v" and bool(_PARTICLE.match(after))  # "cut off", "grow up"
