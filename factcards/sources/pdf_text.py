"""From the lines of a PDF's pages to paragraphs: what a page's layout says, undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_APART = 1.35
"""Distance of two lines, in that of lines of a paragraph, from which on they are in two."""
_RESIZED = 1.1
_SHORT = 0.7
"""Length of a paragraph's last line, in that of a full one, that tells it from the others."""
_INDENT = 0.6
_EDGE_LINES = 2
_FEWEST_PAGES = 2
_NEAR = 6
"""Lines before and after one that tell how long a full one is."""
_LONGEST_WORD = 60

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    | {"\ufb05": "st", "\ufb06": "st"}
)
_NUMBERED = re.compile(
    r"\W{0,3}(?:(?:page|seite|p\.|s\.|página|pagina|strona|стр\.) ?)?\d{1,4}"
    r"(?: ?(?:/|of|von|sur|de|di|z|из) ?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•▪‣●◦■·] ?(?=\S)")
_DASH = ("- ", "– ", "— ")
_ENDED = re.compile(r"[.!?…:。！？]['\"”’»)\]]{0,2}\Z")
_WORD_END = re.compile(r"[^\W\d_]+\Z")
_WORD_START = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<!\w)\w{1,40}-\w{1,40}")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Line(NamedTuple):
    """A line of a page: where it begins, counted from below, the size of its type, its words."""

    x: float
    y: float
    size: float
    text: str


class Paragraph(NamedTuple):
    """Some lines put together, and the size of their type."""

    size: float
    text: str


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Put lines together to paragraphs.

    Running heads and page numbers are left out, words that were divided at the end of a line
    are joined, and a paragraph goes on in the next column and on the next page.

    Args:
        pages: Lines in the order of reading.
    """
    clean = [[line._replace(text=_clean(line.text)) for line in page] for page in pages]
    lines = list(_without_furniture([[line for line in page if line.text] for page in clean]))
    spacing = _spacing(lines)
    compounds = {match[0] for line in lines for match in _COMPOUND.finditer(line.text)}
    gathered: list[tuple[float, list[str]]] = []
    for number, line in enumerate(lines):
        near = lines[max(0, number - _NEAR) : number + _NEAR]
        width = max(len(other.text) for other in near if abs(other.x - line.x) <= 2 * spacing)
        if not number or _parts(lines[number - 1], line, spacing, width):
            gathered.append((line.size, [line.text]))
        else:
            _append(gathered[-1][1], line.text, compounds)
    return [Paragraph(size, "".join(pieces).replace("\xad", "")) for size, pieces in gathered]


def _clean(text: str) -> str:
    text = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text)).translate(_LIGATURES)
    return _SPACES.sub(" ", text).strip()


def _without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """All lines but those that recur at the edges of pages, and page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(_FEWEST_PAGES, len(pages) / 2)
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            at_edge = line in edge
            recurs = seen[_key(line)] >= often
            if not (at_edge and (recurs or _NUMBERED.fullmatch(line.text))):
                yield line


def _edges(page: Sequence[Line]) -> set[Line]:
    heights = sorted({line.y for line in page})
    outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return {line for line in page if line.y in outer}


def _key(line: Line) -> tuple[float, str]:
    # With its size: a running head often repeats the title, which is printed larger.
    return line.size, re.sub(r"\d+", "#", line.text)


def _spacing(lines: Sequence[Line]) -> float:
    """Distance of the lines of a paragraph: the smaller ones of all, accents aside."""
    gaps = sorted(a.y - b.y for a, b in pairwise(lines) if a.size == b.size and a.y > b.y)
    gaps = [gap for gap in gaps if gap > median(gaps) / 2]
    return gaps[len(gaps) // 5] if gaps else 0.0


def _parts(a: Line, b: Line, spacing: float, width: int) -> bool:
    """Whether a new paragraph begins with `b`, the line after `a`."""
    if max(a.size, b.size) > _RESIZED * min(a.size, b.size):
        return True
    ended = _ENDED.search(a.text[-4:]) is not None
    if _BULLET.match(b.text) or (ended and b.text.startswith(_DASH)):
        return True
    gap = a.y - b.y
    if gap < -spacing / 2 or gap > 4 * spacing:
        # The next column, the next page, or past a picture.
        return ended or (gap > 0 and not b.text[:1].islower())
    if gap > _APART * spacing:
        return True
    short = len(a.text) < _SHORT * width
    return ended and (b.x - a.x > _INDENT * spacing or (short and a.x >= b.x - 1 and gap > 0))


def _append(pieces: list[str], line: str, compounds: set[str]) -> None:
    """Add a line to those of its paragraph, with a space where one belongs."""
    last = pieces[-1]
    if last.endswith("\xad"):
        pieces[-1] = last[:-1]
    elif last.endswith(("-", "\u2010")):
        broken, start = _WORD_END.search(last[-_LONGEST_WORD:-1]), _WORD_START.match(line)
        if broken and start and start[0][0].islower():
            if f"{broken[0]}-{start[0]}" not in compounds:
                pieces[-1] = last[:-1]
        else:
            pieces.append(" ")
    elif not (_UNSPACED.match(last[-1:]) and _UNSPACED.match(line)):
        pieces.append(" ")
    pieces.append(line)
