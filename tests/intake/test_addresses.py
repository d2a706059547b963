"""Which texts are addresses."""

from __future__ import annotations

import pytest

from factcards.intake.addresses import address_entry, is_address, printable
from factcards.intake.item import Item, Unusable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("https://пример.испытание/а", True),
        ("ftp://example.org/a", False),
        ("https://", False),
        ("https:///path", False),
        ("https://example.org/a b", False),
        ("https://example.org/\ud800", False),
        ("https://example.org/" + "a" * 5000, False),
        ("see https://example.org", False),
    ],
)
def test_an_address_is_http_and_nothing_else(text: str, *, expected: bool) -> None:
    assert is_address(text) == expected


def test_an_address_is_its_own_id() -> None:
    entry = address_entry("https://example.org/a", via="list.urls", published="2026-03-04")
    assert entry == Item(
        "https://example.org/a", "url", "https://example.org/a", None, "2026-03-04", "list.urls"
    )


def test_a_password_gets_into_no_entry() -> None:
    entry = address_entry("https://ada:secret@example.org/a", via=None)
    assert isinstance(entry, Unusable)
    assert "secret" not in repr(entry)
    assert entry.id == "https://example.org/a"


def test_what_a_database_cannot_hold_is_replaced() -> None:
    assert printable("a\x00\ud800b\x1b") == "a\ufffdb\ufffd"
