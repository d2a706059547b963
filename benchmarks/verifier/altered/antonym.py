"""A word for its opposite, from a list that the verifier does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.lexicon import exchanges, fits
from benchmarks.verifier.patterns import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?![\w’'-])|(?<![\w’'.-])^[A-Z][a-z]+(?![\w’'-])")


def antonym(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One word for its opposite, in the same form."""
    del rng
    if document.lang != "en":
        return
    table = exchanges("antonyms", both_ways=True)
    for match in _WORD.finditer(truth.text):
        before, after = truth.text[: match.start()], truth.text[match.end() :]
        for sort, form, new in table.get(match.group().lower(), ()):
            if re.search(rf"\b{re.escape(new)}\b", truth.text):
                continue
            if fits(sort, form, before, after):
                yield replaced(match, new)
