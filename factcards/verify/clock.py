"""Times of day and scores: two numbers with a mark between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_HALF_DAY = 12
_TIME = re.compile(
    r"(?<![\w:.,/-])(?P<h>2[0-4]|[01]?[0-9])(?:[:.](?P<m>[0-5][0-9]))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\w:.,/-])(?P<h2>2[0-4]|[01]?[0-9])[:.](?P<m2>[0-5][0-9])\s(?:Uhr|uur)\b"
    r"|(?<![\w:.,/-])(?P<h3>2[0-4]|[01]?[0-9])\s(?:Uhr|uur(?=\s)|o['’]clock)(?:\s(?P<m3>[0-5][0-9])\b)?"
    r"|(?<![\w:.,/-])(?P<h4>2[0-4]|[01]?[0-9])\s?h\s?(?P<m4>[0-5][0-9])\b"
    r"|(?<![\w:.,/-])(?P<h5>2[0-4]|[01]?[0-9]):(?P<m5>[0-5][0-9])(?::[0-5][0-9])?(?![\w:]|[.,]\d)"
    r"|(?P<p6>午前|午後|上午|下午|晚上|早上|오전|오후)?\s?(?<!\d)(?P<h6>2[0-4]|[01]?[0-9])\s?"
    r"(?:[時时시](?![間间])|[点點](?=\d|半|钟|左右|，|。))(?:\s?(?P<m6>[0-5]?[0-9])\s?[分분])?"
)
_SCORE = re.compile(
    r"(?<![\w.,:/–-])(?P<a>[0-9]{1,3})(?P<s>\s?[-–—:∶]\s?)(?P<b>[0-9]{1,3})"
    r"(?![\w:%°/–-]|[.,]\d|\s?(?:%|[ap]\.?m\b))"
)
_EVENING = frozenset({"午後", "下午", "晚上", "오후"})


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
        groups = match.groupdict()
        hours = next(groups[k] for k in ("h", "h2", "h3", "h4", "h5", "h6") if groups[k])
        minutes = next((groups[k] for k in ("m", "m2", "m3", "m4", "m5", "m6") if groups[k]), "0")
        hour, minute = int(hours), int(minutes)
        half = groups["half"] or (
            "p" if groups["p6"] in _EVENING else "a" if groups["p6"] else None
        )
        if minute > 59 or (half and hour > _HALF_DAY):  # noqa: PLR2004 - minutes in an hour
            half = None
        if half:
            hour = hour % _HALF_DAY + (_HALF_DAY if half.casefold() == "p" else 0)
        sure = half is not None or hour > _HALF_DAY or (len(hours) > 1 and hours[0] == "0")
        value = Decimal(hour * 60 + minute)
        start = match.start("p6") if groups["p6"] else match.start() + _leading(match.group())
        yield Pair(start, match.end(), value, None, "24h" if sure else "12h", "time")


def _leading(words: str) -> int:
    return len(words) - len(words.lstrip())


def find_scores(text: str) -> Iterator[Pair]:
    """Find pairs such as "4-1" and "2:1"; rising ones may turn out to be ranges."""
    for match in _SCORE.finditer(text):
        first, second = Decimal(match["a"]), Decimal(match["b"])
        yield Pair(match.start(), match.end(), first, second, None, "score")
