"""Denials: the negations of a text with the words that each bears on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from factcards.verify.asides import asides_of, steps
from factcards.verify.negations import (
    DECLINING,
    ENDING,
    LIGHT,
    REFUSING,
    UNSPACED_CUES,
    UNSPACED_EXCEPTIONS,
    Negations,
    affirming,
    negations,
)
from factcards.verify.predicates import PRONOUNS, is_infinitive, is_verb
from factcards.verify.stopwords import listed
from factcards.verify.withdrawals import find_withdrawals, verb_of
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

_FOCUS = 3  # content words after a cue that it surely bears on
_MOST = 40  # denials of one sentence that are looked at
_ADJUNCT = 7  # words between "failed" and its infinitive
_ADJUNCTS = listed("on in at for after before during despite amid under by until within twice")
_AMOUNTING = listed("reach total stand hit become finish close settle end")  # "fell to reach 5"
_ITEM = 5  # words of one item of a list
# One or several items up to the last one's "or".
_ITEMS = re.compile(
    r"(?:[\w’'-]+\s){0,3}[\w’'-]+(?:,\s(?:[\w’'-]+\s){0,3}[\w’'-]+){0,4},?\s(?:or|nor)\s"
)
# Verbs that deny what a "that" after them tells.
_COMPLEMENTED = listed(
    """deny denied denies denying dispute disputed disputes mean think believe expect accusation
    charge claim allegation suggestion report rumour notion idea true correct case claims charges
    accusations allegations suggestions reports rumours find found prove proved establish show"""
)
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
        withdrawn: Whether it is a plan given up or a report called false.
    """

    cue: str
    start: int
    end: int
    focus: tuple[str, ...]
    scope: tuple[str, ...]
    contrast: bool
    withdrawn: bool = False


def find_denials(passage: Passage) -> tuple[Denial, ...]:
    """Find the negations of a passage with their scopes, in order."""
    if passage.lang in UNSPACED_CUES:
        return tuple(islice(_unspaced_denials(passage), _MOST))
    rules = negations(passage.lang)
    if rules is None:
        return ()
    found = _denials(passage, rules)
    if passage.lang in {"en", "und"}:
        found = chain(found, _withdrawals(passage, rules))
    return tuple(sorted(islice(found, _MOST), key=lambda denial: denial.start))


def _withdrawals(passage: Passage, rules: Negations) -> Iterator[Denial]:
    """Plans given up and reports called false, as denials of what they tell."""
    tokens = passage.tokens
    for first, past, stop in find_withdrawals(passage.text, tokens):
        end = tokens[stop].start if stop else _clause_end(passage, first, past, rules)[0]
        start, last = tokens[first].start, tokens[past - 1].end
        terms = [t for t in passage.terms if last <= t.start < end]
        verbs = [verb_of(t.text.casefold()) for t in terms]
        scope = tuple(stem(v, "en") if v else t.stem for v, t in zip(verbs, terms, strict=True))
        if scope:
            cue = passage.text[start:last]
            yield Denial(cue, start, last, scope[:_FOCUS], scope, contrast=False, withdrawn=True)


def _denials(passage: Passage, rules: Negations) -> Iterator[Denial]:
    tokens = passage.tokens
    skip = _affirming_at(tokens, passage.lang)
    index = 0
    while index < len(tokens):
        size = 0 if index in skip else _cue_at(tokens, index, rules)
        if size and not _is_elliptical(passage, index + size):
            yield _denial(passage, index, index + size, rules)
        elif not size and (past := _infinitive_after(passage, index)):
            yield _denial(passage, index, index + 1, rules, begin=past)
        index += max(size, 1)


@lru_cache(maxsize=1024)
def find_refusals(passage: Passage) -> tuple[tuple[Denial, str], ...]:
    """Words that say no without being a negation, with what they are said of (English).

    The scope is the whole clause: "dropped the plan", "the plan was dropped". Beside each stands
    its stem.
    """
    rules = negations(passage.lang)
    if rules is None or passage.lang not in {"en", "und"}:
        return ()
    found: list[tuple[Denial, str]] = []
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        if token.folded not in REFUSING or len(found) == _MOST:
            continue
        stop, contrast = _clause_end(passage, index, index + 1, rules)
        start = _clause_start(passage.text, tokens, index, rules)
        inside = [t for t in passage.terms if start <= t.start < stop and t.index != index]
        after = [t.stem for t in inside if t.index > index]
        scope = tuple(t.stem for t in inside)
        refusal = Denial(token.text, token.start, token.end, tuple(after[:_FOCUS]), scope, contrast)
        found.append((refusal, stem(token.folded, "en")))
    return tuple(found)


def _is_elliptical(passage: Passage, past: int) -> bool:
    """Whether what is denied is left out: "where they were not, pupils did better"."""
    tokens = passage.tokens
    if passage.lang != "en" or past >= len(tokens) or tokens[past - 1].folded != "not":
        return False
    if past in asides_of(passage):
        return False
    return passage.text[tokens[past - 1].end : tokens[past].start].lstrip()[:1] in {",", ";"}


def _cue_at(tokens: Sequence[Token], index: int, rules: Negations) -> int:
    """Number of tokens of the cue that begins here; 0 if none does."""
    for phrase in rules.phrases:
        words = tokens[index : index + len(phrase)]
        if tuple(token.folded for token in words) == phrase:
            return len(phrase)
    folded = tokens[index].folded
    if folded in rules.verbs and not _is_attributive(tokens, index):
        after = tokens[index + 1].folded if index + 1 < len(tokens) else ""
        if folded in DECLINING:
            return int(after == "to")
        if folded in {"lack", "failure"} and after == "of" and _is_before_verb(tokens, index):
            return 0  # "a lack of rain led to the ban" denies no ban
        return int(folded not in ENDING or after.endswith("ing"))
    return 1 if folded in rules.cues or folded.endswith("n't") else 0


def _infinitive_after(passage: Passage, index: int) -> int:
    """Index of the verb that "failed on Tuesday to agree" denies; 0 if there is none."""
    tokens = passage.tokens
    if tokens[index].folded not in DECLINING or passage.lang not in {"en", "und"}:
        return 0
    if _is_attributive(tokens, index):
        return 0
    for place in steps(passage, index + 1, _ADJUNCT):
        word = tokens[place].folded
        if is_infinitive(tokens, place):
            return 0 if word in _AMOUNTING else place
        opens = place > index + 1 or word == "to" or word in _ADJUNCTS or word.endswith("ly")
        if not opens or is_verb(tokens, place):
            return 0
    return 0


def _is_before_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun with "of" is what its clause tells of: a verb follows soon after."""
    return any(is_verb(tokens, place) for place in range(index + 2, min(index + 6, len(tokens))))


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


def _denial(
    passage: Passage, first: int, past: int, rules: Negations, begin: int | None = None
) -> Denial:
    """The denial of a cue; what it denies begins past it, past an aside after it or at `begin`."""
    tokens, text = passage.tokens, passage.text
    end = tokens[past - 1].end
    if begin is None and past < len(tokens) and passage.lang in {"en", "und"}:
        begin = asides_of(passage).get(past)
    begun = end
    if begin is not None and begin < len(tokens):
        past, begun = begin, tokens[begin].start
    stop, contrast = _clause_end(passage, first, past, rules)
    opening = _particle_before(tokens, first) if passage.lang == "fr" else begun
    after = [t for t in passage.terms if opening <= t.start < stop and t.index != first]
    if rules.side == "around":
        start = _clause_start(text, tokens, first, rules)
        before = [t for t in passage.terms if start <= t.start < tokens[first].start]
        near = sorted([*before, *after], key=lambda t: min(abs(t.start - end), abs(t.end - end)))
        focus, scope = near[:_FOCUS], [*before, *after]
    else:
        heavy = [t for t in after if t.text.casefold() not in LIGHT] or after
        focus, scope = heavy[:_FOCUS], after
        if not after:
            start = _clause_start(text, tokens, first, rules)
            before = [t for t in passage.terms if t.end <= tokens[first].start]
            focus = scope = ([t for t in before if t.start >= start] or before)[-2:]
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


def _clause_end(passage: Passage, first: int, past: int, rules: Negations) -> tuple[int, bool]:
    """Offset where what is denied ends, and whether what is true instead follows."""
    text, tokens = passage.text, passage.tokens
    for place in range(past, len(tokens)):
        token = tokens[place]
        between = text[tokens[place - 1].end : token.start]
        ends = _CLAUSE_END.search(between) is not None
        contrast = token.folded in {"but", "sondern", "mais", "sino", "bensì", "ma", "mas", "а"}
        if contrast:
            return token.start, True
        if (ends or token.folded in rules.breaks) and place > past:
            if _goes_on(text, tokens, first, place, between):
                continue
            return token.start, False
    return len(text), False


def _goes_on(text: str, tokens: Sequence[Token], first: int, place: int, between: str) -> bool:
    """Whether a denial bears on what follows a break too (English).

    "No version in which it works"; "not in the third, a coral"; "did not deny that it fell";
    "rejects the charge that it lied"; "no rain, wind or snow".
    """
    word = tokens[place].folded
    if word == "that" and not _COMPLEMENTED.isdisjoint(t.folded for t in tokens[place - 3 : place]):
        return True
    if (between.strip() == "," or word in {"or", "nor"}) and _is_listed(text, tokens, place):
        return True
    if word in {"which", "that", "where", "who"} and not _CLAUSE_END.search(between):
        return tokens[first].folded in {"no", "nobody", "nothing", "none"}
    if between.strip() != "," or word not in {"a", "an"}:
        return False
    for index in range(place + 1, len(tokens)):
        if _CLAUSE_END.search(text[tokens[index - 1].end : tokens[index].start]):
            return True
        if is_verb(tokens, index):
            return False
    return True


def _is_listed(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether what follows a comma or an "or" is but another item: a few words, and no verb."""
    start = place + (tokens[place].folded in {"or", "nor"})
    if (
        tokens[place].folded not in {"or", "nor"}
        and _ITEMS.match(text, tokens[place].start) is None
    ):
        return False
    for index in range(start, min(start + _ITEM, len(tokens))):
        if index > start and _CLAUSE_END.search(text[tokens[index - 1].end : tokens[index].start]):
            return True
        if is_verb(tokens, index) or tokens[index].folded in PRONOUNS:
            return False
        if tokens[index].folded in {"or", "nor"}:
            return True
    return start < len(tokens)


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
        ] or [t for t in passage.terms if start <= t.start and t.end <= found.start()]
        near = list(reversed(terms)) if precedes else terms
        yield Denial(
            found.group(), found.start(), found.end(),
            tuple(t.stem for t in near[: _FOCUS + 1]), tuple(t.stem for t in terms), False,
        )  # fmt: skip
