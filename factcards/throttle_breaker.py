"""When to stop asking: an endpoint that is dead, or that refuses everything alike.

    closed  --  several failures in a row  -->  probing: one request at a time, ever more rarely
    probing --  one success                -->  closed
    probing --  no success for a while     -->  open, for the rest of the run

Probing comes before the breaker opens rather than after. An outage of half a minute then costs
a handful of requests and no article; and an endpoint that is given up is given up, so that an
unattended run ends and says why instead of knocking all night.
"""

from __future__ import annotations

import math
import re

from factcards.errors import EndpointError, EndpointGivenUp

PATIENCE = 30.0  # seconds without any success

_SUSPECT = 8  # failures in a row; more than one request can have alone
_PROBES = 3  # failed ones at least: a probe that times out takes long
_LONGEST_WAIT = 5.0  # seconds between probes
_SAME_REFUSALS = 8  # in a row, before it is plain that all requests will meet it
_NAMES = re.compile(r"\S*\d\S*")  # request numbers and the like differ in the same message


class Breaker:
    """Counts what goes wrong without anything going right in between.

    Args:
        patience: Seconds without success before an endpoint that fails is given up.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._refusal = ""
        self._refusals = 0
        self._error: EndpointError | None = None
        self._said = ""
        self._answered()

    def succeeded(self) -> None:
        """A request was answered."""
        self._answered()
        self._refusals = 0

    def _answered(self) -> None:
        self._failures = 0
        self._failing_since = math.inf
        self._probes = 0
        self.probing = False
        self.next_probe = -math.inf

    @property
    def tripped(self) -> EndpointGivenUp | None:
        """Why nothing more is sent, as a new error each time; None while all is well."""
        if self._error is None:
            return None
        return EndpointGivenUp(self._said, source=self._error.source, remedy=self._error.remedy)

    def failed(self, error: EndpointError, now: float, others: int, *, probe: bool) -> None:
        """A request failed for a reason that may pass.

        Args:
            error: What went wrong.
            now: Seconds of any clock.
            others: Requests whose fate is still open.
            probe: Whether it was sent to find out.
        """
        self._failures += 1
        self._failing_since = min(self._failing_since, now)
        began = not self.probing and self._failures >= max(_SUSPECT, others)
        if began or (probe and self.probing):
            self._probes += not began
            self.probing = True
            self.next_probe = now + min(2.0**self._probes, _LONGEST_WAIT)
        quiet = now - self._failing_since
        if self._probes >= _PROBES and quiet >= self._patience and self._error is None:
            self._open(
                error,
                f"{self._failures} requests failed and none succeeded for {quiet:.0f} s, so no "
                f"more are sent ({error.problem})",
            )

    def refused(self, error: EndpointError, *, for_its_article: bool) -> None:
        """A request was refused for good, by an endpoint that is up; see `Slot.rejected`."""
        self._answered()
        if for_its_article:
            return
        refusal = f"{type(error).__name__} {_NAMES.sub('#', error.problem)}"
        self._refusals = self._refusals + 1 if refusal == self._refusal else 1
        self._refusal = refusal
        if self._refusals >= _SAME_REFUSALS and self._error is None:
            self._open(
                error,
                f"{self._refusals} requests in a row were refused alike, so no more are sent "
                f"({error.problem})",
            )

    def _open(self, error: EndpointError, said: str) -> None:
        self._error, self._said = error, said


class RetryBudget:
    """Retries of a run: a share of what succeeded, and a few to begin with."""

    SHARE = 0.3
    AT_FIRST = 100

    def __init__(self) -> None:
        self.spent = 0

    def allows(self, successes: int) -> bool:
        """Whether one more is within the budget."""
        return self.spent < self.AT_FIRST + self.SHARE * successes
