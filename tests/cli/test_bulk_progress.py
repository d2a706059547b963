"""What a bulk run shows while it goes on, and at its end."""

from __future__ import annotations

import asyncio
import io
import json
import os
import pty
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bulk_runs import outcome, session_of, spend
from rich.console import Console

from factcards.batch.outcome import Outcome
from factcards.batch.session import Session
from factcards.cli.bulk_progress import Progress, progress
from factcards.cli.bulk_progress_lines import Lines, Silence, view_line
from factcards.cli.bulk_progress_live import drawing
from factcards.cli.bulk_progress_view import Speed, View, look
from factcards.cli.bulk_total import Total
from factcards.cli.console import Notes
from factcards.errors import StoreError
from factcards.intake.options import Intake
from factcards.store import Store
from factcards.throttle_snapshot import Snapshot

BAD = outcome(7, state="failed", error="ReplyError", reason="news.jsonl#7: no draft\x1b[2J [bold]")
REFUSED = outcome(8, state="refused", error="NotAnArticle", reason="news.jsonl#8: an index page")
KEYS = {
    *("elapsed", "done", "failed", "refused", "duplicate", "finished_before", "total"),
    *("verified_share", "articles_per_second", "eta", "prompt_tokens", "completion_tokens"),
    *("cost", "requests", "retries", "in_flight", "window", "waiting", "paused_for", "problems"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "out"):
        return tmp_path / "out"


def go(session: Session, notes: Notes, *outcomes: Outcome, json_lines: bool = False) -> None:
    """A run with these outcomes, shown as the command shows it."""

    async def work() -> None:
        async with shown.watching():
            for found in outcomes:
                session.run.tally.add(found)
                shown.add(found)
                await asyncio.sleep(0)

    with progress(session, notes, json_lines=json_lines) as shown:
        try:
            asyncio.run(work())
        finally:
            shown.finish()


def view_of(session: Session, *outcomes: Outcome, total: int | None = None, **changes: Any) -> View:
    for found in outcomes:
        session.run.tally.add(found)
    requests = Snapshot(7, 12, 3, 2.5, 120, 4, 100, 5, 6, 0, 0.21, 0.5, 9_999)
    return look(session.run, requests, changes.pop("elapsed", 60.0), Speed(), total)


def drawn(view: View, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=1_000, force_terminal=False)
    with console.capture() as captured:
        console.print(drawing(view, width))
    return captured.get().splitlines()


def test_the_end_says_what_became_of_all_and_where_it_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    go(session_of(folder), Notes(), outcome(1), outcome(2), BAD, REFUSED)
    out, err = capfd.readouterr()
    assert out == ""
    lines = [" ".join(line.split()) for line in err.splitlines()]
    assert "done 2" in lines
    assert "failed 1" in lines
    assert "verified 90.0% (18 of 20 claims)" in lines
    assert "1 failed: ReplyError: no draft[2J [bold] (in news.jsonl#7)" in lines
    assert f"report {folder / 'report.html'}" in lines
    assert lines[-1] == f"see them factcards bulk --status {folder}"
    assert (folder / "report.html").is_file()


def test_a_cost_that_is_unknown_is_called_so(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session = session_of(folder)
    spend(session.run.meter, None, None)
    go(session, Notes(), outcome(1))
    lines = [" ".join(line.split()) for line in capfd.readouterr().err.splitlines()]
    assert "cost unknown" in lines
    assert "tokens unknown" in lines


def test_quiet_says_nothing_and_writes_the_report(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    go(session_of(folder), Notes(quiet=True), outcome(1), BAD)
    assert capfd.readouterr() == ("", "")
    assert (folder / "report.json").is_file()


def test_a_report_that_cannot_be_written_is_told_even_quietly_and_fails_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "report.html").mkdir()
    go(session_of(folder), Notes(quiet=True), outcome(1))
    err = capfd.readouterr().err
    assert err.startswith("factcards: no report: ")
    assert err.count("\n") == 1


def test_json_lines_are_objects_with_the_documented_keys(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    go(session_of(folder), Notes(), outcome(1), BAD, json_lines=True)
    first, *_, last = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert (first["event"], set(first) - {"event"}) == ("progress", KEYS)
    assert set(last) - {"event", "ending", "report"} == KEYS
    assert (last["event"], last["ending"], last["done"], last["failed"]) == (
        "end",
        "complete",
        1,
        1,
    )
    assert last["report"] == str(folder / "report.html")
    assert last["problems"] == [{"place": "news.jsonl#7", "reason": "no draft[2J [bold]"}]


def test_json_lines_have_null_for_what_is_unknown(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session = session_of(folder)
    spend(session.run.meter, None, None)
    go(session, Notes(), REFUSED, json_lines=True)
    last = json.loads(capfd.readouterr().err.splitlines()[-1])
    unknown = ("verified_share", "total", "eta", "prompt_tokens", "completion_tokens", "cost")
    assert [last[key] for key in unknown] == [None] * 6


def test_an_interruption_is_said_and_reported(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with progress(session_of(folder), Notes(), json_lines=False) as shown:
        shown.stopping()
        shown.finish()
    assert "stopping" in capfd.readouterr().err
    assert json.loads((folder / "report.json").read_bytes())["run"]["ending"] == "interrupted"


def test_an_error_that_ends_a_run_is_in_the_report(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        with progress(session_of(folder), Notes(), json_lines=False) as shown:
            try:
                raise StoreError("the disk is full", source="out")
            finally:
                shown.finish()

    with pytest.raises(StoreError):
        fail()
    run = json.loads((folder / "report.json").read_bytes())["run"]
    assert (run["ending"], run["error"]) == ("error", "out: the disk is full")


def test_the_requests_of_the_throttle_are_in_the_report(folder: Path) -> None:
    go(session_of(folder), Notes(quiet=True), outcome(1))
    requests = json.loads((folder / "report.json").read_bytes())["run"]["requests"]
    assert (requests["requests"], requests["window"]) == (0, 2)


class Closed(io.StringIO):
    """A pipe that nobody reads any more."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("json_lines", [False, True])
def test_standard_error_that_is_closed_stops_no_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, json_lines: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", Closed())
    go(session_of(folder), Notes(), outcome(1), json_lines=json_lines)
    assert json.loads((folder / "report.json").read_bytes())["run"]["articles"]["done"] == 1


class Flaky(Silence):
    """A display that fails the first time."""

    shown = 0

    def show(self, view: View) -> None:
        self.shown += 1
        if self.shown == 1:
            raise BrokenPipeError


def test_a_display_that_fails_once_is_asked_again() -> None:
    display = Flaky(every=0.0)
    shown = Progress(session_of(), Notes(), display, Total((), Intake()))

    async def watch() -> None:
        async with shown.watching():
            for _ in range(5):
                await asyncio.sleep(0.001)

    asyncio.run(watch())
    assert display.shown > 1


@pytest.mark.parametrize("width", [30, 44, 80, 200])
def test_the_display_keeps_within_the_terminal(width: int) -> None:
    session = session_of(sources=("x",))
    session.run.tally.finished_before = 123_456
    bad = [
        outcome(n, state="failed", error="E", reason="長い" * 200, place=f"深い/{'p' * 300}")
        for n in range(9)
    ]
    lines = drawn(view_of(session, outcome(1), *bad, total=50_000_000), width)
    assert max(Console(width=999).measure(line).maximum for line in lines) <= width
    assert len(lines) <= 20


def test_the_display_has_all_that_people_ask_for() -> None:
    session = session_of()
    for _ in range(3):
        spend(session.run.meter, 1_000, 0.5)
    session.run.tally.finished_before = 5
    text = "\n".join(drawn(view_of(session, outcome(1), outcome(2), BAD, REFUSED, total=100), 80))
    for words in (
        *("9 of about 100", "2 done", "1 failed", "1 refused", "5 finished before"),
        *("90.0% of claims verified", "4.0/min", "about 10 min 07 s left"),
        *("tokens 3,000 in, 3,000 out", "cost US$1.5000"),
        *("7 of 12 in flight", "4 retries", "paused for 2.5 s"),
        *("news.jsonl#7  no draft[2J [bold]", "news.jsonl#8  an index page"),
    ):
        assert words in text


def test_without_a_total_there_is_no_guess_at_the_end() -> None:
    view = view_of(session_of(), outcome(1))
    assert view.eta is None
    assert "left" not in "\n".join(drawn(view, 80))
    assert "left" not in view_line(view)


def test_a_limit_of_articles_is_the_total_where_it_is_less() -> None:
    session = session_of(most=10)
    session.run.tally.finished_before = 5
    assert view_of(session, total=1_000).total == 15
    assert view_of(session, total=7).total == 7


def test_a_total_that_was_too_low_gives_way() -> None:
    view = view_of(session_of(), *(outcome(n) for n in range(9)), total=4)
    assert (view.total, view.eta) == (9, 0)


def test_speed_is_that_of_the_last_half_minute() -> None:
    speed = Speed()
    for second in range(100):
        speed.measure(second, 10 * second, 0)
    for second in range(100, 200):
        latest = speed.measure(second, 1_000 + 2 * (second - 100), 50 * (second - 100))
    assert latest == pytest.approx((2.0, 52.0))


def test_the_speed_of_a_slow_model_is_that_of_the_whole_run() -> None:
    speed = Speed()
    for second in range(301):
        latest = speed.measure(second, second // 60, 0)
    assert latest[0] == pytest.approx(5 / 300)


def test_lines_come_from_the_second_look_on(capfd: pytest.CaptureFixture[str]) -> None:
    lines = Lines(Notes())
    lines.show(view_of(session_of(), elapsed=0.0))
    lines.show(view_of(session_of(), outcome(1), elapsed=10.0))
    err = capfd.readouterr().err
    assert err.startswith("factcards: 1 done, 90.0% of claims verified, 6.0/min, cost US$0.0000")
    assert err.count("\n") == 1


def test_a_terminal_gets_its_cursor_back_when_the_run_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with open(theirs, "w", buffering=1) as terminal:  # noqa: PTH123
        monkeypatch.setattr(sys, "stderr", terminal)
        with (
            suppress(KeyboardInterrupt),
            progress(session_of(folder), Notes(), json_lines=False) as p,
        ):
            p.note("[red]hello[/red]")
            raise KeyboardInterrupt
        monkeypatch.undo()
        written = os.read(ours, 65_536)
    os.close(ours)
    assert b"\x1b[?25l" in written
    assert written.rindex(b"\x1b[?25h") > written.rindex(b"\x1b[?25l")
    assert b"factcards: [red]hello[/red]" in written


def test_articles_are_counted_without_reading_them(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "Words."}}\n' for n in range(7))
    (tmp_path / "a.jsonl").write_text(rows.rstrip("\n"))
    (tmp_path / "b.csv").write_text('id,text\n1,"two\nlines"\n2,one\n')
    (tmp_path / "c.txt").write_text("An article.")
    (tmp_path / "d.txt").write_text("https://example.com/a\nhttps://example.com/b\n")
    total = Total((str(tmp_path), str(tmp_path / "*.csv")), Intake())
    total.work()
    assert total.count == 7 + 2 + 1 + 2 + 2


@pytest.mark.parametrize("source", ["-", "https://example.com/feed.xml", "feed.xml"])
def test_what_would_have_to_be_fetched_is_not_counted(tmp_path: Path, source: str) -> None:
    (tmp_path / "feed.xml").write_text("<rss/>")
    total = Total((str(tmp_path / source) if source == "feed.xml" else source,), Intake())
    total.work()
    assert total.count is None
