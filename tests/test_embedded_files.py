from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from factcards.embedded_files import KEPT, PrefixStore, open_log, reason_in

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [character * 64 for character in "0123456789abcdef"]


def save(store: PrefixStore, key: str, content: bytes = b"state", age: int = 0) -> None:
    draft = store.draft()
    (store.directory / draft).write_bytes(content)
    assert store.keep(draft, key)
    name = store.find(key)
    if name and age:
        os.utime(store.directory / name, (10**9 - age, 10**9 - age))


def test_a_saved_state_is_found_under_its_key_alone(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path)
    save(store, KEYS[0])
    name = store.find(KEYS[0])
    assert name is not None
    assert (tmp_path / name).read_bytes() == b"state"
    assert store.find(KEYS[1]) is None


@pytest.mark.parametrize("content", [b"", b"stat", b"State", b"state "])
def test_a_changed_state_is_not_found_and_deleted(tmp_path: Path, content: bytes) -> None:
    store = PrefixStore(tmp_path)
    save(store, KEYS[0])
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert store.find(KEYS[0]) is None
    assert list(tmp_path.iterdir()) == []


def test_the_states_used_last_are_kept(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path)
    for age, key in enumerate(KEYS[:KEPT], start=1):
        save(store, key, age=100 * age)
    save(store, KEYS[KEPT])
    assert store.find(KEYS[KEPT - 1]) is None
    assert all(store.find(key) for key in [*KEYS[: KEPT - 1], KEYS[KEPT]])


def test_use_makes_a_state_young_again(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path)
    for age, key in enumerate(KEYS[:KEPT], start=1):
        save(store, key, age=100 * age)
    assert store.find(KEYS[KEPT - 1])
    save(store, KEYS[KEPT])
    assert store.find(KEYS[KEPT - 1])
    assert store.find(KEYS[KEPT - 2]) is None


def test_a_draft_that_was_never_written_is_not_kept(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path)
    assert store.keep(store.draft(), KEYS[0]) is False
    assert list(tmp_path.iterdir()) == []


def test_drafts_have_names_of_their_own(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path)
    assert store.draft() != store.draft()


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        (b"", ""),
        (b"\n \n", ""),
        (b"0.00.001 W odd\n0.00.002 E  first\tproblem\n0.00.003 E second\n", "first problem"),
        (b"Traceback\nImportError: no library\n", "ImportError: no library"),
        (b"\xff\x00 E \xfe\n", "\ufffd"),
        (b"x" * 5000, "x" * 300),
    ],
    ids=["empty", "blank", "errors", "traceback", "binary", "long"],
)
def test_the_reason_is_the_first_error_or_the_last_line(
    tmp_path: Path, log: bytes, reason: str
) -> None:
    path = tmp_path / "embedded.log"
    path.write_bytes(log)
    assert reason_in(path) == reason


def test_what_was_logged_before_a_moment_is_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "embedded.log"
    path.write_bytes(b"0.1 E old\n0.2 E new\n")
    assert reason_in(path, len(b"0.1 E old\n")) == "new"


def test_without_a_log_there_is_no_reason(tmp_path: Path) -> None:
    assert reason_in(None) == ""
    assert reason_in(tmp_path / "missing.log") == ""


def test_a_new_log_moves_the_last_one_aside(tmp_path: Path) -> None:
    path = tmp_path / "embedded.log"
    for number in range(3):
        with open_log(path) as log:
            log.write(b"%d" % number)
    assert path.read_bytes() == b"2"
    assert path.with_suffix(".old.log").read_bytes() == b"1"


def test_a_log_that_cannot_be_opened_is_done_without(tmp_path: Path) -> None:
    for path in (None, tmp_path / "missing" / "embedded.log"):
        with open_log(path) as log:
            log.write(b"lost")
    assert list(tmp_path.iterdir()) == []
