"""A file that is written whole or not at all, however long the writing takes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from factcards.errors import FactcardsError

SCRATCH = ".factcards-"  # how names of scratch files begin; one that is left over is of no use


@contextmanager
def whole_file(
    path: Path, *, directories: bool = False, durable: bool = True, option: str = "--out"
) -> Iterator[BinaryIO]:
    """Open a scratch file beside `path`, which takes its place if the block ends well.

    A pipe or a device is written as it is: there is nothing to put in its place.

    Args:
        path: The file.
        directories: Whether to make the directories that lead to it.
        durable: Whether it must outlive a loss of power. One that can be made again need not;
            a process that is killed leaves no half file in either case.
        option: What names the place, for the error.

    Raises:
        FactcardsError: It cannot be written.
    """
    scratch = None
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "it is a directory")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        if directories:
            path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=SCRATCH)
        scratch = Path(name)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - it is open already
            yield file
            if durable:
                file.flush()
                os.fsync(descriptor)
        scratch.chmod(0o666 & ~_umask())
        scratch.replace(path)
        scratch = None
    except OSError as error:
        raise FactcardsError(
            f"cannot be written: {error.strerror or error}",
            source=str(path),
            remedy=f"choose another place with {option}",
        ) from error
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
