"""Stages: what has only been applied for, charged or proposed must not be told as granted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.cues import SOFTENING
from factcards.verify.lexicon import related
from factcards.verify.modals import find_modals, is_past
from factcards.verify.predicates import clause_at
from factcards.verify.stopwords import listed
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

# What comes first, and what it may lead to; the first does not say the second.
_LADDERS = """
nominate nominates nominated nominee nominees shortlisted candidate candidates |
    appoint appoints appointed elect elected confirm confirmed
charge charges charged accuse accuses accused indicted prosecuted trial suspected suspect
    arrested alleged allegedly sued investigation investigated investigating
    inquiry probe |
    convict convicted guilty sentenced jailed imprisoned banned punished fined suspended
arrest arrested detained questioned suspected | charged indicted prosecuted
principle provisional provisionally tentative tentatively preliminary negotiate negotiating
    negotiated negotiations talks draft discuss discussing discussed |
    sign signs signed signing sealed finalise finalised finalize finalized completed concluded
    final ratified
apply applies applied applying application request requests requested seek seeks seeking sought
    ask asks asked asking petitioned want wants wanted demand demands demanded |
    receive received receives grant granted grants obtain obtained obtains secure secured secures
    awarded won win wins gained stopped blocked halted
bid bids offer offers offered offering negotiating talks |
    buy buys bought purchased acquire acquired acquires taken takeover accepted
sue sues sued suing appealed appeal appeals appealing challenged challenge challenging |
    won win overturned awarded
consider considers considered considering mull mulls mulling discuss discusses discussed
    discussing propose proposes proposed proposing proposal weigh weighs weighing debate debates
    debating study studies studying eye eyes eyeing recommend recommends recommended planned plans
    plan demanded demands called calls urged sought request requested suggested |
    approve approved approves adopt adopted adopts pass passed agreed agree introduce introduced
    launch launched build built decided signed ban banned installed opened imposed enacted
    completed implemented ordered bought
order orders ordered | deliver delivered delivers received
begin begun began begins start started starts underway | complete completed completes finished
    finalised finalized
need needs needed require requires required pending await awaits awaiting subject consent |
    approve approved approves cleared ratified
oppose opposes opposed resist resists resisted object objects objected | stop stopped block
    blocked prevent prevented halt halted scrapped
invite invites invited | attend attended visited
"""
_OBJECT = 3  # content words of what is at that stage
_HALF = 0.5
_AWAITING = listed("need needs needed require requires required pending await awaits awaiting")
_PASSIVE = listed("is are was were been being")
_ASIDE = listed("if unless whether until once before")
_DETERMINERS = listed("the its their his her this that no of for by")


@dataclass(frozen=True, slots=True)
class Step:
    """A word of a claim that tells a later stage than a sentence does.

    Attributes:
        told: The word of the claim.
        given: The word of the sentence.
        passage: The sentence.
    """

    told: Term
    given: Token
    passage: Passage


@lru_cache(maxsize=1)
def _ladders() -> dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """For each word of a later stage, the words of earlier ones and the stems beside it."""
    found: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {}
    rows: list[str] = []
    for line in _LADDERS.strip().split("\n"):
        if line.startswith(" "):
            rows[-1] += line
        else:
            rows.append(line)
    for row in rows:
        left, right = row.split("|")
        late = listed(right)
        beside = frozenset(stem(word, "en") for word in late)
        for word in late:
            found[word] = (*found.get(word, ()), (listed(left), beside))
    return found


def later_stage(claim: Passage, evidence: Sequence[Passage]) -> Step | None:
    """Find a word of the claim that tells a later stage of a matter than the evidence does."""
    ladders = _ladders()
    if claim.denials:
        return None
    soft = {modal.index for modal in find_modals(claim)}
    for term in claim.terms:
        rows = ladders.get(term.text)  # as written: with a capital it is a name
        if rows is None or term.index in soft or _softened(claim, term):
            continue
        stems = frozenset().union(*(_told(passage) for passage in evidence))
        for early, beside in rows:
            if term.stem in stems or related(term.stem) & stems & beside:
                continue
            for passage, token in _at_stage(evidence, early):
                if _same_matter(claim, term, passage, token):
                    return Step(term, token, passage)
    return None


def _softened(claim: Passage, term: Term) -> bool:
    """Whether the claim does not tell it as reached: "hopes to win", "the final", "if signed"."""
    before = [token.folded for token in claim.tokens[max(0, term.index - 3) : term.index]]
    if before and before[-1] in _DETERMINERS and term.text != "final":
        return True
    if term.text != "final" and ("to" in before or not SOFTENING.isdisjoint(before)):
        return True
    return not _ASIDE.isdisjoint(token.folded for token in claim.tokens)


@lru_cache(maxsize=1024)
def _told(passage: Passage) -> frozenset[str]:
    """The stems of what a sentence tells, not of what it has as open or still awaited."""
    soft = {modal.index for modal in find_modals(passage)}
    found = set()
    for term in passage.readings:
        before = {t.folded for t in passage.tokens[max(0, term.index - 3) : term.index]}
        is_open = term.index in soft and not is_past(term, passage)
        if not is_open and not before & _AWAITING:
            found.add(term.stem)
    return frozenset(found)


def _at_stage(
    evidence: Sequence[Passage], early: frozenset[str]
) -> Iterator[tuple[Passage, Token]]:
    for passage in evidence:
        for token in passage.tokens:
            if token.folded in early:
                yield passage, token


def _same_matter(claim: Passage, told: Term, passage: Passage, token: Token) -> bool:
    """Whether the sentence has at its stage what the claim has at the later one."""
    clause = clause_at(passage, token.start)
    inside = [
        t
        for t in passage.terms
        if t.start != token.start and (clause is None or clause.start <= t.start < clause.end)
    ]
    after = [t.stem for t in passage.terms if t.start > token.start][:_OBJECT]
    before = [t.stem for t in inside if t.start < token.start][-_OBJECT:]
    ours = {t.stem for t in claim.terms if t.index != told.index}
    earlier = [t.folded for t in passage.tokens if t.end <= token.start][-1:]
    passive = not after or token.folded in _AWAITING or bool(_PASSIVE.intersection(earlier))
    for words in (after, before) if passive else (after,):
        held = sum(word in ours for word in words)
        nearest = words[:1] if words is after else words[-1:]
        if held > len(words) * _HALF or (ours.issuperset(nearest[:held]) and held):
            others = [word for word in ours if word in passage.stems]
            return len(others) >= len(ours) * _HALF
    return False
