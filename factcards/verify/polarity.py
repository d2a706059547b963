"""Polarity: what the claim denies must be denied by the source, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.denials import Denial, find_denials, find_refusals
from factcards.verify.implied import LACKING, NO_COMPARATIVES, is_implied, is_measured
from factcards.verify.lexicon import antonyms_of, negated_forms, related
from factcards.verify.negations import REFUSING, UNSPACED_CUES, negations
from factcards.verify.predicates import clauses_of
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
_ALLEGING = listed(
    "accused alleged allegedly allegation charged suspected claims claimed denies denied"
)
_OPEN = _ALLEGING | listed(
    """plan plans planned proposal proposals proposed decision decided bid idea scheme intention
    intended wanted considered consider report reports rumour rumours rumor rumors allegations
    accusations suggestion suggestions speculation would"""
)
_AS_MUCH = 0.7  # of the claim's words that a sentence has which affirms it
_PHRASE = 60  # code points of a denial to show

__all__ = ["Denial", "check_polarity", "find_denials"]


def check_polarity(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that claim and evidence deny the same things.

    Compared clause by clause: a negation elsewhere in a cited sentence is not the claim's
    business. Only words that stand under the same number of negations agree.
    """
    if negations(claim.lang) is None and claim.lang not in UNSPACED_CUES:
        yield not_checked("negation", "negation", claim.lang)
        return
    ours = claim.denials
    theirs = [(passage, denial) for passage in evidence for denial in passage.denials]
    if not ours and not theirs:
        return
    yield from _denied_by_claim(claim, evidence, theirs)
    yield from _denied_by_source(claim, evidence, theirs)


def _denied_by_claim(
    claim: Passage, evidence: Sequence[Passage], theirs: Sequence[tuple[Passage, Denial]]
) -> Iterator[Finding]:
    affirmed = {
        term.stem: passage
        for passage in evidence
        for term in passage.terms
        if not _is_denied(term.stem, passage.denials)
    }
    for denial in claim.denials:
        focus = _effective(denial, claim.denials)
        if not focus or _both_deny(denial, claim, evidence):
            continue
        if denial.withdrawn and _is_given_up(denial, evidence):
            continue
        if _agrees(focus, affirmed, theirs, claim):
            continue
        words = claim.text[denial.start : denial.end]
        if any(
            stem not in affirmed and _contraries(stem, claim.lang) & (affirmed.keys() - claim.stems)
            for stem in focus
        ):
            continue
        if is_implied(denial, claim, evidence) or _is_refused(denial, focus, claim, evidence):
            continue
        here = next((affirmed[stem] for stem in focus if stem in affirmed), None)
        if here is not None:
            yield Finding(
                kind="negation",
                severity="contradiction",
                claim=_phrase(claim, denial),
                span=(here.start, here.start + len(here.text)),
                message=f"the claim denies (“{_phrase(claim, denial)}”) what sentence "
                f"{here.number} says without denying it",
            )
        elif not theirs:
            yield Finding(
                kind="negation",
                severity="unsupported",
                claim=_phrase(claim, denial),
                message=f"the claim denies something (“{words}”); the evidence does not",
            )


def _is_given_up(denial: Denial, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence may have a plan given up as the claim does, if in another clause.

    To name a launch, moreover, is not to say that it took place.
    """
    if not denial.cue.endswith((" to", " that")):
        return True
    return any(token.folded in REFUSING for p in evidence for token in p.tokens)


def _agrees(
    focus: Sequence[str],
    affirmed: dict[str, Passage],
    theirs: Sequence[tuple[Passage, Denial]],
    claim: Passage,
) -> bool:
    """Whether the evidence denies what the claim does, in a sentence as much about it."""
    rivals = {affirmed[s].number: affirmed[s] for s in focus if s in affirmed}.values()
    needed = max((len(claim.stems & rival.stems) for rival in rivals), default=0)
    denied = {
        stem
        for passage, denial in theirs
        if len(claim.stems & passage.stems) >= _AS_MUCH * needed
        for stem in denial.scope
    }
    agreed = [s for s in focus if s in denied or related(s, claim.lang) & denied]
    return bool(agreed) and len(agreed) >= len([s for s in focus if s in affirmed])


def _contraries(stem: str, lang: str) -> frozenset[str]:
    negated = negated_forms(stem) if lang in {"en", "und"} else frozenset()
    return antonyms_of(stem, lang) | negated


def _is_refused(
    denial: Denial, focus: Sequence[str], claim: Passage, evidence: Sequence[Passage]
) -> bool:
    """Whether the evidence says no to it by another word, which the claim lacks (English).

    "It will not build the dam", "it dropped the plan to build the dam"; "no hall was larger",
    "the largest hall"; "it did not cost as much", "it cost less". What a sentence says outside
    its refusal is not refused: "ended his reign and elected her".
    """
    stems = {stem: {stem, *related(stem, claim.lang)} for stem in focus}
    ours = {term.stem for term in claim.readings}
    theirs = {term.stem for passage in evidence for term in passage.readings}
    cues = {other.start for other in claim.denials}
    for own, stem in find_refusals(claim):
        if own.start not in cues and stem not in theirs and stems.keys() & set(own.scope):
            return False  # a double negation: "was not turned down"
    contrary = frozenset().union(*(_contraries(stem, claim.lang) for stem in focus))
    subject = _subject_of(denial, claim)
    for passage in evidence:
        if is_measured(denial, claim, passage, about=not passage.stems.isdisjoint(focus)):
            return True
        if any(
            refused not in ours
            and not related(refused, claim.lang).intersection(focus) - passage.stems
            and (
                (refused in contrary and {*refusal.scope} & subject)
                or _covers(refusal, focus[0], stems, passage)
            )
            for refusal, refused in find_refusals(passage)
        ):
            return True
    return False


def _covers(refusal: Denial, nearest: str, stems: Mapping[str, set[str]], passage: Passage) -> bool:
    """Whether a refusal bears on half of the words denied, or in other words on all of them."""
    scope = set(refusal.scope)
    if nearest in passage.stems - scope:
        return False
    half = len(scope.intersection(stems)) * 2 >= len(stems)
    return half or all(not forms.isdisjoint(scope) for forms in stems.values())


def _denied_by_source(
    claim: Passage, evidence: Sequence[Passage], theirs: Sequence[tuple[Passage, Denial]]
) -> Iterator[Finding]:
    said = {term.stem for term in claim.terms}
    words = {token.folded for token in claim.tokens}
    alleged = words & _ALLEGING
    for passage, denial in theirs:
        if _is_superlative(denial, passage, claim) or _is_told_otherwise(denial, claim):
            continue
        if denial.withdrawn and (not words.isdisjoint(_OPEN) or _is_renewed(denial, passage)):
            continue  # the claim tells it as no more than a plan or a rumour, or of another one
        if alleged and denial.cue.casefold().startswith(("den", "disput")):
            continue
        focus = _effective(denial, passage.denials)
        shared = [stem for stem in focus if stem in said]
        if shared and _stands_before_denial(shared, claim):
            continue
        if not shared or any(_is_denied(stem, claim.denials) for stem in shared):
            continue
        new = said - passage.stems  # what both have is opposed to nothing here
        if any(stem not in said and _contraries(stem, claim.lang) & new for stem in focus):
            continue
        if _is_refused(denial, focus, passage, [claim]):
            continue
        if not _bears_on_claim(shared, focus, claim.lang) or _said_elsewhere(
            shared, claim, passage, denial, evidence
        ):
            continue
        yield Finding(
            kind="negation",
            severity="contradiction",
            claim=claim.text,
            span=(passage.start + denial.start, passage.start + denial.end),
            message=f"sentence {passage.number} denies this (“{_phrase(passage, denial)}”); "
            "the claim does not",
        )


def _is_renewed(denial: Denial, passage: Passage) -> bool:
    """Whether a sentence has what is given up once more: "dropped its plan to cut, but cut"."""
    stems = [term.stem for term in passage.terms]
    return stems.count(denial.focus[0]) > denial.scope.count(denial.focus[0])


def _is_superlative(denial: Denial, passage: Passage, claim: Passage) -> bool:
    """Whether "no younger player" is told as "the youngest player"."""
    after = passage.text[denial.end :].split(maxsplit=1)
    compared = bool(after) and after[0].endswith("er") and after[0] not in NO_COMPARATIVES
    return compared and any(
        token.folded.endswith("est") or token.folded in {"most", "record"} for token in claim.tokens
    )


def _stands_before_denial(shared: Sequence[str], claim: Passage) -> bool:
    """Whether what the source denies is the subject of what the claim denies."""
    return len(claim.denials) == 1 and _subject_of(claim.denials[0], claim, listed=True).issuperset(
        shared
    )


def _subject_of(denial: Denial, claim: Passage, *, listed: bool = False) -> set[str]:
    """Stems of the content words before a negation in its clause (English).

    With `listed` also of what stands before it in a row: "storms, hail and frost do not".
    """
    start = denial.start
    for clause in reversed(clauses_of(claim)):
        if clause.start > denial.start:
            continue
        if start < denial.start and not (listed and clause.verb_at == clause.end):
            break
        start = clause.start
    return {t.stem for t in claim.terms if start <= t.start < denial.start}


def _is_told_otherwise(denial: Denial, claim: Passage) -> bool:
    """Whether the claim denies it in other words: "no candles left", "ran out of candles"."""
    cue = denial.cue.casefold()
    words = claim.text.casefold()
    if cue.startswith(("no", "lack")) and any(phrase in words for phrase in LACKING):
        return True
    if "too few" in words or "too little" in words:
        return True
    # "3.50 instead of 2.75" is "up from 2.75".
    replaced = cue in {"instead of", "rather than"} and bool(denial.focus)
    former = any(token.folded in {"from", "than"} for token in claim.tokens)
    return replaced and former and denial.focus[0][:1].isdigit()


def _both_deny(denial: Denial, claim: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether a sentence denies in other words what the claim denies.

    "Storms are no part of the model", "the model does not include storms".
    """
    subject = _subject_of(denial, claim)
    for passage in evidence:
        for other in passage.denials:
            if any(mine.focus == other.focus for mine in claim.denials if mine is not denial):
                continue
            denied = {t.stem for t in passage.terms if t.start >= other.end}
            if not other.contrast and subject and len(subject & denied) * 2 >= len(subject):
                return True
    return False


def _bears_on_claim(shared: Sequence[str], focus: Sequence[str], lang: str) -> bool:
    # Pairs of characters overlap the words around them, so half of them is most words.
    # "is planned not on the front line, but in special zones": a claim about the zones
    # shares no word, or only the verb, with what is denied.
    half = len(focus) if lang in UNSPACED_CUES else len(focus) + 1
    return len(shared) * 2 >= half or (len(shared) * 2 == len(focus) and focus[0] in shared)


def _said_elsewhere(
    shared: Sequence[str],
    claim: Passage,
    passage: Passage,
    denial: Denial,
    evidence: Sequence[Passage],
) -> bool:
    """Whether the evidence also says these words undenied, in the claim's own context."""
    for other in evidence:
        stems = [t.stem for t in other.terms if not _is_denied(t.stem, other.denials)]
        if other is not passage and set(shared) <= set(stems):
            return len(claim.stems & set(stems)) >= len(claim.stems & passage.stems)
    counts = [term.stem for term in passage.terms]
    inside = [stem for stem in denial.scope if stem in shared]
    return all(counts.count(stem) > inside.count(stem) for stem in shared)


def _is_denied(stem: str, denials: Sequence[Denial]) -> bool:
    return sum(stem in denial.scope for denial in denials) % 2 == 1


def _effective(denial: Denial, denials: Sequence[Denial]) -> list[str]:
    """Stems in focus that stay denied: "did not deny" leaves its object affirmed."""
    return [stem for stem in denial.focus if _is_denied(stem, denials)]


def _phrase(passage: Passage, denial: Denial) -> str:
    ends = [term.end for term in passage.terms if term.stem in denial.focus]
    starts = [term.start for term in passage.terms if term.stem in denial.focus]
    end = max([denial.end, *(e for e in ends if e > denial.start and e - denial.start < _PHRASE)])
    start = min([denial.start, *(s for s in starts if denial.start - s < 0)])
    return passage.text[start:end]
