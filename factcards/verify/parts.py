"""Parts: "seven of the nine" must be the part and the whole that the evidence gives together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.matching import Match, match_quantity, same_noun
from factcards.verify.nearby import context, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.quantities import Quantity
    from factcards.verify.source import SourceText

_LONGEST = 40  # characters between the two numbers
_WORD = r"(?:[^\W\d_]+\s){0,2}?"  # "seven members of the nine"
_OF = {
    "en": r"(?:out\s)?of\s(?:all\s)?(?:(?:the|its|their|his|her|our|those|these)\s)?",
    "de": r"(?:von\s(?:den\s|insgesamt\s)?|der\s(?:insgesamt\s)?|seiner\s|ihrer\s|aus\s)",
    "nl": r"van\s(?:de\s)?",
    "fr": r"(?:sur\s(?:les\s)?|des\s|de\s(?:ses|leurs)\s|parmi\sles\s)",
    "es": r"(?:de\s(?:cada\s|los\s|las\s|sus\s|un\stotal\sde\s)?|sobre\s)",
    "pt": r"(?:d[oae]s?\s|em\s(?:cada\s)?|de\sum\stotal\sde\s)",
    "it": r"(?:su(?:i|gli|lle)?\s|de(?:i|gli|lle)\s|di\s)",
    "ru": r"из\s(?:всех\s)?",
    "uk": r"(?:із|з)\s(?:усіх\s)?",
    "pl": r"(?:spośród|z)\s",
    "ar": r"(?:من\s(?:أصل\s|بين\s)?)",
}
# Where the whole comes first: "9人のうち7人", "9名成员中的7名", "9명 중 7명"
_WITHIN = re.compile(
    r"(?:人|名|个|個|件|社|か国|カ国|명|개|곳|건)?[^\W\d_]{0,6}(?:のうち|中|之中|当中|\s?가운데|\s?중)(?:で|の|的|有|에서)?\s?"
)
_WITHIN_LANGUAGES = frozenset({"ja", "zh", "ko", "yue"})


@dataclass(frozen=True, slots=True)
class Part:
    """A number that is said to be part of another one in the same text."""

    passage: Passage
    part: Quantity
    whole: Quantity

    @property
    def text(self) -> str:
        start = min(self.part.start, self.whole.start)
        return self.passage.text[start : max(self.part.end, self.whole.end)]


def check_parts(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that what a claim calls part of a number is the part that the evidence gives of it.

    Each number by itself may be right: "nine of the nine" where seven of the nine voted.
    """
    for ours in parts_of(claim):
        given = [theirs for passage in evidence for theirs in parts_of(passage)]
        if any(_same(ours.part, t.part) and _same(ours.whole, t.whole) for t in given):
            continue
        rivals = [theirs for theirs in given if _is_rival(ours, theirs)]
        if not rivals:
            continue
        rival = max(rivals, key=lambda theirs: _shared(ours, theirs.passage, theirs.part))
        if _is_told_elsewhere(ours, rival, evidence):
            continue
        start = rival.passage.start + min(rival.part.start, rival.whole.start)
        yield Finding(
            kind="figure",
            severity="contradiction",
            claim=ours.text,
            span=(start, start + len(rival.text)),
            message=f"the article says {rival.text}{place(rival.passage)}; "
            f"the claim says {ours.text}",
        )


@lru_cache(maxsize=1024)
def parts_of(passage: Passage) -> tuple[Part, ...]:
    """The numbers of a passage that are said to be part of another one, with that."""
    counts = [q for q in passage.quantities if q.kind == "cardinal" and q.unit is None]
    found = []
    for first, second in pairwise(counts):
        if not 0 < second.start - first.end <= _LONGEST:
            continue
        gap = passage.text[first.end : second.start]
        if passage.lang in _WITHIN_LANGUAGES:
            if _WITHIN.fullmatch(gap):
                found.append(Part(passage, second, first))
        elif _between(passage.lang).fullmatch(gap):
            found.append(Part(passage, first, second))
    return tuple(found)


@lru_cache(maxsize=32)
def _between(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s{_WORD}{_OF.get(lang, _OF['en'])}", re.IGNORECASE)


def _same(ours: Quantity, theirs: Quantity) -> bool:
    """Whether two numbers have one value, whatever they count."""
    return (ours.value, ours.upper) == (theirs.value, theirs.upper)


def _is_rival(ours: Part, theirs: Part) -> bool:
    """Whether two parts are of the same whole, or the same part of two, or the two changed over."""
    nouns = ours.whole.noun, theirs.whole.noun
    if all(nouns) and not same_noun(ours.whole, theirs.whole, ours.passage.lang):
        return False
    return (
        _same(ours.whole, theirs.whole)
        or _same(ours.part, theirs.part)
        or (_same(ours.whole, theirs.part) and _same(ours.part, theirs.whole))
    )


def _is_told_elsewhere(ours: Part, rival: Part, evidence: Sequence[Passage]) -> bool:
    """Whether the number that differs stands elsewhere, nearer to the words of the claim.

    "Three of the five were arrested; two remain at large": two of the five remain at large.
    """
    wanted = ours.whole if _same(ours.part, rival.part) else ours.part
    close = _shared(ours, rival.passage, rival.part)
    return any(
        match_quantity(wanted, theirs, ours.passage.lang) is Match.SAME
        and _shared(ours, passage, theirs) > close
        for passage in evidence
        for theirs in passage.quantities
        if passage is not rival.passage or theirs not in {rival.part, rival.whole}
    )


def _shared(ours: Part, passage: Passage, theirs: Quantity) -> int:
    """How many words of the claim stand around a number of the evidence, after it above all."""
    told = {t.stem for t in ours.passage.terms if not t.numeric and t.start >= ours.whole.end}
    around = context(passage, theirs.start, theirs.end, _LONGEST)
    return len(told & around)
