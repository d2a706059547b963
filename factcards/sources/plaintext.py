"""Plain text and Markdown: headline, date and author as far as the layout gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from factcards.language import detect_language, subtag_of
from factcards.sources.dateline import iso_date, lead_date, published_line, without_date
from factcards.sources.found import Found

HEADLINE = 180
"""Code points that a headline has at most."""
TOP_LINES = 6
"""Lines with text among which a date or an author is looked for."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE = re.compile(r"[^\n]+")
_ATX = re.compile(r"#{1,2}[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_BLANK_LINE = re.compile(r"[ \t]*\n[ \t]*\n")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SENTENCE_END = (".", "…", "。", ":", ";", ",", "।", "؛", "،", "-", "–", "—")
_NO_HEADLINE = ("- ", "* ", "+ ", "> ", "| ", "•")
_EMPHASIS = re.compile(r"(\*{1,3}|`)([^*`]+)\1")
_CLOSING = "\"'”’»)]*_ \t"
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|autor:|автор:|текст:)[ \t]+", re.IGNORECASE)
_JOINERS = frozenset(
    {"and", "und", "et", "y", "e", "en", "och", "og", "i", "и", "та"}
    | {"de", "da", "van", "von", "der", "den", "di", "la", "del", "du"}
)
_LONGEST_BYLINE = 12
"""Words."""


def read_text(text: str, *, markdown: bool = False) -> Found:
    r"""Find title, date and author in a text, which itself stays as it is.

    Args:
        text: With ``\n`` line ends.
        markdown: Whether YAML front matter and Markdown headings mean what they do there.

    Returns:
        The text unchanged, front matter included: offsets are offsets into the file.
    """
    fields, start = _front_matter(text) if markdown else ({}, 0)
    lang = subtag_of(_text(fields, "lang", "language"))
    spoken = lang or detect_language(text[start:])
    title = _headline(text, start)
    lines = list(islice(_lines(text, start), TOP_LINES))
    top = [line for line, _ in lines]
    dates = {
        found
        for line, end in lines
        if line != title
        and not text[end + 1 : end + 2].islower()
        and (found := published_line(_plain(line), spoken))
    }
    bylines = [author for line in top if (author := _byline(line, spoken))]
    printed = _text(fields, "date", "published", "pubdate")
    return Found(
        text=text,
        title=_text(fields, "title", "headline") or title,
        url=_text(fields, "url", "link", "canonical", "source"),
        canonical=_text(fields, "canonical", "canonical_url"),
        publisher=_text(fields, "publisher", "site", "sitename"),
        byline=_text(fields, "author", "authors", "byline") or next(iter(bylines), None),
        published=(iso_date(printed, spoken) if printed else None)
        or (dates.pop() if len(dates) == 1 else None)
        or (next(filter(None, (lead_date(line, spoken) for line in top)), None)),
        lang=lang,
        body=start,
    )


def _headline(text: str, start: int) -> str | None:
    """The first line where it looks like a headline."""
    lines = list(islice(_lines(text, start), 3))
    if len(lines) < 2:  # noqa: PLR2004 - a headline has a text below it
        return None
    (first, end), (second, _) = lines[0], lines[1]
    if len(first) > HEADLINE:
        return None
    heading = _ATX.match(first)
    if heading is not None:
        return _plain(heading[1]) or None
    if len(lines) > 2 and _UNDERLINE.match(second):  # noqa: PLR2004 - and a line below it
        return _plain(first)
    bare = first.rstrip(_CLOSING)
    if not bare or bare.endswith(_SENTENCE_END):
        return None
    if first.startswith(_NO_HEADLINE) or published_line(first, "en"):
        return None
    apart = _BLANK_LINE.match(text, end) is not None
    stands_out = bool(published_line(second, "en") or _byline(second))
    # Without a blank line below, it may be the first line of a wrapped paragraph: those are
    # followed by one that is about as long.
    longer = len(second) >= max(100, 2 * len(first)) and not second[0].islower()
    clear = apart or stands_out or (longer and not bare.endswith(("?", "!")))
    return _plain(first) if clear else None


def _byline(line: str, lang: str = "en") -> str | None:
    """The names in a line such as ``By Jane Doe and John Roe, 3 March 2026``."""
    line = line.strip("*_ \t")
    match = _BY.match(line)
    names = without_date(line[match.end() :], lang).strip("*_ \t") if match else ""
    words = names.replace(",", " ").split()
    if not 1 < len(words) <= _LONGEST_BYLINE:
        return None
    capital = [word[0].isupper() and not any(map(str.isdigit, word)) for word in words]
    joined = all(big or word in _JOINERS for big, word in zip(capital, words, strict=True))
    return names if joined and capital[0] and capital[-1] else None


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The lines that hold text, stripped, each with the offset of its end."""
    for match in _LINE.finditer(text, start):
        line = match[0].strip()
        if line:
            yield line, match.end()


def _plain(line: str) -> str:
    """`line` without Markdown's marks for links and emphasis."""
    line = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line)).strip("_ \t")
    return " ".join(line.split())


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    import yaml  # noqa: PLC0415 - front matter is rare

    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(fields, dict):
        return {}, 0
    return {str(key).lower(): value for key, value in fields.items()}, match.end()


def _text(fields: dict[str, Any], *keys: str) -> str | None:
    """The first of `keys` that holds something printable."""
    for key in keys:
        value = fields.get(key)
        values = value if isinstance(value, list) else [value]
        words = [
            item.isoformat() if isinstance(item, date) else " ".join(item.split())
            for item in values
            if isinstance(item, (str, date)) and item
        ]
        if words:
            return ", ".join(words)
    return None
