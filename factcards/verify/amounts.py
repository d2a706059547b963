"""Amounts: words for how many, how much and how often, with what they are said of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

Level = Literal[
    "all", "nearly all", "most", "many", "some", "few", "not all", "only", "nearly", "part"
]

_LEVELS: dict[str, dict[Level, str]] = {
    "en": {
        "all": "all|every|each|every one of|each of|all of|whole|entire|entirely|completely|fully|"
        "totally|wholly|always|invariably|everyone|everybody|any|any of|universally",
        "nearly all": "nearly all|almost all|virtually all|all but|practically all|nearly every|"
        "almost every|nearly always|almost always|almost entirely|almost completely|"
        "the vast majority of|vast majority of|the overwhelming majority of",
        "most": "most|most of|majority of|a majority of|the majority of|mostly|largely|mainly|"
        "usually|generally|more than half of|over half of|the bulk of|predominantly|typically|"
        "more than half|over half",
        "many": "many|many of|numerous|much of|often|frequently|a lot of|lots of|dozens of|"
        "hundreds of|thousands of|scores of|a large number of|regularly|several",
        "some": "some|some of|several of|a number of|part of|parts of|partly|partially|"
        "certain|sometimes|occasionally|in part|one of|to some extent|a few|a few of|some parts of",
        "few": "few|few of|very few|only a few|a handful of|handful of|a minority of|minority of|"
        "rarely|seldom|hardly any|hardly ever|a small number of|only some|slightly|a fraction of",
        "not all": "not all|not every|not always|not everyone|not entirely|not completely|"
        "not fully|not everybody|not wholly|less than half of|fewer than half of",
        "only": "only|solely|exclusively|alone|sole|nothing but|merely|just",
        "nearly": "nearly|almost|virtually|practically|close to",
    },
    "de": {
        "all": "alle|allen|aller|jede|jeder|jedes|jeden|jedem|sämtliche|sämtlichen|immer|stets|"
        "vollständig|ganz|komplett|völlig|gesamte|gesamten",
        "nearly all": "fast alle|beinahe alle|nahezu alle|fast immer|fast jede|fast jeder",
        "most": "die meisten|der meisten|den meisten|mehrheit der|die mehrheit der|größtenteils|"
        "meistens|überwiegend|ein großteil der|großteil der",
        "many": "viele|vielen|vieler|zahlreiche|zahlreichen|oft|häufig|mehrere|mehreren",
        "some": "einige|einigen|einiger|manche|manchen|ein teil der|teilweise|manchmal|teils",
        "few": "wenige|wenigen|weniger|kaum|selten",
        "not all": "nicht alle|nicht jede|nicht jeder|nicht immer|nicht ganz|nicht vollständig",
        "only": "nur|ausschließlich|allein|einzig|lediglich",
        "nearly": "fast|beinahe|nahezu",
    },
    "fr": {
        "all": "tous|toutes|tous les|toutes les|chaque|toujours|entièrement|complètement|"
        "totalement",
        "nearly all": "presque tous les|presque toutes les|presque tous|presque toutes|"
        "presque toujours|la quasi-totalité des",
        "most": "la plupart des|la plupart|la majorité des|une majorité de|majoritairement|"
        "principalement",
        "many": "beaucoup de|de nombreux|de nombreuses|nombreux|nombreuses|souvent|plusieurs",
        "some": "certains|certaines|quelques|une partie des|partiellement|parfois|en partie",
        "few": "peu de|rarement|une minorité de",
        "not all": "pas tous|pas toutes|pas toujours|pas entièrement",
        "only": "seulement|uniquement|exclusivement|seul|seule|seuls|seules",
        "nearly": "presque|quasiment",
    },
    "es": {
        "all": "todos|todas|todos los|todas las|cada|siempre|completamente|totalmente|enteramente",
        "nearly all": "casi todos los|casi todas las|casi todos|casi todas|casi siempre",
        "most": "la mayoría de los|la mayoría de las|la mayoría de|mayoritariamente|"
        "la mayor parte de",
        "many": "muchos|muchas|numerosos|numerosas|a menudo|varios|varias",
        "some": "algunos|algunas|ciertos|ciertas|parte de|parcialmente|a veces|en parte",
        "few": "pocos|pocas|raramente|una minoría de",
        "not all": "no todos|no todas|no siempre",
        "only": "solo|sólo|solamente|únicamente|exclusivamente",
        "nearly": "casi",
    },
}

_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those)\s")

_MOST = 12  # numbers of a text that are looked at

_LONGEST = 4  # words of a quantifier

_SKIPPED = listed(
    "it them us which of the its their his her our your these those this such a an in on at other"
)

_AFTER = {  # where what follows makes it another word
    "each": listed("other"), "some": listed("time point day"), "any": listed("more longer time"),
    "most": listed("likely probably recently recent important famous"), "all": listed("right"),
    "just": listed("as like before after over under about"), "every": listed("other"),
}  # fmt: skip

_BEFORE = {
    "most": listed("the at a one its their his her's second third who"),
    "all": listed("at after above for first of once"),
    "any": listed("if without not hardly whether than never no nor n't cannot before"),
    "many": listed("as how so too"), "few": listed("a quite last past next"),
    "each": listed("and"), "certain": listed("a make almost is are was for be not quite"),
    "just": listed("has have had not is was"), "always": listed("almost"),
    "alone": listed("let leave left"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word for how many, how much or how often, with what it is said of.

    Attributes:
        level: How much it says.
        start: Offset of its first word.
        end: Offset just past its last one.
        focus: The content words after it, nearest first.
    """

    level: Level
    start: int
    end: int
    focus: tuple[Term, ...]


@lru_cache(maxsize=1024)
def find_quantifiers(passage: Passage) -> tuple[Quantifier, ...]:
    """The quantifiers of a passage in order."""
    table = _table(language(passage))
    if not table:
        return ()
    found = [*_quantifiers(passage, table), *_parts(passage)]
    return tuple(sorted(found, key=lambda quantifier: quantifier.start))


def language(passage: Passage) -> str:
    """The language whose words are looked up; English where none is known."""
    return "en" if passage.lang == "und" else passage.lang


@lru_cache(maxsize=8)
def _table(lang: str) -> dict[str, Level]:
    levels = _LEVELS.get(lang, {})
    return {phrase: level for level, text in levels.items() for phrase in text.split("|")}


def _quantifiers(passage: Passage, table: dict[str, Level]) -> Iterator[Quantifier]:
    tokens = passage.tokens
    starts = {phrase.partition(" ")[0] for phrase in table}
    index = 0
    while index < len(tokens):
        size = 0
        if tokens[index].folded in starts:
            size = _size_at(tokens, index, table)
        if size:
            words = " ".join(token.folded for token in tokens[index : index + size])
            level = table[words]
            if level == "all" and index and table.get(tokens[index - 1].folded) == "nearly":
                level = "nearly all"
            yield Quantifier(
                level,
                tokens[index].start,
                tokens[index + size - 1].end,
                _focus(passage, index + size),
            )
        index += max(size, 1)


def _parts(passage: Passage) -> Iterator[Quantifier]:
    """Numbers of a larger number: "four of the 11 lakes"."""
    if language(passage) != "en":
        return
    for quantity in passage.quantities[:_MOST]:
        found = _OF.match(passage.text, quantity.end)
        if found is None:
            continue
        index = next((i for i, t in enumerate(passage.tokens) if t.start >= found.end()), None)
        if index is not None:
            focus = _focus(passage, index)
            yield Quantifier("part", quantity.start, quantity.end, focus)


def _size_at(tokens: Sequence[Token], index: int, table: dict[str, Level]) -> int:
    for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
        words = " ".join(token.folded for token in tokens[index : index + size])
        if words not in table:
            continue
        before = tokens[index - 1].folded if index else ""
        after = tokens[index + size].folded if index + size < len(tokens) else ""
        if before in _BEFORE.get(words, ()) or after in _AFTER.get(words, ()):
            return 0
        if before.endswith("n't") and words == "any":
            return 0
        return 0 if words in {"some", "just"} and after[:1].isdigit() else size
    return 0


def _focus(passage: Passage, index: int) -> tuple[Term, ...]:
    found: list[Term] = []
    for term in passage.readings:
        if term.index < index:
            continue
        gap = passage.text[passage.tokens[term.index - 1].end : term.start] if term.index else ""
        if found and any(mark in gap for mark in ",;:.()"):
            break
        if term.content and not term.numeric:
            found.append(term)
        elif found or (not term.numeric and passage.tokens[term.index].folded not in _SKIPPED):
            break
        if len(found) == 3:  # noqa: PLR2004 - adjectives and their noun
            break
    return tuple(found)


def knows_amounts(passage: Passage) -> bool:
    """Whether the quantifiers of its language are known."""
    return language(passage) in _LEVELS
