"""Opposites: a word of the claim where the source has its contrary in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.lexicon import alternatives_to, antonyms_of, is_negated_form, related

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

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
    evidence = main_sentences(claim, evidence)
    ours = {s for t in claim.readings for s in (t.stem, *t.parts)}
    for term in claim.readings:
        found = None
        for stem in (term.stem, *term.parts):
            if not (antonyms_of(stem, lang) or alternatives_to(stem, lang) or term.content):
                continue
            same = {stem} | (related(stem, lang) - antonyms_of(stem, lang))
            found = found or _contrary(
                claim, term, stem, evidence, ours, _in_place(claim, term, same, evidence)
            )
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


def _in_place(claim: Passage, term: Term, stems: set[str], evidence: Sequence[Passage]) -> int:
    """How many words the evidence has in common around a word, or a synonym, that it also has.

    That is -1 where it has no such word near any word of the claim's.
    """
    context = _context(claim.readings, term)
    counts = [
        len(context & _context(passage.readings, other))
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
    own: int,
) -> tuple[Passage, Term] | None:
    """The contrary of a word in its place, where its own place there fits no better."""
    opposite = antonyms_of(stem, claim.lang)
    instead = alternatives_to(stem, claim.lang)
    context = _context(claim.readings, term)
    english = claim.lang in {"en", "und"}
    for passage in evidence:
        for other in passage.readings:
            stems = {other.stem, *other.parts} - ours
            contrary = bool(stems & opposite) or (
                english and any(is_negated_form(stem, s) for s in stems)
            )
            if not contrary and not stems & instead:
                continue
            shared = context & _context(passage.readings, other)
            object_shared = contrary and _same_object(claim, term, passage, other)
            enough = 1 if object_shared else min(2, len(context))
            if not context or len(shared) < enough or len(shared) <= own:
                continue
            if not contrary and not _beside(claim, term, passage, other):
                continue
            if contrary and _negated(stem, claim) != _negated(other.stem, passage):
                continue
            return passage, other
    return None


def _beside(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two words have the same word right before or right after them."""
    left, right = _neighbours(claim.readings, term)
    before, after = _neighbours(passage.readings, other)
    return left == before or right == after


def _same_object(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether the same content word follows right after both: "won promotion", "missed" it."""
    after = _neighbours(claim.readings, term)[1]
    return after in claim.stems and after == _neighbours(passage.readings, other)[1]


def _neighbours(terms: Sequence[Term], term: Term) -> tuple[str, str]:
    at = next((i for i, t in enumerate(terms) if t.start == term.start), 0)
    before = terms[at - 1].stem if at else ""
    return before, terms[at + 1].stem if at + 1 < len(terms) else ""


def _context(terms: Sequence[Term], term: Term) -> frozenset[str]:
    at = next((i for i, t in enumerate(terms) if t.start == term.start), 0)
    near = terms[max(0, at - _NEIGHBOURHOOD) : at + _NEIGHBOURHOOD + 1]
    return frozenset(t.stem for t in near if t.start != term.start and t.content)


def _negated(stem: str, passage: Passage) -> bool:
    return sum(stem in denial.scope for denial in passage.denials) % 2 == 1
