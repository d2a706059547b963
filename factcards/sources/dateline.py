"""The day of publication as an article prints it near its top, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_IDEOGRAPHIC = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_DAY_FIRST = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?: de| of)? ([^\W\d_]{3,12})\.?,?"
    r"(?: de| of)? (\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?: ?([ap])\.?m\b)?", re.IGNORECASE
)
_REVISED = re.compile(
    r"updat|modifi|revis|aktualis|mis à jour|actualiz|aggiornat|atualiz|bijgewerkt|uppdater"
    r"|opdater|oppdater|aktualiz|обновл|оновл|更新|수정",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", "。", "…", ":")

_REPORT = re.compile(
    r"\)?(?:\.|:)?\s*(?:\([^()]{1,20}\)\s*)?(?:[–—]|-{1,2}\s)|\)?\.\s+(?=[^\W\d_])"
)
"""What stands between the date of a report and its first word."""

NOON = 12
LONGEST_LINE = 100
"""Code points that a date line has at most, labels, place and author included."""
_LABEL_WORDS = 5
# What may follow the date there: nothing, a mark, or a time of day.
_AFTER = re.compile(
    r" ?(?:$|[|,•·(T/–—-]|(?:at|um|à|a las|às|alle|om|kl\.?|в|о|o)? ?\d{1,2} ?[:h.]\d\d)"
)


def published_line(line: str, lang: str) -> str | None:
    """Read a line that does little more than to date the article.

    Args:
        line: Such as ``- 4.09.2025, 22:07`` or ``Published 3 March 2026``.
        lang: Language subtag: whose names of months to expect beside the English ones.

    Returns:
        An ISO 8601 date, or date-time where the line has a time; None where the line is
        running text, dates a revision, or can be read in two ways.
    """
    line = " ".join(line.split())
    ended = line.endswith(_SENTENCE_END) and not line.endswith((".m.", "Uhr."))
    if len(line) > LONGEST_LINE or ended or _REVISED.search(line):
        return None
    spans = [span for _, span in _days(line, lang)]
    if not spans or len(line[: min(spans)[0]].split()) > _LABEL_WORDS:
        return None
    return printed_date(line, lang) if _AFTER.match(line, max(spans)[1]) else None


def lead_date(line: str, lang: str) -> str | None:
    """The day of a report whose first line opens with place and date, in ISO 8601.

    Args:
        line: Such as ``Wien, 4. März 2026. Nach sechs Jahren`` or ``OSLO, 4 May 2026 — The``.
        lang: Language subtag, as above.
    """
    top = line[:LONGEST_LINE]
    found = sorted((span, day) for day, span in _days(top, lang) if day is not None)
    if not found:
        return None
    (start, end), day = found[0]
    place = top[:start].split()
    named = all(word[0].isupper() for word in place) and len(place) <= _LABEL_WORDS
    opens = named and top[:start].rstrip().endswith((",", "(")) and _REPORT.match(top, end)
    return day.isoformat() if opens else None


def without_date(text: str, lang: str) -> str:
    """What stands before the first date in `text`, all of it where there is none."""
    starts = [start for _, (start, _) in _days(text, lang)]
    return text[: min(starts)].rstrip(" ,|·•–—-(") if starts else text


def printed_date(text: str, lang: str) -> str | None:
    """The one date in `text` in ISO 8601, with its time; None for none, two, or 3/4/2026."""
    text = " ".join(text.split())
    days = {day for day, _ in _days(text, lang)}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        return None
    clocks = _CLOCK.findall(text)
    if len(clocks) != 1:
        return day.isoformat()
    hour, minute, half = int(clocks[0][0]), int(clocks[0][1]), clocks[0][2].lower()
    if half and not 1 <= hour <= NOON:
        return day.isoformat()
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return f"{day.isoformat()}T{time(hour, minute):%H:%M}"


def iso_date(text: str, lang: str) -> str | None:
    """What a metadata field gives as date: ISO 8601 as it is, a printed date as ISO 8601."""
    text = text.strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return printed_date(text, lang)
    # The compact forms are ISO 8601 too, but few readers expect them.
    return text if text[4:5] == "-" and text[7:8] == "-" else printed_date(text, lang)


def _days(text: str, lang: str) -> list[tuple[date | None, tuple[int, int]]]:
    """Every date in `text` with its offsets; None stands for one that we cannot tell."""
    found = [
        (_day(match[1], match[2], match[3]), match.span())
        for pattern in (_ISO, _IDEOGRAPHIC)
        for match in pattern.finditer(text)
    ]
    found += [(_day(m[3], m[2], m[1]), m.span()) for m in _DOTTED.finditer(text)]
    for match in _SLASHED.finditer(text):
        readings = {_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])}
        readings.discard(None)
        found.append((readings.pop() if len(readings) == 1 else None, match.span()))
    named = [(m[1], m[2], m) for m in _DAY_FIRST.finditer(text)]
    named += [(m[2], m[1], m) for m in _MONTH_FIRST.finditer(text)]
    for day, name, match in named:
        if month := _month(name, lang):
            found.append((_day(match[3], month, day), match.span()))
    return found


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(name: str, lang: str) -> int | None:
    name = name.casefold()
    for months in (_months(lang), _months("en")):
        matches = {number for number, full in months if full == name or full.startswith(name)}
        if len(matches) == 1:
            return matches.pop()
    return None


@cache
def _months(lang: str) -> tuple[tuple[int, str], ...]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(
        (number, name.casefold().rstrip("."))
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    )
