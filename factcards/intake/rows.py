"""Rows of files as entries: which column holds what, and what becomes of its value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from factcards.errors import SettingsError
from factcards.intake.addresses import address_entry, is_address, printable
from factcards.intake.dates import iso_of
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import Intake
from factcards.language import subtag_of

# In the order of preference, in lower case and with _ between words.
_GUESSES = {
    "id": ("id", "guid", "uid", "uuid", "article_id", "doc_id", "_id"),
    "text": (
        *("text", "body", "content_text", "article_text", "article_body", "articlebody"),
        *("full_text", "fulltext", "maintext", "content", "article", "story", "content_html"),
    ),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "href", "permalink", "web_url", "uri"),
    "published": (
        *("published", "published_at", "publishedat", "date_published", "datepublished"),
        *("publication_date", "publish_date", "pubdate", "pub_date", "date", "datetime"),
    ),
    "byline": ("byline", "author", "authors", "creator", "writer"),
    "publisher": ("publisher", "site_name", "sitename", "site", "newspaper", "source", "outlet"),
    "lang": ("lang", "language", "inlanguage", "language_code"),
}
_LONGEST_ID = 1000
_SHOWN = 12
_CACHED = 2000
"""Characters in the names of all columns up to which they are remembered."""

Columns = Mapping[str, str]
"""From our fields to the columns that hold them."""


def columns_of(names: Iterable[str], mapping: Mapping[str, str]) -> Columns:
    """Which of the columns `names` hold what: those mapped, and for the rest our guess."""
    names, pairs = tuple(names), tuple(mapping.items())
    return (_remembered if sum(map(len, names)) < _CACHED else _columns)(names, pairs)


def _columns(names: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> Columns:
    known = {re.sub(r"[ -]", "_", name.strip().lower()): name for name in reversed(names)}
    columns = {}
    for ours, guesses in _GUESSES.items():
        found = next((known[guess] for guess in guesses if guess in known), None)
        if found is not None:
            columns[ours] = found
    present = set(names)
    for ours, theirs in mapping:
        columns.pop(ours, None)
        if theirs in present:
            columns[ours] = theirs
    return columns


_remembered = lru_cache(maxsize=256)(_columns)


def missing_column(names: Sequence[str], mapping: Mapping[str, str]) -> str | None:
    """What is wrong with `names` as the columns of a whole file; None for nothing."""
    present = set(names)
    for ours, theirs in mapping.items():
        if theirs not in present:
            return f"there is no column {theirs!r} for {ours}; {_listed(names)}"
    columns = columns_of(names, mapping)
    if "text" not in columns and "url" not in columns:
        return f"no column is known to hold the text; {_listed(names)}; name it with --map text=..."
    return None


def check_columns(names: Sequence[str], mapping: Mapping[str, str], place: str) -> None:
    """Refuse a mapping that does not fit the columns of a file.

    Raises:
        SettingsError: A mapped column is not among `names`.
    """
    present = set(names)
    for ours, theirs in mapping.items():
        if theirs not in present:
            raise SettingsError(
                f"there is no column {theirs!r} for {ours}",
                source=f"--map: {place}",
                remedy=_listed(names),
            )


def entry_of(
    row: Mapping[str, object],
    place: str,
    intake: Intake,
    *,
    via: str,
    columns: Columns | None = None,
    own_id: bool = True,
) -> Entry | None:
    """Make an entry of a row.

    Args:
        row: Column to value.
        place: Where it stands; its id too, unless it brings one.
        intake: What is read, and how.
        via: What names the address of a row that has nothing but one.
        columns: What holds what, where that is the same in all rows.
        own_id: Whether an id in the row counts.

    Returns:
        A record; an address where there is no text but a link; None where it is too old.
    """
    if columns is None:
        columns = columns_of(row, intake.mapping)
    values = {ours: row.get(theirs) for ours, theirs in columns.items()}
    text = values.pop("text", None)
    if isinstance(text, dict):
        text = text.get("rendered")
    if text is not None and not isinstance(text, str):
        kind = type(text).__name__
        return Unusable(place, place, f"{columns['text']!r} holds no text but a {kind}")
    record = {ours: said for ours, value in values.items() if (said := _said(ours, value))}
    own = record.pop("id", None)
    if not own_id:
        own = None
    published = record.get("published")
    if not intake.keeps(published):
        return None
    if text and not text.isspace():
        return Item(own or place, "record", place, {**record, "text": text}, published)
    address = record.get("url", "")
    if is_address(address):
        return address_entry(address, via=via, published=published, own_id=own)
    return Unusable(place, place, _without_text(row, columns, intake.mapping))


def _without_text(row: Mapping[str, object], columns: Columns, mapping: Mapping[str, str]) -> str:
    if "text" in columns:
        return f"its {columns['text']!r} is empty"
    wanted = f"{mapping['text']!r}" if "text" in mapping else "text"
    return f"it has no {wanted}; {_listed(list(row))}; name what holds the text with --map text=..."


def _said(ours: str, value: object) -> str | None:
    """A value as text; None where there is nothing to be made of it."""
    if ours == "published":
        return iso_of(value)
    values = value[:_SHOWN] if isinstance(value, (list, tuple)) else (value,)
    said = ", ".join(word for word in map(_word, values) if word)
    if ours == "id" and len(said) > _LONGEST_ID:
        return None
    # What is no tag but the name of a language is left to detection.
    return None if not said or (ours == "lang" and subtag_of(said) is None) else said


def _word(value: object) -> str:
    if isinstance(value, dict):
        # As in linked data, JSON Feed and what news services send.
        value = value.get("name") or value.get("rendered")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return printable(str(value)).strip()


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(printable(name[:40]) for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"there are {shown or 'none'}{more}"
