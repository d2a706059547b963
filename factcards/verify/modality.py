"""Modality: what is planned, possible or alleged must not be told as done or certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import SAYING, main_sentences
from factcards.verify.conditions import condition_dropped
from factcards.verify.lexicon import related
from factcards.verify.modals import FIRM, TENTATIVE, Modal, find_modals, is_past
from factcards.verify.nearby import place
from factcards.verify.predicates import is_verb
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_ALLEGING = listed(
    """allege alleged allegedly allegation allegations accuse accused accusing accusation charge
    charged charges suspect suspected suspicion claim claims claimed reportedly trial deny denies
    denied say says said indicted sued lawsuit prosecutors investigate investigated investigating
    probe"""
)
_HEDGES = listed(
    """may might could would possibly perhaps potentially likely can should expected if whether
    suggest suggests suggesting indicate indicates"""
)
_PONDERING = listed(
    """consider considers considered considering mull mulls mulling discuss discusses discussed
    discussing propose proposes proposed proposing weigh weighs weighing debate debates debating
    study studies studying eye eyes eyeing"""
)
_SETTLED = listed("approv adopt pass agre introduc launch build decid sign ban order buy")
_OBJECT = 3  # content words of what is considered
_PROOF = listed(
    """prove proves proved proven demonstrate demonstrates demonstrated confirm confirms confirmed
    establish establishes established"""
)
_INDICATION = listed(
    """suggest suggests suggested suggesting indicate indicates indicated hint hints hinted may
    might could estimate estimates estimated"""
)


def check_modality(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that the claim tells nothing as more certain or more finished than the source does.

    Only English verb forms are read. A weaker claim ("may") about a fact is let pass.
    """
    if claim.lang not in {"en", "und"}:
        yield not_checked("modality", "modality", claim.lang)
        return
    yield from _told_as_done(claim, evidence)
    yield from _told_as_proven(claim, evidence)
    yield from _told_as_settled(claim, evidence)
    dropped = condition_dropped(claim, evidence)
    if dropped is not None:
        passage, clause = dropped
        words = passage.text[clause.start : clause.end]
        yield Finding(
            kind="modality",
            severity="unsupported",
            claim=claim.text,
            span=(passage.start + clause.start, passage.start + clause.end),
            message=f"the article says this on a condition (“{words}”){place(passage)}; "
            "the claim leaves it out",
        )


def _told_as_done(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    ours = {modal.index: modal for modal in find_modals(claim)}
    softened = {modal.stem for modal in ours.values() if modal.status != "intended"}
    given, plain = _statuses(main_sentences(claim, evidence))
    if not given:
        return
    denied = {stem for denial in claim.denials for stem in denial.focus}
    alleging = any(token.folded in _ALLEGING for token in claim.tokens)
    for term in claim.terms:
        if term.stem in softened or term.stem in SAYING or term.stem in denied:
            continue
        keys = {term.stem}
        if term.stem not in given and term.stem not in plain:
            keys = set(related(term.stem)) & given.keys()
        if not keys & given.keys() or keys & plain:
            continue
        passage, modal = given[min(keys & given.keys())]
        if modal.status == "alleged" and alleging:
            continue
        told = _overstatement(term, claim, modal, ours.get(term.index))
        if told:
            yield Finding(
                kind="modality",
                severity="contradiction",
                claim=term.text,
                span=(passage.start + modal.start, passage.start + modal.end),
                message=f"the claim tells “{term.text}” as {told}; sentence {passage.number} "
                f"has it as {modal.status} (“{modal.cue}”)",
            )


def _statuses(
    evidence: Sequence[Passage],
) -> tuple[dict[str, tuple[Passage, Modal]], set[str]]:
    """What the evidence gives as less than fact, and what it gives as fact."""
    given: dict[str, tuple[Passage, Modal]] = {}
    plain: set[str] = set()
    for passage in evidence:
        modals = {modal.index: modal for modal in find_modals(passage)}
        for term in passage.terms:
            if term.index in modals:
                given.setdefault(term.stem, (passage, modals[term.index]))
            elif is_past(term, passage) or not _is_base(term):
                plain.add(term.stem)
    return given, plain


def _overstatement(term: Term, claim: Passage, modal: Modal, own: Modal | None) -> str | None:
    """How the claim overstates what the evidence has under a modal; None if it does not."""
    if own is not None:
        firm = own.cue.casefold() in FIRM and modal.cue.casefold() in TENTATIVE
        return "settled" if firm and modal.cue.casefold() != "if" else None
    if modal.status == "alleged" and term.text.islower() and not is_past(term, claim):
        before = claim.tokens[term.index - 1].folded if term.index else ""
        return "a fact" if not modal.verbal and before != "no" else None
    if is_past(term, claim):
        return "done"
    present = is_verb(claim.tokens, term.index) and not _is_infinitive(term, claim)
    if present and modal.status == "possible" and modal.cue.casefold() in TENTATIVE:
        return "certain"
    return None


def _is_infinitive(term: Term, claim: Passage) -> bool:
    before = [token.folded for token in claim.tokens[max(0, term.index - 3) : term.index]]
    return "to" in before or bool(_HEDGES & set(before)) or term.text.endswith("ing")


def _told_as_proven(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim has a study prove what it only suggests."""
    proof = next((token for token in claim.tokens if token.folded in _PROOF), None)
    if proof is None:
        return
    words = [token for passage in evidence for token in passage.tokens]
    if any(token.folded in _PROOF or token.folded.startswith("show") for token in words):
        return
    passage, cue = next(
        ((p, t) for p in evidence for t in p.tokens if t.folded in _INDICATION), (None, None)
    )
    if passage is None or cue is None:
        return
    yield Finding(
        kind="modality",
        severity="contradiction",
        claim=proof.text,
        span=(passage.start + cue.start, passage.start + cue.end),
        message=f"the claim says “{proof.text}”; sentence {passage.number} says “{cue.text}”",
    )


def _told_as_settled(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim has something approved that is only considered."""
    words = {token.folded for token in claim.tokens}
    settled = next((t for t in claim.terms if t.stem in _SETTLED and t.text.islower()), None)
    if settled is None or words & (_PONDERING | TENTATIVE | _HEDGES | {"to", "plans"}):
        return
    readings = {t.stem for passage in evidence for t in passage.terms}
    if settled.stem in readings or related(settled.stem) & readings & _SETTLED:
        return
    for passage in evidence:
        for token in passage.tokens:
            if token.folded not in _PONDERING:
                continue
            after = [t.stem for t in passage.terms if t.start > token.end][:_OBJECT]
            if len(claim.stems.intersection(after)) * 2 <= len(after):
                continue
            yield Finding(
                kind="modality",
                severity="contradiction",
                claim=settled.text,
                span=(passage.start + token.start, passage.start + token.end),
                message=f"the claim says “{settled.text}”; sentence {passage.number} says "
                f"“{token.text}”",
            )
            return


def _is_base(term: Term) -> bool:
    folded = term.text.casefold()
    return not folded.endswith(("ed", "s", "ing"))
