"""Links: two halves of a sentence that a word puts in an order (English).

"The dam broke after the storm" puts the storm first; "the storm led to the flood" makes it the
cause; "trout are larger than perch" puts trout above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcards.verify.passage import Passage

LinkKind = Literal["cause", "time", "size"]

_AFTER = "after|following|since"
_BEFORE = "before|ahead of|prior to|until"
_CAUSED_BY = (
    "because of|because|due to|owing to|thanks to|as a result of|as a consequence of|caused by|"
    "triggered by|prompted by|brought about by|resulting from|resulted from|stemmed from|"
    "stems from|on account of|brought on by|sparked by|blamed on|attributed to|a result of"
)
_CAUSES = (
    "led to|leads to|leading to|lead to|resulted in|results in|resulting in|caused|causes|causing|"
    "triggered|triggers|prompted|prompts|sparked|brought about|gave rise to|meant that|"
    "which is why|so that|therefore|forced"
)
_PATTERN = re.compile(
    rf"(?<![\w-])(?:(?P<caused>{_CAUSED_BY})|(?P<causes>{_CAUSES})|(?P<after>{_AFTER})"
    rf"|(?P<before>{_BEFORE})|(?P<more>as\s(?:much|many|long|large|big|high|fast|old|far|often)(?:\s[\w-]+){{0,5}}?\sas"
    r"|(?:more|greater|higher|larger|bigger|longer|faster|older|"
    r"stronger|better|heavier|richer|taller|warmer|earlier)(?:\s[\w-]+){0,3}\s+than)"
    r"|(?P<less>(?:less|fewer|lower|smaller|shorter|slower|younger|weaker|worse|lighter|poorer|"
    r"cooler|colder|later)(?:\s[\w-]+){0,3}\s+than))(?![\w-])",
    re.IGNORECASE,
)
_KINDS: dict[str, tuple[LinkKind, bool]] = {  # whether the first half comes last, or is less
    "caused": ("cause", True),
    "causes": ("cause", False),
    "after": ("time", True),
    "before": ("time", False),
    "more": ("size", False),
    "less": ("size", True),
}
_HALF = re.compile(r"\b(?:half|third|quarter|fifth|tenth)\s\Z")
_STOP = re.compile(r"[;:()]|,\s|\swhile\s|\sbut\s|\swhereas\s")
_MOST = 6  # links of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class Link:
    """A word that orders two halves, and the content words of both.

    Attributes:
        kind: What sort of order.
        words: The linking words.
        start: Offset of these words.
        end: Offset just past them.
        first: Stems of what comes first, causes, or is more.
        last: Stems of what comes last, is caused, or is less.
    """

    kind: LinkKind
    words: str
    start: int
    end: int
    first: frozenset[str]
    last: frozenset[str]


@lru_cache(maxsize=1024)
def links_of(passage: Passage) -> tuple[Link, ...]:
    """The links of an English passage in order; none for other languages."""
    if passage.lang not in {"en", "und"}:
        return ()
    return tuple(_links(passage))


def is_reversed(ours: Link, theirs: Link) -> bool:
    """Whether two links of one kind order the same two things in opposite ways."""
    if ours.kind != theirs.kind:
        return False
    crossed = (ours.first & theirs.last) - theirs.first, (ours.last & theirs.first) - theirs.last
    straight = (ours.last & theirs.last) - theirs.first
    if ours.kind != "size":  # what is compared is often told with one verb for both
        straight |= (ours.first & theirs.first) - theirs.last
    return all(crossed) and not straight


def _links(passage: Passage) -> Iterator[Link]:
    text = passage.text[:2000]
    for count, found in enumerate(_PATTERN.finditer(text)):
        if count == _MOST:
            return
        kind, flipped = _KINDS[found.lastgroup or "after"]
        left, right = _halves(text, found.start(), found.end())
        before, after = _stems(passage, left), _stems(passage, right)
        if _HALF.search(text, 0, found.start()):
            flipped = not flipped
        if before and after:
            first, last = (after, before) if flipped else (before, after)
            yield Link(kind, found.group(), found.start(), found.end(), first, last)


def _halves(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretches before and after a link; "After the storm, the dam broke" has both after."""
    stop = _STOP.search(text, end)
    right = (end, stop.start() if stop else len(text))
    if not text[:start].strip() and stop is not None:
        rest = _STOP.search(text, stop.end())
        return (stop.end(), rest.start() if rest else len(text)), right
    cuts = [m.end() for m in _STOP.finditer(text, 0, start) if text[m.end() : start].strip()]
    return (cuts[-1] if cuts else 0, start), right


def _stems(passage: Passage, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(t.stem for t in passage.terms if span[0] <= t.start < span[1])
