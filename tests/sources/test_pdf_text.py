"""From lines with their places to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from pdf_file import column

from factcards.sources.pdf_text import Line, paragraphs

FULL = "a line that is as long as the column allows it to be and no longer"


def lines(texts: Sequence[str], **layout: float) -> list[Line]:
    return [Line(*placed) for placed in column(texts, **layout)]


def texts(*pages: list[Line]) -> list[str]:
    return [part.text for part in paragraphs(pages)]


def test_a_gap_parts_paragraphs() -> None:
    assert texts(lines(["One", "two", "", "Three", "four"])) == ["One two", "Three four"]


def test_an_indented_line_begins_a_paragraph_where_the_one_before_ends_a_sentence() -> None:
    page = [
        Line(72, 700, 10, FULL),
        Line(72, 688, 10, "It ends here with the right length so"),
        Line(72, 676, 10, f"{FULL}."),
        Line(90, 664, 10, FULL),
        Line(72, 652, 10, "the end."),
    ]
    assert len(texts(page)) == 2


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert texts(lines([FULL, "ends.", FULL, FULL])) == [f"{FULL} ends.", f"{FULL} {FULL}"]


def test_an_abbreviation_at_the_end_of_a_full_line_ends_none() -> None:
    assert len(texts(lines([FULL, f"{FULL[:-4]} Dr.", FULL]))) == 1


def test_larger_type_is_a_heading() -> None:
    page = [Line(72, 712, 16, "Heading"), *lines([FULL, FULL], top=700)]
    assert texts(page) == ["Heading", f"{FULL} {FULL}"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left, right = lines([FULL, FULL]), lines(["goes on", "and ends."], x=320)
    assert texts([*left, *right]) == [f"{FULL} {FULL} goes on and ends."]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    assert texts(lines([FULL, "half a"]), lines(["sentence ends."])) == [
        f"{FULL} half a sentence ends."
    ]


def test_a_sentence_that_ends_a_column_ends_a_paragraph() -> None:
    assert len(texts([*lines([FULL, f"{FULL}."]), *lines(["And on it", "goes"], x=320)])) == 2


def test_bullets_begin_paragraphs() -> None:
    assert texts(lines(["There are:", "• one of", "them", "• two"])) == [
        "There are:",
        "• one of them",
        "• two",
    ]


def test_a_divided_word_is_joined() -> None:
    assert texts(lines(["the parlia-", "ment said"])) == ["the parliament said"]


def test_a_compound_keeps_its_hyphen_where_it_is_seen_elsewhere() -> None:
    page = lines(["a well-known and long-", "lasting, well-", "known song"])
    assert texts(page) == ["a well-known and longlasting, well-known song"]


def test_a_hyphen_before_a_capital_or_a_figure_stays() -> None:
    assert texts(lines(["the Anglo-", "Saxon 1914-", "18 war"])) == [
        "the Anglo- Saxon 1914- 18 war"
    ]


def test_a_soft_hyphen_is_dropped_wherever_it_is() -> None:
    assert texts(lines(["the parlia\xad", "ment of Lei\xadden"])) == ["the parliament of Leiden"]


def test_ligatures_are_taken_apart() -> None:
    assert texts([Line(72, 700, 10, "the o\ufb03ce \ufb01les")]) == ["the office files"]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    page = [Line(72, 700, 10, "市议会周二批准"), Line(72, 688, 10, "了港口计划")]
    assert texts(page) == ["市议会周二批准了港口计划"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Line(72, 780, 8, f"The Courier, page {number}"),
            *lines([f"Text {number}.", FULL, FULL]),
            Line(300, 30, 8, str(number)),
        ]
        for number in (1, 2, 3)
    ]
    assert "Courier" not in "".join(texts(*pages))
    assert not any(text.isdigit() for text in texts(*pages))


def test_the_title_stays_where_it_is_a_running_head_too() -> None:
    first = [Line(72, 780, 20, "Harbour news"), *lines([FULL, FULL])]
    later = [Line(72, 780, 8, "Harbour news"), *lines([FULL, FULL])]
    assert texts(first, later, later).count("Harbour news") == 1


def test_half_a_character_is_replaced() -> None:
    assert texts([Line(72, 700, 10, "half \ud800 one")]) == ["half \ufffd one"]


def test_no_line_gives_no_paragraph() -> None:
    assert texts() == texts([]) == texts([Line(0, 0, 0, " \x00 ")]) == []


placed = st.builds(
    Line,
    st.floats(-10, 700),
    st.floats(-10, 800),
    st.sampled_from([0.0, 8.0, 10.0, 24.0]),
    st.text(max_size=30),
)


@given(st.lists(st.lists(placed, max_size=12), max_size=3))
def test_words_are_neither_added_nor_put_elsewhere(pages: list[list[Line]]) -> None:
    joined = "".join("".join(text.split()) for text in texts(*pages))
    source = iter(
        "".join("".join(line.text.translate(LIGATURES).split()) for page in pages for line in page)
    )
    assert all(char in source for char in joined)


LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            ["ff", "fi", "fl", "ffi", "ffl", "st", "st"],
            strict=True,
        )
    )
)


def test_a_page_without_any_space_takes_no_time() -> None:
    hostile = [Line(72, 700 - number, 10, "-a" * 50_000) for number in range(20)]
    assert texts(hostile)
