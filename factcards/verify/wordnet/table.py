"""Look-ups in the table: a line per stem, read once and split only when asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("en.tsv")


def synonyms(stem: str) -> frozenset[str]:
    """Stems of words that share a sense with this one, or are derived from it."""
    return _row(stem)[0]


def wider(stem: str) -> frozenset[str]:
    """Stems of more general or merely similar words, without its synonyms."""
    return _row(stem)[1]


def antonyms(stem: str) -> frozenset[str]:
    """Stems of its direct antonyms."""
    return _row(stem)[2]


def knows(stem: str) -> bool:
    """Whether it is the stem of an English word that is not only a name."""
    return stem in _lines()


@lru_cache(maxsize=20_000)
def _row(stem: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    line = _lines().get(stem)
    if line is None:
        return frozenset(), frozenset(), frozenset()
    one, two, three = line.split("\t")
    return frozenset(one.split()), frozenset(two.split()), frozenset(three.split())


@cache
def _lines() -> dict[str, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)
