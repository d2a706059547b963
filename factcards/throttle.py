"""One gate for every request to an endpoint: how many at a time, how many a minute, and when not.

    slot -> breaker -> pause -> window -> token buckets -> request -> what came of it

All of it belongs to one event loop, whose clock it uses: where a test gives that loop a clock
of its own, everything here runs in that time.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections import deque
from collections.abc import Mapping
from statistics import quantiles
from typing import Literal, Self

from factcards.errors import EndpointError
from factcards.throttle_breaker import PATIENCE, Breaker, RetryBudget
from factcards.throttle_rate import Bucket, retry_after
from factcards.throttle_snapshot import Snapshot
from factcards.throttle_window import MOST, START, Window

MAX_ATTEMPTS = 4  # of one request, where nobody says otherwise
MAX_RETRY_AFTER = 60.0  # seconds; an endpoint that asks for more is as good as down

_RECENT = 512  # latencies that are kept
_UNKNOWN_LATENCY = 0.5  # seconds, until there is one
_SERVED_ANYWAY = 2  # successes that show that a refusal was not meant for all
_NO_HEADERS: Mapping[str, str] = {}


class Throttle:
    """What all requests of a run pass.

    Args:
        concurrency: How many requests may be in flight: at most so many, as many as the
            endpoint takes well, or any number. A window that was given is only narrowed by
            refusals, never by latency.
        requests_per_minute: At most.
        tokens_per_minute: At most, of prompts and replies.
        attempts: Requests at most for one question. With faults in one request of ten, four
            are too few for thousands of questions.
        patience: Seconds without any success before a failing endpoint is given up.
        chance: For jitter.
    """

    def __init__(
        self,
        concurrency: int | Literal["auto"] | None = None,
        *,
        requests_per_minute: float = math.inf,
        tokens_per_minute: float = math.inf,
        attempts: int = MAX_ATTEMPTS,
        patience: float = PATIENCE,
        chance: random.Random | None = None,
    ) -> None:
        self.attempts = attempts
        self.most = MOST if concurrency == "auto" else concurrency
        self._window: Window | None = None
        if concurrency == "auto":
            self._window = Window(START, MOST, watch_latency=True)
        elif concurrency is not None:
            self._window = Window(concurrency, concurrency, watch_latency=False)
        self._requests = Bucket(requests_per_minute)
        self._tokens = Bucket(tokens_per_minute)
        self._breaker = Breaker(patience)
        self._budget = RetryBudget()
        self._chance = chance or random.Random()  # noqa: S311 - jitter
        self._waiting: deque[tuple[asyncio.Future[None], Slot]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._in_flight = self._resting = self._probes = 0
        self._outstanding = 0  # tokens that requests in flight are thought to need
        self._paused_until = -math.inf
        self._pause_cause = self._served_since = 0
        self._sent = self._succeeded = self._refused = self._failed = self._rejected = 0
        self._used = 0
        self._latencies: deque[float] = deque(maxlen=_RECENT)
        self._typical = _UNKNOWN_LATENCY

    def slot(self, tokens: int = 0, *, again: bool = False) -> Slot:
        """A place for one request, to be entered with ``async with`` and told what came of it.

        Args:
            tokens: What prompt and reply together are thought to need.
            again: Whether it is a retry, which goes before those that have yet to begin:
                otherwise a run would end with retries of retries, and little else to do.
        """
        return Slot(self, tokens, again=again)

    @property
    def window(self) -> int | None:
        """How many requests may be in flight now; None is no limit."""
        return self._window.limit if self._window else None

    @property
    def tripped(self) -> EndpointError | None:
        """Why nothing more is sent; None while requests are let through."""
        return self._breaker.tripped

    @property
    def may_retry(self) -> bool:
        """Whether the run's budget has a retry left."""
        return self._budget.allows(self._succeeded)

    def retrying(self) -> None:
        """Take a retry from the budget."""
        self._budget.spent += 1

    def snapshot(self) -> Snapshot:
        """How things stand."""
        now = asyncio.get_running_loop().time()
        latencies = self._latencies
        cuts = quantiles(latencies, n=20, method="inclusive") if len(latencies) > 1 else None
        only = latencies[0] if latencies else None
        return Snapshot(
            in_flight=self._in_flight,
            window=self.window,
            waiting=sum(not future.done() for future, _ in self._waiting),
            paused_for=max(0.0, self._pause(now)),
            requests=self._sent,
            retries=self._budget.spent,
            succeeded=self._succeeded,
            refused=self._refused,
            failed=self._failed,
            rejected=self._rejected,
            median_latency=cuts[9] if cuts else only,
            p95_latency=cuts[18] if cuts else only,
            tokens=self._used,
        )

    def _pause(self, now: float) -> float:
        """Seconds until anything is sent; zero or less if nothing stands in the way."""
        return max(self._paused_until, self._breaker.next_probe) - now

    def _has_room(self) -> bool:
        if self._breaker.probing:
            return not self._probes
        return self._window is None or self._in_flight + self._resting < self._window.limit

    def _let_through(self) -> None:
        """Let those who wait go as far as there is room, and come back when there may be more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        while self._waiting:
            future, slot = self._waiting[0]
            if not future.done():
                if (error := self._breaker.tripped) is not None:
                    future.set_exception(error)
                elif not self._has_room():
                    return
                elif (delay := self._delay(slot, loop.time())) > 0:
                    self._timer = loop.call_later(delay, self._let_through)
                    return
                else:
                    self._enter(slot, loop.time())
                    future.set_result(None)
            self._waiting.popleft()

    def _delay(self, slot: Slot, now: float) -> float:
        waits = (self._requests.wait(1, now), self._tokens.wait(slot.tokens, now))
        return max(self._pause(now), *waits)

    def _enter(self, slot: Slot, now: float) -> None:
        slot.number, slot.began = self._sent, now
        slot.probe = self._breaker.probing
        self._sent += 1
        self._in_flight += 1
        self._probes += slot.probe
        self._outstanding += slot.tokens
        slot.crowd = self._in_flight
        if self._window is not None:
            slot.full = self._in_flight + self._resting >= 0.9 * self._window.limit
        self._requests.take(1, now)
        self._tokens.take(slot.tokens, now)

    def _leave(self, slot: Slot) -> None:
        self._in_flight -= 1
        self._probes -= slot.probe
        self._outstanding -= slot.tokens
        if self._waiting:
            self._let_through()

    def _succeed(self, slot: Slot, headers: Mapping[str, str], tokens: int | None) -> None:
        now = asyncio.get_running_loop().time()
        latency = now - slot.began
        self._succeeded += 1
        self._latencies.append(latency)
        self._typical += (latency - self._typical) / (8 if self._succeeded > 1 else 1)
        if tokens is not None:
            self._used += tokens
            self._tokens.take(tokens - slot.tokens, now)
        self._observe(headers, slot, now)
        if self._breaker.probing and self._window is not None:
            self._window.restart(self._sent)
        self._breaker.succeeded()
        if self._window is not None:
            full = slot.full and self._paused_until <= now
            self._window.ok(slot.number, latency, slot.crowd, full=full, next_number=self._sent)
        if slot.number > self._pause_cause and self._paused_until > now:
            self._served_since += 1
            if self._served_since >= _SERVED_ANYWAY:
                self._paused_until = now

    def _put_off(self, slot: Slot, error: EndpointError, headers: Mapping[str, str]) -> None:
        now = asyncio.get_running_loop().time()
        self._refused += 1
        reset = self._observe(headers, slot, now)
        asked = retry_after(headers)
        asked = reset if asked is None else asked
        if asked:
            # Who was refused waits as long as was asked; the others until some that were sent
            # later have been served all the same.
            until = now + min(asked, MAX_RETRY_AFTER) * self._chance.uniform(1.0, 1.1)
            if until > self._paused_until:
                self._paused_until = until
                self._pause_cause, self._served_since = slot.number, 0
        self._trouble(slot, error, now)

    def _observe(self, headers: Mapping[str, str], slot: Slot, now: float) -> float | None:
        """Take note of rate limits; seconds until one that is used up resets."""
        if "x-ratelimit-limit-requests" not in headers and (
            "x-ratelimit-limit-tokens" not in headers
        ):
            return None
        others = self._in_flight - 1
        tokens = self._outstanding - slot.tokens
        resets = (
            self._requests.observe(headers, "requests", others, now),
            self._tokens.observe(headers, "tokens", tokens, now),
        )
        return max((reset for reset in resets if reset is not None), default=None)

    def _trouble(self, slot: Slot, error: EndpointError, now: float) -> None:
        self._breaker.failed(error, now, self._in_flight - 1, probe=slot.probe)
        if self._window is None:
            return
        self._window.trouble(slot.number, slot.crowd, next_number=self._sent)
        # A place that was refused stays empty as long as a request would have taken: refusals
        # come quickly, and would otherwise be most of what is sent.
        rest = slot.began + self._typical - now
        if rest > 0:
            self._resting += 1
            asyncio.get_running_loop().call_later(rest, self._rested)

    def _rested(self) -> None:
        self._resting -= 1
        self._let_through()


class Slot:
    """A place for one request; left without a word, it says nothing about the endpoint."""

    __slots__ = ("_again", "_throttle", "began", "crowd", "full", "number", "probe", "tokens")

    def __init__(self, throttle: Throttle, tokens: int, *, again: bool) -> None:
        self._throttle = throttle
        self._again = again
        self.tokens = tokens
        self.number = self.crowd = 0
        self.began = 0.0
        self.full = self.probe = False

    async def __aenter__(self) -> Self:
        """Wait for the turn; raises `EndpointGivenUp` where there will be none."""
        throttle = self._throttle
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # During an outage in turn: who goes first is likely to fail.
        if self._again and not throttle._breaker.probing:
            throttle._waiting.appendleft((future, self))
        else:
            throttle._waiting.append((future, self))
        throttle._let_through()
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and not future.exception():
                throttle._leave(self)  # the turn had come already
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._throttle._leave(self)

    @property
    def seconds(self) -> float:
        """Since the request could be sent."""
        return asyncio.get_running_loop().time() - self.began

    def ok(self, headers: Mapping[str, str] = _NO_HEADERS, tokens: int | None = None) -> None:
        """It was answered.

        Args:
            headers: Of the reply, by lower-case name.
            tokens: That it really used, if known.
        """
        self._throttle._succeed(self, headers, tokens)

    def refused(self, error: EndpointError, headers: Mapping[str, str] = _NO_HEADERS) -> None:
        """It was put off, with 429 or 503."""
        self._throttle._put_off(self, error, headers)

    def failed(self, error: EndpointError) -> None:
        """It failed in another way that may pass."""
        self._throttle._failed += 1
        self._throttle._trouble(self, error, asyncio.get_running_loop().time())

    def rejected(self, error: EndpointError, *, for_its_article: bool = False) -> None:
        """It was refused for good.

        Args:
            error: Why.
            for_its_article: Whether the article alone is the reason; others will do.
        """
        self._throttle._rejected += 1
        self._throttle._breaker.refused(error, for_its_article=for_its_article)
