"""Portions: which parts of a whole exclude each other, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.amounts import Level, Quantifier, find_quantifiers, language
from factcards.verify.lexicon import antonyms_of
from factcards.verify.nearby import place
from factcards.verify.predicates import clause_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term

# What may be said of what is said of more.
_CARRIES: dict[Level, frozenset[Level]] = {
    "all": frozenset({"all", "nearly all", "most", "many", "some"}),
    "nearly all": frozenset({"nearly all", "most", "many", "some", "not all"}),
    "most": frozenset({"most", "many", "some", "not all"}),
    "many": frozenset({"many", "some", "not all"}),
    "some": frozenset({"some", "not all"}),
    "few": frozenset({"few", "some", "not all"}),
    "not all": frozenset({"not all", "some", "most", "many"}),
    "part": frozenset({"most", "many", "some", "few", "not all"}),
    "only": frozenset(),
    "nearly": frozenset(),
}

_COMPLEMENTS: dict[Level, frozenset[Level]] = {
    "few": frozenset({"most", "many", "nearly all"}),
    "some": frozenset({"not all"}),
    "part": frozenset({"part"}),
}

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,4})"
ALL_BUT = re.compile(rf"\ball but {_NUMBER}\b", re.IGNORECASE)
_PARTS = re.compile(
    rf"\b(?:(?P<spared>all but {_NUMBER}\b(?: of)?)|(?P<over>(?:more than|over) half\b(?: of)?)"
    r"|(?P<half>(?<!second )(?<!first )(?<!and a )half(?: of\b|(?= (?:the|its|their)\b)"
    r"|(?= (?:was|were|are)\b)))"
    r"|(?P<none>none of|not one of|none(?= (?:was|were|has|had|is|are)\b))"
    rf"|(?P<number>{_NUMBER} of (?:the|its|his|her|their|them)\b))",
    re.IGNORECASE,
)
_WHOLES = frozenset({"all", "nearly all", "most", "some", "many", "few"})
# For each part that a claim may speak of, the parts of the source that it contradicts.
_EXCLUDED: dict[str, frozenset[str]] = {
    "all": frozenset({"half", "over", "spared", "none"}),
    "nearly all": frozenset({"half", "none"}),
    "most": frozenset({"half", "none"}),
    "some": frozenset({"none"}),
    "many": frozenset({"none"}),
    "few": frozenset({"half", "over", "spared", "none"}),
    "half": frozenset({"all", "nearly all", "few", "spared", "none"}),
    "over": frozenset({"all", "nearly all", "few", "spared", "none"}),
    "spared": frozenset({"half", "few", "none"}),
    "none": _WHOLES | {"half", "over", "spared"},
    "number": frozenset({"spared"}),
}
_LONGEST = 2000  # code points that are searched for parts


def carries(theirs: Level, ours: Level) -> bool:
    """Whether what is said of `theirs` may be said of `ours`: "some" where it is so of "all"."""
    return ours in _CARRIES[theirs]


def complements(ours: Level, theirs: Level) -> bool:
    """Whether saying it of `ours` is saying the contrary of `theirs`: few stay where most leave."""
    return theirs in _COMPLEMENTS.get(ours, ()) or ours in _COMPLEMENTS.get(theirs, ())


def _amount_before(passage: Passage, term: Term) -> Quantifier | None:
    """The last quantifier up to a word in its clause: what the word is said of."""
    clause = clause_at(passage, term.start)
    start = clause.start if clause else 0
    found = [q for q in find_quantifiers(passage) if start < q.end and q.start <= term.start]
    return found[-1] if found else None


def is_as_much(claim: Passage, term: Term, passage: Passage, other: Term) -> bool:
    """Whether amounts make up for it: "not all" is "some", "few stayed" is "most left"."""
    ours = _amount_before(claim, term)
    theirs = _amount_before(passage, other)
    if ours is None or theirs is None:
        return False
    if ours.start <= term.start < ours.end:
        if _is_after_denial(claim, term) != _is_after_denial(passage, other):
            return complements(ours.level, theirs.level)  # "not many" is "few"
        return theirs.start <= other.start < theirs.end and carries(theirs.level, ours.level)
    return complements(ours.level, theirs.level)


def _is_after_denial(passage: Passage, term: Term) -> bool:
    clause = clause_at(passage, term.start)
    start = clause.start if clause else 0
    return any(start <= denial.start < term.start for denial in passage.denials)


def ending(passage: Passage, quantifier: Quantifier) -> frozenset[str]:
    """Stems of the words from a quantifier to the next one or the end of its clause."""
    later = [q.start for q in find_quantifiers(passage) if q.start >= quantifier.end]
    clause = clause_at(passage, quantifier.end - 1)  # "all but" begins a clause within itself
    end = min([clause.end if clause else len(passage.text), *later])
    return frozenset(t.stem for t in passage.terms if quantifier.end <= t.start < end)


@dataclass(frozen=True, slots=True)
class _Share:
    """How large a part is said to be, with the stems of the clause that says it."""

    part: str
    start: int
    end: int
    said: frozenset[str]


def other_share(claim: Passage, evidence: Sequence[Passage]) -> Iterator[Finding]:
    """Whether the claim says of all, half or none what the source says of another part."""
    for ours in _shares(claim):
        words = claim.text[ours.start : ours.end]
        given = [(passage, theirs) for passage in evidence for theirs in _shares(passage)]
        if any(theirs.part == ours.part for _, theirs in given):
            continue
        found = next(((p, t) for p, t in given if _is_other(ours, t, claim, p)), None)
        if found is not None:
            passage, theirs = found
            other = passage.text[theirs.start : theirs.end]
            yield Finding(
                kind="quantifier",
                severity="contradiction",
                claim=words,
                span=(passage.start + theirs.start, passage.start + theirs.end),
                message=f"the article says “{other}”{place(passage)}; the claim says “{words}”",
            )
            return
        if ours.part == "spared" and not _counts(words, evidence):
            yield Finding(
                kind="quantifier",
                severity="unsupported",
                claim=words,
                message=f"the claim says “{words}”; the evidence makes no such exception",
            )


def _counts(words: str, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence has the number of what "all but one" leaves out, or a word for it."""
    number = words.casefold().removesuffix(" of").split()[-1]
    return any(
        t.folded in {number, "except", "only", "single", "sole"} for p in evidence for t in p.tokens
    )


def _is_other(ours: _Share, theirs: _Share, claim: Passage, passage: Passage) -> bool:
    if theirs.part not in _EXCLUDED.get(ours.part, ()) or is_contrary(ours.said, theirs.said):
        return False
    if bool(claim.denials) != bool(passage.denials) and "none" not in {ours.part, theirs.part}:
        return False  # "all but three were", "three were not"
    shared = len(ours.said & theirs.said)
    return shared > 0 and shared * 2 >= min(len(ours.said), len(theirs.said))


@lru_cache(maxsize=1024)
def _shares(passage: Passage) -> tuple[_Share, ...]:
    """The parts that an English passage speaks of, as amounts and as `_PARTS`."""
    if language(passage) != "en":
        return ()
    found = [
        _Share(q.level, q.start, q.end, ending(passage, q))
        for q in find_quantifiers(passage)
        if q.level in _WHOLES and not ALL_BUT.match(passage.text, q.start)
    ]
    for match in _PARTS.finditer(passage.text[:_LONGEST]):
        clause = clause_at(passage, match.end() - 1)
        end = clause.end if clause else len(passage.text)
        said = frozenset(t.stem for t in passage.terms if match.end() <= t.start < end)
        found.append(_Share(match.lastgroup or "", match.start(), match.end(), said))
    return tuple(found)


def is_contrary(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one is told by the opposite of the other: half were saved, half were lost."""
    return any(antonyms_of(stem, "en") & (theirs - ours) for stem in ours - theirs)
