"""Texts made shorter where a reader would draw breath."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLAUSE_END = re.compile(r"[.;:!?](?=\s|$)|[\"“”«»()\[\]]|,\s| [–—-] ")
ARTICLES = frozenset(
    [
        *("the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une"),
        *("el", "los", "las", "una", "il", "lo", "i", "gli", "o", "os", "as", "um", "uma", "het"),
    ]
)
"""Words that may begin what stands for itself, of all that begin a clause."""

_CLAUSE_WORDS = 5  # fewer do not say anything


def shorten(text: str, limit: int) -> str:
    """The text, or its longest beginning of whole words with an ellipsis within `limit`."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    spaced = head.rsplit(None, 1)[0] if " " in head and text[limit - 1] != " " else head
    return spaced.rstrip(" ,;:–—-") + "…"


def clauses(text: str, limit: int) -> Iterator[str]:
    """Beginnings of a text that end where a clause does, the longest within `limit` first."""
    ends = [found.start() for found in CLAUSE_END.finditer(text) if found.start() <= limit]
    yield from (text[:end] for end in reversed(ends) if len(text[:end].split()) >= _CLAUSE_WORDS)
