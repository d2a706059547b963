"""`factcards cache`, as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factcards.cache import Cache, cache_path
from factcards.card import Usage
from factcards.cli.cache import app
from factcards.completion import Completion


@pytest.fixture(autouse=True)
def _directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCARDS_CACHE_DIR", str(tmp_path))


def fill(count: int) -> None:
    usage = Usage(prompt_tokens=1, completion_tokens=1, cached_tokens=None)
    with Cache(cache_path()) as cache:
        for number in range(count):
            cache.put(number.to_bytes(32), Completion("{}", "m", "stop", usage, 1, 0.1))


def test_info_says_where_and_how_much() -> None:
    fill(3)
    done = CliRunner().invoke(app, ["info"])
    where, replies, size = done.stdout.splitlines()
    assert where == str(cache_path())
    assert replies == "3 replies"
    assert size.endswith(" MB of at most 1,000 MB")


def test_info_of_no_cache_makes_none(tmp_path: Path) -> None:
    assert "0 replies\n0.0 MB" in CliRunner().invoke(app, ["info"]).stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [["--yes"], []])
def test_clear_forgets_all_without_asking_where_nobody_can_answer(options: list[str]) -> None:
    fill(3)
    done = CliRunner().invoke(app, ["clear", *options])
    assert (done.exit_code, done.stderr) == (0, "factcards: 3 replies forgotten\n")
    with Cache(cache_path()) as cache:
        assert cache.info().replies == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
@pytest.mark.parametrize(("answer", "left"), [(b"n\n", 3), (b"y\n", 0)])
def test_clear_asks_on_a_terminal(answer: bytes, left: int) -> None:
    pty = pytest.importorskip("pty")
    fill(3)
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from factcards.cli.cache import app; app()", "clear"],
        stdin=end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    os.write(terminal, answer)
    output, _ = process.communicate(timeout=60)
    os.close(terminal)
    os.close(end)
    assert b"Forget 3 replies in" in output
    assert (process.returncode == 0) == (left == 0)
    with Cache(cache_path()) as cache:
        assert cache.info().replies == left


def test_a_damaged_cache_is_told_and_no_error() -> None:
    cache_path().write_bytes(b"nonsense" * 1000)
    done = CliRunner().invoke(app, ["info"])
    assert done.exit_code == 0
    assert "0 replies" in done.stdout
    assert "the cache was damaged" in done.stderr
