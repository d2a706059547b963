"""Feeds, and lists of feeds: RSS and Atom by feedparser, OPML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any
from xml.parsers.expat import ExpatError

from factcards.errors import SourceUnreadable
from factcards.intake.xmlfiles import parser
from factcards.sources.decode import declared_encoding, decode

MOST_BYTES = 10_000_000
MOST_TAGS = 200_000
MOST_ENTRIES = 20_000
# The parser takes 2 GB and a minute for the entries or tags that ten megabytes have room for.

_ENTRY = re.compile(r"<(?:item|entry)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of an article.

    Attributes:
        link: Its address, made absolute; None where there is none.
        id: Its own id.
        title: Its headline.
        byline: Its author.
        content: Text or HTML that comes with it, often no more than a teaser.
        published: When it was, in ISO 8601.
        dated: The same, or when it was updated.
    """

    link: str | None
    id: str | None
    title: str | None
    byline: str | None
    content: str | None
    published: str | None
    dated: str | None


def entries_of(data: bytes, base: str, name: str) -> Iterator[FeedEntry]:
    """Read a feed.

    Args:
        data: The document.
        base: Its address, to which its links may be relative.
        name: What messages call it.

    Raises:
        SourceUnreadable: It does not parse, is too large, or feedparser is missing.
    """
    if find_spec("feedparser") is None:
        raise SourceUnreadable(
            "reading feeds needs feedparser", source=name, remedy="pip install 'factcards[bulk]'"
        )
    import feedparser  # noqa: PLC0415 - an extra

    # In our own decoding, so that nothing can be in it that was not looked at for entities.
    text = decode(data, name, declared_encoding(data))
    if text.count("<") > MOST_TAGS or len(_ENTRY.findall(text)) > MOST_ENTRIES:
        raise SourceUnreadable(
            f"a feed of more than {MOST_ENTRIES:,} entries or {MOST_TAGS:,} tags",
            source=name,
            remedy="check it",
        )
    document = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        feed = feedparser.parse(
            # A stream: what is a string, it might take for an address or a path, and open it.
            io.BytesIO(document),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": base,
            },
            # No HTML of it is shown anywhere, and cleaning that takes most of the time.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # broken markup makes the parser raise anything
        raise _broken(type(error).__name__, name) from error
    if feed.bozo and not feed.entries:
        raise _broken(str(feed.get("bozo_exception", "")), name)
    for entry in feed.entries:
        yield _entry(entry)


def feeds_in(data: bytes, name: str) -> list[str]:
    """The addresses that an OPML document has of feeds.

    Raises:
        SourceUnreadable: It does not parse.
    """
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.lower() == "outline":
            address = {key.lower(): value for key, value in attributes.items()}.get("xmlurl", "")
            if address.strip():
                found.append(address.strip())

    reader = parser(name)
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise SourceUnreadable(
            f"this OPML does not parse: {error}", source=name, remedy="check it"
        ) from None
    return found


def _entry(entry: Any) -> FeedEntry:
    published = _iso(entry.get("published_parsed"))
    # `get` would give the other date where this one is missing, and warn about it.
    updated = entry["updated_parsed"] if "updated_parsed" in entry else None  # noqa: SIM401
    contents = [part.get("value") for part in entry.get("content", ())]
    content = max(filter(None, [*contents, entry.get("summary")]), key=len, default=None)
    return FeedEntry(
        link=entry.get("link") or None,
        id=entry.get("id") or None,
        title=entry.get("title") or None,
        byline=entry.get("author") or None,
        content=content,
        published=published,
        dated=published or _iso(updated),
    )


def _iso(moment: Any) -> str | None:
    try:
        return datetime(*moment[:6]).replace(tzinfo=UTC).isoformat() if moment else None
    except (TypeError, ValueError):
        return None


def _broken(problem: str, name: str) -> SourceUnreadable:
    shown = " ".join(problem.split())[:150]
    return SourceUnreadable(
        f"this feed does not parse: {shown}", source=name, remedy="open its address to check it"
    )
