"""One article to one card.

    article -> numbered sentences -> draft (the model proposes)
            -> claims x cited sentences -> reports -> decisions (code disposes)
            -> the failed ones asked again, once -> decisions
            -> card, with the record of every claim

Everything but the calls to the completer is pure; the clock comes in as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from factcards.article import Article
from factcards.assemble import build_card
from factcards.card import Card
from factcards.claims import (
    HEADLINE_LIMIT,
    Claim,
    Decision,
    check,
    claims_of,
    decide,
    own_words,
    reject_repetitions,
    repetition,
    same_content,
)
from factcards.clauses import clauses, shorten
from factcards.completion import Completer
from factcards.errors import NotAnArticle, ReplyError
from factcards.prompt import Prompt
from factcards.proposal import Conversation, Failure
from factcards.salience import salient_sentences
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_claim
from factcards.verify.fold import fold
from factcards.verify.passage import Passage
from factcards.verify.policy import complaint, stands

FEWEST_FACTS = 5  # fewer only where the article does not hold that many

# What is optional on a card is left out rather than asked again.
_ASKED_AGAIN = re.compile(r"facts\[\d+\]|headline|summary")

Observer = Callable[[str], None]


async def make_card(
    article: Article,
    *,
    completer: Completer,
    prompt: Prompt,
    now: datetime,
    observe: Observer = lambda _: None,
) -> Card:
    """Make a verified card.

    Args:
        article: What to summarise.
        completer: The model.
        prompt: How to ask it.
        now: Time of creation for the card, with a time zone.
        observe: Told what is going on, in a few words at a time.

    Raises:
        NotAnArticle: No sentence of it can be checked.
        EndpointError: The model cannot be asked.
        ReplyError: The model never answered with a draft.
        PromptError: The prompt does not render.
    """
    source = SourceText(article, segment(article.text, article.lang))
    if not source.sentences:
        raise NotAnArticle("there are no sentences in it", source=article.name)
    conversation = Conversation(completer, prompt, source)

    observe(f"reading {len(source.sentences)} sentences and writing the card")
    draft = await conversation.draft()

    claims = claims_of(draft)
    observe(f"checking {len(claims)} claims")
    first = {claim: check(claim, source) for claim in claims}
    second = await _second_attempts(first, source, conversation, observe)
    decisions = _decisions(claims, first, second, source)
    observe("putting the card together")
    return build_card(source, draft, decisions, conversation, now)


async def _second_attempts(
    first: Mapping[Claim, Report],
    source: SourceText,
    conversation: Conversation,
    observe: Observer,
) -> dict[Claim, Report]:
    """Reports on what the model makes of the claims that failed, asked all at once."""
    failed = [
        c for c, report in first.items() if not stands(report) and _ASKED_AGAIN.fullmatch(c.field)
    ]
    if not failed:
        return {}
    observe(f"asking again about {len(failed)} of {len(first)} claims")
    failures = [
        Failure(c.text, complaint(first[c]), _nearest(c, first[c], source).number) for c in failed
    ]
    try:
        repair = await conversation.repair(failures)
    except ReplyError:
        # The first reply was a card; the claims that failed are settled without a second one.
        return {}
    return {
        claim: check(Claim(claim.field, again.text, (again.source,)), source)
        for claim, again in zip(failed, repair.claims, strict=False)
    }


def _nearest(claim: Claim, report: Report, source: SourceText) -> Passage:
    """The sentence that a claim should keep to: what was found, else what it cites."""
    numbers = [e.sentence for e in report.evidence] + _cited(claim, source)
    return source.passages[numbers[0] - 1] if numbers else source.passages[0]


def _cited(claim: Claim, source: SourceText) -> list[int]:
    return [n for n in claim.cited if 1 <= n <= len(source.passages)]


def _decisions(
    claims: Sequence[Claim],
    first: Mapping[Claim, Report],
    second: Mapping[Claim, Report],
    source: SourceText,
) -> tuple[Decision, ...]:
    """Settle facts, fill them up, then settle the texts that may fall back on them."""

    def settle(claim: Claim, fallback: Callable[[], Report | None]) -> Decision:
        return decide(claim, first[claim], second.get(claim), fallback)

    def in_own_words(claim: Claim) -> Report | None:
        numbers = [*_cited(claim, source), *(e.sentence for e in first[claim].evidence)]
        reports = (own_words(source.passages[n - 1], source) for n in dict.fromkeys(numbers))
        return next((report for report in reports if report is not None), None)

    facts = [settle(c, partial(in_own_words, c)) for c in claims if c.is_fact]
    facts = [*reject_repetitions(facts, source.lang)]
    facts += _filled_up(facts, source)
    texts = {
        "headline": lambda: _headline(facts, source),
        "summary": lambda: _lead(source),
        "why_it_matters": lambda: None,
    }
    rest = [settle(c, texts[c.field]) for c in claims if not c.is_fact]
    return reject_repetitions([*facts, *_summary_not_headline(rest, source)], source.lang)


def _summary_not_headline(texts: Sequence[Decision], source: SourceText) -> list[Decision]:
    """A summary that only says the headline again gives way to the article's lead."""
    headline = next(d.text or "" for d in texts if d.claim.field == "headline")
    return [
        replace(d, report=lead, action="replaced", findings=(*d.findings, repetition(headline)))
        if d.claim.field == "summary"
        and fold(d.text or "").text.rstrip(".") == fold(headline).text.rstrip(".")
        and (lead := _lead(source)) is not None
        else d
        for d in texts
    ]


def _filled_up(facts: Sequence[Decision], source: SourceText) -> list[Decision]:
    """Facts in the source's own words where too few of the model's stand."""
    standing = [d for d in facts if d.text is not None]
    taken = {e.sentence for d in standing for e in d.report.evidence[:1]}
    stems = [Passage(d.report.claim, source.lang).stems for d in standing]
    added: list[Decision] = []
    for number in salient_sentences(source, 3 * FEWEST_FACTS):
        if len(standing) + len(added) >= FEWEST_FACTS:
            break
        passage = source.passages[number - 1]
        report = own_words(passage, source)
        if number in taken or report is None or any(same_content(passage.stems, s) for s in stems):
            continue
        claim = Claim(f"facts[{len(facts) + len(added)}]", "", (number,))
        added.append(Decision(claim, report, "added", ()))
        stems.append(passage.stems)
    return added


def _headline(facts: Sequence[Decision], source: SourceText) -> Report | None:
    """The publisher's title if the article bears it out, otherwise a fact or part of one."""
    reports = [d.report for d in facts if d.text is not None]
    beginnings = (c for r in reports for c in clauses(r.claim, HEADLINE_LIMIT))
    title = source.article.title or ""
    for text in (title, *(r.claim for r in reports), *beginnings):
        if 0 < len(text) <= HEADLINE_LIMIT and stands(report := verify_claim(text, source)):
            return report
    if not reports:
        return None
    return replace(reports[0], claim=shorten(reports[0].claim, HEADLINE_LIMIT))


def _lead(source: SourceText) -> Report | None:
    """The most important sentence that can stand alone."""
    candidates = (source.passages[n - 1] for n in salient_sentences(source, FEWEST_FACTS))
    return next((r for p in candidates if (r := own_words(p, source)) is not None), None)
