"""`factcards bulk --estimate` and `--dry-run`: what a run would do, without any of it.

No model is asked or started, nothing is written, and no article that a list names is fetched.
Feeds and sitemaps are, as nothing else says what is in them.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from factcards.batch.outcome import Recipe
from factcards.batch.report_record import plain_reason
from factcards.cache_completer import model_identity
from factcards.cli.bulk_estimate_past import Measured, measured
from factcards.cli.bulk_estimate_text import totals_text
from factcards.cli.bulk_estimate_tokens import Question, request_tokens
from factcards.cli.console import Notes
from factcards.cli.options import ReportFormat
from factcards.connect import chosen_prompt, judge_prompt
from factcards.errors import FactcardsError, SourceError
from factcards.escape import one_line, whole_characters
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.load import fingerprint, load_item
from factcards.intake.read import read_items
from factcards.store import Store
from factcards.store_database import DATABASE
from factcards.weights import DEFAULT_MODEL, find

if TYPE_CHECKING:
    from factcards.batch.session import Options
    from factcards.settings import Resolved

_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_BETWEEN_LINES = 10.0
_MOST_REASONS = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do with an article.

    Attributes:
        item: Its id.
        place: Where it is.
        plan: ``ask``; ``finished``, ``failed`` or ``refused``, as an earlier run left it;
            ``refuse``; ``duplicate``.
        reason: Why it would not be asked about, where there is something to say.
        prompt_tokens: Of the first question about it, about; None where it has to be fetched
            to know, and where nothing is asked.
    """

    item: str
    place: str
    plan: str
    reason: str | None = None
    prompt_tokens: int | None = None


@dataclass
class Totals:
    """What a run would do in all.

    Attributes:
        plans: Articles by `Plan.plan`.
        unknown_size: Of those to ask about, how many must be fetched to know their size.
        prompt_tokens: Of the first questions about all others.
        refusals: Reasons, and how often.
    """

    plans: Counter[str] = field(default_factory=Counter)
    unknown_size: int = 0
    prompt_tokens: int = 0
    refusals: Counter[str] = field(default_factory=Counter)

    def add(self, plan: Plan) -> None:
        """Count one."""
        self.plans[plan.plan] += 1
        if plan.plan == "ask":
            self.unknown_size += plan.prompt_tokens is None
            self.prompt_tokens += plan.prompt_tokens or 0
        elif plan.plan == "refuse":
            reason = plan.reason or ""
            known = reason in self.refusals or len(self.refusals) < _MOST_REASONS
            self.refusals[reason if known else "other reasons"] += 1


def tell_estimate(
    sources: Sequence[str],
    chosen: Options,
    resolved: Resolved,
    format_: ReportFormat,
    *,
    each: bool,
) -> None:
    """Print what a run would do, and about what it would take.

    Args:
        sources: As for the run.
        chosen: As for the run.
        resolved: The settings.
        format_: Text, or JSON: with `each` one object on each line, the totals in the last.
        each: Whether to list every article.

    Raises:
        FactcardsError: The run could not start.
    """
    entries = read_items(sources, chosen.intake)
    recipe = _recipe(chosen, resolved)
    totals = Totals()
    as_json = format_ is ReportFormat.json
    with ExitStack() as stack:
        store = None
        if chosen.out is not None and (chosen.out / DATABASE).exists():
            store = stack.enter_context(Store.read(chosen.out))
        planner = _Planner(recipe, store, retry_failed=chosen.retry_failed)
        plans = planner.plans(entries, chosen.limits.articles)
        for plan in plans if each else _announced(plans, stack):
            totals.add(plan)
            if each:
                typer.echo(_json(asdict(plan)) if as_json else _plan_line(plan))
        past = measured(chosen.out) if store is not None and chosen.out else Measured()
    found = _estimate(totals, past, resolved)
    if as_json:
        typer.echo(_json({"totals": found}) if each else json.dumps(found, indent=2))
    else:
        typer.echo(totals_text(found), nl=False)


def _announced(plans: Iterator[Plan], stack: ExitStack) -> Iterator[Plan]:
    """The plans, with a word on standard error now and then of how many there have been."""
    # Not where plans are listed: on a terminal a spinner would get between the lines.
    notes = Notes()
    stack.enter_context(notes.working("estimate"))
    pause = _SECONDS_BETWEEN_LOOKS if sys.stderr.isatty() else _SECONDS_BETWEEN_LINES
    told = time.monotonic()
    for number, plan in enumerate(plans, 1):
        if time.monotonic() - told > pause:
            told = time.monotonic()
            notes.stage(f"{number:,} articles read")
        yield plan


def _recipe(chosen: Options, resolved: Resolved) -> Recipe:
    """What a run would make of each article: of what is finished, the same digest tells."""
    settings = resolved.settings
    kind, model = "remote", settings.model or ""
    if settings.base_url is None:
        kind, model = "embedded", find(settings.model or DEFAULT_MODEL).name
    return Recipe(
        prompt=chosen_prompt(resolved),
        model=model_identity(kind, model),
        policy=settings.policy,
        now=datetime.now(UTC),
        judge=judge_prompt(resolved) if chosen.judge else None,
        lang=chosen.lang,
        dedupe=chosen.dedupe,
    )


class _Planner:
    """Tells what a run would do with one article after another."""

    def __init__(self, recipe: Recipe, store: Store | None, *, retry_failed: bool) -> None:
        self._recipe = recipe
        self._store = store
        self._retry_failed = retry_failed
        self._texts: dict[bytes, str] = {}

    def plans(self, entries: Iterator[Entry], most: int | None) -> Iterator[Plan]:
        """What would be done with each; it ends where a run of at most `most` articles would."""
        begun = 0
        for entry in entries:
            if most is not None and begun >= most:
                return
            plan = self._plan(entry)
            begun += plan.plan in ("ask", "refuse", "duplicate")
            yield plan

    def _plan(self, entry: Entry) -> Plan:
        if isinstance(entry, Unusable):
            return Plan(entry.id, entry.place, "refuse", plain_reason(entry.place, entry.reason))
        past = self._past(entry)
        if past is not None:
            return Plan(entry.id, entry.place, "finished" if past == "done" else past)
        if entry.kind == "url":
            return Plan(entry.id, entry.place, "ask", "its size is unknown until it is fetched")
        return self._read(entry)

    def _past(self, item: Item) -> str | None:
        """How an earlier run left it, if this one would leave it at that."""
        if self._store is None:
            return None
        try:
            mark = fingerprint(item)
        except SourceError:
            return None
        past = self._store.finished(
            item.id, mark, self._recipe.digest, retry_failed=self._retry_failed
        )
        return past.state if past else None

    def _read(self, item: Item) -> Plan:
        recipe = self._recipe
        try:
            article = load_item(item, lang=recipe.lang, now=recipe.now)
            if recipe.dedupe and (earlier := self._earlier(item, article.sha256)) is not None:
                return Plan(item.id, item.place, "duplicate", f"the same text as {earlier}")
            tokens = request_tokens(Question(article, recipe.prompt, recipe.policy))
        except SourceError as error:
            return Plan(item.id, item.place, "refuse", plain_reason(item.place, str(error)))
        except FactcardsError:
            raise
        except Exception as error:  # noqa: BLE001 - a run would say so of this article and go on
            return Plan(
                item.id, item.place, "refuse", f"it cannot be read ({type(error).__name__})"
            )
        return Plan(item.id, item.place, "ask", None, tokens)

    def _earlier(self, item: Item, sha256: str) -> str | None:
        earlier = self._texts.setdefault(bytes.fromhex(sha256), item.id)
        if earlier != item.id:
            return earlier
        if self._store is None:
            return None
        return self._store.known_text(sha256, self._recipe.digest, item.id)


def _estimate(totals: Totals, past: Measured, resolved: Resolved) -> dict[str, Any]:
    """The totals with what they would take; what is unknown is None."""
    asked = totals.plans["ask"]
    sized = asked - totals.unknown_size
    price = resolved.settings.price if resolved.settings.base_url else None
    prompt_tokens = round(totals.prompt_tokens * past.requests_each)
    reply_tokens = round(sized * past.reply_tokens_each)
    cost = None
    if price is not None and (sized or not asked):
        cost = (prompt_tokens * price[0] + reply_tokens * price[1]) / 1e6
    seconds = None if past.seconds_each is None else asked * past.seconds_each
    return {
        "articles": totals.plans.total(),
        "ask": asked,
        "finished": totals.plans["finished"],
        "failed_before": totals.plans["failed"],
        "refused_before": totals.plans["refused"],
        "duplicate": totals.plans["duplicate"],
        "refuse": totals.plans["refuse"],
        "refusals": [
            {"reason": reason, "count": number} for reason, number in totals.refusals.most_common()
        ],
        "unknown_size": totals.unknown_size,
        "prompt_tokens": prompt_tokens if sized or not asked else None,
        "reply_tokens": reply_tokens if sized or not asked else None,
        "cost": cost,
        "seconds": 0.0 if not asked else seconds,
        "requests_each": past.requests_each,
        "reply_tokens_each": past.reply_tokens_each,
        "measured_on": past.articles,
    }


def _plan_line(plan: Plan) -> str:
    tokens = "" if plan.prompt_tokens is None else f"about {plan.prompt_tokens:,} tokens"
    parts = (f"{plan.plan:<9}", one_line(plan.place), tokens, one_line(plan.reason or ""))
    return "  ".join(filter(None, parts))


def _json(content: dict[str, Any]) -> str:
    return whole_characters(json.dumps(content, ensure_ascii=False))
