"""Conditions: what an article says will happen "if" must not be told without the "if"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.verify.lexicon import related
from factcards.verify.predicates import AUXILIARIES, Clause, clauses_of
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.verify.passage import Passage

_OPENINGS = listed("if unless")
_MOST = 0.6  # share of the main clause's words that make a claim one about it
_PLENTY = 4  # words that make a claim one about a clause without its verb
_CONDITIONAL = listed(
    """if unless would could may might provided should depend depends depending condition
    conditions conditional until once case without when after whether threatened threatens
    warned warns unlikely likely otherwise else due expected scheduled planned"""
)
_ASKING = listed(
    """ask asked asks asking see seen know known knew wonder wondered wonders unclear decide decided
    doubt doubted test tested check checked even as what clear sure find found say said not"""
)


def condition_dropped(claim: Passage, evidence: Sequence[Passage]) -> tuple[Passage, Clause] | None:
    """Find the condition under which the evidence says what the claim says without one.

    Returns:
        The sentence and its clause with the condition, or None.
    """
    if any(token.folded in _CONDITIONAL for token in claim.tokens):
        return None
    for passage in evidence:
        clauses = clauses_of(passage)
        for place, clause in enumerate(clauses):
            if clause.opening not in _OPENINGS or _is_asked(passage, clause):
                continue
            main = _main(clauses, place)
            if (
                main is not None
                and _is_about(claim, main)
                and not _said_plainly(claim, passage, main, evidence)
            ):
                return passage, clause
    return None


def _main(clauses: Sequence[Clause], place: int) -> Clause | None:
    """The clause that a condition belongs to: the one before it, or after if it stands first."""
    if place:
        return clauses[place - 1]
    following = clauses[1:]
    return next((c for c in following if c.verb_at < c.end), None)


def _is_asked(passage: Passage, clause: Clause) -> bool:
    before = [token.folded for token in passage.tokens if token.end <= clause.start]
    return bool(before) and before[-1] in _ASKING


def _is_about(claim: Passage, main: Clause) -> bool:
    words = main.words | {main.verb}
    held = [w for w in words if w in claim.stems or related(w) & claim.stems]
    verb = main.verb in {t.stem for t in claim.readings} or bool(related(main.verb) & claim.stems)
    verb = verb or main.verb in AUXILIARIES
    return (verb or len(held) >= _PLENTY) and len(held) >= _MOST * len(words) and len(held) > 1


def _said_plainly(
    claim: Passage, passage: Passage, main: Clause, evidence: Sequence[Passage]
) -> bool:
    """Whether another clause of the evidence says as much without a condition."""
    shared = main.words & claim.stems
    return any(
        other is not main and len(other.words & claim.stems) >= len(shared)
        for p in evidence
        for other in clauses_of(p)
        if other.opening not in _OPENINGS and (p is not passage or other.end < main.start)
    )
