"""The same clauses in another order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_LEADING = re.compile(
    r"^(?P<first>(?:If|When|After|Before|While|Although|Because|Since|In|On|At|During|By|Under|"
    r"Until|Without|For|With) [^,;:“”\"]{3,90}), (?P<rest>[^,;:“”\"–—]{15,160})\.$"
)
_SEVERAL = re.compile(r"\b(?:and|but|or|that|which|who|where|because|if|when|he|she|it|they)\b")
_SHORT = 5  # words; a longer one may well be a clause of its own
_CONJUNCTION = re.compile(r"(?:If|When|After|Before|While|Although|Because|Since|Until)\b")


def reordered(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A leading adverbial moved to the end of a sentence of one clause."""
    del rng
    match = _LEADING.match(truth.text) if document.lang == "en" else None
    # With a second clause it could be read as belonging to that one.
    if not match or (
        len(match["first"].split()) > _SHORT and not _CONJUNCTION.match(match["first"])
    ):
        return
    if not _SEVERAL.search(match["rest"]):
        first = match["first"][0].lower() + match["first"][1:]
        yield f"{match['rest'][0].upper()}{match['rest'][1:]} {first}."
