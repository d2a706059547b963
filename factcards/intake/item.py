"""One article to be read: where it is, before anything of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["file", "url", "record"]


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a source names.

    Attributes:
        id: What it is known by in an output folder, the same in every run: a path as the
            source names it, an address, a row's own id or ``file.jsonl#12``.
        kind: How it is read.
        place: The path or the address; for a record, where it stands: for messages.
        record: The fields of a record under our names: ``text``, ``title``, ``url``,
            ``published``, ``byline``, ``publisher``, ``lang``. None for files and addresses.
        published: As its source says, if it does: an ISO 8601 date or date-time.
        via: What names an address: a feed, a sitemap, a list or a file of rows. None where
            the user does; only then it may lead anywhere (`factcards.sources.fetch.fetch`).
    """

    id: str
    kind: Kind
    place: str
    record: Mapping[str, str] | None = None
    published: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something in a source that names no article, such as a broken line.

    Attributes:
        id: As of an `Item`.
        place: Where it is, for messages.
        reason: What is wrong and what to do, in one line.
    """

    id: str
    place: str
    reason: str


Entry = Item | Unusable
