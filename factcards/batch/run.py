"""A run: entries in, outcomes out, recorded before anybody hears of them.

entries -> not finished yet? -> a worker: article -> (asks through us) -> card -> files
        -> store -> outcome
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from factcards.batch.crew import Crew, Found, hired
from factcards.batch.feed import Fed, feed
from factcards.batch.frames import Order, Rendered, Work
from factcards.batch.meter import Meter
from factcards.batch.outcome import Outcome, Recipe
from factcards.batch.tally import Tally
from factcards.completion import Completer
from factcards.intake.item import Entry, Item, Unusable
from factcards.store import Store
from factcards.store_files import has_card_files, rendering_digest

_SPARE = 1.25  # items under way for each that may be at the endpoint: others are being checked
_PER_WORKER = 4


@dataclass(frozen=True)
class Limits:
    """What a run may take.

    Attributes:
        articles: How many are worked on at most, finished ones aside.
        cost: US dollars after which no other article is begun.
    """

    articles: int | None = None
    cost: float | None = None


@dataclass
class Run:
    """One run over some sources.

    Attributes:
        recipe: What is made of every article.
        completer: Whom to ask; it holds back requests as it sees fit.
        meter: Counts what is spent there.
        store: What is finished, and where outcomes are kept; None keeps nothing.
        window: How many requests may be at the endpoint now.
        workers: Processes.
        limits: See `Limits`.
        retry_failed: Whether articles that failed before are tried again.
        tally: The sums so far.
    """

    recipe: Recipe
    completer: Completer
    meter: Meter
    store: Store | None
    window: Callable[[], int]
    workers: int
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    tally: Tally = field(default_factory=Tally)
    _stopped: bool = False
    _rendering: str = ""
    _prints: dict[str, str | None] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _room: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._rendering = rendering_digest(self.recipe)

    def stop(self) -> None:
        """Begin no other article; what is under way is finished."""
        self._stopped = True
        self._room.set()

    async def outcomes(self, entries: Iterable[Entry]) -> AsyncGenerator[Outcome, None]:
        """Work on all entries.

        Yields:
            Outcomes as they are recorded; articles that were finished before have none.

        Raises:
            FactcardsError: The run cannot go on; what is finished is recorded.
        """
        order = Order(self.recipe, self.completer.kind)
        async with hired(order, self.workers, self.completer, self._known) as crew:
            feeding = asyncio.ensure_future(self._feed(entries, crew))
            try:
                while found := await crew.outcomes():
                    outcomes = self._record(found)
                    self._room.set()
                    for outcome in outcomes:
                        yield outcome
                await feeding  # for its error, if that is what ended it
            finally:
                feeding.cancel()

    async def _feed(self, entries: Iterable[Entry], crew: Crew) -> None:
        try:
            async for fed in feed(entries):
                if not await self._has_room(crew):
                    return
                self._begin(fed, crew)
        finally:
            crew.no_more()

    async def _has_room(self, crew: Crew) -> bool:
        """Wait until another article may be begun; whether one may at all."""
        while not self._spent(crew):
            if crew.under_way < self.window() * _SPARE + _PER_WORKER * self.workers:
                return True
            self._room.clear()
            await self._room.wait()
        return False

    def _spent(self, crew: Crew) -> bool:
        if self._stopped:
            return True
        begun = self.tally.worked_on + crew.under_way
        if self.limits.articles is not None and begun >= self.limits.articles:
            return True
        if self.limits.cost is None or self.meter.cost is None:
            return False
        each = self.meter.cost / self.tally.worked_on if self.tally.worked_on else 0.0
        return self.meter.cost + each * crew.under_way >= self.limits.cost

    def _begin(self, fed: Fed, crew: Crew) -> None:
        entry = fed.entry
        if isinstance(entry, Unusable):
            crew.put(Outcome(entry.id, entry.place, "record", "refused", "Unusable", entry.reason))
            return
        past = self.store and self.store.finished(
            entry.id, fed.fingerprint, self.recipe.digest, retry_failed=self.retry_failed
        )
        if not past:
            self._prints[entry.id] = fed.fingerprint
            crew.hand_out(Work(entry))
        elif past.state == "done" and not self._is_written(entry, past.rendering):
            assert self.store is not None  # noqa: S101 - it knows the past
            crew.hand_out(Work(entry, self.store.card(entry.id)))
        else:
            self.tally.finished_before += 1

    def _is_written(self, item: Item, rendering: str) -> bool:
        """Whether a card's files are there, as they would be made now."""
        directory = self.recipe.directory
        if directory is None:
            return True
        there = has_card_files(directory, item.id, self.recipe.formats)
        return there and rendering == self._rendering

    def _known(self, item: str, sha256: str) -> str | None:
        """Another item with this text, finished or under way."""
        earlier = self._texts.setdefault(sha256, item)
        if earlier != item:
            return earlier
        return self.store.known_text(sha256, self.recipe.digest, item) if self.store else None

    def _record(self, found: Sequence[Found]) -> list[Outcome]:
        outcomes = [one for one in found if isinstance(one, Outcome)]
        rendered = [one.item for one in found if isinstance(one, Rendered)]
        if self.store is not None and outcomes:
            marked = [(outcome, self._prints.pop(outcome.id, None)) for outcome in outcomes]
            self.store.record(marked, self.recipe.digest, self._rendering)
        if self.store is not None and rendered:
            self.store.rendered(rendered, self._rendering)
        self.tally.finished_before += len(rendered)
        for outcome in outcomes:
            self.tally.add(outcome)
        return outcomes
