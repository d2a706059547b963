"""Alignment: which sentences of the article carry a claim, and how much of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factcards.clauses import CLAUSE_END
from factcards.verify.lexicon import akin, related
from factcards.verify.matching import Match, match_quantity
from factcards.verify.stopwords import listed
from factcards.verify.words import affixes, is_compounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcards.card import Match as Grade
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_SYNONYM = 0.85  # how much of a word a synonym carries
_AKIN = 0.7  # ... or a more general word
_COMPOUND = 0.7  # how much of a compound its head carries
_CANDIDATES = 12  # sentences worth a closer look
_WORTHWHILE = 0.12  # share of the claim that a further sentence must add
_WINDOW = 6  # content words around a detail that make up its context
_FEWEST = 2  # ... and the fewest
_LOCAL = 0.6  # share of the best sentence's context that the detail's own must carry
_MAIN = 0.6  # share of the best sentence's words that another main sentence carries
_NEIGHBOUR = 0.06  # ... and a neighbour of one already taken

# Stems of the verbs by which news gives somebody's words: no content of their own.
SAYING = listed(
    """say tell announc note explain stress emphas warn state claim declar report reveal accord
    ad confirm specifi clarifi indic mention express insist argu"""
)

# What a summary calls those who speak of themselves as "we" in the text.
_OURSELVES = listed(
    """compani firm busi organ organiz organis group team corpor bank agenc author writer
    manag speaker"""
)
_FIRST_PERSON = frozenset({"we", "our", "us", "ours", "i", "my"})

# "An increase of 4%" is "4% more".
_RISING = listed("rise increas grow growth gain climb jump surg higher up")
_FALLING = listed("fall drop declin decreas lose loss slump lower down")
_NONE: frozenset[str] = frozenset()
_COMPARED = dict.fromkeys(_RISING, listed("more higher up above")) | dict.fromkeys(
    _FALLING, listed("less fewer lower down below")
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
        taken = [number for number, _ in chosen]
        gains = {
            number: sum([w * (c - h) for w, c, h in zip(weights, row, have, strict=True) if c > h])
            / total
            for number, row in carried.items()
            if number not in taken
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


def most_in_one(claim: Passage, source: SourceText) -> float:
    """Share of the claim's weight that one sentence carries by its words or their synonyms."""
    weights = claim_weights(claim, source)
    best = best_sentences(claim, source, 1)
    if not best:
        return 0.0
    carried = carried_terms(claim, [source.passages[best[0][0] - 1]])
    held = sum(w for w, c in zip(weights, carried, strict=True) if c >= _SYNONYM)
    return held / (sum(weights) or 1.0)


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
    for places in _holders(claim, source, [source.passages[n - 1] for n in chosen]):
        if not places or places & set(chosen) or len(chosen) >= limit:
            continue
        nearest = sorted(places, key=lambda n: (min((abs(n - c) for c in chosen), default=0), n))
        best = max(
            nearest[:_CANDIDATES],
            key=lambda n: sum(carried_terms(claim, [source.passages[n - 1]])),
        )
        chosen.append(best)
    return tuple(chosen)


def _holders(claim: Passage, source: SourceText, chosen: Sequence[Passage]) -> Iterator[set[int]]:
    """For each name, and each number that the chosen sentences lack, those that have it."""
    for name in claim.names:
        if source.settled(name, claim.text):
            stems = [t.stem for t in claim.terms if name.start <= t.start < name.end]
            having = [set(source.index.get(stem, ())) for stem in stems]
            yield set.intersection(*having) if having else set()
    for quantity in claim.quantities:
        given = (theirs for passage in chosen for theirs in passage.quantities)
        if not any(match_quantity(quantity, q, claim.lang) is Match.SAME for q in given):
            yield set(source.giving(quantity))


def _nearness(number: int, chosen: Sequence[tuple[int, float]]) -> float:
    return 0.03 if any(abs(number - other) == 1 for other, _ in chosen) else 0.0


def claim_weights(claim: Passage, source: SourceText) -> list[float]:
    """Weight of each term of the claim, in the order of ``claim.terms``."""
    return [source.weight(term.stem) for term in claim.terms]


def _candidates(claim: Passage, source: SourceText, weights: Sequence[float]) -> list[int]:
    scores: dict[int, float] = {}
    index = source.index
    for term, weight in zip(claim.terms, weights, strict=True):
        for stem in {term.stem, *term.parts}:
            for number in index.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + weight
        for stem in index.keys() & related(term.stem, claim.lang):
            for number in index[stem]:
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
        stems = passage.stems
        row = claim.carried[passage.text] = tuple(
            [1.0 if term.stem in stems else _carried(term, claim, passage) for term in claim.terms]
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
    window = _context(claim, span)
    if not window:
        return True
    carried = {p.number: carried_terms(claim, [p]) for p in evidence}
    shares = {number: sum(row[i] for i in window) for number, row in carried.items()}
    held = max(shares[p.number] for p in holders)
    return held >= _LOCAL * max(shares.values())


def _context(claim: Passage, span: tuple[int, int]) -> list[int]:
    """Indices of the content words that a detail belongs to: of its clause, the nearest ones.

    Words nearer to another number are that number's: "$499 reduced to $424 for three months".
    """
    start, end = span
    numbers = [q for q in claim.quantities if q.end <= start or q.start >= end]
    left = max((q.end for q in numbers if q.end <= start), default=0)
    right = min((q.start for q in numbers if q.start >= end), default=len(claim.text))
    marks = [found.start() for found in CLAUSE_END.finditer(claim.text)]
    low = max((mark for mark in marks if left < mark < start), default=left)
    high = min((mark for mark in marks if end <= mark < right), default=right)
    outside = [
        i
        for i, term in enumerate(claim.terms)
        if not start <= term.start < end and term.stem not in SAYING
    ]
    outside.sort(key=lambda i: abs(claim.terms[i].start - start))
    clause = [i for i in outside if low <= claim.terms[i].start < high]
    return (clause if len(clause) >= _FEWEST else outside)[:_WINDOW]


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
    """How far a sentence carries a term that it does not have as such."""
    stems = passage.stems
    if term.parts:
        shares = [part in stems for part in term.parts]
        if all(shares):
            return 1.0
        if shares.count(True) * 2 >= len(shares):
            return 0.5
    code = claim.countries.get(term.start)
    if code and code in passage.countries.values():
        return 1.0
    kin = _kin(term.stem, claim.lang)
    if not kin.synonyms.isdisjoint(stems) or not kin.compared.isdisjoint(passage.words):
        return _SYNONYM
    if not kin.akin.isdisjoint(stems):
        return _AKIN
    if term.stem in passage.affixes:
        return kin.compound_of
    return 0.0 if kin.parts.isdisjoint(stems) else min(_COMPOUND, kin.compound_of)


class _Kin(NamedTuple):
    """What else may stand in a sentence that carries a word."""

    synonyms: frozenset[str]
    compared: frozenset[str]  # words, not stems
    akin: frozenset[str]
    parts: frozenset[str]  # of a compound: "cliff" of "clifftop"
    compound_of: float  # how far a compound with the word carries it: "Friedenstruppen"


@lru_cache(maxsize=1 << 14)
def _kin(stem: str, lang: str) -> _Kin:
    compared = _FIRST_PERSON if stem in _OURSELVES else _COMPARED.get(stem, _NONE)
    loose = is_compounding(lang)
    compounds = loose or lang in {"en", "und"}
    return _Kin(
        related(stem, lang),
        compared,
        akin(stem, lang),
        affixes(stem) if compounds else _NONE,
        1.0 if loose else _COMPOUND if compounds else 0.0,
    )


def match_grade(claim: Passage, sentence: Passage) -> Grade:
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
    said = claim.folded.text.strip().rstrip(" .。")
    return "normalised" if sentence.folded.find(said) else "fuzzy"
