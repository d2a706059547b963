"""Replies of models kept by the whole content of their requests, so that none is paid for twice.

One SQLite file in the user's cache directory, shared by all runs on this machine. It holds
nothing that could not be asked again, so it never stands in a run's way: where it cannot be
used, the run goes on without it and says so once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from factcards.completion import Completion
from factcards.errors import FactcardsError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LIMIT: Final = 1_000_000_000  # bytes: some half a million replies
_FILE: Final = "replies-1.sqlite"  # another layout gets another name

_OURS: Final = 0x46614372  # "FaCr"
_SECONDS_TO_WAIT: Final = 0.5  # for another process; then one reply goes unkept
_PUTS_BETWEEN_CHECKS: Final = 64
_OUT_AT_ONCE: Final = 128

_T = TypeVar("_T")


def cache_path() -> Path:
    """Where replies are kept: in ``FACTCARDS_CACHE_DIR``, or the user's cache directory."""
    if chosen := os.environ.get("FACTCARDS_CACHE_DIR"):
        return Path(chosen).expanduser() / _FILE
    from platformdirs import user_cache_path  # noqa: PLC0415 - not for a start that needs none

    return user_cache_path("factcards", appauthor=False) / _FILE


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What is in a cache.

    Attributes:
        path: Its file.
        replies: How many.
        bytes: On disk, with what SQLite keeps beside it.
    """

    path: Path
    replies: int
    bytes: int


class Cache:
    """Keeps replies; a context manager. Used from one thread, by any number of processes.

    Args:
        path: Its file, made when it is first needed.
        limit: Bytes it may grow to, roughly; then the oldest replies go.
        warn: Told once, in a line, if it is of no use or had to be begun anew.
    """

    def __init__(
        self, path: Path, *, limit: int = LIMIT, warn: Callable[[str], None] = lambda _: None
    ) -> None:
        self.path = path
        self._limit = limit
        self._warn = warn
        self._connection: sqlite3.Connection | None = None
        self._useless = False
        self._puts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, key: bytes) -> Completion | None:
        """The reply that was kept under a key, as it came the first time; None if none was."""
        query = "SELECT reply FROM replies WHERE key = ?"
        found = self._tried(lambda db: db.execute(query, (key,)).fetchone(), None)
        try:
            return self._form.validate_json(found[0]) if found else None
        except ValidationError:  # another version's
            return None

    def put(self, key: bytes, completion: Completion) -> None:
        """Keep a reply. It is there for other processes, and after `kill -9`, at once."""
        try:
            reply = self._form.dump_json(completion)
        except PydanticSerializationError:  # half a character, which JSON cannot carry
            return
        self._tried(
            lambda db: db.execute("REPLACE INTO replies (key, reply) VALUES (?, ?)", (key, reply)),
            None,
        )
        self._puts += 1
        if self._puts % _PUTS_BETWEEN_CHECKS == 0:
            self._tried(self._let_go, None)

    def info(self) -> CacheInfo:
        """What is in it; it is not made for that."""
        replies = 0
        if self.path.exists():
            count = "SELECT count(*) FROM replies"
            replies = self._tried(lambda db: int(db.execute(count).fetchone()[0]), 0)
        return CacheInfo(self.path, replies, sum(_size(file) for file in self._files))

    def clear(self) -> None:
        """Forget everything.

        Raises:
            FactcardsError: Another process is using it, or the file cannot be changed.
        """
        if not self.path.exists():
            return
        try:
            connection = self._opened()
            connection.execute("DELETE FROM replies")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, OSError) as error:
            if _is_damaged(error):
                self._begin_anew()
                return
            raise FactcardsError(
                f"the cache cannot be cleared ({error})",
                source=str(self.path),
                remedy="try again when no other factcards is running",
            ) from error

    @cached_property
    def _form(self) -> TypeAdapter[Completion]:
        from pydantic import TypeAdapter  # noqa: PLC0415 - takes a while to build

        return TypeAdapter(Completion)

    @property
    def _files(self) -> tuple[Path, ...]:
        beside = ("", "-wal", "-shm", "-journal")
        return tuple(self.path.with_name(self.path.name + suffix) for suffix in beside)

    def _tried(self, action: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What an action gives, or `otherwise`: nothing that happens here ends a run."""
        if self._useless:
            return otherwise
        try:
            return action(self._opened())
        except (sqlite3.Error, OSError, FactcardsError) as error:
            if _is_damaged(error):
                self._begin_anew()
                self._warn(f"{self.path}: the cache was damaged ({error}) and is begun anew")
            elif not _is_busy(error):
                self._useless = True
                self._warn(f"{self.path}: going on without the cache ({error})")
        return otherwise

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
            try:
                _prepare(connection, self.path)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _let_go(self, connection: sqlite3.Connection) -> None:
        """Drop some of the oldest replies if the file is full; it takes no more room then."""
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._limit:
            oldest = "SELECT number FROM replies ORDER BY number LIMIT ?"
            connection.execute(
                f"DELETE FROM replies WHERE number IN ({oldest})",  # noqa: S608 - a constant
                (_OUT_AT_ONCE,),
            )

    def _begin_anew(self) -> None:
        self.close()
        for file in self._files:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the table if need be; refuse a database that is something else's."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner == _OURS:
        connection.execute("PRAGMA synchronous = NORMAL")
        return
    if owner or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise FactcardsError("this is no cache of factcards", source=str(path))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS replies "
        "(number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, reply BLOB NOT NULL)"
    )
    connection.execute(f"PRAGMA application_id = {_OURS}")
    connection.execute("COMMIT")


def _is_damaged(error: Exception) -> bool:
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_busy(error: Exception) -> bool:
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: Exception) -> int:
    # The low byte is the kind of error; the others tell it apart further.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
