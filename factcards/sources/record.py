"""Articles as JSON objects, the way content management systems hand them over."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from factcards.errors import SourceUnreadable
from factcards.language import UNKNOWN, detect_language, subtag_of
from factcards.sources.dateline import iso_date
from factcards.sources.decode import universal_newlines
from factcards.sources.found import Found

_EXPECTED = 'an article is an object such as {"title": "...", "text": "..."}'

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_record(document: str, name: str) -> Found:
    """Read an object with ``text`` and, optionally, the metadata of an article.

    Known keys are ``title``, ``url``, ``canonical``, ``publisher``, ``byline`` or
    ``author``, ``published`` or ``date``, and ``lang``; others are ignored, and null is as
    good as absent.

    Args:
        document: The decoded JSON.
        name: What messages call the source.

    Raises:
        SourceUnreadable: It is no JSON, no object, or a key has the wrong type.
    """
    return read_fields(_parse(document, name), name)


def read_fields(record: Mapping[str, Any], name: str) -> Found:
    """Read an object that is parsed already; see `read_record`.

    Raises:
        SourceUnreadable: There is no text, or a key has the wrong type.
    """
    text = _string(record, "text", name)
    if text is None:
        raise SourceUnreadable('it has no "text"', source=name, remedy=_EXPECTED)
    tag = _string(record, "lang", name)
    lang = subtag_of(tag)
    if tag and lang is None and tag.lower() != UNKNOWN:
        raise SourceUnreadable(
            f'"lang" is {json.dumps(tag[:40])}', source=name, remedy='give a tag such as "en"'
        )
    text = universal_newlines(text)
    printed = _either(record, "published", "date", name)
    return Found(
        text=text,
        title=_either(record, "title", "headline", name),
        url=_string(record, "url", name),
        canonical=_string(record, "canonical", name),
        publisher=_string(record, "publisher", name),
        byline=_either(record, "byline", "author", name),
        published=iso_date(printed, lang or detect_language(text)) if printed else None,
        lang=lang,
    )


def _parse(document: str, name: str) -> dict[str, Any]:
    try:
        record = json.loads(document)
    except json.JSONDecodeError as error:
        raise SourceUnreadable(
            f"this is not valid JSON: line {error.lineno}, column {error.colno}",
            source=name,
            remedy="correct it, or name the file .txt if it is text",
        ) from None
    except (RecursionError, ValueError):
        raise SourceUnreadable(
            "this JSON is nested too deeply or has too large numbers", source=name, remedy=_EXPECTED
        ) from None
    if isinstance(record, list):
        raise SourceUnreadable(
            "this is a list of articles", source=name, remedy="give each a file of its own"
        )
    if not isinstance(record, dict):
        raise SourceUnreadable("this JSON is not an object", source=name, remedy=_EXPECTED)
    return record


def _either(record: Mapping[str, Any], key: str, other: str, name: str) -> str | None:
    return _string(record, key, name) or _string(record, other, name)


def _string(record: Mapping[str, Any], key: str, name: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        kind = {bool: "a boolean", int: "a number", float: "a number", list: "a list"}
        raise SourceUnreadable(
            f'"{key}" is {kind.get(type(value), "an object")}, not a string',
            source=name,
            remedy="correct the file",
        )
    if value is None:
        return None
    # Half of a surrogate pair is an escape that JSON allows and UTF-8 cannot write.
    value = _SURROGATE.sub("\ufffd", value)
    if key == "text":
        return value
    return " ".join(value.split()) or None
