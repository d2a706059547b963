"""Figures in words."""

from __future__ import annotations

import pytest

from factcards.batch.report_words import count, dollars, duration, percent, rate


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "unknown"),
        (0, "0 s"),
        (0.2504, "250 ms"),
        (59.94, "59.9 s"),
        (60, "1 min 00 s"),
        (3599.6, "1 h 00 min"),
        (90_061, "25 h 01 min"),
    ],
)
def test_a_duration_has_its_two_largest_units(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100.0%"), (0.99999, "99.9%"), (0.29, "29.0%"), (None, "unknown")]
)
def test_only_the_whole_is_a_hundred_per_cent(share: float | None, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("per_second", "words"),
    [(403.26, "403.3/s"), (0.5, "30.0/min"), (0.001, "3.6/h"), (0, "0.0/h"), (None, "…")],
)
def test_a_rate_has_the_unit_in_which_it_is_a_number(per_second: float | None, words: str) -> None:
    assert rate(per_second) == words


def test_what_is_unknown_is_not_nothing() -> None:
    assert (dollars(None), count(None)) == ("unknown", "unknown")
    assert (dollars(0.0), count(0), dollars(12.3456)) == ("US$0.0000", "0", "US$12.35")
