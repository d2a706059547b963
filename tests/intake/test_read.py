"""Sources of all kinds as one stream of entries."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from web_site import Site, serve

from factcards.errors import SettingsError
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import Intake
from factcards.intake.read import read_items

SINCE = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def rows(*values: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def read(*sources: str, **options: Any) -> list[Entry]:
    return list(read_items(sources, Intake(**options)))


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def reason(entries: list[Entry]) -> str:
    (entry,) = entries
    assert isinstance(entry, Unusable)
    return entry.reason


def test_an_article_in_a_file_is_known_by_its_path_as_given() -> None:
    assert read(write("news/a.md", "x")) == [Item("news/a.md", "file", "news/a.md")]


def test_a_folder_is_read_in_the_same_order_every_time() -> None:
    write("news/b.jsonl", rows({"text": "One."}, {"text": "Two.", "id": "two"}))
    write("news/a.html", "x")
    write("news/c/d.csv", "title,text\nA,B\n")
    write("news/e.unknown", "x")
    expected = ["news/a.html", "news/b.jsonl#1", "two", "news/c/d.csv#2"]
    assert ids(read("news")) == ids(read("news/")) == expected


def test_a_pattern_is_read() -> None:
    for name in ("n/a.txt", "n/b.txt", "n/c.md"):
        write(name, "Some text.")
    assert ids(read("n/*.txt")) == ["n/a.txt", "n/b.txt"]


def test_a_file_may_have_a_name_like_a_pattern() -> None:
    assert ids(read(write("a[1].txt", "Some text."))) == ["a[1].txt"]


def test_a_file_of_an_unknown_kind_is_read_if_it_is_named_itself() -> None:
    assert ids(read(write("article", "Some text."))) == ["article"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("none.txt", "there is no such file; check the path"),
        ("www.example.org/a", "there is no such file; write https://www.example.org/a"),
        ("none/*.txt", "there are no articles in it; check the path"),
        (".", "there are no articles in it; check the path"),
        ("a\0b", "its name has characters that are none; rename it"),
        ("x" * 5000, "it cannot be read (OSError); check the path"),
    ],
)
def test_a_source_that_is_nothing_is_told(source: str, expected: str) -> None:
    assert reason(read(source)) == expected


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"n\xff.txt")).write_text("x", encoding="utf-8")
    (entry,) = read(".")
    assert isinstance(entry, Unusable)
    assert entry.id.encode()


def test_what_breaks_off_does_not_stop_the_others() -> None:
    packed = gzip.compress(rows(*({"text": f"Text {n * 7919}."} for n in range(9999))).encode())
    write("a.jsonl.gz", packed[:-9])
    write("b.json", "[{")
    write("c.csv", "a,b\n1,2\n")
    write("d.xml", "<rss")
    write("e.parquet", b"PAR1")
    write("f.jsonl", b"\0\0")
    write("g.txt", "Some text.")
    found = read("a.jsonl.gz", "b.json", "c.csv", "d.xml", "e.parquet", "f.jsonl", "g.txt")
    broken = [entry.id for entry in found if isinstance(entry, Unusable)]
    assert broken == ["a.jsonl.gz", "b.json", "c.csv", "d.xml", "e.parquet", "f.jsonl"]
    assert found[-1].id == "g.txt"
    assert found[0].id == "a.jsonl.gz#1"


def test_a_reason_names_no_source_twice() -> None:
    assert reason(read(write("c.csv", "a,b\n1,2\n"))) == (
        "no column is known to hold the text; there are a, b; name it with --map text=..."
    )


def test_the_second_record_with_an_id_is_told_with_both_places() -> None:
    write("a.jsonl", rows({"text": "One.", "id": 1}, {"text": "Two.", "id": 1}))
    write("b.jsonl", rows({"text": "Three.", "id": 1}))
    found = read("a.jsonl", "b.jsonl")
    assert ids(found) == ["1", "a.jsonl#2", "b.jsonl#1"]
    assert found[2] == Unusable(
        "b.jsonl#1", "b.jsonl#1", "its id is 1 as that of a.jsonl#1; map another column to id"
    )


def test_what_is_named_twice_is_read_once() -> None:
    write("n/a.txt", "Some text.")
    write("n/b.jsonl", rows({"text": "One."}, {"text": "Two.", "id": "x"}))
    write("n/c.urls", "https://a.test/1\nhttps://a.test/1\n")
    once = ids(read("n"))
    assert once == ["n/a.txt", "n/b.jsonl#1", "x", "https://a.test/1"]
    assert ids(read("n", "n/a.txt", "n/b.jsonl", "n/*", "n")) == once


def test_a_second_record_is_told_once() -> None:
    write("a.jsonl", rows({"text": "One.", "id": 1}, {"text": "Two.", "id": 1}))
    assert ids(read("a.jsonl", "a.jsonl")) == ["1", "a.jsonl#2"]


def test_a_list_of_addresses_may_have_comments() -> None:
    text = "# morning\nhttps://a.test/1\n\n  https://a.test/2  \n"
    for name in ("list.urls", "list.txt"):
        found = read(write(name, text))
        assert found[0] == Item("https://a.test/1", "url", "https://a.test/1", None, None, name)
        assert ids(found) == ["https://a.test/1", "https://a.test/2"]


def test_a_text_with_an_address_in_it_is_an_article() -> None:
    for text in ("https://a.test/1\nSaid the mayor.", "# only a comment", ""):
        assert ids(read(write("a.txt", text))) == ["a.txt"]


def test_a_line_of_a_list_that_is_no_address_is_told() -> None:
    found = read(write("list.urls", "https://a.test/1\nexample.org/2\n"))
    assert found[1] == Unusable("list.urls#2", "list.urls#2", "this is no http or https address")


def test_a_mapping_names_the_columns() -> None:
    mapping = {"text": "raw", "title": "t", "id": "n"}
    write("a.csv", "n,t,raw,text\n7,A,B,C\n")
    write("b.jsonl", rows({"n": 8, "t": "A", "raw": "B", "text": "C"}))
    write("c.json", json.dumps({"n": 9, "t": "A", "raw": "B"}))
    found = read("a.csv", "b.jsonl", "c.json", mapping=mapping)
    assert ids(found) == ["7", "8", "c.json"]
    for entry in found:
        assert isinstance(entry, Item)
        assert entry.record == {"title": "A", "text": "B"}


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_a_mapped_column_that_is_nowhere_is_told_before_anything_is_read(name: str) -> None:
    write("first.txt", "Some text.")
    if name == "a.csv":
        write(name, "body,title\nA,B\n")
    elif name == "a.parquet":
        parquet.write_table(pa.table({"body": ["A"], "title": ["B"]}), name)
    else:
        text = rows({"body": "A"}, {"title": "B"}).encode()
        write(name, gzip.compress(text) if name.endswith("gz") else text)
    with pytest.raises(
        SettingsError,
        match=f"--map: {name}: there is no column 'raw' for text; there are body, title",
    ):
        read_items(["first.txt", name], Intake({"text": "raw"}))


def test_a_mapping_is_not_held_against_what_cannot_be_read() -> None:
    write("a.csv", b"\0")
    write("b.jsonl", "broken\n")
    assert len(read("a.csv", "b.jsonl", "none.csv", mapping={"text": "raw"})) == 3


def test_a_column_that_is_missing_in_a_file_of_a_folder_is_told_for_that_file() -> None:
    write("n/a.csv", "text\nA\n")
    assert "there is no column 'raw' for text; there are text" in reason(
        read("n", mapping={"text": "raw"})
    )


def test_what_is_older_is_left_out() -> None:
    write("a.txt", "Some text.")
    os.utime("a.txt", (1, 1))
    write("b.txt", "Some text.")
    write(
        "c.jsonl",
        rows(
            {"text": "A", "date": "2026-03-03"}, {"text": "B", "date": "2026-03-04"}, {"text": "C"}
        ),
    )
    assert ids(read("a.txt", "b.txt", "c.jsonl", since=SINCE)) == [
        "b.txt",
        "c.jsonl#2",
        "c.jsonl#3",
    ]


def test_a_feed_in_a_file_is_read() -> None:
    link = "<link>https://a.test/1</link>"
    feed = f"<rss version='2.0'><channel><item>{link}</item></channel></rss>"
    for name in ("a.rss", "a.xml", "a.atom"):
        assert read(write(name, feed)) == [
            Item("https://a.test/1", "url", "https://a.test/1", None, None, name)
        ]


def test_an_address_that_the_user_names_may_be_private(site: Site) -> None:
    url = site.page("/a", b"<html><body>Text.</body></html>")
    assert read(url) == [Item(url, "url", url)]


def test_a_feed_is_fetched_when_its_turn_has_come(site: Site) -> None:
    write("a.txt", "Some text.")
    entries = read_items(["a.txt", site.answer("/feed", 500)], Intake())
    assert next(entries).id == "a.txt"
    assert not site.seen
    assert isinstance(next(entries), Unusable)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_may_be_json_lines(pack: Any) -> None:
    data = pack(rows({"text": "A", "id": "a"}, {"text": "B"}).encode())
    assert ids(read("-", stdin=io.BytesIO(data))) == ["a", "-#2"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('\ufeff[{"text": "A"}]', ["-#1"]),
        ("<urlset><url><loc>https://a.test/1</loc></url></urlset>", ["https://a.test/1"]),
        ("https://a.test/1\n# no\nn/a.txt\nn\n", ["https://a.test/1", "n/a.txt", "n/b.txt"]),
        ("nothing such\n", ["nothing such"]),
        ("x" * 9000, ["-#1"]),
        ("", []),
    ],
)
def test_standard_input_is_sniffed(data: str, expected: list[str]) -> None:
    write("n/a.txt", "Some text.")
    write("n/b.txt", "Some text.")
    assert ids(read("-", stdin=io.BytesIO(data.encode()))) == expected


def test_addresses_on_standard_input_are_not_typed_by_the_user() -> None:
    (entry,) = read("-", stdin=io.BytesIO(b"https://a.test/1"))
    assert isinstance(entry, Item)
    assert entry.via == "-"


def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    def peak(count: int) -> int:
        with Path("rows.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": "word " * 600}) + "\n" for _ in range(count))
        tracemalloc.start()
        total = sum(1 for _ in read_items(["rows.jsonl"], Intake()))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total == count
        return highest

    # What is kept of a row is its id: some 200 bytes of 3,000.
    assert peak(3000) - peak(300) < 2700 * 300
