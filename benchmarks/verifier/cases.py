"""The cases: claims altered by rule or by hand, and claims that harm nothing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from benchmarks.verifier.altered.antonym import antonym
from benchmarks.verifier.altered.attribution import attribution
from benchmarks.verifier.altered.comparison import comparison
from benchmarks.verifier.altered.dates import date
from benchmarks.verifier.altered.inventions import cause, invention
from benchmarks.verifier.altered.modality import modality
from benchmarks.verifier.altered.names import outside, swap
from benchmarks.verifier.altered.negation import negation
from benchmarks.verifier.altered.numbers import number, scale, unit
from benchmarks.verifier.altered.quantifier import quantifier
from benchmarks.verifier.altered.quotation import quote_word
from benchmarks.verifier.altered.roles import role_swap
from benchmarks.verifier.corpus import written
from benchmarks.verifier.harmless.abbreviations import abbreviations
from benchmarks.verifier.harmless.clauses import reordered
from benchmarks.verifier.harmless.naming import surname_only, title_dropped
from benchmarks.verifier.harmless.numerals import number_words, separators
from benchmarks.verifier.harmless.synonyms import synonyms
from benchmarks.verifier.harmless.typography import dashes, quotes, spacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from benchmarks.verifier.corpus import Document, Truth

    Rule = Callable[[Truth, Document, Random], Iterator[str]]

Kind = Literal["altered", "harmless"]

ALTERING: Final[Mapping[str, Rule]] = {
    "number": number,
    "unit": unit,
    "scale": scale,
    "date": date,
    "name-swapped": swap,
    "name-outside": outside,
    "negation": negation,
    "antonym": antonym,
    "quote-word": quote_word,
    "quantifier": quantifier,
    "modality": modality,
    "attribution": attribution,
    "role-swap": role_swap,
    "comparison": comparison,
    "cause": cause,
    "invention": invention,
}
REWORDING: Final[Mapping[str, Rule]] = {
    "quotes": quotes,
    "dashes": dashes,
    "spacing": spacing,
    "separators": separators,
    "number-words": number_words,
    "abbreviations": abbreviations,
    "title-dropped": title_dropped,
    "surname-only": surname_only,
    "clause-order": reordered,
    "synonyms": synonyms,
}
UNTOUCHED: Final = ("sentence", "restatement")
WRITTEN_ONLY: Final = ("active-passive",)
CLASSES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "altered": tuple(ALTERING),
    "harmless": (*UNTOUCHED, *REWORDING, *WRITTEN_ONLY),
}

MOST = 12  # cases of a class that rules make from one article, so that long ones do not rule


@dataclass(frozen=True, slots=True)
class Case:
    """One claim to verify.

    Attributes:
        kind: ``altered`` (ought to be caught) or ``harmless`` (ought to be verified).
        cls: What was done to it.
        document: Name of the article.
        text: The claim.
        cited: Sentence numbers that it cites.
        origin: The true claim that a rule made it from; None where a person wrote it.
    """

    kind: Kind
    cls: str
    document: str
    text: str
    cited: tuple[int, ...]
    origin: str | None


def cases(document: Document, seed: int) -> Iterator[Case]:
    """All cases of an article; the same seed gives the same ones."""
    for truth in document.truths:
        yield Case("harmless", truth.origin, document.name, truth.text, truth.cited, None)
    for cls, rule in ALTERING.items():
        yield from _made("altered", cls, rule, document, seed)
    for cls, rule in REWORDING.items():
        yield from _made("harmless", cls, rule, document, seed)
    yield from _by_hand("altered", document)
    yield from _by_hand("harmless", document)


def _made(kind: Kind, cls: str, rule: Rule, document: Document, seed: int) -> Iterator[Case]:
    """At most one case of each true claim and `MOST` of an article."""
    found = []
    for truth in document.truths:
        # A generator of its own for each claim: new claims leave the cases of others alone.
        rng = Random(f"{seed}/{cls}/{document.name}/{truth.text}")
        texts = list(dict.fromkeys(t for t in rule(truth, document, rng) if t != truth.text))
        if texts:
            text = rng.choice(texts)
            found.append(Case(kind, cls, document.name, text, truth.cited, truth.text))
    rng = Random(f"{seed}/{cls}/{document.name}")
    yield from found if len(found) <= MOST else rng.sample(found, MOST)


def _by_hand(kind: Kind, document: Document) -> Iterator[Case]:
    for claim in written(kind).get(document.name, ()):
        yield Case(kind, claim.cls, document.name, claim.text, claim.cited, None)
