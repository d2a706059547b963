"""Long and short forms of units, scales, titles, countries and months; both spellings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import MONTHS, quoted_spans, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_SHORT_MONTHS = {m: m[:3] + "." for m in MONTHS["en"] if len(m) > len("April")} | {
    "September": "Sept."
}
_MONTH = "|".join(_SHORT_MONTHS)
_RULES = tuple(
    (re.compile(old), news)
    for old, news in (
        (r"(?<=\d)%", (" per cent", " percent")),
        (r"(?<=\d) (?:per cent|percent)\b", ("%",)),
        (r"(?<=\d) kilometres\b", (" km", " kilometers")),
        (r"(?<=\d) metres\b", (" m", " meters")),
        (r"(?<=\d) km\b", (" kilometres",)),
        (r"(?<=\d) hectares\b", (" ha",)),
        (r"(?<=\d) (?:kilograms|kilos)\b", (" kg",)),
        (r"(?<=\d) degrees Celsius\b", (" °C", "°C")),
        (r"(?<=\d) megawatts\b", (" MW",)),
        (r"(?<=\d) cubic metres\b", (" cubic meters", " m³")),
        (r"([$€£]\d+(?:\.\d+)?) million\b", (r"\1m", r"\1 mn")),
        (r"([$€£]\d+(?:\.\d+)?) billion\b", (r"\1bn", r"\1 bn")),
        (r"€(\d+(?:[.,]\d+)*(?: (?:million|billion))?)", (r"\1 euros", r"EUR \1")),
        (r"£(\d+(?:[.,]\d+)*(?: (?:million|billion))?)", (r"\1 pounds", r"GBP \1")),
        (r"\$(\d+(?:[.,]\d+)*(?: (?:million|billion))?)", (r"\1 dollars",)),
        (r"\bU\.S\.(?= \w)", ("US", "United States")),
        (r"\bUS(?= \w)", ("U.S.", "United States")),
        (r"\bUnited States\b", ("US", "U.S.")),
        (r"\b(Mr|Mrs|Ms|Dr|Prof)\.", (r"\1",)),
        (r"\b(?:Professor) (?=[A-Z])", ("Prof. ",)),
        (r"\b([ap])\.m\.(?= \w|,)", (r"\1m",)),
        (rf"\b(?P<month>{_MONTH})(?= \d)|(?<=\d )(?P<later>{_MONTH})(?= )", ("",)),
        (r"\bfavour", ("favor",)), (r"\bharbour", ("harbor",)), (r"\blabour", ("labor",)),
        (r"\bprogramme\b", ("program",)), (r"\bcentre\b", ("center",)),
        (r"\borganis", ("organiz",)), (r"\bneighbour", ("neighbor",)),
    )
)  # fmt: skip


def abbreviations(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One form for another that means the same."""
    del rng
    if document.lang != "en":
        return
    quoted = quoted_spans(truth.text)
    for pattern, news in _RULES:
        for match in pattern.finditer(truth.text):
            # Newsrooms write figures as they like, but not in what somebody said.
            if any(start <= match.start() < end for start, end in quoted):
                continue
            groups = match.groupdict()
            for new in news:
                month = groups.get("month") or groups.get("later")
                yield replaced(match, _SHORT_MONTHS[month] if month else match.expand(new))
