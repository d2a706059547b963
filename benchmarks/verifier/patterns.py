"""Where a claim has numbers, dates, quotations and names: what the generators share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.verifier.corpus import Document

_MONTHS = """
en January February March April May June July August September October November December
de Januar Februar März April Mai Juni Juli August September Oktober November Dezember
fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
MONTHS: Final[dict[str, tuple[str, ...]]] = {
    lang: tuple(names) for lang, *names in (line.split() for line in _MONTHS.strip().split("\n"))
}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
WEEKDAYS: Final = tuple(_WEEKDAYS.split())

QUOTED = re.compile(r"“([^“”]+)”|(?<!\w)\"([^\"]+)\"|„([^„“]+)“|«([^«»]+)»")
NUMBER = re.compile(
    r"(?<![\w.,:-])\d+(?:[.,\u2009\u202f\u00a0]\d+)*(?![\d:]|-\d|(?:st|nd|rd|th)\b)"
)

_ALL_MONTHS = "|".join(sorted({m for names in MONTHS.values() for m in names}, key=len)[::-1])
_DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th|º|°|er|\.)?(?: de| of)? (?:{_ALL_MONTHS})\b|"
    rf"\b(?:{_ALL_MONTHS}) \d{{1,2}}\b|(?<![\w.,])(?:1[2-9]|20)\d\d(?![\w%]|[.,]\d)|"
    r"\d{1,2}[.:]\d\d(?= ?(?:[ap]\.?m\b|Uhr|h\b))|\d{1,2}(?= ?[ap]\.?m\b)|\d{1,2}[.:]\d\d (?=on\b)"
)
_NAME_BEFORE = re.compile(r"\w[^.!?]*\b[A-Z]\w+ $")


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers in digits that are no part of a date, a time, a score or a name."""
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in NUMBER.finditer(text):
        inside = any(start <= match.start() < end for start, end in dates)
        if not inside and not _NAME_BEFORE.search(text[: match.start()]):
            yield match


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of what stands in quotation marks, without the marks."""
    return [
        next((m.start(g), m.end(g)) for g in range(1, 5) if m.group(g))
        for m in QUOTED.finditer(text)
    ]


def outside_quotes(match: re.Match[str]) -> bool:
    """Whether a match lies outside the quotations of its text."""
    spans = quoted_spans(match.string)
    return not any(start <= match.start() < end for start, end in spans)


def replaced(match: re.Match[str], new: str) -> str:
    """The text of a match with other words in its place; a capital stays one."""
    old, text = match.group(), match.string
    if old[:1].isupper() and text[: match.start()].strip('“" ') == "":
        new = new[:1].upper() + new[1:]
    return text[: match.start()] + new + text[match.end() :]


def word(words: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of whole words; a hyphen makes another word."""
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", flags)


def mentions(text: str, document: Document) -> Iterator[tuple[re.Match[str], str, int]]:
    """Names in a text: the match, the full name and its sort (0 people, 1 places, 2 others)."""
    for sort, names in enumerate(document.names):
        for name in names:
            found = list(word(re.escape(name)).finditer(text))
            if not found and sort == 0:
                found = list(word(re.escape(surname(name))).finditer(text))
            for match in found:
                yield match, name, sort


def surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def like(match: re.Match[str], name: str, other: str, sort: int) -> str:
    """Another name in the form in which this one stands: full or surname alone."""
    return surname(other) if sort == 0 and match.group() == surname(name) else other
