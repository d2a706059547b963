"""The article as the checks see it: sentences analysed once, and an index over their words."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from factcards.sentences_markup import unmarked
from factcards.verify.coreference import Referents, resolve
from factcards.verify.entities import Entity, casing, gather, keys_of, names_of, settle
from factcards.verify.matching import Match, match_quantity
from factcards.verify.passage import Passage
from factcards.verify.quotations import Quotation, read_quotations
from factcards.verify.territories import seat, territory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.article import Article, Sentence
    from factcards.verify.attribution import Speaker
    from factcards.verify.figures import Quantity
    from factcards.verify.names import Name


@dataclass(frozen=True)
class SourceText:
    """An article with its numbered sentences, ready for checks.

    Everything else is derived from the two on first use and kept, so one value should serve
    all claims about an article.

    Attributes:
        article: The article.
        sentences: ``segment(article.text, article.lang)``.
    """

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def lang(self) -> str:
        return self.article.lang

    @cached_property
    def published(self) -> date | None:
        """The day of publication, where the article gives a readable one."""
        try:
            return date.fromisoformat((self.article.published or "")[:10])
        except ValueError:
            return None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences as passages; sentence `n` is ``passages[n - 1]``."""
        return tuple(
            Passage(unmarked(s.text), self.lang, s.number, s.start, self.published, s.text)
            for s in self.sentences
        )

    @cached_property
    def title(self) -> Passage:
        return Passage(self.article.title or "", self.lang, published=self.published)

    @cached_property
    def index(self) -> dict[str, tuple[int, ...]]:
        """For each stem, the numbers of the sentences that have it."""
        found: dict[str, list[int]] = {}
        for passage in self.passages:
            for stem in passage.stems:
                found.setdefault(stem, []).append(passage.number)
        return {stem: tuple(numbers) for stem, numbers in found.items()}

    def weight(self, stem: str) -> float:
        """How much a stem tells sentences apart: its inverse document frequency, above 0."""
        return math.log(1 + (len(self.sentences) + 1) / (len(self.index.get(stem, ())) + 0.5))

    def holding(self, claim: Passage) -> tuple[Passage, ...]:
        """Sentences that have the rarest word of a claim."""
        stems = [term.stem for term in claim.terms]
        rarest = min(stems, key=lambda stem: len(self.index.get(stem, ())), default="")
        return tuple(self.passages[number - 1] for number in self.index.get(rarest, ()))

    @cached_property
    def _quantities(self) -> tuple[tuple[int, Quantity], ...]:
        return tuple((p.number, quantity) for p in self.passages for quantity in p.quantities)

    @cached_property
    def _given(self) -> dict[Quantity, tuple[int, ...]]:
        return {}

    def giving(self, quantity: Quantity) -> tuple[int, ...]:
        """Numbers of the sentences that give a number of a claim, in whatever notation."""
        found = self._given.get(quantity)
        if found is None:
            numbers = (
                number
                for number, theirs in self._quantities
                if match_quantity(quantity, theirs, self.lang) is Match.SAME
            )
            found = self._given[quantity] = tuple(dict.fromkeys(numbers))
        return found

    @cached_property
    def casing(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words the article uses as names, and words it writes in small letters."""
        return casing(self.passages)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return gather(self.passages, self.lang, self.casing)

    @cached_property
    def referents(self) -> tuple[Referents, ...]:
        """For each sentence, the entities it names or means."""
        return resolve(self.passages, self.entities, self.lang)

    @cached_property
    def topics(self) -> frozenset[int]:
        """Entities that the whole article is about, so that any sentence may leave them out."""
        counts = Counter({i: len(e.mentions) for i, e in enumerate(self.entities)})
        heading = {part for name in self.title.names for part in name.parts}
        lead = {i for r in self.referents[:2] for i in r.named} | {
            i for i, e in enumerate(self.entities) if e.parts & heading
        }
        often = max(3, len(self.sentences) // 6)
        return frozenset(i for i in lead if counts[i] >= often)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return read_quotations(self.article.text, self.sentences)

    @cached_property
    def speakers(self) -> dict[int, tuple[Speaker, ...]]:
        """For each sentence number, who is said to speak in it, where that is clear."""
        from factcards.verify.attribution import attribute  # noqa: PLC0415 - it reads sources

        return attribute(self)

    def settled(self, name: Name, text: str) -> tuple[str, ...]:
        """Parts of a name that count as one, given how the article writes its words."""
        known, small = self.casing
        return settle(name, text, known, small, self.lang)

    def entities_named(self, parts: Sequence[str]) -> tuple[int, ...]:
        """Entities that a name may mean: same words, short or full form, other spelling.

        Args:
            parts: Folded parts of the name.

        Returns:
            Indices into `entities`.
        """
        if not parts:
            return ()
        code = territory(" ".join(parts), self.lang)
        if code is not None:
            named = tuple(i for i, e in enumerate(self.entities) if e.code == code)
            return named or tuple(i for i, e in enumerate(self.entities) if _seat_of(e) == code)
        keys = keys_of(parts[0])
        near = {index for key in keys for index in self._by_key.get(key, ())}
        return tuple(i for i in sorted(near) if names_of(self.entities[i].parts, parts, self.lang))

    @cached_property
    def _by_key(self) -> dict[str, set[int]]:
        """Entities by what spellings of their parts have in common."""
        found: dict[str, set[int]] = {}
        for index, entity in enumerate(self.entities):
            for part in entity.parts:
                for key in keys_of(part):
                    found.setdefault(key, set()).add(index)
        return found


def _seat_of(entity: Entity) -> str | None:
    return seat(" ".join(entity.parts)) if len(entity.parts) == 1 else None
