"""Numbers before their surroundings are read, and which two of them are one range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from factcards.verify import quantity_patterns as patterns
from factcards.verify.units import MONEY
from factcards.verify.votes import LONGEST_GAP, is_vote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.bounds import Bound

_REACH = 24  # characters before a number
_WIDE = 3  # times: the ends of a range are seldom further apart
VOTES = "votes"  # the noun of a score that is the result of a vote
_CONNECTOR = 6  # characters between the ends of a range, at most

Kind = Literal[
    "cardinal", "ordinal", "percent", "money", "measure", "score", "time", "age", "fraction"
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number before its surroundings are read."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    kind: Kind
    upper: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    noun: str | None = None
    scale: Decimal = Decimal(1)
    words: bool = False


def join_ranges(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Join the ends of ranges, and hand units on where one is stated for two numbers.

    Args:
        text: The text with ASCII digits.
        numbers: Its numbers in order.
    """
    previous: Number | None = None
    for following in numbers:
        number = following
        if previous is not None:
            gap = text[previous.end : number.start]
            if _is_count(previous) and _is_count(number) and _are_votes(text, previous, number):
                number = _voted(previous, number)
                previous = None
            elif _is_plain(previous) and _is_plain(number) and len(gap) <= _CONNECTOR:
                previous, number = _joined(text, previous, gap, number)
            if previous is not None:
                yield previous
        previous = number
    if previous is not None:
        yield previous


def _joined(text: str, first: Number, gap: str, second: Number) -> tuple[Number | None, Number]:
    """Two numbers beside each other; only the second is left where they are a range."""
    before = text[max(0, first.start - _REACH) : first.start]
    between = patterns.BETWEEN.search(before) and patterns.AND.fullmatch(gap)
    connected = patterns.CONNECT.fullmatch(gap) or between
    if connected or patterns.LISTED.fullmatch(gap):
        first = _handed_back(first, second)
    if connected and second.unit is None and first.unit in MONEY:
        second = replace(second, unit=first.unit, kind="money")  # "$15-20m"
    in_words = gap.strip() and gap.strip()[0] not in "-–—~〜"
    # "From 20 to 30" is no range, nor is "up by 5 to 45".
    moving = in_words and (
        patterns.FROM.search(before)
        or (patterns.BY.search(before) and second.value >= _WIDE * first.value)
    )
    if connected and not moving and first.value < second.value and first.unit == second.unit:
        return None, replace(second, start=first.start, value=first.value, upper=second.value)
    return first, second


def _is_count(number: Number) -> bool:
    return number.kind == "cardinal" and number.unit is None and number.upper is None


def _are_votes(text: str, first: Number, second: Number) -> bool:
    if second.start - first.end > LONGEST_GAP:
        return False
    return is_vote(text, (first.start, first.end), (second.start, second.end))


def _voted(first: Number, second: Number) -> Number:
    return replace(
        second,
        start=first.start,
        value=first.value,
        upper=second.value,
        kind="score",
        bound="exact",
        noun=VOTES,
    )


def _is_plain(number: Number) -> bool:
    return (
        number.kind in {"cardinal", "money", "percent", "measure", "age"} and number.upper is None
    )


def _handed_back(first: Number, second: Number) -> Number:
    """The first of two numbers with the scale and unit that only the second one states."""
    if first.unit is None and second.unit is not None:
        first = replace(first, unit=second.unit, kind=second.kind)
    same = first.unit == second.unit or second.unit is None
    if same and first.scale == 1 and second.scale > 1 and first.value < second.value / second.scale:
        first = replace(first, value=first.value * second.scale, scale=second.scale,
                        step=first.step * second.scale)  # fmt: skip
    return first
