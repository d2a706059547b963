"""Feeds, lists of feeds and sitemaps from a server on loopback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from web_site import Site, serve

from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import Intake
from factcards.intake.web import Trail, read_address

SINCE = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def entries(address: str, *, via: str | None = None, since: datetime | None = None) -> list[Entry]:
    return list(read_address(address, Trail(Intake(since=since)), via))


def ids(found: list[Entry]) -> list[str]:
    return [entry.id for entry in found]


def rss(*items: str) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>t</title>{inner}</channel></rss>".encode()


def sitemap(*addresses: str, kind: str = "urlset", changed: str = "2026-03-05") -> bytes:
    inner = "".join(
        f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>" for address in addresses
    )
    return f"<?xml version='1.0'?><{kind}>{inner}</{kind}>".encode()


def test_a_page_is_an_article_that_the_user_names(site: Site) -> None:
    url = site.page("/a", b"<!doctype html><html><body><p>Text.</p></body></html>")
    assert entries(url) == [Item(url, "url", url)]


@pytest.mark.parametrize("media", ["application/rss+xml", "text/html", "text/plain", ""])
def test_a_feed_is_known_by_its_content(site: Site, media: str) -> None:
    url = site.page("/feed", rss("<link>/1</link>"), media)
    assert ids(entries(url)) == [f"{site.address}/1"]


def test_the_entries_of_a_feed_are_addresses_that_it_names(site: Site) -> None:
    url = site.page(
        "/feed",
        rss(
            "<link>/1</link><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate>"
            "<description>A teaser.</description>"
        ),
        "text/xml",
    )
    link = f"{site.address}/1"
    assert entries(url) == [Item(link, "url", link, None, "2026-03-04T10:00:00+00:00", url)]


def test_an_entry_without_a_link_is_a_record_if_it_has_content(site: Site) -> None:
    url = site.page(
        "/feed",
        rss(
            "<guid isPermaLink='false'>g1</guid><title>T</title><description>Text.</description>",
            "<title>nothing</title>",
            "<link>mailto:a@a.test</link>",
        ),
        "text/xml",
    )
    first, second, third = entries(url)
    assert first == Item("g1", "record", f"{url}#1", {"title": "T", "text": "Text."})
    assert second == Unusable(f"{url}#2", f"{url}#2", "this entry has no link to an article")
    assert isinstance(third, Unusable)


def test_entries_that_are_too_old_are_left_out(site: Site) -> None:
    url = site.page(
        "/feed",
        rss(
            "<link>/old</link><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>",
            "<link>/new</link><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>",
            "<link>/unknown</link>",
        ),
        "text/xml",
    )
    assert ids(entries(url, since=SINCE)) == [f"{site.address}/new", f"{site.address}/unknown"]


def test_the_links_of_a_feed_are_relative_to_where_it_was_found(site: Site) -> None:
    target = site.page("/deep/feed", rss("<link>1</link>"), "text/xml")
    (entry,) = entries(site.answer("/feed", 302, location="/deep/feed"))
    assert isinstance(entry, Item)
    assert (entry.id, entry.via) == (f"{site.address}/deep/1", target)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel>", "this feed does not parse"),
        (b"<nitf><body/></nitf>", "this is no feed, OPML document or sitemap but <nitf>"),
        (b"", "this is no feed, OPML document or sitemap but no XML"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "it defines entities, which may be a trap"),
        (b"\0\1\2", "this is a binary file"),
    ],
)
def test_what_does_not_parse_is_told(site: Site, data: bytes, reason: str) -> None:
    url = site.page("/feed", data, "application/xml")
    (entry,) = entries(url)
    assert isinstance(entry, Unusable)
    assert (entry.id, entry.place) == (url, url)
    assert entry.reason.startswith(reason)


def test_an_error_of_the_server_is_told(site: Site) -> None:
    url = site.answer("/feed", 404)
    assert entries(url) == [
        Unusable(url, url, "the server answers 404 Not Found; check the address")
    ]


def test_a_password_is_used_but_shown_nowhere(site: Site) -> None:
    site.page("/feed", rss("<link>/1</link>", "<link>nowhere:</link>"), "text/xml")
    found = entries(site.address.replace("//", "//ada:secret@") + "/feed")
    assert site.seen[0]["authorization"].startswith("Basic ")
    assert found[0].id == f"{site.address}/1"
    assert "secret" not in repr(found)


def test_the_feeds_of_opml_are_read(site: Site) -> None:
    site.page("/1.xml", rss("<link>/a</link>"), "text/xml")
    site.page("/3.xml", b"<html><body>A page.</body></html>")
    inner = "".join(f'<outline xmlUrl="{site.address}/{n}.xml"/>' for n in (1, 2, 3, 1))
    site.answer("/2.xml", 500)
    url = site.page(
        "/list", f'<opml><body>{inner}<outline xmlUrl="x"/></body></opml>'.encode(), "text/x-opml"
    )
    found = entries(url)
    assert ids(found) == [
        f"{site.address}/a",
        f"{site.address}/2.xml",
        f"{site.address}/3.xml",
        f"{url}#'x'",
    ]
    assert [type(entry) for entry in found] == [Item, Unusable, Unusable, Unusable]


def test_a_feed_on_a_private_host_that_a_public_list_names_is_refused(site: Site) -> None:
    feed = site.page("/feed", rss("<link>/1</link>"), "text/xml")
    (entry,) = entries(feed, via="https://lists.test/all.opml")
    assert isinstance(entry, Unusable)
    assert "a private host that only https://lists.test/all.opml leads to" in entry.reason
    assert not site.seen


def test_the_pages_of_a_sitemap_are_articles_without_a_date(site: Site) -> None:
    url = site.page("/sitemap.xml", sitemap("https://a.test/1", "/relative"), "text/xml")
    found = entries(url)
    assert found[0] == Item("https://a.test/1", "url", "https://a.test/1", None, None, url)
    assert found[1] == Unusable(f"{url}#2", f"{url}#2", "this is no http or https address")


def test_an_index_leads_to_sitemaps_and_old_ones_are_not_even_fetched(site: Site) -> None:
    new = site.page("/new.xml.gz", gzip.compress(sitemap("https://a.test/1")), "application/gzip")
    index = sitemap(new, new, kind="sitemapindex")
    old = sitemap(f"{site.address}/old.xml", kind="sitemapindex", changed="2026-03-01")
    assert ids(entries(site.page("/index.xml", index, "text/xml"), since=SINCE)) == [
        "https://a.test/1"
    ]
    assert entries(site.page("/old-index.xml", old, "text/xml"), since=SINCE) == []


def test_sitemaps_that_lead_to_each_other_come_to_an_end(site: Site) -> None:
    for number in range(9):
        following = f"{site.address}/{number + 1}.xml"
        data = sitemap(following, f"{site.address}/0.xml", kind="sitemapindex")
        site.page(f"/{number}.xml", data, "text/xml")
    (entry,) = entries(f"{site.address}/0.xml")
    assert isinstance(entry, Unusable)
    assert entry.reason == "more than 3 sitemaps lead to each other"
    assert len(site.seen) == 4


def test_a_feed_in_json_is_read(site: Site) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "t",
        "items": [
            {"id": "1", "content_html": "<p>Text.</p>", "date_published": "2026-03-04T10:00:00Z"},
            {"id": "2", "url": "https://a.test/2"},
        ],
    }
    url = site.page("/feed.json", json.dumps(feed).encode(), "application/feed+json")
    first, second = entries(url)
    assert isinstance(first, Item)
    assert (first.id, first.kind, first.place) == ("1", "record", f"{url}#1")
    assert second == Item("2", "url", "https://a.test/2", None, None, url)


def test_an_archive_that_unpacks_to_too_much_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcards.intake.feeds.MOST_BYTES", 1000)
    bomb = gzip.compress(b"<rss version='2.0'>" + b" " * 1_000_000)
    (entry,) = entries(site.page("/feed.xml.gz", bomb, "application/gzip"))
    assert isinstance(entry, Unusable)
    assert entry.reason.startswith("a feed of more than")
