"""Metadata of an HTML page: headline, author, date, publisher, addresses, language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from factcards.sources.pagesigns import letters

# Between a headline and the name of the site behind it.
_SEPARATOR = re.compile(r" +(?:[-–—|·•»:]|::|%7C) +")
_NO_AUTHOR = frozenset({"admin", "administrator", "editor", "redaktion", "staff", "webmaster"})
_PLACEHOLDER = re.compile(r"https?:|www\.|@|\{|\}")
_LONGEST_BYLINE = 200
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself.

    Attributes:
        title: The headline, without the name of the site.
        byline: Authors, as the page prints or declares them.
        published: ISO 8601 date.
        publisher: Name of the site, or its host name.
        canonical: The address the page calls canonical.
        address: The address it gives to those who share it.
        declared: The language tag it declares.
    """

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    canonical: str | None = None
    address: str | None = None
    declared: str | None = None


def read_head(tree: Any, url: str | None, today: date | None) -> Head:
    """Read the metadata of a parsed page.

    Args:
        tree: The page as an lxml element.
        url: Where it was retrieved from, if it was.
        today: No date after it is taken for the day of publication.
    """
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - heavy

    # The extensive search finds a date on nearly every page, and a wrong one too often: a
    # wrong day of publication misdates every "yesterday" of the article.
    search: dict[str, Any] = {"original_date": True, "extensive_search": False}
    if today is not None:
        search["max_date"] = today.isoformat()
    meta = extract_metadata(tree, date_config=search)
    canonical = _address(_first(tree, '//link[@rel="canonical"]/@href'), url)
    address = _address(_first(tree, '//meta[@property="og:url"]/@content'), url)
    site = _clean(meta.sitename)
    title = _title(tree, _clean(meta.title), site)
    if site and (_same(site, title) or _same(site, _clean(meta.title))):
        site = None
    host = urlsplit(url or canonical or address or "").hostname or ""
    return Head(
        title=title,
        byline=_byline(meta.author),
        published=meta.date or None,
        publisher=site or host.removeprefix("www.") or None,
        canonical=canonical,
        address=address,
        declared=_declared_language(tree),
    )


def _title(tree: Any, found: str | None, site: str | None) -> str | None:
    headings = [_clean(h.text_content()) for h in tree.iterfind(".//h1")]
    named = _clean(_first(tree, "//head//title/text()"))
    shared = _first(tree, '//meta[@property="og:title" or @name="twitter:title"]/@content')
    if not found:
        return _without_site(named, site) if named else None
    if not shared and named and not _overlap(found, named):
        # The only heading is often the logo; the window's title then has the headline.
        return _without_site(named, site, anything=True)
    if not shared and named and letters(named).endswith(letters(found)):
        # So is a heading with which the window's title ends.
        return _without_site(named, found)
    for heading in headings:
        if heading and len(heading) > len(found) // 3 and _continues(found, heading):
            return heading
    return _without_site(found, site)


def _continues(title: str, heading: str) -> bool:
    """Whether `title` is `heading` with something added behind a separator."""
    return title.startswith(heading) and _SEPARATOR.match(title, len(heading)) is not None


def _without_site(title: str, site: str | None, *, anything: bool = False) -> str:
    parts = list(_SEPARATOR.finditer(title))
    for part in parts:
        if site and _same(title[part.end() :], site):
            return title[: part.start()]
        if site and _same(title[: part.start()], site):
            return title[part.end() :]
    return title[: parts[-1].start()] if anything and parts else title


def _overlap(one: str, other: str) -> bool:
    a, b = letters(one), letters(other)
    return a in b or b in a


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and letters(one or "") == letters(other or "")


def _byline(author: str | None) -> str | None:
    names = [_clean(name) for name in (author or "").split(";")]
    kept = [
        name
        for name in names
        if name and name.casefold() not in _NO_AUTHOR and not _PLACEHOLDER.search(name)
    ]
    byline = ", ".join(kept)
    return byline if 0 < len(byline) <= _LONGEST_BYLINE else None


def _declared_language(tree: Any) -> str | None:
    for path in (
        "/html/@lang",
        '/html/@*[name()="xml:lang"]',
        '//meta[translate(@http-equiv, "CL", "cl")="content-language"]/@content',
        '//meta[@property="og:locale"]/@content',
    ):
        if tag := _first(tree, path):
            return tag.split(",")[0]
    return None


def _address(link: str | None, url: str | None) -> str | None:
    if not link:
        return None
    try:
        absolute = urljoin(url or "", link.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in {"http", "https"} and parts.hostname else None


def _first(tree: Any, path: str) -> str | None:
    values = [str(value).strip() for value in tree.xpath(path)]
    return next(filter(None, values), None)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "")[:_LONGEST].split()) or None
