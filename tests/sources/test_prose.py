"""Measuring running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.sources.prose import count_words, is_row, measure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two — three.", 3),
        ("", 0),
        ("* * *", 0),
        ("市议会星期一决定", 4),
        ("สะพานเก่าปิด", 2),
        ("시의회는 월요일에 결정했다", 3),
    ],
)
def test_words_are_counted_or_estimated(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He came. He saw! Did he win?", 3),
        ("“It is over.” He left.", 2),
        ("It cost 3.5 million", 0),
        ("市议会决定关闭旧桥。工程需要两年！", 2),
        ("काम चलेगा। पुल बंद है।", 2),
        ("قال ذلك. هل انتهى؟", 2),
        ("ส" * 250, 2),
    ],
)
def test_sentences_are_counted_in_any_script(text: str, sentences: int) -> None:
    assert measure(text).sentences == sentences


def test_numbers_and_single_words_of_a_list_are_no_sentences() -> None:
    assert measure("1. Selwyn United\n2) Kessin Town\nEnd.\n3.").sentences == 0


def test_headings_do_not_count_as_running_text() -> None:
    prose = measure("A heading without an end\nThis, however, is a sentence of eight words.")
    assert (prose.words, prose.running) == (13, 8)


@pytest.mark.parametrize("line", ["| 1 | Selwyn United | 61 |", "a\tb\tc", "12 345 6 Kessin"])
def test_rows_of_a_table_are_recognised(line: str) -> None:
    assert is_row(line)


@pytest.mark.parametrize(
    "line",
    ["In 2024, 23,000 vehicles used it.", "| " + "a long cell of prose " * 5 + "|", "7 May", ""],
)
def test_sentences_with_numbers_are_no_rows(line: str) -> None:
    assert not is_row(line)


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_parts_never_exceed_the_whole(text: str) -> None:
    prose = measure(text)
    assert 0 <= prose.running + prose.tabular <= prose.words
