"""How a run's requests stand, for people to look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of a throttle at one moment.

    Attributes:
        in_flight: Requests that are under way.
        window: How many may be; None is no limit.
        waiting: Requests that wait for their turn.
        paused_for: Seconds for which nothing is sent: the endpoint asked for it, or is down.
        requests: Sent so far, retries included.
        retries: Of these, second and further attempts.
        succeeded: Of these, answered.
        refused: Of these, put off by the endpoint: 429 and 503.
        failed: Of these, failed in other ways that may pass.
        rejected: Of these, refused for good.
        median_latency: Seconds, of the latest successes; None before the first.
        p95_latency: Likewise.
        tokens: Used so far, as far as the endpoint says.
    """

    in_flight: int
    window: int | None
    waiting: int
    paused_for: float
    requests: int
    retries: int
    succeeded: int
    refused: int
    failed: int
    rejected: int
    median_latency: float | None
    p95_latency: float | None
    tokens: int
