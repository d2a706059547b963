"""Dates that are wrong: another day, month, year, weekday or hour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import MONTHS, WEEKDAYS, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_YEAR = re.compile(r"(?<![\w.,$€£¥-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d| ?(?:euros|metres|people))")
_TIME = re.compile(r"(?<![\d.:])(\d{1,2})(?=(?:[.:]\d\d)? ?[ap]\.?m\b)")
_LAST_DAY, _NOON = 28, 12


def date(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One part of a date changed to something the article does not have."""
    yield from _month_and_day(truth.text, document, rng)
    for match in _YEAR.finditer(truth.text):
        year = int(match.group())
        years = [y for y in range(year - 6, year + 7) if str(y) not in document.text]
        if years:
            yield replaced(match, str(rng.choice(years)))
    if document.lang != "en":
        return
    for match in re.finditer(rf"\b({'|'.join(WEEKDAYS)})(?=s?\b)", truth.text):
        others = [d for d in WEEKDAYS if d != match.group() and d not in truth.text]
        absent = [d for d in others if d not in document.text]
        yield replaced(match, rng.choice(absent or others))
    for match in _TIME.finditer(truth.text):
        hours = [h for h in range(1, _NOON + 1) if str(h) != match.group()]
        yield replaced(match, str(rng.choice(hours)))


def _month_and_day(text: str, document: Document, rng: Random) -> Iterator[str]:
    names = MONTHS.get(document.lang, ())
    if not names:
        return
    month = "|".join(names)
    # "May" and "mars" are months only beside a number or after "in" and the like.
    beside = r"(?:in|since|until|by|last|next|early|late|of|im|seit|en|depuis|em|в)"
    for match in re.finditer(
        rf"(?<=\d )(?:{month})\b|(?<=\d\. )(?:{month})\b|\b(?:{month})(?= \d)|"
        rf"(?<= de )(?:{month})\b|"
        rf"\b{beside} (?P<name>{month})\b",
        text,
    ):
        old = match["name"] or match.group()
        others = [m for m in names if m != old and not document.says(m)]
        if others:
            yield replaced(match, match.group().replace(old, rng.choice(others)))
    for match in re.finditer(
        rf"(?<!\d)\d{{1,2}}(?=(?:\.|º|°)?(?: de)? (?:{month})\b)|"
        rf"(?<=\b)(?:{month}) \d{{1,2}}(?!\d)",
        text,
    ):
        day = re.search(r"\d+", match.group())
        assert day is not None
        days = [d for d in range(1, _LAST_DAY + 1) if d != int(day.group())]
        yield replaced(match, match.group().replace(day.group(), str(rng.choice(days))))
