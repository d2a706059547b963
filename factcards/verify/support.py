"""Support: whether the evidence holds the words that a claim is made of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.additions import find_addition, general_verbs, slight_words
from factcards.verify.align import SAYING, carried_terms
from factcards.verify.lexicon import akin, related
from factcards.verify.names import finds_names
from factcards.verify.predicates import LONGEST, Clause, clauses_of
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed
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
    r"[,;]\s|\s[–—-]\s|\b(?:which|who|whose|but|although|though|while|because|and|with|after|before)\s"
    r"|(?P<tail>\b(?:despite|in\sspite\sof|amid(?:st)?|following|due\sto|owing\sto|thanks\sto|"
    r"as\spart\sof|in\sresponse\sto|because\sof|over)\s)",
    re.IGNORECASE,
)
_SLIGHT_WEIGHT = 0.3  # "said" for "announced" is no new fact
_PER_DETAIL = 0.04  # of the share: names and numbers that agree say that it is about the same
_MOST_DETAILS = 3
_JOINTLY = 2  # words that a sentence has of a claim
_SHORT = 6  # content words of a claim whose verb has to be carried
_FAVOURING = listed("approv pass adopt back support endors favour favor agre")  # "voted for"
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
    details = len(claim.quantities) + len(claim.dates) + len(claim.names)
    if _share(shares) >= enough(claim.lang) - _PER_DETAIL * min(details, _MOST_DETAILS):
        # Reworded claims replace a word here and there; an addition is a run of new words.
        words = _longest_run(claim, shares)
        if len(words) < _ADDITION:
            words = (
                _new_verb(claim, shares, evidence)
                or _added_clause(claim, shares, evidence, source)
                or find_addition(claim, evidence, source, [ours for _, _, ours in shares])
            )
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
    for term, (_, carried, ours) in zip(claim.terms, shares, strict=True):
        if not ours and (term.numeric or not carried):
            continue  # of "from 10.5p to 12p" and "10 March" other checks know more
        run = [*run, term.text] if not carried else []
        best = max(best, run, key=len)
    return best


def _new_verb(
    claim: Passage, shares: Sequence[tuple[float, float, bool]], evidence: Sequence[Passage]
) -> list[str]:
    """The verb of a short claim (English) that nothing carries: it is half of what that says.

    All the words of "The bakery killed 14 people" but one may be those of "employs 14 people".
    """
    if sum(ours for _, _, ours in shares) > _SHORT:
        return []
    told = _verbs(evidence[0])
    if all(map(_is_general, told)):
        return []
    voted = _FAVOURING if "vote" in told else frozenset()
    verbs = {c.verb_at: c for c in clauses_of(claim) if c.verb_at < c.end}
    return [
        term.text
        for term, (_, carried, ours) in zip(claim.terms, shares, strict=True)
        if ours
        and term.start in verbs
        and not _is_general(term.stem)
        and term.stem not in voted
        and (carried < _NEARBY or _does_otherwise(term.stem, verbs[term.start], evidence))
    ]


def _does_otherwise(verb: str, clause: Clause, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence has the subject do something else, and the verb of somebody else."""
    told = [c for passage in evidence for c in clauses_of(passage)]
    own = [c for c in told if c.verb and clause.subject <= c.subject]
    if not clause.subject or not clause.own or not own or any(_is_general(c.verb) for c in own):
        return False
    known = related(verb) | akin(verb) | {verb}
    return all(known.isdisjoint(c.words | {c.verb}) for c in own)


def _verbs(passage: Passage) -> set[str]:
    """Stems of the main verbs of a sentence and of its infinitives: "voted to lease"."""
    found = {clause.verb for clause in clauses_of(passage) if clause.verb}
    tokens = passage.tokens[:LONGEST]
    return found | {
        term.stem
        for term in passage.terms
        if 0 < term.index < len(tokens)
        and tokens[term.index - 1].folded == "to"
        and term.text.islower()
    }


def _is_general(verb: str) -> bool:
    """Whether a verb says little that its object does not, so that any other may stand for it."""
    return verb in SAYING or verb in slight_words() or verb in general_verbs()


def _added_clause(
    claim: Passage,
    shares: Sequence[tuple[float, float, bool]],
    evidence: Sequence[Passage],
    source: SourceText,
) -> list[str]:
    """The words of a clause, names and numbers aside, that no sentence of the article carries.

    A claim can be true in every clause but one: "..., who was recently released on bail".
    """
    marks = [(found.start(), found["tail"]) for found in _CLAUSE.finditer(claim.text)]
    for (start, tail), (end, _) in pairwise([(0, None), *marks, (len(claim.text), None)]):
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
        if best <= _HARDLY * len(places) or (tail and best < len(places) // 2):
            return [claim.terms[i].text for i in places]
    return []


def _shares(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> list[tuple[float, float, bool]]:
    """For each term: its weight, how far it is carried, and whether support is its check."""
    carried = _carried_together(claim, evidence)
    nearby = carried
    if min(carried) < _NEARBY:
        nearby = carried_terms(claim, [*_neighbours(evidence, source), source.title])
    spans = [
        *((q.start, q.end) for q in claim.quantities),
        *((d.start, d.end) for d in claim.dates),
        *((n.start, n.end) for n in claim.names if source.settled(n, claim.text)),
    ]
    slight = slight_words() if claim.lang in {"en", "und"} else frozenset()
    shares = []
    for term, here, near in zip(claim.terms, carried, nearby, strict=True):
        # Rare words are no weightier: in a paraphrase each new word is rare to the article.
        held = max(here, near * _NEARBY)
        weight = _SLIGHT_WEIGHT if term.stem in SAYING else 1.0
        if term.stem in slight:  # it may well be another such word in the article
            weight = max(_SLIGHT_WEIGHT, held)
        ours = not any(start <= term.start < end for start, end in spans)
        shares.append((weight, held, ours))
    return shares


def _carried_together(claim: Passage, evidence: Sequence[Passage]) -> list[float]:
    """How far sentences carry each term; a mere synonym counts little where it stands alone.

    Else any claim could be pieced together of "asked", "doubled" and "night" from all over an
    article.
    """
    rows = [carried_terms(claim, [passage]) for passage in evidence]
    for row in rows:
        if len(rows) > 1 and sum(share >= _CARRIED for share in row) < _JOINTLY:
            row[:] = [share if share == 1 else share * _NEARBY for share in row]
    return [max(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(claim.terms)


def _neighbours(evidence: Sequence[Passage], source: SourceText) -> list[Passage]:
    have = {passage.number for passage in evidence}
    near = {number + step for number in have for step in (-2, -1)} - have
    return [source.passages[number - 1] for number in sorted(near) if number >= 1]
