"""Dates in all the forms that rows and feeds have."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.intake.dates import iso_of, moment_of


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-03-04", "2026-03-04"),
        (" 2026-03-04T10:00:00Z ", "2026-03-04T10:00:00Z"),
        ("Wed, 04 Mar 2026 10:00:00 +0100", "2026-03-04T10:00:00+01:00"),
        (1772618400, "2026-03-04T10:00:00+00:00"),
        ("1772618400000", "2026-03-04T10:00:00+00:00"),
        (1772618400.5, "2026-03-04T10:00:00+00:00"),
        (datetime(2026, 3, 4, 10, 0, 0, 9, UTC), "2026-03-04T10:00:00+00:00"),
        (date(2026, 3, 4), "2026-03-04"),
        ("4 March 2026", "4 March 2026"),
        ("", None),
        (True, None),
        (["2026"], None),
        ("9" * 16, None),
        ("x" * 100, None),
    ],
)
def test_a_date_becomes_iso_8601_where_it_can_be_told(value: object, iso: str | None) -> None:
    assert iso_of(value) == iso


def test_a_day_lasts_until_its_end() -> None:
    assert moment_of("2026-03-04") == datetime(2026, 3, 4, 23, 59, 59, 999999, UTC)


def test_a_time_without_offset_is_taken_for_utc() -> None:
    assert moment_of("2026-03-04T10:00") == datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_an_offset_is_kept() -> None:
    east = timezone(timedelta(hours=1))
    assert moment_of("Wed, 04 Mar 2026 10:00:00 +0100") == datetime(2026, 3, 4, 10, tzinfo=east)


@pytest.mark.parametrize("text", ["", "yesterday", "4 March 2026", "0000-00-00"])
def test_what_names_no_moment_gives_none(text: str) -> None:
    assert moment_of(text) is None


@given(st.text() | st.integers() | st.floats() | st.none() | st.datetimes())
def test_any_value_is_taken(value: object) -> None:
    iso = iso_of(value)
    assert iso is None or moment_of(iso) is None or moment_of(iso).tzinfo  # type: ignore[union-attr]
