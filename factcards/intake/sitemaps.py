"""Sitemaps and their indexes, read piece by piece."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from factcards.errors import SourceUnreadable
from factcards.intake.xmlfiles import DEEPEST, parser

MOST_BYTES = 50_000_000
"""What the protocol allows, uncompressed."""
_CHUNK = 65_536
_LONGEST = 5_000
# Depth of what is read: <urlset><url><loc> and <urlset><url><news:news><news:publication_date>.
# An <image:loc>, the address of a picture, is as deep as the latter.
_PLACE, _FIELD, _NEWS_FIELD = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a sitemap: of a page or, in an index, of another sitemap.

    Attributes:
        address: As it is.
        changed: When it was last changed, ISO 8601.
        published: When it was published, where the sitemap is one of news.
    """

    address: str
    changed: str | None
    published: str | None


def places_in(stream: io.BufferedReader, name: str) -> Iterator[Place]:
    """All addresses, in order.

    Raises:
        SourceUnreadable: It does not parse from some place on, or is too large.
    """
    handlers = _Handlers(name)
    reader = parser(name)
    reader.StartElementHandler = handlers.start
    reader.EndElementHandler = handlers.end
    reader.CharacterDataHandler = handlers.text
    count = 0
    while True:
        chunk = stream.read(_CHUNK)
        count += len(chunk)
        if count > MOST_BYTES:
            raise SourceUnreadable(
                f"more than {MOST_BYTES / 1e6:g} MB", source=name, remedy="split the sitemap"
            )
        broken: Exception | None = None
        try:
            reader.Parse(chunk, not chunk)
        except (ExpatError, LookupError, ValueError) as error:
            broken = error
        yield from handlers.places
        handlers.places.clear()
        if broken is not None:
            raise SourceUnreadable(
                f"this sitemap does not parse: {broken}", source=name, remedy="check it"
            )
        if not chunk:
            return


class _Handlers:
    """What the parser calls; gathers `places`."""

    def __init__(self, name: str) -> None:
        self.places: list[Place] = []
        self._name = name
        self._depth = 0
        self._fields: dict[str, str] = {}
        self._open: str | None = None

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SourceUnreadable(
                f"more than {DEEPEST} elements within each other", source=self._name
            )
        local = tag.rpartition(" ")[2]
        wanted = {_FIELD: ("loc", "lastmod"), _NEWS_FIELD: ("publication_date",)}
        self._open = local if local in wanted.get(self._depth, ()) else None

    def text(self, text: str) -> None:
        if self._open and len(self._fields.get(self._open, "")) < _LONGEST:
            self._fields[self._open] = self._fields.get(self._open, "") + text

    def end(self, _: str) -> None:
        if self._depth == _PLACE:
            said = {key: value.strip() or None for key, value in self._fields.items()}
            if address := said.get("loc"):
                self.places.append(
                    Place(address, said.get("lastmod"), said.get("publication_date"))
                )
            self._fields.clear()
        self._open = None
        self._depth -= 1
