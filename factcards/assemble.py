"""The card, put together from what was decided and what is cut out of the article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256

from factcards import excerpts
from factcards._version import __version__
from factcards.article import Article
from factcards.card import ArticleRef, Card, Fact, Provenance, Source, Verification, json_schema
from factcards.claims import HEADLINE_LIMIT, Decision
from factcards.clauses import shorten
from factcards.draft import CardDraft
from factcards.errors import NotAnArticle
from factcards.keyfigures import figures
from factcards.language import direction
from factcards.proposal import Conversation
from factcards.salience import salient_sentences
from factcards.verify import SourceText

PREHEADER_LIMIT = 90
_WORTH_A_LOOK = 20  # sentences that figures may come from beside those of the facts


def build_card(
    source: SourceText,
    draft: CardDraft,
    decisions: Sequence[Decision],
    conversation: Conversation,
    now: datetime,
) -> Card:
    """Put a card together.

    Args:
        source: The article.
        draft: What the model proposed, for what needs no verdict.
        decisions: What became of each claim.
        conversation: How it was asked, for the provenance.
        now: Time of creation, with a time zone.

    Raises:
        NotAnArticle: Not one fact stands.
    """
    article, prompt = source.article, conversation.prompt
    texts = {d.claim.field: d.text for d in decisions if not d.claim.is_fact}
    facts = tuple(_fact(d, source) for d in decisions if d.claim.is_fact and d.text is not None)
    if not facts:
        raise NotAnArticle(
            "nothing the model wrote, and no sentence of the text, can stand as a fact",
            source=article.name,
            remedy="check that the text is running prose",
        )
    headline = texts["headline"] or shorten(facts[0].text, HEADLINE_LIMIT)
    summary = texts["summary"] or facts[0].text
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
        figures=figures(source, _by_weight(facts, source)),
        quotes=excerpts.quotes(source, draft),
        people=people,
        organisations=organisations,
        places=excerpts.mentions(source, draft.places, places=True, taken=taken),
        timeline=excerpts.timeline(source, facts),
        verification=_verification(decisions),
        provenance=provenance,
    )


def _by_weight(facts: Sequence[Fact], source: SourceText) -> list[int]:
    """Sentences that figures are taken from: those of the facts, then other salient ones."""
    cited = [e.sentence for fact in facts for e in fact.evidence]
    return list(dict.fromkeys([*cited, *salient_sentences(source, _WORTH_A_LOOK)]))


def _fact(decision: Decision, source: SourceText) -> Fact:
    report = decision.report
    return Fact(
        text=report.claim,
        kind=excerpts.kind_of(source, report.evidence),
        attribution=excerpts.attribution_of(source, report.evidence),
        evidence=report.evidence,
        verdict=report.verdict,
        findings=report.findings,
    )


def _verification(decisions: Sequence[Decision]) -> Verification:
    shown = [d for d in decisions if d.text is not None]
    return Verification(
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
