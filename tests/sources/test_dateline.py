"""The printed day of publication: read where it is clear, left alone where it is not."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.sources.dateline import (
    iso_date,
    lead_date,
    printed_date,
    published_line,
    without_date,
)


@pytest.mark.parametrize(
    ("line", "lang", "expected"),
    [
        ("- 4.09.2025, 22:07", "en", "2025-09-04T22:07"),
        ("Published 3 March 2026", "en", "2026-03-03"),
        ("March 3, 2026 | 5:30 pm", "en", "2026-03-03T17:30"),
        ("Tuesday, 3rd of March 2026", "en", "2026-03-03"),
        ("Sept. 5, 2025 - 12:15 a.m.", "en", "2025-09-05T00:15"),
        ("2026-03-03", "en", "2026-03-03"),
        ("13/4/2026", "en", "2026-04-13"),
        ("4/13/2026", "en", "2026-04-13"),
        ("4/4/2026", "en", "2026-04-04"),
        ("Von Jan Meier, 3. März 2026, 14:05 Uhr", "de", "2026-03-03T14:05"),
        ("Publié le 3 mars 2026 à 10:00", "fr", "2026-03-03T10:00"),
        ("2 de septiembre de 2025", "es", "2025-09-02"),
        ("9 listopada 2025", "pl", "2025-11-09"),
        ("4 сентября 2025, 22:07", "ru", "2025-09-04T22:07"),
        ("2026年3月3日 10:22", "ja", "2026-03-03T10:22"),
        ("입력 2026년 3월 3일", "ko", "2026-03-03"),
        ("3 March 2026", "xx", "2026-03-03"),
    ],
)
def test_a_date_line_is_read(line: str, lang: str, expected: str) -> None:
    assert published_line(line, lang) == expected


@pytest.mark.parametrize(
    "line",
    [
        "3/4/2026",  # March or April
        "Updated 3 March 2026",
        "3 March 2026 - 5 March 2026",
        "On 3 March 2026 the bridge was closed.",
        "The bridge was closed on 3 March 2026 because of cracks",
        "It began, the ministry of transport said later, on 3 March 2026",
        "31.02.2026",
        "Version 1.2.2026.4",
        "3 Mayflower 2026",
        "",
    ],
)
def test_what_could_be_read_in_two_ways_is_not_read(line: str) -> None:
    assert published_line(line, "en") is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_every_clear_format(day: date) -> None:
    for text in (
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert printed_date(text, "en") == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_slashes_never_yield_a_wrong_day(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"):
        assert printed_date(text, "en") in {day.isoformat(), None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T07:30:00+01:00", "2026-03-03T07:30:00+01:00"),
        (" 2026-03-03T07:30Z ", "2026-03-03T07:30Z"),
        ("Tue, 03 Mar 2026 10:00:00 GMT", "2026-03-03"),
        ("3 March 2026", "2026-03-03"),
        ("20260303", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_metadata_becomes_iso_or_nothing(text: str, expected: str | None) -> None:
    assert iso_date(text, "en") == expected


@given(
    st.text(st.characters(exclude_categories=()), max_size=120),
    st.sampled_from(["en", "de", "zz", "und"]),
)
def test_any_line_yields_iso_or_nothing(line: str, lang: str) -> None:
    found = published_line(line, lang)
    assert found is None or date.fromisoformat(found[:10])


def test_a_line_of_dates_without_end_is_refused_at_once() -> None:
    start = time.perf_counter()
    assert published_line("1/2/2026 " * 100_000, "en") is None
    assert timedelta(seconds=time.perf_counter() - start) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("line", "lang", "day"),
    [
        ("Graz, 4. März 2026. Nach sechs Jahren fährt er wieder.", "de", "2026-03-04"),
        ("OSLO, 4 May 2026 — The harbour was closed.", "en", "2026-05-04"),
        ("PORT SELWYN, May 4, 2026 (Tern) - The harbour was closed.", "en", "2026-05-04"),
        ("Graz, 4. März 2026 wird ein Feiertag.", "de", None),
        ("On 4 May 2026 the harbour was closed.", "en", None),
        ("The harbour closed in Oslo, 4 May 2026. It was late.", "en", None),
        ("Nothing is dated here.", "en", None),
    ],
)
def test_a_report_may_open_with_place_and_date(line: str, lang: str, day: str | None) -> None:
    assert lead_date(line, lang) == day


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Ada Marsh, 3 March 2026", "Ada Marsh"), ("Ada Marsh", "Ada Marsh"), ("3 March 2026", "")],
)
def test_what_stands_before_a_date_is_cut_off(text: str, rest: str) -> None:
    assert without_date(text, "en") == rest
