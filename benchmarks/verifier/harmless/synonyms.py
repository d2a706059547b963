"""A word for another of the same meaning, from a list that the verifier does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.lexicon import exchanges, fits
from benchmarks.verifier.patterns import outside_quotes, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_WORD = re.compile(r"(?<![\w’'-])[A-Za-z]+(?: (?:than|from|of|that|off|up|down|out))?(?![\w’'-])")


def synonyms(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One word outside quotations for its synonym, in the same form."""
    del rng
    if document.lang != "en":
        return
    table = exchanges("synonyms", both_ways=False)
    for pattern in (_WORD, re.compile(r"(?<![\w’'-])[A-Za-z]+(?![\w’'-])")):
        for match in pattern.finditer(truth.text):
            old = match.group()
            if old != old.lower() and match.start() > 0:
                continue
            before, after = match.string[: match.start()], match.string[match.end() :]
            article = re.search(r"\b(?:a|an) $", before)
            for sort, form, new in table.get(old.lower(), ()):
                if article and (new[0] in "aeiou") != (old[0].lower() in "aeiou"):
                    continue
                if outside_quotes(match) and fits(sort, form, before, after):
                    yield replaced(match, new)
