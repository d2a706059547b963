"""Claims of a draft on their way to the card: proposed, checked, repaired, decided.

Every claim ends as a `Decision`; none disappears. Pure: reports come in, decisions go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factcards.card import Action, ClaimRecord, Finding, Policy
from factcards.claims_grammar import left_over
from factcards.draft import CardDraft
from factcards.salience import salient_sentences
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_claim, verify_statement
from factcards.verify.align import most_in_one
from factcards.verify.passage import Passage
from factcards.verify.policy import failing, stands

_QUESTION_MARKS = ("?", "？", "؟")
HEADLINE_LIMIT = 90
TEXT_LIMIT = 300  # code points of a fact or a summary
_SAME = 0.8  # share of the shorter one's content words that makes two claims one
_MOST_OF_IT = 0.62  # share of a sentence of the card that one sentence of the source must carry
_FEWEST_WORDS = 4  # in a fact
_LIKE = 0.4  # ... if it has at least this share of the longer one's number of them
_WORTH_A_LOOK = 20  # salient sentences


@dataclass(frozen=True)
class Assignment:
    """One article to make a card of, and by which policy.

    Attributes:
        source: The article as the checks see it.
        policy: Which claims may stand.
    """

    source: SourceText
    policy: Policy = "standard"

    @cached_property
    def salient(self) -> tuple[int, ...]:
        """Numbers of the sentences that carry the article, most important first."""
        return salient_sentences(self.source, _WORTH_A_LOOK)

    @property
    def bar(self) -> Policy:
        """The policy to aim at: a lenient card too is verified as far as it can be."""
        return "standard" if self.policy == "lenient" else self.policy

    def bars(self, claim: Claim) -> tuple[Policy, ...]:
        """The policies of which a claim must pass one, the one to aim at first.

        Only a fact may be partly verified: a headline or a summary goes where no mark can go
        with it, into the title of a page or the preview of an inbox.
        """
        if self.policy == "lenient" and claim.is_fact:
            return (self.bar, "lenient")
        return (self.bar,)


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
    report = _named(verify_statement(claim.text, source, claim.cited), source)
    findings = (
        *_too_long(claim),
        *_states_nothing(claim, source),
        *_pieced_together(report, source),
        *left_over(report.claim, report.evidence),
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
        yield Finding(kind="question", severity="unsupported", claim=claim.text, message=message)
    if claim.is_fact and len(Passage(claim.text, source.lang).tokens) < _FEWEST_WORDS:
        message = "it is too short to say anything by itself"
        yield Finding(kind="length", severity="unsupported", claim=claim.text, message=message)


def _pieced_together(report: Report, source: SourceText) -> Iterator[Finding]:
    """A sentence whose words come from several, none of which says most of it.

    Each part may be true, and the whole false: who scored twice once is not who scored here.
    """
    numbers = " and ".join(str(e.sentence) for e in report.evidence)
    if report.verdict != "verified" or len(report.evidence) == 1:
        return
    for part in segment(report.claim, source.lang):
        if most_in_one(Passage(part.text, source.lang), source) < _MOST_OF_IT:
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
            named = verify_statement(f"{speaker.name} {rest}", source, (number,))
            if stands(named):
                message = f"“{first}” is {speaker.name} in sentence {number}"
                note = Finding(kind="coreference", severity="note", claim=first, message=message)
                return replace(named, findings=(*named.findings, note))
    return report


def decide(
    claim: Claim,
    attempts: Sequence[Report],
    bars: Sequence[Policy],
    fallback: Callable[[], Report | None],
) -> Decision:
    """Settle one claim.

    Args:
        claim: As proposed.
        attempts: The report on it, and that on the model's second attempt if there was one.
        bars: See `Assignment.bars`.
        fallback: Gives a report on the source's own words, if any can take its place.
    """
    for bar in bars:
        for number, report in enumerate(attempts, 1):
            if stands(report, bar):
                action = "repaired" if number > 1 else _as_proposed(claim, report)
                return Decision(claim, report, action, _found(attempts[:number], bar))
    findings = _found(attempts, bars[-1])
    if (own_words := fallback()) is not None:
        return Decision(claim, own_words, "replaced", findings)
    return Decision(claim, attempts[-1], "rejected", findings)


def _as_proposed(claim: Claim, report: Report) -> Action:
    if report.claim != claim.text:
        return "repaired"
    return "realigned" if report.realigned else "kept"


def _found(attempts: Sequence[Report], policy: Policy) -> tuple[Finding, ...]:
    """What was found in some attempts, and what the policy has against them, each once."""
    found = (f for report in attempts for f in (*report.findings, *failing(report, policy)))
    return tuple(dict.fromkeys(found))


def reject_repetitions(
    decisions: Sequence[Decision], lang: str, before: Sequence[Decision] = ()
) -> tuple[Decision, ...]:
    """Reject facts, and reasons why it matters, that say again what another claim says.

    Of two the earlier stands, or the one that is wholly verified.

    Args:
        decisions: In the order of the card.
        lang: Language of the article.
        before: Decisions on what stands before them, settled already.
    """
    taken = [(d.text, Passage(d.text, lang).stems) for d in before if d.text is not None]
    settled: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.report.verdict != "verified"):
        field = decision.claim.field
        settled[field] = decision
        if decision.text is None or field in ("headline", "summary"):
            continue
        stems = Passage(decision.text, lang).stems
        twin = next((t for t, other in taken if same_content(stems, other)), None)
        if twin is None:
            taken.append((decision.text, stems))
        else:
            findings = (*decision.findings, repetition(twin))
            settled[field] = replace(decision, action="rejected", findings=findings)
    return tuple(settled[decision.claim.field] for decision in decisions)


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


def own_words(number: int, assignment: Assignment) -> Report | None:
    """A report on a sentence of the source as a claim, if it can stand alone and is short."""
    source = assignment.source
    text = " ".join(source.passages[number - 1].text.split())
    if text.endswith(_QUESTION_MARKS):
        return None
    report = _named(verify_claim(text, source, (number,)), source)
    return report if stands(report, assignment.bar) and len(report.claim) <= TEXT_LIMIT else None
