"""Articles as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.sources.record import read_record

FULL = {
    "title": "Harbour bridge\n reopens",
    "text": "One.\r\nTwo.\rThree.",
    "url": "https://tern.example/bridge",
    "canonical": "https://tern.example/b",
    "publisher": "The Tern",
    "byline": "Ada Marsh",
    "published": "2026-03-03T07:30:00+01:00",
    "lang": "en-GB",
    "tags": ["unknown", "keys"],
}


def test_all_keys_are_read() -> None:
    found = read_record(json.dumps(FULL), "a.json")
    assert found.title == "Harbour bridge reopens"
    assert (found.url, found.canonical) == (FULL["url"], FULL["canonical"])
    assert (found.publisher, found.byline) == ("The Tern", "Ada Marsh")
    assert (found.published, found.lang) == ("2026-03-03T07:30:00+01:00", "en")


def test_only_line_ends_of_the_text_change() -> None:
    assert read_record(json.dumps(FULL), "a.json").text == "One.\nTwo.\nThree."


def test_author_and_date_are_other_names_for_byline_and_published() -> None:
    found = read_record('{"text": "x", "author": "Ada Marsh", "date": "3 March 2026"}', "a.json")
    assert (found.byline, found.published) == ("Ada Marsh", "2026-03-03")


def test_null_is_as_good_as_absent() -> None:
    found = read_record('{"text": "x", "title": null, "lang": null}', "a.json")
    assert (found.title, found.lang) == (None, None)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ('{"title": "x"}', 'no "text"'),
        ('{"text": null}', 'no "text"'),
        ('{"text": 7}', '"text" is a number'),
        ('{"text": "x", "title": ["a"]}', '"title" is a list'),
        ('{"text": "x", "url": {"a": 1}}', '"url" is an object'),
        ('{"text": "x", "published": 1772524800}', '"published" is a number'),
        ('{"text": "x", "author": true}', '"author" is a boolean'),
        ('{"text": "x", "lang": "English"}', '"lang" is "English"'),
        ('[{"text": "x"}]', "list of articles"),
        ('"text"', "not an object"),
        ('{"text": "x",}', "line 1, column"),
        ("[" * 200_000, "nested too deeply"),
        ('{"text": ' + "1" * 5_000 + "}", "too large numbers"),
    ],
)
def test_a_wrong_record_is_refused_with_the_key(document: str, problem: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        read_record(document, "a.json")
    assert problem in caught.value.problem
    assert caught.value.source == "a.json"
    assert caught.value.remedy


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert read_record(r'{"text": "a\ud83dz \ud83d\ude00"}', "a.json").text == "a\ufffdz 😀"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_any_text_survives(text: str) -> None:
    assert read_record(json.dumps({"text": text}), "a.json").text == text
