"""How a bulk run stands at one moment."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from factcards.batch.report_record import plain_reason, shortened

if TYPE_CHECKING:
    from factcards.batch.run import Run
    from factcards.throttle_snapshot import Snapshot

_RECENT = 30.0  # seconds
_ENOUGH = 5  # articles in them; a slow model's are averaged over the whole run
_LONGEST_PLACE = 120


@dataclass
class Speed:
    """How fast articles have ended lately."""

    _marks: deque[tuple[float, int, int]] = field(default_factory=deque)

    def measure(self, elapsed: float, ended: int, passed: int) -> tuple[float, float]:
        """Articles a second: those worked on, and with those that need no work.

        Args:
            elapsed: Seconds since the beginning.
            ended: Articles worked on so far.
            passed: Articles that were found finished so far.
        """
        marks = self._marks
        marks.append((elapsed, ended, passed))
        while elapsed - marks[0][0] > _RECENT:
            marks.popleft()
        since, before, passed_before = marks[0]
        if ended - before < _ENOUGH:
            since, before, passed_before = 0.0, 0, 0
        seconds = max(elapsed - since, 1e-3)
        worked = (ended - before) / seconds
        return worked, worked + (passed - passed_before) / seconds


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see.

    Attributes:
        elapsed: Seconds since the beginning.
        done: Cards made.
        failed: Articles that something stood in the way of.
        refused: Articles that can never be a card.
        duplicate: Articles left out, as another has their text.
        finished_before: Articles that an earlier run had finished.
        total: About how many articles there are; None is unknown.
        checked: Claims on record.
        verified: Of these, on a card and verified.
        articles_per_second: Lately.
        eta: Seconds that are left, about; None is unknown.
        prompt_tokens: Spent; None is unknown.
        completion_tokens: Likewise.
        cost: In US dollars, likewise.
        requests: How they stand.
        problems: The last ones: place and reason.
    """

    elapsed: float
    done: int
    failed: int
    refused: int
    duplicate: int
    finished_before: int
    total: int | None
    checked: int
    verified: int
    articles_per_second: float
    eta: float | None
    prompt_tokens: int | None
    completion_tokens: int | None
    cost: float | None
    requests: Snapshot | None
    problems: tuple[tuple[str, str], ...]

    @property
    def verified_share(self) -> float | None:
        """Of the claims on record; None where there are none."""
        return self.verified / self.checked if self.checked else None

    @property
    def ended(self) -> int:
        """Articles that nothing remains to be done with."""
        return self.done + self.failed + self.refused + self.duplicate + self.finished_before


def look(
    run: Run, requests: Snapshot | None, elapsed: float, speed: Speed, total: int | None
) -> View:
    """How a run stands.

    Args:
        run: The run.
        requests: How its requests stand.
        elapsed: Seconds since it began.
        speed: Its speed so far.
        total: Articles that its sources have; None is unknown.
    """
    tally, meter = run.tally, run.meter
    states = tally.states
    per_second, passing = speed.measure(elapsed, tally.worked_on, tally.finished_before)
    ended = tally.worked_on + tally.finished_before
    if total is not None:
        if run.limits.articles is not None:
            total = min(total, run.limits.articles + tally.finished_before)
        total = max(total, ended)  # it was a guess
    eta = None if total is None or not passing else (total - ended) / passing
    return View(
        elapsed=elapsed,
        done=states["done"],
        failed=states["failed"],
        refused=states["refused"],
        duplicate=states["duplicate"],
        finished_before=tally.finished_before,
        total=total,
        checked=tally.checked,
        verified=tally.verified,
        articles_per_second=per_second,
        eta=eta,
        prompt_tokens=meter.usage.prompt_tokens,
        completion_tokens=meter.usage.completion_tokens,
        cost=meter.cost,
        requests=requests,
        problems=tuple(
            (shortened(place, _LONGEST_PLACE), plain_reason(place, reason))
            for place, reason in tally.problems
        ),
    )


def view_json(view: View) -> dict[str, Any]:
    """What ``--json-progress`` tells; the keys are documented and stay. Unknown is None."""
    requests = view.requests
    return {
        "elapsed": round(view.elapsed, 3),
        "done": view.done,
        "failed": view.failed,
        "refused": view.refused,
        "duplicate": view.duplicate,
        "finished_before": view.finished_before,
        "total": view.total,
        "verified_share": view.verified_share,
        "articles_per_second": round(view.articles_per_second, 3),
        "eta": None if view.eta is None else round(view.eta, 1),
        "prompt_tokens": view.prompt_tokens,
        "completion_tokens": view.completion_tokens,
        "cost": view.cost,
        "requests": requests.requests if requests else None,
        "retries": requests.retries if requests else None,
        "in_flight": requests.in_flight if requests else None,
        "window": requests.window if requests else None,
        "waiting": requests.waiting if requests else None,
        "paused_for": round(requests.paused_for, 3) if requests else None,
        "problems": [{"place": place, "reason": reason} for place, reason in view.problems],
    }
