"""A bulk run from its sources to its folder, against a server on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cases import TEXT, draft
from protocol_server import ProtocolServer, completion, failure, serve

from factcards.batch.run import Limits
from factcards.batch.session import Options, Session, session
from factcards.errors import AuthenticationFailed
from factcards.settings import resolve
from factcards.store import Store
from factcards.weights_table import Silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcards.batch.outcome import Outcome

GOOD = completion(json.dumps(draft()))
LINUX = Path("/proc/self/task").exists()


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACTCARDS_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def server() -> Iterator[ProtocolServer]:
    with serve(GOOD) as running:
        yield running


def rows(path: Path, count: int, **changes: Any) -> str:
    """A file of articles that differ in their last line."""
    lines = [
        {"id": f"a{number}", "text": f"{TEXT}This is report {number}.\n", "title": "Ferries"}
        | changes
        for number in range(count)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return str(path)


def ran(
    source: str,
    options: Options,
    server: ProtocolServer,
    *,
    watch: Callable[[Session, Outcome], None] = lambda *_: None,
    **settings: Any,
) -> tuple[list[Outcome], Session]:
    """All outcomes of a run, and what it ran in."""
    chosen = {"base_url": server.base_url, "model": "m", **settings}
    resolved = resolve(chosen, {}, Path("nowhere"), Path("nowhere"))
    found: list[Outcome] = []

    async def work(opened: Session) -> None:
        async with aclosing(opened.outcomes()) as outcomes:
            async for outcome in outcomes:
                found.append(outcome)
                watch(opened, outcome)

    with session([source], options, resolved, Silence()) as opened:
        asyncio.run(work(opened))
    return found, opened


def asked(server: ProtocolServer) -> int:
    return len([body for _, _, body in server.seen if body is not None])


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(out=tmp_path / "out", concurrency=4, workers=1, cached=False)


def test_every_article_ends_as_a_card_in_the_store_and_in_its_files(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    found, opened = ran(rows(tmp_path / "a.jsonl", 5), options, server)
    assert {o.id for o in found} == {f"a{number}" for number in range(5)}
    assert {o.state for o in found} == {"done"}
    for outcome in found:
        assert outcome.card is not None
        assert outcome.files is not None
        assert json.loads(Path(outcome.files["json"]).read_bytes())["id"] == outcome.card.id
        assert Path(outcome.files["md"]).read_text("utf-8").startswith("## City to buy three")
    with Store.read(tmp_path / "out") as store:
        assert len(list(store.cards())) == 5
    assert (asked(server), opened.run.tally.states["done"], opened.run.meter.completions) == (
        5,
        5,
        5,
    )


def test_what_is_finished_is_not_asked_again(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source = rows(tmp_path / "a.jsonl", 3)
    ran(source, options, server)
    rows(tmp_path / "a.jsonl", 4)
    found, opened = ran(source, options, server)
    assert [o.id for o in found] == ["a3"]
    assert (asked(server), opened.run.tally.finished_before) == (4, 3)


def test_an_article_whose_text_has_changed_is_asked_again(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source = rows(tmp_path / "a.jsonl", 2)
    ran(source, options, server)
    rows(tmp_path / "a.jsonl", 2, title="Ferries, corrected")
    found, _ = ran(source, options, server)
    assert ({o.id for o in found}, asked(server)) == ({"a0", "a1"}, 4)


def test_bad_items_are_refused_with_their_reason_and_stop_no_other(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "c.jsonl").write_text('{"id": "x", "text": "' + TEXT[:10], "utf-8")
    found, _ = ran(str(folder), options, server)
    by_name = {Path(o.place.partition("#")[0]).name: o for o in found}
    assert by_name["a.txt"].state == "done"
    assert by_name["b.txt"].state == "refused"
    assert by_name["b.txt"].error == "SourceUnreadable"
    broken = next(o for o in found if "c.jsonl" in o.place)
    assert (broken.state, broken.card_json) == ("refused", None)
    assert "1" in broken.place + str(broken.reason)


def test_a_changed_template_or_a_lost_file_costs_no_request(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source = rows(tmp_path / "a.jsonl", 2)
    found, _ = ran(source, options, server)
    lost, kept = (Path((o.files or {})["md"]) for o in found)
    lost.unlink()
    ran(source, options, server)
    assert lost.read_text("utf-8").startswith("## City")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "short.md.j2").write_text("{{ card.headline }}!", "utf-8")
    again, _ = ran(source, options, server, template="short", templates_dir=templates)
    assert kept.read_text("utf-8") == "City to buy three ferries for 41 million euros!\n"
    assert (again, asked(server)) == ([], 2)


def test_another_policy_makes_the_card_anew_from_replies_that_were_kept(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source, cached = rows(tmp_path / "a.jsonl", 2), replace(options, cached=True)
    ran(source, cached, server, policy="standard")
    found, opened = ran(source, cached, server, policy="lenient")
    assert [o.card.verification.policy for o in found if o.card] == ["lenient", "lenient"]
    assert (asked(server), opened.run.meter.completions) == (2, 0)


def test_a_refused_key_ends_the_run_and_is_no_article_s_fault(
    tmp_path: Path, options: Options
) -> None:
    source = rows(tmp_path / "a.jsonl", 3)
    with serve(failure(401, "bad key")) as server:
        with pytest.raises(AuthenticationFailed, match="bad key"):
            ran(source, options, server)
    with serve(GOOD) as server:
        found, _ = ran(source, options, server)
    assert {o.state for o in found} == {"done"}


def test_failed_articles_are_tried_again_only_if_asked_for(
    tmp_path: Path, options: Options
) -> None:
    source = rows(tmp_path / "a.jsonl", 2)
    with serve(completion("no JSON")) as server:
        found, _ = ran(source, options, server)
        assert [(o.state, o.error) for o in found] == [("failed", "ReplyError")] * 2
    with serve(GOOD) as server:
        assert ran(source, options, server)[0] == []
        again, _ = ran(source, replace(options, retry_failed=True), server)
    assert {o.state for o in again} == {"done"}


def test_the_same_text_is_one_card_if_wanted(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source = rows(tmp_path / "a.jsonl", 3, text=TEXT)
    found, _ = ran(source, replace(options, dedupe=True), server)
    assert sorted(o.state for o in found) == ["done", "duplicate", "duplicate"]
    assert asked(server) == 1


def test_no_more_articles_are_begun_than_allowed(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    source = rows(tmp_path / "a.jsonl", 9)
    found, _ = ran(source, replace(options, limits=Limits(articles=4)), server)
    assert (len(found), asked(server)) == (4, 4)
    more, _ = ran(source, replace(options, limits=Limits(articles=4)), server)
    assert {o.id for o in more}.isdisjoint(o.id for o in found)


def test_no_more_is_spent_than_allowed_but_for_what_is_under_way(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    cost = (120 * 1.0 + 30 * 2.0) / 1e6
    limited = replace(options, limits=Limits(cost=5 * cost), concurrency=1)
    found, opened = ran(rows(tmp_path / "a.jsonl", 40), limited, server, price=(1.0, 2.0))
    assert 5 <= len(found) < 15
    assert opened.run.meter.cost == pytest.approx(len(found) * cost)
    assert found[0].card is not None
    assert found[0].card.provenance.cost == pytest.approx(cost)


def test_a_run_that_is_stopped_finishes_what_is_under_way(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    def stop(opened: Session, _: Outcome) -> None:
        opened.run.stop()

    found, _ = ran(rows(tmp_path / "a.jsonl", 60), options, server, watch=stop)
    assert 1 <= len(found) < 60
    assert (len(found), {o.state for o in found}) == (asked(server), {"done"})


def test_the_embedded_model_s_absence_of_a_price_is_no_price_of_zero(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    (outcome,), opened = ran(rows(tmp_path / "a.jsonl", 1), options, server)
    assert (outcome.cost, opened.run.meter.cost) == (None, None)


@pytest.mark.skipif(not LINUX, reason="finds the processes in /proc")
def test_a_process_that_is_killed_is_replaced_and_nothing_is_lost(
    tmp_path: Path, options: Options, server: ProtocolServer
) -> None:
    killed: list[int] = []

    def kill(_: Session, __: Outcome) -> None:
        if not killed:
            me = os.getpid()
            children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
            killed.extend(int(pid) for pid in children if b"batch.worker" in cmdline(int(pid)))
            os.kill(killed[0], signal.SIGKILL)

    found, _ = ran(rows(tmp_path / "a.jsonl", 30), options, server, watch=kill)
    assert killed
    assert sorted(o.id for o in found) == sorted(f"a{number}" for number in range(30))
    assert {o.state for o in found} == {"done"}


def cmdline(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_after_kill_9_a_second_run_ends_with_one_card_for_each_article(tmp_path: Path) -> None:
    source, out = rows(tmp_path / "a.jsonl", 40), tmp_path / "out"
    with serve(replace(GOOD, delay=0.02)) as server:
        command = [
            *(sys.executable, "-m", "factcards", "bulk", source, "--out", str(out)),
            *("--base-url", server.base_url, "--model", "m", "--no-cache", "--quiet"),
            *("--concurrency", "4", "--workers", "1"),
        ]
        process = subprocess.Popen(command, cwd=tmp_path)
        deadline = time.monotonic() + 60
        while asked(server) < 12 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
        process.wait()
        assert 12 <= asked(server) < 40
        again = subprocess.run(command, cwd=tmp_path, timeout=120, check=False)
        assert again.returncode == 0
        assert asked(server) <= 40 + 4 + 2  # in flight, or answered and not yet recorded
    with Store.read(out) as store:
        assert len(list(store.cards())) == 40
    assert len(list((out / "cards").iterdir())) == 80
