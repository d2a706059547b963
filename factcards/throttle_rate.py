"""What an endpoint lets through in a minute, and what its headers say about it."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_EPSILON = 1e-6  # of a token: a timer that rings a little early is no reason for another

_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Bucket:
    """A token bucket, which a request larger than all of it may overdraw.

    Args:
        per_minute: The user's own limit; infinite is none. What the endpoint says is obeyed
            beside it.
    """

    def __init__(self, per_minute: float = math.inf) -> None:
        self._own_rate = self._rate = per_minute / 60  # units per second
        self._burst = max(1.0, self._rate)  # no more than a second's worth at once
        self._level = self._burst
        self._at = -math.inf

    def wait(self, amount: float, now: float) -> float:
        """Seconds until so much may be taken."""
        if self._rate == math.inf:
            return 0.0
        missing = min(amount, self._burst) - self._refilled(now)
        return missing / self._rate if missing > _EPSILON else 0.0

    def take(self, amount: float, now: float) -> None:
        """Take what a request is thought to need; a negative amount gives back."""
        if self._rate < math.inf:
            self._level = min(self._refilled(now) - amount, self._burst)

    def observe(
        self, headers: Mapping[str, str], name: str, outstanding: float, now: float
    ) -> float | None:
        """Take note of ``x-ratelimit-limit-``, ``-remaining-`` and ``-reset-NAME``.

        Args:
            headers: Of a reply, by lower-case name.
            name: ``requests`` or ``tokens``.
            outstanding: What is in flight and may not have been counted over there.
            now: Of the clock that the bucket is used with.

        Returns:
            Seconds until the limit resets if nothing remains, otherwise None.
        """
        remaining = _number(headers.get(f"x-ratelimit-remaining-{name}"))
        limit = _number(headers.get(f"x-ratelimit-limit-{name}"))
        reset = span(headers.get(f"x-ratelimit-reset-{name}"))
        if remaining is None or limit is None or reset is None or not 0 < limit < math.inf:
            return None
        # A limit refills steadily, or all at once at the end of a period of unknown length:
        # the pace that brings it back in time suits both.
        if remaining < limit and reset > 0:
            level = self._refilled(now) if self._rate < math.inf else remaining
            self._rate = min(self._own_rate, (limit - remaining) / reset)
            if self._own_rate == math.inf:
                self._burst = limit
            self._level = min(max(level, remaining - outstanding), remaining, self._burst)
            self._at = now
        return reset if remaining <= 0 else None

    def _refilled(self, now: float) -> float:
        passed = now - self._at
        self._at = now
        self._level = min(self._burst, self._level + passed * self._rate)
        return self._level


def span(text: str | None) -> float | None:
    """Seconds of ``6m0s``, ``12ms``, ``1.5`` or an ISO time; None if it is none of these."""
    if not text:
        return None
    text = text.strip()[:40].lower()
    if (seconds := _number(text)) is not None:
        return seconds
    parts = _SPAN.findall(text)
    if parts and "".join(a + b for a, b in parts) == text:
        return sum(float(amount) * _SECONDS[unit] for amount, unit in parts)
    try:
        then = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, then.timestamp() - time.time())


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a reply asks to wait; None if it does not say.

    Source: RFC 9110, 10.2.3; ``retry-after-ms`` is OpenAI's own.
    """
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "").strip()[:40]
    if not text or (seconds := _number(text)) is not None:
        return seconds if text else None
    if (until := _date(text)) is None:
        return None
    # Against the endpoint's own clock, which need not be ours.
    sent = _date(headers.get("date", ""))
    return max(0.0, until - (sent if sent is not None else time.time()))


def _date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text[:40]).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < math.inf else None
