"""Who and what an article names: its names gathered into people, places and bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from factcards.verify.appositions import apposed_role, home_of, names_body
from factcards.verify.givennames import gender_of
from factcards.verify.names import plain, reads_as_name
from factcards.verify.stopwords import listed
from factcards.verify.territories import is_adjective_of, seat, territory
from factcards.verify.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcards.verify.names import Name
    from factcards.verify.passage import Passage

Kind = Literal["person", "place", "other"]

BODY_PARTS = listed(
    """agency association authority bank board bureau center centre church club college
    commission committee company congress corporation corp council court department fund
    government group hospital inc institute kremlin league limited ltd media ministry museum
    office organisation organization parliament party police press school senate service
    society street studies summit team trust union united university"""
)
_GENDERS = {
    "mr": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "spokesman": "m",
    "chairman": "m",
    "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f", "queen": "f", "princess": "f",
    "spokeswoman": "f", "chairwoman": "f", "actress": "f", "herr": "m", "frau": "f",
}  # fmt: skip


_DISTINCT = 4  # letters from which two spellings may be one name
_ROOT = 3  # letters at the beginning that inflection leaves alone
_ENDING = 3  # letters of an inflected ending at most
_ACRONYM = 5  # letters of an acronym of a body, mostly
_DESCRIBED = 3  # words of a full name with a noun before it
_PERSON_PARTS = 3  # words of a name that may be a person's without further signs


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or body that an article names.

    Attributes:
        name: The fullest form in which the article names it.
        parts: All folded words it goes by.
        kind: What it is, as far as the text shows.
        code: Its code if it is a country or union.
        roles: Roles it is introduced with: ``prime minister``, ``chief executive``.
        homes: Codes of countries and folded names of bodies given with those roles.
        gender: ``m``, ``f`` or "" where the text does not show it.
        mentions: (sentence number, offset in the article) of each mention, in order.
        body: Whether the text shows that it is a company or another body.
    """

    name: str
    parts: frozenset[str]
    kind: Kind
    code: str | None
    roles: frozenset[str]
    homes: frozenset[str]
    gender: str
    mentions: tuple[tuple[int, int], ...]
    body: bool = False

    @property
    def personal(self) -> bool:
        """Whether it is a person, or may be one for all that the text shows."""
        words = len(self.parts)
        maybe = self.kind == "other" and 1 < words <= _PERSON_PARTS and not self.parts & BODY_PARTS
        return self.kind == "person" or (maybe and not self.body)

    @property
    def is_body(self) -> bool:
        """Whether it is surely a company, an authority, a club."""
        return self.kind == "other" and (self.body or bool(self.parts & BODY_PARTS))


@dataclass(slots=True)
class _Draft:
    """An entity while the article is being read."""

    name: str
    parts: set[str]
    forms: list[tuple[str, ...]]
    code: str | None
    person: bool = False
    speaks: bool = False
    body: bool = False
    roles: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int]] = field(default_factory=list)

    def freeze(self) -> Entity:
        place = self.code or any(seat(" ".join(form)) for form in self.forms)
        # Companies speak, too.
        person = self.person or (self.speaks and not self.body)
        kind: Kind = "place" if place else "person" if person else "other"
        gender = next(iter(self.genders)) if len(self.genders) == 1 else ""
        return Entity(
            self.name, frozenset(self.parts), kind, self.code, frozenset(self.roles),
            frozenset(self.homes), gender, tuple(self.mentions), self.body and not person,
        )  # fmt: skip


_SPEECH_AFTER = re.compile(
    r"\s+(?:also |then |later |has |had )?(?:said|says|told|added|explained|noted|announced"
    r"|stressed|emphasi[sz]ed|warned|tweeted|argued|insisted|claimed|confirmed|who\b)"
)
_SPEECH_BEFORE = re.compile(r"(?:said|says|added|explained|told|noted)\s+$")
_ACRONYM_AFTER = re.compile(r"\s*\(\s*([^\W\d_]{2,10})\s*\)")


def same_part(left: str, right: str, lang: str) -> bool:
    """Whether two folded words of names are the same name up to inflection and spelling."""
    if left == right:
        return True
    if lang in {"ru", "uk", "pl", "cs", "sr", "fi", "hu", "tr", "de"}:
        shared = min(len(left), len(right))
        if shared >= _DISTINCT and abs(len(left) - len(right)) <= _ENDING:
            root = max(_ROOT, shared - 2)
            if left[:root] == right[:root] and stem(left, lang)[:root] == stem(right, lang)[:root]:
                return True
    return min(len(left), len(right)) >= _DISTINCT and skeleton(left) == skeleton(right)


_TRANSLITERATION = (
    (re.compile(r"(?:iy|yi|ij|yy|ii|y|j)"), "i"),
    (re.compile(r"i+"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"(?:ue|ae|oe)"), lambda found: found.group()[0]),
    (re.compile(r"q"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SAME_PLACE = {
    "kiev": "kyiv", "kharkov": "kharkiv", "lvov": "lviv", "odessa": "odesa", "peking": "beijing",
    "bombay": "mumbai", "calcutta": "kolkata", "rangoon": "yangon", "chernobyl": "chornobyl",
    "saigon": "ho chi minh", "koln": "cologne", "munchen": "munich", "kiew": "kyiv",
}  # fmt: skip


def skeleton(word: str) -> str:
    """What stays of a name under the usual ways of spelling it in Latin letters."""
    word = _SAME_PLACE.get(word, word)
    for pattern, letters in _TRANSLITERATION:
        word = pattern.sub(letters, word)
    return word


def keys_of(part: str) -> tuple[str, str]:
    """Keys of which two parts share one if `same_part` holds for them."""
    return skeleton(part), part[:_ROOT]


def gather(
    sentences: Sequence[Passage], lang: str, cased: tuple[frozenset[str], frozenset[str]]
) -> tuple[Entity, ...]:
    """Gather the names of an article into entities, given ``casing(sentences)``."""
    known, small = cased
    drafts: list[_Draft] = []
    by_part: dict[str, list[_Draft]] = {}
    for sentence in sentences:
        for place, name in enumerate(sentence.names):
            parts = settle(name, sentence.text, known, small, lang)
            if not parts:
                continue
            draft = _find(parts, by_part, lang)
            if draft is None:
                draft = _Draft(shown(name, parts), set(), [], territory(" ".join(parts), lang))
                drafts.append(draft)
            _add(draft, parts, name, sentence, by_part)
            _describe(draft, name, place, sentence, lang)
    return tuple(draft.freeze() for draft in drafts)


def casing(sentences: Iterable[Passage]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that an article uses as names, and words that it writes in small letters."""
    known: set[str] = set()
    small: set[str] = set()
    for sentence in sentences:
        for name in sentence.names:
            if not name.initial:
                known.update(name.parts)
        small.update(plain(token.folded) for token in sentence.tokens if token.text[0].islower())
    return frozenset(known), frozenset(small)


def settle(
    name: Name, text: str, known: frozenset[str], small: frozenset[str], lang: str
) -> tuple[str, ...]:
    """Parts of a name that are one, given how the article writes its words.

    Args:
        name: A name found in `text`.
        text: The claim or sentence.
        known: Words that the article uses as names.
        small: Words that the article writes in small letters.
        lang: Language subtag.
    """
    if not name.initial:
        described = lang == "de" and len(name.parts) == _DESCRIBED and name.parts[0] not in known
        # "Politikerin Heike Brandner": German writes such nouns like names.
        return name.parts[1:] if described and known.issuperset(name.parts[1:]) else name.parts
    kept = tuple(
        part
        for part in name.parts
        if part in known
        or territory(part, lang)
        or seat(part)
        or any(char.isdigit() for char in part)
    )
    if kept or len(name.parts) > 1 or name.parts[0] in small:
        return kept
    return name.parts if reads_as_name(text, name, lang) else ()


def shown(name: Name, parts: tuple[str, ...]) -> str:
    """A name as the text writes it, without the words that turned out to be none."""
    if len(parts) == len(name.parts):
        return name.text
    return " ".join(word for word in name.text.split() if plain(word.casefold()) in parts)


def _find(parts: tuple[str, ...], by_part: dict[str, list[_Draft]], lang: str) -> _Draft | None:
    code = territory(" ".join(parts), lang)
    if code is not None:
        rooms = by_part.get(f"={code}", [])
        return rooms[0] if rooms else None
    wanted = set(parts)
    best: _Draft | None = None
    for draft in by_part.get(parts[-1], []) + by_part.get(parts[0], []):
        shorter = wanted <= draft.parts
        longer = draft.parts <= wanted and draft.forms[-1][-1] == parts[-1]
        if draft.code is not None or not (shorter or longer):
            continue
        if best is None or draft.mentions[-1] > best.mentions[-1]:
            best = draft
    return best


def _add(
    draft: _Draft,
    parts: tuple[str, ...],
    name: Name,
    sentence: Passage,
    by_part: dict[str, list[_Draft]],
) -> None:
    if len(parts) >= len(draft.parts) and len(shown(name, parts)) > len(draft.name):
        draft.name = shown(name, parts)
    new = set(parts) - draft.parts
    acronym = _ACRONYM_AFTER.match(sentence.text, name.end)
    if acronym and len(parts) > 1 and acronym.group(1)[0].casefold() == parts[0][0]:
        new.add(plain(acronym.group(1).casefold()))
    for part in new:
        by_part.setdefault(part, []).append(draft)
    if draft.code and not draft.mentions:
        by_part.setdefault(f"={draft.code}", []).append(draft)
    draft.parts |= new
    draft.forms.append(parts)
    draft.mentions.append((sentence.number, sentence.start + name.start))


def _describe(draft: _Draft, name: Name, place: int, sentence: Passage, lang: str) -> None:
    """Learn from what stands around a mention what kind of thing it is, and its roles."""
    if draft.code or draft.parts & BODY_PARTS:
        return
    if name.title:
        draft.person = True
        draft.roles.add(name.title)
        draft.genders |= {_GENDERS[word] for word in name.title.split() if word in _GENDERS}
        before = sentence.names[place - 1] if place else None
        if before and name.start - before.end <= len(name.title) + 12:
            draft.homes.add(home_of(before, lang))
    gender = gender_of(name.parts[0]) if len(name.parts) > 1 else ""
    if gender and len(name.parts) <= _PERSON_PARTS:
        draft.person = True
        draft.genders.add(gender)
    acronym = name.text.isupper() and len(name.text) <= _ACRONYM
    if not acronym and (
        _SPEECH_AFTER.match(sentence.text, name.end)
        or _SPEECH_BEFORE.search(sentence.text, max(0, name.start - 12), name.start)
    ):
        draft.speaks = draft.speaks or len(draft.parts) <= _PERSON_PARTS
    draft.body = draft.body or names_body(name, sentence.text)
    role, home = apposed_role(name, place, sentence, lang)
    if role:
        draft.person = True
        draft.roles.add(role)
        if home:
            draft.homes.add(home)


def names_of(entity_parts: frozenset[str], parts: Iterable[str], lang: str) -> bool:
    """Whether every part of a name is one of an entity's parts.

    Beside other parts, initials stand for the words they begin: "L.A. Auto Show" is the "Los
    Angeles Auto Show".
    """
    parts = tuple(parts)
    initials = {own[0] for own in entity_parts if own}
    return all(
        any(same_part(part, own, lang) for own in entity_parts)
        or (1 < len(part) < len(parts) + 1 and len(parts) > 1 and initials.issuperset(part))
        for part in parts
    )


def is_derived(word: str, name: str, lang: str) -> bool:
    """Whether a word is the adjective of a country that is named in another language."""
    return lang not in {"en", "und"} and is_adjective_of(word, name, lang)
