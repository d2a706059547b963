"""Idioms with a number in them that is not written as one: "a decade", "one in four"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from factcards.verify.fold import lone_words
from factcards.verify.numerals import has_digits
from factcards.verify.ranges import Number

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOW = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ANY = "|".join((*_LOW, "[1-9]"))
_PERIOD = re.compile(r"\ban?\s(century|decade)(?![\w'’-])", re.IGNORECASE)
_SHARE = re.compile(
    rf"(?<![\w.,])({_ANY})\sin\s(?:every\s)?({_ANY}|10|20|100)(?=\s[a-z])"
    r"(?!\s(?:days?|weeks?|months?|years?|hours?|minutes?|games?|matches)\b)",
    re.IGNORECASE,
)


def find_idioms(text: str, lang: str) -> Iterator[Number]:
    """Find lengths of time and shares that English words without a plain number.

    Args:
        text: The text with ASCII digits.
        lang: Language subtag; of other languages none are known.
    """
    if lang not in {"en", "und"}:
        return
    one = Decimal(1)
    # Looking for a bare word first costs nothing next to either pattern.
    if "decade" in text or "century" in text:
        for match in _PERIOD.finditer(text):
            unit = match[1].casefold()
            yield Number(*match.span(), one, one, "measure", unit=unit, words=True)
    if " in " in text and (has_digits(text) or not lone_words(text).isdisjoint(_LOW)):
        for match in _SHARE.finditer(text):
            few, many = (_read(group) for group in match.groups())
            if few < many:
                step = Decimal("0.01")
                yield Number(*match.span(), few / many, step, "fraction", words=True)


def _read(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else Decimal(1 + _LOW.index(word.casefold()))
