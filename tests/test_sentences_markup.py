"""Markdown: what is prose stays where it was, what is none is in no sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.sentences import segment
from factcards.sentences_markup import read_prose, unmarked

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *"*_`[]()!#|<>~-\\ \n.",
            "word",
            "A b.",
            "](",
            "**",
            "---\n",
            "```\n",
            "<!--",
            "-->",
            "<b>",
        ]
    ),
    max_size=60,
).map("".join)
ANY = st.text(st.characters(exclude_categories=()), max_size=200)


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in segment(text, "en")]


@given(MARKDOWN | ANY)
def test_blanking_moves_nothing_and_adds_only_spaces(text: str) -> None:
    for prose in (read_prose(text).text, unmarked(text)):
        assert len(prose) == len(text)
        assert all(new in (old, " ") for new, old in zip(prose, text, strict=True))
        assert prose.count("\n") >= read_prose(text).text.count("\n")


@given(MARKDOWN)
def test_sentences_of_markdown_are_slices_in_order_without_outer_space(text: str) -> None:
    end = 0
    for sentence in segment(text, "en"):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.start >= end
        end = sentence.end


@pytest.mark.parametrize(
    "block",
    [
        "---\ntitle: Three things\ntags:\n  - a\n---\n",
        "```python\ncode = 1. More code.\n```\n",
        "~~~\ncode here\n~~~\n",
        "<!-- A note\nfor the editor. -->\n",
        "![A harbour at dusk.](harbour.png)\n",
        "[![Badge](a.svg)](https://tern.example)\n",
        "| Firm | Plant |\n|---|---|\n| Kest | Oslo |\n",
        "Firm | Plant\n--- | :---:\nKest | Oslo\n",
        "[1]: https://tern.example 'The Tern'\n",
        "[Subscribe](https://tern.example/a) | [Leave](https://tern.example/b)\n",
    ],
)
def test_what_is_no_prose_is_in_no_sentence(block: str) -> None:
    text = block + "\nThe bridge *reopened* on Monday.\n"
    assert texts(text) == ["The bridge *reopened* on Monday."]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("## Bridge reopens ##", ["Bridge reopens"]),
        ("**1. Salt is here.** A plant opened.", ["1. Salt is here.", "A plant opened."]),
        ("*From our letter, 3 May 2026*", ["From our letter, 3 May 2026"]),
        ("> “Silence is hard.”", ["“Silence is hard.”"]),
        ("* An item of a list.", ["An item of a list."]),
        ("**All of it. Both.** Then one.", ["All of it.", "Both.", "Then one."]),
        ("[One link](https://tern.example/a)", ["One link"]),
        ("It closed.[^1] They left.", ["It closed.", "They left."]),
    ],
)
def test_marks_around_a_sentence_are_not_part_of_it(line: str, sentences: list[str]) -> None:
    assert texts(line) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "*Tern* opened its plant.",
        "The plant is **new**.",
        "See [the report](https://tern.example/a_(b)).",
        "[The report](https://tern.example/a.html) is out.",
        "It is in `main.py` now.",
    ],
)
def test_a_mark_stays_where_its_other_half_is_within(sentence: str) -> None:
    assert texts(f"It rained. {sentence}") == ["It rained.", sentence]


@pytest.mark.parametrize(
    "text",
    [
        "He paid 5 * 3 * 2 euros.",
        "The file is snake_case_name here.",
        "--- a dash, not a field.\nThen text.\n---\n",
        "She won 3 > 2, he says.",
        "```\nA fence that never closes.",
        "Write to <ada@tern.example> today.",
        "A | B was the choice.",
        "All [three] of them came (see below).",
    ],
)
def test_plain_text_that_looks_like_it_is_left_alone(text: str) -> None:
    assert read_prose(text).text.split() == text.split()


def test_a_reader_sees_no_marks() -> None:
    marked = "See **the [report](https://tern.example)** of *Ada* <b>now</b>, `x` and 2 * 3."
    assert unmarked(marked).split() == [
        "See",
        "the",
        "report",
        "of",
        "Ada",
        "now",
        ",",
        "x",
        "and",
        "2",
        "*",
        "3.",
    ]


def test_a_mark_whose_other_half_is_elsewhere_is_not_seen() -> None:
    assert unmarked("Kestrel** opened.").split() == ["Kestrel", "opened."]


@pytest.mark.parametrize(
    "unit",
    ["*a ", "**a", "[a", "[a](", "<!--", "<b ", "```\n", "|a\n", "_a", "`", "> ", "![](", "~~a"],
)
def test_hostile_marks_take_no_time(unit: str) -> None:
    start = time.perf_counter()
    read_prose(unit * (200_000 // len(unit)))
    assert time.perf_counter() - start < 3
