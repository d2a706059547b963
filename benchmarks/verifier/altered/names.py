"""Names that are wrong: another of the same article, or one from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.verifier.patterns import like, mentions, replaced, surname

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

OUTSIDERS: Final[tuple[tuple[str, ...], ...]] = (
    ("Harriet Colgrave", "Stefan Morawiec", "Bianca Tolland", "Viktor Anselm", "Odile Farnham",
     "Rafael Quintero", "Ngozi Whitlock", "Gareth Pembury", "Sofia Ravnkilde", "Dmitri Halloran",
     "Leila Osterberg", "Callum Treece", "Yasmin Dorfman", "Pietro Lascelles", "Greta Holloway"),
    ("Winterford", "Osterhaven", "Pellingham", "Cartagena", "Vilnius", "Montevideo", "Bruckhausen",
     "Tamworth", "Arequipa", "Lower Hutton"),
    ("Meridian Holdings", "Northgate Foundation", "Orbis Consulting", "Sterling Institute",
     "Federal Audit Office", "Lakeside University", "Helvar Industries", "Civic Alliance"),
)  # fmt: skip
_GIVEN = ("Martin", "Claudia", "Edward", "Ingeborg", "Rosalind", "Tomasz", "Philippa", "Andrew")
_JOINED = re.compile(r"(?:\band|\bor|,)\s*$")
_JOINS = re.compile(r"^\s*(?:and|or)\s+[A-Z]")


def swap(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One name for another of the same sort that the claim does not have.

    Names that stand in a list with others are left alone: who else met is hard to say.
    """
    for match, name, sort in mentions(truth.text, document):
        if _in_a_list(match) or not _once(match):
            continue
        evidence = " ".join(document.source.passages[n - 1].text for n in truth.cited)
        # Someone in the evidence may have done it too.
        others = [o for o in document.names[sort] if o != name and not _named(o, sort, evidence)]
        others = [o for o in others if not _named(o, sort, truth.text)]
        if others:
            yield replaced(match, like(match, name, rng.choice(others), sort))


def outside(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A name that the article does not have, or a person with another given name."""
    for match, name, sort in mentions(truth.text, document):
        others = [o for o in OUTSIDERS[sort] if not document.says(o)]
        yield replaced(match, like(match, name, rng.choice(others), sort))
        if sort == 0 and match.group() == name:
            given = [g for g in _GIVEN if not document.says(g)]
            yield replaced(match, f"{rng.choice(given)} {surname(name)}")


def _in_a_list(match: re.Match[str]) -> bool:
    text = match.string
    joined = _JOINED.search(text[: match.start()]) and re.search(
        r"[A-Z]\w+\W+(?:and|or)\s*$|[A-Z]\w+,\s*$", text[: match.start()]
    )
    return bool(joined or _JOINS.match(text[match.end() :]))


def _once(match: re.Match[str]) -> bool:
    return match.string.count(surname(match.group())) == 1


def _named(name: str, sort: int, text: str) -> bool:
    return (surname(name) if sort == 0 else name) in text
