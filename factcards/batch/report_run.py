"""One run, in figures."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from factcards.batch.report_folder import spread_figures
from factcards.cache_completer import CachedCompleter
from factcards.sources.fetch import without_credentials
from factcards.store_status import STATES

if TYPE_CHECKING:
    from factcards.batch.report_record import Ending, Record
    from factcards.batch.session import Session
    from factcards.prompt import Prompt
    from factcards.throttle_snapshot import Snapshot

_MOST_SOURCES = 20


def run_figures(
    session: Session,
    record: Record,
    elapsed: float,
    requests: Snapshot | None,
    ending: tuple[Ending, str | None],
) -> dict[str, Any]:
    """What a run did: for ``report.json``. What is unknown is None.

    Args:
        session: The run.
        record: What was noted of it.
        elapsed: Seconds that it took.
        requests: How its requests stood at the end; None where nobody looked.
        ending: How it ended, and by which error.
    """
    run, tally, meter = session.run, session.run.tally, session.run.meter
    sources = session.sources
    made = tally.states["done"]
    ended = record.started + timedelta(seconds=elapsed)
    return {
        "started": record.started.astimezone(UTC).isoformat(timespec="seconds"),
        "ended": ended.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": round(elapsed, 3),
        "ending": ending[0],
        "error": ending[1],
        "sources": [without_credentials(source) for source in sources[:_MOST_SOURCES]],
        "more_sources": max(0, len(sources) - _MOST_SOURCES),
        "settings": _settings(session),
        "articles": {state: tally.states[state] for state in STATES},  # type: ignore[index]
        "finished_before": tally.finished_before,
        "articles_per_second": tally.worked_on / elapsed if elapsed > 0 else None,
        "claims": {"checked": tally.checked, "verified": tally.verified},
        "verified_share": tally.verified_share,
        "cards_by_share": record.shares.bins(),
        "seconds_per_article": spread_figures(record.seconds),
        "requests": asdict(requests) if requests else None,
        "requests_per_card": requests.requests / made if requests and made else None,
        "replies": meter.completions,
        "replies_from_cache": run.completer.hits
        if isinstance(run.completer, CachedCompleter)
        else 0,
        "tokens": meter.usage.model_dump(),
        "cost": meter.cost,
        "over_time": list(record.timeline.rows(elapsed)),
        "reasons": list(record.reasons.rows()),
    }


def _settings(session: Session) -> dict[str, Any]:
    """What the cards depend on, and how they were made; no key is among it."""
    run, recipe, endpoint = session.run, session.run.recipe, session.completer
    since = session.intake.since
    return {
        "model": endpoint.model,
        "endpoint": without_credentials(endpoint.base_url) if endpoint.kind == "remote" else None,
        "prompt": _prompt(recipe.prompt),
        "judge": _prompt(recipe.judge) if recipe.judge else None,
        "policy": recipe.policy,
        "lang": recipe.lang,
        "formats": list(recipe.formats),
        "template": recipe.template,
        "dedupe": recipe.dedupe,
        "price": list(endpoint.price) if endpoint.price else None,
        "most_in_flight": session.throttle.most,
        "workers": run.workers,
        "retry_failed": run.retry_failed,
        "max_articles": run.limits.articles,
        "max_cost": run.limits.cost,
        "since": since.isoformat() if since else None,
        "map": dict(session.intake.mapping),
        "cached": isinstance(run.completer, CachedCompleter),
    }


def _prompt(prompt: Prompt) -> dict[str, str]:
    return prompt.ref.model_dump()
