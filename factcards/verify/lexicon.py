"""A small lexicon of news: opposites, alternatives that exclude each other, and synonyms.

Compact on purpose: pairs that newsrooms use daily, compared by stem. The functions are the
seam at which a full lexical database can take over.
"""

from __future__ import annotations

from functools import lru_cache

from factcards.verify.fold import fold_word
from factcards.verify.opposites import ALTERNATIVES, OPPOSITES
from factcards.verify.synonyms import SYNONYMS
from factcards.verify.words import stem


def _rows(table: dict[str, str], lang: str) -> list[list[str]]:
    text = table.get("en" if lang == "und" else lang, "")
    rows: list[list[str]] = []
    indent = min((len(x) - len(x.lstrip()) for x in text.split("\n") if x.strip()), default=0)
    for line in text.split("\n"):
        if not line.strip():
            continue
        words = line.split()
        if rows and len(line) - len(line.lstrip()) > indent:
            rows[-1] += words
        else:
            rows.append(words)
    return rows


def _stems(words: list[str], lang: str) -> frozenset[str]:
    return frozenset(stem(fold_word(word), lang) for word in words)


@lru_cache(maxsize=16)
def _opposites(lang: str) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in _rows(OPPOSITES, lang):
        if "|" not in row:
            continue
        bar = row.index("|")
        left, right = _stems(row[:bar], lang), _stems(row[bar + 1 :], lang)
        for word in left:
            table[word] = table.get(word, frozenset()) | (right - left)
        for word in right:
            table[word] = table.get(word, frozenset()) | (left - right)
    return table


@lru_cache(maxsize=16)
def _groups(lang: str) -> dict[str, tuple[frozenset[str], ...]]:
    table: dict[str, tuple[frozenset[str], ...]] = {}
    for row in _rows(ALTERNATIVES, lang):
        group = _stems(row, lang)
        for word in group:
            table[word] = (*table.get(word, ()), group - {word})
    return table


@lru_cache(maxsize=16)
def _synonyms(lang: str) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in _rows(SYNONYMS, lang):
        group = _stems(row, lang)
        for word in group:
            table[word] = table.get(word, frozenset()) | (group - {word})
    return table


def antonyms_of(word: str, lang: str) -> frozenset[str]:
    """Stems of the opposites of a stem."""
    return _opposites(lang).get(word, frozenset())


def alternatives_to(word: str, lang: str) -> frozenset[str]:
    """Stems that exclude this one where both could stand: other colours, other crimes."""
    return frozenset().union(*_groups(lang).get(word, ()))


def related(word: str, lang: str = "en") -> frozenset[str]:
    """Stems that may stand for this one in a paraphrase."""
    return _synonyms(lang).get(word, frozenset())


_PREFIX = 3  # letters of a negative prefix at most


def is_negated_form(word: str, other: str) -> bool:
    """Whether one English stem is the other with a negative prefix: "unaware", "aware"."""
    short, long = sorted((word, other), key=len)
    return len(short) > _PREFIX and any(
        long == prefix + short for prefix in ("un", "in", "im", "ir", "il", "dis", "non", "mis")
    )
