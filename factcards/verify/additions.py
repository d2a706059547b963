"""Additions: what a claim adds to sentences that it else repeats (English).

A paraphrase puts other words for those that it drops. Words that stand where nothing was dropped
tell something more, and the article has to tell it too.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcards.verify.align import SAYING, carried_terms
from factcards.verify.predicates import is_verb
from factcards.verify.stopwords import listed
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_SHORTEST = 5  # words; of shorter claims too little is the same
_LONGEST = 120
_COPIED = 0.8  # share of the words outside of an addition that stand in the evidence in order
_SYNONYM = 0.85
_NEARLY_ALL = 0.9  # ... where the addition is one word
_FEW = 2  # words: fewer may have come from anywhere
_CHAIN = 3  # words in a row that a claim has from another sentence than its main one
_LIKELY = 6  # sentences with most of its words

# Words that place or weigh what is said; no fact of their own.
_SLIGHT = """
also again still already now then later today yesterday tomorrow meanwhile recently currently
formerly previously eventually finally ultimately soon afterwards overall total altogether alone
together respectively additionally furthermore moreover however instead thereby therefore thus
according another certain various several many much most some new newly local own particular
specific such way thing something someone everyone people person man woman men women one ones
place time times year years month months week weeks day days period moment part number amount
level case fact matter issue situation event kind sort type example group member members area get
give go goes went gone come take make have do be become keep put let see use include including
involve happen occur take follow following relate concern regard involve due owing per via around
about approximately roughly well even just only very more less least first last next former
current present recent previous upcoming latest cannot far run immediately contrary both each
virtually practically second main chief round correspondingly notwithstanding got came made gave
became
"""

# Verbs that leave what happens to the words beside them, or tell how it is seen or put.
_GENERAL = """
see find call name term describe consider regard view deem treat count rate rank class classify
label define acknowledge recognise recognize determine judge expect project forecast predict plan
want wish hope aim intend seek try attempt need require agree consent decide choose begin start
continue remain stay keep hold carry bring lead run work act serve play stand lie sit face meet
undergo experience witness suffer achieve reach gain win perform conduct complete feature contain
comprise consist offer provide deliver present introduce show set turn move change create cause
total number amount average span last cost result affect represent constitute mark form base
organise organize host send receive attend visit live reside locate situate feel believe think
spend pay invest fund use give know understand learn look seem appear like love enjoy grow rise fall
"""

_OPENERS = listed(
    """which who whose where when while although though because since as and but or after before
    despite following amid with without to in on at by for from under over during until unless if
    thanks owing due citing among"""
)


class _Copy(NamedTuple):
    """What a claim has of a sentence: chains of words, and where they stand in the claim."""

    passage: Passage
    chains: tuple[tuple[int, int, int], ...]
    kept: frozenset[int]


def find_addition(
    claim: Passage, evidence: Sequence[Passage], source: SourceText, checked: Sequence[bool]
) -> list[str]:
    """Find words that a claim adds to the sentences that it else repeats.

    Args:
        claim: The claim.
        evidence: The sentences it rests on, best first.
        source: The article.
        checked: For each of ``claim.terms`` whether no other check is stricter with it, as it
            is with names and numbers.

    Returns:
        The new content words of the first addition; empty where there is none, or where too
        much of the claim is worded otherwise to tell.
    """
    length = len(claim.readings)
    near = [passage for passage in evidence if len(passage.readings) <= _LONGEST]
    if claim.lang not in {"en", "und"} or not near or not _SHORTEST <= length <= _LONGEST:
        return []
    copies = _copies(claim, near)
    kept = frozenset().union(*(copy.kept for copy in copies))
    runs = [run for run in _runs(kept, length) if _share_copied(claim, kept, run) >= _COPIED]
    if not runs:
        return []
    for run in runs:
        own = [
            (place, term)
            for place, term in enumerate(claim.terms)
            if run[0] <= term.index < run[1] and checked[place] and not _is_slight(term)
        ]
        carried = carried_terms(claim, near)
        new = [t for i, t in own if carried[i] < _SYNONYM and not _is_known(t, source)]
        opens = _opens(claim, run[0])
        if len(new) == 1:
            sure = opens or _modifies(new[0], claim)
            copied = sure and _share_copied(claim, kept, run) >= _NEARLY_ALL
            new = new if copied and not _is_loose(new[0], claim, carried) else []
        # A word from elsewhere in the sentence: it is told in another order.
        moved = any(carried[i] == 1 for i, _ in own)
        dropped = _left(copies) if moved else _dropped(copies, *run)
        if len(new) > dropped:
            return [term.text for term in new]
        if opens and len(own) >= _FEW and (not dropped or len(new) >= _FEW):
            held = _together(claim, source, [i for i, _ in own])
            if held <= len(own) / 2:
                return [term.text for _, term in own]
    return []


def _copies(claim: Passage, near: Sequence[Passage]) -> list[_Copy]:
    """What a claim may have copied from each sentence.

    Of the sentence with the most of its words all but bits of grammar count, of others only
    what stands together.
    """
    blocks = [_aligned(claim, passage) for passage in near]
    sizes = [sum(size for _, _, size in found) for found in blocks]
    copies = []
    for passage, found, total in zip(near, blocks, sizes, strict=True):
        shortest = 1 if total == max(sizes) else _CHAIN
        chains = tuple(
            (a, b, size)
            for a, b, size in found
            if size >= shortest and any(term.content for term in claim.readings[a : a + size])
        )
        kept = frozenset(i for a, _, size in chains for i in range(a, a + size))
        copies.append(_Copy(passage, chains, kept))
    return copies


def _aligned(claim: Passage, passage: Passage) -> tuple[tuple[int, int, int], ...]:
    """Where words of a claim stand in a sentence in the same order, by index in `readings`."""
    words = tuple(term.stem for term in claim.readings)
    return _blocks(words, tuple(term.stem for term in passage.readings))


@lru_cache(maxsize=64)  # the choices of evidence have sentences in common
def _blocks(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
    matcher = SequenceMatcher(None, words, other, autojunk=False)
    return tuple((a, b, size) for a, b, size in matcher.get_matching_blocks() if size)


def _runs(kept: frozenset[int], length: int) -> Iterator[tuple[int, int]]:
    """Spans ``[start, end)`` of words that stand in no sentence, each as long as possible."""
    start = 0
    for end in range(length + 1):
        if end == length or end in kept:
            if start < end:
                yield start, end
            start = end + 1


def _share_copied(claim: Passage, kept: frozenset[int], run: tuple[int, int]) -> float:
    """Share of the content words outside of a run that are those of the evidence."""
    terms = claim.readings
    places = [i for i, t in enumerate(terms) if t.content and not run[0] <= i < run[1]]
    return sum(i in kept for i in places) / len(places) if len(places) > 1 else 0.0


def _modifies(term: Term, claim: Passage) -> bool:
    """Whether a word stands right before one that it may say more about.

    What ends in "s" there is a verb we do not know rather than a plural.
    """
    if term.text.endswith("s") and not term.text.endswith(("ss", "us")):
        return False
    after = claim.readings[term.index + 1 : term.index + 2]
    return any(other.content and claim.text[term.end : other.start] == " " for other in after)


def _is_loose(term: Term, claim: Passage, carried: Sequence[float]) -> bool:
    """Whether a word alone says little: a verb, or one that is much like one of the evidence."""
    return is_verb(claim.tokens, term.index) or carried[claim.terms.index(term)] > 0


def _dropped(copies: Sequence[_Copy], start: int, end: int) -> int:
    """How many content words stand in the evidence in place of some of the claim's."""
    sides = [(start - 1 in copy.kept) + (end in copy.kept) for copy in copies]
    homes = [copy for copy, beside in zip(copies, sides, strict=True) if beside == max(sides)]
    return max(_gap(copy, start, end) for copy in homes)


def _left(copies: Sequence[_Copy]) -> int:
    """How many content words of the sentence copied most stand nowhere in the claim's order."""
    passage, chains, _ = max(copies, key=lambda copy: len(copy.kept))
    used = {i for _, b, size in chains for i in range(b, b + size)}
    return sum(term.content and i not in used for i, term in enumerate(passage.readings))


def _gap(copy: _Copy, start: int, end: int) -> int:
    left = max((b + size for a, b, size in copy.chains if a < start), default=0)
    right = min((b for a, b, _ in copy.chains if a >= end), default=None)
    return sum(term.content for term in copy.passage.readings[left:right])


def _together(claim: Passage, source: SourceText, places: Sequence[int]) -> int:
    """How many of some words one sentence of the article has."""
    stems = [claim.terms[place].stem for place in places]
    holding = Counter(number for stem in stems for number in source.index.get(stem, ()))
    likely = [source.passages[number - 1] for number, _ in holding.most_common(_LIKELY)]
    rows = [carried_terms(claim, [passage]) for passage in likely]
    return max((sum(row[place] >= _SYNONYM for place in places) for row in rows), default=0)


def _opens(claim: Passage, start: int) -> bool:
    """Whether a word begins a clause or a phrase of its own."""
    first = claim.readings[start]
    before = claim.text[max(0, first.start - 2) : first.start]
    return first.text.casefold() in _OPENERS or any(mark in before for mark in ",;:–—-(")


def _is_known(term: Term, source: SourceText) -> bool:
    return any(source.index.get(one) for one in (term.stem, *term.parts))


def _is_slight(term: Term) -> bool:
    return term.numeric or term.stem in SAYING or term.stem in slight_words()


@lru_cache(maxsize=1)
def slight_words() -> frozenset[str]:
    """English stems that place or weigh what is said and are no fact of their own."""
    return frozenset(stem(word, "en") for word in listed(_SLIGHT))


@lru_cache(maxsize=1)
def general_verbs() -> frozenset[str]:
    """English stems of verbs that say little by themselves."""
    return frozenset(stem(word, "en") for word in listed(_GENERAL))
