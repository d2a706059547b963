"""The SQLite file of a store: how it is made, recognised, opened and held.

A folder holds two::

    factcards.sqlite    what is known; readers may look in while a run is on
    factcards.lock      an empty database, held in an exclusive transaction by the run that
                        writes, and let go by the system when that process ends, however it ends
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from factcards._version import __version__
from factcards.errors import StoreError

FORMAT: Final = 1
DATABASE: Final = "factcards.sqlite"
LOCK: Final = "factcards.lock"

# Where the SQLite file format keeps the two numbers that tell whose file it is.
_MAGIC: Final = b"SQLite format 3\0"
_USER_VERSION: Final = slice(60, 64)
_APPLICATION_ID: Final = slice(68, 72)
_OURS: Final = 0x46614361  # "FaCa"

_SECONDS_TO_WAIT: Final = 10.0  # for readers, while SQLite tidies up

_SCHEMA: Final = f"""
PRAGMA application_id = {_OURS};
PRAGMA user_version = {FORMAT};
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    recipe TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'failed', 'refused', 'duplicate')),
    error TEXT,
    reason TEXT,
    stem TEXT NOT NULL,
    article_sha256 TEXT,
    published TEXT,
    rendering TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX items_by_text ON items (article_sha256, recipe) WHERE state = 'done';
CREATE INDEX items_by_date ON items (published DESC, id);
CREATE TABLE cards (
    item INTEGER PRIMARY KEY REFERENCES items (key),
    json BLOB NOT NULL,
    checked INTEGER NOT NULL,
    verified INTEGER NOT NULL
);
CREATE TABLE attempts (
    item INTEGER NOT NULL REFERENCES items (key),
    started TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT,
    requests INTEGER NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    cost REAL,
    seconds REAL NOT NULL
);
"""


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Hold the folder as its only run until the block ends.

    Raises:
        StoreError: Another run holds it, or it cannot be held.
    """
    with storage_errors(directory):
        lock = sqlite3.connect(directory / LOCK, timeout=0.2, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise translated(error, directory / LOCK) from error
            raise StoreError(
                "another run is using this folder",
                source=str(directory),
                remedy="wait until it has ended, or choose another folder",
            ) from error
        yield
    finally:
        lock.close()


def is_held(directory: Path) -> bool:
    """Whether a run is on."""
    path = directory / LOCK
    if not path.is_file():
        return False
    lock = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)
    try:
        lock.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        return _is_busy(error)
    finally:
        lock.close()
    return False


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def recognise(path: Path) -> bool:
    """Whether a database is there; nothing but its first bytes is touched.

    Raises:
        StoreError: It is not ours, or of another version.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", source=str(path)) from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[_APPLICATION_ID]) != _OURS:
        raise StoreError(
            "this is no store of factcards", source=str(path), remedy="choose another folder"
        )
    version = int.from_bytes(head[_USER_VERSION])
    if version != FORMAT:
        raise StoreError(
            f"this store has format {version}; this version of factcards writes {FORMAT}",
            source=str(path),
            remedy="choose another folder, or use the version that made it",
        )
    return True


def create(path: Path) -> None:
    """Make an empty database, which is there whole or not at all."""
    fresh = path.with_name(f".{path.name}")
    for suffix in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        connection.execute("BEGIN")
        for statement in filter(str.strip, _SCHEMA.split(";")):
            connection.execute(statement)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        meta = (("factcards", __version__), ("created", created))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        connection.execute("COMMIT")
        # From here on it is noted in the file, so nobody has to change the mode again.
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    fresh.replace(path)


def connect(path: Path, *, writes: bool) -> sqlite3.Connection:
    """Open a database that is there."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_SECONDS_TO_WAIT,
        isolation_level=None,
    )
    # With a write-ahead log this loses nothing when the process dies, and a loss of power
    # costs the last transactions, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA query_only = {not writes}")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, writes: bool = True) -> Iterator[None]:
    """Everything in the block is written or nothing; all it reads is of one moment."""
    connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # some errors have rolled back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def storage_errors(place: Path) -> Iterator[None]:
    """Turn what the disk or SQLite refuses into an error for people.

    Raises:
        StoreError: The block failed so.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a mistake of ours
    except sqlite3.DatabaseError as error:
        raise translated(error, place) from error
    except OSError as error:
        raise StoreError(
            f"cannot be used: {error.strerror or error}",
            source=str(error.filename or place),
            remedy="choose another folder",
        ) from error


def translated(error: sqlite3.DatabaseError, place: Path) -> StoreError:
    """What an error of SQLite means to who runs a batch."""
    # The low byte is the kind; the others tell it apart further.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            problem = "the disk is full"
            remedy = "make room and run the same command again: it goes on where it stopped"
        case sqlite3.SQLITE_IOERR:
            problem = f"the disk fails ({error})"
            remedy = "check it and run the same command again: what was stored is kept"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            problem, remedy = f"the store is damaged ({error})", "choose another folder"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            problem, remedy = "another program holds the store", "close it and run again"
        case _:
            problem, remedy = f"the store cannot be used ({error})", "check the folder's rights"
    return StoreError(problem, source=str(place), remedy=remedy)
