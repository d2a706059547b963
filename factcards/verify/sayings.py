"""Sayings: the speech verbs of a text, each with the words that say who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.verify.speech import according_to, speech_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcards.verify.passage import Passage

REACH = 60  # code points between a speaker and the verb, roles in commas included


@dataclass(frozen=True, slots=True)
class Saying:
    """A speech verb with the place of its subject in a passage.

    Attributes:
        start: Offset of the verb.
        end: Offset just past it.
        subject: Offsets ``[start, end)`` of the words that name or mean who speaks.
    """

    start: int
    end: int
    subject: tuple[int, int]


def sayings(passage: Passage) -> Iterator[Saying]:
    """Speech verbs outside quotation marks, each with the span of its likely subject."""
    lang = "en" if passage.lang == "und" else passage.lang
    text = passage.text
    verbs = speech_verbs(lang)
    phrase = according_to(lang)
    if phrase:
        for found in re.finditer(rf"(?i)(?<!\w){phrase}\s+", text):
            stop = _SOURCE_END.search(text, found.end(), found.end() + REACH)
            end = stop.start() if stop else len(text)
            yield Saying(found.start(), found.end(), (found.end(), min(end, found.end() + REACH)))
    for token in passage.tokens:
        if token.folded not in verbs or _is_quoted(passage, token.start):
            continue
        before = _subject_before(text, token.start)
        after = _subject_after(passage, token.end)
        if (
            after is not None
            and token.folded not in _WITH_HEARER
            and _is_inverted(text, token.start)
        ):
            yield Saying(token.start, token.end, after)
        elif before is not None:
            yield Saying(token.start, token.end, before)


def _is_quoted(passage: Passage, at: int) -> bool:
    return any(start <= at < end for start, end in passage.quoted)


_WITH_HEARER = frozenset({"told", "tells", "telling"})  # whom they are told stands after them
_AUXILIARY = re.compile(r"\s(?:a|ha|hat|had|has|have|hatte|heeft)\s*$", re.IGNORECASE)


def _is_inverted(text: str, at: int) -> bool:
    """Whether what comes before the verb is the speech: '..., said Macron'."""
    before = _AUXILIARY.sub("", text[max(0, at - REACH) : at]).rstrip()
    return not before or before[-1] in ',"”’»?!“'


_SOURCE_END = re.compile(r"[,;:.]\s|$")
_CLAUSE_MARKS = ('"', "”", "»", ";", ". ", ": ", " that ")


def _subject_before(text: str, at: int) -> tuple[int, int] | None:
    head = text[max(0, at - 2 * REACH) : at]
    cut = max((head.rfind(mark) + len(mark) for mark in _CLAUSE_MARKS if mark in head), default=0)
    pieces = head[cut:].split(",")
    # A role between commas belongs to the subject: "Macron, the French president, said".
    apposed = not pieces[-1].strip() and len(pieces[:-1]) > 1
    subject = pieces[-3:] if apposed else pieces[-1:]
    start = at - len(",".join(subject))
    if apposed and _INSERTION.match(subject[-2]):
        # Not a role but a circumstance: "Richardson, via USA Today, said".
        return (start, start + len(subject[0])) if subject[0].strip() else None
    links = [
        subject[0].rfind(link) + len(link) for link in (" and ", " but ") if link in subject[0]
    ]
    start += max(links, default=0)
    return (start, at) if text[start:at].strip(" ,") else None


_INSERTION = re.compile(
    r"\s*(?:via|through|in|on|at|from|with|by|after|before|during|citing|speaking|according)\b",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"[,;:.\"“”»]|\s(?:in|on|at|after|during|when|as|to|that|while)\s|$", re.IGNORECASE
)


def _subject_after(passage: Passage, at: int) -> tuple[int, int] | None:
    text = passage.text
    stop = _SUBJECT_END.search(text, at, at + REACH)
    end = min(stop.start() if stop else len(text), at + REACH)
    if text[at:end].strip() and text[end : end + 2] == ", ":
        near = [name for name in passage.names if at <= name.start <= end + 2]
        if near and near[0].start == end + 2:  # "said its owner, Ann Reed"
            end = near[0].end
    return (at, end) if text[at:end].strip() else None
