"""Times of day and scores: two numbers with a mark between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from factcards.verify.number_unspaced import read_run
from factcards.verify.numerals import SPACED

if TYPE_CHECKING:
    from collections.abc import Iterator

_HALF_DAY = 12
# Chinese, Japanese and Korean letters may stand right beside the digits.
_LEFT = rf"(?<!{SPACED})(?<![:.,/-])"
_HOUR = r"2[0-4]|[01]?[0-9]"
_MINUTES = r"[0-5][0-9]"
_PERIODS = "午前|午後|上午|下午|晚上|早上|早晨|凌晨|中午|傍晚|오전|오후|새벽|저녁|밤"
_EVENING = frozenset(
    {"午後", "下午", "晚上", "傍晚", "오후", "저녁", "밤", "مساء", "ليلا", "عصرا", "ظهرا"}
)
# The names of the groups begin with what they hold: (h)our, (m)inute, (p)art of the day, or
# that it is half past.
_TIME = re.compile(
    rf"{_LEFT}(?P<h>{_HOUR})(?:[:.](?P<m>{_MINUTES}))?\s?(?P<half>[ap])(?:\.\s?m\b\.?|\s?m\b)"
    rf"|{_LEFT}(?P<h2>{_HOUR})[:.](?P<m2>{_MINUTES})\s(?:Uhr|uur)\b"
    rf"|{_LEFT}(?P<h3>{_HOUR})\s(?:Uhr|uur(?=\s)|o['’]clock)(?:\s(?P<m3>{_MINUTES})\b)?"
    rf"|{_LEFT}(?P<h4>{_HOUR})\s?(?:h|heures)\s?(?P<m4>{_MINUTES})\b"
    rf"|{_LEFT}(?P<h5>{_HOUR}):(?P<m5>{_MINUTES})(?::{_MINUTES})?(?!{SPACED}|:|[.,]\d)"
    r"(?:\s(?P<p5>صباحا|مساء|ظهرا|عصرا|فجرا|ليلا)(?!\w)|\s(?:horas|h)\b)?"
    rf"|(?<!\w)(?:alle|dalle|ore|las|às|godz\.|godzinie)\s(?P<h7>{_HOUR})\.(?P<m7>{_MINUTES})"
    r"(?![\w%]|[.,]\d|\s?%)(?:\sh(?:oras)?\b)?"
    rf"|(?P<p6>{_PERIODS})?\s?(?<!\d)(?P<h6>{_HOUR})\s?"
    r"(?:[時时시](?![間间간])|[点點](?=\d|半|钟|整|左右|，|。))"
    r"(?:\s?(?:(?P<m6>[0-5]?[0-9])\s?[分분]|(?P<x6>半|반)))?"
    rf"|(?P<p8>{_PERIODS})(?P<h8>[一二两三四五六七八九十]{{1,3}})[点點时時]"
    r"(?:(?P<x8>半)|(?P<m8>[一二三四五六七八九十]{1,3})分)?"
)
_STARTS = ("h", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "p6", "p8")
_SCORE = re.compile(
    rf"(?<!{SPACED})(?<![.,:/–-])(?P<a>[0-9]{{1,3}})(?P<s>\s?[-–—:∶]\s?)(?P<b>[0-9]{{1,3}})"
    rf"(?!{SPACED}|[:%°/–-]|[.,]\d|\s?(?:%|[ap]\.?m\b))"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A time (`value` in minutes after midnight) or a score (`value` to `upper`).

    `unit` of a time is ``24h``, or ``12h`` where it could be before or after noon.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str | None
    kind: Literal["time", "score"]


def find_times(text: str) -> Iterator[Pair]:
    """Find the times of day in a text with ASCII digits."""
    for match in _TIME.finditer(text):
        # Only one alternative has matched, so a letter names one group.
        groups = {name[0]: found for name, found in match.groupdict().items() if found}
        half, period = match["half"], groups.get("p")
        if half:
            groups["h"] = match["h"]
        hour, minute = _read(groups["h"]), 30 if "x" in groups else _read(groups.get("m", "0"))
        half = half or ("p" if period in _EVENING else "a" if period else None)
        if minute > 59 or (half and hour > _HALF_DAY):  # noqa: PLR2004 - minutes in an hour
            half = None
        if half:
            hour = hour % _HALF_DAY + (_HALF_DAY if half.casefold() == "p" else 0)
        leading = groups["h"].startswith("0") and len(groups["h"]) > 1
        sure = half is not None or hour > _HALF_DAY or leading
        start = min(match.start(name) for name in _STARTS if match[name])
        value = Decimal(hour * 60 + minute)
        yield Pair(start, match.end(), value, None, "24h" if sure else "12h", "time")


def _read(digits: str) -> int:
    return int(digits) if digits.isdigit() else read_run(digits)


def find_scores(text: str) -> Iterator[Pair]:
    """Find pairs such as "4-1" and "2:1"; rising ones may turn out to be ranges."""
    for match in _SCORE.finditer(text):
        first, second = Decimal(match["a"]), Decimal(match["b"])
        yield Pair(match.start(), match.end(), first, second, None, "score")
