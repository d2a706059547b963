"""Polarity: what the claim denies must be denied by the source, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.lexicon import antonyms_of, related
from factcards.verify.negations import (
    UNSPACED_CUES,
    UNSPACED_EXCEPTIONS,
    Negations,
    affirming,
    negations,
)
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term, Token

_FOCUS = 3  # content words after a cue that it surely bears on
_ALLEGING = listed(
    "accused alleged allegedly allegation charged suspected claims claimed denies denied"
)
_MOST = 40  # denials of one sentence that are looked at
_PHRASE = 60  # code points of a denial to show
_CLAUSE_END = re.compile(r"[,;:()–—。、，；：!?؟،\"“”«»]|\.\s")


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation and the content words it bears on.

    Attributes:
        cue: As written.
        start: Offset of the cue in the passage.
        end: Offset just past it.
        focus: Stems of the content words it surely bears on, nearest first.
        scope: Stems of all content words of its clause part.
        contrast: Whether "but" follows with what is true instead.
    """

    cue: str
    start: int
    end: int
    focus: tuple[str, ...]
    scope: tuple[str, ...]
    contrast: bool


def find_denials(passage: Passage) -> tuple[Denial, ...]:
    """Find the negations of a passage with their scopes, in order."""
    if passage.lang in UNSPACED_CUES:
        return tuple(islice(_unspaced_denials(passage), _MOST))
    rules = negations(passage.lang)
    if rules is None:
        return ()
    return tuple(islice(_denials(passage, rules), _MOST))


def check_polarity(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that claim and evidence deny the same things.

    Compared clause by clause: a negation elsewhere in a cited sentence is not the claim's
    business. Only words that stand under the same number of negations agree.
    """
    if negations(claim.lang) is None and claim.lang not in UNSPACED_CUES:
        yield Finding(
            kind="negation",
            severity="note",
            claim="",
            message=f"not checked: negation in language {claim.lang!r}",
        )
        return
    ours = claim.denials
    theirs = [(passage, denial) for passage in evidence for denial in passage.denials]
    if not ours and not theirs:
        return
    yield from _denied_by_claim(claim, evidence, theirs)
    yield from _denied_by_source(claim, evidence, theirs)


def _denied_by_claim(
    claim: Passage, evidence: Sequence[Passage], theirs: Sequence[tuple[Passage, Denial]]
) -> Iterator[Finding]:
    affirmed = {
        term.stem: passage
        for passage in evidence
        for term in passage.terms
        if not _is_denied(term.stem, passage.denials)
    }
    denied = {stem for _, denial in theirs for stem in denial.scope}
    for denial in claim.denials:
        focus = _effective(denial, claim.denials)
        if not focus:
            continue
        agreed = [s for s in focus if s in denied or related(s, claim.lang) & denied]
        if agreed and len(agreed) >= len([s for s in focus if s in affirmed]):
            continue
        words = claim.text[denial.start : denial.end]
        if any(antonyms_of(stem, claim.lang) & affirmed.keys() for stem in focus):
            continue
        here = next((affirmed[stem] for stem in focus if stem in affirmed), None)
        if here is not None:
            yield Finding(
                kind="negation",
                severity="contradiction",
                claim=_phrase(claim, denial),
                span=(here.start, here.start + len(here.text)),
                message=f"the claim denies (“{_phrase(claim, denial)}”) what sentence "
                f"{here.number} says without denying it",
            )
        elif not theirs:
            yield Finding(
                kind="negation",
                severity="unsupported",
                claim=_phrase(claim, denial),
                message=f"the claim denies something (“{words}”); the evidence does not",
            )


def _denied_by_source(
    claim: Passage, evidence: Sequence[Passage], theirs: Sequence[tuple[Passage, Denial]]
) -> Iterator[Finding]:
    said = {term.stem for term in claim.terms}
    alleged = {token.folded for token in claim.tokens} & _ALLEGING
    for passage, denial in theirs:
        if alleged and denial.cue.casefold().startswith(("den", "disput")):
            continue
        focus = _effective(denial, passage.denials)
        shared = [stem for stem in focus if stem in said]
        if not shared or any(_is_denied(stem, claim.denials) for stem in shared):
            continue
        if any(antonyms_of(stem, claim.lang) & said for stem in focus):
            continue
        if not _bears_on_claim(shared, focus, claim.lang) or _said_elsewhere(
            shared, claim, passage, denial, evidence
        ):
            continue
        yield Finding(
            kind="negation",
            severity="contradiction",
            claim=claim.text,
            span=(passage.start + denial.start, passage.start + denial.end),
            message=f"sentence {passage.number} denies this (“{_phrase(passage, denial)}”); "
            "the claim does not",
        )


def _bears_on_claim(shared: Sequence[str], focus: Sequence[str], lang: str) -> bool:
    # Pairs of characters overlap the words around them, so half of them is most words.
    # "is planned not on the front line, but in special zones": a claim about the zones
    # shares no word, or only the verb, with what is denied.
    half = len(focus) if lang in UNSPACED_CUES else len(focus) + 1
    return len(shared) * 2 >= half or (len(shared) * 2 == len(focus) and focus[0] in shared)


def _said_elsewhere(
    shared: Sequence[str],
    claim: Passage,
    passage: Passage,
    denial: Denial,
    evidence: Sequence[Passage],
) -> bool:
    """Whether the evidence also says these words undenied, in the claim's own context."""
    for other in evidence:
        stems = [t.stem for t in other.terms if not _is_denied(t.stem, other.denials)]
        if other is not passage and set(shared) <= set(stems):
            return len(claim.stems & set(stems)) >= len(claim.stems & passage.stems)
    counts = [term.stem for term in passage.terms]
    inside = [stem for stem in denial.scope if stem in shared]
    return all(counts.count(stem) > inside.count(stem) for stem in shared)


def _is_denied(stem: str, denials: Sequence[Denial]) -> bool:
    return sum(stem in denial.scope for denial in denials) % 2 == 1


def _effective(denial: Denial, denials: Sequence[Denial]) -> list[str]:
    """Stems in focus that stay denied: "did not deny" leaves its object affirmed."""
    return [stem for stem in denial.focus if _is_denied(stem, denials)]


def _phrase(passage: Passage, denial: Denial) -> str:
    ends = [term.end for term in passage.terms if term.stem in denial.focus]
    starts = [term.start for term in passage.terms if term.stem in denial.focus]
    end = max([denial.end, *(e for e in ends if e > denial.start and e - denial.start < _PHRASE)])
    start = min([denial.start, *(s for s in starts if denial.start - s < 0)])
    return passage.text[start:end]


def _denials(passage: Passage, rules: Negations) -> Iterator[Denial]:
    tokens = passage.tokens
    skip = _affirming_at(tokens, passage.lang)
    index = 0
    while index < len(tokens):
        size = 0 if index in skip else _cue_at(tokens, index, rules)
        if size:
            yield _denial(passage, index, index + size, rules)
        index += max(size, 1)


def _cue_at(tokens: Sequence[Token], index: int, rules: Negations) -> int:
    """Number of tokens of the cue that begins here; 0 if none does."""
    for phrase in rules.phrases:
        words = tokens[index : index + len(phrase)]
        if tuple(token.folded for token in words) == phrase:
            return len(phrase)
    folded = tokens[index].folded
    if folded in rules.verbs and not _is_attributive(tokens, index):
        return 1
    return 1 if folded in rules.cues or folded.endswith("n't") else 0


def _is_attributive(tokens: Sequence[Token], index: int) -> bool:
    """Whether "failed" stands before a noun, as in "a failed attempt": no verb is negated."""
    if not tokens[index].folded.endswith("ed") or index == 0:
        return False
    return tokens[index - 1].folded in {"a", "an", "the", "his", "her", "its", "their", "this"}


def _affirming_at(tokens: Sequence[Token], lang: str) -> frozenset[int]:
    found: set[int] = set()
    for index, token in enumerate(tokens):
        for phrase in affirming(lang):
            if (
                token.folded == phrase[0]
                and tuple(t.folded for t in tokens[index : index + len(phrase)]) == phrase
            ):
                found.update(range(index, index + len(phrase)))
    return frozenset(found)


def _denial(passage: Passage, first: int, past: int, rules: Negations) -> Denial:
    tokens, text = passage.tokens, passage.text
    end = tokens[past - 1].end
    stop, contrast = _clause_end(text, tokens, past, rules)
    opening = _particle_before(tokens, first) if passage.lang == "fr" else end
    after = [t for t in passage.terms if opening <= t.start < stop and t.index != first]
    if rules.side == "around":
        start = _clause_start(text, tokens, first, rules)
        before = [t for t in passage.terms if start <= t.start < tokens[first].start]
        near = sorted([*before, *after], key=lambda t: min(abs(t.start - end), abs(t.end - end)))
        focus, scope = near[:_FOCUS], [*before, *after]
    else:
        focus, scope = after[:_FOCUS], after
        if not after:
            focus = scope = [t for t in passage.terms if t.end <= tokens[first].start][-2:]
    return Denial(
        text[tokens[first].start : end], tokens[first].start, end,
        tuple(t.stem for t in focus), tuple(t.stem for t in scope), contrast,
    )  # fmt: skip


def _particle_before(tokens: Sequence[Token], first: int) -> int:
    """Offset after the "ne" that goes with a French cue: "ne déploiera pas"."""
    for token in reversed(tokens[max(0, first - 5) : first]):
        if token.folded in {"ne", "n"}:
            return token.end
    return tokens[first].end


def _clause_end(
    text: str, tokens: Sequence[Token], past: int, rules: Negations
) -> tuple[int, bool]:
    for place in range(past, len(tokens)):
        token = tokens[place]
        between = text[tokens[place - 1].end : token.start]
        ends = _CLAUSE_END.search(between) is not None
        contrast = token.folded in {"but", "sondern", "mais", "sino", "bensì", "ma", "mas", "а"}
        if contrast:
            return token.start, True
        if (ends or token.folded in rules.breaks) and place > past:
            return token.start, False
    return len(text), False


def _clause_start(text: str, tokens: Sequence[Token], first: int, rules: Negations) -> int:
    for place in range(first - 1, 0, -1):
        if _CLAUSE_END.search(text[tokens[place - 1].end : tokens[place].start]):
            return tokens[place].start
        if tokens[place].folded in rules.breaks:
            return tokens[place].start
    return 0


@lru_cache(maxsize=8)
def _unspaced_pattern(lang: str) -> re.Pattern[str]:
    cues, _ = UNSPACED_CUES[lang]
    words = [*UNSPACED_EXCEPTIONS.get(lang, ()), *sorted(cues, key=len, reverse=True)]
    return re.compile("|".join(re.escape(word) for word in words))


def _unspaced_denials(passage: Passage) -> Iterator[Denial]:
    cues, precedes = UNSPACED_CUES[passage.lang]
    text = passage.text
    bounds = [0, *(m.end() for m in re.finditer(r"[,;:。、，；：!?！？]", text)), len(text)]
    for found in _unspaced_pattern(passage.lang).finditer(text):
        if found.group() not in cues:
            continue
        start = max(bound for bound in bounds if bound <= found.start())
        stop = min(bound for bound in bounds if bound >= found.end())
        terms: list[Term] = [
            t
            for t in passage.terms
            if (start <= t.start and t.end <= found.end() if precedes else t.start >= found.end())
            and t.end <= stop
        ]
        near = list(reversed(terms)) if precedes else terms
        yield Denial(
            found.group(), found.start(), found.end(),
            tuple(t.stem for t in near[: _FOCUS + 1]), tuple(t.stem for t in terms), False,
        )  # fmt: skip
