"""An output folder as a whole, in figures."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factcards.batch.report_record import LONGEST_REASON, shortened
from factcards.batch.report_spread import SECONDS, SHARES, Spread
from factcards.store import Store
from factcards.store_database import DATABASE, connect, storage_errors

_CARDS = "SELECT 1.0 * verified / checked, count(*) FROM cards WHERE checked > 0 GROUP BY 1"
_ATTEMPTS = "SELECT seconds FROM attempts WHERE state = 'done'"


def folder_figures(directory: Path) -> dict[str, Any]:
    """What is in a folder, over all runs: for ``report.json``.

    Raises:
        StoreError: It holds no store, or that cannot be read.
    """
    with Store.read(directory) as store:
        status = store.status()
    seconds, shares = _spreads(directory)
    found = asdict(status)
    del found["running"]  # the run that reports is the one that is on
    for reason in found["reasons"]:
        reason["reason"] = shortened(reason["reason"] or "", LONGEST_REASON)
    return {
        **found,
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


def _spreads(directory: Path) -> tuple[Spread, Spread]:
    seconds, shares = Spread(SECONDS), Spread(SHARES)
    path = directory / DATABASE
    with storage_errors(directory), closing(connect(path, writes=False)) as connection:
        for share, number in connection.execute(_CARDS):
            shares.add(share, number)
        for (value,) in connection.execute(_ATTEMPTS):
            seconds.add(value)
    return seconds, shares
