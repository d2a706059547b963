"""Token buckets and the headers that fill them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.throttle_rate import Bucket, retry_after, span


def sent_within(bucket: Bucket, seconds: float, amount: float = 1) -> int:
    now, count = 0.0, 0
    while (now := now + bucket.wait(amount, now)) <= seconds:
        bucket.take(amount, now)
        count += 1
    return count


def headers(limit: float, remaining: float, reset: str, name: str = "requests") -> dict[str, str]:
    return {
        f"x-ratelimit-limit-{name}": str(limit),
        f"x-ratelimit-remaining-{name}": str(remaining),
        f"x-ratelimit-reset-{name}": reset,
    }


def test_a_bucket_without_a_rate_holds_nobody_up() -> None:
    bucket = Bucket()
    bucket.take(1e9, 0.0)
    assert bucket.wait(1e9, 0.0) == 0


def test_a_minute_lets_through_a_minutes_worth_and_a_seconds_head_start() -> None:
    assert sent_within(Bucket(600), 60) in (610, 611)


def test_a_slow_rate_lets_one_through_at_once() -> None:
    bucket = Bucket(6)
    assert bucket.wait(1, 0.0) == 0
    bucket.take(1, 0.0)
    assert bucket.wait(1, 0.0) == pytest.approx(10)


def test_what_is_larger_than_the_bucket_goes_when_it_is_full_and_is_paid_for_later() -> None:
    bucket = Bucket(60)
    assert bucket.wait(30, 0.0) == 0
    bucket.take(30, 0.0)
    assert bucket.wait(1, 0.0) == pytest.approx(30)


def test_what_was_not_used_is_given_back() -> None:
    bucket = Bucket(60)
    bucket.take(30, 0.0)
    bucket.take(-30, 0.0)
    assert bucket.wait(1, 0.0) == 0


def test_headers_set_the_pace_that_brings_the_limit_back_in_time() -> None:
    bucket = Bucket()
    assert bucket.observe(headers(60, 0, "60s"), "requests", 0, now=5.0) == 60
    assert bucket.wait(1, 5.0) == pytest.approx(1)


def test_while_much_remains_headers_hold_nobody_up() -> None:
    bucket = Bucket()
    assert bucket.observe(headers(500, 400, "12s"), "requests", 0, now=0.0) is None
    assert bucket.wait(1, 0.0) == 0


def test_the_users_own_rate_holds_where_the_endpoint_allows_more() -> None:
    bucket = Bucket(60)
    bucket.observe(headers(6000, 5999, "10ms"), "requests", 0, now=0.0)
    bucket.take(1, 0.0)
    assert bucket.wait(1, 0.0) == pytest.approx(1)


def test_what_is_in_flight_may_not_have_been_counted_over_there() -> None:
    bucket = Bucket()
    bucket.observe(headers(100, 50, "30s"), "requests", 0, now=0.0)
    for _ in range(10):
        bucket.take(1, 0.0)
    bucket.observe(headers(100, 48, "31s"), "requests", 8, now=0.0)
    assert bucket.wait(40, 0.0) == 0
    assert bucket.wait(41, 0.0) > 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("6m0s", 360),
        ("12ms", 0.012),
        ("1.5", 1.5),
        ("2m59.56s", 179.56),
        ("1h2m", 3720),
        ("", None),
        (None, None),
        ("soon", None),
        ("5s later", None),
        ("nan", None),
        ("-3", None),
    ],
)
def test_spans_are_read_in_every_notation(text: str | None, seconds: float | None) -> None:
    assert span(text) == (None if seconds is None else pytest.approx(seconds))


def test_a_span_may_be_a_time_of_day() -> None:
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert span(later.isoformat()) == pytest.approx(90, abs=2)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"retry-after": "2"}, 2),
        ({"retry-after": "0"}, 0),
        ({"retry-after-ms": "150", "retry-after": "1"}, 0.15),
        ({}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "Someday, 99 Foo 2020"}, None),
    ],
)
def test_retry_after_is_read_as_seconds(said: dict[str, str], seconds: float | None) -> None:
    assert retry_after(said) == seconds


def test_retry_after_may_be_a_date_by_the_endpoints_own_clock() -> None:
    then = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
    said = {
        "date": format_datetime(then, usegmt=True),
        "retry-after": format_datetime(then + timedelta(seconds=7), usegmt=True),
    }
    assert retry_after(said) == 7


@given(st.text(), st.text(), st.text())
def test_no_header_makes_it_fail_or_wait_for_ever(a: str, b: str, c: str) -> None:
    assert retry_after({"retry-after": a, "date": b}) is None or math.isfinite(
        retry_after({"retry-after": a, "date": b}) or 0
    )
    bucket = Bucket()
    bucket.observe(headers(0, 0, "") | {"x-ratelimit-reset-requests": c}, "requests", 0, 0.0)
    assert span(c) is None or math.isfinite(span(c) or 0)


@given(
    st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6)
)
def test_a_wait_is_always_finite(
    limit: float, remaining: float, reset: float, outstanding: float, amount: float
) -> None:
    bucket = Bucket()
    bucket.observe(headers(limit, remaining, str(reset)), "requests", outstanding, 1.0)
    bucket.take(amount, 1.0)
    assert 0 <= bucket.wait(amount, 1.0) < math.inf
