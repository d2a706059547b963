"""`factcards bulk` against a mock endpoint: speed, faults, a hidden limit, kill -9, re-runs.

    python benchmarks/bulk/run.py speed faults limit kill rerun [--json FILE]

Every figure is of the command line program, start-up included, with verification, the store and
Markdown and JSON files. The bare loop sends the same requests with the same client in this run,
and throws the replies away.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import httpx2
import openai

from benchmarks.bulk import corpus
from factcards.article import Article
from factcards.completion import Completion, Request
from factcards.pipeline import make_card
from factcards.prompt import load_prompt

HERE = Path(__file__).resolve().parent
SETTLED = 20.0  # seconds after which `auto` should have found a hidden limit
FACTCARDS = Path(sys.executable).with_name("factcards")


@dataclass
class Mock:
    """A running mock endpoint."""

    port: int

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def counters(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counters", timeout=30) as reply:
            counters: dict[str, Any] = json.load(reply)
            return counters


@contextmanager
def mock(**plan: float) -> Iterator[Mock]:
    options = [f"--{name.replace('_', '-')}={value}" for name, value in plan.items()]
    process = subprocess.Popen(
        [sys.executable, HERE / "endpoint.py", *options], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield Mock(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()


@dataclass
class Measured:
    """One run of the command."""

    wall: float
    cpu: float
    peak_mb: float
    status: int
    cards: int


def bulk(source: Path, out: Path, endpoint: Mock, *options: str, env: dict[str, str]) -> Measured:
    """Run the command and watch the memory of it and of its processes."""
    before = os.times()
    started = time.monotonic()
    process = _start(source, out, endpoint, *options, env=env)
    peak = _Peak(process.pid)
    process.wait()
    wall = time.monotonic() - started
    after = os.times()
    cpu = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return Measured(wall, cpu, peak.stop(), process.returncode, cards_in(out))


def _start(
    source: Path, out: Path, endpoint: Mock, *options: str, env: dict[str, str]
) -> subprocess.Popen[bytes]:
    command = [
        str(FACTCARDS), "bulk", str(source), "--out", str(out),
        "--base-url", endpoint.base_url, "--model", "mock",
        "--formats", "json,md", "--quiet", *options,
    ]  # fmt: skip
    return subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL)


def cards_in(out: Path) -> int:
    database = out / "factcards.sqlite"
    if not database.exists():
        return 0
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM cards").fetchone()[0])


class _Peak:
    """Highest memory of a process and its children: proportional set size, in MB."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(2):
            self._peak = max(self._peak, sum(_pss(pid) for pid in _family(self._pid)))

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._peak


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(int(child) for child in children)]


def _pss(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


class _Sent(Exception):
    """Carries the first request of an article, in place of an answer."""


@dataclass
class _Taker:
    """A completer that only wants to see the request."""

    kind: Literal["remote"] = "remote"
    description: str = ""

    async def complete(self, request: Request) -> Completion:
        raise _Sent(request)


async def requests_for(count: int) -> list[dict[str, Any]]:
    """The very requests that `factcards bulk` sends for the articles, as the client takes them."""
    found = []
    for record in corpus.articles(count):
        article = Article(name=record["id"], text=record["text"], title=record["title"], lang="en")
        try:
            await make_card(
                article, completer=_Taker(), prompt=load_prompt("factcard"), now=datetime.now(UTC)
            )
        except _Sent as sent:
            request: Request = sent.args[0]
        schema = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
        found.append(
            {
                "model": "mock",
                "messages": [{"role": m.role, "content": m.content} for m in request.messages],
                "response_format": {"type": "json_schema", "json_schema": schema},
            }
        )
    return found


async def bare_loop(
    endpoint: Mock, requests: list[dict[str, Any]], at_once: int, transport: str
) -> float:
    """Seconds that the openai client alone takes for the same requests."""
    limits = httpx2.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    kind = openai.DefaultAioHttpClient if transport == "aiohttp" else openai.DefaultAsyncHttpxClient
    async with openai.AsyncOpenAI(
        base_url=endpoint.base_url, api_key="none", max_retries=0, http_client=kind(limits=limits)
    ) as client:
        slots = asyncio.Semaphore(at_once)

        async def one(request: dict[str, Any]) -> None:
            async with slots:
                reply = await client.chat.completions.create(**request)
                json.loads(reply.choices[0].message.content or "")

        started = time.monotonic()
        await asyncio.gather(*(one(request) for request in requests))
        return time.monotonic() - started


def speed(folder: Path, env: dict[str, str], count: int, rounds: int) -> dict[str, Any]:
    """Wall time at 64 and at 256 in flight, beside the bare loop."""
    source = folder / "articles.jsonl"
    corpus.write(source, count)
    requests = asyncio.run(requests_for(count))
    found: dict[str, Any] = {}
    for at_once in (64, 256):
        runs: list[Measured] = []
        bare: dict[str, list[float]] = {"httpx": [], "aiohttp": []}
        for number in range(rounds):
            with mock() as endpoint:
                for transport, walls in bare.items():
                    walls.append(asyncio.run(bare_loop(endpoint, requests, at_once, transport)))
            with mock() as endpoint:
                out = folder / f"speed-{at_once}-{number}"
                runs.append(
                    bulk(
                        source, out, endpoint, "--concurrency", str(at_once), "--no-cache", env=env
                    )
                )
                sent = endpoint.counters()["requests"]
        found[str(at_once)] = {
            "wall": statistics.median(r.wall for r in runs),
            "cpu_ms_per_article": 1000 * statistics.median(r.cpu for r in runs) / count,
            "peak_mb": max(r.peak_mb for r in runs),
            "cards": [r.cards for r in runs],
            "requests": sent,
            "ideal": 0.2 * count / at_once,
            **{f"bare_{name}": statistics.median(walls) for name, walls in bare.items()},
        }
    return found


def memory(folder: Path, env: dict[str, str]) -> dict[str, Any]:
    """Peak memory for 2,000 and for 50,000 articles."""
    found = {}
    for count in (2_000, 50_000):
        source = folder / f"articles-{count}.jsonl"
        corpus.write(source, count)
        with mock(latency=0.05) as endpoint:
            out = folder / f"memory-{count}"
            run = bulk(source, out, endpoint, "--concurrency", "64", "--no-cache", env=env)
        found[str(count)] = asdict(run)
    return found


def faults(folder: Path, env: dict[str, str], count: int) -> dict[str, Any]:
    """Errors of every kind: does each article still end as a card?"""
    source = folder / "articles.jsonl"
    corpus.write(source, count)
    found: dict[str, Any] = {}
    shares = {"status_500": 0.05, "status_429": 0.05, "malformed": 0.01, "truncated": 0.01}
    for name, plan in (("none", {}), ("faults", {**shares, "reset": 0.01})):
        with mock(**plan) as endpoint:
            out = folder / f"faults-{name}"
            run = bulk(source, out, endpoint, "--concurrency", "64", "--no-cache", env=env)
            counters = endpoint.counters()
        found[name] = {
            **asdict(run),
            "requests": counters["requests"],
            "faults_sent": counters["faults"],
            "extra_requests_per_fault": (counters["requests"] - count) / max(1, counters["faults"]),
        }
    found["slowdown"] = found["faults"]["wall"] / found["none"]["wall"]
    return found


def limit(folder: Path, env: dict[str, str], count: int, at_most: int = 50) -> dict[str, Any]:
    """An endpoint that refuses what is above a limit it does not tell."""
    source = folder / "articles.jsonl"
    corpus.write(source, count)
    with mock(limit=at_most) as endpoint:
        out = folder / "limit"
        process = _start(source, out, endpoint, "--concurrency", "auto", "--no-cache", env=env)
        started, samples = time.monotonic(), []
        while process.poll() is None:
            time.sleep(1)
            counters = endpoint.counters()
            samples.append(
                (
                    time.monotonic() - started,
                    counters["ok"],
                    counters["refused"],
                    counters["requests"],
                )
            )
    rates = [
        (later[0], (later[1] - earlier[1]) / (later[0] - earlier[0]))
        for earlier, later in pairwise(samples)
    ]
    best = max(rate for _, rate in rates)
    after = [sample for sample in samples if sample[0] > SETTLED]
    refused = after[-1][2] - after[0][2] if after else 0
    asked = after[-1][3] - after[0][3] if after else 0
    return {
        "best_per_second": best,
        "reached_90_percent_after_s": next(t for t, rate in rates if rate >= 0.9 * best),
        "refused_in_all": samples[-1][2],
        "refused_share_after_20_s": refused / asked if asked else None,
        "possible_per_second": at_most / 0.2,
        "cards": cards_in(out),
        "wall": samples[-1][0],
    }


def kill(folder: Path, env: dict[str, str], count: int, kills: int = 10) -> dict[str, Any]:
    """Kill -9 at random moments, run again: nothing lost, nothing double."""
    source = folder / "articles.jsonl"
    corpus.write(source, count)
    out = folder / "killed"
    dice = random.Random(7)
    in_flight = []
    with mock() as endpoint:
        for _ in range(kills):
            process = _start(source, out, endpoint, "--concurrency", "64", "--no-cache", env=env)
            time.sleep(1.0 + dice.random() * 1.5)
            in_flight.append(endpoint.counters()["in_flight"])
            process.send_signal(signal.SIGKILL)
            process.wait()
        process = _start(source, out, endpoint, "--concurrency", "64", "--no-cache", env=env)
        process.wait()
        counters = endpoint.counters()
    files = {kind: len(list((out / "cards").glob(f"*.{kind}"))) for kind in ("json", "md")}
    for path in (out / "cards").glob("*.json"):
        json.loads(path.read_bytes())
    return {
        "cards": cards_in(out),
        "files": files,
        "other_files": [
            p.name for p in (out / "cards").iterdir() if p.suffix not in (".json", ".md")
        ],
        "articles": count,
        "requests": counters["requests"],
        "repeated": counters["requests"] - count,
        "in_flight_at_the_kills": sum(in_flight),
        "status": process.returncode,
    }


def rerun(folder: Path, env: dict[str, str], count: int) -> dict[str, Any]:
    """Run again over finished articles."""
    source = folder / f"articles-{count}.jsonl"
    corpus.write(source, count)
    with mock(latency=0.02) as endpoint:
        out = folder / "again"
        first = bulk(source, out, endpoint, "--concurrency", "128", env=env)
        before = endpoint.counters()["requests"]
        again = bulk(source, out, endpoint, "--concurrency", "128", env=env)
        requests = endpoint.counters()["requests"] - before
    return {"first": asdict(first), "again": asdict(again), "requests_again": requests}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results: dict[str, Any] = {}
    for part in options.parts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            env = {"FACTCARDS_CACHE_DIR": str(folder / "cache")}
            match part:
                case "speed":
                    results[part] = speed(folder, env, options.count, options.rounds)
                case "memory":
                    results[part] = memory(folder, env)
                case "faults":
                    results[part] = faults(folder, env, options.count)
                case "limit":
                    results[part] = limit(folder, env, 4 * options.count)
                case "kill":
                    results[part] = kill(folder, env, options.count)
                case "rerun":
                    results[part] = rerun(folder, env, 5 * options.count)
                case _:
                    parser.error(f"no part {part!r}")
        print(json.dumps({part: results[part]}, indent=2), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2), "utf-8")


if __name__ == "__main__":
    main()
