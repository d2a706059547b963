"""Which column holds what, and what a row becomes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SettingsError
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.options import FIELDS, Intake
from factcards.intake.rows import _GUESSES, check_columns, columns_of, entry_of, missing_column


def entry(row: dict[str, Any], **mapping: str) -> Entry | None:
    return entry_of(row, "rows.jsonl#3", Intake(mapping), via="rows.jsonl")


def test_every_field_can_be_guessed() -> None:
    assert set(_GUESSES) == set(FIELDS)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("body", "headline", "link"), {"text": "body", "title": "headline", "url": "link"}),
        (
            ("Text", "Author", "pubDate"),
            {"text": "Text", "byline": "Author", "published": "pubDate"},
        ),
        (("content", "text"), {"text": "text"}),
        (
            ("Full Text", "GUID", "site-name"),
            {"text": "Full Text", "id": "GUID", "publisher": "site-name"},
        ),
        (("x", "y"), {}),
    ],
)
def test_columns_are_guessed_by_their_names(
    columns: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert columns_of(columns, {}) == expected


def test_a_mapping_overrides_the_guess_and_leaves_the_rest_to_it() -> None:
    assert columns_of(("text", "raw", "title"), {"text": "raw"}) == {
        "text": "raw",
        "title": "title",
    }


def test_a_mapped_column_that_is_not_there_is_not_guessed() -> None:
    assert columns_of(("text", "title"), {"text": "raw"}) == {"title": "title"}


def test_a_row_becomes_a_record_under_our_names() -> None:
    row = {
        "id": 7,
        "body": "Some text.",
        "headline": "H",
        "authors": ["Ada B.", "Grace H."],
        "source": {"id": None, "name": "Courier"},
        "pubDate": "Wed, 04 Mar 2026 10:00:00 GMT",
        "language": "de-AT",
        "noise": {"a": [1]},
    }
    assert entry(row) == Item(
        "7",
        "record",
        "rows.jsonl#3",
        {
            "text": "Some text.",
            "title": "H",
            "byline": "Ada B., Grace H.",
            "publisher": "Courier",
            "published": "2026-03-04T10:00:00+00:00",
            "lang": "de-AT",
        },
        "2026-03-04T10:00:00+00:00",
    )


def test_a_row_without_an_id_is_known_by_its_place() -> None:
    found = entry({"text": "Some text.", "id": None})
    assert isinstance(found, Item)
    assert found.id == found.place == "rows.jsonl#3"


@pytest.mark.parametrize(
    ("given_id", "item_id"),
    [
        (12.0, "12"),
        ("a\x00b", "a\ufffdb"),
        (" x ", "x"),
        ("x" * 2000, "rows.jsonl#3"),
        (True, "rows.jsonl#3"),
    ],
)
def test_an_id_is_fit_for_a_database(given_id: object, item_id: str) -> None:
    found = entry({"text": "Some text.", "id": given_id})
    assert found is not None
    assert found.id == item_id


def test_a_row_of_an_address_alone_is_an_address() -> None:
    row = {"id": "a1", "url": "https://example.org/a", "date": "2026-03-04", "text": " "}
    assert entry(row) == Item(
        "a1", "url", "https://example.org/a", None, "2026-03-04", "rows.jsonl"
    )


@pytest.mark.parametrize(
    ("row", "mapping", "reason"),
    [
        ({"text": ""}, {}, "its 'text' is empty"),
        ({"text": ["a"]}, {}, "'text' holds no text but a list"),
        (
            {"a": "x", "b": "y"},
            {},
            "it has no text; there are a, b; name what holds the text with --map",
        ),
        ({"text": "x"}, {"text": "raw"}, "it has no 'raw'; there are text"),
        ({"url": "ftp://example.org"}, {}, "it has no text"),
        ({}, {}, "there are none"),
        ({f"c{n}": "x" for n in range(50)}, {}, "c11 and 38 more"),
    ],
)
def test_a_row_that_is_no_article_says_why(
    row: dict[str, Any], mapping: dict[str, str], reason: str
) -> None:
    found = entry(row, **mapping)
    assert isinstance(found, Unusable)
    assert found.id == found.place == "rows.jsonl#3"
    assert reason in found.reason


def test_a_language_that_is_no_tag_is_left_to_detection() -> None:
    found = entry({"text": "Some text.", "language": "!"})
    assert isinstance(found, Item)
    assert found.record == {"text": "Some text."}


def test_the_text_of_another_systems_export_is_found() -> None:
    row = {"title": {"rendered": "T"}, "content": {"rendered": "<p>Some text.</p>"}}
    found = entry(row)
    assert isinstance(found, Item)
    assert found.record == {"title": "T", "text": "<p>Some text.</p>"}


def test_a_row_that_is_too_old_is_left_out() -> None:
    intake = Intake(since=datetime(2026, 3, 4, tzinfo=UTC))
    row = {"text": "Some text.", "date": "2026-03-03"}
    assert entry_of(row, "x#1", intake, via="x") is None


def test_a_mapping_is_held_against_the_columns() -> None:
    check_columns(["a", "b"], {"text": "a"}, "t.csv")
    with pytest.raises(
        SettingsError, match=r"--map: t\.csv: there is no column 'c' for text; there are a, b"
    ):
        check_columns(["a", "b"], {"text": "c"}, "t.csv")


@pytest.mark.parametrize(
    ("names", "mapping", "problem"),
    [
        (["a", "b"], {}, "no column is known to hold the text; there are a, b; name it with"),
        (["text"], {"title": "t"}, "there is no column 't' for title; there are text"),
        (["url"], {}, None),
        (["raw"], {"text": "raw"}, None),
    ],
)
def test_columns_that_do_not_do_are_told(
    names: list[str], mapping: dict[str, str], problem: str | None
) -> None:
    found = missing_column(names, mapping)
    assert found == problem or (problem and found and found.startswith(problem))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.sampled_from([guess for guesses in _GUESSES.values() for guess in guesses]) | st.text()


@given(st.dictionaries(names, values, max_size=8))
def test_any_row_becomes_an_entry_whose_id_a_database_can_hold(row: dict[str, Any]) -> None:
    found = entry(row)
    assert found is not None
    assert found.id.encode()
    if isinstance(found, Item) and found.record:
        assert found.record["text"]
        assert all(isinstance(value, str) for value in found.record.values())
