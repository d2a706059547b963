"""Asides: what stands between two words that belong together (English).

"Will not, despite protests, close"; "believe that Lee, 34, started"; "failed on Friday to agree".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.verify.predicates import AUXILIARIES, is_verb
from factcards.verify.speech import speech_verbs
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Token

_LONGEST = 14  # words of an aside
_END_MARKS = frozenset(",;:.()")
_STOPS = frozenset(';:.()?!"“”«»')
# An aside may have a verb of its own after one of these.
_SUBORDINATE = listed("which who whom whose where when once if as although though while unless")
# A second statement of its own, or another item of a row.
_COORDINATE = listed("and or but nor so that")
_UNITS = (
    r"(?:day|night|morning|evening|weekend|week|month|season|quarter|spring|summer|autumn|winter"
    r"|year)"
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TIME = re.compile(
    rf"\b(?:(?:(?:on|since|by|until|late|early)\s)?{_DAYS}(?:\s{_UNITS})?"
    rf"|(?:(?:earlier|later|late|early)\s)?(?:last|next|this|one)\s(?:{_UNITS}|{_DAYS}|{_MONTHS})"
    rf"|in\s(?:{_MONTHS}|[12]\d{{3}})|for\s(?:the|a)\s\w+\stime|as\sof\s\w+|again|yesterday)\b"
)


@lru_cache(maxsize=1024)
def asides_of(passage: Passage) -> Mapping[int, int]:
    """The asides of a passage: the index of the first token of each, and that past its last.

    An aside is what stands between two commas and tells nothing of its own, or a time.
    """
    tokens, text = passage.tokens, passage.text
    starts = {token.start: index for index, token in enumerate(tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(tokens)}
    found = {
        starts[time.start()]: ends[time.end()]
        for time in _TIME.finditer(text)
        if time.start() in starts and time.end() in ends
    }
    commas = [
        place
        for place in range(1, len(tokens))
        if text[tokens[place - 1].end : tokens[place].start].strip() == ","
    ]
    return found | {
        first: past
        for first, past in pairwise(commas)
        if past - first <= _LONGEST and _is_aside(text, tokens, first, past)
    }


def steps(passage: Passage, start: int, reach: int) -> Iterator[int]:
    """Indices of up to `reach` tokens from `start` on in the same clause, asides stepped over."""
    tokens, text = passage.tokens, passage.text
    over = asides_of(passage) if start < len(tokens) else {}
    place, left = start, reach
    while place < len(tokens) and left:
        if place in over:
            place = over[place]
            if place < len(tokens) and not _STOPS.isdisjoint(_gap(text, tokens, place)):
                return
            if place in over or place >= len(tokens):
                continue
        elif not _END_MARKS.isdisjoint(_gap(text, tokens, place)):
            return
        yield place
        place, left = place + 1, left - 1


def _gap(text: str, tokens: Sequence[Token], place: int) -> str:
    return text[tokens[place - 1].end : tokens[place].start]


def _is_aside(text: str, tokens: Sequence[Token], first: int, past: int) -> bool:
    if tokens[first].folded in _COORDINATE:
        return False
    if not _STOPS.isdisjoint(text[tokens[first].start : tokens[past - 1].end]):
        return False
    if tokens[first].folded in _SUBORDINATE:
        return True
    verbs = [place for place in range(first, past) if is_verb(tokens, place)]
    if not verbs:
        return True
    opens = tokens[verbs[0]].folded not in AUXILIARIES and verbs[0] <= first + 1
    if len(verbs) == 1 and opens:  # "known as", "now retired", "led by"
        return True
    said = tokens[verbs[-1]].folded in speech_verbs("en")
    return len(verbs) == 1 and said and verbs[-1] == past - 1  # "its owner said"
