"""Actors: who does it and to whom, where the claim has the two the other way round (English).

Without a parser: who stands before a verb does it and who stands after it suffers it; in the
passive it is the reverse, and so it is for "lost to" beside "beat".
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.lexicon import related
from factcards.verify.nearby import place
from factcards.verify.predicates import Clause, clauses_of
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed
from factcards.verify.territories import seat, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_BEATING = listed("beat defeat overcom outplay thrash edg oust topple overpow")
_LOSING = listed("lose")
CONTEST = _BEATING | _LOSING
_BEING = listed("is are was were be been am")
_GENERIC = listed(
    """company firm group team club side parti bank agenc organiz organis countri nation state
    govern citi town man woman boy girl player leader minist presid chief boss offici peopl polic
    report"""
)
_TITLE = 4  # words of a title
_GENERAL = listed("say tell have take make get go come give be call ask know think year day time")


class _Act(NamedTuple):
    """A verb with the words on its two sides, as if it were active."""

    verb: str
    doer: frozenset[str]
    sufferer: frozenset[str]
    named: frozenset[str]
    own: bool
    numeric: bool
    main: bool
    start: int
    end: int


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
    for ours in _acts(claim):
        people = ours.doer | ours.sufferer
        theirs = [
            (passage, act)
            for passage in told
            for act in _acts(passage)
            if _same_act(ours.verb, act.verb) and (act.doer | act.sufferer) & people
        ]
        if not theirs:
            theirs = _nearby(ours, told, source)
        if not theirs:
            continue
        if all(_is_reversed(ours, act) for _, act in theirs):
            said = "the other way round"
        elif all(_is_anothers(ours, act, told) for _, act in theirs):
            said = "of another"
        else:
            continue
        passage, act = theirs[0]
        words = passage.text[act.start : act.end]
        yield Finding(
            kind="role",
            severity="contradiction",
            claim=claim.text[ours.start : ours.end],
            span=(passage.start + act.start, passage.start + act.end),
            message=f"the article has it {said}: “{words}”{place(passage)}",
        )
    yield from _wrong_title(claim, told)


def _acts(passage: Passage) -> Iterator[_Act]:
    names = [(name.start, name.end) for name in passage.names]
    named = frozenset(t.stem for t in passage.terms if any(s <= t.start < e for s, e in names))
    for clause in clauses_of(passage):
        for term in passage.terms:
            if not clause.start <= term.start < clause.end or term.stem in _GENERAL:
                continue
            if term.start != clause.verb_at and not _is_infinitive(passage, term):
                continue
            yield _act(passage, clause, term, named)


def _act(passage: Passage, clause: Clause, verb: Term, named: frozenset[str]) -> _Act:
    before, after = _sides(passage, clause, verb, named)
    passive = verb.start == clause.verb_at and clause.passive
    flipped = passive != (verb.stem in _LOSING)
    if passive:
        agent = _agent(passage, verb, clause)
        doer, sufferer = agent, before
    else:
        doer, sufferer = (after, before) if flipped else (before, after)
    return _Act(
        verb=verb.stem,
        doer=doer,
        sufferer=sufferer,
        named=named,
        own=clause.own or _is_apposed(passage, clause),
        numeric=any(verb.end <= q.start < clause.end for q in passage.quantities),
        main=verb.start == clause.verb_at,
        start=clause.start,
        end=clause.end,
    )


def _is_apposed(passage: Passage, clause: Clause) -> bool:
    """Whether the subject stands before commas at the start: "Sandu, 19, won"."""
    before = [c for c in clauses_of(passage) if c.end <= clause.start]
    return bool(before) and all(c.verb_at == c.end for c in before)


def _sides(
    passage: Passage, clause: Clause, verb: Term, named: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    than = next(
        (
            t.start
            for t in passage.tokens
            if t.folded in {"than", "as"} and verb.end < t.start < clause.end
        ),
        clause.end,
    )
    inside = [
        t
        for t in passage.terms
        if clause.start <= t.start < clause.end and not t.stem[:1].isdigit()
    ]
    before = frozenset(t.stem for t in inside if t.start < min(verb.start, clause.verb_at))
    after = frozenset(t.stem for t in inside if verb.start < t.start < than) | _apposed_to(
        passage, clause, named
    )
    return before or clause.subject, after


def _apposed_to(passage: Passage, clause: Clause, named: frozenset[str]) -> frozenset[str]:
    """Words of the verbless stretches that follow: "sued the maker, Brantol"."""
    clauses = clauses_of(passage)
    words: set[str] = set()
    for other in clauses[bisect_right(clauses, clause.start, key=lambda c: c.start) :]:
        if other.verb_at < other.end:
            break
        if not other.predicate <= named:
            break
        words |= other.predicate
    return frozenset(words)


def _agent(passage: Passage, verb: Term, clause: Clause) -> frozenset[str]:
    by = next(
        (t for t in passage.tokens if t.folded == "by" and verb.end < t.start < clause.end), None
    )
    if by is None:
        return frozenset()
    return frozenset(t.stem for t in passage.terms if by.end < t.start < clause.end)


def _is_infinitive(passage: Passage, term: Term) -> bool:
    before = passage.tokens[term.index - 1].folded if term.index else ""
    return before == "to"


def _same_act(verb: str, other: str) -> bool:
    if verb in CONTEST and other in CONTEST:
        return True
    return verb == other or other in related(verb)


def _is_reversed(ours: _Act, theirs: _Act) -> bool:
    """Whether one of the doers here suffers there, and one who suffers here does it there."""
    swapped_doer = ours.doer & theirs.sufferer - theirs.doer - ours.sufferer
    swapped_sufferer = ours.sufferer & theirs.doer - theirs.sufferer - ours.doer
    both = ours.named | theirs.named
    if swapped_doer and swapped_sufferer:
        return bool((swapped_doer | swapped_sufferer) & both)
    if ours.verb in CONTEST and ours.sufferer & theirs.doer & both - theirs.sufferer:
        return not ours.doer & theirs.doer
    # "A was beaten", where A beats B: the other one may go unnamed.
    lone = not ours.doer and bool(ours.sufferer & theirs.named & theirs.doer - theirs.sufferer)
    return lone and bool(theirs.sufferer & theirs.named) and theirs.own


def _nearby(ours: _Act, told: Sequence[Passage], source: SourceText) -> list[tuple[Passage, _Act]]:
    """The same act in a sentence right beside the evidence, told of somebody who is named."""
    if not ours.doer & ours.named or not ours.sufferer:
        return []
    near = {p.number + step for p in told for step in (-1, 1)} & set(
        source.index.get(ours.verb, ())
    )
    return [
        (source.passages[number - 1], act)
        for number in sorted(near)
        for act in _acts(source.passages[number - 1])
        if act.verb == ours.verb and act.sufferer & ours.sufferer
    ]


def _is_anothers(ours: _Act, theirs: _Act, told: Sequence[Passage]) -> bool:
    """Whether the evidence has somebody else do it, and names the claim's doer beside."""
    if not (ours.main and theirs.main):
        return False
    if not ours.doer or not theirs.doer or ours.doer & (theirs.doer | theirs.sufferer):
        return False
    if not theirs.own or ours.doer & _GENERIC or theirs.doer & _GENERIC:
        return False
    if bool(ours.doer & ours.named) != bool(theirs.doer & theirs.named):
        return False
    if ours.sufferer and len(ours.sufferer & theirs.sufferer) * 2 <= len(ours.sufferer):
        return False
    elsewhere = [t for p in told for t in p.terms]
    if _codes(ours.doer) & _codes(theirs.doer):
        return False  # "Moscow" is Russia
    return {t.stem for t in elsewhere} >= ours.doer and bool(ours.sufferer or ours.numeric)


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
