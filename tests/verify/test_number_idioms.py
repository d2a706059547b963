"""Idioms that tell a number without writing it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.number_idioms import find_idioms
from factcards.verify.quantities import find_quantities


def idioms(text: str, lang: str = "en") -> list[tuple[str, str | None, Decimal]]:
    return [(n.kind, n.unit, n.value) for n in find_idioms(text, lang)]


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        ("for more than a century", "measure", "century", 1),
        ("A decade later", "measure", "decade", 1),
        ("One in four barns leaks", "fraction", None, "0.25"),
        ("about 3 in 10 pupils", "fraction", None, "0.3"),
        ("one in every 20 letters", "fraction", None, "0.05"),
    ],
)
def test_idioms_are_read(text: str, kind: str, unit: str | None, value: str) -> None:
    assert idioms(text) == [(kind, unit, Decimal(value))]


@pytest.mark.parametrize(
    "text",
    [
        "the second in two years",
        "one in ten years",
        "five in 2 days",
        "four in one basket",
        "a century-old oak",
        "a decade's work",
        "two in Geneva",
    ],
)
def test_other_words_are_no_idioms(text: str) -> None:
    assert idioms(text) == []


def test_other_languages_have_none() -> None:
    assert idioms("one in four", "de") == []


def test_a_share_is_one_quantity() -> None:
    assert [q.text for q in find_quantities("Six in ten voters stayed at home.")] == ["Six in ten"]


@given(st.text(max_size=60))
def test_spans_stand_in_the_text_in_order(text: str) -> None:
    text = f"one in five {text} a decade"
    found = [(n.start, n.end) for n in find_idioms(text, "en")]
    assert all(0 <= start < end <= len(text) for start, end in found)
