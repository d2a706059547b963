"""Opposites: a word of the claim where the source has its contrary in the same place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.contexts import is_no_contrary, neighbours
from factcards.verify.lexicon import (
    alternatives_to,
    antonyms_of,
    has_opposites,
    negated_forms,
    related,
)
from factcards.verify.predicates import clauses_of
from factcards.verify.report import not_checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_BOUNDS = frozenset({"more", "less", "most", "least", "fewer"})
_BREAK = re.compile(r"[,;:()]|\b(?:and|but|or|while)\b")
_SHORT = 4  # content words of a sentence that leans on the one before it
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
    main = main_sentences(claim, evidence)
    numbers = {passage.number for passage in main}
    leaning = (p for p in evidence if len(p.terms) <= _SHORT and p.number - 1 in numbers)
    evidence = (*main, *(p for p in leaning if p.number not in numbers))
    ours = _counts(claim)
    # A word that both have counts where the evidence has it once more: "last week ... her last".
    theirs = frozenset(
        stem for p in evidence for stem, count in _counts(p).items() if count > ours.get(stem, 0)
    )
    for term in claim.readings:
        found = None
        for stem in (term.stem, *term.parts):
            if _excluded(stem, lang).isdisjoint(theirs) or _is_bound(claim, term):
                continue
            found = found or _contrary(claim, term, stem, evidence, theirs)
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


@lru_cache(maxsize=1024)
def _counts(passage: Passage) -> Counter[str]:
    return Counter(stem for term in passage.readings for stem in _stems_of(term))


def _stems_of(term: Term) -> tuple[str, ...]:
    """The stems of a word and of its parts, if it is compound; "cutting-edge" cuts nothing."""
    lame = term.parts and term.text.partition("-")[0].endswith("ing")
    return (term.stem, *(term.parts[1:] if lame else term.parts))


def _is_bound(passage: Passage, term: Term) -> bool:
    """Whether a word makes a number a bound, as in "at least"; figures are checked apart."""
    before = passage.text[max(0, term.start - 4) : term.start].casefold().split()[-1:]
    return term.stem in _BOUNDS and before in (["or"], ["at"])


def _excluded(stem: str, lang: str) -> frozenset[str]:
    """Stems that cannot stand for this one in the same place."""
    negated = negated_forms(stem) if lang in {"en", "und"} else frozenset()
    return antonyms_of(stem, lang) | alternatives_to(stem, lang) | negated


def _in_place(claim: Passage, term: Term, stem: str, evidence: Sequence[Passage]) -> int:
    """How well a word fits the place where the evidence also has it, or a synonym.

    That is -1 where it has no such word near any word of the claim's.
    """
    stems = {stem} | (related(stem, claim.lang) - antonyms_of(stem, claim.lang))
    context = _context(claim, term)
    counts = [
        _fit(claim, term, passage, other)
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
    theirs: frozenset[str],
) -> tuple[Passage, Term] | None:
    """The contrary of a word in its place, where its own place there fits no better."""
    opposite = antonyms_of(stem, claim.lang)
    instead = alternatives_to(stem, claim.lang)
    english = claim.lang in {"en", "und"}
    own: int | None = None  # how well the word's own place fits: costly, and rarely needed
    for passage in evidence:
        for other in passage.readings:
            if english and other.index and other.text[0].isupper():
                continue  # a name: "Slide 17"
            stems = theirs.intersection(_stems_of(other))
            contrary = bool(stems & opposite) or (
                english and not stems.isdisjoint(negated_forms(stem))
            )
            if not contrary and not stems & instead:
                continue
            if not _is_about_same(claim, term, passage, other, contrary=contrary):
                continue
            own = _in_place(claim, term, stem, evidence) if own is None else own
            if max(_fit(claim, term, passage, other), 0) <= own:
                continue
            if not contrary and not _beside(claim, term, passage, other):
                continue
            if is_no_contrary(claim, term, passage, other):
                continue
            if contrary and _negated(stem, claim) != _negated(other.stem, passage):
                continue
            return passage, other
    return None


def _is_about_same(
    claim: Passage, term: Term, passage: Passage, other: Term, *, contrary: bool
) -> bool:
    """Whether enough around two words agrees for one to stand where the other does."""
    context = _context(claim, term)
    shared = context & _context(passage, other)
    if contrary and _is_same_frame(claim, term, passage, other):
        return True
    enough = 1 if contrary and _same_object(claim, term, passage, other) else min(2, len(context))
    named = contrary and bool(shared) and _same_verbs(claim, term, passage, other)
    return bool(context) and len(shared) + named >= enough


def _fit(claim: Passage, term: Term, passage: Passage, other: Term) -> int:
    """How many content words around two words agree; the next one, if it does, counts twice."""
    following = _following(claim, term)
    again = following != "" and following == _following(passage, other)
    return len(_context(claim, term) & _context(passage, other)) + again


def _following(passage: Passage, term: Term) -> str:
    """Stem of the next content word, if no mark or conjunction stands between."""
    at = bisect_left(passage.terms, term.end, key=_start)
    if at == len(passage.terms) or _BREAK.search(passage.text, term.end, passage.terms[at].start):
        return ""
    return passage.terms[at].stem


def _is_same_frame(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether a short sentence says but the contrary, after the same word: "all were refused"."""
    if len(passage.terms) > _SHORT or not (term.index and other.index):
        return False
    rest = {t.stem for t in passage.terms if t is not other and t.start != other.start}
    before = claim.tokens[term.index - 1].folded
    return rest <= claim.stems and before == passage.tokens[other.index - 1].folded


def _is_main_verb(passage: Passage, term: Term) -> bool:
    return any(clause.verb_at == term.start for clause in clauses_of(passage))


def _names(passage: Passage) -> frozenset[str]:
    return frozenset(part for name in passage.names for part in name.parts)


def _same_verbs(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether both are what a clause tells, in texts that share a name."""
    return (
        bool(_names(claim) & _names(passage))
        and _is_main_verb(claim, term)
        and _is_main_verb(passage, other)
    )


def _beside(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two words have the same word right before or right after them."""
    left, right = neighbours(claim, term)
    before, after = neighbours(passage, other)
    return left == before or right == after


def _same_object(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether the same content word follows right after both: "won promotion", "missed" it."""
    after = neighbours(claim, term)[1]
    return after in claim.stems and after == neighbours(passage, other)[1]


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
