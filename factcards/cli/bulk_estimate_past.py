"""What earlier runs into a folder took for each article."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from factcards.store_database import DATABASE, connect, storage_errors

# Where nothing was measured: five to seven facts, headline and summary, and for some articles
# a second question about claims that failed.
REPLY_TOKENS = 450.0
REQUESTS = 1.2

_RECENT = 2_000  # attempts
_LONGEST_GAP = 60.0  # seconds between two ends that may still be of one run...
_MANY = 20.0  # ...or this many times the time of an article, where articles take long

_SPENT = """
SELECT completion_tokens, requests, started, seconds FROM attempts
WHERE state = 'done' AND requests > 0 ORDER BY rowid DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What an article takes, measured or guessed.

    Attributes:
        articles: How many were measured; where none, the rest is a guess.
        requests_each: Requests for a card.
        reply_tokens_each: Tokens of all replies for a card.
        seconds_each: Wall time of a run for a card, with as many under way as there were;
            None is unknown.
    """

    articles: int = 0
    requests_each: float = REQUESTS
    reply_tokens_each: float = REPLY_TOKENS
    seconds_each: float | None = None


def measured(directory: Path) -> Measured:
    """Look at the latest cards of a folder.

    Raises:
        StoreError: The store cannot be read.
    """
    path = directory / DATABASE
    with storage_errors(directory), closing(connect(path, writes=False)) as connection:
        rows = connection.execute(_SPENT, (_RECENT,)).fetchall()
    if not rows:
        return Measured()
    replies = [tokens for tokens, *_ in rows if tokens is not None]
    ends = sorted(
        datetime.fromisoformat(started) + timedelta(seconds=seconds)
        for _, _, started, seconds in rows
    )
    return Measured(
        articles=len(rows),
        requests_each=round(fmean(requests for _, requests, *_ in rows), 3),
        reply_tokens_each=round(fmean(replies), 1) if replies else REPLY_TOKENS,
        seconds_each=_pace(ends, fmean(seconds for *_, seconds in rows)),
    )


def _pace(ends: list[datetime], each: float) -> float | None:
    """Seconds between the ends of two articles, pauses between runs left out."""
    longest = max(_LONGEST_GAP, _MANY * each)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(ends)]
    within = [gap for gap in gaps if gap <= longest]
    return fmean(within) if sum(within) > 0 else None
