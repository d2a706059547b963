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
from factcards.card import Card, Policy
from factcards.claims import (
    HEADLINE_LIMIT,
    Assignment,
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
from factcards.clauses import ARTICLES, clauses, shorten
from factcards.completion import Completer
from factcards.errors import NotAnArticle, ReplyError
from factcards.judge import judge_claim
from factcards.prompt import Prompt
from factcards.proposal import Conversation, Failure
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_claim
from factcards.verify.fold import fold
from factcards.verify.passage import Passage
from factcards.verify.policy import complaint, stands
from factcards.verify.stopwords import stop_words

_LEADING = 3  # sentences of the article that may give a headline
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
    policy: Policy = "standard",
    judge: Prompt | None = None,
    observe: Observer = lambda _: None,
) -> Card:
    """Make a verified card.

    Args:
        article: What to summarise.
        completer: The model.
        prompt: How to ask it.
        now: Time of creation for the card, with a time zone.
        policy: Which claims may stand: see `factcards.verify.policy.stands`. Of a ``lenient``
            card only facts may be partly verified; they are marked.
        judge: How to ask the model for its opinion of each claim that stands in words of its
            own. It can only refuse one: a card is checked again without a model.
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
    assignment = Assignment(source, policy)
    conversation = Conversation(completer, prompt, assignment)

    observe(f"reading {len(source.sentences)} sentences and writing the card")
    draft = await conversation.draft()

    claims = claims_of(draft)
    observe(f"checking {len(claims)} claims")
    first = {claim: check(claim, source) for claim in claims}
    if judge is not None:
        observe("asking the model about claims that stand")
        first = await _judged(first, assignment, conversation, judge)
    second = await _second_attempts(first, assignment, conversation, observe)
    if judge is not None:
        second = await _judged(second, assignment, conversation, judge)
    decisions = _decisions(claims, first, second, assignment)
    observe("putting the card together")
    return build_card(assignment, draft, decisions, conversation, now)


async def _judged(
    reports: Mapping[Claim, Report],
    assignment: Assignment,
    conversation: Conversation,
    prompt: Prompt,
) -> dict[Claim, Report]:
    """The reports with the model's opinion of claims that would stand."""
    return {
        claim: await judge_claim(
            report.claim, assignment.source, report, conversation, prompt, may_confirm=False
        )
        if stands(report, assignment.bars(claim)[0])
        else report
        for claim, report in reports.items()
    }


async def _second_attempts(
    first: Mapping[Claim, Report],
    assignment: Assignment,
    conversation: Conversation,
    observe: Observer,
) -> dict[Claim, Report]:
    """Reports on what the model makes of the claims that failed, asked all at once."""
    source = assignment.source
    bar = {claim: assignment.bars(claim)[0] for claim in first}
    failed = [
        claim
        for claim, report in first.items()
        if not stands(report, bar[claim]) and _ASKED_AGAIN.fullmatch(claim.field)
    ]
    if not failed:
        return {}
    observe(f"asking again about {len(failed)} of {len(first)} claims")
    failures = [
        Failure(c.text, complaint(first[c], bar[c]), _nearest(c, first[c], source).number)
        for c in failed
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
    assignment: Assignment,
) -> tuple[Decision, ...]:
    """Settle facts, fill them up, then settle the texts that may fall back on them."""
    source = assignment.source

    def settle(claim: Claim, fallback: Callable[[], Report | None]) -> Decision:
        attempts = [reports[claim] for reports in (first, second) if claim in reports]
        return decide(claim, attempts, assignment.bars(claim), fallback)

    def in_own_words(claim: Claim) -> Report | None:
        report = first[claim]
        places = [_cited(claim, source), [e.sentence for e in report.evidence]]
        if stands(report):  # but not by the policy: what says it is found
            places.reverse()
        numbers = [*places[0], *places[1]]
        reports = (own_words(number, assignment) for number in dict.fromkeys(numbers))
        return next((report for report in reports if report is not None), None)

    facts = [settle(c, partial(in_own_words, c)) for c in claims if c.is_fact]
    facts = [*reject_repetitions(facts, source.lang)]
    facts += _filled_up(facts, assignment)
    texts = {
        "headline": lambda: _headline(facts, assignment),
        "summary": lambda: _lead(assignment),
        "why_it_matters": lambda: None,
    }
    rest = [settle(c, texts[c.field]) for c in claims if not c.is_fact]
    rest = _summary_not_headline(rest, assignment)
    return (*facts, *reject_repetitions(rest, source.lang, before=facts))


def _summary_not_headline(texts: Sequence[Decision], assignment: Assignment) -> list[Decision]:
    """A summary that only says the headline again gives way to the article's lead."""
    headline = next(d.text or "" for d in texts if d.claim.field == "headline")
    return [
        replace(d, report=lead, action="replaced", findings=(*d.findings, repetition(headline)))
        if d.claim.field == "summary"
        and fold(d.text or "").text.rstrip(".") == fold(headline).text.rstrip(".")
        and (lead := _lead(assignment)) is not None
        else d
        for d in texts
    ]


def _filled_up(facts: Sequence[Decision], assignment: Assignment) -> list[Decision]:
    """Facts in the source's own words where too few of the model's stand."""
    source = assignment.source
    standing = [d for d in facts if d.text is not None]
    taken = {e.sentence for d in standing for e in d.report.evidence[:1]}
    stems = [Passage(d.report.claim, source.lang).stems for d in standing]
    # Headline and summary may fall back on a fact, so one has to be wholly verified.
    sure = any(d.report.verdict == "verified" for d in standing)
    missing = max(FEWEST_FACTS - len(standing), 0 if sure else 1)
    added: list[Decision] = []
    if missing <= 0:
        return added  # without looking for what is not needed
    for number in assignment.salient[: 3 * FEWEST_FACTS]:
        if len(added) >= missing:
            break
        passage = source.passages[number - 1]
        report = own_words(number, assignment)
        if number in taken or report is None or any(same_content(passage.stems, s) for s in stems):
            continue
        claim = Claim(f"facts[{len(facts) + len(added)}]", "", (number,))
        added.append(Decision(claim, report, "added", ()))
        stems.append(passage.stems)
    return added


def _headline(facts: Sequence[Decision], assignment: Assignment) -> Report | None:
    """The publisher's title where it is verified, otherwise what is said that is closest to it.

    That is a fact, a leading sentence of the article, or the beginning of one of them.
    """
    source = assignment.source
    reports = [d.report for d in facts if d.text is not None and d.report.verdict == "verified"]
    sentences = [source.passages[number - 1].text for number in assignment.salient[:_LEADING]]
    whole = [
        " ".join(text.split()).rstrip(".") for text in (*(r.claim for r in reports), *sentences)
    ]
    parts = [c for text in whole for c in clauses(text, HEADLINE_LIMIT) if _opens(c, source.lang)]
    wanted = source.title.stems
    texts = sorted(
        dict.fromkeys((*whole, *parts)),
        key=lambda text: -len(Passage(text, source.lang).stems & wanted),
    )
    for text in (source.article.title or "", *texts):
        if 0 < len(text) <= HEADLINE_LIMIT:
            report = verify_claim(text, source)
            if stands(report, assignment.bar):
                return report
    if not reports:
        return None
    return replace(reports[0], claim=shorten(reports[0].claim, HEADLINE_LIMIT))


def _opens(clause: str, lang: str) -> bool:
    """Whether the beginning of a sentence can stand without the rest: not "If the Senate"."""
    tokens = Passage(clause, lang).tokens
    return bool(tokens) and tokens[0].folded not in stop_words(lang) - ARTICLES


def _lead(assignment: Assignment) -> Report | None:
    """The most important sentence that can stand alone."""
    reports = (own_words(number, assignment) for number in assignment.salient[:FEWEST_FACTS])
    return next((report for report in reports if report is not None), None)
