"""What a bulk run keeps: one SQLite file per output folder, with files of the cards beside it.

    with Store.open(directory) as store:            # this run's alone, created if need be
        if not store.finished(item, fingerprint, recipe):
            ...
        store.record(outcomes, recipe)              # many at a time: all of them or none

    with Store.read(directory) as store:            # also while a run is on
        print(store.status())

Used from one thread. What was recorded is there after ``kill -9``; what was not is worked on
again, and gives files of the same names.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from factcards.errors import StoreError
from factcards.store_database import (
    DATABASE,
    connect,
    create,
    exclusive,
    is_held,
    recognise,
    storage_errors,
    transaction,
)
from factcards.store_files import card_stem, remove_card_files, remove_scratch
from factcards.store_outcome import Outcome, State
from factcards.store_status import Status, read_status

__all__ = ["Outcome", "Past", "State", "Store", "StoreError", "StoredCard"]

# The quickest level: it makes a card a quarter of its size, the slowest a fifth.
_ZLIB_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Past:
    """What became of an item before.

    Attributes:
        state: How it ended.
        rendering: Under which its files were made.
    """

    state: State
    rendering: str


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as it is kept.

    Attributes:
        item: Id of its item.
        stem: Of its files' names.
        json: The card as JSON in UTF-8.
    """

    item: str
    stem: str
    json: bytes


_FIND = """
SELECT state, rendering, article_sha256 FROM items
WHERE id = ? AND fingerprint = ? AND recipe = ?
"""
_FIND_TEXT = """
SELECT id FROM items WHERE article_sha256 = ? AND recipe = ? AND state = 'done' AND id != ?
ORDER BY key LIMIT 1
"""
_PUT_ITEM = """
INSERT INTO items (id, place, kind, fingerprint, recipe, state, error, reason, stem,
                   article_sha256, published, rendering, updated)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    place = excluded.place, kind = excluded.kind, fingerprint = excluded.fingerprint,
    recipe = excluded.recipe, state = excluded.state, error = excluded.error,
    reason = excluded.reason, article_sha256 = excluded.article_sha256,
    published = excluded.published, rendering = excluded.rendering, updated = excluded.updated
"""
_PUT_ATTEMPT = """
INSERT INTO attempts SELECT key, ?, ?, ?, ?, ?, ?, ?, ? FROM items WHERE id = ?
"""
_PUT_CARD = """
INSERT OR REPLACE INTO cards SELECT key, ?, ?, ? FROM items WHERE id = ?
"""
_DROP_CARD = "DELETE FROM cards WHERE item = (SELECT key FROM items WHERE id = ?)"
_CARDS = """
SELECT id, stem, json FROM items JOIN cards ON item = key ORDER BY published DESC, id
"""


class Store:
    """An open store; a context manager. Made by `open` or `read`.

    Attributes:
        directory: The output folder.
    """

    def __init__(self, directory: Path, connection: sqlite3.Connection, held: ExitStack) -> None:
        self.directory = directory
        self._connection = connection
        self._held = held  # the lock, of one that writes

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open a folder for a run, which has it alone; it is made if need be.

        Raises:
            StoreError: It is another version's or something else's, another run uses it, or
                it cannot be written. Nothing in it has been touched then.
        """
        path = directory / DATABASE
        with ExitStack() as held, storage_errors(directory):
            if not recognise(path):
                directory.mkdir(parents=True, exist_ok=True)
            held.enter_context(exclusive(directory))
            if not recognise(path):
                create(path)
            remove_scratch(directory)
            connection = connect(path, writes=True)
            return cls(directory, connection, held.pop_all())

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Open a folder to look at what is in it, also while a run is on.

        Raises:
            StoreError: There is no store, or it is another version's or something else's.
        """
        path = directory / DATABASE
        if not recognise(path):
            raise StoreError(
                "there is no store in this folder",
                source=str(directory),
                remedy="name the folder that was given to `factcards bulk --out`",
            )
        with storage_errors(directory):
            return cls(directory, connect(path, writes=False), ExitStack())

    def close(self) -> None:
        """Close it and let others have the folder."""
        with self._held:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def finished(
        self, item: str, fingerprint: str | None, recipe: str, *, retry_failed: bool = False
    ) -> Past | None:
        """What became of an item that need not be worked on again; None of one that must.

        A duplicate counts as long as the card with its text is here.

        Args:
            item: Its id.
            fingerprint: Of its content; None where that cannot be read.
            recipe: Digest of how its card is made.
            retry_failed: Whether one that failed must be worked on again.
        """
        if fingerprint is None:
            return None
        key = (_text(item), _text(fingerprint), _text(recipe))
        with storage_errors(self.directory):
            found = self._connection.execute(_FIND, key).fetchone()
        if found is None:
            return None
        state, rendering, sha256 = found
        if state == "failed" and retry_failed:
            return None
        if state == "duplicate" and self.known_text(sha256, recipe, item) is None:
            return None
        return Past(state, rendering)

    def known_text(self, article_sha256: str, recipe: str, besides: str = "") -> str | None:
        """The first item with a card of this very text, other than `besides`; None if none."""
        key = (article_sha256, _text(recipe), _text(besides))
        with storage_errors(self.directory):
            found = self._connection.execute(_FIND_TEXT, key).fetchone()
        return found[0] if found else None

    def record(
        self, outcomes: Sequence[tuple[Outcome, str | None]], recipe: str, rendering: str = ""
    ) -> None:
        """Keep what became of items: all of it or, if this raises or is killed, nothing.

        A card stays until another takes its place: a later attempt that fails does not lose
        it. Only that of an item which turns out to be a duplicate goes, with its files.

        Args:
            outcomes: Each with the fingerprint of the item's content.
            recipe: Digest of how their cards are made: by another one they are made again.
            rendering: Digest of how their files are: see `store_files.rendering_digest`.

        Raises:
            StoreError: The disk is full or fails. What was recorded before is safe.
        """
        now = datetime.now(UTC)
        rows = [(o, _text(o.id)) for o, _ in outcomes]
        run = (_text(recipe), rendering, _moment(now))
        items = [_item_row(o, _text(o.id), _text(mark or ""), run) for o, mark in outcomes]
        attempts = [(*_attempt_row(o, now), name) for o, name in rows]
        cards = [(*_packed(o), name) for o, name in rows if o.card_json is not None]
        duplicates = [(o, name) for o, name in rows if o.state == "duplicate"]
        with storage_errors(self.directory):
            with transaction(self._connection):
                self._connection.executemany(_PUT_ITEM, items)
                self._connection.executemany(_PUT_ATTEMPT, attempts)
                self._connection.executemany(_PUT_CARD, cards)
                self._connection.executemany(_DROP_CARD, [(name,) for _, name in duplicates])
            for duplicate, _ in duplicates:
                remove_card_files(self.directory, duplicate.id)

    def rendered(self, items: Sequence[str], rendering: str) -> None:
        """Note that the files of these items were made anew.

        Raises:
            StoreError: As `record`.
        """
        update = "UPDATE items SET rendering = ? WHERE id = ?"
        with storage_errors(self.directory), transaction(self._connection):
            self._connection.executemany(update, [(rendering, _text(item)) for item in items])

    def card(self, item: str) -> bytes | None:
        """An item's card as JSON, if there is one."""
        query = "SELECT json FROM cards WHERE item = (SELECT key FROM items WHERE id = ?)"
        with storage_errors(self.directory):
            found = self._connection.execute(query, (_text(item),)).fetchone()
            return _unpacked(found[0]) if found else None

    def cards(self) -> Iterator[StoredCard]:
        """All cards, one at a time: those published last first, then by their items' ids."""
        with storage_errors(self.directory):
            for item, stem, packed in self._connection.execute(_CARDS):
                yield StoredCard(item, stem, _unpacked(packed))

    def status(self) -> Status:
        """What is in it, in figures."""
        with storage_errors(self.directory), transaction(self._connection, writes=False):
            return read_status(self._connection, self.directory, running=is_held(self.directory))


def _item_row(
    outcome: Outcome, name: str, fingerprint: str, run: tuple[str, str, str]
) -> tuple[object, ...]:
    o, (recipe, rendering, now) = outcome, run
    # Reasons begin with the place, which would keep equal ones from being counted together.
    reason = None if o.reason is None else _text(o.reason.removeprefix(f"{o.place}: "))
    published = None if o.published is None else _text(o.published)
    how = (name, _text(o.place), o.kind, fingerprint, recipe, o.state, o.error, reason)
    return (*how, card_stem(o.id), o.article_sha256, published, rendering, now)


def _attempt_row(outcome: Outcome, now: datetime) -> tuple[object, ...]:
    o, usage = outcome, outcome.usage
    tokens = (usage.prompt_tokens, usage.completion_tokens) if usage else (None, None)
    spent = (*tokens, o.cost) if o.requests else (0, 0, 0.0)
    started = _moment(now - timedelta(seconds=o.seconds))
    return (started, o.state, o.error, o.requests, *spent, o.seconds)


def _packed(outcome: Outcome) -> tuple[bytes, int, int]:
    return zlib.compress(outcome.card_json or b"", _ZLIB_LEVEL), outcome.checked, outcome.verified


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise sqlite3.DatabaseError("a card cannot be read") from error


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds")


def _text(value: str) -> str:
    """Text that SQLite takes: a name that is no Unicode, as Linux allows, is spelt out."""
    return value.encode("utf-8", "backslashreplace").decode()
