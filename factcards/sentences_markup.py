r"""Markdown in an article: what of a text is prose, with every offset where it was.

Marks are blanked rather than removed, one space for each code point, so that what is found in
the prose is found at the same place in the file. A text without marks is prose as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n((?:(?!---|\.\.\.).*\n){0,200})(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r"[\w-]{1,40}[ \t]*:(?:\s|$)|[ \t]|-[ \t]|#|$")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TARGET = re.compile(r"[ \t]{0,3}\[[^\[\]]{1,200}\]:[ \t]*(?:<|https?:|www\.|/|#|mailto:)\S*")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}[ \t]+|[*+-][ \t]+)?")
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$")

_TOUCHED = "\0"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,1000}\]\([^()\s]{0,1000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{0,1000})\]"
    r"(?:\([^()\s]{0,1000}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
    r"|\[[^\[\]\n]{1,100}\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_TAG = re.compile(
    r"</?(?:a|b|br|center|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe"
    r"|img|li|mark|ol|p|pre|q|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead"
    r"|tr|u|ul|video)(?:[ \t/][^<>\n]{0,1000})?>",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<!`)`([^`\n]{1,1000})`(?!`)")
# No mark of its kind stands within one, so that time is linear; nested ones take turns.
_EMPHASES = (
    re.compile(r"(?<![*\\])\*\*\*(?=\S)([^*\n]{1,2000})(?<=\S)\*\*\*(?!\*)"),
    re.compile(r"(?<![*\\])\*(?=[^*\s])([^*\n]{1,2000})(?<=[^\s\\])\*(?!\*)"),
    re.compile(r"(?<![*\\])\*\*(?=\S)([^*\n]{1,2000})(?<=\S)\*\*(?!\*)"),
    re.compile(r"(?<![\w\\])_(?=[^_\s])([^_\n]{1,2000})(?<=[^\s\\])_(?!\w)"),
    re.compile(r"(?<![\w\\])__(?=\S)([^_\n]{1,2000})(?<=\S)__(?!\w)"),
    re.compile(r"(?<![~\\])~~(?=\S)([^~\n]{1,2000})(?<=\S)~~(?!~)"),
)
# What a mark leaves behind whose other half stands in another sentence.
_STRAY = re.compile(r"\*{2,3}(?=[\w“\"(])|(?<=[\w.,!?”\")])\*{2,3}")
_MARKS = frozenset("*_`[<~|>#")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of Markdown: ``text[start:end]`` with its marks, the words between the inner two."""

    start: int
    inner_start: int
    inner_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with its marks blanked: `text` is as long as what it was read from.

    `spans` are the links, emphases and pieces of code in it whose words are prose.
    """

    text: str
    spans: tuple[Span, ...]


def unmarked(text: str) -> str:
    """One sentence as a reader of the page sees it, each mark a space: as long as before."""
    if _MARKS.isdisjoint(text):
        return text
    chars = list(text)
    tuple(_inline(chars))
    plain = _STRAY.sub(lambda mark: " " * len(mark[0]), "".join(chars))
    return text if plain.isspace() else plain  # nothing but marks: then they are what it says


def read_prose(text: str) -> Prose:
    """Blank what is no prose in a text, and the marks in what is.

    No prose are YAML front matter, code between fences, comments, tables, images, the targets
    of links, and lines of nothing but links.
    """
    if _MARKS.isdisjoint(text) and not text.startswith("---"):
        return Prose(text, ())
    chars = list(text)
    if front := _front_matter(text):
        _blank(chars, 0, front)
    for start, end in (*_comments(text), *_no_prose(text)):
        _blank(chars, start, end)
    spans = tuple(_inline(chars))
    blanked = _STRAY.sub(lambda mark: " " * len(mark[0]), "".join(chars))
    chars = list(blanked)
    for start, line in _lines(blanked):
        _blank(chars, start, start + _PREFIX.match(line).end())  # type: ignore[union-attr]
        if line.lstrip(" \t>").startswith("#") and (hashes := _CLOSING_HASHES.search(line)):
            _blank(chars, start + hashes.start(), start + len(line))
    return Prose("".join(chars), spans)


def _blank(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = ["\n" if char == "\n" else " " for char in chars[start:end]]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _front_matter(text: str) -> int:
    """Where the front matter ends, 0 where there is none."""
    match = _FRONT_MATTER.match(text)
    if match is None or not all(_FIELD.match(line) for line in match[1].split("\n")):
        return 0
    return match.end()


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end)


def _no_prose(text: str) -> Iterator[tuple[int, int]]:
    """Lines of code, of tables, of targets, and of nothing but links."""
    lines = [*_lines(text)]
    fence = ""
    opened: list[tuple[int, int]] = []
    ruled = False  # in a table, of which a line of dashes has been seen
    for at, (start, line) in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            opened.append((start, start + len(line)))
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            yield from opened  # what is never closed is no code
            fence, opened = "", []
        if fence:
            continue
        ruled = "|" in line and (
            _is_delimited(lines, at) or (ruled and not _DELIMITERS.match(line))
        )
        if ruled or _ROW.match(line) or _TARGET.match(line) or _is_links(line):
            yield start, start + len(line)


def _is_links(line: str) -> bool:
    """Whether all words of a line are in links, two or more, or in an image."""
    if "](" not in line:
        return False
    rest, images = _IMAGE.subn("", line)
    rest, links = _LINK.subn("", rest)
    return (images > 0 or links > 1) and not _WORD.search(rest)


def _is_delimited(lines: list[tuple[int, str]], at: int) -> bool:
    """Whether a line is a table's head or its line of dashes."""
    line = lines[at][1]
    below = lines[at + 1][1] if at + 1 < len(lines) else ""
    return any("|" in row and _DELIMITERS.match(row) for row in (line, below))


def _inline(chars: list[str]) -> Iterator[Span]:
    """Blank marks within lines; yields what they mark."""
    for pattern in (_IMAGE, _FOOTNOTE, _TAG):
        for match in pattern.finditer("".join(chars)):
            _blank(chars, *match.span())
    # In "**the [report](address)**" the outer marks still have to touch something.
    for pattern, blank in ((_LINK, _TOUCHED), (_CODE, _TOUCHED), *((e, " ") for e in _EMPHASES)):
        for match in pattern.finditer("".join(chars)):
            for start, end in ((match.start(), match.start(1)), (match.end(1), match.end())):
                chars[start:end] = blank * (end - start)
            yield Span(match.start(), match.start(1), match.end(1), match.end())
    chars[:] = [" " if char == _TOUCHED else char for char in chars]
