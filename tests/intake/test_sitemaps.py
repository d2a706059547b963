"""Sitemaps."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.intake import sitemaps as sitemaps_module
from factcards.intake.sitemaps import Place, places_in

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://a.test/1?x=1&amp;y=2 </loc><lastmod>2026-03-05</lastmod>
<image:image><image:loc>https://a.test/1.jpg</image:loc></image:image></url>
<url><news:news><news:publication_date>2026-03-04T10:00:00Z</news:publication_date></news:news>
<loc>https://a.test/2</loc></url>
<url><lastmod>2026-03-05</lastmod></url>
</urlset>"""


def places(data: str | bytes) -> list[Place]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(places_in(io.BufferedReader(io.BytesIO(raw)), "x"))


def test_addresses_come_with_their_dates_and_pictures_do_not_come() -> None:
    assert places(SITEMAP) == [
        Place("https://a.test/1?x=1&y=2", "2026-03-05", None),
        Place("https://a.test/2", None, "2026-03-04T10:00:00Z"),
    ]


def test_the_addresses_of_an_index_are_read_too() -> None:
    index = "<sitemapindex><sitemap><loc>https://a.test/1.xml</loc></sitemap></sitemapindex>"
    assert places(index) == [Place("https://a.test/1.xml", None, None)]


def test_what_came_before_a_break_is_kept() -> None:
    found = places_in(io.BufferedReader(io.BytesIO(SITEMAP[:-30].encode())), "x")
    assert [next(found).address, next(found).address] == [
        "https://a.test/1?x=1&y=2",
        "https://a.test/2",
    ]
    with pytest.raises(SourceUnreadable, match="this sitemap does not parse: no element found"):
        next(found)


def test_a_sitemap_that_is_too_large_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps_module, "MOST_BYTES", 1000)
    with pytest.raises(SourceUnreadable, match="more than"):
        places("<urlset>" + "<url><loc>https://a.test/</loc></url>" * 100)


def test_endless_nesting_is_cut_off() -> None:
    with pytest.raises(SourceUnreadable, match="more than 100 elements within each other"):
        places("<urlset>" + "<url>" * 10_000)


def test_an_address_without_end_is_cut_off() -> None:
    (place,) = places(f"<urlset><url><loc>{'&lt;' * 200_000}</loc></url></urlset>")
    assert len(place.address) < 300_000


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE urlset [<!ENTITY a "x">]><urlset><url><loc>&a;</loc></url></urlset>'
    with pytest.raises(SourceUnreadable, match="it defines entities"):
        places(bomb)


@given(
    st.binary(max_size=100)
    | st.text(st.sampled_from("<>/urlsetoc&; \n"), max_size=100).map(str.encode)
)
def test_any_sitemap_is_read_or_refused(data: bytes) -> None:
    try:
        assert all(place.address for place in places(b"<urlset>" + data))
    except SourceUnreadable as error:
        assert error.problem  # noqa: PT017 - either outcome is fine
