from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcards.escape import one_line
from factcards.wrap import columns, wrap


@given(st.text(), st.integers(8, 80))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    lines = wrap(one_line(text), width, first="1. ").split("\n")
    assert all(columns(line) <= width for line in lines)


@given(st.text(), st.integers(8, 80))
def test_no_character_but_spaces_is_lost(text: str, width: int) -> None:
    line = one_line(text)
    assert "".join(wrap(line, width).split()) == "".join(line.split())


@given(st.lists(st.sampled_from(["a", "word", "longer"]), min_size=1), st.integers(10, 40))
def test_words_that_fit_are_not_broken(words: list[str], width: int) -> None:
    assert wrap(" ".join(words), width).split() == words


def test_wide_characters_count_two_columns_and_break_anywhere() -> None:
    lines = wrap("東京の天気は、今日も晴れです。", 10).split("\n")
    assert lines == ["東京の天気", "は、今日も", "晴れです。"]


def test_continuation_lines_are_indented_under_the_first() -> None:
    assert wrap("one two three", 10, first="12. ") == "12. one\n    two\n    three"
