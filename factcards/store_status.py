"""What is in a store, in figures: for people and for programs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcards.escape import one_line, whole_characters

STATES = ("done", "failed", "refused", "duplicate")
_MOST_REASONS = 20
_LONGEST_REASON = 160


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of which parts may be unknown, and then are no zeros.

    Attributes:
        known: The sum of what is known; None where nothing is.
        unknown: How many attempts did not say.
    """

    known: float | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why items have no card.

    Attributes:
        state: ``failed``, ``refused`` or ``duplicate``.
        error: Name of the error's class, if there was one.
        reason: In words, without the item's place.
        count: How many items.
    """

    state: str
    error: str | None
    reason: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a store.

    Attributes:
        directory: The output folder.
        factcards: The version that made it.
        created: When, as ISO 8601 in UTC.
        updated: Of the item that ended last; None where there is none.
        running: Whether a run holds the folder now.
        states: How many items ended in each state.
        cards: How many cards there are.
        reasons: Why items have no card, the most frequent first; at most 20.
        attempts: How often an item was worked on.
        requests: Sent to the model, retries included.
        prompt_tokens: Over all attempts.
        completion_tokens: Over all attempts.
        cost: Over all attempts, in US dollars.
        seconds: Spent on items, added up over those that were under way at once.
        checked: Claims on the records of the cards.
        verified: Of these, on a card and verified.
    """

    directory: str
    factcards: str
    created: str
    updated: str | None
    running: bool
    states: Mapping[str, int]
    cards: int
    reasons: tuple[Reason, ...]
    attempts: int
    requests: int
    prompt_tokens: Total
    completion_tokens: Total
    cost: Total
    seconds: float
    checked: int
    verified: int

    @property
    def verified_share(self) -> float | None:
        """Of the claims on record, from 0 to 1; None where there are none."""
        return self.verified / self.checked if self.checked else None


def read_status(connection: sqlite3.Connection, directory: Path, *, running: bool) -> Status:
    """Count what is in a store.

    Args:
        connection: To its database.
        directory: The output folder.
        running: Whether a run holds it.
    """

    def one(query: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] = connection.execute(query).fetchone()
        return row

    meta = dict(connection.execute("SELECT name, value FROM meta"))
    states = dict.fromkeys(STATES, 0)
    states.update(connection.execute("SELECT state, count(*) FROM items GROUP BY state"))
    cards, checked, verified = one(
        "SELECT count(*), ifnull(sum(checked), 0), ifnull(sum(verified), 0) FROM cards"
    )
    attempts, requests, seconds = one(
        "SELECT count(*), ifnull(sum(requests), 0), total(seconds) FROM attempts"
    )
    return Status(
        directory=str(directory),
        factcards=meta["factcards"],
        created=meta["created"],
        updated=one("SELECT max(updated) FROM items")[0],
        running=running,
        states=states,
        cards=cards,
        reasons=tuple(_reasons(connection)),
        attempts=attempts,
        requests=requests,
        prompt_tokens=_total(connection, "prompt_tokens"),
        completion_tokens=_total(connection, "completion_tokens"),
        cost=_total(connection, "cost"),
        seconds=seconds,
        checked=checked,
        verified=verified,
    )


def _reasons(connection: sqlite3.Connection) -> Iterator[Reason]:
    query = """
    SELECT state, error, CASE state WHEN 'duplicate' THEN ? ELSE reason END AS words,
           count(*) AS number
    FROM items WHERE state != 'done'
    GROUP BY state, error, words ORDER BY number DESC, state, error, words LIMIT ?
    """
    # A duplicate's reason names the other one, which makes as many reasons as duplicates.
    rows = connection.execute(query, ("the same text as an earlier one", _MOST_REASONS))
    return (Reason(*row) for row in rows)


def _total(connection: sqlite3.Connection, column: str) -> Total:
    query = f"SELECT sum({column}), count(*) - count({column}) FROM attempts"  # noqa: S608 - ours
    return Total(*connection.execute(query).fetchone())


def status_json(status: Status) -> str:
    """The status as one JSON object; what is unknown is null."""
    content = {**asdict(status), "verified_share": status.verified_share}
    return whole_characters(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def status_text(status: Status) -> str:
    """The status in lines for people."""
    return "".join(f"{line}\n" for line in _lines(status))


def _lines(status: Status) -> Iterator[str]:
    yield one_line(status.directory) + (": a run is on" if status.running else "")
    for state, count in status.states.items():
        if count or state == "done":
            yield f"  {state:<10}{count:>9,}"
    if status.cards != status.states["done"]:
        yield f"  {'cards':<10}{status.cards:>9,}  (some were made before their last attempt)"
    if status.verified_share is not None:
        share = f"{100 * status.verified_share:.1f}%"
        yield f"  verified  {share:>9}  ({status.verified:,} of {status.checked:,} claims)"
    yield f"  requests  {status.requests:>9,}  in {status.attempts:,} attempts"
    tokens = [
        _amount(status.prompt_tokens, "{:,.0f}"),
        _amount(status.completion_tokens, "{:,.0f}"),
    ]
    yield f"  tokens     {tokens[0]} in, {tokens[1]} out"
    yield f"  cost       {_amount(status.cost, 'US${:,.4f}')}"
    if status.reasons:
        yield "  why there is no card:"
    for reason in status.reasons:
        words = one_line(": ".join(filter(None, (reason.error, reason.reason))))
        if len(words) > _LONGEST_REASON:
            words = words[: _LONGEST_REASON - 1] + "…"
        yield f"  {reason.count:>7,}  {reason.state}: {words}"


def _amount(total: Total, form: str) -> str:
    """A sum in words: what is unknown is called so."""
    if not total.known:
        return "unknown" if total.unknown else form.format(0)
    amount = form.format(total.known)
    if not total.unknown:
        return amount
    attempts = "attempt" if total.unknown == 1 else "attempts"
    return f"at least {amount} (unknown for {total.unknown:,} {attempts})"
