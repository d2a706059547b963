"""Alignment: which sentences of the article carry a claim, and how much of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.verify.fold import fold
from factcards.verify.lexicon import related
from factcards.verify.stopwords import listed
from factcards.verify.words import affixes, is_compounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcards.card import Match
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_SYNONYM = 0.85  # how much of a word a synonym carries
_COMPOUND = 0.7  # how much of a compound its head carries
_CANDIDATES = 12  # sentences worth a closer look
_WORTHWHILE = 0.12  # share of the claim that a further sentence must add
_WINDOW = 6  # content words around a detail that make up its context
_LOCAL = 0.6  # share of the best sentence's context that the detail's own must carry
_MAIN = 0.6  # share of the best sentence's words that another main sentence carries
_NEIGHBOUR = 0.06  # ... and a neighbour of one already taken

# Stems of the verbs by which news gives somebody's words: no content of their own.
SAYING = listed(
    """say tell announc note explain stress emphas warn state claim declar report reveal accord
    ad confirm specifi clarifi indic mention express insist argu"""
)


def best_sentences(
    claim: Passage, source: SourceText, limit: int = 3
) -> tuple[tuple[int, float], ...]:
    """Find the sentences that together carry most of a claim.

    Greedy: the first carries the most; a further one is taken only for words that those
    before it lack, neighbours of the first more readily than others.

    Args:
        claim: The claim.
        source: The article.
        limit: The most sentences to return.

    Returns:
        (sentence number, share of the claim's weight that it carries), best first. Empty if
        no sentence shares a content word with the claim.
    """
    weights = claim_weights(claim, source)
    candidates = _candidates(claim, source, weights)
    if not candidates:
        return ()
    carried = {n: carried_terms(claim, [source.passages[n - 1]]) for n in candidates}
    total = sum(weights) or 1.0
    have = [0.0] * len(weights)
    chosen: list[tuple[int, float]] = []
    while len(chosen) < limit:
        gains = {
            number: sum(w * max(0.0, c - h) for w, c, h in zip(weights, share, have, strict=True))
            / total
            for number, share in carried.items()
            if number not in [n for n, _ in chosen]
        }
        if not gains:
            break
        # Of equals the earlier sentence: the lead says it first.
        best = max(gains, key=lambda n: (gains[n] + _nearness(n, chosen), -n))
        near = any(abs(best - number) == 1 for number, _ in chosen)
        needed = 0.0 if not chosen else _NEIGHBOUR if near else _WORTHWHILE
        if gains[best] <= needed:
            break
        share = sum(w * c for w, c in zip(weights, carried[best], strict=True)) / total
        chosen.append((best, share))
        have = [max(h, c) for h, c in zip(have, carried[best], strict=True)]
    return tuple(chosen)


def cover_details(
    claim: Passage, source: SourceText, numbers: Sequence[int], limit: int
) -> tuple[int, ...]:
    """Add the sentences that have the names and numbers which a choice of sentences lacks.

    Args:
        claim: The claim.
        source: The article.
        numbers: Sentence numbers, best first.
        limit: The most sentences to return.
    """
    chosen = list(numbers)
    names = [name for name in claim.names if source.settled(name, claim.text)]
    details = [(n.start, n.end) for n in names] + [(q.start, q.end) for q in claim.quantities]
    for start, end in details:
        stems = [t.stem for t in claim.terms if start <= t.start < end]
        holders = [set(source.index.get(stem, ())) for stem in stems]
        places = set.intersection(*holders) if holders else set()
        if not places or places & set(chosen) or len(chosen) >= limit:
            continue
        nearest = sorted(places, key=lambda n: (min((abs(n - c) for c in chosen), default=0), n))
        best = max(
            nearest[:_CANDIDATES],
            key=lambda n: sum(carried_terms(claim, [source.passages[n - 1]])),
        )
        chosen.append(best)
    return tuple(chosen)


def _nearness(number: int, chosen: Sequence[tuple[int, float]]) -> float:
    return 0.03 if any(abs(number - other) == 1 for other, _ in chosen) else 0.0


def claim_weights(claim: Passage, source: SourceText) -> list[float]:
    """Weight of each term of the claim, in the order of ``claim.terms``."""
    return [source.weight(term.stem) for term in claim.terms]


def _candidates(claim: Passage, source: SourceText, weights: Sequence[float]) -> list[int]:
    scores: dict[int, float] = {}
    for term, weight in zip(claim.terms, weights, strict=True):
        for stem in {term.stem, *term.parts}:
            for number in source.index.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + weight
        for stem in related(term.stem, claim.lang):
            for number in source.index.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + weight / 2
    return sorted(scores, key=lambda n: (-scores[n], n))[:_CANDIDATES]


def carried_terms(claim: Passage, evidence: Iterable[Passage]) -> list[float]:
    """How far the evidence carries each term of the claim, 0 to 1 each.

    A term is as well carried as the sentence that carries it best does; each sentence is
    compared once per claim.
    """
    rows = [_carried_by(claim, passage) for passage in evidence]
    return [max(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(claim.terms)


def _carried_by(claim: Passage, passage: Passage) -> tuple[float, ...]:
    row = claim.carried.get(passage.text)
    if row is None:
        row = claim.carried[passage.text] = tuple(
            _carried(term, claim, passage) for term in claim.terms
        )
    return row


def shares_by_sentence(
    claim: Passage, evidence: Sequence[Passage], without: Sequence[tuple[int, int]] = ()
) -> list[float]:
    """How many of the claim's words each sentence carries, names and verbs of saying aside.

    Args:
        claim: The claim.
        evidence: Sentences.
        without: Further spans ``[start, end)`` of the claim to leave out.
    """
    spans = [*((name.start, name.end) for name in claim.names), *without]
    counts = [
        term.stem not in SAYING and not any(start <= term.start < end for start, end in spans)
        for term in claim.terms
    ]
    return [
        sum(c for c, counted in zip(carried_terms(claim, [p]), counts, strict=True) if counted)
        for p in evidence
    ]


def main_sentences(claim: Passage, evidence: Sequence[Passage]) -> tuple[Passage, ...]:
    """Those sentences of the evidence that carry what the claim is about, not just a detail."""
    if len(evidence) <= 1:
        return tuple(evidence)
    shares = shares_by_sentence(claim, evidence)
    best = max(shares)
    return tuple(p for p, share in zip(evidence, shares, strict=True) if share >= _MAIN * best)


def is_local(
    claim: Passage, span: tuple[int, int], holders: Sequence[Passage], evidence: Sequence[Passage]
) -> bool:
    """Whether a detail comes from a sentence that also carries the words around it.

    Without this a claim could take its subject from one sentence and what it does from
    another.

    Args:
        claim: The claim.
        span: Offsets of the detail, a name or a number, in the claim.
        holders: The sentences that have the detail.
        evidence: All sentences of evidence.
    """
    if len(evidence) == 1 or len(holders) == len(evidence):
        return True
    start, end = span
    outside = [
        i
        for i, term in enumerate(claim.terms)
        if not start <= term.start < end and term.stem not in SAYING
    ]
    outside.sort(key=lambda i: abs(claim.terms[i].start - start))
    window = outside[:_WINDOW]
    if not window:
        return True
    carried = {p.number: carried_terms(claim, [p]) for p in evidence}
    shares = {number: sum(row[i] for i in window) for number, row in carried.items()}
    held = max(shares[p.number] for p in holders)
    return held >= _LOCAL * max(shares.values())


def has_beside(claim: Passage, span: tuple[int, int], holder: Passage) -> bool:
    """Whether a detail stands next to the same content word in a sentence as in the claim."""
    start, end = span
    inside = {t.stem for t in claim.terms if start <= t.start < end}
    ours = _neighbours(claim.terms, inside) - SAYING
    return bool(ours & _neighbours(holder.terms, inside))


def _neighbours(terms: Sequence[Term], inside: set[str]) -> set[str]:
    found: set[str] = set()
    for left, right in pairwise(terms):
        if (left.stem in inside) != (right.stem in inside):
            found.add(right.stem if left.stem in inside else left.stem)
    return found


def _carried(term: Term, claim: Passage, passage: Passage) -> float:
    lang = claim.lang
    if term.stem in passage.stems:
        return 1.0
    if term.parts:
        shares = [part in passage.stems for part in term.parts]
        if all(shares):
            return 1.0
        if shares.count(True) * 2 >= len(shares):
            return 0.5
    code = next((c for at, c in claim.countries.items() if at == term.start), None)
    if code and code in passage.countries.values():
        return 1.0
    if related(term.stem, lang) & passage.stems:
        return _SYNONYM
    if lang in {"en", "und"} or is_compounding(lang):
        return _compound(term.stem, passage, loose=is_compounding(lang))
    return 0.0


def _compound(stem: str, passage: Passage, *, loose: bool) -> float:
    """A compound or its head: "clifftop" and "cliff", "Friedenstruppen" and "Truppen"."""
    if stem in passage.affixes:
        return 1.0 if loose else _COMPOUND
    return _COMPOUND if affixes(stem) & passage.stems else 0.0


def match_grade(claim: Passage, sentence: Passage) -> Match:
    """How the words of a claim match one sentence, a closing full stop aside."""
    words = claim.text.strip().rstrip(".。").rstrip()
    if not words:
        return "fuzzy"
    at = sentence.text.find(words)
    while at >= 0:
        edges = (
            sentence.text[at - 1 : at] + words[0],
            words[-1:] + sentence.text[at + len(words) :][:1],
        )
        if not any(len(edge) > 1 and edge.isalnum() for edge in edges):
            return "exact"
        at = sentence.text.find(words, at + 1)
    return "normalised" if sentence.folded.find(fold(words).text) else "fuzzy"
