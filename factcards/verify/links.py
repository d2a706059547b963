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
    r"stronger|better|heavier|richer|taller|warmer|earlier)(?:\s[\w-]+){0,7}?\s+than)"
    r"|(?P<less>(?:less|fewer|lower|smaller|shorter|slower|younger|weaker|worse|lighter|poorer|"
    r"cooler|colder|later)(?:\s[\w-]+){0,7}?\s+than)"
    r"|(?P<other>(?!(?:rath|oth|ov|und|aft|nev|ev)er\b)[a-z]{3,12}er(?:\s[\w-]+){0,3}?\s+than))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_KINDS: dict[str, tuple[LinkKind, bool]] = {  # whether the first half comes last, or is less
    "caused": ("cause", True),
    "causes": ("cause", False),
    "after": ("time", True),
    "before": ("time", False),
    "more": ("size", False),
    "less": ("size", True),
    "other": ("size", False),
}
_DENIED = re.compile(r"(?:\b(?:not|never|no)|n['’]t)\s(?:[\w-]+\s){0,2}\Z", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:times|twice|half|third|quarter)\s\Z")
_NAMELESS = frozenset({"one", "ones"})
_HALF = re.compile(r"\b(?:half|third|quarter|fifth|tenth)\s\Z")
_STOP = re.compile(r"[;:()]|,\s|\swhile\s|\sbut\s|\swhereas\s")
_REACH = 40  # code points before a comparison in which it may be denied
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
        by: The comparative, where only the same one can be compared with it: "sweeter".
    """

    kind: LinkKind
    words: str
    start: int
    end: int
    first: frozenset[str]
    last: frozenset[str]
    by: str = ""


@lru_cache(maxsize=1024)
def links_of(passage: Passage) -> tuple[Link, ...]:
    """The links of an English passage in order; none for other languages."""
    if passage.lang not in {"en", "und"}:
        return ()
    return tuple(_links(passage))


def is_reversed(ours: Link, theirs: Link) -> bool:
    """Whether two links of one kind order the same two things in opposite ways."""
    if ours.kind != theirs.kind or ours.by != theirs.by:
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
        start, end, words = found.start(), found.end(), found.group()
        left, right = _halves(text, start, end, leading=kind != "size")
        before, after = _stems(passage, left), _stems(passage, right)
        if kind == "size":
            if _DENIED.search(text, max(0, start - _REACH), start):
                if words[:3].casefold() != "as ":
                    continue  # "no more than" bounds
                flipped = not flipped
            between = (text.find(" ", start), end - len("than"))
            before = (before | _stems(passage, between)) - _NAMELESS
            after -= _NAMELESS
        if _HALF.search(text, 0, start):
            flipped = not flipped
        if before and after:
            first, last = (after, before) if flipped else (before, after)
            by = words.split()[0].casefold() if found.lastgroup == "other" else ""
            yield Link(kind, words, start, end, first, last, by)


def _halves(
    text: str, start: int, end: int, *, leading: bool
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretches before and after a link; "After the storm, the dam broke" has both after."""
    stop = _STOP.search(text, end)
    right = (end, stop.start() if stop else len(text))
    if leading and not text[:start].strip() and stop is not None:
        rest = _STOP.search(text, stop.end())
        return (stop.end(), rest.start() if rest else len(text)), right
    cuts = [m.end() for m in _STOP.finditer(text, 0, start) if text[m.end() : start].strip()]
    if cuts and _TIMES.search(text, cuts[-1], start):
        cuts.pop()  # "a record number came, three times as many as"
    return (cuts[-1] if cuts else 0, start), right


def _stems(passage: Passage, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(t.stem for t in passage.terms if span[0] <= t.start < span[1])
