"""Progress in lines: for people who read it later, and for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcards.batch.report_words import count, dollars, duration, percent, rate
from factcards.cli.bulk_progress_view import View, view_json
from factcards.escape import whole_characters

if TYPE_CHECKING:
    from factcards.batch.report_record import Ending
    from factcards.cli.console import Notes


@dataclass
class Silence:
    """Says nothing."""

    every: float = 60.0

    def show(self, view: View) -> None: ...

    def note(self, text: str) -> None: ...

    def close(self, view: View, ending: Ending, report: Path | None) -> None: ...


@dataclass
class Lines:
    """A line now and then, as long as anything happens."""

    notes: Notes
    every: float = 10.0
    _last: int | None = None

    def show(self, view: View) -> None:
        if self._last is not None and view.elapsed > 1:
            self.notes.note(view_line(view))
        self._last = view.ended

    def note(self, text: str) -> None:
        self.notes.note(text)

    def close(self, view: View, ending: Ending, report: Path | None) -> None: ...


@dataclass
class JsonLines:
    """One JSON object on each line of standard error."""

    every: float = 1.0

    def show(self, view: View) -> None:
        self._write({"event": "progress", **view_json(view)})

    def note(self, text: str) -> None:
        self._write({"event": "note", "text": text})

    def close(self, view: View, ending: Ending, report: Path | None) -> None:
        path = None if report is None else str(report)
        self._write({"event": "end", "ending": ending, "report": path, **view_json(view)})

    def _write(self, content: dict[str, object]) -> None:
        typer.echo(whole_characters(json.dumps(content, ensure_ascii=False)), err=True)


def view_line(view: View) -> str:
    """How a run stands, on one line."""
    parts = [f"{count(view.done)} done"]
    named = ((view.failed, "failed"), (view.refused, "refused"), (view.duplicate, "duplicates"))
    parts += [f"{count(number)} {what}" for number, what in named if number]
    if view.finished_before:
        parts.append(f"{count(view.finished_before)} finished before")
    if view.total is not None:
        parts.append(f"of about {count(view.total)}")
    if view.verified_share is not None:
        parts.append(f"{percent(view.verified_share)} of claims verified")
    parts += [rate(view.articles_per_second), f"cost {dollars(view.cost)}"]
    if view.requests is not None:
        parts.append(f"{view.requests.in_flight} in flight")
        if view.requests.paused_for:
            parts.append(f"paused for {duration(view.requests.paused_for)}")
    if view.eta is not None:
        parts.append(f"about {duration(view.eta)} left")
    return ", ".join(parts)
