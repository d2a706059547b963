"""Quantifiers: "all" is not what an article says of "some", nor "only" what it says of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.amounts import Quantifier, find_quantifiers, knows_amounts, language
from factcards.verify.lexicon import related
from factcards.verify.nearby import place
from factcards.verify.portions import (
    ALL_BUT,
    carries,
    complements,
    ending,
    is_contrary,
    other_share,
)
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.card import Severity
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_EXCEPT = re.compile(
    r"[^.;]{0,80}?\b(?:except|apart from|excluding|other than|with the exception)\b"
)

_TELLING = 2  # content words that show what "most of them" is about
_FRAME = 8  # code points after "only" and "mainly" that must agree

_TIMES = listed("year day month week hour minut time night morn season game")

_FIXING = listed("the its their his her our these those both two three four five six seven eight")


def check_quantifiers(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that the claim says no more of the same things than the evidence does.

    "Some" may be said where the evidence has "all", never the other way round; "only" needs a
    word in the evidence that excludes the rest. English, German, French and Spanish.
    """
    if not knows_amounts(claim):
        yield not_checked("quantifier", "quantifiers", claim.lang)
        return
    given = [(passage, q) for passage in evidence for q in find_quantifiers(passage)]
    ours = find_quantifiers(claim)
    for quantifier in ours:
        if quantifier.level == "only":
            yield from _exclusive(claim, quantifier, evidence, given)
        elif quantifier.level not in {"nearly", "part"}:
            yield from _overstated(claim, quantifier, evidence, given)
            yield from _mixed_up(claim, quantifier, evidence)
    yield from _rounded_up(claim, ours, evidence, given)
    yield from other_share(claim, evidence)


def _overstated(
    claim: Passage,
    quantifier: Quantifier,
    evidence: Sequence[Passage],
    given: Sequence[tuple[Passage, Quantifier]],
) -> Iterator[Finding]:
    lang = language(claim)
    heads = {term.stem for term in quantifier.focus}
    if not heads:
        return
    same = [
        (p, q)
        for p, q in given
        if q.level not in {"only", "nearly"}
        and (
            _meets(heads, q.focus, lang)
            or (not q.focus and _is_of_them(claim, quantifier, p, q))
            or _is_mainly(claim, quantifier, p, q)
        )
    ]
    words = claim.text[quantifier.start : quantifier.end]
    if same:
        spared = next(
            (
                (p, q, found.end())
                for p, q in same
                if q.level == "all" and (found := _EXCEPT.match(p.text, q.end)) is not None
            ),
            None,
        )
        if spared and quantifier.level == "all" and not _EXCEPT.match(claim.text, quantifier.end):
            passage, other, _ = spared
            yield _finding(claim, quantifier, passage, other, "contradiction", spared[2])
            return
        if claim.denials and any(q.level in {"few", "not all"} for _, q in same):
            return  # "most do not" is "few do"
        said = ending(claim, quantifier)
        if any(
            complements(quantifier.level, q.level) and is_contrary(said, ending(p, q))
            for p, q in same
        ):
            return  # "few stayed" is "most left"
        if quantifier.level == "nearly all" and any(ALL_BUT.search(p.text) for p, _ in same):
            return
        if any(carries(q.level, quantifier.level) for _, q in same):
            return
        passage, other = same[0]
        yield _finding(claim, quantifier, passage, other, "contradiction")
    elif quantifier.level in {"all", "nearly all"} and words.casefold() != "any":
        if heads <= _TIMES or _is_definite(heads, evidence, lang):
            return
        yield Finding(
            kind="quantifier",
            severity="unsupported",
            claim=words,
            message=f"the claim says “{words}”; the evidence does not say that it is so of all",
        )


def _is_mainly(claim: Passage, ours: Quantifier, passage: Passage, theirs: Quantifier) -> bool:
    """Whether "all of it came from" tells of what "it came mainly from" tells."""
    word = passage.text[theirs.start : theirs.end].casefold()
    adverb = word.endswith("ly") and word not in claim.text.casefold()
    first = theirs.focus[0].stem if theirs.focus else ""
    return adverb and ours.level == "all" and first in ending(claim, ours)


def _is_of_them(claim: Passage, ours: Quantifier, passage: Passage, theirs: Quantifier) -> bool:
    """Whether "most of them" says the same as the claim does, as far as the words tell."""
    given = ending(passage, theirs)
    return len(given) >= _TELLING and len(ending(claim, ours) & given) * 3 >= len(given) * 2


def _mixed_up(
    claim: Passage, quantifier: Quantifier, evidence: Sequence[Passage]
) -> Iterator[Finding]:
    """Whether the claim says of most what the same sentence says of some."""
    said = ending(claim, quantifier)
    for passage in evidence:
        found = find_quantifiers(passage)
        same = [q for q in found if q.level == quantifier.level]
        others = [q for q in found if q.level not in {quantifier.level, "only", "nearly"}]
        if len(same) != 1 or not others:
            continue
        given = ending(passage, same[0])
        for other in others:
            theirs = ending(passage, other)
            if said & theirs - given and given - theirs - said:
                yield _finding(claim, quantifier, passage, other, "contradiction")
                return


def _meets(heads: set[str], focus: Sequence[Term], lang: str) -> bool:
    return any(term.stem in heads or related(term.stem, lang) & heads for term in focus)


def _is_definite(heads: set[str], evidence: Sequence[Passage], lang: str) -> bool:
    """Whether the evidence has the things as a known whole: "the six ferries", or not at all."""
    seen = False
    for passage in evidence:
        for term in passage.terms:
            if term.stem not in heads and not related(term.stem, lang) & heads:
                continue
            seen = True
            before = [t.folded for t in passage.tokens[max(0, term.index - 3) : term.index]]
            if any(word in _FIXING or word[:1].isdigit() for word in before):
                return True
            if not term.text.casefold().endswith("s"):
                return True
    return not seen


def _exclusive(
    claim: Passage,
    quantifier: Quantifier,
    evidence: Sequence[Passage],
    given: Sequence[tuple[Passage, Quantifier]],
) -> Iterator[Finding]:
    """Whether "only" is the claim's own: no word of the evidence leaves anything out."""
    words = claim.text[quantifier.start : quantifier.end]
    after = claim.text[quantifier.end :].lstrip()
    mainly = _said_mainly(after, given)
    if mainly is not None:
        yield _finding(claim, quantifier, *mainly, "contradiction")
        return
    if words.casefold() in {"just", "merely", "nur", "lediglich"} or after[:1].isdigit():
        return
    if any(q.level in {"only", "few"} for _, q in given) or any(p.denials for p in evidence):
        return
    later = {token.folded for token in claim.tokens if token.start > quantifier.end}
    if later & _CONDITIONS:
        return
    if any(_EXCLUDING & {token.folded for token in passage.tokens} for passage in evidence):
        return
    if any(quantifier.end <= q.start <= quantifier.end + 12 for q in claim.quantities):
        return  # "only two" belittles a number; it excludes nothing
    passage = evidence[0]
    yield Finding(
        kind="quantifier",
        severity="unsupported",
        claim=words,
        span=(passage.start, passage.start + len(passage.text)),
        message=f"the claim says “{words}”; the evidence does not exclude others",
    )


def _said_mainly(
    after: str, given: Sequence[tuple[Passage, Quantifier]]
) -> tuple[Passage, Quantifier] | None:
    """Where the evidence has "mainly" before the very words that the claim has "only" before."""
    start = after.casefold()[:_FRAME]
    for passage, quantifier in given:
        theirs = passage.text[quantifier.end :].lstrip().casefold()[:_FRAME]
        adverb = passage.text[quantifier.start : quantifier.end].casefold().endswith("ly")
        if adverb and quantifier.level in {"most", "some", "many"} and start and start == theirs:
            return passage, quantifier
    return None


_EXCLUDING = listed(
    """except excluding unless until unique lone single first rest remaining limited restricted
    just merely simply unlike but no none neither last otherwise one until far rarely dedicated
    bis außer ausser sauf hormis salvo excepto limité limitado begrenzt einzige einzigen"""
)

# "Only after a truce": what "only" adds there is in "after" already.
_CONDITIONS = listed(
    "after if when once until unless provided nach wenn sobald après si quand tras cuando"
)


def _rounded_up(
    claim: Passage,
    ours: Sequence[Quantifier],
    evidence: Sequence[Passage],
    given: Sequence[tuple[Passage, Quantifier]],
) -> Iterator[Finding]:
    """Whether "almost doubled" has become "doubled"."""
    softened = {t.stem for q in ours if q.level in {"nearly", "nearly all"} for t in q.focus[:1]}
    said = {term.stem: term for term in claim.terms}
    nearly = [
        (p, q, q.focus[0])
        for p, q in given
        if q.level == "nearly" and q.focus and q.focus[0].text[-2:] == "ed"
    ]
    for passage, quantifier, term in nearly:
        ours_term = said.get(term.stem)
        if ours_term is None or term.stem in softened:
            continue
        before = claim.tokens[ours_term.index - 1].folded if ours_term.index else ""
        often = sum(t.stem == term.stem for p in evidence for t in p.terms)
        if before in {"about", "roughly", "all", "just", "to"} or often > 1:
            continue
        words = passage.text[quantifier.start : term.end]
        yield Finding(
            kind="quantifier",
            severity="unsupported",
            claim=ours_term.text,
            span=(passage.start + quantifier.start, passage.start + term.end),
            message=f"the article says “{words}”{place(passage)}; "
            f"the claim says “{ours_term.text}”",
        )


def _finding(
    claim: Passage,
    ours: Quantifier,
    passage: Passage,
    theirs: Quantifier,
    severity: Severity,
    end: int = 0,
) -> Finding:
    words = claim.text[ours.start : ours.end]
    first = theirs.focus[0] if theirs.focus and not end else None
    if first is not None and theirs.end <= first.start <= theirs.end + _FRAME:
        end = first.end  # its noun, where that stands right after it
    other = passage.text[theirs.start : end or theirs.end]
    return Finding(
        kind="quantifier",
        severity=severity,
        claim=words,
        span=(passage.start + theirs.start, passage.start + theirs.end),
        message=f"the article says “{other}”{place(passage)}; the claim says “{words}”",
    )
