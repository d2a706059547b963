"""Lines of plain text no wider than a given number of terminal columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
# Chinese and Japanese break between any two characters, but not before closing punctuation.
_WIDE: Final = "\u2e80-\u303e\u3041-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uff60"
_CLOSING: Final = "、。」』）》】〕！？：；，．"
_PIECE: Final = re.compile(rf" |[{_WIDE}][{_CLOSING}]*|[^ {_WIDE}]+")


def columns(text: str) -> int:
    """Columns of a terminal: two for each East Asian wide character, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_character(c) for c in text)


def wrap(text: str, width: int = 72, *, first: str = "", rest: str | None = None) -> str:
    """Break one line of text into lines of at most `width` columns.

    A word that is wider than a line is broken inside: nothing ever sticks out.

    Args:
        text: The text; it holds no line ends.
        width: Columns per line, indents included.
        first: Put before the first line: ``"1. "``.
        rest: Put before the others; as many spaces as `first` takes unless given.
    """
    indent = " " * columns(first) if rest is None else rest
    room = max(4, width - max(columns(first), columns(indent)))
    lines = list(_fill(text, room)) or [""]
    return "\n".join(f"{first if i == 0 else indent}{x}".rstrip() for i, x in enumerate(lines))


def _fill(text: str, room: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text, room):
        size = columns(piece)
        if used + size > room and line.strip():
            yield line.rstrip(" ")
            line, used = "", 0
        if piece == " " and not line:
            continue
        line, used = line + piece, used + size
    if line.strip():
        yield line.rstrip(" ")


def _pieces(text: str, room: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        if columns(match[0]) <= room:
            yield match[0]
        else:
            yield from _broken(match[0], room)


def _broken(word: str, room: int) -> Iterator[str]:
    start, used = 0, 0
    for i, character in enumerate(word):
        size = _character(character)
        if used + size > room and i > start:
            yield word[start:i]
            start, used = i, 0
        used += size
    yield word[start:]


def _character(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
