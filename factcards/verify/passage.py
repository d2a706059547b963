"""A text under comparison, analysed once and only as far as the checks ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from factcards.card import Evidence, Match
from factcards.verify.dates import find_dates
from factcards.verify.figures import find_quantities
from factcards.verify.fold import Folded, fold
from factcards.verify.names import find_names, plain
from factcards.verify.polarity import Denial, find_denials
from factcards.verify.quotations import find_quoted
from factcards.verify.territories import countries_of
from factcards.verify.words import Term, affixes, read_terms, tokenise

if TYPE_CHECKING:
    from datetime import date

    from factcards.verify.dates import DateMention
    from factcards.verify.figures import Quantity
    from factcards.verify.names import Name
    from factcards.verify.words import Token


# Code points; no sentence is that long, and what lies beyond is not taken as evidence.
LONGEST_ANALYSED = 5000


@dataclass(frozen=True)
class Passage:
    """A claim or a sentence of the article.

    Attributes:
        text: The words.
        lang: Language subtag that decides number, date and word rules.
        number: Number of the sentence in the article; 0 for a claim.
        start: Offset of `text` in the article; 0 for a claim.
        published: Day of publication, against which relative dates are read, if known.
        printed: The article's own characters where they differ from `text`, which is as long
            but has spaces for marks such as the asterisks of Markdown.
    """

    text: str
    lang: str
    number: int = 0
    start: int = 0
    published: date | None = None
    printed: str = ""

    @property
    def _analysed(self) -> str:
        return self.text[:LONGEST_ANALYSED]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenise(self._analysed, self.lang)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words: what alignment compares."""
        return frozenset(stem for term in self.terms for stem in (term.stem, *term.parts))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self._analysed, self.lang)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return find_dates(self._analysed, self.lang, self.published)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return find_names(self._analysed, self.lang, self.tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, folded as parts of names are."""
        return frozenset(plain(token.folded) for token in self.tokens)

    @cached_property
    def readings(self) -> tuple[Term, ...]:
        """All words by stem, grammar included, in order."""
        return read_terms(self.tokens, self.lang)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The content words in order."""
        return tuple(term for term in self.readings if term.content)

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Spans that stand in quotation marks, marks left out."""
        return find_quoted(self._analysed)

    @cached_property
    def affixes(self) -> frozenset[str]:
        """Beginnings and ends of its words that may be words in other texts."""
        return frozenset().union(*(affixes(stem) for stem in self.stems))

    @cached_property
    def carried(self) -> dict[str, tuple[float, ...]]:
        """How far each text compared with so far carries each term; filled by `align`."""
        return {}

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        return find_denials(self)

    @cached_property
    def folded(self) -> Folded:
        return fold(self._analysed)

    @cached_property
    def countries(self) -> dict[int, str]:
        """Codes of the countries it names, by offset of the name."""
        return countries_of(self.names, self.lang)

    def as_evidence(self, match: Match = "exact") -> Evidence:
        """The whole passage as evidence, for a sentence of the article."""
        return Evidence(
            sentence=self.number,
            quote=self.printed or self.text,
            start=self.start,
            end=self.start + len(self.text),
            match=match,
        )
