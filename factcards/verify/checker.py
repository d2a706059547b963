"""The checker: one claim against the article, all checks, one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Evidence, Finding, Verdict
from factcards.verify.actors import check_actors
from factcards.verify.align import best_sentences, cover_details, match_grade
from factcards.verify.antonyms import check_antonyms
from factcards.verify.attribution import check_attribution
from factcards.verify.bindings import check_bindings
from factcards.verify.causes import check_causes
from factcards.verify.cohesion import check_cohesion
from factcards.verify.comparisons import check_comparisons
from factcards.verify.dates import check_dates
from factcards.verify.edits import check_edits
from factcards.verify.endpoints import check_endpoints
from factcards.verify.figures import check_figures
from factcards.verify.identity import check_names
from factcards.verify.modality import check_modality
from factcards.verify.parts import check_parts
from factcards.verify.passage import Passage
from factcards.verify.polarity import check_polarity
from factcards.verify.quantifiers import check_quantifiers
from factcards.verify.quotations import check_quotations
from factcards.verify.reference import check_reference
from factcards.verify.report import Report, gather_unchecked
from factcards.verify.support import SCARCELY, check_support, support
from factcards.verify.swaps import check_swaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from factcards.verify.source import SourceText

    Check = Callable[[Passage, Sequence[Passage], SourceText], Iterable[Finding]]

LONGEST_CLAIM = 2000  # code points; a text longer than that is not one claim
MOST_NUMBERS = 60  # in a claim; each is compared with each of the evidence
_MOST_EVIDENCE = 5  # sentences
_ALIGNED = 4  # ... before those that only add a name or a number
_WIDEST = 8  # ... for a claim without citations, which may sum up a whole article
_AMPLE = 0.9  # support at which no further sentences are tried
_PLAINLY = 0.2  # support by which sentences that contradict a claim are more about it
_COST = 0.05  # support that a further sentence of evidence must be worth


CHECKS: tuple[Check, ...] = (
    check_figures,
    check_parts,
    check_bindings,
    check_cohesion,
    check_endpoints,
    check_dates,
    check_names,
    check_swaps,
    check_actors,
    check_attribution,
    check_quotations,
    check_polarity,
    check_antonyms,
    check_modality,
    check_quantifiers,
    check_causes,
    check_comparisons,
    check_edits,
    check_support,
    check_reference,
)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A claim held against one choice of sentences."""

    numbers: tuple[int, ...]
    findings: tuple[Finding, ...]
    score: float

    @property
    def verdict(self) -> Verdict:
        severities = {finding.severity for finding in self.findings}
        if "contradiction" in severities:
            return "contradicted"
        if self.score < SCARCELY:
            return "unsupported"
        return "partial" if "unsupported" in severities else "verified"

    @property
    def rank(self) -> tuple[bool, float, int]:
        """How good a choice it is: verified first, then by how much it is about the claim."""
        failing = sum(finding.severity != "note" for finding in self.findings)
        value = round(self.score - _COST * len(self.numbers), 2)
        return self.verdict == "verified", value, -failing


def verify_claim(claim: str, source: SourceText, cited: Sequence[int] = ()) -> Report:
    """Verify one claim against the sentences it cites, or others if those do not carry it.

    Args:
        claim: The claim, a sentence or less than that. What is empty, has no content words
            or is longer than `LONGEST_CLAIM` is unsupported.
        source: The article; pass the same value for all its claims.
        cited: 1-based sentence numbers; numbers that the article lacks are noted and skipped.
            Without any the best aligned sentences are taken.

    Returns:
        The report. `Evidence` is cut from the article by code: its `quote` is what stands
        between its offsets.
    """
    passage = Passage(claim.strip()[:LONGEST_CLAIM], source.lang, published=source.published)
    if len(claim.strip()) > LONGEST_CLAIM:
        return _hopeless(claim, f"a text of {len(claim)} characters is not one claim")
    if len(passage.quantities) > MOST_NUMBERS:
        message = f"a text with {len(passage.quantities)} numbers is not one claim"
        return _hopeless(claim, message)
    if not passage.terms:
        return _hopeless(claim, "the claim has no content words")
    valid = tuple(dict.fromkeys(n for n in cited if 1 <= n <= len(source.sentences)))
    notes = [
        _note(f"the claim cites sentence {n}; the article has {len(source.sentences)}")
        for n in dict.fromkeys(cited)
        if n not in valid
    ]
    trial, realigned = _best_trial(passage, source, valid)
    if trial is None:
        return _hopeless(claim, "no sentence of the article shares a word with the claim", notes)
    if valid and not set(trial.numbers) <= set(valid):
        notes.append(_citation(valid, trial))
    return Report(
        claim=claim,
        verdict=trial.verdict,
        findings=gather_unchecked((*trial.findings, *notes)),
        evidence=tuple(_evidence(passage, source, trial.numbers)),
        realigned=realigned,
        score=trial.score,
    )


def _best_trial(
    claim: Passage, source: SourceText, cited: tuple[int, ...]
) -> tuple[_Trial | None, bool]:
    whole = _verbatim(claim, source)
    if whole is not None:
        return whole, bool(cited) and whole.numbers[0] not in cited
    first = _try(claim, source, cited) if cited else None
    if first is not None and first.verdict == "verified":
        return first, False
    trials = [first] if first else []
    for numbers in _choices(claim, source, cited):
        trial = _try(claim, source, numbers)
        trials.append(trial)
        if trial.verdict == "verified" and trial.score >= _AMPLE:
            break
    if not trials:
        return None, False
    best = max(trials, key=lambda trial: trial.rank)
    if best.verdict == "verified":
        best = _outdone(best, trials)
    # Nothing verifies it: keep the citation unless other sentences are plainly more about it.
    if first is not None and best.verdict != "verified" and best.score < first.score + 0.15:
        best = first
    return best, bool(cited) and not set(cited) <= set(best.numbers)


def _outdone(best: _Trial, trials: Sequence[_Trial]) -> _Trial:
    """The trial that contradicts a claim on sentences plainly more about it, if there is one."""
    rivals = [t for t in trials if t.verdict == "contradicted" and t.score >= best.score + _PLAINLY]
    return max(rivals, key=lambda trial: trial.rank, default=best)


def _choices(
    claim: Passage, source: SourceText, cited: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Choices of sentences worth a trial: with neighbours, then the best aligned ones."""
    seen = {cited}
    aligned = tuple(number for number, _ in best_sentences(claim, source, _ALIGNED))
    near = {number + step for number in cited for step in (-1, 1)}
    beside = tuple(n for n in aligned if n in near and n not in cited)
    for choice in (
        aligned[:1],
        cited + beside if cited else (),
        aligned[:2],
        aligned[:3],
        aligned,
        cover_details(claim, source, cited or aligned[:2], _MOST_EVIDENCE),
        cover_details(claim, source, aligned, _MOST_EVIDENCE),
        () if cited else cover_details(claim, source, aligned, _WIDEST),
    ):
        if choice and choice not in seen:
            seen.add(choice)
            yield choice


def _verbatim(claim: Passage, source: SourceText) -> _Trial | None:
    """A claim that is a whole sentence of the article, which no check needs to weigh."""
    words = claim.folded.text.rstrip(" .。")
    number = next(
        (p.number for p in source.holding(claim) if p.folded.text.rstrip(" .。") == words), None
    )
    if number is None:
        return None
    passage = source.passages[number - 1]
    return _Trial((number,), tuple(check_reference(claim, [passage], source)), 1.0)


def _try(claim: Passage, source: SourceText, numbers: tuple[int, ...]) -> _Trial:
    evidence = [source.passages[number - 1] for number in numbers]
    findings = tuple(finding for check in CHECKS for finding in check(claim, evidence, source))
    return _Trial(numbers, findings, round(support(claim, evidence, source), 3))


def _evidence(claim: Passage, source: SourceText, numbers: Iterable[int]) -> Iterator[Evidence]:
    for number in numbers:
        sentence = source.passages[number - 1]
        yield sentence.as_evidence(match_grade(claim, sentence))


def _citation(cited: tuple[int, ...], trial: _Trial) -> Finding:
    said = " and ".join(str(number) for number in trial.numbers)
    verb = "say it" if len(trial.numbers) > 1 else "says it"
    if trial.verdict != "verified":
        verb = "are closest to it" if len(trial.numbers) > 1 else "is closest to it"
    plural = "s" if len(trial.numbers) > 1 else ""
    given = " and ".join(str(number) for number in cited)
    return _note(
        f"the claim cites sentence{'s' if len(cited) > 1 else ''} {given}; "
        f"sentence{plural} {said} {verb}"
    )


def _note(message: str) -> Finding:
    return Finding(kind="citation", severity="note", claim="", message=message)


def _hopeless(claim: str, message: str, notes: Sequence[Finding] = ()) -> Report:
    finding = Finding(
        kind="support", severity="unsupported", claim=claim.strip()[:200], message=message
    )
    return Report(claim, "unsupported", (finding, *notes), (), realigned=False, score=0.0)
