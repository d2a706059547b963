"""The same words in other type: quotation marks, dashes, white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})


def quotes(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Curly marks straight, and straight ones curly."""
    del document, rng
    yield truth.text.translate(_STRAIGHT)
    if "„" not in truth.text and "«" not in truth.text:
        curly = re.sub(r'(?:^|(?<=[\s(–—]))"', "“", truth.text).replace('"', "”")
        yield curly.replace("'", "’")


def dashes(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Another dash between words, and another between numbers or in a compound."""
    del document, rng
    for dash in (" – ", " — ", "—", " - "):
        yield re.sub(r"\s*(?: [–—-] |—)\s*", dash, truth.text)
    yield re.sub(r"(?<=[\w])-(?=\w)", "\u2010", truth.text)
    yield re.sub(r"(?<=\d)-(?=\d)", "–", truth.text)


def spacing(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Two spaces, a space that does not break, a thin one, or a broken line."""
    del document
    gaps = [match.start() for match in re.finditer(" ", truth.text)]
    if gaps:
        at = rng.choice(gaps)
        yield f"{truth.text[:at]}  {truth.text[at + 1 :]}"
        yield f"{truth.text[:at]}\n{truth.text[at + 1 :]}"
        yield f"  {truth.text}\n"
    for space in ("\u00a0", "\u202f", "\u2009"):
        yield re.sub(r"(?<=\d) (?=\w)", space, truth.text)
