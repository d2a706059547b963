"""Standard error: notes, stages with a spinner, and the bar of a download."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from factcards.card import Card


_SECONDS_BETWEEN_LINES = 5


@dataclass
class Notes:
    """What is said while a command works.

    Attributes:
        quiet: Say nothing.
        verbose: Say everything, details included.
    """

    quiet: bool = False
    verbose: bool = False
    _status: Any = None
    _stages: list[tuple[str, float]] = field(default_factory=list)

    def note(self, text: str) -> None:
        """A line that the user should see once."""
        if not self.quiet:
            typer.echo(f"factcards: {text}", err=True)

    def detail(self, text: str) -> None:
        """A line for those who asked for more."""
        if self.verbose and not self.quiet:
            typer.echo(f"factcards: {text}", err=True)

    @contextmanager
    def working(self, name: str) -> Iterator[None]:
        """Show a spinner (on a terminal) or lines (elsewhere) while something is in progress."""
        self._name = name
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.markup import escape

        console = Console(stderr=True)
        self._escape = escape
        with console.status(escape(name)) as status:
            self._status = status
            try:
                yield
            finally:
                self._status = None

    def stage(self, text: str) -> None:
        """What is being done now."""
        self._stages.append((text, time.monotonic()))
        if self._status is not None:
            self._status.update(self._escape(f"{self._name}: {text}"))
        elif not self.quiet and (self.verbose or not sys.stderr.isatty()):
            typer.echo(f"factcards: {self._name}: {text}", err=True)

    def summary(self, card: Card, written: Path | None) -> None:
        """One line about a finished card; more where more is wanted."""
        counts, usage = card.verification, card.provenance.usage
        partial = sum(fact.verdict == "partial" for fact in card.facts)
        partly = f", {partial} partly supported" if partial else ""
        where = f", written to {written}" if written else ""
        self.note(
            f"{len(card.facts)} facts; {counts.verified} of {counts.checked} claims verified, "
            f"{counts.repaired} of them after repair, {counts.rejected} left out{partly}{where}"
        )
        self.detail(
            f"{usage.prompt_tokens} tokens in ({usage.cached_tokens} cached), "
            f"{usage.completion_tokens} out, {card.provenance.attempts} requests"
        )
        for (stage, begun), (_, ended) in pairwise([*self._stages, ("", time.monotonic())]):
            self.detail(f"{ended - begun:.1f} s {stage}")
        self._stages.clear()


class DownloadBar:
    """Progress of a download; a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._total = self._done = 0
        self._told = 0.0

    def start(self, label: str, total_bytes: int) -> None:
        self.done()
        self._label, self._total, self._done = label, total_bytes, 0
        self._told = time.monotonic()
        if self._notes.quiet:
            return
        if not sys.stderr.isatty():
            self._notes.note(f"{label} ({total_bytes / 1e6:,.0f} MB)")
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._bar.start()
        self._task = self._bar.add_task(label, total=total_bytes)

    def advance(self, count: int) -> None:
        self._done += count
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done)
        elif time.monotonic() - self._told > _SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            self._notes.note(f"{self._label}: {100 * self._done // max(1, self._total)}%")

    def note(self, text: str) -> None:
        self._notes.note(text)

    def done(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
