"""The gate as a whole, in virtual time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest
import virtual_clock

from factcards.errors import (
    AuthenticationFailed,
    EndpointGivenUp,
    EndpointUnreachable,
    RequestRejected,
)
from factcards.throttle import MAX_RETRY_AFTER, Throttle

BUSY = EndpointUnreachable("HTTP 429 (slow down)", source="http://x/v1")
DOWN = EndpointUnreachable("nothing answers", source="http://x/v1")


def now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Endpoint:
    """A server that takes `limit` requests at a time and refuses others at once."""

    limit: int = 10**9
    latency: float = 0.2
    faults: float = 0.0
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    in_flight: int = 0
    most: int = 0
    log: list[tuple[float, str]] = field(default_factory=list)

    async def ask(self, throttle: Throttle, *, again: bool = False) -> bool:
        async with throttle.slot(100, again=again) as slot:
            if self.in_flight >= self.limit:
                await asyncio.sleep(0.01)
                self.log.append((now(), "refused"))
                slot.refused(BUSY)
                return False
            self.in_flight += 1
            self.most = max(self.most, self.in_flight)
            await asyncio.sleep(self.latency)
            self.in_flight -= 1
            if self.dice.random() < self.faults:
                self.log.append((now(), "failed"))
                slot.failed(DOWN)
                return False
            self.log.append((now(), "ok"))
            slot.ok()
            return True

    async def question(self, throttle: Throttle) -> int:
        """Ask until it is answered; how often that was."""
        for attempt in range(1, 9):
            if await self.ask(throttle, again=attempt > 1):
                return attempt
            await asyncio.sleep(0.25 * 2 ** (attempt - 1))
        raise AssertionError("never answered")

    def count(self, what: str, since: float = 0.0) -> int:
        return sum(kind == what for time, kind in self.log if time >= since)


async def timed(work: Awaitable[object]) -> float:
    began = now()
    await work
    return now() - began


def auto() -> Throttle:
    return Throttle("auto", chance=random.Random(1))


async def once(throttle: Throttle, tell: Callable[..., None] | None = None) -> float:
    """Pass the gate; the time at which it opened."""
    async with throttle.slot() as slot:
        began = now()
        await asyncio.sleep(0.1)
        slot.ok() if tell is None else tell(slot)
    return began


def put_off(**headers: str) -> Callable[..., None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda slot: slot.refused(BUSY, named)


def test_by_default_nobody_is_held_up() -> None:
    endpoint = Endpoint()

    async def run() -> float:
        throttle = Throttle()
        return await timed(asyncio.gather(*(endpoint.ask(throttle) for _ in range(1000))))

    assert virtual_clock.run(run()) == pytest.approx(0.2)
    assert endpoint.most == 1000


def test_no_more_than_the_window_are_in_flight() -> None:
    endpoint = Endpoint()

    async def run() -> float:
        throttle = Throttle(64)
        return await timed(asyncio.gather(*(endpoint.ask(throttle) for _ in range(640))))

    assert virtual_clock.run(run()) == pytest.approx(2.0)
    assert endpoint.most == 64


def test_auto_asks_two_thousand_in_a_few_seconds_where_there_is_no_limit() -> None:
    endpoint = Endpoint()

    async def run() -> float:
        throttle = auto()
        return await timed(asyncio.gather(*(endpoint.ask(throttle) for _ in range(2000))))

    assert virtual_clock.run(run()) < 4
    assert endpoint.most >= 256


def test_auto_finds_a_hidden_limit_of_fifty_within_twenty_seconds() -> None:
    endpoint = Endpoint(limit=50)

    async def run() -> None:
        throttle = auto()
        work = [asyncio.ensure_future(endpoint.question(throttle)) for _ in range(12_000)]
        await asyncio.sleep(45)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)

    virtual_clock.run(run())
    asked = sum(time >= 20 for time, _ in endpoint.log)
    best = 50 / 0.2
    assert endpoint.count("ok", 15) - endpoint.count("ok", 20) >= 0.9 * best * 5
    assert endpoint.count("ok", 20) >= 0.9 * best * 25
    assert endpoint.count("refused", 20) < 0.03 * asked


def test_faults_by_chance_cost_one_request_each_and_little_time() -> None:
    endpoint = Endpoint(faults=0.11)

    async def run() -> float:
        throttle = Throttle(64)
        return await timed(asyncio.gather(*(endpoint.question(throttle) for _ in range(2000))))

    assert virtual_clock.run(run()) < 1.6 * 2000 / 64 * 0.2
    assert endpoint.count("ok") == 2000
    assert len(endpoint.log) == 2000 + endpoint.count("failed")


@pytest.mark.parametrize("asked", ["3", "Sat, 03 Feb 2001 04:05:09 GMT"])
def test_retry_after_pauses_everybody(asked: str) -> None:
    async def run() -> list[float]:
        throttle = Throttle(4)
        tell = put_off(retry_after=asked, date="Sat, 03 Feb 2001 04:05:06 GMT")
        await once(throttle, tell)
        assert 3 <= throttle.snapshot().paused_for <= 3.3
        return await asyncio.gather(*(once(throttle) for _ in range(3)))

    assert all(3.1 <= time <= 3.5 for time in virtual_clock.run(run()))


def test_nobody_waits_longer_than_the_cap() -> None:
    async def run() -> float:
        throttle = Throttle()
        await once(throttle, put_off(retry_after="86400"))
        return await once(throttle)

    assert MAX_RETRY_AFTER <= virtual_clock.run(run()) <= 1.1 * MAX_RETRY_AFTER + 1


def test_a_pause_ends_where_others_that_were_sent_later_are_served() -> None:
    async def run() -> float:
        throttle = Throttle()
        first = asyncio.ensure_future(once(throttle, put_off(retry_after="30")))
        await asyncio.sleep(0.05)
        others = asyncio.gather(*(once(throttle) for _ in range(4)))
        await first
        assert throttle.snapshot().paused_for > 20
        await others
        return await once(throttle)

    assert virtual_clock.run(run()) < 1


def test_an_exhausted_limit_pauses_until_it_resets() -> None:
    async def run() -> float:
        throttle = Throttle()
        said = {
            "x_ratelimit_limit_requests": "60",
            "x_ratelimit_remaining_requests": "0",
            "x_ratelimit_reset_requests": "12s",
        }
        await once(throttle, put_off(**said))
        return await once(throttle)

    assert 12 <= virtual_clock.run(run()) <= 14


def test_requests_and_tokens_per_minute_are_kept() -> None:
    async def run(throttle: Throttle, tokens: int) -> float:
        async def ask() -> None:
            async with throttle.slot(tokens) as slot:
                slot.ok(tokens=tokens)

        return await timed(asyncio.gather(*(ask() for _ in range(130))))

    assert virtual_clock.run(run(Throttle(requests_per_minute=120), 1)) == pytest.approx(64, abs=1)
    by_tokens = Throttle(tokens_per_minute=6000)
    assert virtual_clock.run(run(by_tokens, 100)) == pytest.approx(129, abs=1)


def test_tokens_that_were_not_used_are_not_paid_for() -> None:
    async def run() -> float:
        throttle = Throttle(tokens_per_minute=6000)

        async def ask() -> None:
            async with throttle.slot(1000) as slot:
                slot.ok(tokens=100)

        return await timed(asyncio.gather(*(ask() for _ in range(60))))

    assert virtual_clock.run(run()) < 62


def test_a_dead_endpoint_is_given_up_after_few_requests_and_all_are_told() -> None:
    async def run() -> tuple[float, list[object], int]:
        throttle = Throttle(64)

        async def ask() -> None:
            for _ in range(4):
                async with throttle.slot() as slot:
                    slot.failed(DOWN)
                await asyncio.sleep(0.5)
            raise DOWN

        results = await asyncio.gather(*(ask() for _ in range(5000)), return_exceptions=True)
        return now(), list(results), throttle.snapshot().requests

    seconds, results, requests = virtual_clock.run(run())
    assert requests < 100
    assert 30 <= seconds < 60
    assert all(isinstance(result, EndpointGivenUp) for result in results[200:])
    assert "none succeeded for 3" in str(results[-1])


def test_an_outage_shorter_than_the_patience_fails_no_question() -> None:
    endpoint = Endpoint()

    async def outage() -> None:
        await asyncio.sleep(2)
        endpoint.limit = 0
        await asyncio.sleep(20)
        endpoint.limit = 10**9

    async def run() -> None:
        throttle = Throttle(64)
        await asyncio.gather(outage(), *(endpoint.question(throttle) for _ in range(2000)))

    virtual_clock.run(run())
    assert endpoint.count("ok") == 2000
    assert endpoint.count("refused") < 80


def test_an_error_that_all_would_share_stops_the_run() -> None:
    async def run() -> int:
        throttle = Throttle(4)
        key = AuthenticationFailed("the key was refused", source="http://x/v1")
        for _ in range(8):
            await once(throttle, lambda slot: slot.rejected(key))
        with pytest.raises(EndpointGivenUp, match="refused alike"):
            await once(throttle)
        assert isinstance(throttle.tripped, EndpointGivenUp)
        return throttle.snapshot().requests

    assert virtual_clock.run(run()) == 8


def test_articles_that_are_too_long_do_not_stop_the_run() -> None:
    async def run() -> None:
        throttle = Throttle(4)
        long = RequestRejected("the article is too long for the model")
        for _ in range(50):
            await once(throttle, lambda slot: slot.rejected(long, for_its_article=True))
        await once(throttle)

    virtual_clock.run(run())


def test_retries_go_before_those_that_have_not_begun() -> None:
    async def run() -> list[str]:
        throttle, order = Throttle(1), []

        async def ask(name: str, *, again: bool = False) -> None:
            async with throttle.slot(again=again) as slot:
                order.append(name)
                await asyncio.sleep(1)
                slot.ok()

        work = [asyncio.ensure_future(ask(name)) for name in "ab"]
        await asyncio.sleep(0.5)
        await asyncio.gather(ask("retry", again=True), *work)
        return order

    assert virtual_clock.run(run()) == ["a", "retry", "b"]


def test_retries_are_limited_by_what_succeeds() -> None:
    throttle = Throttle()
    for _ in range(100):
        assert throttle.may_retry
        throttle.retrying()
    assert not throttle.may_retry


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.15])
def test_a_cancelled_request_leaves_its_place_to_the_next(moment: float) -> None:
    async def run() -> float:
        throttle = Throttle(1)
        first = asyncio.ensure_future(once(throttle))
        second = asyncio.ensure_future(once(throttle))
        await asyncio.sleep(moment)
        for task in (first, second) if moment < 0.1 else (second,):
            task.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await asyncio.wait_for(once(throttle), 1)
        assert throttle.snapshot().in_flight == 0
        return now()

    assert virtual_clock.run(run()) < 0.4


def test_a_turn_that_comes_with_its_cancellation_is_passed_on() -> None:
    async def run() -> None:
        throttle = Throttle(1)
        holder = throttle.slot()
        await holder.__aenter__()
        waiting = asyncio.ensure_future(once(throttle))
        await asyncio.sleep(0)
        await holder.__aexit__()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.wait_for(once(throttle), 1)

    virtual_clock.run(run())


def test_an_error_inside_says_nothing_about_the_endpoint_and_frees_the_place() -> None:
    async def run() -> None:
        throttle = Throttle(1)
        with pytest.raises(ZeroDivisionError):
            async with throttle.slot():
                raise ZeroDivisionError
        state = throttle.snapshot()
        assert (state.in_flight, state.failed, state.requests) == (0, 0, 1)

    virtual_clock.run(run())


def test_a_snapshot_tells_how_things_stand() -> None:
    async def run() -> None:
        throttle = Throttle(2)
        assert throttle.snapshot().median_latency is None

        async def ask(seconds: float) -> None:
            async with throttle.slot(50) as slot:
                await asyncio.sleep(seconds)
                slot.ok(tokens=40)

        work = asyncio.gather(*(ask(s) for s in (1.0, 1.0, 1.0, 3.0)))
        await asyncio.sleep(0.5)
        state = throttle.snapshot()
        assert (state.in_flight, state.window, state.waiting) == (2, 2, 2)
        await work
        await once(throttle, lambda slot: slot.failed(DOWN))
        await once(throttle, put_off())
        state = throttle.snapshot()
        assert (state.requests, state.succeeded, state.failed, state.refused) == (6, 4, 1, 1)
        assert state.tokens == 160
        assert state.median_latency == pytest.approx(1.0)
        assert 2 < (state.p95_latency or 0) <= 3

    virtual_clock.run(run())


def test_headers_of_answers_slow_everybody_down_before_anything_is_refused() -> None:
    async def run() -> float:
        throttle = Throttle()
        level = [5.0]

        def headers() -> Mapping[str, str]:
            level[0] -= 1
            return {
                "x-ratelimit-limit-requests": "60",
                "x-ratelimit-remaining-requests": str(max(0, level[0])),
                "x-ratelimit-reset-requests": f"{60 - max(0, level[0]):g}s",
            }

        for _ in range(10):
            await once(throttle, lambda slot: slot.ok(headers()))
        return now()

    assert 5 < virtual_clock.run(run()) < 12
