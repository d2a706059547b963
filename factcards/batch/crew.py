"""The processes that do the work on articles, seen from the one that asks the model."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

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
    receive,
)
from factcards.batch.outcome import Outcome
from factcards.completion import Completer
from factcards.errors import FactcardsError

_BUFFER = 1 << 20

Found = Outcome | Rendered

Known = Callable[[str, str], str | None]
"""Whether a text, by its SHA-256, is another item's: (item, sha256) to that item, if any."""


@dataclass(eq=False)
class _Worker:
    """One process and what it has in hand."""

    process: Process
    items: dict[str, Work] = field(default_factory=dict)

    def send(self, value: object) -> None:
        pipe = self.process.stdin
        if pipe is not None and not pipe.is_closing():
            pipe.write(dump(value))


class Crew:
    """Hands out items and collects outcomes; see `hired`.

    A process that ends by itself, killed for its memory say, is replaced. What it had in hand
    is then done one at a time by a process that does nothing else, which shows what ended it.
    """

    def __init__(self, order: Order, completer: Completer, known: Known) -> None:
        self._order = order
        self._completer = completer
        self._known = known
        self._workers: list[_Worker] = []
        self._tester: _Worker | None = None
        self._suspects: deque[Work] = deque()
        self._found: asyncio.Queue[Found | Exception | None] = asyncio.Queue()
        self._error: Exception | None = None
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        """Items that were handed out and have no outcome yet."""
        tested = self._tester.items if self._tester else ()
        return sum(len(w.items) for w in self._workers) + len(self._suspects) + len(tested)

    def hand_out(self, work: Work) -> None:
        """Give an item to the process that has least to do."""
        _give(min(self._workers, key=lambda worker: len(worker.items)), work)

    def put(self, outcome: Outcome) -> None:
        """Add the outcome of something that no process needs to work on."""
        self._found.put_nowait(outcome)

    def no_more(self) -> None:
        """Nothing else will be handed out."""
        self._closed = True
        self._found.put_nowait(None)  # for whoever waits for another outcome

    async def outcomes(self) -> list[Found]:
        """The next outcomes, all that are ready; none at the end.

        Raises:
            FactcardsError: What is wrong is no single article's; what was found before it has
                been given.
        """
        found: list[Found] = []
        while not found and not (self._closed and not self.under_way and self._found.empty()):
            if self._error is not None:
                raise self._error
            self._sort(await self._found.get(), found)
            while not self._found.empty():
                self._sort(self._found.get_nowait(), found)
        if self._error is not None and not found:
            raise self._error
        return found

    def _sort(self, one: Found | Exception | None, found: list[Found]) -> None:
        if isinstance(one, Exception):
            self._error = self._error or one
        elif one is not None:
            found.append(one)

    async def hire(self) -> None:
        """Take on another process."""
        self._workers.append(await self._started())

    async def _started(self) -> _Worker:
        # The package as this process found it, wherever that is.
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "factcards.batch.worker",
            stdin=PIPE,
            stdout=PIPE,
            limit=_BUFFER,
            env={**os.environ, "PYTHONPATH": path},
            # Ctrl-C is for us: what is under way may still be finished. (None is "as is".)
            process_group=0 if os.name == "posix" else None,
        )
        worker = _Worker(process)
        worker.send(self._order)
        self._start(self._listen(worker))
        return worker

    async def _listen(self, worker: _Worker) -> None:
        stream = worker.process.stdout
        try:
            while stream is not None:
                match await receive(stream):
                    case Finished(outcome):
                        del worker.items[outcome.id]
                        self._found.put_nowait(outcome)
                    case Rendered(item) as rendered:
                        del worker.items[item]
                        self._found.put_nowait(rendered)
                    case Halt(_, error):
                        self._found.put_nowait(error)
                    case Question() as question:
                        self._start(self._ask(worker, question))
                    case Text(item, number, sha256):
                        worker.send(Answer(number, self._known(item, sha256)))
                if worker is self._tester and not worker.items:
                    await self._test()
        except (asyncio.IncompleteReadError, ConnectionError):
            await self._lost(worker)

    async def _ask(self, worker: _Worker, question: Question) -> None:
        try:
            completion = await self._completer.complete(question.request)
        except FactcardsError as error:
            worker.send(Answer(question.number, error))
        else:
            worker.send(Answer(question.number, completion))

    async def _lost(self, worker: _Worker) -> None:
        status = await worker.process.wait()
        if worker is self._tester:
            self._tester = None
            for work in worker.items.values():
                self._found.put_nowait(_fatal(work, status))
        elif worker.items:
            self._workers.remove(worker)
            self._suspects.extend(worker.items.values())
            await self.hire()
        else:
            self._found.put_nowait(
                FactcardsError(
                    f"a process that checks articles ended by itself (status {status})",
                    remedy="if memory ran out, use fewer --workers; what is finished is kept",
                )
            )
        await self._test()

    async def _test(self) -> None:
        """Have the next suspect done by itself."""
        if self._suspects and (self._tester is None or not self._tester.items):
            work = self._suspects.popleft()
            self._tester = self._tester or await self._started()
            _give(self._tester, work)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._found.put_nowait(error)

    async def dismiss(self) -> None:
        """End all processes; they keep nothing, so there is nothing to lose."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in (*self._workers, *([self._tester] if self._tester else [])):
            with suppress(ProcessLookupError):
                worker.process.kill()
            await worker.process.wait()


def _give(worker: _Worker, work: Work) -> None:
    worker.items[work.item.id] = work
    worker.send(work)


def _fatal(work: Work, status: int) -> Outcome:
    """The outcome of an item that ends whatever process works on it."""
    item = work.item
    reason = f"the process that worked on it ended by itself (status {status})"
    return Outcome(item.id, item.place, item.kind, "failed", error="Crash", reason=reason)


@asynccontextmanager
async def hired(
    order: Order, count: int, completer: Completer, known: Known
) -> AsyncIterator[Crew]:
    """A crew of `count` processes, which are gone when the block ends."""
    crew = Crew(order, completer, known)
    try:
        for _ in range(count):
            await crew.hire()
        yield crew
    finally:
        await crew.dismiss()
