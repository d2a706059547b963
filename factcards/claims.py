"""Claims of a draft on their way to the card: proposed, checked, repaired, decided.

Every claim ends as a `Decision`; none disappears. Pure: reports come in, decisions go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from factcards.card import Action, ClaimRecord, Finding
from factcards.draft import CardDraft
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_claim
from factcards.verify.align import best_sentences
from factcards.verify.passage import Passage
from factcards.verify.policy import failing, stands

_QUESTION_MARKS = ("?", "？", "؟")
HEADLINE_LIMIT = 90
TEXT_LIMIT = 300  # code points of a fact or a summary
_SAME = 0.8  # share of the shorter one's content words that makes two claims one
_MOST_OF_IT = 0.62  # share of a sentence of the card that one sentence of the source must carry
_FEWEST_WORDS = 4  # in a fact
_LIKE = 0.4  # ... if it has at least this share of the longer one's number of them


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the model proposed it: where it stands in the draft, words, citations."""

    field: str
    text: str
    cited: tuple[int, ...] = ()

    @property
    def is_fact(self) -> bool:
        return self.field.startswith("facts[")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a claim.

    Attributes:
        claim: As proposed; `text` is empty for words taken from the source to fill up.
        report: On the words that stand, or on the last ones tried.
        action: See `factcards.card.ClaimRecord`.
        findings: Everything found on the way.
    """

    claim: Claim
    report: Report
    action: Action
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str | None:
        return None if self.action == "rejected" else self.report.claim

    def record(self) -> ClaimRecord:
        return ClaimRecord(
            field=self.claim.field,
            proposed=self.claim.text,
            text=self.text,
            verdict=self.report.verdict,
            action=self.action,
            evidence=self.report.evidence,
            findings=self.findings,
        )


def claims_of(draft: CardDraft) -> tuple[Claim, ...]:
    """All claims of a draft in the order of the card; empty optional ones are left out."""
    facts = [Claim(f"facts[{i}]", f.text, (f.source,)) for i, f in enumerate(draft.facts)]
    texts = [
        Claim("headline", draft.headline),
        Claim("summary", draft.summary),
        Claim("why_it_matters", draft.why_it_matters),
    ]
    return (*facts, *(c for c in texts if c.text or c.field != "why_it_matters"))


def check(claim: Claim, source: SourceText) -> Report:
    """Verify a claim, and that it has a length that a card can show.

    Where a claim opens with "He" and the article is clear about who that is, the name is put
    in its place, and the claim with the name is what is verified.
    """
    report = _named(verify_claim(claim.text, source, claim.cited), source)
    findings = (
        *_too_long(claim),
        *_states_nothing(claim, source),
        *_pieced_together(report, source),
        *_each_sentence(report, source),
    )
    if not findings:
        return report
    verdict = "partial" if report.verdict == "verified" else report.verdict
    return replace(report, verdict=verdict, findings=(*report.findings, *findings))


def _too_long(claim: Claim) -> Iterator[Finding]:
    limit = HEADLINE_LIMIT if claim.field == "headline" else TEXT_LIMIT
    if len(claim.text) > limit:
        message = f"it has {len(claim.text)} characters; at most {limit} can be shown"
        yield Finding(kind="length", severity="unsupported", claim=claim.text, message=message)


def _states_nothing(claim: Claim, source: SourceText) -> Iterator[Finding]:
    """A fact says something of something: "26 states" does not, and a question does not."""
    if claim.is_fact and claim.text.endswith(_QUESTION_MARKS):
        message = "it is a question and states nothing"
        yield Finding(kind="support", severity="unsupported", claim=claim.text, message=message)
    if claim.is_fact and len(Passage(claim.text, source.lang).tokens) < _FEWEST_WORDS:
        message = "it is too short to say anything by itself"
        yield Finding(kind="length", severity="unsupported", claim=claim.text, message=message)


def _each_sentence(report: Report, source: SourceText) -> Iterator[Finding]:
    """Of several sentences each has to hold: a good one does not carry a bad one."""
    parts = segment(report.claim, source.lang)
    if report.verdict == "verified" and len(parts) > 1:
        cited = [e.sentence for e in report.evidence]
        for part in parts:
            yield from failing(verify_claim(part.text, source, cited))


def _pieced_together(report: Report, source: SourceText) -> Iterator[Finding]:
    """A sentence whose words come from several, none of which says most of it.

    Each part may be true, and the whole false: who scored twice once is not who scored here.
    """
    numbers = " and ".join(str(e.sentence) for e in report.evidence)
    if report.verdict != "verified" or len(report.evidence) == 1:
        return
    for part in segment(report.claim, source.lang):
        best = best_sentences(Passage(part.text, source.lang), source, 1)
        if not best or best[0][1] < _MOST_OF_IT:
            message = f"no sentence says this as a whole; it is pieced together from {numbers}"
            yield Finding(kind="cohesion", severity="unsupported", claim=part.text, message=message)


def _named(report: Report, source: SourceText) -> Report:
    if report.verdict != "verified" or stands(report):
        return report
    first, _, rest = report.claim.partition(" ")
    number = report.evidence[0].sentence
    for speaker in source.speakers.get(number, ()):
        words = source.article.text[speaker.start : speaker.end].strip()
        if words.casefold() == first.casefold():
            named = verify_claim(f"{speaker.name} {rest}", source, (number,))
            if stands(named):
                message = f"“{first}” is {speaker.name} in sentence {number}"
                note = Finding(kind="coreference", severity="note", claim=first, message=message)
                return replace(named, findings=(*named.findings, note))
    return report


def decide(
    claim: Claim, first: Report, second: Report | None, fallback: Callable[[], Report | None]
) -> Decision:
    """Settle one claim.

    Args:
        claim: As proposed.
        first: The report on it.
        second: The report on the model's second attempt, if there was one.
        fallback: Gives a report on the source's own words, if any can take its place.
    """
    if stands(first):
        action: Action = "realigned" if first.realigned else "kept"
        if first.claim != claim.text:
            action = "repaired"
        return Decision(claim, first, action, first.findings)
    findings = first.findings
    if second is not None:
        if stands(second):
            return Decision(claim, second, "repaired", findings)
        findings = (*findings, *(f for f in second.findings if f not in findings))
    if (own_words := fallback()) is not None:
        return Decision(claim, own_words, "replaced", findings)
    return Decision(claim, second or first, "rejected", findings)


def reject_repetitions(decisions: Sequence[Decision], lang: str) -> tuple[Decision, ...]:
    """Reject facts, and reasons why it matters, that say again what an earlier claim says."""
    taken: list[tuple[str, frozenset[str]]] = []
    result = []
    for decision in decisions:
        if decision.text is None or decision.claim.field in ("headline", "summary"):
            result.append(decision)
            continue
        stems = Passage(decision.text, lang).stems
        twin = next((t for t, other in taken if same_content(stems, other)), None)
        if twin is None:
            taken.append((decision.text, stems))
            result.append(decision)
        else:
            findings = (*decision.findings, repetition(twin))
            result.append(replace(decision, action="rejected", findings=findings))
    return tuple(result)


def same_content(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of stems, not too unlike in size, are almost one in the other."""
    smaller, larger = sorted((len(left), len(right)))
    return smaller > _LIKE * larger and len(left & right) / smaller >= _SAME


def repetition(of: str) -> Finding:
    """The finding on a claim that the card makes already."""
    return Finding(
        kind="repetition",
        severity="unsupported",
        claim=of,
        message=f"it says again what the card says already: {of}",
    )


def own_words(sentence: Passage, source: SourceText, limit: int = TEXT_LIMIT) -> Report | None:
    """A report on a sentence of the source as a claim, if it can stand alone and is short."""
    text = " ".join(sentence.text.split())
    if text.endswith(_QUESTION_MARKS):
        return None
    report = _named(verify_claim(text, source, (sentence.number,)), source)
    return report if stands(report) and len(report.claim) <= limit else None
