"""Finding dates in a text: in words and in digits, absolute and relative."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from factcards.verify import calendars
from factcards.verify import date_patterns as patterns
from factcards.verify.date_values import (
    Precision,
    century_of,
    count_of,
    full_year,
    is_day,
    iso,
    moved,
    shifted,
    year_of,
)
from factcards.verify.fold import Readable, lone_words, readable
from factcards.verify.numerals import ascii_digits, has_digits


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text gives it: ``text[start:end] == mention.text``.

    Attributes:
        start: Offset of the first code point.
        end: Offset just past the last one.
        text: The words.
        date: ISO 8601 as far as known: ``2025-09-04``, ``2025-09-04T22:07``, ``2025-09``,
            ``2025``, ``--09-04`` and ``--09`` without a year, ``2025-W36`` for a week,
            ``199X`` for a decade, ``2019/2020`` for a season or a financial year. Where it
            depends on an unknown day of publication: ``weekday:4`` (Thursday) or
            ``when:-1 day``.
        precision: What `date` is exact to; of a week ``day``, of a decade ``year``.
        relative: Whether it was or has to be read against the day of publication.
    """

    start: int
    end: int
    text: str
    date: str
    precision: Precision
    relative: bool


_LOOKBACK = 24  # characters in which such words are looked for
_PAST_CENTURIES = 1900
_MONTHS = range(1, 13)
_SHORT = 2  # digits
_VERBS = frozenset({"may", "march"})  # in small letters, unless a day stands before them
_FUNCTION_WORD = 3  # letters: shorter words are hardly ever what is counted
_GAP = 8  # characters that may stand between a weekday and its date


def find_dates(
    text: str, lang: str = "en", published: date | None = None
) -> tuple[DateMention, ...]:
    """Find the dates of a text.

    Args:
        text: Any text.
        lang: Language subtag: names of months and days, and the order of numeric dates.
        published: Day of publication, against which "Thursday" or "yesterday" are read.

    Returns:
        Mentions in order that do not overlap. Years are four-digit numbers between 1000 and
        2100 that no noun or unit turns into a count.
    """
    legible = readable(text)
    finder = _Finder(legible.text, lang)
    finder.relative(absolute_dates(legible.text, lang), published)
    found = sorted(finder.mentions, key=lambda mention: mention.start)
    if legible.starts is None:
        return tuple(found)
    return tuple(_at_origin(mention, legible, text) for mention in found)


def _at_origin(mention: DateMention, legible: Readable, text: str) -> DateMention:
    start, end = legible.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=text[start:end])


@lru_cache(maxsize=256)
def absolute_dates(text: str, lang: str) -> tuple[DateMention, ...]:
    """The dates of a text that need no day of publication, in no order."""
    return _Finder(text, lang).absolute()


class _Finder:
    """One pass over one text; what an earlier pattern claims a later one leaves alone."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.plain = ascii_digits(text)
        self.lang = lang
        self.published: date | None = None
        self.calendar = calendars.calendar(lang)
        self.words = patterns.words(lang)
        self.present = lone_words(self.plain)
        self.taken = bytearray(len(text))
        self.mentions: list[DateMention] = []
        self.days: dict[int, DateMention] = {}  # by start, and by end as a negative number

    def absolute(self) -> tuple[DateMention, ...]:
        """The dates that do not depend on the day of publication, in no order."""
        digits = has_digits(self.plain)
        if digits and patterns.SEPARATED.search(self.plain):
            self._numeric()
        if not self.plain.isascii():
            if digits or self.lang in calendars.UNSPACED:
                self._unspaced()
            if self.lang == "ar":
                self._arabic_decades()
        months = self.words.months is None or not self.words.months.isdisjoint(self.present)
        if digits and months:
            self._named()
        if digits and ("FY" in self.plain or patterns.YEARLIKE.search(self.plain)):
            self._years()
        if months:
            self._lone_months()
        return tuple(self.mentions)

    def relative(self, absolute: tuple[DateMention, ...], published: date | None) -> None:
        """Adds the dates that are read against the day of publication."""
        self.published = published
        # "Fridays" and "freitags" are Fridays too.
        present = self.present | {word.rstrip("s") for word in self.present if word[-1] == "s"}
        if self.words.days is not None and self.words.days.isdisjoint(present):
            self.mentions.extend(absolute)
            return
        for mention in absolute:
            self._keep(mention)
        self._day_words()
        self._weekdays()

    def _add(
        self, start: int, end: int, value: str, precision: Precision, *, relative: bool = False
    ) -> None:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end or any(self.taken[start:end]):
            return
        self._keep(DateMention(start, end, self.text[start:end], value, precision, relative))

    def _keep(self, mention: DateMention) -> None:
        start, end = mention.start, mention.end
        self.taken[start:end] = b"\1" * (end - start)
        self.mentions.append(mention)
        if mention.precision in {"day", "minute"} and not mention.relative:
            self.days[start] = self.days[-end] = mention

    def _add_match(self, match: re.Match[str], *, month: int, day: int | None) -> None:
        """Adds a match whose groups hold year, time and perhaps a second day."""
        groups = match.groupdict()
        year = year_of(groups)
        start, end = match.start(), match.end()
        if year is not None and patterns.UNIT_NEXT.match(self.plain, match.end("y")):
            # "On 4 September, 2000 people came"
            year, end = None, max(match.end("m"), match.end("d") if day else 0)
        if day is not None and not is_day(year, month, day):
            return
        value = iso(year, month, day)
        if self.plain[end - 1] == "." and groups["m"].casefold() in self.calendar.wide:
            end -= 1  # the full stop of the sentence
        other = groups.get("d0") or groups.get("d1")
        if other is not None and is_day(year, month, int(other)):
            # "4-6 September" is two mentions; each takes the words that are its own.
            cut = match.end("d0") if groups.get("d0") else match.start("d1")
            if groups.get("d0"):
                self._add(start, cut, iso(year, month, int(other)), "day")
                start = match.start("d")
            else:
                self._add(start, match.end("d"), value, "day")
                start, value = cut, iso(year, month, int(other))
        precision: Precision = "month" if day is None else "day"
        if day is not None and groups.get("h"):
            value, precision = f"{value}T{int(groups['h']):02}:{groups['min']}", "minute"
        self._add(start, end, value, precision)

    def _numeric(self) -> None:
        for match in patterns.ISO.finditer(self.plain):
            self._add_match(match, month=int(match["m"]), day=int(match["d"]))
        for match in patterns.NUMERIC.finditer(self.plain):
            a, b = int(match["a"]), int(match["b"])
            american = self.lang in {"en", "und"} and match["s"] != "."
            day, month = (b, a) if (american and a in _MONTHS) or b not in _MONTHS else (a, b)
            plausible = match["s"] == "/" or (match["s"] == "." and self.lang in patterns.DOTTED)
            if month in _MONTHS and (plausible or len(match["y"]) > _SHORT):
                self._add_match(match, month=month, day=day)
        if self.lang in patterns.DOTTED:
            for match in patterns.DAY_MONTH.finditer(self.plain):
                if is_day(None, int(match["m"]), int(match["d"])):
                    value = iso(None, int(match["m"]), int(match["d"]))
                    self._add(match.start("d"), match.end(), value, "day")

    def _unspaced(self) -> None:
        for match in patterns.CJK.finditer(self.plain):
            day = match["d"]
            self._add_match(match, month=count_of(match["m"]), day=count_of(day) if day else None)
        for match in patterns.CJK_YEAR.finditer(self.plain):
            year = f"{year_of(match.groupdict()) or 0:04}"
            value = year[:3] + "X" if match["decade"] else year
            self._add(match.start(), match.end(), value, "year")
        for match in patterns.CJK_DECADE.finditer(self.plain):
            tens = count_of(match["t"])
            century = count_of(match["c"]) - 1 if match["c"] else century_of(tens)
            self._add(match.start(), match.end(), f"{century}{tens // 10}X", "year")

    def _arabic_decades(self) -> None:
        for match in patterns.ARABIC_DECADE.finditer(self.plain):
            tens = patterns.ARABIC_TENS[match["t"]]
            century = 19 if match["c"] else century_of(tens)
            self._add(match.start("t"), match.end(), f"{century}{tens // 10}X", "year")

    def _named(self) -> None:
        words = self.words
        orders = [words.day_first, words.month_first, words.month_year]
        if self.lang in patterns.YEAR_FIRST:
            orders.insert(0, words.year_first)
        for order in orders:
            for match in order.finditer(self.plain):
                name = match["m"]
                if self.lang == "en" and name in _VERBS and order is not words.day_first:
                    continue
                month = self.calendar.months.get(name.casefold())
                if month is not None:
                    day = match.groupdict().get("d")
                    self._add_match(match, month=month, day=int(day) if day else None)

    def _years(self) -> None:
        round_year = patterns.DECADELIKE.search(self.plain)
        for match in patterns.DECADE.finditer(self.plain) if round_year else ():
            year = match["y"] or match["y2"] or match["y3"]
            start = match.start("y2") if match["y2"] else match.start()
            end = match.end("y3") if match["y3"] and " " in match.group() else match.end()
            self._add(start, end, ("19" + year)[-4:][:3] + "X", "year")
        for match in patterns.FISCAL.finditer(self.plain) if "FY" in self.plain else ():
            self._add(match.start(), match.end(), f"{full_year(match['y']):04}", "year")
        for match in patterns.SEASON.finditer(self.plain):
            self._season(match)
        for match in patterns.PLAIN.finditer(self.plain):
            if self._is_year(match):
                self._add(match.start(), match.end(), match["y"], "year")

    def _season(self, match: re.Match[str]) -> None:
        first, second = match["y"], match["z"]
        if len(second) == _SHORT:
            last = int(first[:2] + second)
            if last == int(first) + 1:
                self._add(match.start(), match.end(), f"{first}/{last}", "year")
        elif int(first) < int(second):
            self._add(match.start(), match.end("y"), first, "year")
            self._add(match.start("z"), match.end(), second, "year")

    def _is_year(self, match: re.Match[str]) -> bool:
        """Whether a bare four-digit number is a year rather than a count."""
        before = self.plain[max(0, match.start() - _LOOKBACK) : match.start()]
        after = self.plain[match.end() : match.end() + _LOOKBACK]
        if patterns.YEAR_WORD.match(after):
            return True
        if patterns.COUNTED.search(before) or patterns.UNIT_NEXT.match(after):
            return False
        if patterns.STRONG.search(before):
            return True
        following = patterns.NEXT_WORD.match(after)
        counts = following is not None and self._is_counted(following.group(1))
        if int(match["y"]) >= _PAST_CENTURIES:
            return not counts
        return patterns.WEAK.search(before) is not None and following is None

    def _is_counted(self, word: str) -> bool:
        """Whether the word after a number looks like what it counts."""
        if self.lang == "de":
            return word[0].isupper()
        if self.lang == "en":
            return (
                word.islower()
                and len(word) > _FUNCTION_WORD
                and patterns.PLURAL.search(word) is not None
            )
        return word.islower() and len(word) > _FUNCTION_WORD

    def _lone_months(self) -> None:
        ambiguous = calendars.AMBIGUOUS.get(self.lang, frozenset())
        for match in self.words.month.finditer(self.plain):
            name = match["m"]
            if self.lang in {"en", "de"} and name.islower():
                continue
            before = self.plain[max(0, match.start() - _LOOKBACK) : match.start()]
            if name.casefold() in ambiguous and not patterns.BEFORE_MONTH.search(before):
                continue
            number = self.calendar.months[name.casefold()]
            self._add(match.start(), match.end(), iso(None, number, None), "month")

    def _day_words(self) -> None:
        for match in self.words.relative.finditer(self.plain):
            word = match["r"]
            before = self.plain[max(0, match.start() - _LOOKBACK) : match.start()]
            unit_shift = self.calendar.relative.get(word.casefold())
            if unit_shift is None or _is_morning(word, before):
                continue
            unit, shift = unit_shift
            value, precision = shifted(self.published, unit, shift)
            self._add(match.start(), match.end(), value, precision, relative=True)

    def _weekdays(self) -> None:
        for match in self.words.weekday.finditer(self.plain):
            number = self.calendar.weekdays.get(match["w"].casefold())
            if number is not None:
                value = self._weekday(match, number)
                self._add(match.start(), match.end(), value, "day", relative=True)

    def _weekday(self, match: re.Match[str], number: int) -> str:
        beside = self._beside(match)
        if beside is not None and beside.date[0] != "-":
            day = date.fromisoformat(beside.date[:10])
            return day.isoformat() if day.isoweekday() == number else f"weekday:{number}"
        if self.published is None or beside is not None:
            return f"weekday:{number}"
        shift = (self.published.isoweekday() - number) % 7
        before = self.plain[max(0, match.start() - _LOOKBACK) : match.start()]
        after = self.plain[match.end() : match.end() + _LOOKBACK]
        if calendars.NEXT.search(before) or calendars.NEXT_AFTER.match(after):
            shift = shift - 7
        return moved(self.published, -shift).isoformat()

    def _beside(self, match: re.Match[str]) -> DateMention | None:
        """The day that directly follows or precedes a weekday."""
        for gap in range(_GAP):
            beside = self.days.get(match.end() + gap) or self.days.get(gap - match.start())
            if beside is not None:
                return beside
        return None


def _is_morning(word: str, before: str) -> bool:
    """Whether "Morgen" or "mañana" is the time of day, not tomorrow."""
    folded = word.casefold()
    if folded == "morgen":
        return word != "morgen" or patterns.MORNING.search(before) is not None
    return folded == "mañana" and patterns.MORNING.search(before) is not None
