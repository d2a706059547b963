"""Replies that are kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factcards.cache import Cache, cache_path
from factcards.card import Usage
from factcards.completion import Completion
from factcards.errors import FactcardsError

KEY = bytes(32)


def completion(text: str = '{"a": "é\u2028"}', **changes: Any) -> Completion:
    usage = Usage(prompt_tokens=10, completion_tokens=None, cached_tokens=0)
    values: dict[str, Any] = {
        "text": text,
        "model": "m-1",
        "finish_reason": "stop",
        "usage": usage,
        "attempts": 3,
        "seconds": 0.125,
    }
    return Completion(**{**values, **changes})


@pytest.fixture
def warnings() -> list[str]:
    return []


@pytest.fixture
def cache(tmp_path: Path, warnings: list[str]) -> Iterator[Cache]:
    with Cache(tmp_path / "made" / "replies.sqlite", warn=warnings.append) as cache:
        yield cache


def test_a_reply_comes_back_as_it_was_also_to_another_process(
    cache: Cache, warnings: list[str]
) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, completion())
    code = (
        "import sys; from pathlib import Path; from factcards.cache import Cache;"
        "print(ascii(Cache(Path(sys.argv[1])).get(bytes(32))))"
    )
    other = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(cache.path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert cache.get(KEY) == completion()
    assert other.stdout.strip() == ascii(completion())
    assert cache.get(bytes(31) + b"1") is None
    assert warnings == []


def test_a_newer_reply_takes_the_place_of_an_older_one(cache: Cache) -> None:
    cache.put(KEY, completion("1"))
    cache.put(KEY, completion("2"))
    assert cache.get(KEY) == completion("2")
    assert cache.info().replies == 1


def test_half_a_character_is_not_kept_and_harms_nothing(cache: Cache, warnings: list[str]) -> None:
    cache.put(KEY, completion("\ud800"))
    assert cache.get(KEY) is None
    assert warnings == []


def test_a_kept_reply_of_another_shape_counts_as_none(cache: Cache) -> None:
    cache.put(KEY, completion())
    with sqlite3.connect(cache.path) as connection:
        connection.execute("""UPDATE replies SET reply = '{"text": 1}'""")
    connection.close()
    assert cache.get(KEY) is None


def test_the_oldest_replies_go_when_it_is_full(tmp_path: Path) -> None:
    limit = 400_000
    with Cache(tmp_path / "c.sqlite", limit=limit) as cache:
        for number in range(2000):
            cache.put(number.to_bytes(32), completion("x" * 1000))
        assert cache.get((0).to_bytes(32)) is None
        assert cache.get((1999).to_bytes(32)) is not None
    assert (tmp_path / "c.sqlite").stat().st_size < 1.5 * limit


@pytest.mark.parametrize("content", [b"hello" * 2000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew_with_a_warning(
    cache: Cache, warnings: list[str], content: bytes
) -> None:
    cache.path.parent.mkdir()
    cache.path.write_bytes(content)
    assert cache.get(KEY) is None
    cache.put(KEY, completion())
    assert cache.get(KEY) == completion()
    assert [w for w in warnings if "was damaged" in w] == warnings
    assert len(warnings) == 1


def test_damage_inside_the_file_is_found_when_it_is_met(tmp_path: Path) -> None:
    path, warnings = tmp_path / "c.sqlite", list[str]()
    with Cache(path) as cache:
        for number in range(100):
            cache.put(number.to_bytes(32), completion("x" * 1000))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with Cache(path, warn=warnings.append) as cache:
        assert cache.get((5).to_bytes(32)) is None
        cache.put(KEY, completion())
        assert cache.get(KEY) == completion()
    assert len(warnings) == 1


def test_a_database_of_something_else_is_left_alone(cache: Cache, warnings: list[str]) -> None:
    cache.path.parent.mkdir()
    with sqlite3.connect(cache.path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = cache.path.read_bytes()
    cache.put(KEY, completion())
    assert cache.get(KEY) is None
    assert cache.path.read_bytes() == before
    assert len(warnings) == 1
    assert "going on without the cache" in warnings[0]
    with pytest.raises(FactcardsError, match="this is no cache of factcards"):
        cache.clear()


def test_a_place_that_cannot_be_written_is_told_once_and_ends_nothing(
    tmp_path: Path, warnings: list[str]
) -> None:
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file" / "c.sqlite", warn=warnings.append) as cache:
        cache.put(KEY, completion())
        assert cache.get(KEY) is None
    assert len(warnings) == 1


def test_a_full_disk_ends_nothing(cache: Cache, warnings: list[str]) -> None:
    cache.put(KEY, completion())
    assert cache._connection is not None
    cache._connection.execute("PRAGMA max_page_count = 1")
    for number in range(50):
        cache.put(number.to_bytes(32), completion("x" * 4000))
    assert len(warnings) == 1
    assert "full" in warnings[0]


def test_while_another_process_writes_a_reply_goes_unkept_without_a_word(
    cache: Cache, warnings: list[str]
) -> None:
    cache.put(KEY, completion("old"))
    other = sqlite3.connect(cache.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    cache.put(KEY, completion("new"))
    assert cache.get(KEY) == completion("old")
    other.close()
    cache.put(KEY, completion("new"))
    assert cache.get(KEY) == completion("new")
    assert warnings == []


FILLER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_cache import completion
from factcards.cache import Cache
said = []
with Cache(Path(sys.argv[1]), warn=said.append) as cache:
    for number in range(200):
        cache.put((int(sys.argv[2]) * 1000 + number).to_bytes(32), completion(sys.argv[2]))
assert not said, said
"""


def test_several_processes_fill_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", FILLER, str(path), str(number), str(Path(__file__).parent)],
            env=environment,
        )
        for number in range(3)
    ]
    assert [process.wait() for process in processes] == [0, 0, 0]
    with Cache(path) as cache:
        for number in range(3):
            assert cache.get((number * 1000 + 199).to_bytes(32)) == completion(str(number))


def test_a_cleared_cache_is_empty_small_and_of_use(cache: Cache) -> None:
    for number in range(500):
        cache.put(number.to_bytes(32), completion("x" * 1000))
    before = cache.info()
    assert (before.replies, before.path) == (500, cache.path)
    cache.clear()
    after = cache.info()
    assert after.replies == 0
    assert after.bytes < before.bytes / 5
    cache.put(KEY, completion())
    assert cache.get(KEY) == completion()


def test_a_damaged_cache_can_be_cleared(cache: Cache) -> None:
    cache.path.parent.mkdir()
    cache.path.write_bytes(b"nonsense" * 1000)
    cache.clear()
    assert not cache.path.exists()


def test_asking_about_a_cache_that_is_not_there_does_not_make_it(cache: Cache) -> None:
    assert (cache.info().replies, cache.info().bytes) == (0, 0)
    cache.clear()
    assert not cache.path.parent.exists()


def test_the_directory_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FACTCARDS_CACHE_DIR", raising=False)
    home = cache_path()
    assert home.parent.name == "factcards"
    monkeypatch.setenv("FACTCARDS_CACHE_DIR", str(tmp_path))
    assert cache_path() == tmp_path / home.name
