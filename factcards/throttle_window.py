"""How many requests may be in flight: additive increase, and cuts that have to prove themselves.

What is tried here is what TCP does, with one difference. An endpoint that refuses five requests
in a hundred whatever we do would starve a sender that halves at each refusal. So a cut is an
experiment: the requests sent after it show whether it helped. Where refusals go on, or latency
stays, they are not of our making: the cut is undone, and as much of it is expected from then on.

Nothing in here knows the time: a round trip is as many replies as the window is wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Literal

START = 2  # requests; few, so that the best latency is that of a server at leisure
MOST = 512  # in flight, however well it goes: more meets the usual limit on open files

_SAMPLE = 16  # replies at least before anything but a burst of refusals is judged
_LEAST = 0.001  # seconds; clocks need not tell less from nothing
_FIRST = 4  # replies at least before the window grows
_TRIAL = 50  # replies at least before a cut is judged by the refusals after it
_GONE = 0.02  # share of refusals that is as good as none
_SLOWER = 2.0  # times the best latency is a sign of queueing
_GUESS = (0.5, 10.0)  # troubles in so many replies, before anything is known
_MOST_NOISE = 0.25  # share of failures that is put up with, at most
_MOST_DRIFT = 4.0  # times the best latency ever that counts as the new normal, at most
_BELOW = 0.95  # of the limit that was found is where a cut goes to
_DEEPER = 0.8  # of that, where it did not help
_LONGEST_HOLD = 64  # round trips at a ceiling before it is tried again


_Stage = Literal["settling", "cut", "deeper"]


@dataclass
class _Round:
    """What came of the requests of about one round trip.

    Attributes:
        served: How many were in flight when each that was answered was sent.
        refused: Likewise of those that were refused or failed.
        latencies: Of those that were answered.
    """

    served: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    @property
    def replies(self) -> int:
        return len(self.served) + len(self.refused)

    @property
    def troubles(self) -> int:
        return len(self.refused)

    @property
    def limit(self) -> float:
        """How many the endpoint takes, if so many are served and more are refused."""
        if not self.refused:
            return math.inf
        crowd = median(self.refused)
        refused = sum(other >= crowd for other in self.refused)
        served = sum(other >= crowd for other in self.served)
        return crowd - 1 if refused > served else math.inf

    @property
    def latency(self) -> float:
        return median(self.latencies) if self.latencies else math.inf

    @property
    def share(self) -> float:
        return self.troubles / max(1, self.replies)


@dataclass(frozen=True)
class _Trial:
    """A cut that has yet to show that it helps.

    Latency is measured once more before that cut: what comes in while the window grows belongs
    to a narrower one.
    """

    size: float
    before: _Round
    for_latency: bool
    stage: _Stage = "cut"


class Window:
    """The number of requests that may be in flight at a time.

    Args:
        start: Where it begins.
        most: Where it ends.
        watch_latency: Whether slow replies are a sign of too many requests.
    """

    def __init__(self, start: int, most: int, *, watch_latency: bool) -> None:
        self._start = start
        self._most = most
        self._watches = watch_latency
        self._best = math.inf  # the lowest usual latency there ever was
        self._usual = math.inf  # what latency is compared with
        self._noise = _GUESS  # troubles and replies after cuts
        self._first = 0  # number of the request from which on replies count
        self.restart(0)

    @property
    def limit(self) -> int:
        """How many may be in flight now."""
        return int(self._size)

    def restart(self, next_number: int) -> None:
        """Begin anew, as after an outage; what is known of the endpoint stays known."""
        self._size = float(self._start)
        self._fast = True
        self._step = 1.0  # requests by which the window grows in a round trip
        self._ceiling = math.inf
        self._hold = self._holds = 0
        self._trial: _Trial | None = None
        self._begin(next_number)

    def _begin(self, next_number: int) -> None:
        self._first = next_number
        self._new_round()

    def _new_round(self) -> None:
        self._round = _Round()
        self._needed = max(_SAMPLE, self.limit)
        if self._trial is not None and not self._trial.for_latency:
            self._needed = max(self._needed, _TRIAL)

    def ok(self, number: int, latency: float, crowd: int, *, full: bool, next_number: int) -> None:
        """A request was answered.

        Args:
            number: The how-manieth it was.
            latency: Seconds it took.
            crowd: How many were in flight when it was sent.
            full: Whether the window was full when it was sent; otherwise it says nothing
                about a wider one.
            next_number: The number of the next request that will be sent.
        """
        if number < self._first:
            return
        self._round.served.append(crowd)
        self._round.latencies.append(max(latency, _LEAST))
        quick = latency <= _SLOWER * self._usual
        if self._trial is None and full and quick and not self._troubled(1):
            self._grow()
        self._close_when_done(next_number)

    def trouble(self, number: int, crowd: int, *, next_number: int) -> None:
        """A request was refused or failed; the arguments are those of `ok`."""
        if number >= self._first:
            self._round.refused.append(crowd)
            self._close_when_done(next_number)

    def _expected(self) -> float:
        """How many of this round's requests fail for reasons that are not ours."""
        noise = min(self._noise[0] / self._noise[1], _MOST_NOISE)
        return noise * max(self._round.replies, _SAMPLE)

    def _troubled(self, deviations: int) -> bool:
        expected = self._expected()
        return self._round.troubles > expected + deviations * math.sqrt(expected)

    def _signs(self) -> tuple[float, bool]:
        """Where to cut to as this round went badly, and whether for its latency."""
        found = self._round.limit
        if found < self._size:
            return found * _BELOW, False
        if self._troubled(3):
            return min(self._size * _BELOW, self._size - 1), False
        return self._size, self._watches and self._slow()

    def _grow(self) -> None:
        if self._watches and self._best == math.inf and self._round.replies < _FIRST:
            return
        if self._fast:
            self._size += 1
        elif self._size < self._ceiling:
            self._size = min(self._ceiling, self._size + 2 / self._size)
        elif not self._hold:
            self._size += self._step / self._size
        self._size = min(self._size, self._most)

    def _close_when_done(self, next_number: int) -> None:
        learning = self._best == math.inf and len(self._round.latencies) >= _FIRST
        if learning:
            self._best = self._usual = self._round.latency
        if self._round.replies < self._needed:
            return
        if self._trial is not None:
            self._judge(self._trial, next_number)
            return
        to, for_latency = self._signs()
        if (to < self._size or for_latency) and self._size > 1:
            stage: _Stage = "settling" if for_latency else "cut"
            self._trial = _Trial(self._size, self._round, for_latency, stage)
            self._cut(to, next_number)
            return
        if self._round.latency < self._usual:
            self._usual += (self._round.latency - self._usual) / 4
            self._best = min(self._best, self._usual)
        expected = self._expected()
        if self._round.troubles < expected - 2 * math.sqrt(expected):
            self._heard()  # it has become better
        if self._hold:
            self._hold -= 1
        elif self._size > self._ceiling + 1:  # a whole round above it, and nothing happened
            self._step = min(2 * self._step, self._size / 2)
            self._holds = 0
            self._ceiling = self._size
        self._new_round()

    def _slow(self) -> bool:
        return self._round.latency > _SLOWER * self._usual

    def _cut(self, to: float, next_number: int) -> None:
        self._size = max(1.0, to)
        self._begin(next_number)

    def _judge(self, trial: _Trial, next_number: int) -> None:
        """Keep a cut that helped; go deeper, once, where it did not; then put up with it."""
        after, to = self._round, self._size
        if after.share > _MOST_NOISE:
            self._trial = _Trial(self._size, after, for_latency=False)
            to *= max(0.5, 1 - after.share)
            self._fast = False
        elif trial.stage == "settling":
            self._trial = replace(trial, before=after, stage="cut") if self._slow() else None
            to *= max(0.5, 1.5 * self._usual / after.latency) if self._slow() else 1
        elif self._helped(trial, after):
            self._keep(trial)
        elif trial.for_latency:
            self._usual = min(after.latency, _MOST_DRIFT * self._best)
            to = self._undo(trial)
        elif trial.stage == "cut" and self._size > 1:
            self._trial = replace(trial, stage="deeper")
            to *= _DEEPER
        else:
            to = self._undo(trial)
        self._cut(to, next_number)

    def _helped(self, trial: _Trial, after: _Round) -> bool:
        if not trial.for_latency:
            return after.share <= _GONE
        # Half as many in half the time is no loss; half as many in the same time is one.
        narrower = math.log(trial.size / self._size)
        quicker = math.log(trial.before.latency / after.latency) if after.latencies else 0.0
        return quicker > narrower / 2

    def _keep(self, trial: _Trial) -> None:
        self._trial = None
        self._ceiling = self._size
        if not trial.for_latency:
            self._heard()
            if trial.stage == "cut":
                self._ceiling = max(self._size, min(self._size / _BELOW, trial.size - 1))
        self._fast = False
        self._step = 1.0
        self._holds = min(self._holds + 1, 5)
        self._hold = min(4 * 2**self._holds, _LONGEST_HOLD)

    def _undo(self, trial: _Trial) -> float:
        self._trial = None
        if not trial.for_latency:
            self._heard()
        return trial.size

    def _heard(self) -> None:
        """Learn from this round how often requests fail whatever we do."""
        troubles, replies = self._noise
        self._noise = (
            troubles * 0.8 + self._round.troubles,
            replies * 0.8 + self._round.replies,
        )
