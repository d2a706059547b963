"""Files of records in JSON: lines, one article, or a list of them that is read piece by piece."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any

from factcards.errors import SourceUnreadable
from factcards.intake.item import Entry, Unusable
from factcards.intake.lines import LONGEST_LINE, lines_of
from factcards.intake.options import Intake
from factcards.intake.rows import columns_of, entry_of
from factcards.sources.decode import encoding_of

_LISTS = frozenset({"articles", "items", "entries", "results", "documents", "docs", "posts"})
_LISTS |= frozenset({"data", "rows", "records", "stories"})
_CHUNK = 262_144
_VISIBLE = re.compile(r"[^ \t\r\n]")
_LONGEST_TOKEN = 16
"""Characters of a literal or an escape that may be cut off at the end of what is read."""
_TOO_DEEP = "it is nested too deeply or has too large a number"


def read_json_lines(stream: io.BufferedReader, name: str, intake: Intake) -> Iterator[Entry]:
    """One article from each line that is not blank.

    Raises:
        SourceUnreadable: Nothing more can be read.
    """
    for number, line in lines_of(stream, name):
        if line is not None and (not line or line.isspace()):
            continue
        place = f"{name}#{number}"
        entry = _of_line(line, place, intake, name)
        if entry is not None:
            yield entry


def rows_at_start(stream: io.BufferedReader, name: str, most: int) -> list[dict[str, Any]]:
    """The objects on the first lines, broken lines left out."""
    rows = []
    for number, line in lines_of(stream, name):
        try:
            row = json.loads(line or "null")
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            rows.append(row)
        if number >= most:
            break
    return rows


def read_json(stream: io.BufferedReader, name: str, intake: Intake) -> Iterator[Entry]:
    """The article, or the articles of the list, in a JSON document.

    The list may be in an object, as in ``{"articles": [...]}``; it need not fit in memory.

    Raises:
        SourceUnreadable: It is no JSON from some place on, or a part of it is too large.
    """
    document = _Document(stream, name)
    for number, row in enumerate(document.rows(), start=1):
        place = f"{name}#{number}" if document.is_list else name
        entry = _of_row(row, place, intake, name, own_id=document.is_list)
        if entry is not None:
            yield entry


def _of_line(line: str | None, place: str, intake: Intake, name: str) -> Entry | None:
    if line is None:
        return Unusable(place, place, f"this line has more than {LONGEST_LINE:,} characters")
    try:
        row = json.loads(line)
    except JSONDecodeError as error:
        return Unusable(place, place, f"this line is no JSON: {error.msg}, column {error.colno}")
    except (ValueError, RecursionError):
        return Unusable(place, place, _TOO_DEEP)
    return _of_row(row, place, intake, name)


def _of_row(
    row: object, place: str, intake: Intake, name: str, *, own_id: bool = True
) -> Entry | None:
    if not isinstance(row, dict):
        kind = "a list" if isinstance(row, list) else "a bare value"
        return Unusable(
            place, place, f"this is {kind}, not an object with the fields of an article"
        )
    return entry_of(row, place, intake, via=name, own_id=own_id)


class _Document:
    """A JSON document of which as much is in memory as the largest value in it needs.

    Attributes:
        is_list: Whether the rows are those of a list; known from the first row on.
    """

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._name = name
        self._raw = stream
        sample = stream.peek(_CHUNK)
        self._decoder = codecs.getincrementaldecoder(
            encoding_of(sample, name) if sample.strip() else "utf-8"
        )("replace")
        self._parse = json.JSONDecoder().raw_decode
        self._buffer = ""
        self._at = self._passed = 0
        self._ended = False
        self.is_list = False

    def rows(self) -> Iterator[object]:
        start = self._peek()
        if start == "[":
            self._take("[")
            yield from self._elements()
        elif start == "{":
            yield from self._object()
            while self._peek() == "{":  # JSON Lines by another name
                yield self._value()
        elif start:
            yield self._value()
        else:
            raise SourceUnreadable(
                "the file is empty", source=self._name, remedy="give it an article to read"
            )
        if self._peek():
            raise self._broken("more follows behind the end", self._at)

    def _elements(self) -> Iterator[object]:
        """What is in a list whose bracket is taken."""
        self.is_list = True
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            yield self._value()
            if self._take(",]") == "]":
                return

    def _object(self) -> Iterator[object]:
        """The objects of a list in it that goes by one of the usual names; or itself."""
        self._take("{")
        fields: dict[str, object] = {}
        ended = self._peek() == "}"
        if ended:
            self._take("}")
        while not ended:
            key = self._value()
            self._take(":")
            listed = isinstance(key, str) and key.lower() in _LISTS and self._peek() == "["
            if listed and self._begins_articles(fields):
                yield from self._elements()
            else:
                fields[str(key)] = self._value()
            ended = self._take(",}") == "}"
        if not self.is_list:
            self.is_list = self._peek() == "{"
            yield fields

    def _begins_articles(self, fields: dict[str, object]) -> bool:
        """Whether objects follow the bracket that is next; takes it if so."""
        if "text" in columns_of(fields, {}):
            return False
        self._take("[")
        if self._peek() in {"{", "]"}:
            return True
        self._at = self._buffer.rindex("[", 0, self._at)
        return False

    def _value(self) -> object:
        self._peek()
        while True:
            try:
                value, end = self._parse(self._buffer, self._at)
            except JSONDecodeError as error:
                open_end = error.msg.startswith("Unterminated")
                near = error.pos + _LONGEST_TOKEN > len(self._buffer)
                if not (open_end or near) or not self._more():
                    raise self._broken(error.msg, error.pos) from None
            except (ValueError, RecursionError):
                raise self._broken(_TOO_DEEP, self._at) from None
            else:
                # A number at the end of what is read may go on, as 1 does in 1.5e+3.
                behind = self._buffer[end : end + _LONGEST_TOKEN]
                if behind.strip("0123456789.eE+-") or not self._more():
                    self._at = end
                    return value

    def _peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = _VISIBLE.search(self._buffer, self._at)
            if found:
                self._at = found.start()
                return found[0]
            self._at = len(self._buffer)
            if not self._more():
                return ""

    def _take(self, expected: str) -> str:
        char = self._peek()
        if not char or char not in expected:
            raise self._broken(f"expecting {' or '.join(expected)}", self._at)
        self._at += 1
        return char

    def _more(self) -> bool:
        """Read on, as much again as is held already; false at the end."""
        if self._ended:
            return False
        held = len(self._buffer) - self._at
        if held > LONGEST_LINE:
            raise SourceUnreadable(
                f"an article in it has more than {LONGEST_LINE:,} characters",
                source=self._name,
                remedy="check the file",
            )
        data = self._raw.read(max(_CHUNK, held))
        self._passed += self._at
        self._ended = not data
        self._buffer = self._buffer[self._at :] + self._decoder.decode(data, self._ended)
        self._at = 0
        return bool(data)

    def _broken(self, problem: str, at: int) -> SourceUnreadable:
        return SourceUnreadable(
            f"this is no JSON: {problem}, character {self._passed + at + 1}",
            source=self._name,
            remedy="correct it",
        )
