"""Claims that a model made by leaving words out, and that are no sentences any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcards.card import Evidence, Finding
from factcards.verify.stopwords import listed

_WORDS = 8  # of an apposition at most
_APPOSED = re.compile(r"([^\W\d_]+), ([^,.;:]{2,80}), ([^,.;:]{2,60}), ")
# A clause with one of these is whole: a name after its comma is nobody's.
_FINITE = listed(
    "is are was were has have had will would can could may might must shall should does did do"
)


def left_over(claim: str, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    """Find a name whose role was left out so that it hangs between two commas.

    "The ward will not close, its chief executive, Ada Marsh, told staff" becomes "The ward will
    not close, Ada Marsh, reversing a decision". English only: the words are.

    Args:
        claim: The claim.
        evidence: The passages it rests on.
    """
    text = " ".join(claim.split())
    for passage in evidence:
        for match in _APPOSED.finditer(" ".join(passage.quote.split())):
            word, role, name = match.groups()
            named = all(part[:1].isupper() for part in name.split())
            before, found, _ = text.partition(f"{word}, {name}, ")
            finite = not _FINITE.isdisjoint(before.rsplit(",", 1)[-1].casefold().split())
            if found and named and finite and len(role.split()) <= _WORDS:
                message = f"“{name}” is left over in it: in the article it stands after “{role}”"
                yield Finding(kind="grammar", severity="unsupported", claim=name, message=message)
                return
