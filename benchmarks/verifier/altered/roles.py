"""Who did it and to whom it was done exchanged."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.verifier.inflect import inflect
from benchmarks.verifier.patterns import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

# What A does to B without B doing it to A.
_ONE_WAY_VERBS = """
accuse advise appoint arrest attack beat bite blame brief buy call challenge criticise defeat
defend employ elect examine fire follow fund guide hire hit injure interview invite join kill lead
leave overtake own pay praise promote pull push question replace rescue run sack save sell serve
sue succeed support teach tell thank urge visit warn
"""
_ONE_WAY = tuple(_ONE_WAY_VERBS.split())
_FORMS = "|".join(
    sorted({inflect(verb, form) for verb in _ONE_WAY for form in ("past", "third", "ing")})
)
_PLACE = 1
_BETWEEN = re.compile(rf"^[^,;“”]*\b(?:{_FORMS})\b[^,;“”]*$")
_TOGETHER = re.compile(r"\b(?:and|or|with|between|met|than|’s and)\b")


def role_swap(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Two names exchanged around a verb that works in one direction only."""
    del rng
    found = sorted(mentions(truth.text, document), key=lambda mention: mention[0].start())
    actors = [match for match, _, sort in found if sort != _PLACE]
    for one, other in combinations(actors, 2):
        between = truth.text[one.end() : other.start()]
        if _BETWEEN.match(between) and not _TOGETHER.search(between):
            head, tail = truth.text[: one.start()], truth.text[other.end() :]
            yield head + other.group() + between + one.group() + tail
