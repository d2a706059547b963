"""Noun phrases: what stands before and after an English verb, by its heads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from factcards.verify.predicates import PRONOUNS, is_verb
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

_PREPOSITIONS = listed(
    """about above across after against ahead along among amid around as at before behind below
    beside besides between beyond by despite down during except for from in inside into like near
    of off on onto out outside over past per since than through throughout till to toward towards
    under until up upon via with within without according"""
)
_DETERMINERS = listed(
    """a an the this that these those its their his her our my your some any no each every both all
    another two three four five six seven eight nine ten several many few more most"""
)
_PRONOUNS = PRONOUNS - _DETERMINERS | {"him", "them", "me", "us"}
_JOINING = listed("and or & nor")
_ADVERBS = listed(
    """again also already ever even far just later never not now often once only soon still then
    there today together tomorrow too twice yesterday first last here back away abroad home hard"""
)


class Phrase(NamedTuple):
    """A noun phrase.

    Attributes:
        preposition: The word that leads it in, or "".
        heads: Stems of its last word and of its names; owners are left out.
        joined: Whether "and" adds it to the phrase before it.
        pronoun: Whether it is a pronoun, which has no heads.
    """

    preposition: str
    heads: frozenset[str]
    joined: bool
    pronoun: bool


class Wording:
    """The words of a passage, as far as clauses are read, marked for phrases."""

    def __init__(self, passage: Passage, longest: int) -> None:
        self.passage = passage
        self.tokens: Sequence[Token] = passage.tokens[:longest]
        self.readings: Mapping[int, Term] = {t.index: t for t in passage.readings}
        self.terms: Mapping[int, Term] = {t.index: t for t in passage.terms}

    @cached_property
    def named(self) -> frozenset[int]:
        """Indices of the words of names."""
        return self._within((n.start, n.end) for n in self.passage.names)

    @cached_property
    def measured(self) -> frozenset[int]:
        """Indices of the words of numbers and dates."""
        spans = [(d.start, d.end) for d in self.passage.dates]
        return self._within([*spans, *((q.start, q.end) for q in self.passage.quantities)])

    def phrases(self, first: int, past: int) -> Iterator[Phrase]:
        """The noun phrases between two words, by index."""
        preposition, joined = "", False
        run: list[int] = []
        for index in range(first, past):
            word = self.tokens[index].folded
            if self._is_pronoun(index, past):
                yield from self._phrase(preposition, run, joined=joined)
                yield Phrase(preposition, frozenset(), joined=False, pronoun=True)
                run = []
            elif self._leads(index, past, run):
                yield from self._phrase(preposition, run, joined=joined)
                run, preposition, joined = [], word, False
            elif word in _JOINING:
                yield from self._phrase(preposition, run, joined=joined)
                run, joined = [], True
            elif run and (word in _DETERMINERS or index in self.measured):
                yield from self._phrase(preposition, run, joined=joined)
                run, preposition, joined = [], "", False
            elif index in self.terms and not self._is_aside(index):
                run = [] if self._is_possessive(index) else [*run, index]
        yield from self._phrase(preposition, run, joined=joined)

    def objects(self, first: int, past: int) -> frozenset[str]:
        """Stems of all the content words up to the next preposition."""
        words: list[str] = []
        for index in range(first, past):
            if self.tokens[index].folded in _PREPOSITIONS:
                break
            if index in self.terms and not self._is_aside(index):
                words.append(self.terms[index].stem)
        return frozenset(words)

    def _within(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        marked = bytearray(len(self.passage.text))
        for start, end in spans:
            marked[start:end] = b"\1" * (end - start)
        return frozenset(i for i, token in enumerate(self.tokens) if marked[token.start])

    def _leads(self, index: int, past: int, run: Sequence[int]) -> bool:
        """Whether a preposition stands here, or a participle: "a robot built by students"."""
        if self.tokens[index].folded in _PREPOSITIONS:
            return True
        following = self.tokens[index + 1].folded if index + 1 < past else ""
        return bool(run) and following in _PREPOSITIONS and is_verb(self.tokens, index)

    def _is_pronoun(self, index: int, past: int) -> bool:
        word = self.tokens[index].folded
        if word == "her":
            return index + 1 >= past or index + 1 not in self.terms
        return word in _PRONOUNS

    def _is_aside(self, index: int) -> bool:
        word = self.tokens[index].folded
        adverb = word in _ADVERBS or (word.endswith("ly") and index not in self.named)
        return adverb or index in self.measured

    def _is_possessive(self, index: int) -> bool:
        token = self.tokens[index]
        after = self.passage.text[token.end : token.end + 2]
        return token.folded.endswith("'s") or (token.folded.endswith("s") and after in {"' ", "’ "})

    def _phrase(self, preposition: str, run: Sequence[int], *, joined: bool) -> Iterator[Phrase]:
        if run:
            heads = {self.terms[i].stem for i in run if i in self.named or i == run[-1]}
            yield Phrase(preposition, frozenset(heads), joined, pronoun=False)


def together(phrases: Sequence[Phrase]) -> frozenset[str]:
    """Heads of the first phrase and of those that "and" adds to it."""
    heads: set[str] = set()
    for place, phrase in enumerate(phrases):
        if place and not phrase.joined:
            break
        heads |= phrase.heads
    return frozenset(heads)
