"""Acts: who does what to whom in an English text, as far as the order of words tells.

There is no parser here. What stands right before a verb does it and what stands right after
it suffers it; in the passive it is the reverse. Of each side only the heads count: in "the
owner of the gallery praised a guard from Ghent" they are "owner" and "guard".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcards.verify.phrases import Phrase, Wording, together
from factcards.verify.predicates import (
    AUXILIARIES,
    LONGEST,
    RELATIVES,
    clauses_of,
    is_infinitive,
    is_verb,
)
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.predicates import Clause
    from factcards.verify.words import Token

_LOOSE = RELATIVES - {"who"}  # may take up a whole clause, or a noun further back
_PARTICLES = listed("off up down out over away back on apart aside")
_GENERAL = listed("say have be do come go know think seem becom remain year day time")
_MUTUAL = listed(
    """meet marri wed divorc join merg resembl equal match face fight kiss hug date share cost mean
    border negoti compet play tie draw involv accompani speak talk"""
)
# Who has it afterwards stands after "to" with these ...
_GIVING = listed("sell lend give send award grant donat offer hand transfer deliv export teach pay")
# ... and before these, and who had it stands after "from".
_TAKING = listed(
    "buy borrow get steal win receiv purchas acquir import obtain learn inherit take hire rent"
)
TRANSFER = "="  # stands for the verb where what matters is who gives and who gets
_SHARING = listed("promiz show tell ow") | _GIVING  # "showed the guard photos" has two objects


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with its two sides, as if it were active.

    Attributes:
        verb: Its stem, with a particle; `TRANSFER` where who gives and who gets it is meant.
        doer: Stems of the heads of who does it; empty where that is not said.
        sufferer: Stems of the heads of whom or what it is done to.
        theme: Stems of what is given, sold or lent.
        pronoun: Whether a pronoun does it.
        pronoun_suffers: Whether it is done to a pronoun.
        passive: Whether it is told in the passive.
        plain: Whether it is what its clause tells, of a subject of its own.
        start: Offset where its clause begins.
        end: Offset just past its clause.
    """

    verb: str
    doer: frozenset[str]
    sufferer: frozenset[str]
    theme: frozenset[str]
    pronoun: bool
    pronoun_suffers: bool
    passive: bool
    plain: bool
    start: int
    end: int


class _Side(NamedTuple):
    heads: frozenset[str]
    pronoun: bool


_NOBODY = _Side(frozenset(), pronoun=False)


@lru_cache(maxsize=1024)
def acts_of(passage: Passage) -> tuple[Act, ...]:
    """The acts of an English passage in order; none for other languages."""
    reader = _Reader(passage)
    return tuple(act for place in range(len(reader.clauses)) for act in reader.acts(place))


def is_mutual(verb: str) -> bool:
    """Whether a verb works in both directions: who meets somebody is met by them."""
    return verb.split(" ", maxsplit=1)[0] in _MUTUAL


class _Reader:
    """A passage with its clauses, read one after the other."""

    def __init__(self, passage: Passage) -> None:
        self.clauses: tuple[Clause, ...] = clauses_of(passage)
        self.wording = Wording(passage, LONGEST)
        self.tokens: Sequence[Token] = self.wording.tokens
        starts = [token.start for token in self.tokens]
        self.spans = [
            (bisect_left(starts, c.start), bisect_left(starts, c.end)) for c in self.clauses
        ]
        self.subjects: dict[int, _Side] = {}

    def acts(self, place: int) -> Iterator[Act]:
        """The acts of one clause: of its verb, and of infinitives after it."""
        clause = self.clauses[place]
        if clause.verb_at >= clause.end:
            return
        first, past = self.spans[place]
        main = next(i for i in range(first, past) if self.tokens[i].start == clause.verb_at)
        subject, antecedent = self._subject(place, main)
        self.subjects[place] = subject
        yield from self._act(clause, main, past, subject, antecedent)
        for index in range(main + 2, past):
            if (
                index in self.wording.terms
                and index not in self.wording.named
                and is_infinitive(self.tokens, index)
            ):
                objects = [] if clause.passive else list(self.wording.phrases(main + 1, index - 1))
                told = bool(objects) and bool(objects[0].heads) and not objects[0].preposition
                agent = _Side(objects[0].heads, pronoun=False) if told else subject
                yield from self._act(clause, index, past, agent, _NOBODY, main=False)

    def _act(
        self,
        clause: Clause,
        verb: int,
        past: int,
        subject: _Side,
        antecedent: _Side,
        *,
        main: bool = True,
    ) -> Iterator[Act]:
        term = self.wording.readings.get(verb)
        if term is None or term.stem in _GENERAL or self.tokens[verb].folded in AUXILIARIES:
            return
        key, after = term.stem, verb + 1
        if after < past and self.tokens[after].folded in _PARTICLES:
            key, after = f"{key} {self.tokens[after].folded}", after + 1
        phrases = list(self.wording.phrases(after, past))
        passive = main and clause.passive
        objects = [p for p in phrases[:2] if not p.preposition]
        ends = {p.preposition: p.heads for p in reversed(phrases)}
        first = together(phrases) | self._apposed(clause)
        by = next(
            (together(phrases[i:]) for i, p in enumerate(phrases) if p.preposition == "by"), None
        )
        if passive:
            doer = _Side(by, pronoun=False) if by is not None else _NOBODY
            sufferer = subject.heads
        else:
            doer = subject
            sufferer = first if objects else antecedent.heads
            where = phrases[0].preposition if phrases else ""
            if where and not sufferer and where not in {"by", "of", "than"}:
                key, sufferer = f"{key} {where}", first
            if term.stem == "lose" and "to" in ends:
                key, doer, sufferer = "beat", _Side(ends["to"], pronoun=False), subject.heads
            elif objects and term.stem in _SHARING:
                sufferer |= self.wording.objects(after, past)
        told = Act(
            verb=key,
            doer=doer.heads,
            sufferer=sufferer,
            theme=frozenset(),
            pronoun=doer.pronoun,
            pronoun_suffers=subject.pronoun if passive else bool(objects) and objects[0].pronoun,
            passive=passive,
            plain=main and clause.opening not in _LOOSE,
            start=clause.start,
            end=clause.end,
        )
        if doer.heads or sufferer or (told.pronoun and told.pronoun_suffers):
            yield told
        transfer = self._transfer(term.stem, doer.heads, subject.heads, phrases, passive=passive)
        if transfer is not None:
            giver, receiver, theme = transfer
            yield replace(told, verb=TRANSFER, doer=giver, sufferer=receiver, theme=theme)

    def _transfer(
        self,
        verb: str,
        doer: frozenset[str],
        subject: frozenset[str],
        phrases: Sequence[Phrase],
        *,
        passive: bool,
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
        """Who gives, who gets and what, where a text has a giver and a receiver."""
        objects = [p.heads for p in phrases[:2] if not p.preposition and not p.joined]
        ends = {p.preposition: p.heads for p in reversed(phrases)}
        theme = subject if passive else objects[0] if objects else frozenset()
        if verb in _GIVING and "to" in ends:
            return doer, ends["to"], theme
        if verb in _GIVING and passive and objects:
            return doer, subject, objects[0]
        if verb in _GIVING and len(objects) > 1:
            return doer, objects[0], objects[1]
        if verb in _TAKING and "from" in ends:
            return ends["from"], doer, theme
        return None

    def _subject(self, place: int, main: int) -> tuple[_Side, _Side]:
        """Who stands before the verb of a clause, and whom its relative pronoun takes up."""
        first, _ = self.spans[place]
        clause = self.clauses[place]
        group = next((i for i in range(first, main + 1) if is_verb(self.tokens, i)), main)
        own = self._before(first, group)
        if clause.opening in RELATIVES and place:
            antecedent = self._last_before(place)
            return (own, antecedent) if own.heads or own.pronoun else (antecedent, _NOBODY)
        if own.heads or own.pronoun:
            return own, _NOBODY
        return self._earlier(place), _NOBODY

    def _earlier(self, place: int) -> _Side:
        """The subject of a clause that has none of its own."""
        if not place:
            return _NOBODY
        if self.tokens[self.spans[place][0]].folded in {"and", "or", "but", "then"}:
            back = place - 1
            while back and self.clauses[back].opening in RELATIVES:
                back -= 1
            found = self.subjects.get(back)
            if found is not None:
                return found
        heads: set[str] = set()
        skipped = False
        for back in range(place - 1, -1, -1):
            clause = self.clauses[back]
            if clause.verb_at >= clause.end:
                side = self._before(*self.spans[back])
                heads |= side.heads
                if skipped:
                    break
            elif clause.opening in RELATIVES and not heads:
                skipped = True
            else:
                break
        return _Side(frozenset(heads), pronoun=False)

    def _last_before(self, place: int) -> _Side:
        """The last noun phrase before a relative clause; with an apposition its names too."""
        first, past = self.spans[place - 1]
        verb_at = self.clauses[place - 1].verb_at
        after = (i + 1 for i in range(first, past) if self.tokens[i].start == verb_at)
        phrases = [p for p in self.wording.phrases(next(after, first), past) if p.heads]
        opening = max((i for i, p in enumerate(phrases) if not p.joined), default=0)
        return _Side(together(phrases[opening:]), pronoun=False)

    def _before(self, first: int, past: int) -> _Side:
        phrases = [p for p in self.wording.phrases(first, past) if p.heads or p.pronoun]
        if not phrases:
            return _NOBODY
        leading = [p for p in phrases if not p.preposition]
        if phrases[0].preposition or not leading:
            return _Side(phrases[-1].heads, phrases[-1].pronoun)
        heads = frozenset().union(*(p.heads for p in leading))
        return _Side(heads, any(p.pronoun for p in leading))

    def _apposed(self, clause: Clause) -> frozenset[str]:
        """Names right after a clause that say whom its last words mean: "the maker, Brantol"."""
        place = self.clauses.index(clause) + 1
        if place >= len(self.clauses):
            return frozenset()
        following = self.clauses[place]
        first, past = self.spans[place]
        inside = {i for i in range(first, past) if i in self.wording.terms}
        if following.verb_at < following.end or not inside or not inside <= self.wording.named:
            return frozenset()
        return frozenset(self.wording.terms[i].stem for i in inside)
