"""Modality: what is planned, possible or alleged must not be told as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from factcards.card import Finding
from factcards.verify.inflections import PAST_PARTICIPLES
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term, Token

Status = Literal["possible", "intended", "alleged"]

_POSSIBLE = listed(
    """may might could possibly perhaps maybe consider considers considered considering mull
    mulls mulling discuss discussed discussing propose proposed proposes whether if would
    potential potentially possible likely unlikely hope hopes hoped hoping want wants wanted
    seek seeks sought try tries tried trying attempt attempts attempted attempting threaten
    threatens threatened weigh weighs weighing"""
)
_INTENDED = listed(
    """will shall plan plans planned planning intend intends intended intending expect expects
    expected aim aims aimed set due ready prepared prepare prepares preparing readiness
    willing willingness agree agreed agrees pledge pledged pledges promise promised promises
    vow vowed vows commit committed commits offer offered offers going scheduled poised
    upcoming future commitment propose decide decided decides about hoping ask asked asks call
    called calls urge urged urges order ordered orders demand demanded demands should must"""
)
_ALLEGED = listed(
    """alleged allegedly reportedly accused accuses suspected suspects claims claimed accusing
    alleges alleging rumoured supposedly apparently unconfirmed"""
)
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
    """

    stem: str
    index: int
    status: Status
    cue: str
    start: int
    end: int


def find_modals(passage: Passage) -> tuple[Modal, ...]:
    """Find the verbs of a passage that stand under a modal word (English)."""
    if passage.lang not in {"en", "und"}:
        return ()
    return tuple(_modals(passage))


def check_modality(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that a finite past verb of the claim is not merely planned or possible in the source.

    Only English verb forms are read. A weaker claim ("may") about a fact is let pass.
    """
    if claim.lang not in {"en", "und"}:
        yield Finding(
            kind="modality",
            severity="note",
            claim="",
            message=f"not checked: modality in language {claim.lang!r}",
        )
        return
    softened = {modal.stem for modal in find_modals(claim)}
    given: dict[str, tuple[Passage, Modal]] = {}
    plain: set[str] = set()
    for passage in evidence:
        modals = {modal.index: modal for modal in find_modals(passage)}
        for term in passage.terms:
            if term.index in modals:
                given.setdefault(term.stem, (passage, modals[term.index]))
            elif _is_past(term, passage) or not _is_base(term):
                plain.add(term.stem)
    for term in claim.terms:
        if term.stem not in given or term.stem in softened | plain:
            continue
        if not _is_past(term, claim):
            continue
        passage, modal = given[term.stem]
        yield Finding(
            kind="modality",
            severity="contradiction",
            claim=term.text,
            span=(passage.start + modal.start, passage.start + modal.end),
            message=f"the claim tells “{term.text}” as done; sentence {passage.number} "
            f"has it as {modal.status} (“{modal.cue}”)",
        )


def _modals(passage: Passage) -> Iterator[Modal]:
    terms = {term.index: term for term in passage.terms}
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        status = _status(token.folded)
        if status is None:
            continue
        needs_to = token.folded not in _BARE
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
            yield Modal(term.stem, term.index, status, token.text, token.start, token.end)
            break


_BARE = listed(
    """may might could will would shall possibly perhaps maybe whether if allegedly reportedly
    supposedly apparently should must about potentially alleged"""
)


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


def _is_past(term: Term, passage: Passage) -> bool:
    """Whether a word reads as a finite past or perfect verb form."""
    folded = term.text.casefold()
    past = folded.endswith("ed") or folded in PAST_PARTICIPLES
    if not past or term.index == 0:
        return False
    before = [token.folded for token in passage.tokens[max(0, term.index - 3) : term.index]]
    if before[-1] in {"to", "a", "an", "the", "be"} or "be" in before or "to" in before:
        return False
    return not any(_status(word) for word in before)


def _is_base(term: Term) -> bool:
    folded = term.text.casefold()
    return not folded.endswith(("ed", "s", "ing")) and folded not in PAST_PARTICIPLES
