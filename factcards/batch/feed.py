"""Entries of the sources, read ahead in a thread: files, feeds and digests block."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from factcards.errors import FactcardsError
from factcards.intake.item import Entry, Item
from factcards.intake.load import fingerprint

_MOST = 64  # entries at a time
_PATIENCE = 0.05  # seconds to gather them, where they come slowly


@dataclass(frozen=True, slots=True)
class Fed:
    """An entry with the digest of its content; None where it cannot be read."""

    entry: Entry
    fingerprint: str | None


async def feed(entries: Iterable[Entry]) -> AsyncIterator[Fed]:
    """The entries in order, at most two handfuls ahead of what is taken.

    Raises:
        FactcardsError: A source as a whole is unusable.
    """
    source = iter(entries)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "sources") as thread:
        coming = loop.run_in_executor(thread, _handful, source)
        try:
            while handful := await coming:
                coming = loop.run_in_executor(thread, _handful, source)
                for fed in handful:
                    yield fed
        finally:
            # What is being read (a slow feed, a pipe that nobody closes) must not hold us up.
            thread.shutdown(wait=False, cancel_futures=True)


def _handful(source: Iterator[Entry]) -> list[Fed]:
    taken: list[Fed] = []
    enough = time.monotonic() + _PATIENCE
    for entry in source:
        taken.append(Fed(entry, _fingerprint(entry)))
        if len(taken) >= _MOST or time.monotonic() > enough:
            break
    return taken


def _fingerprint(entry: Entry) -> str | None:
    if not isinstance(entry, Item):
        return None
    try:
        return fingerprint(entry)
    except FactcardsError:
        return None  # its worker will say what is wrong with it
