"""Swaps: a name of the claim where the source has another one in the same place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.lexicon import antonyms_of
from factcards.verify.owners import check_owners
from factcards.verify.stopwords import listed
from factcards.verify.territories import seat, territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcards.verify.names import Name
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_ARTICLES = listed("the a an der die das den dem le la les el los las il lo gli o os as de het")
_RELATIVES = listed("who which that had has have der die das qui que")
_WITHIN = listed("of from at in for von aus de du del di da")
_LINKS = listed("and or und oder et ou y e o и та und en , /")
_EDGE = "^"
_NEAR = 50  # code points on either side of a name that make up its context


@dataclass(frozen=True, slots=True)
class _Slot:
    """A name with the words right before and after it; "^" beyond either end.

    Attributes:
        name: The name.
        identity: What it names, comparable across spellings.
        kind: Whether that is a person, a place or something else.
        left: The two words before it, nearest first, articles skipped.
        right: The two words after it, nearest first.
        around: Stems of the content words near it.
    """

    name: Name
    identity: frozenset[int] | str
    kind: str
    left: tuple[str, str]
    right: tuple[str, str]
    around: frozenset[str]

    def fit(self, other: _Slot) -> int:
        """How many neighbours two slots share, 0 to 4; the nearest must agree first."""
        if self._is_turned(other):
            return 0
        score = 0
        for mine, theirs in ((self.left, other.left), (self.right, other.right)):
            if mine[0] == theirs[0]:
                score += 1 + (mine[1] == theirs[1] and mine[0] != _EDGE)
        return score

    def _is_turned(self, other: _Slot) -> bool:
        """Whether it is done by one and to the other, or one is more and the other less."""
        turned = ("by" in self.left) != ("by" in other.left)
        return turned or other.right[1] in antonyms_of(self.right[1], "en")

    def same_place(self, other: _Slot) -> bool:
        """Whether both have the same word on either side, or the same two on one."""
        if self._is_turned(other):
            return False
        left = self.left[0] == other.left[0]
        right = self.right[0] == other.right[0]
        if left and right:
            return (self.left[0], self.right[0]) != (_EDGE, _EDGE)
        pair_left = left and self.left[1] == other.left[1] and _EDGE not in self.left
        pair_right = right and self.right[1] == other.right[1] and _EDGE not in self.right
        # "part of" or "said that" alone is no place: more of the context must agree.
        shared = (self.around & other.around).difference(self.left, self.right)
        return (pair_left or pair_right) and len(shared) > 1


def check_swaps(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that no name stands where the evidence has another name between the same words.

    This sees what the check of names cannot: a name that the evidence does have, or that its
    pronouns may mean, but in another part. Lists may be in another order.
    """
    yield from check_owners(claim, evidence, source)
    ours = [slot for slot in _slots(claim, source) if not _in_list(slot)]
    if not ours:
        return
    for passage in main_sentences(claim, evidence):
        if _is_turned_round(claim, passage):
            continue
        theirs = list(_slots(passage, source))
        for slot in ours:
            other = _taken(slot, theirs)
            if other is None:
                continue
            yield Finding(
                kind="name",
                severity="contradiction",
                claim=slot.name.text,
                span=(passage.start + other.name.start, passage.start + other.name.end),
                message=f"the claim has {slot.name.text} where sentence {passage.number} "
                f"has {other.name.text}",
            )


def _is_turned_round(claim: Passage, passage: Passage) -> bool:
    """Whether the claim has "more in Spain than in Italy" for "fewer in Italy than in Spain"."""
    ours, theirs = _compared(claim), _compared(passage)
    return any(
        other in antonyms_of(word, "en") or any(_is_more(other, o) for o in antonyms_of(word, "en"))
        for mine, others in ((ours, theirs), (theirs, ours))
        for word in mine - others
        for other in others - mine
    )


def _compared(passage: Passage) -> frozenset[str]:
    """Stems before "than", where the comparative is."""
    words = [r.stem for r in passage.readings]
    if passage.lang not in {"en", "und"} or "than" not in words:
        return frozenset()
    return frozenset(words[: words.index("than")])


def _is_more(word: str, adjective: str) -> bool:
    """Whether a stem is the comparative of an adjective: "cheaper" of "cheap"."""
    root = word.removesuffix("er")
    return root != word and root in {
        adjective,
        adjective.removesuffix("e"),
        adjective + adjective[-1:],
    }


def _taken(slot: _Slot, theirs: Sequence[_Slot]) -> _Slot | None:
    """The other name in a slot's place, unless its own name fits one there as well."""
    own = max((slot.fit(other) for other in theirs if _same(slot, other)), default=-1)
    rivals = [
        other
        for other in theirs
        if not _same(slot, other)
        and {slot.kind, other.kind} != {"person", "place"}
        and not _in_list(other)
        and slot.same_place(other)
    ]
    best = max(rivals, key=slot.fit, default=None)
    return best if best is not None and slot.fit(best) > own else None


def _same(slot: _Slot, other: _Slot) -> bool:
    if isinstance(slot.identity, str) or isinstance(other.identity, str):
        return slot.identity == other.identity or bool(set(slot.name.parts) & set(other.name.parts))
    return bool(slot.identity & other.identity)


def _slots(passage: Passage, source: SourceText) -> Iterator[_Slot]:
    readings = passage.readings
    starts, ends = [r.start for r in readings], [r.end for r in readings]
    for name in passage.names:
        parts = source.settled(name, passage.text)
        if not parts or len(parts) != len(name.parts):
            continue
        if name.start == 0 and len(parts) == 1 and not _is_known(parts, source):
            continue  # any word may begin a sentence
        code = territory(" ".join(parts), passage.lang) or seat(" ".join(parts))
        identity = code or frozenset(source.entities_named(parts)) or " ".join(parts)
        left = _words(reversed(readings[: bisect_right(ends, name.start)]), _ARTICLES)
        after = readings[bisect_left(starts, name.end) :]
        skipped = next((i for i, r in enumerate(after) if r.stem not in _RELATIVES), len(after))
        right = _words(after[skipped:], frozenset())  # "Castleport, who won": Castleport won
        if left[0] in _WITHIN and passage.text[name.end : name.end + 1] == ",":
            right = (_EDGE, _EDGE)  # "the mayor of Oakton, won": Oakton did not
        yield _Slot(
            name,
            identity,
            _kind(identity, code, source),
            left,
            right,
            frozenset(
                t.stem
                for t in passage.terms
                if abs(t.start - name.start) < _NEAR and not name.start <= t.start < name.end
            ),
        )


def _is_known(parts: Sequence[str], source: SourceText) -> bool:
    """Whether a word is the short form of somebody or something that is named more than once."""
    return any(
        len(source.entities[i].mentions) > 1 or source.entities[i].kind != "other"
        for i in source.entities_named(parts)
    )


def _kind(identity: frozenset[int] | str, code: str | None, source: SourceText) -> str:
    if code is not None or isinstance(identity, str):
        return "place" if code is not None else "other"
    # "An Australian" may well be somebody whom the claim names: that is no swap.
    kinds = {source.entities[index].kind for index in identity}
    return kinds.pop() if len(kinds) == 1 else "other"


def _words(readings: Iterable[Term], skipped: frozenset[str]) -> tuple[str, str]:
    """The first two words, grammar included, "^" where there are fewer."""
    found = islice((r.stem for r in readings if r.stem not in skipped), 2)
    return next(found, _EDGE), next(found, _EDGE)


def _in_list(slot: _Slot) -> bool:
    return slot.left[0] in _LINKS or slot.right[0] in _LINKS
