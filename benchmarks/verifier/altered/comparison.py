"""Comparisons turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_PAIRS = (
    ("more", "less"), ("more", "fewer"), ("higher", "lower"), ("faster", "slower"),
    ("before", "after"), ("earlier", "later"), ("larger", "smaller"), ("bigger", "smaller"),
    ("better", "worse"), ("longer", "shorter"), ("older", "younger"), ("above", "below"),
    ("cheaper", "dearer"), ("stronger", "weaker"), ("heavier", "lighter"),
    ("warmer", "colder"), ("deeper", "shallower"), ("wider", "narrower"), ("richer", "poorer"),
    ("most", "least"), ("highest", "lowest"), ("largest", "smallest"), ("fastest", "slowest"),
    ("over", "under"), ("easier", "harder"), ("taller", "shorter"),
)  # fmt: skip
_OTHER: dict[str, str] = {}
for one, other in _PAIRS:
    _OTHER.setdefault(one, other)
    _OTHER.setdefault(other, one)
_OTHER["ahead of"] = "behind"
_COMPARED = re.compile(rf"(?<![\w-])(?:{'|'.join(_OTHER)})(?![\w-])")
# "no more than" is a bound, "no longer" a denial, "under the violas" and "over lunch" are places.
_FIXED_BEFORE = re.compile(
    r"\b(?:no|any|once|not|never|much|and|all|or|even|what|handed|took|take|taken|at|the day|look|"
    r"named|shortly|soon|for)\s+$"
)
_FIXED_AFTER = re.compile(r"^\s+(?:or (?:less|later|more)|and (?:more|after)|all\b|of\b)|^[,.;]")
_NEEDS_AMOUNT = frozenset({"over", "under", "above", "below"})


def comparison(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A comparative or a before for its opposite."""
    del rng
    if document.lang != "en":
        return
    for match in _COMPARED.finditer(truth.text):
        before, after = truth.text[: match.start()], truth.text[match.end() :]
        if _FIXED_BEFORE.search(before) or _FIXED_AFTER.match(after):
            continue
        if match.group() in _NEEDS_AMOUNT and not re.match(r"\s+(?:[$€£¥]?\d|the average)", after):
            continue
        if match.group() == "most" and not before.endswith("the "):
            continue
        yield replaced(match, _OTHER[match.group()])
