"""Words put in another one's mouth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import like, mentions, replaced, surname

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_SPEECH = (
    r"(?:said|says|told|tells|added|adds|warned|warns|predicted|announced|argued|argues|insisted|"
    r"asked|called|calls|claimed|denied|concedes|wrote|explained|testified|recalled|estimated)"
)
_SAID_BEFORE = re.compile(rf"\b(?:{_SPEECH}|[Aa]ccording to)\s+(?:[\w’-]+\s+){{0,4}}$")
_SAID_AFTER = re.compile(rf"^(?:,[^,“”]{{3,80}},)?\s+(?:has |had |also )?{_SPEECH}\b")


def attribution(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Another person of the article as the speaker, who is not in the cited sentences."""
    evidence = " ".join(document.source.passages[n - 1].text for n in truth.cited)
    for match, name, sort in mentions(truth.text, document):
        before, after = truth.text[: match.start()], truth.text[match.end() :]
        if sort or not (_SAID_BEFORE.search(before) or _SAID_AFTER.search(after)):
            continue
        others = [o for o in document.people if o != name and surname(o) not in evidence]
        if others:
            yield replaced(match, like(match, name, rng.choice(others), sort))
