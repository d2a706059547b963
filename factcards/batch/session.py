"""From what a user asks for to a run that is ready to start."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from factcards.batch.meter import Meter
from factcards.batch.outcome import Outcome, Recipe
from factcards.batch.run import Limits, Run
from factcards.cache import Cache, cache_path
from factcards.cache_completer import CachedCompleter, model_identity
from factcards.completion import Completer
from factcards.connect import chosen_prompt, connect, judge_prompt
from factcards.endpoint import OpenAIEndpoint
from factcards.errors import SettingsError
from factcards.intake.options import Intake
from factcards.intake.read import read_items
from factcards.machine import cores
from factcards.render import check_template
from factcards.settings import Resolved
from factcards.store import Store
from factcards.store_files import CardFormat
from factcards.throttle import Throttle
from factcards.weights_table import Progress

ATTEMPTS = 8  # for one question: with a fault in ten, four are too few for thousands
_SLOTS = 2  # requests that the embedded model serves side by side
_UNLIMITED = 64  # requests in flight to plan for where nothing limits them


@dataclass(frozen=True)
class Options:
    """What a user may choose for a run, beside the settings.

    Attributes:
        out: The output folder; None keeps nothing.
        intake: How sources are read.
        formats: Files for each card.
        concurrency: Requests in flight, or ``auto``.
        requests_per_minute: At most.
        tokens_per_minute: At most.
        limits: Articles and cost.
        retry_failed: Whether articles that failed in an earlier run are tried again.
        dedupe: Whether the same text under another address is left out.
        cached: Whether replies are kept, and taken, from the user's cache.
        judge: Whether the model is asked about each claim too.
        lang: Language of all articles; None detects it.
        workers: Processes; None is one for each processor.
    """

    out: Path | None
    intake: Intake = field(default_factory=Intake)
    formats: tuple[CardFormat, ...] = ("json", "md")
    concurrency: int | Literal["auto"] = "auto"
    requests_per_minute: float = math.inf
    tokens_per_minute: float = math.inf
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    dedupe: bool = False
    cached: bool = True
    judge: bool = False
    lang: str | None = None
    workers: int | None = None


@dataclass(frozen=True)
class Session:
    """A run with what it needs, all of it open.

    Attributes:
        run: The run.
        throttle: How much is asked at a time.
        completer: Whom it asks.
    """

    run: Run
    throttle: Throttle
    completer: OpenAIEndpoint
    sources: tuple[str, ...]
    intake: Intake

    async def outcomes(self) -> AsyncGenerator[Outcome, None]:
        """Work on everything; see `Run.outcomes`."""
        async with self.completer:
            async for outcome in self.run.outcomes(read_items(self.sources, self.intake)):
                yield outcome


@contextmanager
def session(
    sources: Sequence[str], options: Options, resolved: Resolved, progress: Progress
) -> Iterator[Session]:
    """Open all that a run needs, and close it in the end.

    Raises:
        FactcardsError: Something is wrong before any article is read.
    """
    settings = resolved.settings
    if options.limits.cost is not None and settings.price is None and settings.base_url:
        raise SettingsError(
            "a cost can be limited only where the price is known",
            source="max-cost",
            remedy="give --price IN,OUT in US dollars per million tokens",
        )
    prompt = chosen_prompt(resolved)
    judge = judge_prompt(resolved) if options.judge else None
    embedded = settings.base_url is None
    template = settings.template
    if template is not None:
        for form in options.formats:
            if form != "json":
                check_template(template, form, settings.templates_dir)
    throttle = Throttle(
        _SLOTS if embedded and options.concurrency == "auto" else options.concurrency,
        requests_per_minute=options.requests_per_minute,
        tokens_per_minute=options.tokens_per_minute,
        attempts=ATTEMPTS,
    )
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(options.out)) if options.out else None
        endpoint = stack.enter_context(
            connect(resolved, prompt, progress, throttle=throttle, slots=throttle.most or 1)
        )
        identity = model_identity(endpoint.kind, endpoint.model)
        meter = Meter(endpoint)
        completer: Completer = meter
        if options.cached:
            cache = stack.enter_context(Cache(cache_path(), warn=progress.note))
            completer = CachedCompleter(meter, cache, identity)
        recipe = Recipe(
            prompt=prompt,
            model=identity,
            policy=settings.policy,
            now=datetime.now(UTC).replace(microsecond=0),
            judge=judge,
            lang=options.lang,
            formats=options.formats,
            template=template,
            templates_dir=settings.templates_dir.absolute() if settings.templates_dir else None,
            directory=options.out,
            dedupe=options.dedupe,
        )
        run = Run(
            recipe,
            completer,
            meter,
            store,
            window=lambda: throttle.window or _UNLIMITED,
            workers=options.workers or (1 if embedded else cores()),
            limits=options.limits,
            retry_failed=options.retry_failed,
        )
        yield Session(run, throttle, endpoint, tuple(sources), options.intake)
