"""Causes: the claim must not say that one thing led to another where the source does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import carried_terms
from factcards.verify.links import Link, is_reversed, links_of
from factcards.verify.nearby import place
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.card import Severity
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

_CAUSAL: dict[str, str] = {
    "de": r"weil|da|denn|wegen|aufgrund|durch|infolge|führt\w*|verursach\w+|dank|deshalb|daher|"
    r"deswegen|somit|grund|lässt|ließ|auslös\w+",
    "fr": r"parce|car|puisque|raison|grâce|cause|causé\w*|provoqu\w+|entraîn\w+|suite|donc|dû|due|"
    r"par|comme|ainsi",
    "es": r"porque|pues|debido|gracias|causa\w*|provoc\w+|raíz|por|ya|así|consecuencia|llev\w+",
}
_INVENTED: dict[str, str] = {
    "de": r"weil|wegen|aufgrund|infolge|verursachte?n?|führten? zu",
    "fr": r"parce que|à cause d\w*|en raison d\w*|grâce à|a provoqué|a causé|a entraîné",
    "es": r"porque|debido a|a causa de|gracias a|provocó|causó",
}
# Words by which English tells a cause; the second sort may also tell something else.
_TELLING = listed(
    """because due owing thanks result results resulted resulting consequence cause caused causes
    causing led lead leads leading trigger triggered triggers triggering prompt prompted prompts
    prompting spark sparked sparks blame blamed blames blaming attribute attributed reason reasons
    why therefore hence thus so stem stems stemmed driven drove drives push pushed boosted boost
    help helped helps helping force forced forces forcing mean means meant meaning allow allowed
    allowing allows explain explained explains thereby consequently accordingly effect effects
    impact given brought fuelled fueled contribute contributed contributes contributing factor
    hit hurt weighed linked enabled responsible blow suffered made amid concern concerns citing
    cited fear fears worry worries risk risks protect avoid response"""
)
_VAGUE = 1  # content words of a cause that only points back: "this", "the decision"
_OF_THINGS = frozenset({"due to", "owing to", "because of", "on account of", "thanks to"})
_HEDGES = listed("may might could perhaps possibly probably")
_PLAIN = listed(
    """because due owing thanks resulted consequence cause caused causes led
    triggered prompted sparked blame blamed blames attributed therefore consequently"""
)
_BY = re.compile(
    r"\w(?:ed|en|wn|ld|lt|pt|ut|it)\s(?:\w+\s)?by\s|\b(?:for|after|by)\s\w+ing\b|,\s(?:as|since)\s"
    r"|\bas\s(?:an?|the|its?|they|he|she|new|more|fewer|some|many)\s"
    r"|\bas\s[\w-]+\s[\w-]+ed\b"
    r"|\b(?:results?|brought)\s(?:in|from|about)\b|\bas a result\b|\bgiven\s(?:the|its|that)\b"
    r"|\bon the back of\b",
    re.IGNORECASE,
)


def check_causes(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check that what causes what in the claim does so in the evidence.

    "After" and "while" tell no cause. English thoroughly; German, French and Spanish by
    their commonest words.
    """
    lang = "en" if claim.lang == "und" else claim.lang
    if lang != "en":
        yield from _invented_abroad(claim, lang, evidence)
        return
    ours = [link for link in links_of(claim) if link.kind == "cause"]
    ours = [link for link in ours if not _is_hedged(claim, link)]
    if not ours:
        return
    for link in ours:
        for passage in evidence:
            theirs = next((t for t in links_of(passage) if is_reversed(link, t)), None)
            if theirs is not None:
                yield Finding(
                    kind="cause",
                    severity="contradiction",
                    claim=link.words,
                    span=(passage.start + theirs.start, passage.start + theirs.end),
                    message=f"the claim swaps cause and effect of “{theirs.words}”{place(passage)}",
                )
                return
    for link in ours:
        if _is_told(claim, link, evidence):
            continue
        severity: Severity = "unsupported"
        if link.words.casefold() in _OF_THINGS and any(_follows(link, p) for p in evidence):
            severity = "note"  # "because of the fire" where it was "after the fire"
        yield _invented(link.words, severity)


def _follows(link: Link, passage: Passage) -> bool:
    """Whether a sentence puts the same two things in the same order in time."""
    return any(
        theirs.kind == "time" and theirs.first & link.first and theirs.last & link.last
        for theirs in links_of(passage)
    )


def _is_told(claim: Passage, link: Link, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence has some word of cause where it tells of what the claim links."""
    causes, effects = _holders(link.first, evidence), _holders(link.last, evidence)
    both = [passage for passage in causes if passage in effects]
    if link.words.casefold() in _OF_THINGS or min(len(link.first), len(link.last)) <= _VAGUE:
        # "Due to concerns": a summary names so what the article tells at length.
        return any(_tells_cause(passage) for passage in both or causes or evidence)
    if causes and effects and not both:
        # Pieced together: only a plain word of cause in one may refer to the other.
        return any(_points_to(passage, link.first) for passage in (*causes, *effects))
    # What is told in other words has some word in common.
    missing = [half for half, found in ((link.first, causes), (link.last, effects)) if not found]
    return any(_tells_cause(passage) for passage in both or causes or effects or evidence) and all(
        any(_touches(claim, half, passage) for passage in evidence) for half in missing
    )


def _is_hedged(claim: Passage, link: Link) -> bool:
    """Whether the claim itself is not sure: "may have caused"."""
    before = [token.folded for token in claim.tokens if token.end <= link.start]
    return bool(_HEDGES.intersection(before[-3:]))


def _holders(words: frozenset[str], evidence: Sequence[Passage]) -> list[Passage]:
    """The sentences that have most of some words."""
    return [p for p in evidence if len(words & p.stems) * 2 >= len(words)]


def _points_to(passage: Passage, cause: frozenset[str]) -> bool:
    """Whether a plain word of cause may refer to this one, and not just to one of its own."""
    if not any(token.folded in _PLAIN for token in passage.tokens):
        return False
    own = [link.first for link in links_of(passage) if link.kind == "cause"]
    return not own or any(len(first) <= _VAGUE or first & cause for first in own)


def _touches(claim: Passage, half: frozenset[str], passage: Passage) -> bool:
    """Whether a sentence has a word of what the claim links, or one like it."""
    carried = carried_terms(claim, [passage])
    return any(share for term, share in zip(claim.terms, carried, strict=True) if term.stem in half)


def _tells_cause(passage: Passage) -> bool:
    return bool(_BY.search(passage.text)) or any(t.folded in _TELLING for t in passage.tokens)


def _invented_abroad(claim: Passage, lang: str, evidence: Sequence[Passage]) -> Iterator[Finding]:
    if lang not in _INVENTED:
        yield not_checked("cause", "causes", claim.lang)
        return
    found = re.search(rf"(?<!\w)(?:{_INVENTED[lang]})(?!\w)", claim.text, re.IGNORECASE)
    if found is None:
        return
    causal = re.compile(rf"(?<!\w)(?:{_CAUSAL[lang]})(?!\w)", re.IGNORECASE)
    if not any(causal.search(passage.text) for passage in evidence):
        yield _invented(found.group())


def _invented(words: str, severity: Severity = "unsupported") -> Finding:
    return Finding(
        kind="cause",
        severity=severity,
        claim=words,
        message=f"the claim says “{words}”; the evidence tells no cause",
    )
