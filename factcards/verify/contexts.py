"""Contexts: where two opposites say nothing against each other, each in its place."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from factcards.verify.actors import CONTEST
from factcards.verify.lexicon import antonyms_of
from factcards.verify.links import Link, is_reversed, links_of
from factcards.verify.negations import LIFTING
from factcards.verify.portions import is_as_much
from factcards.verify.predicates import clause_at

if TYPE_CHECKING:
    from factcards.verify.passage import Passage
    from factcards.verify.words import Term

_PARTICLES = frozenset(("on", "off", "in", "out", "to", "from"))
_FOR_OR_AGAINST = frozenset(
    ("fur", "gegen", "pour", "contr", "voor", "teg", "за", "против", "проти")
)
_WAYS = frozenset(("up", "down"))
_GOVERNED = 4  # words between a verb and what it takes back


def is_no_contrary(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two opposites say nothing against each other, each where it stands."""
    if is_as_much(claim, term, passage, other) or _is_elided(claim, passage, other):
        return True
    if claim.lang not in {"en", "und"}:
        return (
            any(t.stem == term.stem for t in passage.readings)  # "12 for, 7 against"
            or _is_crossed(claim, term, passage, other)
            or _is_stray(claim, term, passage, other, _FOR_OR_AGAINST)
        )
    return (
        _is_undone(claim, passage, other)
        or _is_undone(passage, claim, term)
        or _is_of_others(claim, term, passage, other)
        or _is_given_up(term, passage, other)
        or _is_idle(claim, term, passage, other)
        or _is_stray(claim, term, passage, other, _PARTICLES)
        or _same_order(claim, term, passage, other)
    )


def _is_idle(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether two words are no opposites as they are used here (English)."""
    mine, theirs = {term.stem, *term.parts}, {other.stem, *other.parts}
    if mine | theirs == {"ever", "never"}:
        return True  # "none has ever" is "it has never"
    if mine & CONTEST and theirs & CONTEST:
        return True  # who beat whom is for the check of actors
    if _is_preposition(claim, term) or _is_preposition(passage, other):
        return True
    return bool(mine & _WAYS) != bool(theirs & _WAYS)  # "drawing down" does not "strengthen"


def _is_given_up(term: Term, passage: Passage, other: Term) -> bool:
    """Whether the other word gives up what this one excludes: "keep", "cancelled the sale"."""
    opposed = antonyms_of(term.stem, "en")
    return any(
        denial.withdrawn
        and denial.start <= other.start < denial.end
        and not opposed.isdisjoint(denial.scope)
        for denial in passage.denials
    )


def _is_stray(
    claim: Passage, term: Term, passage: Passage, other: Term, particles: frozenset[str]
) -> bool:
    """Whether a particle stands after another word than its opposite does: "sent off", "put on"."""
    return term.stem in particles and not _follows_same(claim, term, passage, other)


def _is_elided(claim: Passage, passage: Passage, other: Term) -> bool:
    """Whether what the claim is about follows as an exception: "one is open, the other is not"."""
    return any(
        denial.start > other.end
        and passage.text[denial.end :].strip(" .;,")[:1] in {"", "”", '"'}
        and claim.stems.intersection(denial.focus)
        for denial in passage.denials
    )


def _is_undone(claim: Passage, passage: Passage, other: Term) -> bool:
    """Whether a verb that the claim lacks takes a word back: "lifted the ban"."""
    before = passage.tokens[max(0, other.index - _GOVERNED) : other.index]
    ours = {token.folded for token in claim.tokens}
    return any(token.folded in LIFTING and token.folded not in ours for token in before)


def _is_of_others(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether the claim says it of the other side: who lost to one that won, rivals that cost more.

    Its subject is in the source's sentence, but not as the subject of what that says.
    """
    mine, theirs = clause_at(claim, term.start), clause_at(passage, other.start)
    if mine is None or theirs is None or not mine.subject or not theirs.subject:
        return False
    if (
        mine.verb_at != term.start
        or theirs.verb_at != other.start
        or mine.passive != theirs.passive
    ):
        return False
    if mine.subject & theirs.subject or not mine.subject <= passage.stems:
        return False
    after = {t.stem for t in passage.terms if t.start > other.end}
    return mine.subject <= after and mine.subject.isdisjoint(mine.predicate)


def _is_preposition(passage: Passage, term: Term) -> bool:
    """Whether "following" stands for "after"."""
    before = passage.tokens[term.index - 1].folded if term.index else ""
    return term.text.casefold() == "following" and before != "the"


def _is_crossed(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether what stands before a word stands after the other, and the other way round.

    Then the other side may say it: who lost to one that won, who bought from one that sold.
    Names decide where there are any on both sides.
    """
    before, after = _sides(claim, term)
    former, latter = _sides(passage, other)
    there, back = before & latter, after & former
    names = {t.stem for t in claim.terms for n in claim.names if n.start <= t.start < n.end}
    if there & names and back & names:
        return True
    if not after or not latter:  # the verb stands last
        return _is_of_other_subject(claim, passage)
    whole = before <= latter and former <= after
    return bool(there and back) and (whole or not (before & former or after & latter))


def _is_of_other_subject(claim: Passage, passage: Passage) -> bool:
    """Whether each text begins with what the other has later."""
    mine, theirs = _undated(claim)[:1], _undated(passage)[:1]
    if not mine or not theirs or mine[0].stem == theirs[0].stem:
        return False
    return mine[0].stem in passage.stems and theirs[0].stem in claim.stems


def _sides(passage: Passage, term: Term) -> tuple[set[str], set[str]]:
    """Stems of the content words before a word, and of those after it."""
    terms = _undated(passage)
    before = {t.stem for t in terms if t.end <= term.start}
    return before, {t.stem for t in terms if t.start >= term.end}


def _undated(passage: Passage) -> list[Term]:
    days = [(date.start, date.end) for date in passage.dates]
    return [t for t in passage.terms if not any(a <= t.start < b for a, b in days)]


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


def _follows_same(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    left = neighbours(claim, term)[0]
    return left != "" and left == neighbours(passage, other)[0]


def neighbours(passage: Passage, term: Term) -> tuple[str, str]:
    """Stems of the words right before and right after one; empty at an end."""
    terms = passage.readings
    at = bisect_left(terms, term.start, key=lambda t: t.start)
    before = terms[at - 1].stem if at else ""
    return before, terms[at + 1].stem if at + 1 < len(terms) else ""
