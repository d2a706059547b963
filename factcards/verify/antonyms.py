"""Opposites: a word of the claim where the source has its contrary in the same place."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.actors import CONTEST
from factcards.verify.align import main_sentences
from factcards.verify.lexicon import (
    alternatives_to,
    antonyms_of,
    has_opposites,
    negated_forms,
    related,
)
from factcards.verify.links import Link, is_reversed, links_of
from factcards.verify.predicates import clauses_of
from factcards.verify.report import not_checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_PARTICLES = frozenset({"on", "off", "in", "out", "to", "from"})
_BOUNDS = frozenset({"more", "less", "most", "least", "fewer"})
_WAYS = frozenset({"up", "down"})
_NEIGHBOURHOOD = 4  # content words on either side that make up a word's context


def check_antonyms(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that no word of the claim is contrary to the word the source has in its place.

    A pair counts only where the claim lacks the source's word, the source lacks the claim's,
    both stand under the same negation, and content words around them agree.
    """
    lang = claim.lang
    if not has_opposites(lang):
        yield not_checked("antonym", "opposites", lang)
        return
    evidence = main_sentences(claim, evidence)
    ours = {s for t in claim.readings for s in (t.stem, *t.parts)}
    theirs = {s for p in evidence for t in p.readings for s in (t.stem, *t.parts)} - ours
    for term in claim.readings:
        found = None
        for stem in (term.stem, *term.parts):
            if _excluded(stem, lang).isdisjoint(theirs) or _is_bound(claim, term):
                continue
            found = found or _contrary(claim, term, stem, evidence, ours)
        if found is None:
            continue
        passage, other = found
        yield Finding(
            kind="antonym",
            severity="contradiction",
            claim=term.text,
            span=(passage.start + other.start, passage.start + other.end),
            message=f"the claim says “{term.text}”; sentence {passage.number} says “{other.text}”",
        )


def _is_bound(passage: Passage, term: Term) -> bool:
    """Whether a word makes a number a bound, as in "at least"; figures are checked apart."""
    before = passage.text[max(0, term.start - 4) : term.start].casefold().split()[-1:]
    return term.stem in _BOUNDS and before in (["or"], ["at"])


def _excluded(stem: str, lang: str) -> frozenset[str]:
    """Stems that cannot stand for this one in the same place."""
    negated = negated_forms(stem) if lang in {"en", "und"} else frozenset()
    return antonyms_of(stem, lang) | alternatives_to(stem, lang) | negated


def _in_place(claim: Passage, term: Term, stem: str, evidence: Sequence[Passage]) -> int:
    """How many words the evidence has in common around a word, or a synonym, that it also has.

    That is -1 where it has no such word near any word of the claim's.
    """
    stems = {stem} | (related(stem, claim.lang) - antonyms_of(stem, claim.lang))
    context = _context(claim, term)
    counts = [
        len(context & _context(passage, other))
        for passage in evidence
        for other in passage.readings
        if other.stem in stems or stems.intersection(other.parts)
    ]
    return max((count for count in counts if count or not context), default=-1)


def _contrary(
    claim: Passage,
    term: Term,
    stem: str,
    evidence: Sequence[Passage],
    ours: set[str],
) -> tuple[Passage, Term] | None:
    """The contrary of a word in its place, where its own place there fits no better."""
    opposite = antonyms_of(stem, claim.lang)
    instead = alternatives_to(stem, claim.lang)
    context = _context(claim, term)
    english = claim.lang in {"en", "und"}
    own: int | None = None  # how well the word's own place fits: costly, and rarely needed
    for passage in evidence:
        for other in passage.readings:
            if english and other.index and other.text[0].isupper():
                continue  # a name: "Slide 17"
            stems = {other.stem, *other.parts} - ours
            contrary = bool(stems & opposite) or (
                english and not stems.isdisjoint(negated_forms(stem))
            )
            if not contrary and not stems & instead:
                continue
            shared = context & _context(passage, other)
            object_shared = contrary and _same_object(claim, term, passage, other)
            enough = 1 if object_shared else min(2, len(context))
            named = contrary and bool(shared) and _same_verbs(claim, term, passage, other)
            if not context or len(shared) + named < enough:
                continue
            own = _in_place(claim, term, stem, evidence) if own is None else own
            if len(shared) <= own:
                continue
            if not contrary and not _beside(claim, term, passage, other):
                continue
            if _is_no_contrary(claim, term, passage, other):
                continue
            if contrary and _negated(stem, claim) != _negated(other.stem, passage):
                continue
            return passage, other
    return None


def _same_order(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether "A is less than B" stands for "B is more than A"."""
    ours = _comparison(claim, term)
    theirs = _comparison(passage, other)
    if ours is None or theirs is None or is_reversed(ours, theirs):
        return False
    return bool(ours.first & theirs.first or ours.last & theirs.last)


def _comparison(passage: Passage, term: Term) -> Link | None:
    links = (link for link in links_of(passage) if link.kind == "size")
    return next((link for link in links if link.start <= term.start < link.end), None)


def _is_main_verb(passage: Passage, term: Term) -> bool:
    return any(clause.verb_at == term.start for clause in clauses_of(passage))


def _names(passage: Passage) -> frozenset[str]:
    return frozenset(part for name in passage.names for part in name.parts)


def _is_no_contrary(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two opposites say nothing against each other, each where it stands."""
    mine, theirs = {term.stem, *term.parts}, {other.stem, *other.parts}
    if mine | theirs == {"ever", "never"}:
        return True  # "none has ever" is "it has never"
    if mine & CONTEST and theirs & CONTEST:
        return True  # who beat whom is for the check of actors
    if bool(mine & _WAYS) != bool(theirs & _WAYS):
        return True  # "drawing down" is no contrary of "strengthen"
    if mine & _PARTICLES and not _follows_same(claim, term, passage, other):
        return True
    return _same_order(claim, term, passage, other)


def _same_verbs(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether both are what a clause tells, in texts that share a name."""
    return (
        bool(_names(claim) & _names(passage))
        and _is_main_verb(claim, term)
        and _is_main_verb(passage, other)
    )


def _follows_same(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two particles stand after the same word: "sent off", "sent on"."""
    left = _neighbours(claim, term)[0]
    return left != "" and left == _neighbours(passage, other)[0]


def _beside(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two words have the same word right before or right after them."""
    left, right = _neighbours(claim, term)
    before, after = _neighbours(passage, other)
    return left == before or right == after


def _same_object(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether the same content word follows right after both: "won promotion", "missed" it."""
    after = _neighbours(claim, term)[1]
    return after in claim.stems and after == _neighbours(passage, other)[1]


def _neighbours(passage: Passage, term: Term) -> tuple[str, str]:
    terms = passage.readings
    at = bisect_left(terms, term.start, key=_start)
    before = terms[at - 1].stem if at else ""
    return before, terms[at + 1].stem if at + 1 < len(terms) else ""


def _context(passage: Passage, term: Term) -> frozenset[str]:
    terms = passage.terms
    at = bisect_left(terms, term.start, key=_start)
    after = at + 1 if at < len(terms) and terms[at].start == term.start else at
    near = (*terms[max(0, at - _NEIGHBOURHOOD) : at], *terms[after : after + _NEIGHBOURHOOD])
    return frozenset(t.stem for t in near)


def _start(term: Term) -> int:
    return term.start


def _negated(stem: str, passage: Passage) -> bool:
    return sum(stem in denial.scope for denial in passage.denials) % 2 == 1
