"""Owners: whose captain, lawyer or sister it is, in a claim and in the article (English)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcards.card import Finding
from factcards.verify.predicates import is_verb
from factcards.verify.roles import role_words
from factcards.verify.stopwords import listed
from factcards.verify.territories import territory
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.names import Name
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

_KIN = listed(
    """mother father sister brother son daughter wife husband widow widower uncle aunt nephew niece
    cousin grandfather grandmother grandson granddaughter fiance fiancee neighbour neighbor friend
    goalkeeper keeper midfielder defender forward driver rider accountant biographer successor
    predecessor"""
)
_LONGEST = 3  # words of what somebody has: "former head coach"
_BACK = 2  # sentences in which somebody is named whose it may be without saying so
_MOST = 12  # sentences with the word that are looked at


class _Owned(NamedTuple):
    """Somebody's captain, lawyer or sister.

    Attributes:
        place: Index of the word for them among the tokens.
        noun: Its stem.
        owner: The name of whose it is.
        marked: Whether "'s" or "of" says so.
    """

    place: int
    noun: str
    owner: Name
    marked: bool


def check_owners(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that whose captain, lawyer or sister it is has not changed.

    Speaks only where the evidence gives the same noun to another one, and no sentence of the
    article may mean that it is the one whom the claim names.
    """
    for ours in _owned(claim):
        if not ours.marked or not _is_known(ours.owner, claim, source):
            continue
        found = next(
            (
                (passage, theirs)
                for passage in evidence
                for theirs in _owned(passage)
                if theirs.noun == ours.noun
                and theirs.marked
                and not _same(ours.owner, claim, theirs.owner, passage, source)
            ),
            None,
        )
        if found is None or _may_be(ours, claim, source):
            continue
        passage, theirs = found
        yield Finding(
            kind="name",
            severity="contradiction",
            claim=ours.owner.text,
            span=(passage.start + theirs.owner.start, passage.start + theirs.owner.end),
            message=f"the claim has it of {ours.owner.text}; sentence {passage.number} has it of "
            f"{theirs.owner.text}",
        )


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(stem(word, "en") for word in role_words("en") | _KIN)


@lru_cache(maxsize=512)
def _owned(passage: Passage) -> tuple[_Owned, ...]:
    if passage.lang not in {"en", "und"} or passage.stems.isdisjoint(_nouns()):
        return ()
    return tuple(found for name in passage.names for found in _of(name, passage))


def _of(name: Name, passage: Passage) -> Iterator[_Owned]:
    """What a name has: "Ann Reed's lawyer", "the lawyer of Ann Reed", "the Reed lawyer"."""
    tokens, terms = passage.tokens, {term.index: term.stem for term in passage.terms}
    after = next((i for i, t in enumerate(tokens) if t.start >= name.end), len(tokens))
    marked = passage.text[name.end : name.end + 2] in {"'s", "’s", "' ", "’ "}
    head = None
    for index in range(after, min(after + _LONGEST, len(tokens))):
        gap = passage.text[tokens[index - 1].end : tokens[index].start] if index > after else " "
        if index not in terms or gap != " " or is_verb(tokens, index):
            break
        if terms[index] in _nouns():
            head = index
    if head is not None:
        yield _Owned(head, terms[head], name, marked)
        return
    first = next((i for i, t in enumerate(tokens) if t.end > name.start), 0)
    link = first - 2 if first and tokens[first - 1].folded == "the" else first - 1
    if not marked and link > 0 and tokens[link].folded in {"of", "for"}:
        noun = terms.get(link - 1)
        if noun in _nouns():
            yield _Owned(link - 1, noun, name, marked=True)


def _may_be(ours: _Owned, claim: Passage, source: SourceText) -> bool:
    """Whether a sentence of the article has such a one of the same owner, or may have."""
    own = frozenset(source.entities_named(source.settled(ours.owner, claim.text)))
    for number in source.index.get(ours.noun, ())[:_MOST]:
        passage = source.passages[number - 1]
        owned = {found.place: found for found in _owned(passage)}
        for term in passage.terms:
            if term.stem != ours.noun:
                continue
            found = owned.get(term.index)
            if found is not None and _same(ours.owner, claim, found.owner, passage, source):
                return True
            if found is None and _is_about(number, own, source):
                return True
    return False


def _is_about(number: int, entities: frozenset[int], source: SourceText) -> bool:
    """Whether a sentence, one right before it or the whole article is about one of these."""
    near = source.referents[max(0, number - 1 - _BACK) : number]
    return bool(entities & source.topics) or any(
        entities & (r.named | r.meant | r.possible) for r in near
    )


def _is_known(name: Name, claim: Passage, source: SourceText) -> bool:
    return bool(source.entities_named(source.settled(name, claim.text)))


def _same(left: Name, claim: Passage, right: Name, passage: Passage, source: SourceText) -> bool:
    mine, theirs = source.settled(left, claim.text), source.settled(right, passage.text)
    if mine and theirs and (set(mine) <= set(theirs) or set(theirs) <= set(mine)):
        return True
    codes = {territory(" ".join(parts), "en") for parts in (mine, theirs)}
    if len(codes) == 1 and None not in codes:
        return True
    return bool(set(source.entities_named(mine)) & set(source.entities_named(theirs)))
