"""Names in a text: runs of capitalised words and acronyms, where a script has capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify import wordnet
from factcards.verify.fold import bare, fold_word
from factcards.verify.givennames import gender_of
from factcards.verify.name_tables import CALENDAR, COMMON_INITIALS, MONEY, TERMS
from factcards.verify.roles import is_hour, is_role
from factcards.verify.speech import speech_verbs
from factcards.verify.stopwords import listed, stop_words
from factcards.verify.territories import territory
from factcards.verify.words import Token, stem, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CASELESS = frozenset({"ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"})
_CONNECTORS = listed(
    """of de da do dos das del della di van von der den ter bin ibn al el la le du des y e und"""
)
# German has capitals on both sides of everyday words, too.
_GERMAN_CONNECTORS = listed("de del della di van von den der ter bin ibn al el la le du")
_GERMAN_MEASURES = listed(
    """million millionen milliarde milliarden billionen prozent euro dollar franken meter
    kilometer hektar liter tonne tonnen kilo grad uhr jahr jahre monate wochen tage anfang ende"""
)
_BODIES = listed(
    """institute centre center organisation organization department ministry committee agency
    council commission office programme program fund campaign association foundation
    commissioner society school party alliance conference court bank university union league
    federation"""
)
_ABBREVIATED = listed("mr mrs ms dr st gen sen rep gov col lt sgt prof capt rev hon jr sr no mt ft")
_SAY_OR_BE = re.compile(
    r"(?:is|are|was|were|has|had|have|will|would|may|might|can|could|should|did|does|says?|said|told"
    r"|\w{2,}(?:ed|s))$"
)
# Words that headlines in title case leave in small letters.
_SMALL = listed("a an and as at but by for from in is nor of on or over per the to up via vs with")
_SHOUTED = 0.7  # share of words all in capitals from which these tell nothing
_LAPSES = 0.2  # share of words in small letters that a headline in title case may have
_SHORTEST_NAME = 4  # letters; shorter ones may be anything
_HEADLINE = 3  # content words from which capitals show a headline
_COUNTED = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|\w+teen|hundred|thousand|million|billion)s?(?:-|$)"
)
_APPOSITION = re.compile(r",\s+(?:the|a|an|who|whose|which|\d+)\b")
_DERIVED = re.compile(r"\w+(?:s|ing|ly|ed|tion|ness|ity|ment|ism|ers?|ors?)$")
_SENTENCE_END = re.compile(
    r"[.!?:;…。]['\"’”»)\]]*\s+['\"‘“„«(\[]*$|^\W*$|\n\W*$|[–—]\s*$|[\"“„«]$"
)
_GAP = re.compile(r"[ \u00a0\u202f]|[-–&/·.]|\.? ?['’]?|\. ")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text.

    Attributes:
        start: Offset of its first code point.
        end: Offset just past its last one; a possessive ending is left out.
        text: As written.
        parts: Its words, folded, without accents, possessives or connectors; a country of
            several words is one part.
        title: The role or courtesy that stands before it, folded, or "".
        initial: Whether its capitals may be those of a sentence, a headline or (in German)
            of a common noun, so that it need not be a name.
    """

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    title: str = ""
    initial: bool = False


def finds_names(lang: str) -> bool:
    """Whether names can be told from other words in the script of a language."""
    return lang not in _CASELESS


def find_names(text: str, lang: str, tokens: Sequence[Token] | None = None) -> tuple[Name, ...]:
    """Find the names in a text, in order.

    Args:
        text: Any text.
        lang: Language subtag.
        tokens: ``tokenise(text, lang)``, if at hand.

    Returns:
        Names. In scripts without capitals only Latin words and runs of katakana.
    """
    words = tokenise(text, lang) if tokens is None else tokens
    shouted = _is_shouted(text, words, lang)
    found: list[Name] = []
    run: list[int] = []
    for index in [*range(len(words)), -1]:
        if index >= 0 and _continues(text, words, run, index, lang):
            run.append(index)
            continue
        if run:
            found.extend(_names_of_run(text, words, run, lang, shouted=shouted))
        run = [index] if index >= 0 and _looks_like_name(words[index], lang) else []
    return tuple(found)


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Fold a word of a name further: no accents, dots, possessive ending or hyphens."""
    word = bare(word).removesuffix("'s").removesuffix("'").replace(".", "")
    return word.replace("-", " ")


def reads_as_name(text: str, name: Name, lang: str) -> bool:
    """Whether a lone unknown word at the start of a sentence is used like a name.

    In any language a verb of saying right after it tells. In English a word that no dictionary
    has is a name, and other verbs tell too: a singular noun or an adjective, as in "Heavy rain
    fell", does not open a clause right before its verb; a plural, as in "Officials said", may.
    """
    word = name.text.casefold()
    if lang not in {"en", "und"}:
        following = text[name.end : name.end + 40].casefold().split()[:1]
        return bool(following) and following[0].strip(".,;:!?") in speech_verbs(lang)
    if _APPOSITION.match(text, name.end):
        return True
    if _DERIVED.fullmatch(word):
        return text[name.end : name.end + 2] in {"'s", "’s"}
    if word.isalpha() and len(word) >= _SHORTEST_NAME and not _is_word(word):
        return True
    after = text[name.end : name.end + 40].casefold().split()
    if after and after[0] in {"'s", "’s", "also", "then", "later", "earlier", "again", "and"}:
        after = after[1:]
    return bool(after) and _SAY_OR_BE.match(after[0].strip(".,;:!?")) is not None


def _is_word(word: str) -> bool:
    return word in stop_words("en") or wordnet.knows(stem(fold_word(word), "en"))


def _looks_like_name(token: Token, lang: str) -> bool:
    if token.text.islower() and lang not in _CASELESS:
        return False
    return _written_like_name(token.text, token.folded, lang)


@lru_cache(maxsize=1 << 15)
def _written_like_name(word: str, folded: str, lang: str) -> bool:
    first = word[0]
    if folded in CALENDAR or folded in TERMS:
        return False
    if folded in MONEY and word.isupper():
        return False
    if lang == "de" and folded in _GERMAN_MEASURES:
        return False
    if lang in _CASELESS:
        katakana = "\u30a1" <= first <= "\u30ff" and len(word) > 1
        return katakana or (first.isascii() and first.isalpha() and len(word) > 1)
    if first.isupper() or first.istitle():
        return len(word) > 1 or first not in "IA"
    return any(char.isupper() for char in word[1:]) and not first.isdigit()


def _is_shouted(text: str, tokens: Sequence[Token], lang: str) -> bool:
    """Whether capitals tell nothing: a headline in title case, or all in capitals."""
    stops = stop_words(lang if lang != "und" else "en")
    letters = [token for token in tokens if token.text[0].isalpha()]
    content = [token for token in letters if token.folded not in stops]
    if len(content) < _HEADLINE or lang in _CASELESS:
        return False
    if sum(token.text.isupper() for token in content) > _SHOUTED * len(content):
        return True
    small = sum(token.text[0].islower() and token.folded not in _SMALL for token in letters)
    ended = text.rstrip("\"'”’»)")[-1:] in {".", "!", "?"}
    return small == 0 or (small <= _LAPSES * len(content) and not ended and lang != "de")


def _continues(text: str, tokens: Sequence[Token], run: list[int], index: int, lang: str) -> bool:
    if not run:
        return False
    token, last = tokens[index], tokens[index - 1]
    gap = text[last.end : token.start]
    if not _GAP.fullmatch(gap):
        return False
    if gap.startswith(".") and not (len(last.text) == 1 or last.folded in _ABBREVIATED):
        return False
    if last.text.casefold().endswith(("'s", "’s")):
        return False
    if lang == "de" and not last.text.isupper() and last.folded in stop_words("de"):
        return False
    if _looks_like_name(token, lang):
        return True
    if token.folded in {"der", "den"} and last.folded not in {"von", "van"}:
        return False
    if token.folded in _connectors(lang) or (token.folded == "for" and last.folded in _BODIES):
        return _reaches_capital(tokens, index, lang)
    return (
        token.folded == "the"
        and last.folded in {"of", "for"}
        and _reaches_capital(tokens, index, lang)
    )


def _reaches_capital(tokens: Sequence[Token], index: int, lang: str) -> bool:
    following = tokens[index + 1 : index + 3]
    for token in following:
        if _looks_like_name(token, lang):
            return True
        if token.folded not in _connectors(lang) and token.folded != "the":
            return False
    return False


def _connectors(lang: str) -> frozenset[str]:
    return _GERMAN_CONNECTORS if lang == "de" else _CONNECTORS


def _names_of_run(
    text: str, tokens: Sequence[Token], run: list[int], lang: str, *, shouted: bool
) -> Iterator[Name]:
    initial = _SENTENCE_END.search(text, max(0, tokens[run[0]].start - 6), tokens[run[0]].start)
    opens = initial is not None or run[0] == 0
    if opens and not shouted:
        run = _without_opening(tokens, run, lang)
    title = _title_before(text, tokens, run[0], lang) if run else ""
    group: list[int] = []
    for place, index in enumerate(run):
        after = tokens[run[place + 1]].folded if place + 1 < len(run) else ""
        hour = is_hour(tokens[index].text, text[: tokens[index].start])
        if not hour and is_role(plain(tokens[index].folded), plain(after), lang):
            yield from _name(text, tokens, group, lang, title, uncertain=shouted)
            title = (
                f"{title} {plain(tokens[index].folded)}"
                if not group
                else plain(tokens[index].folded)
            )
            group = []
        else:
            group.append(index)
    single = len(group) == len(run) == 1 and not tokens[run[0]].text.isupper()
    german = lang == "de" and not title and _may_be_nouns(tokens, group)
    uncertain = shouted or german or (single and opens and lang not in _CASELESS)
    yield from _name(text, tokens, group, lang, title.strip(), uncertain=uncertain)


def _may_be_nouns(tokens: Sequence[Token], group: Sequence[int]) -> bool:
    """Whether capitals may be those of German nouns: of one, or of two as in "Angaben von Beck"."""
    if len(group) == 1:
        return not tokens[group[0]].text.isupper()
    joined = any(tokens[index].folded in _GERMAN_CONNECTORS for index in group)
    return joined and not gender_of(plain(tokens[group[0]].folded))


def _without_opening(tokens: Sequence[Token], run: list[int], lang: str) -> list[int]:
    """Drop words that are capitalised only because a sentence starts there."""
    stops = stop_words(lang if lang != "und" else "en")
    while run:
        token = tokens[run[0]]
        word = token.folded
        english = lang in {"en", "und"}
        common = word in stops or (
            english and (word in COMMON_INITIALS or _COUNTED.match(word) is not None)
        )
        acronym = token.text.isupper() and len(token.text) > 1 and word not in stops
        if acronym or not common or territory(plain(word), lang):
            break
        run = run[1:]
        if run and not tokens[run[0]].text[0].isupper():
            run = run[1:]
    return run


def _title_before(text: str, tokens: Sequence[Token], index: int, lang: str) -> str:
    words: list[str] = []
    after = ""
    for token in reversed(tokens[max(0, index - 4) : index]):
        word = plain(token.folded)
        if not is_role(word, after, lang) or is_hour(token.text, text[: token.start]):
            break
        words.append(word)
        after = word
    return " ".join(reversed(words))


def _name(
    text: str, tokens: Sequence[Token], group: list[int], lang: str, title: str, *, uncertain: bool
) -> Iterator[Name]:
    while group and tokens[group[-1]].folded in _CONNECTORS | {"the", "for"}:
        group = group[:-1]
    while group and tokens[group[0]].folded in _CONNECTORS | {"the", "for"}:
        group = group[1:]
    parts = _parts([tokens[index] for index in group], lang)
    if not parts:
        return
    start, end = tokens[group[0]].start, tokens[group[-1]].end
    if text[start:end].casefold().endswith(("'s", "’s")):
        end -= 2
    if len(parts) == 1 and len(parts[0]) == 1:
        return
    yield Name(start, end, text[start:end], parts, title, uncertain)


def _parts(tokens: Sequence[Token], lang: str) -> tuple[str, ...]:
    stops = stop_words(lang if lang != "und" else "en")
    words = [
        plain(token.folded)
        for token in tokens
        if (token.folded not in _CONNECTORS and token.folded not in stops)
        or (token.text.isupper() and len(token.text) > 1)
    ]
    parts: list[str] = []
    at = 0
    while at < len(words):
        size = 1
        for longer in (3, 2):
            joined = " ".join(words[at : at + longer])
            if at + longer <= len(words) and territory(joined, lang):
                size = longer
                break
        parts.append(" ".join(words[at : at + size]))
        at += size
    return tuple(part for part in parts if part)
