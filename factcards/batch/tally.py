"""The sums of a run, for progress and reports."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

from factcards.batch.outcome import Outcome
from factcards.store_outcome import State

_REMEMBERED = 5


@dataclass
class Tally:
    """What became of the articles so far.

    Attributes:
        states: Articles by state.
        finished_before: Those that an earlier run had finished.
        errors: Articles by the class of what stood in the way.
        checked: Claims on record.
        verified: Of these, on a card and verified.
        problems: The last ones: place and reason.
    """

    states: Counter[State] = field(default_factory=Counter)
    finished_before: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    checked: int = 0
    verified: int = 0
    problems: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        self.states[outcome.state] += 1
        self.checked += outcome.checked
        self.verified += outcome.verified
        if outcome.state in ("failed", "refused"):
            self.errors[outcome.error or outcome.state] += 1
            self.problems.append((outcome.place, outcome.reason or ""))

    @property
    def worked_on(self) -> int:
        """Articles of this run, whatever became of them."""
        return self.states.total()

    @property
    def verified_share(self) -> float | None:
        """Part of the claims on record that are on a card and verified."""
        return self.verified / self.checked if self.checked else None
