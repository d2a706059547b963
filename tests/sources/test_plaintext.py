"""Plain text and Markdown: what their layout gives away."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.sources.plaintext import read_text

BODY = (
    "The harbour bridge in Port Selwyn reopened to traffic on Monday, two years after inspectors "
    "found cracks in its main girders. The repairs cost 48 million euros, the city said.\n"
)


@given(st.text(st.characters(exclude_categories=(), exclude_characters="\r")), st.booleans())
def test_the_text_stays_as_it_is(text: str, markdown: bool) -> None:
    found = read_text(text, markdown=markdown)
    assert found.text == text
    assert 0 <= found.body <= len(text)


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Harbour bridge reopens\n\n", "Harbour bridge reopens"),
        ("\n\n  Harbour   bridge reopens \n\n", "Harbour bridge reopens"),
        ("Harbour bridge reopens\n- 4.03.2026, 22:07\n", "Harbour bridge reopens"),
        ("Harbour bridge reopens\nBy Ada Marsh\n", "Harbour bridge reopens"),
        ("Harbour bridge reopens\n", "Harbour bridge reopens"),  # a far longer line follows
        ("Will the bridge hold?\n\n", "Will the bridge hold?"),
        ("# Harbour bridge *reopens*\n\n", "Harbour bridge reopens"),
        ("# [Harbour bridge](https://tern.example) reopens #\n", "Harbour bridge reopens"),
        ("**Harbour bridge reopens**\n\n", "Harbour bridge reopens"),
        ("Harbour bridge reopens\n======\n\n", "Harbour bridge reopens"),
        ("港の橋が再開\n\n", "港の橋が再開"),
    ],
)
def test_a_headline_is_recognised(top: str, title: str) -> None:
    assert read_text(top + BODY).title == title


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "\n" + BODY,
        "The harbour bridge reopened.\n\n" + BODY,
        "The harbour bridge in Port Selwyn, which had been closed\nfor two years, reopened.\n",
        "The bridge is named after a former minister of transport,\nJon Abara the Elder. " + BODY,
        "- a list\n\n" + BODY,
        "3 March 2026\n\n" + BODY,
        "A line alone",
        "x" * 500 + "\n\n" + BODY,
        "",
    ],
)
def test_running_text_is_no_headline(text: str) -> None:
    assert read_text(text).title is None


def test_a_date_line_near_the_top_gives_the_day() -> None:
    found = read_text(f"Harbour bridge reopens\n- 4.03.2026, 22:07\nA standfirst\n{BODY}")
    assert found.published == "2026-03-04T22:07"


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour bridge reopens\n3 March 2026\n5 March 2026\n{BODY}",
        f"{BODY}\n\nWe have lived here since\n3 March 2026\nand so on.\n",
        BODY * 8 + "\n3 March 2026\n",
    ],
)
def test_two_dates_or_one_far_below_give_none(text: str) -> None:
    assert read_text(text).published is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Marsh", "Ada Marsh"),
        ("by Ada Marsh and Tom Reed", "Ada Marsh and Tom Reed"),
        ("Von Jan van der Meer", "Jan van der Meer"),
        ("Автор: Анна Лунд", "Анна Лунд"),
        ("By Ada Marsh, 3 March 2026", "Ada Marsh"),
        ("By Ada Marsh | March 3, 2026", "Ada Marsh"),
        ("*By Ada Marsh*", "Ada Marsh"),
        ("By 3 March 2026", None),
        ("By and by it rained", None),
        ("By Monday", None),
        ("By 2029 Port Selwyn", None),
    ],
)
def test_a_byline_is_recognised(line: str, byline: str | None) -> None:
    assert read_text(f"Harbour bridge reopens\n\n{line}\n\n{BODY}").byline == byline


def test_a_byline_with_a_date_gives_the_day_too() -> None:
    found = read_text(f"Harbour bridge reopens\nBy Ada Marsh, 3 March 2026\n\n{BODY}")
    assert (found.byline, found.published) == ("Ada Marsh", "2026-03-03")


def test_a_date_line_in_emphasis_is_read_without_its_marks() -> None:
    text = f"# Harbour bridge reopens\n\n*From our letter, 3 March 2026*\n\n{BODY}"
    assert read_text(text, markdown=True).published == "2026-03-03"


def test_the_place_and_date_that_a_report_opens_with_give_the_day() -> None:
    text = "Brücke wieder offen\n\nGraz, 4. März 2026. Die Brücke über die Mur ist wieder offen."
    assert read_text(text).published == "2026-03-04"


FRONT = """---
title: "Harbour bridge: open again"
author: [Ada Marsh, Tom Reed]
date: 2026-03-03
url: https://tern.example/bridge
site: The Tern
lang: en-GB
---
"""


def test_front_matter_gives_the_metadata_of_markdown() -> None:
    found = read_text(FRONT + "# Bridge\n\n" + BODY, markdown=True)
    assert (found.title, found.byline) == ("Harbour bridge: open again", "Ada Marsh, Tom Reed")
    assert (found.published, found.lang) == ("2026-03-03", "en")
    assert (found.url, found.publisher) == ("https://tern.example/bridge", "The Tern")
    assert found.text[found.body :] == "# Bridge\n\n" + BODY


def test_front_matter_means_nothing_in_plain_text() -> None:
    assert read_text(FRONT + BODY).url is None


@pytest.mark.parametrize(
    "front",
    ["---\n: [\n---\n", "---\n- a\n- b\n---\n", "---\ndate: 2026-13-45\n---\n", "---\nno end\n"],
)
def test_broken_front_matter_is_text(front: str) -> None:
    found = read_text(front + BODY, markdown=True)
    assert (found.body, found.url) == (0, None)


def test_front_matter_of_odd_types_is_passed_over() -> None:
    found = read_text("---\ntitle: {a: 1}\nauthor: 7\ndate: soon\n---\n" + BODY, markdown=True)
    assert (found.title, found.byline, found.published) == (None, None, None)


@pytest.mark.parametrize(
    "text", ["A " * 500_000, "By " + "A" * 500_000, "---\n" * 200_000, "[" * 500_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    start = time.perf_counter()
    read_text(text, markdown=True)
    assert time.perf_counter() - start < 2
