"""Feeds, sitemaps and what they lead to, on the web or in files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcards.errors import FactcardsError, SourceError, SourceUnreadable
from factcards.intake import feeds, sitemaps
from factcards.intake.addresses import address_entry, is_address
from factcards.intake.item import Entry, Unusable
from factcards.intake.lines import opened
from factcards.intake.options import Intake
from factcards.intake.records import read_json
from factcards.intake.rows import entry_of
from factcards.intake.xmlfiles import root_of
from factcards.sources.fetch import fetch, without_credentials

SECONDS = 60.0
"""For one feed or sitemap."""
_DEEPEST = 3
"""Documents that lead to each other, such as an index of sitemaps and these."""
_HEAD = 65_536
_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})


@dataclass(frozen=True)
class Trail:
    """What has been followed so far, so that circles end.

    Attributes:
        intake: What is read, and how.
        seen: Addresses of feeds and sitemaps.
        depth: How many of them led to this one.
    """

    intake: Intake
    seen: set[str] = field(default_factory=set)
    depth: int = 0

    def further(self) -> Trail:
        """The trail from here on."""
        return Trail(self.intake, self.seen, self.depth + 1)


def read_address(address: str, trail: Trail, via: str | None) -> Iterator[Entry]:
    """What a feed, an OPML document or a sitemap leads to; or the article, if it is a page.

    Args:
        address: Where it is.
        trail: What was followed before.
        via: What names the address; None where the user does.
    """
    name = without_credentials(address)
    if name in trail.seen:
        return
    trail.seen.add(name)
    try:
        if trail.depth > _DEEPEST:
            raise SourceUnreadable(f"more than {_DEEPEST} sitemaps lead to each other", source=name)
        download = fetch(
            address,
            also=("pdf", "xml"),
            via=via,
            seconds=SECONDS,
            most_bytes=sitemaps.MOST_BYTES,
        )
        with opened(io.BytesIO(download.data), name) as stream:
            if download.kind == "json":
                yield from read_json(stream, name, trail.intake)
            elif trail.depth or download.kind == "xml" or _is_followable(stream, name):
                yield from read_xml(stream, name, trail, base=download.url)
            else:
                yield address_entry(address, via=via)
    except SourceError as error:
        yield unusable(name, error)


def read_xml(stream: io.BufferedReader, name: str, trail: Trail, *, base: str) -> Iterator[Entry]:
    """What a feed, an OPML document or a sitemap leads to.

    Args:
        stream: The document, decompressed.
        name: Where it is, for ids and messages.
        trail: What was followed before.
        base: Its address, to which its links are relative and on whose host they may lead to
            a private network; a path where it is a file.

    Raises:
        SourceUnreadable: It is nothing of these, or broken from some place on.
    """
    root = root_of(stream.peek(_HEAD), name)
    if root in _SITEMAPS:
        yield from _from_sitemap(stream, name, trail, base, is_index=root == "sitemapindex")
        return
    if root not in _FEEDS | {"opml"}:
        what = f"<{root}>" if root else "no XML"
        raise SourceUnreadable(
            f"this is no feed, OPML document or sitemap but {what}",
            source=name,
            remedy="check it",
        )
    data = stream.read(feeds.MOST_BYTES + 1)
    if len(data) > feeds.MOST_BYTES:
        raise SourceUnreadable(
            f"a feed of more than {feeds.MOST_BYTES / 1e6:g} MB", source=name, remedy="check it"
        )
    if root == "opml":
        for address in feeds.feeds_in(data, name):
            yield from _followed(address, name, trail, base)
    else:
        yield from _from_feed(data, name, trail.intake, base)


def _is_followable(stream: io.BufferedReader, name: str) -> bool:
    """Whether a document is a feed or the like, whatever type its server gives it."""
    head = stream.peek(_HEAD)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return False
    return root_of(head, name) in _FEEDS | _SITEMAPS | {"opml"}


def unusable(place: str, error: FactcardsError) -> Unusable:
    """An entry that says what is wrong with a whole source."""
    reason = f"{error.problem}; {error.remedy}" if error.remedy else error.problem
    return Unusable(place, place, " ".join(reason.split()))


def _followed(address: str, name: str, trail: Trail, base: str) -> Iterator[Entry]:
    if is_address(address):
        yield from read_address(address, trail.further(), via=base)
    else:
        place = f"{name}#{address[:200]!r}"
        yield Unusable(place, place, "this is no http or https address")


def _from_feed(data: bytes, name: str, intake: Intake, base: str) -> Iterator[Entry]:
    """Its entries as addresses.

    What many feeds carry as content is a teaser, cut short or in pieces, and nothing tells
    it from a whole text; the page has that, and it is what a reader checks a quotation on.
    So content counts only where there is no link.
    """
    for number, said in enumerate(feeds.entries_of(data, base, name), start=1):
        place = f"{name}#{number}"
        if not intake.keeps(said.dated):
            continue
        if said.link and is_address(said.link):
            yield address_entry(said.link, via=base, published=said.published)
        elif said.content:
            row = {"id": said.id, "title": said.title, "author": said.byline}
            row |= {"text": said.content, "published": said.published}
            entry = entry_of(row, place, Intake(), via=base)
            if entry is not None:
                yield entry
        else:
            yield Unusable(place, place, "this entry has no link to an article")


def _from_sitemap(
    stream: io.BufferedReader, name: str, trail: Trail, base: str, *, is_index: bool
) -> Iterator[Entry]:
    for number, place in enumerate(sitemaps.places_in(stream, name), start=1):
        if not trail.intake.keeps(place.published or place.changed):
            continue
        if is_index:
            yield from _followed(place.address, name, trail, base)
        elif is_address(place.address):
            # When a page was last changed says nothing about its publication.
            yield address_entry(place.address, via=base, published=place.published)
        else:
            where = f"{name}#{number}"
            yield Unusable(where, where, "this is no http or https address")
