"""The check of dates: every date of a claim must be one that the evidence gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.date_mentions import DateMention, find_dates
from factcards.verify.date_values import Fields, read_value
from factcards.verify.nearby import context, place, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.card import Severity
    from factcards.verify.passage import Passage

__all__ = ["DateMention", "check_dates", "find_dates"]

_HALF_YEAR = 190  # days within which a date without a year is taken to lie
_WEEK = 7
_BESIDE = 2  # characters between a weekday and its date


def check_dates(
    claim: Passage, evidence: Sequence[Passage], source: object = None
) -> Iterator[Finding]:
    """Check every date of a claim against the dates of the evidence.

    Args:
        claim: The claim.
        evidence: The sentences it rests on, best first.
        source: Not needed; checks share one signature.

    Yields:
        A contradiction where the evidence dates the same thing otherwise, and
        ``unsupported`` where it gives no such date. A coarser date than the evidence's is
        fine; a finer one is not. A year may come from the day of publication.
    """
    del source
    given = [(mention, passage) for passage in evidence for mention in passage.dates]
    missing = [m for m in claim.dates if not _is_carried(m, claim, evidence)]
    carried = [m for m in claim.dates if m not in missing]
    free = [
        (mention, passage)
        for mention, passage in given
        if not any(_carries(mention, m, claim, evidence) for m in carried)
    ]
    for mention in missing:
        yield _finding(mention, claim, evidence, free)


def _finding(
    mention: DateMention,
    claim: Passage,
    evidence: Sequence[Passage],
    free: Sequence[tuple[DateMention, Passage]],
) -> Finding:
    rival = _rival(mention, claim, free)
    severity: Severity = "contradiction"
    span = None
    if rival is not None:
        other, passage = rival
        start, end = _whole(other, passage)
        span = (passage.start + start, passage.start + end)
        said = passage.text[start:end]
        message = f"the article says {said}{place(passage)}; the claim says {mention.text}"
    else:
        severity = "note" if _is_loose(mention) else "unsupported"
        message = f"the claim says {mention.text}; {silent(evidence, 'date')}"
    return Finding(kind="date", severity=severity, claim=mention.text, span=span, message=message)


def _whole(mention: DateMention, passage: Passage) -> tuple[int, int]:
    """The span of a date with the weekday before it, or of a weekday with its date."""
    same = [m for m in passage.dates if m.date == mention.date]
    beside = [
        m
        for m in same
        if 0 <= m.start - mention.end <= _BESIDE or 0 <= mention.start - m.end <= _BESIDE
    ]
    spans = [mention, *beside]
    return min(m.start for m in spans), max(m.end for m in spans)


def _is_loose(mention: DateMention) -> bool:
    """Whether it says less of a date than of what is compared: "today", "last year"."""
    if not mention.relative:
        return False
    return mention.date == "when:0 day" or not _is_day(mention.date)


def _is_day(value: str) -> bool:
    return value.startswith("weekday") or value.endswith(" day") or value.count("-") > 1


def _rival(
    mention: DateMention, claim: Passage, free: Sequence[tuple[DateMention, Passage]]
) -> tuple[DateMention, Passage] | None:
    """The date that the evidence gives instead, if it is clear which one."""
    wanted = read_value(mention.date)
    rivals = [(m, p) for m, p in free if _conflict(wanted, read_value(m.date))]
    same_shape = [(m, p) for m, p in rivals if _shape(m) == _shape(mention)]
    around = context(claim, mention.start, mention.end)

    def shared(rival: tuple[DateMention, Passage]) -> int:
        other, passage = rival
        return len(around & context(passage, other.start, other.end))

    choice = same_shape or rivals
    if not choice:
        return None
    best = max(choice, key=shared)
    return best if len(choice) == 1 or shared(best) else None


def _shape(mention: DateMention) -> str:
    return re.sub(r"[0-9]", "0", mention.date.lstrip("-"))[-5:]


def _is_carried(mention: DateMention, claim: Passage, evidence: Sequence[Passage]) -> bool:
    for passage in evidence:
        if any(_carries(given, mention, claim, evidence) for given in passage.dates):
            return True
    if re.fullmatch(r"[0-9]{4}", mention.date):
        return _year_stands(mention.date, claim, evidence)
    return False


def _year_stands(year: str, claim: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether a year is in the evidence, date or not, or is that of publication."""
    if any(re.search(rf"(?<![0-9]){year}(?![0-9])", passage.text) for passage in evidence):
        return True
    others = any(read_value(m.date).years for passage in evidence for m in passage.dates)
    published = _published(claim, evidence)
    return not others and published is not None and published.year == int(year)


def _carries(
    given: DateMention, wanted: DateMention, claim: Passage, evidence: Sequence[Passage]
) -> bool:
    """Whether one date of the evidence is enough for one of the claim."""
    if given.date == wanted.date or given.text.casefold() == wanted.text.casefold():
        return True
    if wanted.date.startswith("when") or given.date.startswith("when"):
        return False
    have, need = read_value(given.date), read_value(wanted.date)
    if need.weekday is not None or need.week is not None:
        return _same_week(have, need)
    if _close_weekdays(given, wanted, have, need):
        return True
    if need.month != have.month and need.month is not None:
        return False
    if need.day is not None and need.day != have.day:
        return False
    if need.years is None:
        return True
    if have.years is None:
        return need.month is not None and _year_known(need, claim, evidence)
    if not _within(have.years, need.years):
        return False
    return "T" not in wanted.date or _time_stands(wanted, given, evidence)


def _within(have: tuple[int, int], need: tuple[int, int]) -> bool:
    if need[0] <= have[0] and have[1] <= need[1]:
        return True
    # A season carries either of its years; a decade none of them.
    return have[1] - have[0] == 1 and need[0] == need[1] and need[0] in have


def _same_week(have: Fields, need: Fields) -> bool:
    day = have.full()
    if day is None:
        return False
    if need.weekday is not None:
        return day.isoweekday() == need.weekday
    return day.isocalendar()[:2] == need.week


def _close_weekdays(given: DateMention, wanted: DateMention, have: Fields, need: Fields) -> bool:
    """Whether a weekday read against the day of publication may mean the other date."""
    first = have.full()
    second = replace(need, years=need.years or have.years).full()
    if first is None or second is None or not (given.relative or wanted.relative):
        return False
    return (first - second).days in {-_WEEK, _WEEK}


def _year_known(need: Fields, claim: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether a year that goes with a day or month can be had from elsewhere."""
    years = [read_value(m.date).years for passage in evidence for m in passage.dates]
    if need.years in years:
        return True
    published = _published(claim, evidence)
    if published is None or need.years is None or need.month is None:
        return False
    try:
        meant = date(need.years[0], need.month, need.day or 15)
    except ValueError:
        return False
    return abs((meant - published).days) <= _HALF_YEAR


def _published(claim: Passage, evidence: Sequence[Passage]) -> date | None:
    return claim.published or next((p.published for p in evidence if p.published), None)


def _time_stands(wanted: DateMention, given: DateMention, evidence: Sequence[Passage]) -> bool:
    time = wanted.date.partition("T")[2]
    if given.date.endswith("T" + time):
        return True
    minutes = int(time[:2]) * 60 + int(time[3:])
    return any(
        quantity.kind == "time" and int(quantity.value) in {minutes, minutes - 12 * 60}
        for passage in evidence
        for quantity in passage.quantities
    )


def _disjoint(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[1] < second[0] or second[1] < first[0]


def _conflict(need: Fields, have: Fields) -> bool:
    """Whether two dates share a field and differ in one."""
    if need.weekday and (have.weekday or have.full()):
        other = have.weekday or (have.full() or date.min).isoweekday()
        return need.weekday != other
    if need.shift and have.shift:
        return need.shift[0] == have.shift[0] and need.shift != have.shift
    if need.years and have.years and not _disjoint(need.years, have.years):
        pairs: list[tuple[object, object]] = []
    else:
        pairs = [(need.years, have.years)]
    pairs += [(need.month, have.month), (need.day, have.day)]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if need.month and need.day and have.month and not have.day and need.month == have.month:
        return False  # the claim is finer, not different
    return any(a != b for a, b in both)
