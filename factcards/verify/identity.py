"""Identity: every name in a claim must be in the evidence, or be meant by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import has_beside, is_local
from factcards.verify.attribution import speakers_of
from factcards.verify.entities import BODY_PARTS, is_derived, same_part
from factcards.verify.names import finds_names, plain
from factcards.verify.report import not_checked
from factcards.verify.roles import is_role, office
from factcards.verify.territories import WITHIN, is_country_noun, seat, territory
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.names import Name
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

_ACRONYM = 7  # letters at most
_EUROPE = frozenset({"EU", "EUROPE"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A name of the claim with what the article knows of it."""

    name: Name
    parts: tuple[str, ...]
    entities: frozenset[int]


def check_names(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that the evidence names, or means, everything and everybody the claim names.

    Allowed are short and full forms, acronyms and what they stand for, countries by their
    adjectives, other spellings, pronouns and role nouns with a fitting antecedent, and the
    subject of the whole article. With several sentences of evidence, the one with the name
    must also be among those that carry the words around it.
    """
    if not finds_names(claim.lang):
        yield not_checked("name", "names", claim.lang, "but for Latin and katakana")
    names = [_known(name, claim, source) for name in claim.names]
    names = [known for known in names if known.parts]
    for known in names:
        holders = [p for p in evidence if _holds(p, known, source) and _may_act(p, known, claim)]
        if not holders:
            yield _missing(known, names, evidence, source)
        elif not _in_context(known, claim, holders, evidence, source):
            yield Finding(
                kind="name",
                severity="unsupported",
                claim=known.name.text,
                span=_whole(holders[0]),
                message=f"sentence {holders[0].number} names {known.name.text}, but does not say "
                "this of it",
            )
        else:
            yield from _mixed(known, source)
        yield from _wrong_office(known, source)


def _in_context(
    known: _Known,
    claim: Passage,
    holders: Sequence[Passage],
    evidence: Sequence[Passage],
    source: SourceText,
) -> bool:
    """Whether a person or place comes from a sentence that is about what the claim says of it."""
    span = known.name.start, known.name.end
    return (
        _kind(known, source) == "other"
        or any(has_beside(claim, span, holder) for holder in holders)
        or is_local(claim, span, holders, evidence)
    )


def _known(name: Name, claim: Passage, source: SourceText) -> _Known:
    parts = source.settled(name, claim.text)
    entities = frozenset(source.entities_named(parts)) if parts else frozenset()
    return _Known(name, parts, entities)


def _holds(passage: Passage, known: _Known, source: SourceText) -> bool:
    """Whether a sentence names what a name names, or means it."""
    lang = passage.lang
    missing = [part for part in known.parts if not _has_part(passage, part, lang)]
    if not missing or _abbreviates(known.parts, passage):
        return True
    referents = source.referents[passage.number - 1]
    if known.entities & (referents.named | referents.meant | referents.possible):
        return True
    if any(speaker.entity in known.entities for speaker in speakers_of(passage, source)):
        return True
    topics = known.entities & source.topics
    return any(source.entities[index].kind != "person" for index in topics)


def _may_act(passage: Passage, known: _Known, claim: Passage) -> bool:
    """Whether a country that the claim makes an actor is more than somebody's adjective.

    "The French president said" does not let France do anything.
    """
    name = known.name
    if len(known.parts) != 1 or not is_country_noun(known.parts[0]) or not _acts(name, claim):
        return True
    code = territory(known.parts[0], claim.lang)
    found = [n for n in passage.names if passage.countries.get(n.start) == code]
    return not found or not all(_modifies_role(n, passage) for n in found)


def _acts(name: Name, claim: Passage) -> bool:
    """Whether a name opens a clause as its subject."""
    index = next((i for i, t in enumerate(claim.tokens) if t.start >= name.end), None)
    if index is None or claim.text[name.end : name.end + 2] in {"'s", "’s"}:
        return False
    after = claim.tokens[index]
    return name.start == 0 and claim.text[name.end : after.start] == " " and after.text.islower()


def _modifies_role(name: Name, passage: Passage) -> bool:
    after = [token for token in passage.tokens if token.start >= name.end][:2]
    folded = [*(plain(token.folded) for token in after), "", ""]
    return not is_country_noun(name.parts[-1]) and is_role(folded[0], folded[1], passage.lang)


def _has_part(passage: Passage, part: str, lang: str) -> bool:
    if part in passage.words:
        return True
    code = territory(part, lang)
    if code is not None:
        codes = set(passage.countries.values())
        codes |= {WITHIN[inner] for inner in codes if inner in WITHIN}
        if code in codes or (code in _EUROPE and codes & _EUROPE):
            return True
        return any(is_derived(word, part, lang) for word in passage.words)
    if " " in part:
        return all(word in passage.words for word in part.split())
    if seat(part) or any(char.isdigit() for char in part):
        return any(same_part(part, word, lang) for word in passage.words if word[:1] == part[:1])
    if stem(part, lang) in passage.stems:
        return True
    return any(same_part(part, own, lang) for name in passage.names for own in name.parts) or any(
        part in own.split() for name in passage.names for own in name.parts
    )


def _abbreviates(parts: tuple[str, ...], passage: Passage) -> bool:
    """Whether an acronym on one side stands for a name on the other."""
    for name in passage.names:
        short, long = (parts, name.parts) if len(parts) < len(name.parts) else (name.parts, parts)
        if len(short) == 1 < len(long) and 1 < len(short[0]) <= _ACRONYM:
            initials = "".join(word[0] for part in long for word in part.split())
            if short[0] in {initials, initials.replace("o", "")}:
                return True
    return False


def _mixed(known: _Known, source: SourceText) -> Iterator[Finding]:
    """One person's first name with another's surname."""
    if len(known.parts) == 1 or known.entities or set(known.parts) & BODY_PARTS:
        return
    if any(territory(part, source.lang) for part in known.parts):
        return
    owners = [
        {i for i in source.entities_named([part]) if source.entities[i].kind == "person"}
        for part in known.parts
    ]
    if all(owners) and not set.intersection(*owners):
        yield Finding(
            kind="name",
            severity="contradiction",
            claim=known.name.text,
            message=f"the claim names {known.name.text}; the article names "
            + " and ".join(sorted({source.entities[i].name for own in owners for i in own})),
        )


def _wrong_office(known: _Known, source: SourceText) -> Iterator[Finding]:
    """A person given an office other than the article gives them."""
    claimed = office(known.name.title)
    people = [source.entities[i] for i in known.entities if source.entities[i].kind == "person"]
    if claimed is None or len(people) != 1:
        return
    given = {office(role) for role in people[0].roles} - {None}
    if not given or claimed in given or any(str(g).endswith(claimed) for g in given):
        return
    number, offset = people[0].mentions[0]
    yield Finding(
        kind="name",
        severity="contradiction",
        claim=f"{known.name.title} {known.name.text}",
        span=(offset, offset + len(known.name.text)),
        message=f"the claim calls {known.name.text} {claimed}; the article has "
        f"{' and '.join(sorted(map(str, given)))} (sentence {number})",
    )


def _missing(
    known: _Known,
    names: Sequence[_Known],
    evidence: Sequence[Passage],
    source: SourceText,
) -> Finding:
    ours = {index for other in names for index in other.entities}
    kind = _kind(known, source)
    for passage in evidence:
        others = source.referents[passage.number - 1]
        for index in sorted(others.named) + sorted(others.meant):
            entity = source.entities[index]
            if entity.code and entity.code in {seat(part) for part in known.parts}:
                continue  # a country is no rival of its seat of government
            shares = not entity.code and bool(entity.parts & set(known.parts))
            if index in ours or not (shares or (kind != "other" and entity.kind == kind)):
                continue
            return Finding(
                kind="name",
                severity="contradiction",
                claim=known.name.text,
                span=_mention(index, passage, source),
                message=f"the claim names {known.name.text}; sentence {passage.number} "
                f"{'names' if index in others.named else 'means'} {entity.name}",
            )
    where = f"sentence {evidence[0].number}" if len(evidence) == 1 else "the evidence"
    return Finding(
        kind="name",
        severity="unsupported",
        claim=known.name.text,
        message=f"the claim names {known.name.text}; {where} does not",
    )


def _kind(known: _Known, source: SourceText) -> str:
    kinds = {source.entities[index].kind for index in known.entities} - {"other"}
    if len(kinds) == 1:
        return kinds.pop()
    if any(territory(part, source.lang) or seat(part) for part in known.parts):
        return "place"
    return "person" if known.name.title else "other"


def _mention(index: int, passage: Passage, source: SourceText) -> tuple[int, int]:
    entity = source.entities[index]
    for number, offset in entity.mentions:
        if number == passage.number:
            end = next(
                (n.end for n in passage.names if passage.start + n.start == offset),
                offset - passage.start,
            )
            return offset, passage.start + end
    return _whole(passage)


def _whole(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.start + len(passage.text)
