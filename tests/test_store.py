"""What a bulk run keeps: one database per output folder."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stored import card, keep, made

from factcards.card import parse_card
from factcards.store import Past, Store, StoreError
from factcards.store_database import DATABASE, LOCK


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "out") as opened:
        yield opened


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_what_was_recorded_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, [made("a"), made("b", state="failed")], rendering="look")
    with Store.open(tmp_path) as store:
        assert store.finished("a", "print", "recipe") == Past("done", "look")
        assert store.finished("b", "print", "recipe") == Past("failed", "look")
        assert [stored.item for stored in store.cards()] == ["a"]


@pytest.mark.parametrize(
    "key", [("b", "print", "recipe"), ("a", "x", "recipe"), ("a", "print", "x")]
)
def test_an_item_with_another_content_or_recipe_is_not_finished(
    store: Store, key: tuple[str, str, str]
) -> None:
    keep(store, [made("a")])
    assert store.finished(*key) is None


def test_an_item_that_failed_is_finished_unless_it_is_to_be_tried_again(store: Store) -> None:
    keep(store, [made("a"), made("b", state="failed"), made("c", state="refused")])
    again = [
        item for item in "abc" if store.finished(item, "print", "recipe", retry_failed=True) is None
    ]
    assert again == ["b"]
    assert store.finished("b", "print", "recipe")


def test_an_item_whose_content_cannot_be_read_is_never_finished(store: Store) -> None:
    keep(store, [made("a", state="failed", fingerprint=None)])
    assert store.finished("a", None, "recipe") is None
    assert store.status().states["failed"] == 1


def test_a_card_comes_back_byte_for_byte(store: Store) -> None:
    content = card(headline="Rødgrød – 東京 – हिन्दी").model_dump_json().encode()
    keep(store, [made("a", card_json=content)])
    assert store.card("a") == content
    assert store.card("b") is None
    assert next(store.cards()).json == content


def test_cards_come_newest_first_and_those_without_a_date_last(store: Store) -> None:
    dates = {"a": None, "b": "2026-03-01", "c": "2026-03-09T10:00:00Z", "d": "2026-03-01"}
    keep(store, [made(item, published=date) for item, date in dates.items()])
    assert [stored.item for stored in store.cards()] == ["c", "b", "d", "a"]


def test_a_later_attempt_takes_the_place_of_an_earlier_one(store: Store) -> None:
    keep(store, [made("a", state="failed", error="EndpointUnreachable")])
    keep(store, [made("a", card_json=card(headline="New").model_dump_json().encode())])
    assert [parse_card(s.json, "").headline for s in store.cards()] == ["New"]
    status = store.status()
    assert (status.states["done"], status.states["failed"], status.attempts) == (1, 0, 2)


def test_an_item_that_comes_twice_in_one_batch_is_one_card(store: Store) -> None:
    keep(store, [made("a"), made("a")])
    assert len(list(store.cards())) == 1


def test_a_later_attempt_that_fails_does_not_lose_the_card(store: Store) -> None:
    keep(store, [made("a")])
    keep(store, [made("a", state="failed", fingerprint="new")])
    assert store.card("a") is not None
    assert store.status().states["failed"] == 1


def test_the_card_of_an_item_that_turns_out_a_duplicate_goes_with_its_files(store: Store) -> None:
    keep(store, [made("a", article_sha256="same"), made("b", article_sha256="same")])
    stem = next(stored.stem for stored in store.cards() if stored.item == "b")
    (store.directory / "cards").mkdir()
    (store.directory / "cards" / f"{stem}.md").write_text("b")
    keep(store, [made("b", state="duplicate", article_sha256="same")])
    assert [stored.item for stored in store.cards()] == ["a"]
    assert not list((store.directory / "cards").iterdir())


def test_a_known_text_is_another_items_done_by_the_same_recipe(store: Store) -> None:
    keep(store, [made("a", article_sha256="same"), made("b", state="failed", article_sha256="x")])
    assert store.known_text("same", "recipe") == "a"
    assert store.known_text("same", "recipe", besides="a") is None
    assert store.known_text("same", "another") is None
    assert store.known_text("x", "recipe") is None


def test_a_duplicate_is_finished_only_while_the_card_of_its_text_is_there(store: Store) -> None:
    keep(store, [made("a", article_sha256="same")])
    keep(store, [made("b", state="duplicate", article_sha256="same")])
    assert store.finished("b", "print", "recipe") == Past("duplicate", "")
    keep(store, [made("a", article_sha256="changed", fingerprint="new")])
    assert store.finished("b", "print", "recipe") is None


def test_files_that_were_made_anew_are_noted(store: Store) -> None:
    keep(store, [made("a"), made("b")], rendering="old")
    store.rendered(["b"], "new")
    assert store.finished("a", "print", "recipe") == Past("done", "old")
    assert store.finished("b", "print", "recipe") == Past("done", "new")


@pytest.mark.parametrize("name", ["\udcff.txt", "a\0b", "x" * 100_000, "", "\x1b[2J", "𝔸"])
def test_any_name_is_found_again(store: Store, name: str) -> None:
    odd = made(name, place=name, reason=f"{name}: no", published=name, fingerprint=name)
    keep(store, [odd])
    assert store.finished(name, name, "recipe") == Past("done", "")
    assert len(list(store.cards())) == 1


def test_two_names_that_are_no_unicode_are_two_items(store: Store) -> None:
    keep(store, [made("\udcff"), made("\udcfe")])
    assert len({stored.stem for stored in store.cards()}) == 2


def test_a_batch_is_recorded_whole_or_not_at_all(store: Store) -> None:
    bad: Any = "no such state"
    with pytest.raises(sqlite3.IntegrityError):
        keep(store, [made("a"), made("b", state=bad)])
    assert store.finished("a", "print", "recipe") is None
    keep(store, [made("a")])
    assert store.finished("a", "print", "recipe")


def test_a_full_disk_is_said_and_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, [made("a")])
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"the disk is full; make room and run the same"):
            keep(store, [made(f"b{number}") for number in range(50)])
        store._connection.execute("PRAGMA max_page_count = 1000000")
        keep(store, [made("c")])
    with Store.read(tmp_path) as store:
        assert [stored.item for stored in store.cards()] == ["a", "c"]


def test_a_folder_is_one_runs_alone_until_that_ends(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        before = contents(tmp_path)
        with pytest.raises(StoreError, match=r"another run is using this folder; wait until"):
            Store.open(tmp_path)
        assert contents(tmp_path) == before
    Store.open(tmp_path).close()


def test_a_reader_looks_in_while_a_run_is_on(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, [made("a")])
        with Store.read(tmp_path) as reader:
            cards = reader.cards()
            assert next(cards).item == "a"
            keep(store, [made("b")])
            assert list(cards) == []  # it reads what was there when it began
            assert [stored.item for stored in reader.cards()] == ["a", "b"]
            assert reader.status().running
    with Store.read(tmp_path) as reader:
        assert not reader.status().running


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with Store.read(tmp_path) as reader, pytest.raises(StoreError, match="attempt to write"):
        keep(reader, [made("a")])


def foreign(path: Path, application: int, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE items (x)")
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("application", "version", "message"),
    [
        (0, 0, "this is no store of factcards; choose another folder"),
        (0x46614361, 99, "this store has format 99; this version of factcards writes 1"),
    ],
)
@pytest.mark.parametrize("way", [Store.open, Store.read])
def test_a_folder_of_another_version_or_program_is_refused_untouched(
    tmp_path: Path, application: int, version: int, message: str, way: Any
) -> None:
    foreign(tmp_path / DATABASE, application, version)
    before = contents(tmp_path)
    with pytest.raises(StoreError, match=message):
        way(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\x00" * 5000, b"hello"])
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(StoreError, match="this is no store of factcards"):
        Store.open(tmp_path)
    assert contents(tmp_path) == {DATABASE: content}


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        keep(store, [made(f"a{number}") for number in range(20)])
    path = tmp_path / DATABASE
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with Store.read(tmp_path) as store, pytest.raises(StoreError, match="the store is damaged"):
        store.status()


def test_a_folder_without_a_store_cannot_be_read_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store in this folder; name the folder"):
        Store.read(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file.*: cannot be"):
        Store.open(tmp_path / "file" / "out")


def test_what_a_killed_run_left_half_written_is_removed(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / ".factcards-abc").write_text("half")
    (tmp_path / "cards" / "a.md").write_text("whole")
    (tmp_path / f".{DATABASE}-journal").write_text("rest of a store that was never made")
    Store.open(tmp_path).close()
    assert [path.name for path in (tmp_path / "cards").iterdir()] == ["a.md"]
    assert {path.name for path in tmp_path.iterdir()} == {"cards", LOCK, DATABASE}


WRITER = """
import sys
from pathlib import Path
from stored import card, keep, made
from factcards.store import Store
from factcards.store_files import write_card_files
from types import SimpleNamespace

directory, first = Path(sys.argv[1]), int(sys.argv[2])
look = SimpleNamespace(directory=directory, formats=("json",), template=None, templates_dir=None)
sample = card()
with Store.open(directory) as store:
    for number in range(first, 1_000_000, 5):
        items = [str(number + k) for k in range(5)]
        for item in items:
            write_card_files(item, sample, None, look)
        keep(store, [made(item) for item in items])
        print(number + 5, flush=True)
"""


def test_a_killed_run_keeps_what_it_recorded_and_lets_the_folder_go(tmp_path: Path) -> None:
    path = os.pathsep.join(p for p in sys.path if p)
    recorded = 0
    for kill in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(recorded)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert process.stdout is not None
        for _ in range(2 + 3 * kill):
            recorded = int(process.stdout.readline())
        time.sleep(0.003 * kill)
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        recorded = int(([str(recorded).encode(), *process.stdout.read().split()])[-1])
        process.wait()
        process.stdout.close()
        with Store.open(tmp_path) as store:
            items = {stored.item for stored in store.cards()}
            assert {str(number) for number in range(recorded)} <= items
            assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            recorded = len(items)
        for file in (tmp_path / "cards").iterdir():
            parse_card(file.read_bytes(), file.name)
