"""The same numbers written otherwise: separators, words, digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import numbers, quoted_spans, replaced, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HUNDRED = 100
_SCALES = {"million": 10**6, "billion": 10**9}
_IN_WORDS = word("|".join(ONES[2:]), re.IGNORECASE)


def spelled(value: int) -> str:
    """A number below 100 in English words."""
    if value < len(ONES):
        return ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def separators(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Thousands with no separator, a thin space or one that does not break."""
    del rng
    mark = "," if document.lang == "en" else "."
    for match in numbers(truth.text):
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", match.group()):
            for other in ("", "\u2009", "\u202f", "\u00a0"):
                yield replaced(match, match.group().replace(mark, other))


def number_words(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Digits for words, words for digits, and millions written out."""
    del rng
    if document.lang != "en":
        return
    quoted = quoted_spans(truth.text)
    for match in numbers(truth.text):
        if any(start <= match.start() < end for start, end in quoted):
            continue
        before, after = truth.text[: match.start()], truth.text[match.end() :]
        if scale := re.match(r" (million|billion)\b", after):
            value = round(float(match.group().replace(",", "")) * _SCALES[scale[1]])
            yield f"{before}{value:,}{after[scale.end() :]}"
        elif match.group().isdigit() and 1 < int(match.group()) < _HUNDRED:
            if re.search(r"[$€£¥-]$", before) or re.match(r"[-%]|/", after):
                continue
            yield replaced(match, spelled(int(match.group())))
    for match in _IN_WORDS.finditer(truth.text):
        apart = re.search(r"(?:hundred|and|in|out of) $", truth.text[: match.start()])
        part = re.match(
            r" (?:hundred|thousand|million|thirds|quarters|fifths|in |out of )",
            truth.text[match.end() :],
        )
        if not apart and not part and not any(s <= match.start() < e for s, e in quoted):
            yield replaced(match, str(ONES.index(match.group().lower())))
