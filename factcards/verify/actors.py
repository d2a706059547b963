"""Actors: who does it and to whom, where the claim has the two the other way round (English)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factcards.card import Finding
from factcards.verify.acts import TRANSFER, Act, acts_of, is_mutual
from factcards.verify.align import main_sentences
from factcards.verify.lexicon import akin, related
from factcards.verify.nearby import place
from factcards.verify.predicates import clauses_of
from factcards.verify.report import not_checked
from factcards.verify.roles import role_words
from factcards.verify.stopwords import listed
from factcards.verify.territories import seat, territory
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_BEATING = listed("beat defeat overcom outplay thrash edg oust topple overpow")
CONTEST = _BEATING | listed("lose")
_BEING = listed("is are was were be been being am")
_PRONOUNS = listed("he she they him her them")
_GENERIC = listed(
    """company firm group team club side parti bank agenc organiz organis countri nation state
    govern citi town man woman boy girl player leader minist presid chief boss offici peopl polic
    report"""
)
_TITLE = 4  # words of a title
_PLACES = 8  # sentences of the article with the verb of the claim that are looked at


class _Told(NamedTuple):
    """An act with all that its two sides may be called."""

    act: Act
    passage: Passage
    doer: frozenset[str]
    sufferer: frozenset[str]
    named: frozenset[str]


def check_actors(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,
) -> Iterator[Finding]:
    """Check that doer and sufferer of the same act have not changed places."""
    if claim.lang not in {"en", "und"}:
        yield not_checked("role", "who did what to whom", claim.lang)
        return
    told = main_sentences(claim, evidence)
    places = {p.number for p in told}
    for act in acts_of(claim):
        here = _same(act, told)
        if not here and act.verb.split(" ")[0] not in source.index:
            continue
        ours = _tell(claim, act, source)
        given = [_tell(passage, other, source) for passage, other in here]
        if any(_is_straight(ours, t, wholly=True) and not _is_reversed(ours, t) for t in given):
            continue  # whatever other sentences have
        near = [p for p in _holding(ours, source) if p.number not in places]
        beside = [_tell(passage, other, source) for passage, other in _same(act, near)]
        if not given and not beside:
            continue
        crossed = [t for t in (*given, *beside) if _is_reversed(ours, t)]
        others = [t for t in (*given, *beside) if t not in crossed]
        wholly = any(_is_crossed(act, t.act) for t in crossed)
        if any(_is_straight(ours, theirs, wholly=wholly) for theirs in others):
            continue
        wrong = crossed[0] if crossed else None
        said = "the other way round"
        if wrong is None and given and all(_is_anothers(ours, t, told) for t in given):
            wrong, said = given[0], "of another"
        if wrong is None and not given:
            wrong = next((t for t in beside if _is_anothers(ours, t, told)), None)
            said = "of another"
        if wrong is None:
            continue
        passage, start, end = wrong.passage, wrong.act.start, wrong.act.end
        yield Finding(
            kind="role",
            severity="contradiction",
            claim=claim.text[act.start : act.end],
            span=(passage.start + start, passage.start + end),
            message=f"the article has it {said}: “{passage.text[start:end]}”{place(passage)}",
        )
    yield from _wrong_title(claim, told)


def _same(act: Act, passages: Sequence[Passage]) -> list[tuple[Passage, Act]]:
    """The acts of sentences that are the same as one of the claim."""
    return [(p, other) for p in passages for other in acts_of(p) if _is_same_act(act, other)]


def _holding(ours: _Told, source: SourceText) -> list[Passage]:
    """Sentences of the article with the verb of an act and one of its sides, where they are few.

    A pronoun may be a side, too.
    """
    sides = ours.doer | ours.sufferer
    numbers = source.index.get(ours.act.verb.split(" ")[0], ())
    passages = (source.passages[number - 1] for number in numbers[:_PLACES])
    return [
        p for p in passages if not sides.isdisjoint(p.stems) or not _PRONOUNS.isdisjoint(p.words)
    ]


def _is_same_act(act: Act, other: Act) -> bool:
    if TRANSFER in {act.verb, other.verb}:
        return act.verb == other.verb and bool(act.theme & other.theme)
    if act.verb in _BEATING and other.verb in _BEATING:
        return True
    return act.verb == other.verb or other.verb in related(act.verb)


def _tell(passage: Passage, act: Act, source: SourceText) -> _Told:
    called = _called(act.doer | act.sufferer, passage, source)
    doer, sufferer = (
        frozenset().union(side, *(called.get(word, ()) for word in side))
        for side in (act.doer, act.sufferer)
    )
    if passage.number:
        doer |= _meant(passage, source, personal=True) if act.pronoun else frozenset()
        sufferer |= _meant(passage, source) if act.pronoun_suffers else frozenset()
    names = [(n.start, n.end) for n in passage.names if source.settled(n, passage.text)]
    named = frozenset(t.stem for t in passage.terms if any(s <= t.start < e for s, e in names))
    return _Told(act, passage, doer - act.sufferer, sufferer - act.doer, named)


def _meant(passage: Passage, source: SourceText, *, personal: bool = False) -> frozenset[str]:
    """What those may be called whom the pronouns of a sentence may mean."""
    referents = source.referents[passage.number - 1]
    people = [source.entities[i] for i in referents.meant | referents.possible]
    return frozenset().union(
        *(
            _roles(e.roles) | {stem(part, "en") for part in e.parts}
            for e in people
            if e.personal or not personal
        )
    )


@lru_cache(maxsize=512)
def _roles(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(w, "en") for role in words for w in role.split() if w in role_words("en"))


def _called(
    words: frozenset[str], passage: Passage, source: SourceText
) -> dict[str, frozenset[str]]:
    """For words of names, the role words that the article gives whom they name."""
    found: dict[str, frozenset[str]] = {}
    for name in passage.names:
        parts = source.settled(name, passage.text)
        if territory(" ".join(parts), "en") or not any(stem(p, "en") in words for p in parts):
            continue
        for index in source.entities_named(parts):
            roles = _roles(source.entities[index].roles)
            for part in parts if roles else ():
                found[stem(part, "en")] = found.get(stem(part, "en"), frozenset()) | roles
    return found


def _is_straight(ours: _Told, theirs: _Told, *, wholly: bool) -> bool:
    """Whether both have the same one do it, or the same one suffer it, and nothing is crossed.

    With `wholly` it is not enough that one side agrees where the article has another word for
    the other side.
    """
    doer, sufferer = ours.doer & theirs.doer, ours.sufferer & theirs.sufferer
    if (doer and sufferer) or (theirs.act.pronoun and theirs.act.pronoun_suffers):
        return True  # "they thanked her" may be anybody
    if ours.doer & theirs.sufferer or ours.sufferer & theirs.doer:
        return False
    if doer:
        return not (wholly and ours.sufferer and theirs.sufferer)
    return bool(sufferer) and not (ours.doer and theirs.doer)


def _is_crossed(act: Act, other: Act) -> bool:
    """Whether two acts have the same words on opposite sides."""
    doer, sufferer = act.doer & other.sufferer, act.sufferer & other.doer
    return bool(doer and sufferer) and not (act.doer & other.doer or is_mutual(act.verb))


def _is_reversed(ours: _Told, theirs: _Told) -> bool:
    """Whether one of the doers here suffers there, and one who suffers here does it there."""
    if _is_crossed(ours.act, theirs.act):
        return True
    if is_mutual(ours.act.verb) or ours.doer & theirs.doer or ours.sufferer & theirs.sufferer:
        return False
    doer, sufferer = ours.doer & theirs.sufferer, ours.sufferer & theirs.doer
    if doer and sufferer:
        return True
    if ours.act.verb in _BEATING and sufferer & (ours.named | theirs.named):
        return True
    if not ours.doer and not ours.act.pronoun:  # "A was beaten", where A beats B
        return bool(sufferer) and ours.act.passive and bool(theirs.sufferer)
    if ours.act.verb == theirs.act.verb and theirs.act.pronoun_suffers and sufferer:
        return bool(ours.act.doer)  # "A alerted B", where B alerted them
    # "A questioned B", where A is questioned
    silent = not theirs.act.doer and theirs.act.passive
    return bool(doer) and silent and bool(ours.sufferer)


def _is_anothers(ours: _Told, theirs: _Told, told: Sequence[Passage]) -> bool:
    """Whether the article has somebody else do it, where both are named."""
    if not ours.act.doer or not theirs.act.doer or ours.doer & (theirs.doer | theirs.sufferer):
        return False
    if ours.act.doer & _GENERIC or theirs.act.doer & _GENERIC:
        return False
    if bool(ours.act.doer & ours.named) != bool(theirs.act.doer & theirs.named):
        return False
    if not ours.sufferer & theirs.sufferer:
        return False
    if _codes(ours.act.doer) & _codes(theirs.act.doer):
        return False  # "Moscow" is Russia
    if ours.act.doer & ours.named:
        return ours.act.plain or theirs.act.plain
    if not (ours.act.plain and theirs.act.plain):
        return False
    if any(_is_kin(mine, other) for mine in ours.act.doer for other in theirs.act.doer):
        return False
    return {t.stem for p in told for t in p.terms} >= ours.act.doer


def _is_kin(word: str, other: str) -> bool:
    """Whether two words may mean the same people: "activists" and "demonstrators"."""
    wider = related(word) | akin(word) | {word}
    return not wider.isdisjoint(related(other) | akin(other) | {other})


def _codes(words: frozenset[str]) -> set[str | None]:
    return {territory(word, "en") or seat(word) for word in words} - {None}


def _wrong_title(claim: Passage, told: Sequence[Passage]) -> Iterator[Finding]:
    """Whether "Rovers are the champions" where the article has "Castleport, the champions"."""
    for clause in clauses_of(claim):
        if clause.verb not in _BEING or not clause.predicate or len(clause.predicate) > _TITLE:
            continue
        for passage in told:
            holder = _apposed(passage, clause.predicate)
            if holder is None or holder.stem in claim.stems:
                continue
            if not clause.own or not any(n.start < clause.verb_at for n in claim.names):
                continue
            yield Finding(
                kind="role",
                severity="contradiction",
                claim=claim.text[clause.start : clause.end],
                span=(passage.start + holder.start, passage.start + holder.end),
                message=f"the article says this of {holder.text}{place(passage)}",
            )


def _apposed(passage: Passage, title: frozenset[str]) -> Term | None:
    """The name right before a comma after which a title stands."""
    clauses = clauses_of(passage)
    for before, clause in pairwise(clauses):
        if clause.verb_at < clause.end or not title <= clause.predicate:
            continue
        if passage.text[before.end : clause.start].strip() != ",":
            continue
        last = [t for t in passage.terms if t.end == before.end]
        if last and any(name.end == before.end for name in passage.names):
            return last[0]
    return None
