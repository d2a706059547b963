"""Whom a sentence means without naming them: pronouns and role nouns, resolved cautiously."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from factcards.verify.names import plain
from factcards.verify.roles import is_hour, is_role, may_stand_for, role_words
from factcards.verify.stopwords import by_language, listed
from factcards.verify.territories import territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factcards.verify.entities import Entity
    from factcards.verify.passage import Passage
    from factcards.verify.words import Token

_REACH = 4  # sentences back that a pronoun may reach
# Bounds without which a long article, or a hostile sentence, would cost its length squared.
_HORIZON = 400  # mentions of people back that a role noun may reach
_MOST = 50  # anaphors of one sentence

_MASCULINE = by_language({
    "en": "he him his himself", "de": "er ihm ihn sein seine seiner seinen seinem", "fr": "il lui",
    "es": "él", "it": "lui egli", "pt": "ele dele", "nl": "hij hem zijn",
    "ru": "он его ему им него", "uk": "він його йому ним нього",
})  # fmt: skip
_FEMININE = by_language({
    "en": "she her hers herself", "de": "sie ihr ihre ihrer ihren ihrem", "fr": "elle",
    "es": "ella", "it": "lei ella", "pt": "ela dela", "nl": "zij haar", "ru": "она ее ей нее",
    "uk": "вона її їй неї",
})  # fmt: skip
_SPEAKING = by_language({
    "en": "i me my we our us", "de": "ich mein wir unser", "fr": "je nous", "nl": "ik wij",
})  # fmt: skip
_NEUTRAL = by_language({
    "en": "it its they their them itself themselves", "de": "es sie ihr ihre ihren",
    "fr": "il elle ils elles son sa ses leur leurs", "nl": "het zij hun",
})  # fmt: skip
# In these a subject that is known is not said at all.
_DROPS_SUBJECT = frozenset({"es", "it", "pt", "ro", "ja", "ko", "zh", "ar", "pl", "cs", "el", "tr"})
_ENGLISH_DETERMINERS = listed("the this that his her its their")
_DETERMINERS = listed(
    """the this that his her its their der die das dem den dieser diese le la l' les ce cette el
    los esta este il lo questo questa o a as os este esta de het deze dit"""
)
_GENERIC_BODIES = listed(
    """company country nation group organisation organization firm bank chain club team party
    government alliance bloc union agency ministry city town region republic state island
    network airline carmaker retailer brand university hospital school court committee council
    commission regulator business giant startup start-up manufacturer maker broadcaster
    newspaper operator capital coalition unternehmen land konzern stadt partei verein
    entreprise pays groupe ville parti empresa país grupo ciudad azienda paese gruppo città"""
)


@dataclass(frozen=True, slots=True)
class Referents:
    """Entities that a sentence is about, as indices into the article's entities.

    Attributes:
        named: Those it names.
        meant: Those that a pronoun or role noun in it most likely means.
        possible: Others that such a word may mean.
    """

    named: frozenset[int]
    meant: frozenset[int]
    possible: frozenset[int]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word for somebody named elsewhere.

    Attributes:
        offset: Of its head noun or pronoun in the sentence.
        noun: The role noun, or "" for a pronoun.
        gender: ``m``, ``f`` or "".
        home: Code of the country given with it ("the French leader"), or "".
    """

    offset: int
    noun: str
    gender: str
    home: str


def resolve(
    sentences: Sequence[Passage], entities: Sequence[Entity], lang: str
) -> tuple[Referents, ...]:
    """Resolve every sentence of an article in one pass.

    Args:
        sentences: The article's sentences in order.
        entities: Its entities.
        lang: Language subtag.
    """
    named: dict[int, list[tuple[int, int]]] = {}
    for index, entity in enumerate(entities):
        for number, offset in entity.mentions:
            named.setdefault(number, []).append((offset, index))
    recent: list[list[int]] = []
    resolved: list[Referents] = []
    for sentence in sentences:
        here = sorted(named.get(sentence.number, []))
        referents = _resolve_one(sentence, here, recent, entities, named, lang)
        # A pronoun's antecedent stays in focus, before whoever else is named here.
        focus = dict.fromkeys([*sorted(referents.meant), *(index for _, index in here)])
        recent.append([i for i in focus if entities[i].personal])
        resolved.append(referents)
    return tuple(resolved)


def anaphors(sentence: Passage, lang: str) -> Iterator[Anaphor]:
    """Pronouns and role nouns in a sentence that mean a person named elsewhere."""
    return islice(_anaphors(sentence, lang), _MOST)


def _anaphors(sentence: Passage, lang: str) -> Iterator[Anaphor]:
    tokens = sentence.tokens
    masculine = _MASCULINE.get(lang, _MASCULINE["en"])
    feminine = _FEMININE.get(lang, _FEMININE["en"])
    roles = role_words(lang)
    words = {token.folded for token in tokens}
    if (
        "head" not in words
        and roles.isdisjoint(sentence.words)
        and masculine.isdisjoint(words)
        and feminine.isdisjoint(words)
    ):
        return
    for index, token in enumerate(tokens):
        if token.folded in masculine:
            yield Anaphor(token.start, "", "m", "")
        elif token.folded in feminine:
            yield Anaphor(token.start, "", "f", "")
        elif plain(token.folded) in roles and not (
            is_hour(token.text, tokens[index - 1].text if index else "")
            or _is_title(tokens, index)
            or _ends_a_name(tokens, index, lang)
            or _is_named(sentence, token.end)
        ):
            determined, home = _determiner(tokens, index, lang)
            if determined:
                yield Anaphor(token.start, plain(token.folded), "", home)
        elif token.folded == "head" and [t.folded for t in tokens[index + 1 : index + 3]] in (
            ["of", "state"],
            ["of", "government"],
        ):
            yield Anaphor(token.start, "head", "", "")


def antecedents(
    anaphor: Anaphor,
    sentence: Passage,
    here: Sequence[tuple[int, int]],
    recent: Sequence[Sequence[int]],
    entities: Sequence[Entity],
) -> list[int]:
    """Entities that an anaphor may mean, most likely first.

    A role noun means only those to whom the article gives such a role: "the mayor" is not
    whoever was named last.

    Args:
        anaphor: The pronoun or role noun.
        sentence: Its sentence.
        here: (offset in the article, entity) of the sentence's own names.
        recent: For each earlier sentence, the people it was about, most prominent first.
        entities: The article's entities.
    """
    before = [
        index
        for offset, index in here
        if offset < sentence.start + anaphor.offset and entities[index].kind == "person"
    ]
    if anaphor.noun:
        return _by_role(anaphor, chain(before, *recent[: -_HORIZON - 1 : -1]), entities)
    for people in [before, *recent[: -_REACH - 1 : -1]]:
        fitting = [i for i in dict.fromkeys(people) if _agrees(anaphor, entities[i])]
        if fitting:
            return fitting
    return []


def _unintroduced(recent: Sequence[Sequence[int]], entities: Sequence[Entity]) -> list[int]:
    """The last people of whom the article gives no role, whom a role noun may mean as well."""
    for people in recent[: -_REACH - 1 : -1]:
        found = [i for i in dict.fromkeys(people) if not entities[i].roles]
        if found:
            return found
    return []


def _resolve_one(
    sentence: Passage,
    here: Sequence[tuple[int, int]],
    recent: Sequence[Sequence[int]],
    entities: Sequence[Entity],
    named: Mapping[int, Sequence[tuple[int, int]]],
    lang: str,
) -> Referents:
    meant: set[int] = set()
    possible: set[int] = set()
    for anaphor in anaphors(sentence, lang):
        found = antecedents(anaphor, sentence, here, recent, entities)
        sure = [index for index in found if entities[index].kind == "person"] or found
        meant.update(sure[:1])
        possible.update(found or _unintroduced(recent, entities))
    people_here = any(entities[index].kind == "person" for _, index in here)
    if lang in _DROPS_SUBJECT and not people_here and not meant and recent:
        meant.update(recent[-1][:1])
    if not people_here and not meant and recent:
        # Reported speech goes on without "he said" for a sentence or so.
        possible.update(recent[-1][:1])
    words = {token.folded for token in sentence.tokens}
    if not people_here and words & _SPEAKING.get(lang, frozenset()):
        possible.update(i for people in recent[-_REACH:] for i in people)
    neutral = words & _NEUTRAL.get(lang, frozenset())
    if neutral or words & _GENERIC_BODIES:
        reach = _REACH if words & _GENERIC_BODIES else 2
        possible.update(
            index
            for number in range(sentence.number - reach, sentence.number)
            for _, index in named.get(number, ())
            if entities[index].kind != "person"
        )
    return Referents(frozenset(i for _, i in here), frozenset(meant), frozenset(possible - meant))


def _is_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a role word stands right before a capitalised name."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        after is not None
        and after.start - tokens[index].end == 1
        and after.text[0].isupper()
        and not after.text[0].islower()
    )


def _is_named(sentence: Passage, end: int) -> bool:
    """Whether a name in commas follows: "the mayor, Joan Bell,"."""
    text = sentence.text
    if text[end : end + 2] != ", ":
        return False
    name = next((name for name in sentence.names if name.start == end + 2), None)
    return name is not None and text[name.end : name.end + 1] in {",", ".", ";", ":", ")"}


def _ends_a_name(tokens: Sequence[Token], index: int, lang: str) -> bool:
    """Whether a role word is the end of a longer name: "the Sioux Falls Argus Leader"."""
    if lang == "de" or index == 0:  # German writes every noun with a capital
        return False
    before = tokens[index - 1]
    return (
        tokens[index].text[0].isupper()
        and before.text[0].isupper()
        and before.folded not in _determiners(lang)
        and territory(plain(before.folded), lang) is None
        and not is_role(plain(before.folded), plain(tokens[index].folded), lang)
    )


def _determiners(lang: str) -> frozenset[str]:
    return _ENGLISH_DETERMINERS if lang in {"en", "und"} else _DETERMINERS


def _determiner(tokens: Sequence[Token], index: int, lang: str) -> tuple[bool, str]:
    home = ""
    determiners = _determiners(lang)
    for back in range(1, 5):
        if index - back < 0:
            break
        token = tokens[index - back]
        if token.folded in determiners:
            return True, home
        word = plain(token.folded)
        home = territory(word, lang) or home
    start = index == 0 or is_role(plain(tokens[0].folded), plain(tokens[index].folded), lang)
    return start and index <= 1, home


def _by_role(anaphor: Anaphor, people: Iterable[int], entities: Sequence[Entity]) -> list[int]:
    fitting: list[int] = []
    for index in dict.fromkeys(islice(people, _HORIZON)):
        entity = entities[index]
        if anaphor.home and entity.homes and anaphor.home not in entity.homes:
            continue
        if any(may_stand_for(anaphor.noun, role) for role in entity.roles):
            fitting.append(index)
    if anaphor.home:
        fitting.sort(key=lambda i: anaphor.home not in entities[i].homes)
    return fitting


def _agrees(anaphor: Anaphor, entity: Entity) -> bool:
    return not (anaphor.gender and entity.gender and anaphor.gender != entity.gender)
