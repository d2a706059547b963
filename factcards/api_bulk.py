"""Bulk from Python: outcomes as they are recorded."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Literal

from factcards.batch.outcome import Outcome
from factcards.batch.run import Limits
from factcards.batch.session import Options, session
from factcards.card import Policy
from factcards.intake.options import Intake
from factcards.settings import resolve, user_file
from factcards.store_files import CardFormat
from factcards.weights_table import Silence


async def bulk(  # noqa: PLR0913 - the options of the command
    *sources: str | Path,
    out: str | Path,
    base_url: str | None = None,
    model: str | None = None,
    prompt: str | None = None,
    policy: Policy | None = None,
    template: str | None = None,
    lang: str | None = None,
    price: tuple[float, float] | None = None,
    formats: tuple[CardFormat, ...] = ("json", "md"),
    concurrency: int | Literal["auto"] = "auto",
    rate: tuple[float, float] = (float("inf"), float("inf")),
    max_articles: int | None = None,
    max_cost: float | None = None,
    mapping: Mapping[str, str] | None = None,
    since: datetime | None = None,
    retry_failed: bool = False,
    dedupe: bool = False,
    cache: bool = True,
    judge: bool = False,
    workers: int | None = None,
) -> AsyncGenerator[Outcome, None]:
    """Make a card of every article, as `factcards bulk` does.

    Leaving the loop ends the run; calling it again goes on where it was. Without an endpoint,
    the embedded model is started first, which blocks for some seconds.

    Args:
        sources: Folders, files, globs, addresses: see docs/bulk.md.
        out: The output folder.
        base_url: An OpenAI-compatible endpoint. Default: what the settings say, otherwise the
            embedded model.
        model: A model there, or an embedded one.
        prompt: ``name`` or ``name@version``.
        policy: Which claims may stand.
        template: Name or file of a template for the formats that have them.
        lang: Language of all articles. Default: detected.
        price: US dollars for a million tokens of prompt, and of reply.
        formats: Files for each card.
        concurrency: Requests in flight, or ``auto``.
        rate: Requests and tokens a minute, at most.
        max_articles: Begin no more than these.
        max_cost: US dollars after which none is begun.
        mapping: Our fields to the columns of rows.
        since: Leave out what is older; it must be aware.
        retry_failed: Try articles again that failed in earlier runs.
        dedupe: One card for the same text under two addresses.
        cache: Keep replies, and take those kept.
        judge: Ask the model about each claim too.
        workers: Processes that check; one for each processor if None.

    Yields:
        What became of each article, once it is recorded; finished ones are passed over.

    Raises:
        FactcardsError: The run cannot start or go on; what is finished is kept.
    """
    chosen = Options(
        out=Path(out),
        intake=Intake(mapping=mapping or {}, since=since),
        formats=formats,
        concurrency=concurrency,
        requests_per_minute=rate[0],
        tokens_per_minute=rate[1],
        limits=Limits(max_articles, max_cost),
        retry_failed=retry_failed,
        dedupe=dedupe,
        cached=cache,
        judge=judge,
        lang=lang,
        workers=workers,
    )
    settings = {
        "base_url": base_url,
        "model": model,
        "prompt": prompt,
        "policy": policy,
        "template": template,
        "price": price,
    }
    resolved = resolve(settings, os.environ, Path.cwd(), user_file())
    named = [str(source) for source in sources]
    with session(named, chosen, resolved, Silence()) as opened:
        async with aclosing(opened.outcomes()) as outcomes:
            async for outcome in outcomes:
                yield outcome
