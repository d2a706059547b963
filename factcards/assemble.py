"""The card, put together from what was decided and what is cut out of the article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256

from factcards import excerpts
from factcards._version import __version__
from factcards.article import Article
from factcards.card import (
    ArticleRef,
    Card,
    Fact,
    Policy,
    Provenance,
    Source,
    Verification,
    json_schema,
)
from factcards.claims import HEADLINE_LIMIT, Assignment, Decision
from factcards.clauses import shorten
from factcards.draft import CardDraft
from factcards.errors import NotAnArticle
from factcards.keyfigures import figures
from factcards.language import direction
from factcards.proposal import Conversation
from factcards.verify import SourceText

PREHEADER_LIMIT = 90


def build_card(
    assignment: Assignment,
    draft: CardDraft,
    decisions: Sequence[Decision],
    conversation: Conversation,
    now: datetime,
) -> Card:
    """Put a card together.

    Args:
        assignment: The article, and the policy that decided.
        draft: What the model proposed, for what needs no verdict.
        decisions: What became of each claim.
        conversation: How it was asked, for the provenance.
        now: Time of creation, with a time zone.

    Raises:
        NotAnArticle: Not one fact is verified.
    """
    source, prompt = assignment.source, conversation.prompt
    article = source.article
    texts = {d.claim.field: d.text for d in decisions if not d.claim.is_fact}
    facts = tuple(_fact(d, source) for d in decisions if d.claim.is_fact and d.text is not None)
    lead = first_verified(facts)
    if lead is None:
        raise NotAnArticle(
            "nothing the model wrote, and no sentence of the text, can stand as a fact",
            source=article.name,
            remedy="check that the text is running prose",
        )
    headline = texts["headline"] or shorten(lead.text, HEADLINE_LIMIT)
    summary = texts["summary"] or lead.text
    people = excerpts.people(source, draft)
    organisations = excerpts.mentions(
        source, draft.organisations, places=False, taken=[p.name for p in people]
    )
    taken = [p.name for p in people] + [o.name for o in organisations]
    provenance = _provenance(source, conversation)
    identity = f"{article.sha256} {prompt.digest} {provenance.model}"
    return Card(
        id=sha256(identity.encode()).hexdigest()[:16],
        lang=article.lang,
        dir=direction(article.lang),
        created_at=now,
        source=_source(article),
        headline=headline,
        preheader=shorten(summary, PREHEADER_LIMIT),
        summary=summary,
        why_it_matters=texts.get("why_it_matters"),
        facts=facts,
        figures=figures(source, _by_weight(facts, assignment)),
        quotes=excerpts.quotes(source, draft),
        people=people,
        organisations=organisations,
        places=excerpts.mentions(source, draft.places, places=True, taken=taken),
        timeline=excerpts.timeline(source, [f for f in facts if f.verdict == "verified"]),
        verification=_verification(decisions, assignment.policy),
        provenance=provenance,
    )


def first_verified(facts: Sequence[Fact]) -> Fact | None:
    """The fact whose words a headline or a summary takes that has none of its own."""
    return next((fact for fact in facts if fact.verdict == "verified"), None)


def _by_weight(facts: Sequence[Fact], assignment: Assignment) -> Iterator[int]:
    """Sentences that figures are taken from: those of the facts, then other salient ones."""
    cited = dict.fromkeys(e.sentence for fact in facts for e in fact.evidence)
    yield from cited
    yield from (number for number in assignment.salient if number not in cited)


def _fact(decision: Decision, source: SourceText) -> Fact:
    report = decision.report
    # Words that the article does not have are nobody's.
    verified = report.verdict == "verified"
    return Fact(
        text=report.claim,
        kind=excerpts.kind_of(source, report.evidence),
        attribution=excerpts.attribution_of(source, report.evidence) if verified else None,
        evidence=report.evidence,
        verdict=report.verdict,
        findings=report.findings,
    )


def _verification(decisions: Sequence[Decision], policy: Policy) -> Verification:
    shown = [d for d in decisions if d.text is not None]
    return Verification(
        policy=policy,
        checked=len(decisions),
        verified=sum(d.report.verdict == "verified" for d in shown),
        repaired=sum(d.action in ("repaired", "replaced") for d in shown),
        rejected=len(decisions) - len(shown),
        verdicts=tuple(d.record() for d in decisions),
    )


def _provenance(source: SourceText, conversation: Conversation) -> Provenance:
    article, prompt = source.article, conversation.prompt
    return Provenance(
        article=ArticleRef(
            name=article.name,
            sha256=article.sha256,
            characters=len(article.text),
            sentences=len(source.sentences),
        ),
        prompt=prompt.ref,
        schema_digest=_schema_digest(),
        model=conversation.completions[-1].model,
        endpoint=conversation.completer.kind,
        parameters=prompt.meta.parameters,
        usage=conversation.usage,
        cost=None,  # no price is known here, and an unknown price is not 0
        attempts=sum(c.attempts for c in conversation.completions),
        factcards=__version__,
    )


def _source(article: Article) -> Source:
    return Source(
        url=article.url,
        canonical=article.canonical,
        title=article.title,
        publisher=article.publisher,
        byline=article.byline,
        published=article.published,
        retrieved=article.retrieved,
        sha256=article.sha256,
    )


@cache
def _schema_digest() -> str:
    return sha256(json.dumps(json_schema(), sort_keys=True).encode()).hexdigest()
