"""JSON Lines, single articles and lists of them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.intake import records as records_module
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import Intake
from factcards.intake.records import read_json, read_json_lines, rows_at_start

A, B = {"text": "First text."}, {"text": "Second text.", "id": "b"}


def stream(data: str | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def lines(data: str | bytes, **mapping: str) -> list[Entry]:
    return list(read_json_lines(stream(data), "a.jsonl", Intake(mapping)))


def document(data: str | bytes, **mapping: str) -> list[Entry]:
    return list(read_json(stream(data), "a.json", Intake(mapping)))


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def test_each_line_is_a_record() -> None:
    entries = lines(f"{json.dumps(A)}\n\n{json.dumps(B)}\n")
    assert ids(entries) == ["a.jsonl#1", "b"]
    assert entries[1] == Item("b", "record", "a.jsonl#3", {"text": "Second text."})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut', "this line is no JSON: Invalid control character at, column 14"),
        ("text", "this line is no JSON: Expecting value, column 1"),
        ("[1]", "this is a list, not an object"),
        ("7", "this is a bare value, not an object"),
        ("[" * 200_000, "nested too deeply"),
        (f'{{"n": {"9" * 5000}}}', "too large a number"),
        ('{"title": "x"}', "it has no text; there are title"),
    ],
)
def test_a_line_that_is_broken_is_told_and_the_next_is_read(line: str, reason: str) -> None:
    entries = lines(f"{json.dumps(A)}\n{line}\n{json.dumps(B)}\n")
    assert ids(entries) == ["a.jsonl#1", "a.jsonl#2", "b"]
    assert isinstance(entries[1], Unusable)
    assert reason in entries[1].reason


def test_a_line_that_is_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcards.intake.lines.LONGEST_LINE", 40)
    entries = lines(f'{{"text": "{"x" * 100}"}}\n{json.dumps(A)}\n')
    assert [type(entry) for entry in entries] == [Unusable, Item]


def test_half_a_character_does_no_harm() -> None:
    (entry,) = lines(r'{"text": "a \ud800 b", "id": "\ud800", "title": "\ud800"}')
    assert (entry.id, entry.id.encode()) == ("\ufffd", "\ufffd".encode())


def test_a_document_is_an_article_known_by_its_path() -> None:
    assert document(json.dumps(B)) == [Item("a.json", "record", "a.json", {"text": "Second text."})]


@pytest.mark.parametrize(
    "wrapped",
    [
        [A, B],
        {"articles": [A, B]},
        {"status": "ok", "total": 2, "articles": [A, B], "more": {"x": []}},
        {"version": "https://jsonfeed.org/version/1.1", "items": [A, B]},
    ],
)
def test_a_list_may_be_bare_or_wrapped(wrapped: Any) -> None:
    for indent in (None, 2):
        assert ids(document(json.dumps(wrapped, indent=indent))) == ["a.json#1", "b"]


@pytest.mark.parametrize("data", ["[]", '{"articles": []}', " [ ] "])
def test_an_empty_list_has_no_articles(data: str) -> None:
    assert document(data) == []


def test_a_list_inside_an_article_is_none_of_articles() -> None:
    for row in (
        {"text": "Some text.", "items": [{"a": 1}]},
        {"items": ["a", "b"], "text": "Some text."},
    ):
        assert ids(document(json.dumps(row))) == ["a.json"]


def test_json_lines_may_go_by_the_name_of_json() -> None:
    assert ids(document(f"{json.dumps(A)}\n{json.dumps(B)}\n{json.dumps(A)}")) == [
        "a.json#1",
        "b",
        "a.json#3",
    ]


@pytest.mark.parametrize(
    ("data", "kept", "problem"),
    [
        ("[" + json.dumps(A) + ", {broken}]", 1, "Expecting property name"),
        ("[" + json.dumps(A), 1, "expecting , or ]"),
        ("[" + json.dumps(A) + '{"text"', 1, "expecting , or ]"),
        ("[" + json.dumps(A) + ', {"text": "cut', 1, "Unterminated string"),
        ("[" + json.dumps(A) + "] x", 1, "more follows behind the end"),
        ('{"a" 1}', 0, "expecting :, character 6"),
        ("{", 0, "Expecting value"),
        ("nonsense", 0, "Expecting value, character 1"),
        ("[" * 100_000, 0, "nested too deeply"),
    ],
)
def test_where_a_document_is_broken_is_told_after_what_came_before(
    data: str, kept: int, problem: str
) -> None:
    entries = read_json(stream(data), "a.json", Intake())
    assert [next(entries).id for _ in range(kept)] == ["a.json#1"] * kept
    with pytest.raises(SourceUnreadable, match=r"a\.json: ") as caught:
        list(entries)
    assert problem in str(caught.value)


def test_an_empty_document_is_told() -> None:
    with pytest.raises(SourceUnreadable, match="the file is empty"):
        document(" \n")


def test_a_long_list_is_never_held_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "_CHUNK", 64)
    monkeypatch.setattr(records_module, "LONGEST_LINE", 1000)
    rows = [{"text": "x" * (number % 300), "title": "y"} for number in range(1, 400)]
    assert len(document(json.dumps(rows))) == len(rows)


def test_an_element_that_is_too_large_ends_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "_CHUNK", 64)
    monkeypatch.setattr(records_module, "LONGEST_LINE", 1000)
    with pytest.raises(SourceUnreadable, match="an article in it has more than 1,000 characters"):
        document(json.dumps([{"text": "x" * 9000}]))


def test_a_document_in_utf_16_is_read() -> None:
    assert ids(document(json.dumps([A, B]).encode("utf-16"))) == ["a.json#1", "b"]


def test_the_keys_at_the_start_are_those_of_lines_that_are_objects() -> None:
    data = f'{json.dumps(A)}\nbroken\n[1]\n{{"b": 1}}\n{{"c": 1}}\n'
    assert rows_at_start(stream(data), "a.jsonl", 4) == [A, {"b": 1}]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=6), st.integers(1, 40), st.sampled_from([None, 1]))
def test_a_list_read_in_pieces_is_the_list(rows: list[Any], chunk: int, indent: int | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "_CHUNK", chunk)
        text = json.dumps(rows, indent=indent, ensure_ascii=chunk % 2 == 0)
        assert list(records_module._Document(stream(text), "x").rows()) == rows


@given(
    st.lists(st.sampled_from('[]{}",:1ae\\ \n') | st.text(max_size=1), max_size=60).map("".join),
    st.integers(1, 40),
)
def test_any_document_is_read_or_refused(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "_CHUNK", chunk)
        try:
            entries = document(text.encode())
        except SourceUnreadable as error:
            assert error.remedy  # noqa: PT017 - either outcome is fine
        else:
            assert all(entry.place.startswith("a.json") for entry in entries)
