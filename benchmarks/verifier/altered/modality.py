"""What is planned, possible or alleged told as done or certain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.inflect import inflect
from benchmarks.verifier.lexicon import VERBS, pairs
from benchmarks.verifier.patterns import outside_quotes, replaced, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_BASES = frozenset(VERBS) | {p.one for p in pairs("antonyms") if p.sort == "v"} | {"be", "have"}
_PLAN = word(
    r"(?P<plan>(?:is|are|was|were) (?:expected|due|set|likely|scheduled|supposed|about) to|"
    r"(?:plans?|hopes?|intends?|aims?|wants?|proposes?) to|will|(?<!one )(?:may|might|could)) "
    r"(?P<verb>[a-z]+)(?! able)"
)
_DOUBT = word(
    r"allegedly|alleged|suspected|reportedly|possibly|probably|presumably|apparently|perhaps"
)
# What somebody "said would be" may well be told with "was"; and "may not" is a ban.
_DOUBTFUL = word(
    r"if|unless|whether|would|said|announced|told|warned|claimed|promised|predicted|"
    r"may (?:not|call)",
    re.IGNORECASE,
)


def modality(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A plan or a possibility told as a fact, or the word of doubt left out."""
    del rng
    if document.lang != "en":
        return
    for match in _DOUBT.finditer(truth.text):
        gone = truth.text[: match.start()] + truth.text[match.end() :].lstrip(" ,")
        gone = re.sub(r"\ba (?=[aeiou])", "an ", re.sub(r"\ban (?![aeiou])", "a ", gone))
        yield gone[:1].upper() + gone[1:]
    if _DOUBTFUL.search(truth.text):
        return
    for match in _PLAN.finditer(truth.text):
        if match["verb"] in _BASES and outside_quotes(match):
            yield replaced(match, _done(match))
            if match["plan"] in {"may", "might", "could"}:
                yield replaced(match, f"will {match['verb']}")


def _done(match: re.Match[str]) -> str:
    if match["verb"] != "be":
        return inflect(match["verb"], "past")
    subject = match.string[: match.start()].split()[-1:] or [""]
    many = re.search(r"[^su]s$|^(?:they|people|children)$", subject[0])
    return "were" if many else "was"
