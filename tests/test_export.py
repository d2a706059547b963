"""The cards of a store in one file."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from stored import card, keep, made

from factcards.card import Card, parse_card
from factcards.errors import CardError, SettingsError, TemplateError
from factcards.export import Kind, export_cards, kind_of
from factcards.export_feed import feed_item, rfc_3339
from factcards.store import Store
from factcards.store_files import card_path

HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} \u202egnp'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "out") as opened:
        yield opened


def put(store: Store, *cards: Card) -> None:
    keep(
        store,
        [
            made(f"item {n}", card_json=c.model_dump_json().encode(), published=c.source.published)
            for n, c in enumerate(cards)
        ],
    )


def exported(store: Store, kind: Kind, **options: Any) -> bytes:
    file = io.BytesIO()
    count = export_cards(store, kind, file, **options)
    assert count == store.status().cards
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("-", "jsonl"),
        ("cards.jsonl", "jsonl"),
        ("all.of.them.NDJSON", "jsonl"),
        ("cards.jsonl.gz", "jsonl.gz"),
        ("cards.2026.parquet", "parquet"),
        ("dir/feed.json", "feed"),
        ("index.htm", "index"),
    ],
)
def test_the_name_tells_what_is_written(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["cards", "cards.csv", "cards.gz", "jsonl", "", "dir.jsonl/x"])
def test_a_name_that_does_not_tell_is_refused(name: str) -> None:
    with pytest.raises(
        SettingsError, match=r"no export goes by this name; use one of cards\.jsonl"
    ):
        kind_of(name)


def test_lines_are_the_cards_newest_first(store: Store) -> None:
    older = card(headline="Older", source={"published": "2026-01-02"})
    newer = card(headline="Newer", source={"published": "2026-03-04"})
    put(store, older, newer)
    lines = exported(store, "jsonl").splitlines()
    assert [parse_card(line, "") for line in lines] == [newer, older]


def test_a_card_that_was_stored_on_several_lines_is_one_line(store: Store) -> None:
    keep(store, [made("a", card_json=card().model_dump_json(indent=2).encode())])
    lines = exported(store, "jsonl").splitlines()
    assert [parse_card(line, "") for line in lines] == [card()]


def test_packed_lines_are_the_same_lines_and_bytes_every_time(store: Store) -> None:
    put(store, card(), card(headline="Other"))
    packed = exported(store, "jsonl.gz")
    assert gzip.decompress(packed) == exported(store, "jsonl")
    assert packed == exported(store, "jsonl.gz")


def test_the_table_has_a_row_for_each_card(store: Store) -> None:
    put(store, card(), card(headline="Other", why_it_matters=None))
    table = parquet.read_table(io.BytesIO(exported(store, "parquet")))
    first, second = table.to_pylist()
    sample = card()
    assert (first["item"], first["id"], first["headline"]) == ("item 0", sample.id, sample.headline)
    assert first["facts"] == [fact.text for fact in sample.facts]
    assert len(first["verdicts"]) == len(first["facts"])
    assert first["url"] == (sample.source.canonical or sample.source.url)
    assert (first["verified"], first["checked"]) == (
        sample.verification.verified,
        sample.verification.checked,
    )
    assert first["created"] == sample.created_at
    assert first["cost"] is None
    assert (second["headline"], second["why_it_matters"]) == ("Other", None)


def test_a_table_of_nothing_has_the_same_columns(store: Store) -> None:
    empty = parquet.read_schema(io.BytesIO(exported(store, "parquet")))
    put(store, card())
    assert parquet.read_schema(io.BytesIO(exported(store, "parquet"))) == empty


def test_without_pyarrow_the_table_says_what_to_install(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"pyarrow, which is not installed; install factcards"):
        exported(store, "parquet")


def test_the_feed_is_what_json_feed_asks_for(store: Store) -> None:
    put(store, *(card(source={"published": f"2026-03-0{n}", "byline": HOSTILE}) for n in (1, 2)))
    feed = json.loads(exported(store, "feed"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert len({item["id"] for item in feed["items"]}) == 2
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"].startswith("<p>")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["date_published"])
        assert item["url"].startswith("https://")
        assert all(set(author) == {"name"} for author in item["authors"])
        assert item["_factcards"]["cost"] is None
        assert item["_factcards"]["verified"] == card().verification.verified


def test_a_feed_of_nothing_is_a_feed(store: Store) -> None:
    assert json.loads(exported(store, "feed"))["items"] == []


def test_what_a_card_does_not_know_is_left_out_of_its_item() -> None:
    nothing = dict.fromkeys(("url", "canonical", "published", "byline", "publisher"))
    item = feed_item("a", card(lang="und", source=nothing))
    assert not {"url", "date_published", "authors", "language"} & set(item)


def test_a_feed_never_links_to_what_is_no_web_page_nor_carries_markup() -> None:
    source = {"canonical": None, "url": "javascript:alert(1)"}
    item = feed_item("a", card(summary=HOSTILE, source=source))
    assert "url" not in item
    assert "<script" not in item["content_html"]
    assert "\u202e" not in json.dumps(item, ensure_ascii=False)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-03-06", "2026-03-06T00:00:00Z"),
        ("2026-03-06T10:11:12", "2026-03-06T10:11:12Z"),
        ("2026-03-06T10:11:12.5+02:00", "2026-03-06T10:11:12+02:00"),
        ("2026-03-06T10:11Z", "2026-03-06T10:11:00Z"),
        ("2026-03", None),
        ("last Friday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_written_as_feeds_have_them(date: str | None, moment: str | None) -> None:
    assert rfc_3339(date) == moment


@given(st.text(max_size=30))
def test_any_text_in_place_of_a_date_is_survived(date: str) -> None:
    rfc_3339(date)


class Page(HTMLParser):
    """What the list holds, and whether its tags close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link"}:
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 120])
def test_the_list_is_one_whole_page_with_each_card_once(store: Store, count: int) -> None:
    content = card().model_dump_json().encode()
    keep(store, [made(f"{n}", card_json=content) for n in range(count)])
    page = Page(exported(store, "index").decode())
    assert page.open == []
    assert [page.count(tag) for tag in ("html", "h1", "main", "ol")] == [1, 1, 1, 1]
    assert [page.count(tag) for tag in ("li", "article", "h2")] == [count] * 3
    assert f"{count} card{'s' if count != 1 else ''}. Each claim" in page.words


def test_the_list_shows_headline_summary_source_and_share(store: Store) -> None:
    sample = card()
    put(store, sample)
    page = Page(exported(store, "index").decode())
    assert sample.headline in page.words
    assert sample.summary in page.words
    checks = sample.verification
    assert f"{100 * checks.verified // checks.checked}% verified" in page.words
    assert page.links == [sample.source.canonical or sample.source.url]


def test_the_list_says_which_language_and_direction_a_card_has(store: Store) -> None:
    put(store, card(lang="ar", dir="rtl"))
    page = Page(exported(store, "index").decode())
    (attributes,) = (attributes for tag, attributes in page.tags if tag == "article")
    assert attributes == {"lang": "ar", "dir": "rtl"}


def test_the_list_links_to_a_cards_own_page_where_there_is_one(
    store: Store, tmp_path: Path
) -> None:
    put(store, card(), card(headline="Without a page"))
    own = card_path(store.directory, "item 0", "html")
    own.parent.mkdir()
    own.write_text("")
    source = card().source.canonical or card().source.url
    inside = Page(exported(store, "index", place=store.directory / "index.html").decode())
    assert inside.links == [f"cards/{own.name}", source, source]
    beside = Page(exported(store, "index", place=tmp_path / "index.html").decode())
    assert beside.links[0] == f"out/cards/{own.name}"
    nowhere = Page(exported(store, "index").decode())
    assert nowhere.links == [source, source]


def test_the_list_escapes_all_and_asks_nobody_for_anything(store: Store) -> None:
    hostile = {"title": HOSTILE, "publisher": HOSTILE, "published": HOSTILE, "canonical": None}
    put(
        store,
        card(headline=HOSTILE, summary=HOSTILE, source={**hostile, "url": "javascript:alert(1)"}),
        card(source={**hostile, "url": 'https://a.example/"onclick="x'}),
    )
    html = exported(store, "index").decode()
    page = Page(html)
    assert page.count("script") == 0
    assert '<script>alert("x")</script> & {{ 7 * 7 }} gnp' in page.words
    assert "\u202e" not in html
    assert [link[:8] for link in page.links] == ["https://"]
    assert "@import" not in html
    assert "url(" not in html
    attributes = {name for _, given in page.tags for name in given}
    assert not {name for name in attributes if name.startswith("on") or name == "src"}


def test_a_list_of_ones_own_can_keep_most_of_ours(store: Store, tmp_path: Path) -> None:
    put(store, card())
    (tmp_path / "index.html.j2").write_text(
        '{% extends "index.html.j2" %}{% block header %}<h1>Mine: {{ count }}</h1>{% endblock %}'
        "{% block entry scoped %}<li>{{ card.headline }}</li>{% endblock %}"
    )
    html = exported(store, "index", templates_dir=tmp_path).decode()
    assert "<h1>Mine: 1</h1>" in html
    assert f"<li>{card().headline}</li>" in html
    (tmp_path / "index.html.j2").write_text("{{ nothing }}")
    with pytest.raises(TemplateError, match="nothing"):
        exported(store, "index", templates_dir=tmp_path)


@pytest.mark.parametrize("kind", ["feed", "index", "parquet"])
def test_what_is_no_card_names_its_item(store: Store, kind: Kind) -> None:
    keep(store, [made("broken one", card_json=b'{"id": 1}')])
    with pytest.raises(CardError, match="broken one: not a fact card"):
        exported(store, kind)


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "feed", "index"])
def test_it_takes_no_more_memory_for_more_cards(store: Store, kind: Kind) -> None:
    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            return len(data)

    content = card().model_dump_json().encode()
    peaks = []
    for first, last in ((0, 150), (150, 500)):
        keep(store, [made(f"{n}", card_json=content) for n in range(first, last)])
        export_cards(store, kind, io.BufferedWriter(Nowhere()))
        tracemalloc.start()
        assert export_cards(store, kind, io.BufferedWriter(Nowhere())) == last
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0] + 200_000


def test_loading_the_exports_loads_nothing_heavy() -> None:
    code = "import factcards.export, sys; print({'pyarrow', 'jinja2', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
