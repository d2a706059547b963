"""Progress of a bulk run, and what is said at its end.

Nothing is drawn for an outcome: it is counted, and a few times a second somebody looks.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

from factcards.batch.report import write_report
from factcards.batch.report_record import Ending, Record
from factcards.batch.report_run import run_figures
from factcards.cli.bulk_progress_lines import JsonLines, Lines, Silence
from factcards.cli.bulk_progress_summary import summary
from factcards.cli.bulk_progress_view import Speed, View, look
from factcards.cli.bulk_total import Total
from factcards.errors import FactcardsError

if TYPE_CHECKING:
    from rich.console import Console

    from factcards.batch.outcome import Outcome
    from factcards.batch.session import Session
    from factcards.cli.console import Notes
    from factcards.throttle_snapshot import Snapshot


class Display(Protocol):
    """Where progress is shown.

    Attributes:
        every: Seconds between two looks.
    """

    @property
    def every(self) -> float: ...

    def show(self, view: View) -> None: ...

    def note(self, text: str) -> None: ...

    def close(self, view: View, ending: Ending, report: Path | None) -> None:
        """Leave the terminal as it was, and say what there is to say at the end."""
        ...


class Progress:
    """What is shown of a run while it goes on; see `progress`."""

    def __init__(self, opened: Session, notes: Notes, display: Display, total: Total) -> None:
        self._opened = opened
        self._notes = notes
        self._display = display
        self._total = total
        self._began = time.monotonic()
        self._record = Record(datetime.now(UTC))
        self._speed = Speed()
        self._requests: Snapshot | None = None
        self._stopping = False

    def add(self, outcome: Outcome) -> None:
        """Take note of an outcome."""
        self._record.add(outcome, self._elapsed, self._opened.run.meter)

    def note(self, text: str) -> None:
        """Say something once."""
        with suppress(OSError):
            self._display.note(text)

    def stopping(self) -> None:
        """Say that somebody asked for an end before the end."""
        self._stopping = True
        self.note("stopping: what is under way is finished; Ctrl-C again stops at once")

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Show how things stand until the block ends; in the event loop of the run."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            self._requests = self._opened.throttle.snapshot()

    async def _watch(self) -> None:
        while True:
            self._requests = self._opened.throttle.snapshot()
            with suppress(OSError):  # a terminal that was closed stops no run
                self._display.show(self._look())
            await asyncio.sleep(self._display.every)

    def finish(self) -> None:
        """Write the report and sum up; an error that is under way is part of it."""
        elapsed = self._elapsed
        error = sys.exception()
        ending: Ending = "complete"
        if self._stopping or isinstance(error, KeyboardInterrupt):
            ending = "interrupted"
        elif error is not None:
            ending = "error"
        message = str(error) if isinstance(error, FactcardsError) else None
        report, trouble = self._report(elapsed, ending, message)
        with suppress(OSError):
            self._display.close(self._look(), ending, report)
            if trouble is not None:
                typer.echo(f"factcards: no report: {trouble}", err=True)
            if not self._notes.quiet and not isinstance(self._display, JsonLines):
                lines = summary(self._look(), self._record, self._directory, report)
                typer.echo("".join(f"{line}\n" for line in lines), err=True, nl=False)

    def _report(
        self, elapsed: float, ending: Ending, error: str | None
    ) -> tuple[Path | None, FactcardsError | None]:
        """The report's page, or why there is none."""
        run = self._opened.run
        if self._directory is None:
            return None, None
        figures = run_figures(self._opened, self._record, elapsed, self._requests, (ending, error))
        try:
            templates_dir = run.recipe.templates_dir
            return write_report(self._directory, figures, templates_dir=templates_dir), None
        except FactcardsError as trouble:
            return None, trouble  # the cards are safe, and worth more

    def _look(self) -> View:
        return look(self._opened.run, self._requests, self._elapsed, self._speed, self._total.count)

    @property
    def _directory(self) -> Path | None:
        return self._opened.run.recipe.directory

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self._began


@contextmanager
def progress(opened: Session, notes: Notes, *, json_lines: bool) -> Iterator[Progress]:
    """Show how a run goes: live on a terminal, now and then a line elsewhere.

    Args:
        opened: The run.
        notes: Whether anything is to be said.
        json_lines: Whether a program reads it: one JSON object on each line.
    """
    surface: AbstractContextManager[None] = nullcontext()
    display: Display
    if json_lines:
        display = JsonLines()
    elif notes.quiet:
        display = Silence()
    elif sys.stderr.isatty() and (console := _animated_console()) is not None:
        from factcards.cli.bulk_progress_live import Live

        display = live = Live(console)
        surface = live.drawn()
    else:
        display = Lines(notes)
    total = Total(opened.sources, opened.intake)
    if not isinstance(display, Silence):
        total.start()
    with surface:
        yield Progress(opened, notes, display, total)


def _animated_console() -> Console | None:
    """Standard error, if it is a terminal that can move its cursor."""
    from rich.console import Console

    console = Console(stderr=True)
    return console if console.is_terminal and not console.is_dumb_terminal else None
