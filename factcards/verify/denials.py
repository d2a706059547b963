"""Denials: the negations of a text with the words that each bears on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from factcards.verify.negations import (
    DECLINING,
    ENDING,
    LIGHT,
    UNSPACED_CUES,
    UNSPACED_EXCEPTIONS,
    Negations,
    affirming,
    negations,
)
from factcards.verify.predicates import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

_FOCUS = 3  # content words after a cue that it surely bears on
_MOST = 40  # denials of one sentence that are looked at
_CLAUSE_END = re.compile(r"[,;:()–—。、，；：!?؟،\"“”«»]|\.\s")


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation and the content words it bears on.

    Attributes:
        cue: As written.
        start: Offset of the cue in the passage.
        end: Offset just past it.
        focus: Stems of the content words it surely bears on, nearest first.
        scope: Stems of all content words of its clause part.
        contrast: Whether "but" follows with what is true instead.
    """

    cue: str
    start: int
    end: int
    focus: tuple[str, ...]
    scope: tuple[str, ...]
    contrast: bool


def find_denials(passage: Passage) -> tuple[Denial, ...]:
    """Find the negations of a passage with their scopes, in order."""
    if passage.lang in UNSPACED_CUES:
        return tuple(islice(_unspaced_denials(passage), _MOST))
    rules = negations(passage.lang)
    if rules is None:
        return ()
    return tuple(islice(_denials(passage, rules), _MOST))


def _denials(passage: Passage, rules: Negations) -> Iterator[Denial]:
    tokens = passage.tokens
    skip = _affirming_at(tokens, passage.lang)
    index = 0
    while index < len(tokens):
        size = 0 if index in skip else _cue_at(tokens, index, rules)
        if size and not _is_elliptical(passage, index + size):
            yield _denial(passage, index, index + size, rules)
        index += max(size, 1)


def _is_elliptical(passage: Passage, past: int) -> bool:
    """Whether what is denied is left out: "where they were not, pupils did better"."""
    tokens = passage.tokens
    if passage.lang != "en" or past >= len(tokens) or tokens[past - 1].folded != "not":
        return False
    return passage.text[tokens[past - 1].end : tokens[past].start].lstrip()[:1] in {",", ";"}


def _cue_at(tokens: Sequence[Token], index: int, rules: Negations) -> int:
    """Number of tokens of the cue that begins here; 0 if none does."""
    for phrase in rules.phrases:
        words = tokens[index : index + len(phrase)]
        if tuple(token.folded for token in words) == phrase:
            return len(phrase)
    folded = tokens[index].folded
    if folded in rules.verbs and not _is_attributive(tokens, index):
        after = tokens[index + 1].folded if index + 1 < len(tokens) else ""
        if folded in DECLINING:
            return int(after == "to")
        return int(folded not in ENDING or after.endswith("ing"))
    return 1 if folded in rules.cues or folded.endswith("n't") else 0


def _is_attributive(tokens: Sequence[Token], index: int) -> bool:
    """Whether "failed" stands before a noun, as in "a failed attempt": no verb is negated."""
    if not tokens[index].folded.endswith("ed") or index == 0:
        return False
    return tokens[index - 1].folded in {"a", "an", "the", "his", "her", "its", "their", "this"}


def _affirming_at(tokens: Sequence[Token], lang: str) -> frozenset[int]:
    found: set[int] = set()
    for index, token in enumerate(tokens):
        for phrase in affirming(lang):
            if (
                token.folded == phrase[0]
                and tuple(t.folded for t in tokens[index : index + len(phrase)]) == phrase
            ):
                found.update(range(index, index + len(phrase)))
    return frozenset(found)


def _denial(passage: Passage, first: int, past: int, rules: Negations) -> Denial:
    tokens, text = passage.tokens, passage.text
    end = tokens[past - 1].end
    stop, contrast = _clause_end(passage, first, past, rules)
    opening = _particle_before(tokens, first) if passage.lang == "fr" else end
    after = [t for t in passage.terms if opening <= t.start < stop and t.index != first]
    if rules.side == "around":
        start = _clause_start(text, tokens, first, rules)
        before = [t for t in passage.terms if start <= t.start < tokens[first].start]
        near = sorted([*before, *after], key=lambda t: min(abs(t.start - end), abs(t.end - end)))
        focus, scope = near[:_FOCUS], [*before, *after]
    else:
        heavy = [t for t in after if t.text.casefold() not in LIGHT] or after
        focus, scope = heavy[:_FOCUS], after
        if not after:
            focus = scope = [t for t in passage.terms if t.end <= tokens[first].start][-2:]
    return Denial(
        text[tokens[first].start : end], tokens[first].start, end,
        tuple(t.stem for t in focus), tuple(t.stem for t in scope), contrast,
    )  # fmt: skip


def _particle_before(tokens: Sequence[Token], first: int) -> int:
    """Offset after the "ne" that goes with a French cue: "ne déploiera pas"."""
    for token in reversed(tokens[max(0, first - 5) : first]):
        if token.folded in {"ne", "n"}:
            return token.end
    return tokens[first].end


def _clause_end(passage: Passage, first: int, past: int, rules: Negations) -> tuple[int, bool]:
    """Offset where what is denied ends, and whether what is true instead follows."""
    text, tokens = passage.text, passage.tokens
    for place in range(past, len(tokens)):
        token = tokens[place]
        between = text[tokens[place - 1].end : token.start]
        ends = _CLAUSE_END.search(between) is not None
        contrast = token.folded in {"but", "sondern", "mais", "sino", "bensì", "ma", "mas", "а"}
        if contrast:
            return token.start, True
        if (ends or token.folded in rules.breaks) and place > past:
            if _goes_on(text, tokens, first, place, between):
                continue
            return token.start, False
    return len(text), False


def _goes_on(text: str, tokens: Sequence[Token], first: int, place: int, between: str) -> bool:
    """Whether a denial bears on what follows a break too (English).

    "No version in which it works"; "not in the third, a coral".
    """
    word = tokens[place].folded
    if word in {"which", "that", "where", "who"} and not _CLAUSE_END.search(between):
        return tokens[first].folded in {"no", "nobody", "nothing", "none"}
    if between.strip() != "," or word not in {"a", "an"}:
        return False
    for index in range(place + 1, len(tokens)):
        if _CLAUSE_END.search(text[tokens[index - 1].end : tokens[index].start]):
            return True
        if is_verb(tokens, index):
            return False
    return True


def _clause_start(text: str, tokens: Sequence[Token], first: int, rules: Negations) -> int:
    for place in range(first - 1, 0, -1):
        if _CLAUSE_END.search(text[tokens[place - 1].end : tokens[place].start]):
            return tokens[place].start
        if tokens[place].folded in rules.breaks:
            return tokens[place].start
    return 0


@lru_cache(maxsize=8)
def _unspaced_pattern(lang: str) -> re.Pattern[str]:
    cues, _ = UNSPACED_CUES[lang]
    words = [*UNSPACED_EXCEPTIONS.get(lang, ()), *sorted(cues, key=len, reverse=True)]
    return re.compile("|".join(re.escape(word) for word in words))


def _unspaced_denials(passage: Passage) -> Iterator[Denial]:
    cues, precedes = UNSPACED_CUES[passage.lang]
    text = passage.text
    bounds = [0, *(m.end() for m in re.finditer(r"[,;:。、，；：!?！？]", text)), len(text)]
    for found in _unspaced_pattern(passage.lang).finditer(text):
        if found.group() not in cues:
            continue
        start = max(bound for bound in bounds if bound <= found.start())
        stop = min(bound for bound in bounds if bound >= found.end())
        terms: list[Term] = [
            t
            for t in passage.terms
            if (start <= t.start and t.end <= found.end() if precedes else t.start >= found.end())
            and t.end <= stop
        ]
        near = list(reversed(terms)) if precedes else terms
        yield Denial(
            found.group(), found.start(), found.end(),
            tuple(t.stem for t in near[: _FOCUS + 1]), tuple(t.stem for t in terms), False,
        )  # fmt: skip
