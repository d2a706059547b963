"""Appositions: the roles that stand in commas beside a name, and what shows a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.verify.inflections import PAST_PARTICIPLES
from factcards.verify.names import plain
from factcards.verify.roles import is_hour, is_role, role_words
from factcards.verify.territories import territory

if TYPE_CHECKING:
    from factcards.verify.names import Name
    from factcards.verify.passage import Passage

_CLAUSE_START = re.compile(r"(?:who|which|and|but|said|told|he|she|a)\b")
_PAST = re.compile(r"[a-z]{2,}ed")
_BODY = (
    r"(?:company|firm|group|bank|chain|club|airline|carmaker|retailer|manufacturer|maker|brand"
    r"|operator|broadcaster|newspaper|agency|charity|start-up|startup|union|business|insurer"
    r"|publisher|brewer|supplier|developer|regulator|network|lender|association)"
)
_PLACE = r"(?:village|town|city|district|port|island|province|county|suburb|river)"
_BODY_BEFORE = re.compile(rf"\b(?:{_BODY}|{_PLACE} of)\s+$", re.IGNORECASE)
_BODY_AFTER = re.compile(
    rf",\s+(?:which\b|(?:an?|the|its|one)\s+(?:[\w’'-]+\s+){{0,4}}{_BODY}(?:[,.;]|\s(?:based|that)\b))"
    r"|\s+said (?:that )?(?:its\b|it (?:may|might|will|would|had|has|plans|planned|expects"
    r"|expected|intends|intended|hopes|hoped|aims|aimed) (?!be\b|been\b))"
)
_NEAR = 20  # code points before a name


def home_of(name: Name, lang: str) -> str:
    """Code of a country that is given with a role, or the folded name of a body."""
    words = " ".join(name.parts)
    return territory(words, lang) or words


def apposed_role(name: Name, place: int, sentence: Passage, lang: str) -> tuple[str, str]:
    """Role given in commas after a name, or before it: "Ann Lee, the bank's chief economist,"."""
    after = sentence.text[name.end : name.end + 90]
    if after.startswith((", ", " (")):
        inner = re.split(r"[,.;:()\"“”]", after[2:], maxsplit=1)[0]
        found = _role_in(inner, lang)
        if found and not _CLAUSE_START.match(inner) and not _has_verb(inner, found):
            following = sentence.names[place + 1] if place + 1 < len(sentence.names) else None
            near = following and following.start < name.end + 2 + len(inner)
            return found, home_of(following, lang) if following and near else ""
    before = sentence.text[max(0, name.start - 60) : name.start]
    if before.endswith(", "):
        inner = re.split(r"[,.;:()\"“”]", before[:-2])[-1]
        found = _role_in(inner, lang)
        if found and inner.rstrip().casefold().endswith(found.split()[-1]):
            return found, ""
    return "", ""


def _has_verb(words: str, role: str) -> bool:
    """Whether a verb stands before the role: in "Unimed, accused the minister" it is no role."""
    before = words.casefold().partition(role.split(maxsplit=1)[0])[0].split()
    return any(word in PAST_PARTICIPLES or _PAST.fullmatch(word) for word in before)


def _role_in(words: str, lang: str) -> str:
    """The longest run of role words: "the U.S. deputy health minister of X" has one."""
    spoken = words.split()
    folded = [
        "" if is_hour(word, before) else plain(word.strip("'’").casefold())
        for before, word in zip(("", *spoken), spoken, strict=False)
    ]
    roles = role_words(lang)
    for at, word in enumerate(folded):
        if word not in roles:
            continue
        start, end = at, at + 1
        while end < len(folded) and is_role(folded[end], "", lang):
            end += 1
        while start and is_role(folded[start - 1], folded[start], lang):
            start -= 1
        return " ".join(folded[start:end])
    return ""


def names_body(name: Name, text: str) -> bool:
    """Whether the words beside a name are a company's or a town's: "X, a carmaker,"; "X said its".

    Args:
        name: A name in `text`.
        text: A sentence.
    """
    start = max(0, name.start - _NEAR)
    return bool(_BODY_AFTER.match(text, name.end) or _BODY_BEFORE.search(text, start, name.start))
