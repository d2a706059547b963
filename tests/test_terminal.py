from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from factcards.card import Card
from factcards.escape import one_line
from factcards.render import render
from factcards.terminal import MAX_WIDTH, print_card, terminal_text

HERE = Path(__file__).parent
SAMPLE = Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def changed(**fields: Any) -> Card:
    return Card.model_validate(SAMPLE.model_dump() | fields)


def drawn(card: Card, width: int = 80) -> str:
    """The words of a drawn card on one line, without styles and borders."""
    return " ".join(STYLE.sub("", terminal_text(card, width)).replace("│", " ").split())


def test_all_of_the_card_is_drawn() -> None:
    words = drawn(SAMPLE, 100)
    for text in (SAMPLE.headline, SAMPLE.summary, SAMPLE.why_it_matters or ""):
        assert text in words
    for number, fact in enumerate(SAMPLE.facts, start=1):
        assert f"{number} {fact.text}" in words
        assert all(f"sentence {e.sentence}" in words for e in fact.evidence)
    assert "£412 million" in words
    assert "“Nobody has told us what a fisher does for 35 years” — Tomas Okoro" in words
    assert "September 2027" in words
    assert "8 of 10 claims match the source; 1 only in part, 1 left out." in words
    assert SAMPLE.source.canonical is not None
    assert SAMPLE.source.canonical in words


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_the_card_is_exactly_as_wide_as_the_console(width: int) -> None:
    lines = STYLE.sub("", terminal_text(SAMPLE, width)).splitlines()
    assert {cell_len(line) for line in lines} == {width}


def test_the_card_grows_no_wider_than_is_good_to_read() -> None:
    lines = STYLE.sub("", terminal_text(SAMPLE, 300)).splitlines()
    assert {cell_len(line) for line in lines} == {MAX_WIDTH}


def test_the_width_is_the_terminal_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "57")
    lines = STYLE.sub("", render(SAMPLE, "terminal")).splitlines()
    assert {cell_len(line) for line in lines} == {57}


def test_no_color_means_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[32m" in terminal_text(SAMPLE, 80)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", terminal_text(SAMPLE, 80))


def test_a_console_that_is_no_terminal_gets_no_styles() -> None:
    file = StringIO()
    print_card(SAMPLE, Console(file=file, width=80))
    assert "\x1b" not in file.getvalue()
    assert SAMPLE.headline in file.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "[bold red]loud[/]",
        "[link=http://evil.example]x[/link]",
        ":smile:",
        "[/]",
        "[not a tag",
        "\\[",
    ],
)
def test_rich_markup_in_foreign_words_is_shown_as_it_is(words: str) -> None:
    card = changed(
        headline=words, summary=words, source=SAMPLE.source.model_dump() | {"title": words}
    )
    assert drawn(card).count(words) == 3


@given(words=st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_no_foreign_control_sequence_reaches_the_terminal(words: str) -> None:
    foreign = f"\x1b[2J\x1b]8;;http://evil.example\x07{words}\u202e\x9b5n"
    quotes = [q.model_dump() | {"text": foreign, "speaker": foreign} for q in SAMPLE.quotes]
    card = changed(headline=foreign, quotes=quotes, why_it_matters=foreign)
    plain = STYLE.sub("", terminal_text(card, 80))
    assert not set(plain) & set("\x1b\x07\x9b\u202e\r")
    assert plain.count("\n") == len(plain.splitlines())
    assert one_line(foreign)[:4] in plain


def test_a_card_with_nothing_on_it_is_drawn() -> None:
    empty = ("facts", "figures", "quotes", "people", "organisations", "places", "timeline")
    nothing = dict.fromkeys(("url", "canonical", "title", "publisher", "byline", "published"))
    card = changed(
        **dict.fromkeys(empty, ()),
        summary="",
        why_it_matters=None,
        source=SAMPLE.source.model_dump() | nothing,
    )
    words = drawn(card)
    assert "Source: the article" in words
    assert "Key figures" not in words
    assert "None" not in words
