"""Figures in words, for people: one way to say each kind on a terminal and on a page."""

from __future__ import annotations

import math

UNKNOWN = "unknown"


def count(number: float | None) -> str:
    """A number with its thousands apart."""
    return UNKNOWN if number is None else f"{number:,.0f}"


def dollars(amount: float | None) -> str:
    """US dollars, with cents of a cent where they matter; what is unknown is not nothing."""
    if amount is None:
        return UNKNOWN
    return f"US${amount:,.4f}" if amount < 10 else f"US${amount:,.2f}"  # noqa: PLR2004


def percent(share: float | None) -> str:
    """A part of one. Rounded down: 100% is for that of which nothing is missing."""
    # 0.29 * 1000 is 290 less a hair, which must not cost a tenth.
    return UNKNOWN if share is None else f"{math.floor(share * 1000 + 1e-9) / 10:.1f}%"


def rate(per_second: float | None) -> str:
    """Articles a second, or a minute or an hour where that says more."""
    if per_second is None:
        return "…"
    for seconds, unit in ((1, "s"), (60, "min"), (3600, "h")):
        if per_second * seconds >= 1 or unit == "h":
            return f"{per_second * seconds:,.1f}/{unit}"
    raise AssertionError("unreachable: the last unit returns")


def duration(seconds: float | None) -> str:
    """A length of time in its two largest units."""
    if seconds is None:
        return UNKNOWN
    if 0 < seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    if seconds == 0:
        return "0 s"
    if seconds < 60:  # noqa: PLR2004
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:  # noqa: PLR2004
        return f"{minutes} min {rest:02} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h {minutes:02} min"
