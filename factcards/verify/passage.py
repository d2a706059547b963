"""A text under comparison, analysed once and only as far as the checks ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from factcards.verify.dates import find_dates
from factcards.verify.figures import find_quantities
from factcards.verify.names import find_names
from factcards.verify.words import content_stems, tokenise

if TYPE_CHECKING:
    from datetime import date

    from factcards.verify.dates import DateMention
    from factcards.verify.figures import Quantity
    from factcards.verify.names import Name
    from factcards.verify.words import Token


@dataclass(frozen=True)
class Passage:
    """A claim or a sentence of the article.

    Attributes:
        text: The words.
        lang: Language subtag that decides number, date and word rules.
        number: Number of the sentence in the article; 0 for a claim.
        start: Offset of `text` in the article; 0 for a claim.
        published: Day of publication, against which relative dates are read, if known.
    """

    text: str
    lang: str
    number: int = 0
    start: int = 0
    published: date | None = None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenise(self.text, self.lang)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words: what alignment compares."""
        return content_stems(self.tokens, self.lang)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self.text, self.lang)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return find_dates(self.text, self.lang, self.published)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return find_names(self.text, self.lang)
