"""Checking a card again: offline, with no model, years later.

Three questions are asked of everything on the card. Is each passage where the card says it is
in the article? Do the checks still find that the claims follow from these passages, and is the
rest what the article gives? And does the card agree with its own record? Without the article
the first cannot be answered, and the second only against the passages on the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcards.article import Article, Sentence, Value
from factcards.assemble import first_verified
from factcards.card import Card, ClaimRecord, Evidence, Fact, Finding, Policy, Verdict
from factcards.recheck_excerpts import (
    entity_findings,
    fact_kind_findings,
    figure_findings,
    moment_findings,
    name_findings,
    quote_findings,
    said_findings,
)
from factcards.recheck_records import (
    evidence_findings,
    fact_findings,
    fact_records,
    failed,
    language_findings,
    preheader_findings,
    provenance_findings,
    record_of,
    source_findings,
    text_findings,
    verification_findings,
)
from factcards.sentences import segment
from factcards.sentences_markup import unmarked
from factcards.verify import Report, SourceText, verify_statement
from factcards.verify.fold import fold
from factcards.verify.passage import Passage
from factcards.verify.policy import failing, stands


class Checked(Value):
    """One thing on the card and what is found of it now.

    Attributes:
        field: Where it stands: ``facts[0]``, ``headline``, ``quotes[1]``, ``figures[2]``...
        text: Its words.
        verdict: Of the checks, now.
        findings: What they found.
        holds: Whether it may stand as it does: it is verified, or the card says that it is
            partly verified and the card's policy allows for that.
    """

    field: str
    text: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    holds: bool


class Recheck(Value):
    """The result for a whole card.

    Attributes:
        card: The card's id.
        article: ``same`` (the text has the digest on the card), ``different`` or ``absent``.
        checked: Everything on the card, in its order.
    """

    card: str
    article: str
    checked: tuple[Checked, ...]

    @property
    def holds(self) -> bool:
        return all(item.holds for item in self.checked)


def recheck(card: Card, article: Article | None) -> Recheck:
    """Check a card against an article, or without one against its own passages.

    Args:
        card: The card.
        article: The text it was made of; a different text is said so and still checked.
    """
    if article is None:
        state, source = "absent", _passages_of(card)
    else:
        state = "same" if article.sha256 == card.source.sha256 else "different"
        read = article.model_copy(update=_metadata_of(card))
        source = SourceText(read, segment(read.text, read.lang))
    context = _Context(card, source, state)
    items = (
        *_about_itself(context, article),
        *_claims(context),
        *_cuttings(context),
    )
    return Recheck(card=card.id, article=state, checked=items)


@dataclass(frozen=True)
class _Context:
    """What a card is checked against."""

    card: Card
    source: SourceText
    state: str

    def policy(self, *, partly: bool = False) -> Policy:
        """What judges a claim of the card; `partly`: the card calls it no more than that."""
        policy = self.card.verification.policy
        if policy == "lenient":
            return policy if partly else "standard"
        # How close a claim is to its sentence depends on the neighbours, which may be missing.
        return policy if self.state == "same" else "standard"

    def passage(self, evidence: Evidence) -> Passage:
        """A passage of the card, read as the article's sentences are."""
        return Passage(unmarked(evidence.quote), self.card.lang, published=self.source.published)


def _metadata_of(card: Card) -> dict[str, str | None]:
    """What the checks read beside the text must be what it was when the card was made."""
    source = card.source
    return {"lang": card.lang, "title": source.title, "published": source.published}


def _about_itself(context: _Context, article: Article | None) -> Iterator[Checked]:
    """What stands on the card beside claims and words of the article."""
    card, text = context.card, context.source
    same = article if context.state == "same" else None
    about = source_findings(card, same) if same else ()
    yield _checked("source", card.source.title or card.provenance.article.name, about)
    yield _checked("lang", card.lang, language_findings(card, text.article.text))
    yield _checked("preheader", card.preheader, preheader_findings(card))
    counts = card.verification
    said = f"{counts.checked} checked, {counts.verified} verified, {counts.rejected} rejected"
    yield _checked("verification", said, verification_findings(card))
    yield _checked("provenance", card.id, provenance_findings(card, text if same else None))


def _claims(context: _Context) -> Iterator[Checked]:
    card = context.card
    for field, text in (
        ("headline", card.headline),
        ("summary", card.summary),
        ("why_it_matters", card.why_it_matters),
    ):
        recorded = record_of(card, field)
        if text is None:
            if recorded is not None:
                yield _checked(field, "", text_findings(card, field, text))
            continue
        evidence = recorded.evidence if recorded else ()
        if recorded is None and (lead := first_verified(card.facts)):
            evidence = lead.evidence
        wrong = text_findings(card, field, text)
        yield _claim(context, field, text, evidence, wrong, context.policy())
    if not card.facts:
        yield _checked("facts", "", [failed("record", "the card has not one fact")])
    records = fact_records(card)
    for index, fact in enumerate(card.facts):
        record = records[index] if index < len(records) else None
        wrong = _of_fact(context, fact, record)
        policy = context.policy(partly=fact.verdict == "partial")
        yield _claim(context, f"facts[{index}]", fact.text, fact.evidence, wrong, policy)


def _of_fact(context: _Context, fact: Fact, record: ClaimRecord | None) -> Iterator[Finding]:
    yield from fact_findings(fact, record, context.card.verification.policy)
    yield from evidence_findings(fact.evidence, fact.text)
    last = len(context.source.passages)
    if context.state == "same" and fact.evidence and fact.evidence[0].sentence <= last:
        yield from fact_kind_findings(fact, context.source)


def _claim(
    context: _Context,
    field: str,
    text: str,
    evidence: tuple[Evidence, ...],
    beside: Iterable[Finding],
    policy: Policy = "standard",
) -> Checked:
    """Check a claim against its passages; `beside` is what else is wrong with it."""
    source, state = context.source, context.state
    numbers = [e.sentence for e in evidence] if state == "same" else _renumbered(evidence, source)
    report = verify_statement(text.removesuffix("…"), source, numbers)
    wrong = [*beside]
    if state != "absent":
        wrong += _misplaced(evidence, source, state)
    if state == "same":
        wrong += _elsewhere(evidence, report, source)
    wrong += [f for f in failing(report, policy) if f.kind == "policy"]
    verdict = report.verdict
    if wrong and verdict == "verified":
        verdict = "unsupported"
    return Checked(
        field=field,
        text=text,
        verdict=verdict,
        findings=(*wrong, *report.findings),
        holds=not wrong and (verdict == "verified" or stands(report, policy)),
    )


def _elsewhere(
    evidence: tuple[Evidence, ...], report: Report, source: SourceText
) -> Iterator[Finding]:
    """Passages must be the sentences that they are numbered as, and carry the claim."""
    for passage in evidence:
        if not _is_sentence(passage, source):
            yield failed("passage", f"it is not sentence {passage.sentence}", passage.quote)
    carrying = {e.sentence for e in report.evidence}
    if evidence and report.verdict == "verified" and not carrying & {e.sentence for e in evidence}:
        numbers = " and ".join(map(str, sorted(carrying)))
        yield failed("passage", f"sentence {numbers} says this, not the passage given")


def _is_sentence(passage: Evidence, source: SourceText) -> bool:
    if passage.sentence > len(source.sentences):
        return False
    sentence = source.sentences[passage.sentence - 1]
    return (sentence.start, sentence.text) == (passage.start, passage.quote)


def _cuttings(context: _Context) -> Iterator[Checked]:
    """Everything that was cut out of the article rather than claimed about it."""
    card, source = context.card, context.source
    for i, figure in enumerate(card.figures):
        found = figure_findings(figure, context.passage(figure.evidence))
        yield _cutting(context, f"figures[{i}]", figure.value, figure.evidence, found)
    for i, quote in enumerate(card.quotes):
        wrong = [*quote_findings(quote)]
        if context.state != "absent":
            wrong += said_findings(quote, source, same=context.state == "same")
        yield _cutting(context, f"quotes[{i}]", quote.text, quote.evidence, wrong)
    for group in ("people", "organisations", "places"):
        for i, named in enumerate(getattr(card, group)):
            wrong = [*name_findings(named, context.passage(named.evidence))]
            if context.state != "absent":
                wrong += entity_findings(named, source)
            yield _cutting(context, f"{group}[{i}]", named.name, named.evidence, wrong)
    for i, moment in enumerate(card.timeline):
        found = moment_findings(moment, context.passage(moment.evidence))
        wrong = [*found, *evidence_findings((moment.evidence,))]
        yield _claim(context, f"timeline[{i}]", moment.text, (moment.evidence,), wrong)


def _cutting(
    context: _Context, field: str, text: str, evidence: Evidence, beside: Iterable[Finding]
) -> Checked:
    """Check that a passage is in the article; `beside` is what else is wrong with it."""
    wrong = [*evidence_findings((evidence,)), *beside]
    if context.state != "absent":
        wrong += _misplaced((evidence,), context.source, context.state)
    quoted = field.startswith("quotes[")  # part of a sentence, and its place is checked
    if context.state == "same" and not quoted and not _is_sentence(evidence, context.source):
        wrong.append(failed("passage", f"it is not sentence {evidence.sentence}", evidence.quote))
    return _checked(field, text, wrong)


def _checked(field: str, text: str, wrong: Iterable[Finding]) -> Checked:
    findings = tuple(wrong)
    verdict: Verdict = "unsupported" if findings else "verified"
    return Checked(field=field, text=text, verdict=verdict, findings=findings, holds=not findings)


def _misplaced(evidence: tuple[Evidence, ...], source: SourceText, state: str) -> Iterator[Finding]:
    text = source.article.text
    for passage in evidence:
        if text[passage.start : passage.end] == passage.quote:
            continue
        if state == "different" and fold(passage.quote).text in fold(text).text:
            continue  # the same words elsewhere: an edit before them moved them
        message = "the article does not have this passage where the card says"
        yield failed("passage", message, passage.quote)


def _renumbered(evidence: tuple[Evidence, ...], source: SourceText) -> list[int]:
    wanted = [fold(e.quote).text for e in evidence]
    return [s.number for s in source.sentences if fold(s.text).text in wanted]


def _passages_of(card: Card) -> SourceText:
    """The passages on the card as if they were an article."""
    groups = [
        *(f.evidence for f in card.facts),
        *(r.evidence for r in card.verification.verdicts if r.text is not None),
        *((m.evidence,) for m in card.timeline),
    ]
    quotes = {e.start: e.quote for evidence in groups for e in evidence}
    sentences: list[Sentence] = []
    at = 0
    for number, start in enumerate(sorted(quotes), 1):
        line = " ".join(quotes[start].split())
        sentences.append(Sentence(number, at, at + len(line), line, number - 1))
        at += len(line) + 1
    article = Article(name="card", text="\n".join(s.text for s in sentences))
    return SourceText(article.model_copy(update=_metadata_of(card)), tuple(sentences))
