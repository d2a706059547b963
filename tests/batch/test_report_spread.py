"""Histograms and timelines: right to the width of a bin, and never growing."""

from __future__ import annotations

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.batch.report_spread import SECONDS, SHARES, Spread, Timeline

DURATIONS = st.lists(st.floats(0.01, 9_999), min_size=2, max_size=200)


@given(DURATIONS)
def test_every_value_is_in_one_bin(values: list[float]) -> None:
    spread = Spread(SECONDS)
    for value in values:
        spread.add(value)
    assert spread.total == len(values) == sum(row["count"] for row in spread.bins())
    assert spread.highest == max(values)


@given(DURATIONS)
def test_the_median_is_right_to_the_width_of_a_bin(values: list[float]) -> None:
    spread = Spread(SECONDS)
    for value in values:
        spread.add(value)
    ordered = sorted(values)
    low = ordered[(len(ordered) - 1) // 2]
    found = spread.quantile(0.5)
    assert found is not None
    assert low / 1.34 <= found <= ordered[len(ordered) // 2] * 1.34


def test_percentiles_are_those_of_the_values() -> None:
    values = [0.2 + 0.001 * number for number in range(1_000)]
    spread = Spread(SECONDS)
    for value in values:
        spread.add(value)
    assert spread.quantile(0.9) == pytest.approx(quantiles(values, n=10)[8], rel=0.15)


def test_values_beyond_the_bounds_count_at_the_edges() -> None:
    spread = Spread(SECONDS)
    spread.add(0.0)
    spread.add(1e9)
    assert (spread.counts[0], spread.counts[-1], spread.highest) == (1, 1, 1e9)


def test_an_empty_one_has_no_bins_and_no_median() -> None:
    assert (Spread(SECONDS).bins(), Spread(SECONDS).quantile(0.5)) == ([], None)


@pytest.mark.parametrize(
    ("share", "bounds"), [(1.0, (1.0, 1.0)), (0.999, (0.9, 1.0)), (0.3, (0.3, 0.4)), (0, (0, 0.1))]
)
def test_a_whole_has_a_bin_of_its_own(share: float, bounds: tuple[float, float]) -> None:
    spread = Spread(SHARES)
    spread.add(share, 3)
    assert spread.bins() == [{"from": bounds[0], "to": bounds[1], "count": 3}]


@given(st.lists(st.floats(0, 500), max_size=300))
def test_a_timeline_loses_nothing_and_stays_short(gaps: list[float]) -> None:
    timeline, elapsed = Timeline(), 0.0
    for gap in gaps:
        elapsed += gap
        step = timeline.at(elapsed)
        step.done += 1
        step.tokens = (step.tokens or 0) + 7
    assert sum(step.done for step in timeline.steps) == len(gaps)
    assert len(timeline.steps) <= 120
    if gaps:
        assert timeline.steps[-1].tokens == 7 * len(gaps)
        assert [row["from"] for row in timeline.rows(elapsed)][-1] <= elapsed


def test_what_was_spent_holds_until_more_is() -> None:
    timeline = Timeline()
    timeline.at(0.5).cost = 0.25
    timeline.at(3.5).done = 1
    assert [step.cost for step in timeline.steps] == [0.25, 0.25, 0.25, 0.25]
    assert [row["to"] for row in timeline.rows(3.6)] == [1.0, 2.0, 3.0, 3.6]


def test_an_unknown_cost_stays_unknown_when_steps_are_joined() -> None:
    timeline = Timeline()
    timeline.at(0.5).cost = None
    timeline.at(500.0)
    assert {step.cost for step in timeline.steps} == {None}
