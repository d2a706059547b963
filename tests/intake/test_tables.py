"""CSV in its dialects, and Parquet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from factcards.errors import SourceUnreadable
from factcards.intake import tables as tables_module
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import Intake
from factcards.intake.tables import csv_columns, parquet_columns, read_csv, read_parquet


def stream(data: str | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def table(data: str | bytes, **mapping: str) -> list[Entry]:
    return list(read_csv(stream(data), "t.csv", Intake(mapping)))


def record(entry: Entry) -> Any:
    assert isinstance(entry, Item), entry
    return entry.record


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    (entry,) = table(f"headline{delimiter}body\nBridge{delimiter}Some text.\n")
    assert record(entry) == {"title": "Bridge", "text": "Some text."}


def test_a_spreadsheet_may_name_its_delimiter() -> None:
    (entry,) = table("sep=;\ntitle;text\nA, b;C\n")
    assert record(entry) == {"title": "A, b", "text": "C"}


def test_a_field_may_have_lines_delimiters_and_quotation_marks() -> None:
    entries = table('title,text\n"A, b","He said ""no"".\n\nThen he left."\nC,D\n')
    assert record(entries[0]) == {"title": "A, b", "text": 'He said "no".\n\nThen he left.'}
    assert [entry.id for entry in entries] == ["t.csv#2", "t.csv#5"]


def test_quotation_marks_may_be_escaped_by_backslashes() -> None:
    (entry,) = table('title,text\n"A","He said \\"no\\", then left."\n')
    assert record(entry)["text"] == 'He said "no", then left.'


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert [entry.id for entry in table("\ntext\n\nA b c\n\nD e f\n")] == ["t.csv#4", "t.csv#6"]


def test_an_old_encoding_is_detected() -> None:
    text = "Der Bürgermeister sagte, die Brücke könne für Fußgänger geöffnet bleiben."
    (entry,) = table(f"titel;text\nBrücke;{text}\n".encode("cp1252"), title="titel")
    assert record(entry) == {"title": "Brücke", "text": text}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,b,c", "it has 3 cells in a table of 2 columns"),
        ("a", "it has 1 cells in a table of 2 columns"),
        ('a,"b" c', "a single quotation mark within quotation marks"),
        ("a,", "its 'text' is empty"),
    ],
)
def test_a_row_that_is_broken_is_told_and_the_next_is_read(row: str, reason: str) -> None:
    entries = table(f"title,text\nA,B\n{row}\nC,D\n")
    assert [type(entry) for entry in entries] == [Item, Unusable, Item]
    assert isinstance(entries[1], Unusable)
    assert entries[1].id == "t.csv#3"
    assert reason in entries[1].reason


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    entries = table('title,text\nA,B\nC,"D\nE,F\n')
    assert isinstance(entries[1], Unusable)
    assert entries[1].reason == "this row is no CSV: a quotation mark in it is never closed"


def test_a_field_larger_than_the_bound_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "LONGEST_LINE", 1000)
    entries = table('title,text\nA,"' + "x\n" * 1000 + '"\nC,D\n')
    assert isinstance(entries[0], Unusable)
    assert "never closed" in entries[0].reason


def test_a_line_that_is_too_long_ends_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcards.intake.lines.LONGEST_LINE", 100)
    with pytest.raises(SourceUnreadable, match="line 2 has more than"):
        table("title,text\nA," + "x" * 500)


def test_a_table_without_a_text_names_its_columns() -> None:
    with pytest.raises(SourceUnreadable, match="hold the text; there are a, b; name it with --map"):
        table("a,b\n1,2\n")


def test_an_empty_table_is_told() -> None:
    with pytest.raises(SourceUnreadable, match="the file is empty"):
        table(" \n\n")


def test_the_columns_are_those_of_the_header() -> None:
    assert csv_columns(stream("\ufeffa; b\n1;2\n"), "t.csv") == ["a", "b"]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_python_writes_is_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("id", "text"), *((f"i{n}", f"x{text}") for n, (_, text) in enumerate(rows))])
    entries = table(out.getvalue())
    assert [record(entry)["text"] for entry in entries] == [f"x{text}" for _, text in rows]


@given(st.binary(max_size=200))
def test_any_table_is_read_or_refused(data: bytes) -> None:
    try:
        entries = table(b"title,text\n" + data)
    except SourceUnreadable as error:
        assert error.problem  # noqa: PT017 - either outcome is fine
    else:
        assert all(entry.place.startswith("t.csv#") for entry in entries)


def write(path: Path, columns: dict[str, list[object]], **options: Any) -> Path:
    parquet.write_table(pa.table(columns), path, **options)
    return path


def test_each_row_of_parquet_is_a_record(tmp_path: Path) -> None:
    when = datetime(2026, 3, 4, 10, tzinfo=UTC)
    path = write(
        tmp_path / "t.parquet",
        {"id": [1, 2], "body": ["A b.", b"C d.".decode()], "date": [when, None], "x": [[1], [2]]},
    )
    first, second = read_parquet(path, "t.parquet", Intake())
    assert first == Item(
        "1",
        "record",
        "t.parquet#1",
        {"text": "A b.", "published": "2026-03-04T10:00:00+00:00"},
        "2026-03-04T10:00:00+00:00",
    )
    assert record(second) == {"text": "C d."}


def test_text_in_bytes_is_decoded(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", {"text": ["Brücke".encode()]})
    (entry,) = read_parquet(path, "t.parquet", Intake())
    assert record(entry) == {"text": "Brücke"}


def test_rows_are_numbered_across_batches_and_groups(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.parquet", {"text": [f"x{n}" for n in range(1000)]}, row_group_size=300
    )
    entries = list(read_parquet(path, "t", Intake()))
    assert [entry.id for entry in entries] == [f"t#{n}" for n in range(1, 1001)]


def test_the_columns_of_parquet_are_known(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", {"a": ["x"], "b": ["y"]})
    assert parquet_columns(path, "t") == ["a", "b"]
    with pytest.raises(SourceUnreadable, match="hold the text; there are a, b"):
        list(read_parquet(path, "t", Intake()))


@pytest.mark.parametrize("cut", [0, 4, 40, -20])
def test_a_broken_parquet_file_is_told(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "t.parquet", {"text": ["x" * 100]})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SourceUnreadable, match="cannot be read as Parquet"):
        list(read_parquet(path, "t", Intake()))


def test_without_pyarrow_the_remedy_is_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_module, "find_spec", lambda _: None)
    with pytest.raises(SourceUnreadable, match=r"pip install 'factcards\[parquet\]'"):
        parquet_columns(tmp_path / "t.parquet", "t")
