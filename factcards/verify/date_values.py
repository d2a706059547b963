"""The values that dates have as text: writing and reading them, and moving by days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from factcards.verify.number_unspaced import read_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcards.verify.calendars import Unit

Precision = Literal["year", "month", "day", "minute"]

_FIELDS = re.compile(
    r"(?:(?P<y>[0-9]{4})|-)(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2})(?:T(?P<t>[0-9]{2}:[0-9]{2}))?)?)?"
)
_CENTURY_SPLIT = 70  # two-digit years from it on are 19xx
_SHORT = 2  # digits
_LAST_CENTURY = 30  # decades from it on are those of the twentieth century
# The year before the first one of an era.
_BEFORE_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}


@dataclass(frozen=True, slots=True)
class Fields:
    """What a date says, field by field.

    `years` is inclusive; `shift` is a unit and how many of it from an unknown day.
    """

    years: tuple[int, int] | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: tuple[int, int] | None = None
    shift: tuple[str, int] | None = None

    def full(self) -> date | None:
        if self.years is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.years[0], self.month, self.day)
        except ValueError:
            return None


def read_value(value: str) -> Fields:
    """Read the `date` of a mention; what it leaves open is None."""
    if value.startswith("when:"):
        amount, unit = value.removeprefix("when:").split()
        return Fields(shift=(unit, int(amount)))
    if value.startswith("weekday:"):
        return Fields(weekday=int(value[-1]))
    if value.endswith("X"):
        return Fields(years=(int(value[:3] + "0"), int(value[:3] + "9")))
    if "W" in value:
        return Fields(week=(int(value[:4]), int(value[-2:])))
    if "/" in value:
        return Fields(years=(int(value[:4]), int(value[5:])))
    match = _FIELDS.fullmatch(value)
    if match is None:
        return Fields()
    year, month, day = match["y"], match["m"], match["d"]
    return Fields(
        years=(int(year), int(year)) if year else None,
        month=int(month) if month else None,
        day=int(day) if day else None,
    )


def full_year(digits: str | None) -> int | None:
    """Read a year of two or four digits."""
    if digits is None:
        return None
    year = int(digits)
    if len(digits) == _SHORT:
        year += 1900 if year >= _CENTURY_SPLIT else 2000
    return year


def year_of(groups: Mapping[str, str | None]) -> int | None:
    """Read the year of a match: two or four digits, characters, or a Japanese era's year."""
    era, number = groups.get("era"), groups.get("e")
    if era and number:
        return _BEFORE_ERA[era] + (1 if number == "元" else int(number))
    year = groups.get("y")
    return full_year(year) if year is None or year.isascii() else read_run(year)


def count_of(digits: str) -> int:
    """Read a count in digits or in Chinese characters."""
    return int(digits) if digits.isascii() else read_run(digits)


def century_of(tens: int) -> int:
    """The hundreds of a decade that is given without them: "the 90s", "the 20s"."""
    return 19 if tens >= _LAST_CENTURY else 20


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day, in some year if none is given."""
    try:
        date(year or 2024, month, day)  # a leap year where none is known
    except ValueError:
        return False
    return True


def iso(year: int | None, month: int, day: int | None) -> str:
    """Write a date as ISO 8601, with a dash for an unknown year."""
    head = "-" if year is None else f"{year:04}"
    tail = "" if day is None else f"-{day:02}"
    return f"{head}-{month:02}{tail}"


def moved(day: date, days: int) -> date:
    """Move a day, but not beyond what the calendar can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def shifted(published: date | None, unit: Unit, shift: int) -> tuple[str, Precision]:
    """Write the day, week, month or year that lies so far from publication."""
    precisions: dict[str, Precision] = {
        "day": "day", "week": "day", "month": "month", "year": "year",
    }  # fmt: skip
    precision = precisions[unit]
    if published is None:
        return f"when:{shift:+d} {unit}" if shift else f"when:0 {unit}", precision
    if unit == "day":
        return moved(published, shift).isoformat(), precision
    if unit == "week":
        year, week, _ = moved(published, 7 * shift).isocalendar()
        return f"{year:04}-W{week:02}", precision
    if unit == "year":
        return f"{published.year + shift:04}", precision
    months = published.year * 12 + published.month - 1 + shift
    return iso(months // 12, months % 12 + 1, None), precision
