"""An output folder as a whole, in figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from factcards.batch.report_record import DUPLICATE, LONGEST_REASON, shortened
from factcards.batch.report_spread import SECONDS, SHARES, Spread
from factcards.store import Store
from factcards.store_database import DATABASE, connect, storage_errors

_CARDS = "SELECT 1.0 * verified / checked, count(*) FROM cards WHERE checked > 0 GROUP BY 1"
_ATTEMPTS = "SELECT seconds FROM attempts WHERE state = 'done'"

# Each duplicate has a reason of its own, and they would crowd out the others.
_REASONS = """
SELECT state, error, CASE state WHEN 'duplicate' THEN ? ELSE reason END AS words,
       count(*) AS number, min(place)
FROM items WHERE state != 'done'
GROUP BY state, error, words ORDER BY number DESC, state, error, words LIMIT 30
"""


def folder_figures(directory: Path) -> dict[str, Any]:
    """What is in a folder, over all runs: for ``report.json``.

    Raises:
        StoreError: It holds no store, or that cannot be read.
    """
    with Store.read(directory) as store:
        status = store.status()
    path, seconds, shares = directory / DATABASE, Spread(SECONDS), Spread(SHARES)
    with storage_errors(directory), closing(connect(path, writes=False)) as connection:
        for share, number in connection.execute(_CARDS):
            shares.add(share, number)
        for (value,) in connection.execute(_ATTEMPTS):
            seconds.add(value)
        reasons = list(_reasons(connection))
    found = asdict(status)
    del found["running"]  # the run that reports is the one that is on
    return {
        **found,
        "reasons": reasons,
        "verified_share": status.verified_share,
        "cards_by_share": shares.bins(),
        "seconds_per_article": spread_figures(seconds),
    }


def spread_figures(seconds: Spread) -> dict[str, Any]:
    """A distribution of seconds; median and percentiles are exact to a sixth."""
    return {
        "count": seconds.total,
        "median": seconds.quantile(0.5),
        "p90": seconds.quantile(0.9),
        "p99": seconds.quantile(0.99),
        "longest": seconds.highest,
        "bins": seconds.bins(),
    }


def _reasons(connection: Connection) -> Iterator[dict[str, Any]]:
    for state, error, reason, number, place in connection.execute(_REASONS, (DUPLICATE,)):
        how = {"state": state, "error": error, "reason": shortened(reason or "", LONGEST_REASON)}
        yield {**how, "count": number, "examples": [shortened(place, LONGEST_REASON)]}
