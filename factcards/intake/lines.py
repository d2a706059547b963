"""Files that are read line by line: compression, encodings, and bounds on all of it."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from factcards.errors import SourceUnreadable
from factcards.sources.decode import decode, encoding_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_LINE = 10_000_000
"""Characters: a thousand times an article."""
_LONGEST_SKIPPED = 500_000_000
_MOST_BLANK = 5_000_000
_SAMPLE = 65_536
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


@contextmanager
def opened(source: Path | BinaryIO, name: str) -> Iterator[io.BufferedReader]:
    """A file or a stream, decompressed where it is gzip or zstd, whatever its name says.

    Raises:
        SourceUnreadable: It cannot be opened; also where reading it fails in the block.
    """
    try:
        raw = source.open("rb") if isinstance(source, Path) else source
        try:
            yield _decompressed(_buffered(raw), name)
        finally:
            if raw is not source:
                raw.close()
    except OSError as error:
        raise SourceUnreadable(_problem(error), source=name, remedy="check the file") from error


def lines_of(stream: io.BufferedReader, name: str) -> Iterator[tuple[int, str | None]]:
    """Each line with its number from 1; None for one that is longer than `LONGEST_LINE`.

    Raises:
        SourceUnreadable: It is no text, or one of two bombs: a line without an end, or
            nothing but blank lines.
    """
    sample = stream.peek(_SAMPLE)
    encoding = encoding_of(sample, name) if sample.strip() else "utf-8-sig"
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    text = io.TextIOWrapper(stream, encoding, errors)
    number = blank = 0
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            blank = blank + 1 if line.isspace() else 0
            if blank > _MOST_BLANK:
                raise SourceUnreadable(
                    f"millions of blank lines up to line {number}",
                    source=name,
                    remedy="check the file",
                )
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                _skip(text, name, number)
                yield number, None
            else:
                yield number, line if line.isascii() else _repaired(line, encoding, name)
    except (OSError, ValueError) as error:
        problem = f"{_problem(error)} after line {number}"
        raise SourceUnreadable(problem, source=name, remedy="check the file") from error
    finally:
        # Closing it is up to whoever opened it: it may be standard input.
        with suppress(ValueError):
            text.detach()


def standard_input(given: BinaryIO | None) -> BinaryIO:
    """What to read ``-`` from."""
    return given or sys.stdin.buffer


def _skip(text: io.TextIOWrapper, name: str, number: int) -> None:
    """Go on to the end of a line that is too long."""
    for _ in range(_LONGEST_SKIPPED // LONGEST_LINE):
        part = text.readline(LONGEST_LINE)
        if not part or part.endswith("\n"):
            return
    raise SourceUnreadable(
        f"line {number} has more than {_LONGEST_SKIPPED:,} characters",
        source=name,
        remedy="nothing behind it is read",
    )


def _repaired(line: str, encoding: str, name: str) -> str:
    """`line` in its own encoding where it has bytes that the file's does not allow."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return decode(line.encode(encoding, "surrogateescape"), name)
    return line


class _Decompressed(io.RawIOBase):
    """What a decompressor gives, which fails as files do."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        try:
            count: int = self._inner.readinto(buffer)
        except Exception as error:
            raise OSError(f"its compression is broken ({type(error).__name__})") from error
        return count


def _buffered(raw: Any) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)


def _decompressed(stream: io.BufferedReader, name: str) -> io.BufferedReader:
    start = stream.peek(4)[:4]
    if start.startswith(_GZIP):
        inner: Any = gzip.GzipFile(fileobj=stream)
    elif start == _ZSTD:
        inner = _zstd_file(stream, name)
    else:
        return stream
    return io.BufferedReader(_Decompressed(inner), _SAMPLE)


def _zstd_file(stream: io.BufferedReader, name: str) -> Any:
    for module in ("compression.zstd", "backports.zstd"):  # the former since Python 3.14
        with suppress(ImportError):
            return import_module(module).ZstdFile(stream)
    raise SourceUnreadable(
        "reading zstd needs backports.zstd", source=name, remedy="pip install 'factcards[bulk]'"
    )


def _problem(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "it may not be read"
    text = (error.strerror or str(error)) if isinstance(error, OSError) else "it cannot be read"
    return text[:1].lower() + text[1:]
