"""Dates as rows, feeds and sitemaps write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS = re.compile(r"\d{9,16}(?:\.\d{1,9})?")
_MILLISECONDS = 1e11  # as seconds they would be in the year 5138
_LONGEST = 60


def iso_of(value: object) -> str | None:
    """A date in ISO 8601 where it can be told; text that is none stays as it is.

    Args:
        value: A date, ISO 8601, the form of mails and RSS, or seconds or milliseconds since
            1970.
    """
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value).strip()
    if len(text) > _LONGEST or not text:
        return None
    if _DIGITS.fullmatch(text):
        return _since_1970(float(text))
    try:
        datetime.fromisoformat(text)
    except ValueError:
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return text
    return text


def moment_of(text: str) -> datetime | None:
    """The moment that a date names, of a day its last one; None where it names none.

    What has no offset is taken for UTC.
    """
    try:
        moment = datetime.fromisoformat(iso_of(text) or "")
    except ValueError:
        return None
    if _DAY.fullmatch(text.strip()):
        moment = datetime.combine(moment, time.max)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _since_1970(seconds: float) -> str | None:
    if seconds >= _MILLISECONDS:
        seconds /= 1000
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))).isoformat()
    except OverflowError:
        return None
