"""Processes that answer rows side by side, and give the answers in the order of the rows.

Each process holds one end of a pipe of its own, has one chunk of rows at a time, and ends when
the other end closes. So nothing is left behind when the parent dies, however it dies, and
neither side can wait for the other to make room.
"""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, cast

from factcards.claimsfile_desk import ClaimVerdict, Desk
from factcards.claimsfile_rows import ClaimRow
from factcards.errors import FactcardsError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    Chunk = tuple[ClaimRow, ...]
    Answers = tuple[ClaimVerdict, ...]

_AHEAD = 4  # chunks per process that may be under way or wait for an earlier one


def answer_chunks(chunks: Iterator[Chunk], jobs: int) -> Generator[Answers, None, None]:
    """Answer chunks of rows by up to `jobs` processes, which are started as they find work.

    Args:
        chunks: Drawn a few ahead of what is given.
        jobs: Number of processes, at least 1.

    Yields:
        The answers to each chunk, in the order of the chunks.

    Raises:
        FactcardsError: A process ended before its time.
    """
    crew = _Crew(jobs)
    answered: dict[int, Answers] = {}
    handed = given = 0
    more = True
    try:
        while True:
            while more and crew.has_room and handed - given < _AHEAD * jobs:
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                else:
                    crew.hand_out(handed, chunk)
                    handed += 1
            if given == handed:
                return
            answered.update(crew.collect())
            while given in answered:
                yield answered.pop(given)
                given += 1
    finally:
        crew.dismiss()


def work(connection: Connection) -> None:
    """What each process does: answer chunks until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    desk = Desk()
    try:
        while True:
            chunk: Chunk = connection.recv()
            connection.send(tuple(desk.answer(row) for row in chunk))
    except (EOFError, OSError):
        return


class _Crew:
    """The processes, those that have work and those that wait for it."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._processes: dict[Connection, SpawnProcess] = {}
        self._busy: dict[Connection, int] = {}
        self._idle: list[Connection] = []

    @property
    def has_room(self) -> bool:
        return bool(self._idle) or len(self._processes) < self._jobs

    def hand_out(self, number: int, chunk: Chunk) -> None:
        connection = self._idle.pop() if self._idle else self._start()
        try:
            connection.send(chunk)
        except OSError as error:
            raise self._lost(connection) from error
        self._busy[connection] = number

    def collect(self) -> Iterator[tuple[int, Answers]]:
        """The chunks that are finished, at least one, with their numbers."""
        for ready in wait(list(self._busy)):
            connection = cast("Connection", ready)
            try:
                answers: Answers = connection.recv()
            except (EOFError, OSError) as error:
                raise self._lost(connection) from error
            self._idle.append(connection)
            yield self._busy.pop(connection), answers

    def dismiss(self) -> None:
        """End all processes at once: they keep nothing, so there is nothing to lose."""
        for process in self._processes.values():
            process.kill()
        for connection, process in self._processes.items():
            process.join()
            connection.close()

    def _start(self) -> Connection:
        context = get_context("spawn")  # the one way that works everywhere and with threads
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs,), daemon=True)
        with _interrupts_held_back():
            process.start()
        theirs.close()
        self._processes[ours] = process
        return ours

    def _lost(self, connection: Connection) -> FactcardsError:
        process = self._processes[connection]
        process.join(timeout=5)
        return FactcardsError(
            f"a process that checks claims ended by itself (status {process.exitcode})",
            remedy="if memory ran out, run fewer jobs",
        )


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Start processes that never see Ctrl-C, which a terminal sends to all of the group."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it later would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
