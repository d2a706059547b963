"""Openness: what an article tells as done must not be told as still to come or as unsure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import SAYING, main_sentences
from factcards.verify.cues import OPINIONS, TENTATIVE
from factcards.verify.lexicon import related
from factcards.verify.modals import Modal, find_modals, is_past
from factcards.verify.predicates import AUXILIARIES, clause_at, is_verb
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.predicates import Clause
    from factcards.verify.words import Term, Token

_AHEAD = listed(
    """will shall plan plans planning intend intends aim aims going hope hopes hoping propose
    proposes consider considers considering poised threaten threatens threatened want wants
    wanted seek seeks sought"""
)
_UNSURE = listed(
    """may might could possibly perhaps maybe probably presumably allegedly reportedly
    supposedly try tries tried trying attempt attempts attempted attempting"""
)
_FROM = listed("from by starting effective")
_REPEATED = listed("again further another so")  # done before, and perhaps to be done anew
_TOWARDS = listed(
    """next until if unless would will could may might should plan
    plans planned tomorrow whether reportedly apparently still"""
)
_LIGHT = listed("went took made gave had held came")
_MAY = listed("may might could possibly perhaps")
_ENOUGH = 0.6  # share of the claim's words in the sentence that tells it as done
_FEWEST = 2


def told_as_open(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Find what the claim gives as a plan or a possibility and the evidence as done."""
    modals = [m for m in find_modals(claim) if m.cue.casefold() in _AHEAD | _UNSURE]
    if not modals or _is_repeated(claim):
        return
    main = main_sentences(claim, evidence)
    open_ones = {modal.stem for passage in main for modal in find_modals(passage)}
    denied = {stem for p in (claim, *main) for denial in p.denials for stem in denial.focus}
    for modal in modals:
        names = {modal.stem} | related(modal.stem)
        yield from _weakened(claim, modal, main)
        if modal.stem in SAYING or names & (open_ones | denied):
            continue
        for passage in main:
            done = _done(modal, passage)
            if done is None or not _is_about(claim, modal, passage):
                continue
            status = "as still to come" if modal.cue.casefold() in _AHEAD else "as unsure"
            yield Finding(
                kind="modality",
                severity="contradiction",
                claim=claim.text[modal.start : modal.end],
                span=(passage.start + done.start, passage.start + done.end),
                message=f"the claim gives it {status} (“{modal.cue}”); sentence "
                f"{passage.number} has it as done (“{done.text}”)",
            )
            return


def _is_repeated(claim: Passage) -> bool:
    """Whether the claim is about doing once more what may have been done before."""
    words = [token.folded for token in claim.tokens]
    more = any(word == "more" and after != "than" for word, after in pairwise(words))
    return more or not _REPEATED.isdisjoint(words)


def _weakened(claim: Passage, modal: Modal, main: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim has as unsure what the evidence says will be: "will open", "may open"."""
    if modal.cue.casefold() not in _MAY or len(main) != 1:
        return
    (passage,) = main
    words = {token.folded for token in passage.tokens}
    theirs = [other for other in find_modals(passage) if other.stem == modal.stem]
    firm = theirs and all(other.cue.casefold() in {"will", "shall"} for other in theirs)
    if not firm or words & (TENTATIVE | OPINIONS | _TOWARDS - {"will", "until", "next"}):
        return
    cue = theirs[0]
    yield Finding(
        kind="modality",
        severity="contradiction",
        claim=claim.text[modal.start : modal.end],
        span=(passage.start + cue.start, passage.start + cue.end),
        message=f"the claim gives it as unsure (“{modal.cue}”); sentence {passage.number} says "
        f"“{cue.cue}”",
    )


def _done(modal: Modal, passage: Passage) -> Term | None:
    """The verb by which a sentence tells as done, and nothing else, what is under a modal."""
    found = [term for term in passage.terms if term.stem == modal.stem]
    if not found or not all(_is_told(term, passage, light=modal.light) for term in found):
        return None
    clause = clause_at(passage, found[0].start)
    tokens = [t for t in passage.tokens if clause is None or _inside(t, clause)]
    dates = {date.start for date in passage.dates}
    # What is "banned from 2030" has been done and is still to come.
    ahead = any(t.folded in _FROM and u.start in dates for t, u in pairwise(tokens))
    return None if ahead or _TOWARDS & {t.folded for t in tokens} else found[0]


def _inside(token: Token, clause: Clause) -> bool:
    return clause.start <= token.start < clause.end


def _is_told(term: Term, passage: Passage, *, light: bool) -> bool:
    """Whether it is the finite past verb of a clause, not a participle beside a noun."""
    earlier = [token.folded for token in passage.tokens[max(0, term.index - 3) : term.index]]
    if earlier[-3:] == ["had", "to", "be"] or (light and _LIGHT & set(earlier)):
        return True
    if not is_past(term, passage) or not is_verb(passage.tokens, term.index):
        return False
    before = passage.tokens[term.index - 1]
    named = any(name.end == before.end for name in passage.names)  # "the owner, Ann Lee, sold"
    apart = bool(passage.text[before.end : term.start].strip()) and not named
    if before.folded in {"is", "are"} or apart:
        return False
    clause = clause_at(passage, term.start)
    if clause is None or clause.verb_at != term.start:
        return before.folded in AUXILIARIES
    return True


def _is_about(claim: Passage, modal: Modal, passage: Passage) -> bool:
    others = {t.stem for t in claim.terms if t.index != modal.index}
    held = [s for s in others if s in passage.stems or related(s) & passage.stems]
    named = {t.stem for t in claim.terms for n in claim.names if n.start <= t.start < n.end}
    named |= {t.stem for t in claim.terms if t.numeric}
    others -= named - set(held)  # the sentence may have a pronoun
    return len(held) >= _FEWEST and len(held) >= _ENOUGH * len(others)
