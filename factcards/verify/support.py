"""Support: whether the evidence holds the words that a claim is made of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import SAYING, carried_terms
from factcards.verify.names import finds_names
from factcards.verify.report import not_checked
from factcards.verify.words import has_stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

ENOUGH = 0.55  # below this share the claim says something that the evidence does not
SCARCELY = 0.4  # below this it is not about what the evidence says at all

ENOUGH_WITHOUT_NAMES = 0.75
_ADDITION = 3  # new content words in a row that make an addition
_CARRIED = 0.85  # by the word itself or a synonym
_LIKELY = 6  # sentences with most of its words
_HARDLY = 0.25  # share of a clause
_CLAUSE = re.compile(
    r"[,;]\s|\s[–—-]\s|\b(?:which|who|whose|but|although|though|while|because|and|with|after|before)\s",
    re.IGNORECASE,
)
_SPEECH_WEIGHT = 0.3  # "said" for "announced" is no new fact
_NEARBY = 0.5  # how much a word counts that stands next to the evidence, not in it


def enough(lang: str) -> float:
    """Share that a claim in a language needs: more where names have no check of their own."""
    return ENOUGH if finds_names(lang) else ENOUGH_WITHOUT_NAMES


def support(claim: Passage, evidence: Sequence[Passage], source: SourceText) -> float:
    """Share of the claim's content words that the evidence carries, by weight, 0 to 1.

    Numbers, dates and names are left out where other words remain: checks of their own are
    stricter with them.
    """
    return _share(_shares(claim, evidence, source))


def _share(shares: Sequence[tuple[float, float, bool]]) -> float:
    own = [(w, c) for w, c, ours in shares if ours] or [(w, c) for w, c, _ in shares]
    total = sum(weight for weight, _ in own)
    return sum(weight * carried for weight, carried in own) / total if total else 0.0


def check_support(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that the evidence carries most of the claim's words."""
    if not has_stemmer(claim.lang):
        yield not_checked("support", "inflected forms", claim.lang)
    shares = _shares(claim, evidence, source)
    words = [
        term.text
        for term, (_, carried, ours) in zip(claim.terms, shares, strict=True)
        if ours and carried < _NEARBY
    ]
    if _share(shares) >= enough(claim.lang):
        # Reworded claims replace a word here and there; an addition is a run of new words.
        words = _longest_run(claim, shares)
        if len(words) < _ADDITION:
            words = _added_clause(claim, shares, evidence, source)
        if not words:
            return
    listed = ", ".join(f"“{word}”" for word in dict.fromkeys(words[:6]))
    yield Finding(
        kind="support",
        severity="unsupported",
        claim=claim.text[:200],
        message=f"the evidence does not say {listed}" if listed else "the evidence is silent on it",
    )


def _longest_run(claim: Passage, shares: Sequence[tuple[float, float, bool]]) -> list[str]:
    """The longest run of content words that neither the evidence nor its context has."""
    best: list[str] = []
    run: list[str] = []
    for term, (_, carried, _) in zip(claim.terms, shares, strict=True):
        run = [*run, term.text] if not carried else []
        best = max(best, run, key=len)
    return best


def _added_clause(
    claim: Passage,
    shares: Sequence[tuple[float, float, bool]],
    evidence: Sequence[Passage],
    source: SourceText,
) -> list[str]:
    """The words of a clause, names and numbers aside, that no sentence of the article carries.

    A claim can be true in every clause but one: "..., who was recently released on bail".
    """
    ends = [found.start() for found in _CLAUSE.finditer(claim.text)]
    for start, end in pairwise([0, *ends, len(claim.text)]):
        places = [
            i
            for i, (term, (_, _, ours)) in enumerate(zip(claim.terms, shares, strict=True))
            if ours and start <= term.start < end
        ]
        if len(places) < _ADDITION:
            continue
        holding = Counter(n for i in places for n in source.index.get(claim.terms[i].stem, ()))
        likely = [source.passages[n - 1] for n, _ in holding.most_common(_LIKELY)]
        rows = [carried_terms(claim, [passage]) for passage in (*evidence, *likely)]
        best = max(sum(row[i] >= _CARRIED for i in places) for row in rows)
        if best <= _HARDLY * len(places):
            return [claim.terms[i].text for i in places]
    return []


def _shares(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> list[tuple[float, float, bool]]:
    """For each term: its weight, how far it is carried, and whether support is its check."""
    carried = carried_terms(claim, evidence)
    nearby = carried_terms(claim, [*_neighbours(evidence, source), source.title])
    spans = [
        *((q.start, q.end) for q in claim.quantities),
        *((d.start, d.end) for d in claim.dates),
        *((n.start, n.end) for n in claim.names if source.settled(n, claim.text)),
    ]
    shares = []
    for term, here, near in zip(claim.terms, carried, nearby, strict=True):
        # Rare words are no weightier: in a paraphrase each new word is rare to the article.
        weight = _SPEECH_WEIGHT if term.stem in SAYING else 1.0
        ours = not any(start <= term.start < end for start, end in spans)
        shares.append((weight, max(here, near * _NEARBY), ours))
    return shares


def _neighbours(evidence: Sequence[Passage], source: SourceText) -> list[Passage]:
    have = {passage.number for passage in evidence}
    near = {number + step for number in have for step in (-2, -1)} - have
    return [source.passages[number - 1] for number in sorted(near) if number >= 1]
