"""Designations: names with digits in them, such as "F-16", which must be those of the evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.nearby import silent
from factcards.verify.numerals import ascii_digits
from factcards.verify.quantity_patterns import LIST_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage

_DESIGNATION = re.compile(
    r"(?<!\w)(?=[\w/-]*[^\W\d_])(?=[\w/-]*[0-9])\w+(?:[-/]\w+)*|[0-9]+/[0-9]+"
)
_NAME_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)[\s-]\Z")
NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*(?![0-9])")
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+|/|[.,:](?=[0-9])|_")
_JOINER = r"[\s\-‑–]?"
_REACH = 40  # characters: the longest word looked at before a number


def find_designations(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Checks that names with digits in them ("F-16", "Article 5") stand in the evidence."""
    if not any(char.isdigit() for char in claim.text):
        return
    covered = [(quantity.start, quantity.end) for quantity in claim.quantities]
    covered += [(mention.start, mention.end) for mention in claim.dates]
    if (mark := LIST_MARK.match(claim.text)) is not None:
        covered.append(mark.span())
    texts = [ascii_digits(passage.text).casefold() for passage in evidence]
    plain = ascii_digits(claim.text)
    for match in (*_DESIGNATION.finditer(plain), *NUMBER.finditer(plain)):
        start, end = match.span()
        if any(left < end and start < right for left, right in covered):
            continue
        covered.append((start, end))
        named = _NAME_BEFORE.search(plain, max(0, start - _REACH), start)
        name = named[1].casefold() if named else ""
        if not _is_designated(match.group().casefold(), name, texts):
            words = claim.text[named.start(1) if named else start : end]
            message = f"the claim says {words}; {silent(evidence, 'name or number')}"
            yield Finding(kind="figure", severity="unsupported", claim=words, message=message)


def _is_designated(designation: str, name: str, texts: Sequence[str]) -> bool:
    """Whether texts have a name with digits, and not the same name with other digits.

    Spaces, hyphens and a plural ending make no difference: "F 16", "F-16s".
    """
    pieces = _PIECE.findall(designation)
    if len(pieces) > 1 and pieces[-1] == "s":
        pieces.pop()
    left = r"(?<![0-9])" if pieces[0].isdigit() else r"(?<![^\W_])"
    right = r"(?![0-9]|[.,][0-9])" if pieces[-1].isdigit() else r"(?![^\W_])"
    pattern = re.compile(left + _JOINER.join(map(re.escape, pieces)) + right)
    if not any(pattern.search(text) for text in texts):
        return False
    if not name or not designation.isdigit():
        return True
    numbered = re.compile(rf"(?<!\w){re.escape(name)}{_JOINER}([0-9]+)")
    others = [match for text in texts for match in numbered.findall(text)]
    return not others or designation in others
