"""Modality: what is planned, possible or alleged must not be told as done or certain."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import SAYING, main_sentences
from factcards.verify.conditions import condition_dropped
from factcards.verify.contested import contested
from factcards.verify.cues import FIRM, OPINIONS, TENTATIVE
from factcards.verify.inflections import PAST_PARTICIPLES
from factcards.verify.lexicon import related
from factcards.verify.modals import Modal, find_modals, is_cue, is_past
from factcards.verify.nearby import place
from factcards.verify.openness import told_as_open
from factcards.verify.predicates import UNCHANGING, clause_at, is_verb
from factcards.verify.report import not_checked
from factcards.verify.stages import later_stage
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
_EXCUSES = {
    "alleged": _ALLEGING | OPINIONS | listed("according reports apparently rumours rumors"),
    "believed": _ALLEGING | OPINIONS | TENTATIVE | listed("according view opinion expected would"),
}
_CHARGED = listed("charged suspected")  # "police said" does not make a suspect a culprit
_SAID = listed("say says said")
_PROGRESSIVE = listed("is are am it's he's she's they're")
_OPENERS = listed("a an the its their his her of in on at by for with and or")
_ASKED = listed("whether if unless unclear")
_WISHES = listed(
    """plan plans planned planning intend intends intended aim aims aimed ambition goal keen eager
    bid effort efforts intention intentions"""
)
_TIMES = listed("next tomorrow soon later from coming until when")
_LIGHT = listed("had was were went took made gave got put did came taken gone given became become")
_PROOF = listed(
    """prove proves proved proven demonstrate demonstrates demonstrated confirm confirms confirmed
    establish establishes established"""
)
_SHOWN = listed("show shows showed shown found finds")
_CLAIMING = OPINIONS - listed("suggest suggests suggested suggesting indicate indicates indicated")
_CLAIMING |= listed("claim claims claimed argue argues argued may might could alleges alleged")
_INDICATION = _CLAIMING | listed(
    """suggest suggests suggested suggesting indicate indicates indicated hint hints hinted may
    might could estimate estimates estimated"""
)


def check_modality(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,
) -> Iterator[Finding]:
    """Check that the claim tells nothing as more certain or more finished than the source does.

    Only English verb forms are read. A weaker claim ("may") about a fact is let pass.
    """
    if claim.lang not in {"en", "und"}:
        yield not_checked("modality", "modality", claim.lang)
        return
    yield from _told_as_done(claim, evidence)
    yield from _told_as_proven(claim, evidence)
    yield from _told_as_reached(claim, evidence)
    yield from told_as_open(claim, evidence)
    yield from _told_by_one_side(claim, evidence, source)
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
    doubted = {stem for p in evidence for denial in p.denials for stem in denial.focus}
    words = {token.folded for token in claim.tokens}
    for term in claim.terms:
        if term.stem in softened or (term.stem in SAYING and not _is_passive(term, claim)):
            continue
        keys = {term.stem}
        if term.stem not in given and term.stem not in plain and not is_cue(term.text):
            keys = set(related(term.stem)) & given.keys()
        if not keys & given.keys() or keys & plain:
            continue
        passage, modal = given[min(keys & given.keys())]
        if term.stem in denied and modal.stem not in doubted and modal.cue != "unlikely":
            continue
        if words & _excuses(modal):
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


def _excuses(modal: Modal) -> frozenset[str]:
    """Words that keep a claim from telling as fact what the evidence has under a modal."""
    words = _EXCUSES.get(modal.status, frozenset())
    return words - _SAID if modal.cue.casefold() in _CHARGED else words


def _is_passive(term: Term, claim: Passage) -> bool:
    return bool(term.index) and claim.tokens[term.index - 1].folded in {"was", "were", "been"}


def _statuses(
    evidence: Sequence[Passage],
) -> tuple[dict[str, tuple[Passage, Modal]], set[str]]:
    """What the evidence gives as less than fact, and what it gives as fact."""
    given: dict[str, tuple[Passage, Modal]] = {}
    plain: set[str] = set()
    for passage in evidence:
        modals, told = _standing(passage)
        plain |= told
        for modal in modals:
            given.setdefault(modal.stem, (passage, modal))
    return given, plain


@lru_cache(maxsize=1024)
def _standing(passage: Passage) -> tuple[tuple[Modal, ...], frozenset[str]]:
    """The modals of a sentence, one a word and the weakest, and the stems it has without one."""
    modals: dict[int, Modal] = {}
    for modal in find_modals(passage):
        if modal.index not in modals or modals[modal.index].status == "intended":
            modals[modal.index] = modal
    plain = {
        term.stem
        for term in passage.terms
        if term.index not in modals and (is_past(term, passage) or not _is_base(term))
    }
    return tuple(modals[index] for index in sorted(modals)), frozenset(plain)


def _overstatement(term: Term, claim: Passage, modal: Modal, own: Modal | None) -> str | None:
    """How the claim overstates what the evidence has under a modal; None if it does not."""
    uncertain = modal.status in {"believed", "alleged"} or modal.cue.casefold() in TENTATIVE
    if own is not None:
        firm = own.cue.casefold() in FIRM and uncertain
        asked = modal.cue.casefold() == "if" or any(t.folded in _ASKED for t in claim.tokens)
        return "settled" if firm and not asked else None
    if modal.status == "alleged" and not modal.verbal and not is_past(term, claim):
        before = claim.tokens[term.index - 1].folded if term.index else ""
        return "a fact" if term.text.islower() and before != "no" else None
    if is_past(term, claim) or (modal.light and _had(term, claim)):
        return "done"
    if uncertain and modal.cue != "wanted" and _is_present(term, claim, modal):
        return "certain"
    wished = modal.cue.casefold() in _WISHES and not _has_time(claim)
    if wished and not term.text.endswith("ing") and _is_present(term, claim, modal):
        return "settled"
    return None


def _has_time(claim: Passage) -> bool:
    """Whether a claim gives a time, so that its present may be the future's: "closes in May"."""
    return bool(claim.dates) or any(token.folded in _TIMES for token in claim.tokens)


def _is_present(term: Term, claim: Passage, modal: Modal) -> bool:
    before = [token.folded for token in claim.tokens[max(0, term.index - 3) : term.index]]
    if "to" in before or _HEDGES & set(before):
        return False
    folded = term.text.casefold()
    if folded.endswith("ing"):
        return bool(before) and before[-1] in _PROGRESSIVE
    if folded.endswith("ed") or (folded in PAST_PARTICIPLES and folded not in UNCHANGING):
        return False  # not told as past: a participle beside a noun
    if is_verb(claim.tokens, term.index):
        return True
    # The evidence has it as a verb, so a form in "s" is one too where the clause lacks another.
    clause = clause_at(claim, term.start)
    alone = clause is not None and clause.verb_at == clause.end
    if modal.cue.casefold() in {"if", "unless"}:  # nouns stand under these too
        return False
    return alone and modal.verbal and term.text.endswith("s") and bool(set(before) - _OPENERS)


def _had(term: Term, claim: Passage) -> bool:
    """Whether a noun is what somebody had or was: "had a medical"."""
    before = [token.folded for token in claim.tokens[max(0, term.index - 3) : term.index]]
    return bool(_LIGHT & set(before)) and not _HEDGES & set(before)


def _told_as_proven(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim has a study prove what it only suggests, or shown what is thought."""
    following = (*(token.folded for token in claim.tokens[1:]), "that")
    proof = next(
        (
            token
            for token, after in zip(claim.tokens, following, strict=False)
            if token.folded in _PROOF or (token.folded in _SHOWN and after == "that")
        ),
        None,
    )
    if proof is None:
        return
    words = {t.folded for passage in main_sentences(claim, evidence) for t in passage.tokens}
    if words & (_PROOF | _SHOWN):
        return
    weaker = _INDICATION if proof.folded in _PROOF else _CLAIMING
    passage, cue = next(
        ((p, t) for p in evidence for t in p.tokens if t.folded in weaker), (None, None)
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


def _told_as_reached(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim has something granted, proven or adopted that is only asked for."""
    step = later_stage(claim, evidence)
    if step is None:
        return
    start = step.passage.start
    yield Finding(
        kind="modality",
        severity="contradiction",
        claim=step.told.text,
        span=(start + step.given.start, start + step.given.end),
        message=f"the claim says “{step.told.text}”; sentence {step.passage.number} says "
        f"“{step.given.text}”",
    )


def _told_by_one_side(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Whether the claim tells as a fact what only critics, a lawsuit or the like say."""
    found = contested(claim, evidence, source)
    if found is None:
        return
    passage, attributed = found
    start = passage.start + attributed.at
    yield Finding(
        kind="modality",
        severity="note" if attributed.neutral else "unsupported",
        claim=claim.text[:200],
        span=(start, start + len(attributed.source)),
        message="the claim tells as a fact what the article gives as somebody's word "
        f"(“{attributed.source}”){place(passage)}",
    )


def _is_base(term: Term) -> bool:
    folded = term.text.casefold()
    return not folded.endswith(("ed", "s", "ing"))
