"""Number words of Arabic: gender, cases, duals, and "and" written onto the next word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = (
    "1:واحد واحدة احد احدى|2:اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي|3:ثلاثة ثلاث|"
    "4:اربعة اربع|5:خمسة خمس|6:ستة ست|7:سبعة سبع|8:ثمانية ثماني ثمان|9:تسعة تسع"
)
_TENS = (
    "20:عشرون عشرين|30:ثلاثون ثلاثين|40:اربعون اربعين|50:خمسون خمسين|60:ستون ستين|70:سبعون سبعين|"
    "80:ثمانون ثمانين|90:تسعون تسعين"
)
_HUNDREDS = "100:مئة مائة|200:مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي"
_SCALES = (
    "1000:الف الاف الفا|1000000:مليون ملايين مليونا|1000000000:مليار مليارات مليارا|"
    "1000000000000:تريليون تريليونات تريليونا"
)
# With nothing before them "الفا" and "مليونا" are duals too, before the thing they count.
_DUALS = (
    "1000:الفان الفين الفي الفا|1000000:مليونان مليونين مليوني مليونا|"
    "1000000000:ملياران مليارين ملياري مليارا|1000000000000:تريليونان تريليونين تريليوني"
)
_ORDINALS = (
    "1:الاول الاولى|2:الثاني الثانية|3:الثالث الثالثة|4:الرابع الرابعة|5:الخامس الخامسة|"
    "6:السادس السادسة|7:السابع السابعة|8:الثامن الثامنة|9:التاسع التاسعة|10:العاشر العاشرة"
)


def _entries(table: str) -> dict[str, int]:
    entries = (entry.partition(":") for entry in table.split("|"))
    return {form: int(value) for value, _, forms in entries for form in forms.split()}


_UNIT = _entries(_UNITS)
_TEN = _entries(_TENS)
_HUNDRED = _entries(_HUNDREDS)
_HUNDRED |= {unit + hundred: _UNIT[unit] * 100
             for unit in ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "ثمان", "تسع")
             for hundred in ("مئة", "مائة")}  # fmt: skip
_SCALE = _entries(_SCALES)
_DUAL = _entries(_DUALS)
_ORDINAL = _entries(_ORDINALS)
_ORDINAL |= {prefix + form: value for form, value in _ORDINAL.items() for prefix in "بوف"}
_ORDINAL |= {"لل" + form[2:]: value for form, value in _entries(_ORDINALS).items()}
_TEENS = frozenset({"عشر", "عشرة"})
_TEN_ALONE = 10
_KNOWN = {**_UNIT, **_TEN, **_HUNDRED, **_SCALE, **_DUAL, **dict.fromkeys(_TEENS, _TEN_ALONE)}

_WORD = re.compile(r"[ء-ي]+")
_SHAPES = str.maketrans("أإآٱ", "اااا")
_AND = "و"
_PREFIXES = ("و", "ب", "ل", "ف", "ال", "وال", "بال", "ول", "وب")
_WEEKDAYS = frozenset({"الاثنين", "والاثنين", "الاحد", "والاحد"})
_LONE = frozenset({"واحد", "واحدة", "احد", "احدى"})  # "one of", "any": no number by itself


@dataclass(frozen=True, slots=True)
class _Word:
    """A number word with what is written onto it."""

    start: int
    end: int
    bare: str
    joined: bool  # by "and"


@dataclass(slots=True)
class _Sum:
    """A number as it is being read: what is complete, and the group below the next scale."""

    start: int
    end: int
    total: int = 0
    group: int = 0
    last: int = 0  # the value of the word before
    alone: bool = True

    @property
    def value(self) -> int:
        return self.total + self.group


def find_arabic(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Find Arabic number words.

    Returns:
        Start, end, value, and whether it is an ordinal, of each in order. A scale at the end
        ("five thousand") is left to what reads scales, but for duals and scales that need no
        number before them.
    """
    current: _Sum | None = None
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        word = _number_word(match)
        beside = current is not None and text[current.end : match.start()].isspace()
        if word is not None and current is not None and beside and _extends(current, word):
            words.append(word)
            continue
        if current is not None:
            yield from _finish(current, words)
        current, words = None, []
        if word is not None:
            current = _begin(word)
            words = [word]
        elif (value := _ORDINAL.get(match.group().translate(_SHAPES))) is not None:
            yield match.start(), match.end(), Decimal(value), True
    if current is not None:
        yield from _finish(current, words)


def _number_word(match: re.Match[str]) -> _Word | None:
    written = match.group().translate(_SHAPES)
    start, end = match.span()
    if written in _KNOWN:
        return _Word(start, end, written, joined=False)
    for prefix in _PREFIXES:
        rest = written[len(prefix) :]
        if written.startswith(prefix) and rest in _KNOWN and written not in _WEEKDAYS:
            return _Word(start + len(prefix), end, rest, joined=prefix[0] == _AND)
    return None


def _begin(word: _Word) -> _Sum:
    begun = _Sum(word.start, word.end)
    if word.bare in _DUAL:
        begun.total, begun.last = 2 * _DUAL[word.bare], _DUAL[word.bare]
    elif word.bare in _SCALE:
        begun.total, begun.last = _SCALE[word.bare], _SCALE[word.bare]
    else:
        begun.group = begun.last = _KNOWN[word.bare]
    return begun


def _extends(current: _Sum, word: _Word) -> bool:
    """Adds a word to a number that it goes on; False where it begins another one."""
    bare, last = word.bare, current.last
    if bare in _TEENS and not word.joined and 0 < current.group % 100 < _TEN_ALONE:
        current.group += _TEN_ALONE
    elif bare in _SCALE and not word.joined and current.group:
        current.total += current.group * _SCALE[bare]
        current.group = 0
    elif _HUNDRED.get(bare) == 100 and not word.joined and current.group in range(3, 10):  # noqa: PLR2004
        current.group *= 100
    elif word.joined and _adds(bare, current):
        if bare in _DUAL:
            current.total += 2 * _DUAL[bare]
        elif bare in _SCALE:
            current.total += _SCALE[bare]
        else:
            current.group += _KNOWN[bare]
    else:
        return False
    current.last = _SCALE.get(bare) or _DUAL.get(bare) or _KNOWN.get(bare, last)
    current.end, current.alone = word.end, False
    return True


def _adds(bare: str, current: _Sum) -> bool:
    """Whether "and" makes a word part of the number: tens after units, what is smaller else."""
    value = _DUAL.get(bare) or _SCALE.get(bare) or _KNOWN[bare]
    if bare in _TEN:
        return current.group % 100 < _TEN_ALONE
    if bare in _DUAL or bare in _SCALE:
        return not current.group and 0 < value < current.last
    if bare in _UNIT:
        return current.group % 100 == 0
    return bare in _HUNDRED and current.group == 0 and current.total > 0


def _finish(current: _Sum, words: list[_Word]) -> Iterator[tuple[int, int, Decimal, bool]]:
    first, last = words[0].bare, words[-1].bare
    if len(words) == 1 and (first in _LONE or (first in _SCALE and not _stands_alone(first))):
        return
    value, end = current.value, current.end
    if len(words) == 2 and last in _SCALE and first not in _SCALE and first not in _DUAL:  # noqa: PLR2004
        value, end = value // _SCALE[last], words[0].end
    if value > 1:
        yield current.start, end, Decimal(value), False


def _stands_alone(scale: str) -> bool:
    """Whether a lone scale is one of itself, or two: its plurals are vague."""
    return scale in {"الف", "مليون", "مليار", "تريليون"} or scale in _DUAL
