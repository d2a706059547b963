"""Contested words: what only one side says, told by a claim as a fact (English)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.align import main_sentences
from factcards.verify.modals import is_past
from factcards.verify.predicates import is_verb
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Token

# Sides whose word is no fact, those whose word is none where it blames somebody, and those who
# are but named as the source.
_SIDES = listed(
    """critic critics opponent opponents detractors rival rivals accuser accusers plaintiff
    plaintiffs lawsuit suit indictment complaint campaigners activists protesters whistleblower
    whistleblowers sceptics skeptics conspiracy"""
)
_BLAMING = listed(
    """prosecutor prosecutors prosecution defence defense union unions opposition rebels
    separatists competitor competitors separatist militants"""
)
_PROSECUTION = listed("prosecutor prosecutors prosecution")
# Where a case stands is no blame: "prosecutors said Lee was arrested".
_PROCEDURE = listed(
    """arrested charged detained sentenced convicted appeared appear pleaded died extradited held
    released indicted questioned jailed remanded"""
)
_NEUTRAL = listed("police officials official officers spokesman spokeswoman spokesperson")
_SAYING = listed(
    """say says said saying claim claims claimed claiming argue argues argued arguing allege alleges
    alleged alleging contend contends contended insist insists insisted maintain maintains
    maintained believe believes believed complain complains complained assert asserts asserted think
    thinks stated"""
)
_BLAME = listed(
    """abuse abused abusing assaulted attacked beat beaten betrayed blackmailed bribe bribed bribes
    bribery broke breached bullied burned bungled cheated colluded concealed conspired corrupt
    covered defrauded deceived dumped embezzled endangered exploited extorted faked falsified forged
    fraud fraudulently harassed hid hidden hacked ignored illegal illegally killed laundered lied
    looted lying manipulated massacred misled mistreated misused murdered neglected pocketed
    poisoned polluted plotted raped rigged robbed sabotaged shot smuggled stabbed stole stolen
    strangled tampered theft threatened tortured tricked violated vandalised"""
)
_SOURCES = _SIDES | _BLAMING | _NEUTRAL
_REPORTING = listed(
    """according accuse accused accuses accusing alleged allegedly allegation allegations accusation
    accusations reportedly suspected charge charged charges sued warn warns warned told denied
    denies called"""
)
_ATTRIBUTING = _SAYING | _SIDES | _REPORTING
_CONFIRMING = listed(
    "guilty admitted admits confessed convicted confirmed proved proven ruled found"
)
_SELF = listed("they he she it we i their his her its our")
_RELATIVE = listed("which that whom")
_TO_NOUN = 5  # words from "according" to its noun
_SHORTEST = 2  # words of what is said
_BETWEEN = 6  # words of a subject between its noun and its verb: "critics of the dam say"
_MOST = 0.75  # share of the words in common that stand in what is attributed
_FEWEST = 2
_MARKS = frozenset(".;:!?—–()")


@dataclass(frozen=True, slots=True)
class Attributed:
    """What a sentence gives as somebody's word.

    Attributes:
        start: Offset of the first of the words attributed.
        end: Offset just past them.
        source: Who says so, as written, from its noun to the verb of saying.
        at: Offset of these words.
        neutral: Whether it is no side in a dispute, but police or officials who blame somebody.
    """

    start: int
    end: int
    source: str
    at: int
    neutral: bool


def contested(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> tuple[Passage, Attributed] | None:
    """Find the side whose word a claim tells as a fact.

    Returns:
        The sentence and what it attributes; None if the claim names a source, or if another
        sentence says as much without one.
    """
    if not _ATTRIBUTING.isdisjoint(token.folded for token in claim.tokens):
        return None
    found = [
        (passage, attributed)
        for passage in main_sentences(claim, evidence)
        for attributed in find_attributed(passage)
        if _is_told(claim, passage, attributed)
    ]
    if not found:
        return None
    best = min(found, key=lambda pair: pair[1].neutral)
    plain = _said_plainly(claim, best[0], (*evidence, *source.holding(claim)))
    return None if plain else best


@lru_cache(maxsize=1024)
def find_attributed(passage: Passage) -> tuple[Attributed, ...]:
    """What a sentence gives as the word of a side, in order of the verbs of saying."""
    if _SOURCES.isdisjoint(token.folded for token in passage.tokens):
        return ()
    return tuple(_attributed(passage))


def _attributed(passage: Passage) -> Iterator[Attributed]:
    tokens, text = passage.tokens, passage.text
    for index, token in enumerate(tokens):
        if token.folded not in _SOURCES:
            continue
        place = _according(text, tokens, index) or _saying(text, tokens, index)
        if place is None:
            continue
        at, end, span = place
        inside = [t.folded for t in tokens if span[0] <= t.start < span[1]]
        if _is_of_itself(inside):
            continue
        alleged = "alleg" in text[at:end].casefold()
        accused = token.folded in _PROSECUTION and _is_about_somebody(passage, span)
        if alleged or accused or token.folded in _SIDES or not _BLAME.isdisjoint(inside):
            neutral = token.folded in _NEUTRAL and not alleged
            yield Attributed(*span, text[at:end], at, neutral)


def _is_about_somebody(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether words tell what somebody named has done, not how the case goes on."""
    start, end = span
    if not any(start <= name.start < end for name in passage.names):
        return False
    terms = [term for term in passage.terms if start <= term.start < end]
    if not _PROCEDURE.isdisjoint(term.text.casefold() for term in terms):
        return False
    return any(is_past(term, passage) for term in terms)


def _according(
    text: str, tokens: Sequence[Token], index: int
) -> tuple[int, int, tuple[int, int]] | None:
    """The place of "according to the complaint", and of what it goes with."""
    for place in range(index - 1, max(index - _TO_NOUN, 0), -1):
        if tokens[place].folded == "to" and tokens[place - 1].folded == "according":
            at, end = tokens[place - 1].start, tokens[index].end
            leads = not text[:at].strip()
            return at, end, (end, _stop(text, end)) if leads else (_begin(text, at), at)
    return None


def _saying(
    text: str, tokens: Sequence[Token], index: int
) -> tuple[int, int, tuple[int, int]] | None:
    """The place of "critics say", and of what they say."""
    if _is_inverted(text, tokens, index):
        at = tokens[index - 1].start
        return at, tokens[index].end, (_begin(text, at), at)
    verb = _verb_after(text, tokens, index)
    if verb is None:
        return None
    at, end = tokens[index].start, tokens[verb].end
    if not _goes_on(text, tokens, verb):  # "it is unsafe, critics say"
        return at, end, (_begin(text, at), at)
    aside = index > 0 and tokens[index - 1].folded in _RELATIVE
    return at, end, (end, _stop(text, end, aside=aside))


def _verb_after(text: str, tokens: Sequence[Token], index: int) -> int | None:
    for place in range(index + 1, min(index + 1 + _BETWEEN, len(tokens))):
        if not _MARKS.isdisjoint(text[tokens[place - 1].end : tokens[place].start]):
            return None
        if tokens[place].folded in _SAYING:
            return place
        if is_verb(tokens, place):
            return None
    return None


def _is_inverted(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb stands before its subject: '"It is unsafe," said critics'."""
    if not index or tokens[index - 1].folded not in _SAYING:
        return False
    return text[: tokens[index - 1].start].rstrip()[-1:] in {",", '"', "”", "’", "'"}


def _goes_on(text: str, tokens: Sequence[Token], verb: int) -> bool:
    """Whether what is said follows the verb of saying; else it stands before it."""
    rest = text[tokens[verb].end :].strip()
    return bool(rest) and rest[0] not in ".,;" and verb + _SHORTEST < len(tokens)


def _stop(text: str, start: int, *, aside: bool = False) -> int:
    """Offset where what is said ends; with `aside` at a comma: "which critics say is dull, won"."""
    marks = _MARKS - {":"} | ({","} if aside else set())
    for at in range(start + 2, len(text)):  # "said: ..." opens with a mark
        if text[at] in marks and text[at + 1 : at + 2] in {"", " "}:
            return at
    return len(text)


def _begin(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) + 1 for mark in ";:")


def _is_of_itself(words: Sequence[str]) -> bool:
    """Whether a side speaks of itself: "campaigners said they had met"."""
    first = next((word for word in words if word != "that"), "they")
    return first in _SELF


def _is_told(claim: Passage, passage: Passage, attributed: Attributed) -> bool:
    """Whether the claim is about what is attributed rather than what stands around it."""
    held = claim.stems & passage.stems
    inside = {t.stem for t in passage.terms if attributed.start <= t.start < attributed.end} & held
    verbs = {t.stem for t in claim.terms if is_verb(claim.tokens, t.index)} & held
    return len(inside) >= max(_FEWEST, _MOST * len(held)) and verbs <= inside


def _said_plainly(claim: Passage, passage: Passage, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence says it in another sentence, as a fact, or has it confirmed."""
    needed = len(claim.stems & passage.stems)
    for other in evidence:
        words = {token.folded for token in other.tokens}
        if words & _CONFIRMING:
            return True
        if other is passage or find_attributed(other) or words & _SAYING:
            continue
        if len(claim.stems & other.stems) >= needed:
            return True
    return False
