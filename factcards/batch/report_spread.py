"""How values are spread and how a run went over time, in memory that does not grow with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

_PER_DECADE: Final = 8
_MOST_STEPS: Final = 120

SECONDS: Final = tuple(10 ** (power / _PER_DECADE - 2) for power in range(6 * _PER_DECADE + 1))
"""Bounds for seconds, from 0.01 to 10,000, each a third more than the one before."""

SHARES: Final = (*(tenth / 10 for tenth in range(11)), 1.0)
"""Bounds for parts of one: tenths, and a bin of its own for the whole."""


@dataclass
class Spread:
    """A histogram.

    Attributes:
        bounds: Of the bins, in order. What is beyond them counts in the outer bins.
        counts: One for each bin.
        highest: The highest value; None where there is none.
    """

    bounds: Sequence[float]
    counts: list[int] = field(default_factory=list)
    highest: float | None = None

    def __post_init__(self) -> None:
        self.counts = self.counts or [0] * (len(self.bounds) - 1)

    def add(self, value: float, times: int = 1) -> None:
        """Count a value."""
        number = bisect_right(self.bounds, value) - 1
        self.counts[min(max(number, 0), len(self.counts) - 1)] += times
        self.highest = value if self.highest is None else max(self.highest, value)

    @property
    def total(self) -> int:
        return sum(self.counts)

    def quantile(self, part: float) -> float | None:
        """About the value that `part` of all values do not exceed; None where there is none.

        It is exact to the width of a bin.
        """
        wanted = part * self.total
        if self.highest is None:
            return None
        for (low, high), number in zip(pairwise(self.bounds), self.counts, strict=True):
            if number and wanted <= number:
                return min(low + (high - low) * wanted / number, self.highest)
            wanted -= number
        return self.highest

    def bins(self) -> list[dict[str, float]]:
        """The bins from the first to the last that has something in it."""
        filled = [place for place, number in enumerate(self.counts) if number]
        if not filled:
            return []
        rows = zip(pairwise(self.bounds), self.counts, strict=True)
        return [
            {"from": round(low, 4), "to": round(high, 4), "count": number}
            for (low, high), number in list(rows)[filled[0] : filled[-1] + 1]
        ]


@dataclass
class Step:
    """A part of a run.

    Attributes:
        done: Cards that were made in it.
        others: Articles that ended in it without one.
        tokens: Spent from the beginning of the run to the end of this step; None is unknown.
        cost: Likewise, in US dollars.
    """

    done: int = 0
    others: int = 0
    tokens: int | None = 0
    cost: float | None = 0.0


@dataclass
class Timeline:
    """What happened when, in steps of equal length, which doubles as the run goes on.

    Attributes:
        seconds: Length of a step.
        steps: From the beginning.
    """

    seconds: float = 1.0
    steps: list[Step] = field(default_factory=list)

    def at(self, elapsed: float) -> Step:
        """The step for a moment, to be added to.

        Args:
            elapsed: Seconds since the beginning; never less than the last time.
        """
        while elapsed >= self.seconds * _MOST_STEPS:
            self.seconds *= 2
            halves = [self.steps[at : at + 2] for at in range(0, len(self.steps), 2)]
            self.steps = [_joined(half) for half in halves]
        while len(self.steps) <= int(elapsed / self.seconds):
            last = self.steps[-1] if self.steps else Step()
            self.steps.append(Step(tokens=last.tokens, cost=last.cost))
        return self.steps[-1]

    def rows(self, end: float) -> Iterator[dict[str, Any]]:
        """The steps as a table; `end` is when the last one was over, in seconds."""
        for number, step in enumerate(self.steps):
            began = number * self.seconds
            ended = min(began + self.seconds, max(end, began))
            yield {"from": round(began, 3), "to": round(ended, 3), **vars(step)}


def _joined(steps: Sequence[Step]) -> Step:
    last = steps[-1]
    done, others = sum(s.done for s in steps), sum(s.others for s in steps)
    return Step(done, others, last.tokens, last.cost)
