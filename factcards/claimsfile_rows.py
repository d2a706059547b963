"""The rows of a claims file: one JSON object a line, read one at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final, NoReturn

from factcards.errors import SourceUnreadable
from factcards.language import UNKNOWN, detect_language, subtag_of
from factcards.sources.dateline import iso_date

LONGEST_ROW: Final = 32 * 2**20
"""Bytes of a line: an article of 10 MB still fits when half of it is escaped."""
MOST_CITATIONS: Final = 200

COMPRESSED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")
_EXPECTED = 'a row is an object such as {"id": 1, "article": "...", "claim": "..."}'


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim to be verified, with the article that it is about.

    Attributes:
        id: What the answer is known by.
        article: The article as plain text; paragraphs are lines.
        claim: The claim, a sentence or a few.
        sentences: 1-based numbers of the sentences of the article that the claim cites.
        lang: Language tag of the article such as ``en`` or ``pt-BR``. Default: detected.
        published: Day of publication, as ISO 8601 or as printed; relative dates need it.
        title: Headline of the article, where `article` does not begin with it.
    """

    id: str | int
    article: str
    claim: str
    sentences: tuple[int, ...] = ()
    lang: str | None = None
    published: str | None = None
    title: str | None = None


def read_claims(
    stream: BinaryIO, name: str, on_error: Callable[[SourceUnreadable], None]
) -> Iterator[ClaimRow]:
    """Read the rows of a claims file, holding one line at a time.

    Blank lines are skipped; byte order marks and either kind of line end are accepted. Rows
    in succession about the same article share one string.

    Args:
        stream: The file, open for bytes.
        name: What messages call it.
        on_error: Told of each row that cannot be read, in order; reading then goes on. Its
            `source` is ``name:line``.

    Raises:
        SourceUnreadable: The file itself cannot be read any further.
    """
    article = ""
    for number, line in _lines(stream, name):
        where = f"{name}:{number}"
        try:
            row = claim_row(_parse(line, where), where)
        except SourceUnreadable as error:
            on_error(error)
            continue
        if row.article == article:
            row = replace(row, article=article)
        article = row.article
        yield row


def claim_row(record: object, where: str = "the row") -> ClaimRow:
    """A row from a decoded JSON object. Unknown keys are ignored, and null is as good as absent.

    Args:
        record: What the JSON says.
        where: What messages call the row.

    Raises:
        SourceUnreadable: It is no object, or a field is missing, empty or of the wrong type.
    """
    if not isinstance(record, dict):
        remedy = _EXPECTED
        if isinstance(record, list):
            remedy = "put each object of the list on a line of its own (JSON Lines)"
        raise SourceUnreadable(f"{_type_name(record)}, not an object", source=where, remedy=remedy)
    lang = _text(record, "lang", where)
    if lang and subtag_of(lang) is None and lang.lower() != UNKNOWN:
        raise SourceUnreadable(
            f'"lang" is {json.dumps(lang[:40])}', source=where, remedy='give a tag such as "en"'
        )
    return ClaimRow(
        id=_id(record, where),
        article=_required(record, "article", where),
        claim=_required(record, "claim", where),
        sentences=_citations(record, where),
        lang=lang,
        published=_published(record, lang, where),
        title=_text(record, "title", where),
    )


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank, with their numbers; None for one that is too long."""
    number = 0
    try:
        while line := stream.readline(LONGEST_ROW + 1):
            number += 1
            if number == 1 and line.startswith(COMPRESSED):
                raise SourceUnreadable(
                    "it is compressed", source=name, remedy="unpack it into `--claims -`"
                )
            if len(line) > LONGEST_ROW:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(2**20)
                yield number, None
            elif (line := line.removeprefix(codecs.BOM_UTF8)).strip():
                yield number, line
    except OSError as error:
        raise SourceUnreadable(
            f"it cannot be read beyond line {number}: {error.strerror or error}", source=name
        ) from error


def _parse(line: bytes | None, where: str) -> object:
    if line is None:
        raise SourceUnreadable(
            f"the line is longer than {LONGEST_ROW // 2**20} MiB",
            source=where,
            remedy="give one claim and its article in a line",
        )
    remedy = _EXPECTED
    try:
        return json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: 0x{line[error.start]:02x} at byte {error.start + 1}"
        remedy = "save the file in UTF-8"
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        problem = "nested too deeply"
    except ValueError as error:  # a constant, or a number of thousands of digits
        problem = f"not JSON: {str(error).partition(';')[0]}"
    raise SourceUnreadable(problem, source=where, remedy=remedy)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _id(record: dict[str, Any], where: str) -> str | int:
    value = record.get("id")
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise _ill_typed(record, "id", "a string or a whole number", where)


def _required(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise _ill_typed(record, key, "a string", where)
    if not value.strip():
        raise SourceUnreadable(f'"{key}" is empty', source=where)
    return value


def _text(record: dict[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    raise _ill_typed(record, key, "a string", where)


def _published(record: dict[str, Any], lang: str | None, where: str) -> str | None:
    value = _text(record, "published", where)
    if value is not None and iso_date(value, subtag_of(lang) or detect_language(value)) is None:
        raise SourceUnreadable(
            f'"published" is {json.dumps(value[:40], ensure_ascii=False)}, no day that can be read',
            source=where,
            remedy='give a date such as "2026-03-31"',
        )
    return value


def _citations(record: dict[str, Any], where: str) -> tuple[int, ...]:
    value = record.get("sentences")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _ill_typed(record, "sentences", "a list of whole numbers", where)
    for number in value:
        if not isinstance(number, int) or isinstance(number, bool):
            raise SourceUnreadable(
                f'"sentences" holds {_type_name(number)}',
                source=where,
                remedy="give a list of whole numbers, the first sentence being 1",
            )
    if len(value) > MOST_CITATIONS:
        raise SourceUnreadable(
            f'"sentences" holds {len(value):,} numbers', source=where, remedy="cite fewer"
        )
    return tuple(value)


def _ill_typed(record: dict[str, Any], key: str, expected: str, where: str) -> SourceUnreadable:
    if record.get(key) is None:
        return SourceUnreadable(f'it has no "{key}"', source=where, remedy=_EXPECTED)
    found = _type_name(record[key])
    return SourceUnreadable(f'"{key}" is {found}', source=where, remedy=f"give {expected}")


def _type_name(value: object) -> str:
    """What JSON calls a value, with its article."""
    names = {bool: "a boolean", str: "a string", int: "a number", float: "a number"}
    names |= {list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), f"a {type(value).__name__}")
