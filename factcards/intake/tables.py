"""Tables as entries: CSV in its dialects, and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcards.errors import SourceUnreadable
from factcards.intake.item import Entry, Unusable
from factcards.intake.lines import LONGEST_LINE, lines_of
from factcards.intake.options import Intake
from factcards.intake.rows import Columns, columns_of, entry_of, missing_column

_DELIMITERS = ",;\t|"
# A quotation mark within a field, by which of two ways; next to a delimiter it may end one.
_ESCAPED = re.compile(rb'\\"(?![,;\t|\r\n])')
_DOUBLED = re.compile(rb'[^,;\t|\r\n]""|""[^,;\t|\r\n]')
_SAMPLE = 65_536
_BATCH = 200
_PAGES = 1 << 20


def read_csv(stream: io.BufferedReader, name: str, intake: Intake) -> Iterator[Entry]:
    """One article from each row below the first, which names the columns.

    Raises:
        SourceUnreadable: The columns do not fit, or nothing more can be read.
    """
    table = _Table(stream, name)
    columns = _fitting(table.columns, name, intake)
    width = len(table.columns)
    for line, row in table.rows():
        place = f"{name}#{line}"
        entry: Entry | None
        if isinstance(row, str):
            entry = Unusable(place, place, row)
        elif len(row) != width:
            entry = Unusable(place, place, f"it has {len(row)} cells in a table of {width} columns")
        else:
            cells = dict(zip(table.columns, row, strict=True))
            entry = entry_of(cells, place, intake, via=name, columns=columns)
        if entry is not None:
            yield entry


def csv_columns(stream: io.BufferedReader, name: str) -> Sequence[str]:
    """Names of the columns.

    Raises:
        SourceUnreadable: There are none.
    """
    return _Table(stream, name).columns


def read_parquet(path: Path, name: str, intake: Intake) -> Iterator[Entry]:
    """One article from each row; columns that hold nothing of one are not even read.

    Raises:
        SourceUnreadable: The columns do not fit, or nothing more can be read.
    """
    number = 0
    with _parquet(path, name) as file:
        columns = _fitting(file.schema_arrow.names, name, intake)
        wanted = sorted(set(columns.values()))
        # In one thread and without reading ahead, so that memory is that of some pages.
        batches = file.iter_batches(batch_size=_BATCH, columns=wanted, use_threads=False)
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                texts = {key: _text(value) for key, value in row.items()}
                place = f"{name}#{number}"
                entry = entry_of(texts, place, intake, via=name, columns=columns)
                if entry is not None:
                    yield entry


def parquet_columns(path: Path, name: str) -> Sequence[str]:
    """Names of the columns.

    Raises:
        SourceUnreadable: It is no Parquet file, or pyarrow is missing.
    """
    with _parquet(path, name) as file:
        names: Sequence[str] = file.schema_arrow.names
        return names


def _fitting(names: Sequence[str], name: str, intake: Intake) -> Columns:
    if problem := missing_column(names, intake.mapping):
        raise SourceUnreadable(problem, source=name)
    return columns_of(names, intake.mapping)


class _Table:
    """A CSV file in its own dialect, told by the first line."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        csv.field_size_limit(LONGEST_LINE)
        sample = stream.peek(_SAMPLE)
        escaped = _ESCAPED.search(sample) and not _DOUBLED.search(sample)
        self._lines = self._bounded(lines_of(stream, name))
        self._name = name
        self._before = 0
        header = self._header()
        delimiter = max(_DELIMITERS, key=lambda char: len(_cells(header, char)))
        if header.lower().startswith("sep=") and len(header.strip()) == len("sep=;"):
            delimiter, header = header[4], self._header()
        self.columns = [cell.strip() for cell in _cells(header, delimiter)]
        self._reader = csv.reader(
            self._lines,
            delimiter=delimiter,
            escapechar="\\" if escaped else None,
            skipinitialspace=delimiter != "\t",
            strict=True,
        )

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row, or what is wrong with it, with the number of the line it begins on."""
        while True:
            line = self._before + self._reader.line_num + 1
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, f"this row is no CSV: {_explained(str(error))}"
            else:
                if any(row):
                    yield line, row

    def _header(self) -> str:
        for line in self._lines:
            self._before += 1
            if line.strip():
                return line
        raise SourceUnreadable("the file is empty", source=self._name, remedy="check it")

    def _bounded(self, lines: Iterator[tuple[int, str | None]]) -> Iterator[str]:
        for number, line in lines:
            if line is None:
                problem = f"line {number} has more than {LONGEST_LINE:,} characters"
                raise SourceUnreadable(problem, source=self._name, remedy="check the file")
            yield line


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])


def _explained(problem: str) -> str:
    if "unexpected end" in problem or "field limit" in problem:
        return "a quotation mark in it is never closed"
    if "expected after" in problem:
        return "there is a single quotation mark within quotation marks"
    return problem


@contextmanager
def _parquet(path: Path, name: str) -> Iterator[Any]:
    if find_spec("pyarrow") is None:
        raise SourceUnreadable(
            "reading Parquet needs pyarrow", source=name, remedy="pip install 'factcards[parquet]'"
        )
    from pyarrow import ArrowException  # noqa: PLC0415 - heavy, and an extra
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - heavy, and an extra

    try:
        with ParquetFile(path, buffer_size=_PAGES, pre_buffer=False) as file:
            yield file
    except (ArrowException, OSError, ValueError) as error:
        problem = " ".join(str(error).split())[:200]
        raise SourceUnreadable(
            f"it cannot be read as Parquet: {problem}", source=name, remedy="check the file"
        ) from error


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
