"""What a report will tell of a run, gathered while it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from factcards.batch.report_spread import SECONDS, SHARES, Spread, Timeline
from factcards.escape import one_line

if TYPE_CHECKING:
    from factcards.batch.meter import Meter
    from factcards.batch.outcome import Outcome

Ending = Literal["complete", "interrupted", "error"]

LONGEST_REASON: Final = 160
_MOST_REASONS: Final = 100
_EXAMPLES: Final = 3
_LONGEST_PLACE: Final = 200
DUPLICATE: Final = "the same text as another article"
_OTHERS: Final = "other reasons"

_Key = tuple[str, str, str]


@dataclass
class Reasons:
    """Why articles have no card: each reason with a few examples, and no more than 100 of them."""

    _found: dict[_Key, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count an article that has no card."""
        reason = plain_reason(outcome.place, outcome.reason)
        if outcome.state == "duplicate":
            reason = DUPLICATE  # of which one says nothing here
        key = (outcome.state, outcome.error or "", reason)
        if key not in self._found and len(self._found) >= _MOST_REASONS:
            key = (outcome.state, "", _OTHERS)
        number, places = self._found.get(key, (0, ()))
        if len(places) < _EXAMPLES:
            places = (*places, shortened(outcome.place, _LONGEST_PLACE))
        self._found[key] = (number + 1, places)

    def rows(self) -> Iterator[dict[str, Any]]:
        """As a table, the most frequent first."""
        for key, (number, places) in sorted(self._found.items(), key=lambda kv: (-kv[1][0], kv[0])):
            state, error, reason = key
            how = {"state": state, "error": error or None, "reason": reason}
            yield {**how, "count": number, "examples": list(places)}


@dataclass
class Record:
    """One run.

    Attributes:
        started: When; with a time zone.
        seconds: Of the articles that became cards.
        shares: Of the claims of each card that are on it and verified.
        timeline: What happened when.
        reasons: Why articles have no card.
    """

    started: datetime
    seconds: Spread = field(default_factory=lambda: Spread(SECONDS))
    shares: Spread = field(default_factory=lambda: Spread(SHARES))
    timeline: Timeline = field(default_factory=Timeline)
    reasons: Reasons = field(default_factory=Reasons)

    def add(self, outcome: Outcome, elapsed: float, meter: Meter) -> None:
        """Take note of an outcome.

        Args:
            outcome: What became of an article.
            elapsed: Seconds since the run began.
            meter: What has been spent so far.
        """
        step = self.timeline.at(elapsed)
        if outcome.state == "done":
            step.done += 1
            self.seconds.add(outcome.seconds)
            if outcome.checked:
                self.shares.add(outcome.verified / outcome.checked)
        else:
            step.others += 1
            self.reasons.add(outcome)
        step.cost, usage = meter.cost, meter.usage
        known = usage.prompt_tokens is not None and usage.completion_tokens is not None
        step.tokens = (usage.prompt_tokens or 0) + (usage.completion_tokens or 0) if known else None


def plain_reason(place: str, reason: str | None) -> str:
    """A reason without the place that it begins with, on one short line."""
    return shortened((reason or "").removeprefix(f"{place}: "), LONGEST_REASON)


def shortened(text: str, most: int) -> str:
    """One line that is not too long."""
    line = one_line(text[: 4 * most])
    return line if len(line) <= most else f"{line[: most - 1]}…"
