"""RSS, Atom and OPML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.intake import feeds as feeds_module
from factcards.intake.feeds import FeedEntry, entries_of, feeds_in

BASE = "https://courier.test/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><link>https://courier.test/</link>
<item><title>Brücke &amp; Tür</title><link>/2026/bridge</link>
<pubDate>Wed, 04 Mar 2026 10:00:00 +0100</pubDate><author>Ada Byron</author>
<description>Short.</description>
<content:encoded><![CDATA[<p>Long <b>text</b>.</p>]]></content:encoded></item>
<item><guid>https://courier.test/2</guid></item>
<item><title>Bare</title><description>Only this.</description>
<guid isPermaLink="false">g3</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title>
<entry><title>One</title><link rel="alternate" href="https://courier.test/1"/>
<id>tag:courier.test,2026:1</id><updated>2026-03-05T08:00:00Z</updated></entry>
<entry><title>Two</title><link href="two"/><published>2026-03-04T08:00:00Z</published>
<updated>2026-03-06T08:00:00Z</updated></entry></feed>"""


def entries(text: str, encoding: str = "utf-8") -> list[FeedEntry]:
    return list(entries_of(text.encode(encoding), BASE, "feed"))


def test_the_entries_of_rss_are_read_in_the_encoding_it_declares() -> None:
    first, second, third = entries(RSS, "latin-1")
    assert first.link == "https://courier.test/2026/bridge"
    assert (first.title, first.byline) == ("Brücke & Tür", "Ada Byron")
    assert (first.content, first.published) == (
        "<p>Long <b>text</b>.</p>",
        "2026-03-04T09:00:00+00:00",
    )
    assert second.link == "https://courier.test/2"
    assert (third.link, third.id, third.content) == (None, "g3", "Only this.")


def test_the_entries_of_atom_are_read() -> None:
    first, second = entries(ATOM)
    assert (first.link, first.published) == ("https://courier.test/1", None)
    assert first.dated == "2026-03-05T08:00:00+00:00"
    assert (second.link, second.published) == (
        "https://courier.test/feeds/two",
        "2026-03-04T08:00:00+00:00",
    )


def test_a_feed_that_breaks_off_keeps_the_entries_before() -> None:
    assert [entry.title for entry in entries(ATOM[: ATOM.index("<entry><title>Two")])] == ["One"]


def test_a_feed_without_entries_is_one() -> None:
    assert entries("<rss version='2.0'><channel><title>t</title></channel></rss>") == []


@pytest.mark.parametrize(
    "text", ["<rss", "<rss version='2.0'><channel><title>&nope;<", "<rss>\x01</rss>"]
)
def test_a_feed_that_does_not_parse_is_told(text: str) -> None:
    with pytest.raises(SourceUnreadable, match="feed: this feed does not parse"):
        entries(text)


@pytest.mark.parametrize("piece", ["<item/>", "<a>", "<"])
def test_a_feed_that_would_keep_the_parser_busy_is_refused(piece: str) -> None:
    with pytest.raises(SourceUnreadable, match="a feed of more than 20,000 entries or 200,000"):
        entries("<rss version='2.0'><channel>" + piece * 200_001)


def test_a_feed_that_looks_like_a_path_opens_nothing(tmp_path: object) -> None:
    with pytest.raises(SourceUnreadable):
        list(entries_of(str(tmp_path).encode(), BASE, "feed"))


def test_without_feedparser_the_remedy_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_module, "find_spec", lambda _: None)
    with pytest.raises(SourceUnreadable, match=r"pip install 'factcards\[bulk\]'"):
        entries(ATOM)


parts = st.sampled_from(
    [
        "<entry>",
        "</entry>",
        "<link href='/a'/>",
        "<updated>",
        "2026",
        "<![CDATA[",
        "&",
        "]]>",
        "\x00",
    ]
)


@given(st.lists(parts, max_size=12).map("".join))
def test_any_feed_is_read_or_refused(inner: str) -> None:
    try:
        found = entries(f"<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>")
    except SourceUnreadable as error:
        assert error.remedy  # noqa: PT017 - either outcome is fine
    else:
        assert all(entry.link is None or entry.link.startswith("https://") for entry in found)


OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="News"><outline type="rss" text="A" xmlUrl="https://a.test/rss"/>
<outline type="rss" XMLURL=" https://b.test/atom "/></outline>
<outline text="none"/></body></opml>"""


def test_the_feeds_of_opml_are_found_at_any_depth() -> None:
    assert feeds_in(OPML.encode(), "x") == ["https://a.test/rss", "https://b.test/atom"]


@pytest.mark.parametrize(
    "data", [OPML.encode()[:150], b"", b'<?xml version="1.0" encoding="nope"?><opml/>']
)
def test_opml_that_does_not_parse_is_told(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="this OPML does not parse"):
        feeds_in(data, "x")
