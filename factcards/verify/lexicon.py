"""What words mean to each other: opposites, alternatives that exclude each other, synonyms.

Our own tables hold what newsrooms use daily, in several languages; for English an extract of
WordNet adds the rest. All by stem.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factcards.verify import wordnet
from factcards.verify.contraries import CONTRARIES
from factcards.verify.fold import fold_word
from factcards.verify.opposites import ALTERNATIVES, OPPOSITES
from factcards.verify.synonyms import SYNONYMS
from factcards.verify.words import stem

_ENGLISH = frozenset({"en", "und"})


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
    rows = _rows(OPPOSITES, lang) + (_rows({"en": CONTRARIES}, lang) if lang in _ENGLISH else [])
    for row in rows:
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


def has_opposites(lang: str) -> bool:
    """Whether there is a table of opposites for a language."""
    return lang in _ENGLISH or lang in OPPOSITES


@lru_cache(maxsize=20_000)
def antonyms_of(word: str, lang: str) -> frozenset[str]:
    """Stems of the opposites of a stem; of a comparative or superlative those in its degree."""
    found = _antonyms(word, lang)
    if found or lang not in _ENGLISH:
        return found
    for ending in ("est", "er"):
        if word.endswith(ending):
            bases = _bases(word.removesuffix(ending))
            opposites = frozenset().union(*(_antonyms(base, lang) for base in bases))
            return frozenset(form for other in opposites for form in _degree(other, ending))
    return found


def _antonyms(word: str, lang: str) -> frozenset[str]:
    ours = _opposites(lang).get(word, frozenset())
    if lang not in _ENGLISH:
        return ours
    return ours | (wordnet.antonyms(word) - _synonyms(lang).get(word, frozenset()))


def _bases(root: str) -> tuple[str, ...]:
    """Stems of the adjectives that "larg-", "bigg-" and "happi-" may come from."""
    undoubled = root[:-1] if root[-2:-1] == root[-1:] else root
    return root, root + "e", undoubled


def _degree(adjective: str, ending: str) -> tuple[str, ...]:
    return (
        adjective + ending,
        adjective + adjective[-1] + ending,
        adjective.removesuffix("e") + ending,
    )


def alternatives_to(word: str, lang: str) -> frozenset[str]:
    """Stems that exclude this one where both could stand: other colours, other crimes."""
    return frozenset().union(*_groups(lang).get(word, ()))


def related(word: str, lang: str = "en") -> frozenset[str]:
    """Stems that may stand for this one in a paraphrase."""
    ours = _synonyms(lang).get(word, frozenset())
    return ours | wordnet.synonyms(word) if lang in _ENGLISH else ours


def akin(word: str, lang: str = "en") -> frozenset[str]:
    """Stems of more general or similar words: a paraphrase may use them, a check not rely on it."""
    return wordnet.wider(word) if lang in _ENGLISH else frozenset()


_PREFIX = 3  # letters of a negative prefix at most
_NEGATIVE = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


@lru_cache(maxsize=20_000)
def negated_forms(word: str) -> frozenset[str]:
    """An English stem with each negative prefix, or without the one that it may have."""
    longer = {prefix + word for prefix in _NEGATIVE} if len(word) > _PREFIX else set()
    shorter = {word.removeprefix(prefix) for prefix in _NEGATIVE if word.startswith(prefix)}
    return frozenset(longer | {short for short in shorter if len(short) > _PREFIX})


_ROLES = re.compile(r"(?:(ee)|(?:er|or))s?$")


def are_counterparts(one: str, other: str) -> bool:
    """Whether two English words are the two sides of an act: "employer" and "employee".

    Stems do not tell that: those of "employs" and "employer" are one.
    """
    mine, theirs = _ROLES.search(one), _ROLES.search(other)
    if mine is None or theirs is None or mine[1] == theirs[1]:
        return False
    return one[: mine.start()] == other[: theirs.start()]
