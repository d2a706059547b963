"""A process that reads articles, checks claims and writes cards, many at a time.

It never asks a model itself: its completer passes requests up the pipe, so that one place
knows how much is being asked. It ends when the pipe does.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Literal

from factcards.article import Article
from factcards.batch.frames import (
    Answer,
    Finished,
    Halt,
    Order,
    Question,
    Rendered,
    Text,
    Work,
    dump,
    load,
)
from factcards.batch.outcome import Outcome, Recipe
from factcards.card import Usage, known_sum, parse_card
from factcards.completion import Completion, Request
from factcards.errors import (
    AuthenticationFailed,
    EndpointGivenUp,
    FactcardsError,
    FetchError,
    ModelNotFound,
    SourceError,
    StoreError,
    TemplateError,
    place_of,
)
from factcards.intake.item import Item
from factcards.intake.load import load_item
from factcards.pipeline import make_card
from factcards.render import to_json
from factcards.store_files import write_card_files
from factcards.store_outcome import State

_NOBODYS_FAULT = (AuthenticationFailed, EndpointGivenUp, ModelNotFound, StoreError, TemplateError)
"""What no article is to blame for and what the next one would meet too."""


def main() -> None:
    """Work until the other end of the pipe is closed."""
    frames_in = os.fdopen(os.dup(0), "rb")
    frames_out = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever prints must not get between the frames.
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    try:
        order = load(frames_in)
    except EOFError:
        return
    gc.freeze()
    asyncio.run(Bench(order, frames_out).run(frames_in))


@dataclass
class _Asked:
    """The calls for one item: a `Completer` for `make_card`, which keeps count."""

    bench: Bench
    item: str
    kind: Literal["embedded", "remote", "replay"]
    description: str = ""
    completions: list[Completion] = field(default_factory=list)

    async def complete(self, request: Request) -> Completion:
        answer = await self.bench.call(Question(self.item, self.bench.number(), request))
        completion: Completion = answer
        self.completions.append(completion)
        return completion


class Bench:
    """The articles under way in this process."""

    def __init__(self, order: Order, out: BinaryIO) -> None:
        self._recipe: Recipe = order.recipe
        self._kind: Any = order.kind
        self._out = out
        self._calls: dict[int, asyncio.Future[Any]] = {}
        self._last = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, frames: BinaryIO) -> None:
        """Take in work and answers until there are no more."""
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()

        def listen() -> None:
            try:
                while True:
                    loop.call_soon_threadsafe(self._take, load(frames))
            except (EOFError, OSError):
                loop.call_soon_threadsafe(ended.set)
            except RuntimeError:  # the loop is closed
                return

        threading.Thread(target=listen, daemon=True).start()
        await ended.wait()
        os._exit(0)  # nobody is left to tell; a page being fetched must not hold us up

    def number(self) -> int:
        """A new number for a call."""
        self._last += 1
        return self._last

    async def call(self, question: Question | Text) -> Any:
        """Ask the parent; an error that comes back is raised."""
        future = self._calls[question.number] = asyncio.get_running_loop().create_future()
        self._send(question)
        answer = await future
        if isinstance(answer, FactcardsError):
            raise answer
        return answer

    def _send(self, value: object) -> None:
        # The parent reads at all times, so this does not wait for long.
        frame = memoryview(dump(value))
        try:
            while frame:
                frame = frame[self._out.write(frame) :]
        except BrokenPipeError:
            os._exit(0)

    def _take(self, value: Work | Answer) -> None:
        if isinstance(value, Answer):
            future = self._calls.pop(value.number, None)
            if future is not None and not future.done():
                future.set_result(value.value)
            return
        task = asyncio.get_running_loop().create_task(self._work(value))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, work: Work) -> None:
        try:
            if work.card_json is not None:
                await self._render(work.item, work.card_json)
                self._send(Rendered(work.item.id))
            else:
                self._send(Finished(await self._finish(work.item)))
        except FactcardsError as error:
            self._send(Halt(work.item.id, error))
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            self._send(Halt(work.item.id, FactcardsError(_failure(error), source=work.item.place)))

    async def _finish(self, item: Item) -> Outcome:
        started = time.monotonic()
        asked = _Asked(self, item.id, self._kind)
        outcome = Outcome(item.id, item.place, item.kind, "failed", published=item.published)
        try:
            outcome = await self._make(item, outcome, asked)
        except _NOBODYS_FAULT:
            raise
        except Exception as error:  # noqa: BLE001 - it is this item's outcome, and the others go on
            outcome = _blamed(outcome, error)
        paid = [completion for completion in asked.completions if not completion.kept]
        return replace(
            outcome,
            usage=Usage.total(completion.usage for completion in paid),
            cost=known_sum(completion.cost for completion in paid),
            requests=sum(completion.attempts for completion in paid),
            seconds=time.monotonic() - started,
        )

    async def _make(self, item: Item, outcome: Outcome, asked: _Asked) -> Outcome:
        recipe = self._recipe
        article = await self._article(item)
        outcome = replace(
            outcome, article_sha256=article.sha256, published=article.published or item.published
        )
        if recipe.dedupe:
            earlier = await self.call(Text(item.id, self.number(), article.sha256))
            if earlier is not None:
                return replace(outcome, state="duplicate", reason=f"the same text as {earlier}")
        card = await make_card(
            article,
            completer=asked,
            prompt=recipe.prompt,
            now=recipe.now,
            policy=recipe.policy,
            judge=recipe.judge,
        )
        return replace(
            outcome,
            state="done",
            card_json=to_json(card, indent=None).strip().encode(),
            files=write_card_files(item.id, card, article, recipe),
            checked=card.verification.checked,
            verified=card.verification.verified,
        )

    async def _render(self, item: Item, card_json: bytes) -> None:
        """Write the files of a card that was made before, with its article if that is at hand."""
        card = parse_card(card_json, item.place)
        article = None
        if item.kind != "url":
            with suppress(SourceError):
                article = await self._article(item)
        if article is not None and article.sha256 != card.source.sha256:
            article = None
        write_card_files(item.id, card, article, self._recipe)

    async def _article(self, item: Item) -> Article:
        recipe = self._recipe
        if item.kind == "url":
            return await asyncio.to_thread(load_item, item, lang=recipe.lang, now=recipe.now)
        return load_item(item, lang=recipe.lang, now=recipe.now)


def _blamed(outcome: Outcome, error: Exception) -> Outcome:
    """The outcome of an item that ended in an error."""
    name = type(error).__name__
    if isinstance(error, FactcardsError):
        refused = isinstance(error, SourceError) and not isinstance(error, FetchError)
        state: State = "refused" if refused else "failed"
        return replace(outcome, state=state, error=name, reason=str(error))
    return replace(outcome, error=name, reason=_failure(error))


def _failure(error: Exception) -> str:
    return f"factcards itself failed ({place_of(error)})"


if __name__ == "__main__":
    main()
