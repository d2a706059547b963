"""Who a person of the article is: the name without its titles, and the role as it is worded.

An article writes them in one breath, "Mayor Ada Marsh" or "its chair, Dr Ada Marsh", and a
model may take one for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcards.verify import SourceText
from factcards.verify.entities import Entity
from factcards.verify.fold import fold
from factcards.verify.givennames import gender_of
from factcards.verify.names import plain
from factcards.verify.roles import role_words
from factcards.verify.stopwords import listed

_NEAR = 60  # code points between a name and its role
_ROLE_WORDS = 8  # at most
_TITLE_WORDS = 5  # ... before a name, without a comma
_SUFFIX = 5  # letters of a role from which a compound may end with it: "Hafendirektorin"
_ADDRESS = listed("mr mrs ms miss dr prof sir dame lord lady herr frau m mme mlle sr sra sig dott")
_DETERMINERS = listed(
    """the a an its their his her our this that whose now then der die das ihr ihre sein seine
    le la les l' son sa leur el los las su il lo gli o os as de het een"""
)  # fmt: skip
_CLAUSE = listed("who whose which that and but der die das qui que")
_SEGMENT = re.compile(r"[,.;:()\[\]“”„«»\"—–]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name and a role as the model has them."""

    name: str
    role: str


def introduced(
    source: SourceText, entity: Entity, proposals: Sequence[Proposal] = ()
) -> tuple[str, str | None]:
    """Name and role of a person, both in the article's words.

    Args:
        source: The article.
        entity: The person.
        proposals: What the model has for them; it decides where the article leaves a choice.
    """
    name, title = untangled(source, entity, proposals)
    proposed = (_worded(source, entity, name, p.role) for p in proposals)
    role = next(filter(None, proposed), None)
    return name, role or title or next(_given(source, entity), None)


def untangled(
    source: SourceText, entity: Entity, proposals: Sequence[Proposal] = ()
) -> tuple[str, str | None]:
    """The name, and the title that the article writes as part of it; see `introduced`."""
    words = entity.name.split()
    for cut in range(1, len(words) - 1):
        title, name = " ".join(words[:cut]), " ".join(words[cut:])
        known = any(
            p.role.casefold() == title.casefold()
            or (name.casefold() in (p.name.casefold(), p.role.casefold()) and not _is_given(title))
            for p in proposals
        )
        if known or (source.lang == "de" and not _is_given(title) and _is_title(title, name)):
            return name, title
    return entity.name, None


def _is_given(words: str) -> bool:
    return bool(gender_of(plain(fold(words.split(maxsplit=1)[0]).text)))


def _is_title(title: str, name: str) -> bool:
    """Whether the first words of a German name are a noun: "Hafendirektorin Ada Marsh"."""
    last = plain(fold(title.rsplit(maxsplit=1)[-1]).text)
    roles = (role for role in role_words("de") if len(role) >= _SUFFIX)
    return _is_given(name) or any(last.endswith(role) for role in roles)


def _worded(source: SourceText, entity: Entity, name: str, role: str) -> str | None:
    """The model's role as a sentence words it near the name; None where none does."""
    wanted = fold(role).text.replace(fold(name).text, "").strip(" ,")
    parts = set(fold(name).text.split())
    words = wanted.split()
    if not words or parts.issuperset(words) or _ADDRESS.issuperset(w.strip(".") for w in words):
        return None
    for number, at in entity.mentions:
        passage = source.passages[number - 1]
        found = passage.folded.find(wanted)
        if found is None:
            continue
        start, end = passage.start + found[0], passage.start + found[1]
        if at - end <= _NEAR and start - (at + len(name)) <= _NEAR:
            return " ".join(passage.text[found[0] : found[1]].split())
    return None


def _given(source: SourceText, entity: Entity) -> Iterator[str]:
    """Roles that the article gives beside the name, the best worded first."""
    roles = sorted(
        (" ".join(w for w in role.split() if w not in _ADDRESS) for role in entity.roles),
        key=lambda role: (-len(role), role),
    )
    roles = [role for role in roles if role]
    for number, at in entity.mentions:
        passage = source.passages[number - 1]
        before = passage.text[: at - passage.start]
        while before.split() and before.split()[-1].casefold().strip(".") in _ADDRESS:
            before = before.rstrip()[: -len(before.split()[-1])]
        after = passage.text[at - passage.start :]
        name = next((w for w in (entity.name, entity.name.split()[-1]) if after.startswith(w)), "")
        apposed = [_apposition(after[len(name) :])] if name else []
        if before.rstrip().endswith(","):
            apposed.append(_bare(_SEGMENT.split(before.rstrip(" ,"))[-1]))
        apposed.append(_title_before(before))
        yield from (a for a in apposed if any(role in fold(a).text for role in roles))
    yield from roles


def _apposition(after: str) -> str:
    """What stands in commas after a name, "" where that is a clause."""
    if not after.startswith(", "):
        return ""
    pieces = _SEGMENT.split(after[2:], maxsplit=1)
    inner = pieces[0].split()
    closed = len(pieces) > 1
    if not closed or not inner or len(inner) > _ROLE_WORDS or inner[0].casefold() in _CLAUSE:
        return ""
    return _bare(pieces[0])


def _bare(words: str) -> str:
    """A role without the article before it; "" where it is too long to be one."""
    split = words.split()
    while split and split[0].casefold() in _DETERMINERS:
        split = split[1:]
    return " ".join(split) if len(split) <= _ROLE_WORDS else ""


def _title_before(text: str) -> str:
    """The capitalised words that end a text, five at most: ``NATO Secretary General``."""
    words = text.split()[-_TITLE_WORDS:]
    small = [i for i, word in enumerate(words) if not word[0].isupper()]
    return " ".join(words[small[-1] + 1 :] if small else words)
