"""What the embedded model leaves on disk: the log of its last runs, and processed prompts.

Processing a prompt is most of the work for a short card, and its static beginning is the same
every time. llama.cpp can write the state that it leaves in a slot to a file; those files are
named here so that a damaged one is never read, and their number is kept small.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO

KEPT = 4
_NAME_DIGITS = 32


class PrefixStore:
    """A directory of saved states, each named ``KEY-DIGEST.kv`` after what it is and holds.

    Other processes may save and delete here at the same time: a file that is gone is only a
    prompt to process again.

    Args:
        directory: Exists, and is the user's own.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def find(self, key: str) -> str | None:
        """Name of the intact file for `key`, if there is one; damaged ones are deleted."""
        for path in self._files(f"{key[:_NAME_DIGITS]}-*.kv"):
            with suppress(OSError):
                if path.name == _name(key, path):
                    os.utime(path)
                    return path.name
                path.unlink()
        return None

    def draft(self) -> str:
        """A name to save a state under, until `keep` gives it its own."""
        return f"{secrets.token_hex(8)}.draft"

    def keep(self, draft: str, key: str) -> bool:
        """Name a saved state after its content, and delete those used longest ago."""
        path = self.directory / draft
        try:
            path.replace(path.with_name(_name(key, path)))
        except OSError:
            self.drop(draft)
            return False
        for old in self._files("*.kv")[KEPT:]:
            self.drop(old.name)
        return True

    def drop(self, name: str) -> None:
        """Delete a file, if it is there."""
        with suppress(OSError):
            (self.directory / name).unlink()

    def _files(self, pattern: str) -> list[Path]:
        """The matching files, last used first."""
        dated: list[tuple[int, Path]] = []
        for path in self.directory.glob(pattern):
            with suppress(OSError):
                dated.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(dated, reverse=True)]


def _name(key: str, path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{key[:_NAME_DIGITS]}-{digest[:_NAME_DIGITS]}.kv"


def own_directory(kind: str, name: str) -> Path | None:
    """A directory of ours under the user's cache or logs; None where it cannot be had."""
    import platformdirs  # noqa: PLC0415 - only for those who start a model

    base = platformdirs.user_cache_path if kind == "cache" else platformdirs.user_log_path
    directory = base("factcards", appauthor=False) / name
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return directory


def open_log(path: Path | None) -> IO[bytes]:
    """Open the log of a new run, after moving the last one's out of the way."""
    if path:
        with suppress(OSError):
            path.replace(path.with_suffix(".old.log"))
        with suppress(OSError):
            return path.open("ab")
    return Path(os.devnull).open("wb")


def reason_in(log: Path | None, since: int = 0) -> str:
    """The line after byte `since` that says why: the first error, else the last line."""
    if log is None:
        return ""
    try:
        lines = log.read_bytes()[since:].decode("utf-8", "replace").split("\n")
    except OSError:
        return ""
    lines = [" ".join(line.split())[:300] for line in lines if line.strip()]
    errors = [line.partition(" E ")[2] for line in lines if " E " in line]
    return (errors or lines[-1:] or [""])[0]
