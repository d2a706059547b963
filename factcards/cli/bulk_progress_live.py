"""Progress as a terminal shows it: a few lines that stay where they are and change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live as RichLive
from rich.text import Text

from factcards.batch.report_words import count, dollars, duration, percent, rate

if TYPE_CHECKING:
    from factcards.batch.report_record import Ending
    from factcards.cli.bulk_progress_view import View

_WIDEST = 100
_GAP = "   "
_Part = tuple[str, str]  # words and their style


class Live:
    """The display on a terminal."""

    def __init__(self, console: Console) -> None:
        self.every = 0.25
        self._console = console
        self._live = RichLive(
            console=self._console,
            auto_refresh=False,
            transient=True,
            vertical_overflow="crop",
            redirect_stdout=False,
        )

    @contextmanager
    def drawn(self) -> Iterator[None]:
        """Until the block ends, however it ends, the cursor is hidden and lines are drawn."""
        with self._live:
            yield

    def show(self, view: View) -> None:
        """Draw how things stand."""
        self._live.update(drawing(view, min(self._console.width, _WIDEST)), refresh=True)

    def note(self, text: str) -> None:
        """Say something above it."""
        self._console.print(Text(f"factcards: {text}"), soft_wrap=True)

    def close(self, view: View, ending: Ending, report: Path | None) -> None:
        """Take it away: what remains is the summary."""
        del view, ending, report
        self._live.stop()


def drawing(view: View, width: int) -> Group:
    """How a run stands, in lines no wider than `width` columns."""
    groups = (_articles(view), _pace(view), _spent(view), _requests(view))
    lines = [_bar(view, width)]
    lines += [line for group in groups for line in _flowed(group, width)]
    if view.problems:
        lines.append(_line([("last problems", "dim")], width))
        lines += [
            _line([("  ", ""), (place, "yellow"), (f"  {reason}", "")], width)
            for place, reason in view.problems
        ]
    return Group(*lines)


def _bar(view: View, width: int) -> Text:
    """How much of it is over, where that is known, and for how long it has been going."""
    clock = duration(view.elapsed) if view.elapsed >= 1 else "starting"
    if view.total is None:
        return _line(
            [(count(view.ended), "bold"), (" articles", ""), (f"{_GAP}{clock}", "")], width
        )
    words = f"  {count(view.ended)} of about {count(view.total)}  {clock}"
    room = max(width - len(words) - 1, 0)
    filled = room * view.ended // view.total if view.total else room
    return _line([("━" * filled, "green"), ("─" * (room - filled), "dim"), (words, "")], width)


def _articles(view: View) -> list[_Part]:
    parts = [(f"{count(view.done)} done", "green")]
    parts.append((f"{count(view.failed)} failed", "red" if view.failed else "dim"))
    parts.append((f"{count(view.refused)} refused", "yellow" if view.refused else "dim"))
    if view.duplicate:
        parts.append((f"{count(view.duplicate)} duplicates", ""))
    if view.finished_before:
        parts.append((f"{count(view.finished_before)} finished before", ""))
    return parts


def _pace(view: View) -> list[_Part]:
    share = "…" if view.verified_share is None else percent(view.verified_share)
    parts = [(f"{share} of claims verified", ""), (f"{rate(view.articles_per_second)}", "bold")]
    if view.eta is not None:
        parts.append((f"about {duration(view.eta)} left", ""))
    return parts


def _spent(view: View) -> list[_Part]:
    tokens = f"tokens {count(view.prompt_tokens)} in, {count(view.completion_tokens)} out"
    return [(tokens, ""), (f"cost {dollars(view.cost)}", "")]


def _requests(view: View) -> list[_Part]:
    now = view.requests
    if now is None:
        return []
    window = "" if now.window is None else f" of {now.window}"
    parts = [(f"{now.in_flight}{window} in flight", ""), (f"{count(now.retries)} retries", "")]
    if now.median_latency is not None:
        parts.append((f"latency {duration(now.median_latency)}", ""))
    if now.paused_for:
        parts.append((f"paused for {duration(now.paused_for)}", "yellow"))
    return parts


def _flowed(parts: Sequence[_Part], width: int) -> Iterator[Text]:
    """The parts on one line, or on more where they do not fit."""
    line: list[_Part] = []
    used = 0
    for words, style in parts:
        if line and used + len(_GAP) + len(words) > width:
            yield _line(line, width)
            line, used = [], 0
        if line:
            line.append((_GAP, ""))
            used += len(_GAP)
        line.append((words, style))
        used += len(words)
    if line:
        yield _line(line, width)


def _line(parts: Sequence[_Part], width: int) -> Text:
    line = Text.assemble(*parts, no_wrap=True, overflow="ellipsis")
    line.truncate(width, overflow="ellipsis")
    return line
