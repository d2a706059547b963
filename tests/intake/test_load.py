"""From items to articles, and digests of what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from web_site import Site, serve

from factcards.errors import FetchError, NotAnArticle, SourceUnreadable
from factcards.intake.item import Item
from factcards.intake.load import fingerprint, load_item

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
TEXT = (
    "The library in Marlow will stay open on Sundays from June, the town council decided on "
    "Tuesday. About 3,400 people had signed a petition for it since the autumn.\n"
    "The longer hours cost 61,000 euros a year. Half of that is paid by the county, which runs "
    "a trial in nine towns and wants to see by next summer how many readers come.\n"
)
RECORD = Item("r1", "record", "rows.jsonl#1", {"text": TEXT, "title": "Open on Sundays"})


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def test_a_record_is_loaded_under_its_place() -> None:
    article = load_item(RECORD, lang=None, now=NOW)
    assert (article.name, article.title, article.text) == ("rows.jsonl#1", "Open on Sundays", TEXT)
    assert (article.lang, article.retrieved) == ("en", NOW)


def test_a_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = load_item(Item("a.txt", "file", str(path)), lang="de", now=NOW)
    assert (article.name, article.text, article.lang) == (str(path), TEXT, "de")


def test_the_date_of_a_feed_counts_where_the_page_has_none(site: Site) -> None:
    url = site.page("/a", TEXT.encode(), "text/plain")
    item = Item(url, "url", url, None, "2026-03-04T10:00:00Z", site.address + "/feed")
    assert load_item(item, lang=None, now=NOW).published == "2026-03-04T10:00:00Z"
    site.page("/a", f"Open on Sundays\n5 March 2026\n\n{TEXT}".encode(), "text/plain")
    assert load_item(item, lang=None, now=NOW).published == "2026-03-05"


def test_an_address_of_a_list_may_not_be_private(site: Site) -> None:
    url = site.page("/a", TEXT.encode(), "text/plain")
    with pytest.raises(FetchError, match="a private host"):
        load_item(Item(url, "url", url, via="a.urls"), lang=None, now=NOW)
    assert load_item(Item(url, "url", url), lang=None, now=NOW).url == url


def test_what_holds_no_article_is_refused() -> None:
    with pytest.raises(NotAnArticle, match=r"rows\.jsonl#1"):
        load_item(replace(RECORD, record={"text": "Nothing."}), lang=None, now=NOW)


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    item = Item("a.txt", "file", str(path))
    path.write_text(TEXT, encoding="utf-8")
    before = fingerprint(item)
    os.utime(path, (1, 1))
    assert fingerprint(item) == before
    path.write_text(TEXT + "More.", encoding="utf-8")
    assert fingerprint(item) != before


def test_the_digest_of_a_record_is_that_of_its_fields_in_any_order() -> None:
    assert RECORD.record is not None
    turned = replace(RECORD, record=dict(sorted(RECORD.record.items(), reverse=True)), place="b#2")
    assert fingerprint(turned) == fingerprint(RECORD)
    assert fingerprint(replace(RECORD, record={**RECORD.record, "lang": "en"})) != fingerprint(
        RECORD
    )
    assert fingerprint(replace(RECORD, record={"text": "half \ud800"}))


def test_the_digest_of_an_address_is_that_of_the_address() -> None:
    item = Item("x", "url", "https://a.test/1")
    assert fingerprint(item) == fingerprint(replace(item, published="2026-03-04"))
    assert fingerprint(item) != fingerprint(replace(item, place="https://a.test/2"))


def test_what_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="it cannot be read"):
        fingerprint(Item("none", "file", str(tmp_path / "none")))
