"""Modals: words that make what is said less than fact, and the verbs under them (English)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from factcards.verify.inflections import PAST_PARTICIPLES
from factcards.verify.predicates import NO_PAST, UNCHANGING, clauses_of, is_verb
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

Status = Literal["possible", "intended", "alleged", "unfinished"]

TENTATIVE = listed(
    """may might could possibly perhaps maybe consider considers considered considering mull
    mulls mulling discuss discussed discussing propose proposed proposes proposal whether if
    potential potentially possible hope hopes hoped hoping want wants wanted weigh weighs
    weighing threaten threatens threatened seek seeks sought unless"""
)
_POSSIBLE = TENTATIVE | listed(
    """would likely unlikely try tries tried trying attempt attempts attempted attempting can
    wish wishes wished"""
)
_INTENDED = listed(
    """will shall plan plans planned planning intend intends intended intending expect expects
    expected aim aims aimed set due ready prepared prepare prepares preparing readiness
    willing willingness agree agreed agrees pledge pledged pledges promise promised promises
    vow vowed vows commit committed commits offer offered offers going scheduled poised
    upcoming future commitment propose decide decided decides about hoping ask asked asks call
    called calls urge urged urges order ordered orders demand demanded demands should must
    meant supposed forecast predicted tipped bound eager keen slated
    decision decisions intention intentions intent bid effort efforts goal ambition promise
    proposals proposal pledge vow deadline permission demand obliged obligation"""
)
_ALLEGED = listed(
    """alleged allegedly reportedly accused accuses suspected suspects claims claimed accusing
    alleges alleging rumoured rumored supposedly apparently unconfirmed charged suspicion
    presumed"""
)
FIRM = listed(
    """will shall decide decides decided agree agrees agreed commit commits committed pledge
    pledges pledged scheduled"""
)
_BARE = listed(
    """may might could will would shall possibly perhaps maybe whether if allegedly reportedly
    supposedly apparently should must potentially alleged suspected presumed unconfirmed
    considering mulling weighing discussing unless can"""
)
_PERFECT = listed("has have had")
_CHARGES = listed("of with")  # "accused of", "charged with"
_REACH = 5  # words between a modal and the verb it governs


@dataclass(frozen=True, slots=True)
class Modal:
    """A content word that a passage gives as less than fact.

    Attributes:
        stem: Of the word.
        index: Index of its token.
        status: How it is given.
        cue: The modal word, as written.
        start: Offset of the cue.
        end: Offset just past it.
        verbal: Whether the word reads as a verb rather than a noun.
    """

    stem: str
    index: int
    status: Status
    cue: str
    start: int
    end: int
    verbal: bool = True


@lru_cache(maxsize=1024)
def find_modals(passage: Passage) -> tuple[Modal, ...]:
    """Find the verbs of a passage that stand under a modal word (English), in order of cues."""
    if passage.lang not in {"en", "und"}:
        return ()
    return (*_modals(passage), *_conditional(passage), *_unfinished(passage))


def _modals(passage: Passage) -> Iterator[Modal]:
    terms = {term.index: term for term in passage.terms}
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        status = _status(token.folded)
        if status is None:
            continue
        if token.folded.startswith("accus"):
            yield from _accused(passage, terms, index, token)
        charge = status == "alleged" and _follows(tokens, index, _CHARGES)
        needs_to = token.folded not in _BARE and not charge
        seen_to = not needs_to
        for place in range(index + 1, min(index + 1 + _REACH, len(tokens))):
            if _is_clause_end(passage.text, tokens, place):
                break
            seen_to = seen_to or tokens[place].folded == "to"
            term = terms.get(place)
            if term is None or term.text.casefold().endswith("ly") or not seen_to:
                continue
            if _status(tokens[place].folded) and not needs_to:
                continue
            verbal = not (charge or token.folded in {"alleged", "suspected", "presumed"}) or (
                term.text.endswith("ing")
            )
            yield Modal(term.stem, place, status, token.text, token.start, token.end, verbal)
            break


def _accused(passage: Passage, terms: dict[int, Term], index: int, cue: Token) -> Iterator[Modal]:
    """What somebody named in between is accused of: "accused the manager, Ann Lee, of lying"."""
    tokens = passage.tokens
    for place in range(index + 1, min(index + 1 + 2 * _REACH, len(tokens) - 1)):
        term = terms.get(place + 1)
        if tokens[place].folded == "of" and term is not None and term.text.endswith("ing"):
            yield Modal(term.stem, term.index, "alleged", cue.text, cue.start, cue.end)
            return


def _follows(tokens: Sequence[Token], index: int, words: frozenset[str]) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].folded in words


def _conditional(passage: Passage) -> Iterator[Modal]:
    """All verbs of a clause that opens with "if"."""
    for clause in clauses_of(passage):
        if clause.opening not in {"if", "unless"}:
            continue
        start = clause.start
        cue = passage.text[start : start + len(clause.opening)]
        for term in passage.terms:
            if start < term.start < clause.end:
                yield Modal(term.stem, term.index, "possible", cue, start, start + len(cue))


def _unfinished(passage: Passage) -> Iterator[Modal]:
    """What is "still being built", "yet to be built" or "to begin" at some time."""
    terms = {term.index: term for term in passage.terms}
    tokens = passage.tokens
    for index, token in enumerate(tokens[:-1]):
        term = terms.get(index + 1)
        before = tokens[index - 1].folded if index else ""
        if token.folded == "being" and before in {"is", "are", "still"} and term is not None:
            yield Modal(term.stem, term.index, "unfinished", "being", token.start, token.end)
        elif token.folded == "to" and term is not None and _is_ahead(passage, tokens, index):
            yield Modal(term.stem, term.index, "intended", "to", token.start, token.end)


def _is_ahead(passage: Passage, tokens: Sequence[Token], index: int) -> bool:
    """Whether an infinitive stands after "is", or after a noun where nothing is told as done."""
    before = tokens[index - 1].folded if index else ""
    if before in {"is", "are"}:
        return True
    if not before or _status(before) or is_verb(tokens, index - 1):
        return False
    clause = next((c for c in clauses_of(passage) if tokens[index].start < c.end), None)
    if clause is None or not clause.verb:
        return clause is not None  # a headline: "Council to close pool"
    earlier = [t for t in tokens[:index] if clause.start <= t.start]
    told = any(t.folded.endswith("ed") or t.folded in PAST_PARTICIPLES for t in earlier)
    return not told and clause.verb_at < clause.end


def _status(folded: str) -> Status | None:
    if folded in _ALLEGED:
        return "alleged"
    if folded in _POSSIBLE:
        return "possible"
    if folded in _INTENDED or folded.endswith(("'ll",)):
        return "intended"
    return None


def _is_clause_end(text: str, tokens: Sequence[Token], place: int) -> bool:
    return any(char in ",;:.()" for char in text[tokens[place - 1].end : tokens[place].start])


def is_past(term: Term, passage: Passage) -> bool:
    """Whether a word reads as a finite past or perfect verb form."""
    folded = term.text.casefold()
    before = [token.folded for token in passage.tokens[max(0, term.index - 3) : term.index]]
    perfect = folded in UNCHANGING and bool(_PERFECT & set(before[-1:]))
    past = (
        perfect or (folded.endswith("ed") and folded not in NO_PAST) or folded in PAST_PARTICIPLES
    )
    if not past or term.index == 0:
        return False
    if before[-1] in {"to", "a", "an", "the", "be", "being"} or "be" in before or "to" in before:
        return False
    return not any(_status(word) for word in before)
