"""When an endpoint is given up."""

from __future__ import annotations

import pickle
from itertools import pairwise

from factcards.errors import AuthenticationFailed, EndpointGivenUp, EndpointUnreachable
from factcards.throttle_breaker import Breaker, RetryBudget

DOWN = EndpointUnreachable("nothing answers (refused)", source="http://x/v1", remedy="start it")
KEY = AuthenticationFailed("the key was refused (bad)", source="http://x/v1", remedy="set KEY")


def fail(breaker: Breaker, times: int, now: float = 0.0) -> None:
    for _ in range(times):
        breaker.failed(DOWN, now, 0, probe=False)


def probe(breaker: Breaker) -> float:
    now = breaker.next_probe
    breaker.failed(DOWN, now, 0, probe=True)
    return now


def test_a_few_failures_are_no_outage() -> None:
    breaker = Breaker()
    fail(breaker, 7)
    assert not breaker.probing


def test_failures_in_a_row_make_requests_probes() -> None:
    breaker = Breaker()
    fail(breaker, 8)
    assert breaker.probing
    assert breaker.next_probe > 0


def test_failures_are_no_outage_while_more_requests_are_still_open() -> None:
    breaker = Breaker()
    for _ in range(20):
        breaker.failed(DOWN, 0.0, 50, probe=False)
    assert not breaker.probing


def test_probes_become_rarer_until_the_endpoint_is_given_up() -> None:
    breaker = Breaker()
    fail(breaker, 8)
    times = []
    while breaker.tripped is None:
        times.append(probe(breaker))
    gaps = [b - a for a, b in pairwise(times)]
    assert gaps == sorted(gaps)
    assert 30 <= times[-1] <= 40
    assert len(times) < 12


def test_a_burst_of_time_outs_after_long_silence_is_not_the_end() -> None:
    breaker = Breaker()
    fail(breaker, 64, now=300.0)
    assert breaker.tripped is None


def test_one_success_ends_an_outage() -> None:
    breaker = Breaker()
    fail(breaker, 8)
    probe(breaker)
    breaker.succeeded()
    assert not breaker.probing
    fail(breaker, 7, now=1000.0)
    assert not breaker.probing
    assert breaker.tripped is None


def test_the_same_refusal_again_and_again_is_given_up() -> None:
    breaker = Breaker()
    for number in range(8):
        assert breaker.tripped is None
        breaker.refused(
            AuthenticationFailed(f"no such key (request r-{number})"), for_its_article=False
        )
    assert "8 requests in a row were refused alike" in str(breaker.tripped)


def test_different_refusals_or_successes_in_between_are_not() -> None:
    breaker = Breaker()
    for number in range(40):
        error = DOWN if number % 7 == 0 else KEY
        breaker.refused(error, for_its_article=False)
    assert breaker.tripped is None
    for number in range(40):
        breaker.refused(KEY, for_its_article=False)
        if number % 7 == 0:
            breaker.succeeded()
    assert breaker.tripped is None


def test_what_an_article_is_to_blame_for_is_never_given_up_for() -> None:
    breaker = Breaker()
    for _ in range(100):
        breaker.refused(KEY, for_its_article=True)
    assert breaker.tripped is None


def test_the_error_names_place_reason_and_remedy_and_survives_a_pipe() -> None:
    breaker = Breaker()
    for _ in range(8):
        breaker.refused(KEY, for_its_article=False)
    error = breaker.tripped
    assert error is not None
    assert error is not breaker.tripped, "raised in many places, so never the same object"
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, EndpointGivenUp)
    assert str(again) == str(error)
    assert str(error).startswith("http://x/v1: ")
    assert "the key was refused (bad)" in str(error)
    assert str(error).endswith("set KEY")


def test_retries_are_at_most_a_share_of_successes_and_a_few_more() -> None:
    budget = RetryBudget()
    budget.spent = 100
    assert not budget.allows(0)
    assert budget.allows(10)
    budget.spent = 103
    assert not budget.allows(10)
