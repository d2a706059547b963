"""Words of a text, and the stems that alignment compares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from factcards.verify.fold import bare, fold_word, is_unspaced
from factcards.verify.inflections import BASE_FORMS
from factcards.verify.stopwords import (
    CHINESE_PARTICLES,
    HAN_NUMERALS,
    KOREAN_ENDINGS,
    KOREAN_PARTICLES,
    stop_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


_IDEOGRAPH = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W_{_IDEOGRAPH}{_HIRAGANA}{_KATAKANA}]|[{_MARKS}])"
_ANY_WORD = re.compile(
    rf"[{_IDEOGRAPH}]|[{_HIRAGANA}]|[{_KATAKANA}]+"
    r"|(?<![^\W\d_])(?:[^\W\d_]\.){2,}"
    # Possessive, so that "4,500명" is not read as "4,50" and "0명".
    rf"|\d++(?:[.,:]\d++)++(?!(?![{_IDEOGRAPH}{_HIRAGANA}{_KATAKANA}\uac00-\ud7a3])[^\W\d_])"
    r"|\d++(?=[\uac00-\ud7a3])"
    rf"|{_LETTER}+(?:['’ʼ＇\-‐‑]{_LETTER}+)*"
)
# What only the pattern above can read. Without that a shorter one finds the same words sooner.
_SPECIAL = re.compile(f"[{_IDEOGRAPH}{_HIRAGANA}{_KATAKANA}{_MARKS}\uac00-\ud7a3]")
_PLAIN_WORD = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}"
    r"|\d++(?:[.,:]\d++)++(?![^\W\d_])"
    r"|[^\W_]+(?:['’ʼ＇\-‐‑][^\W_]+)*"
)
_ELISION = re.compile(
    r"(?i)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|dall|sull|all|quell|un)['’]"
)
_ELIDING = frozenset({"fr", "it", "ca"})
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no", "nb", "fi", "hu"})
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Token(NamedTuple):
    """A word with its offsets in the text: ``text[start:end] == token.text``.

    Chinese characters and hiragana are one token each; a run of katakana is one.
    """

    start: int
    end: int
    text: str
    folded: str


class Term(NamedTuple):
    """A content word.

    Attributes:
        start: Offset of its first code point.
        end: Offset just past its last one.
        text: As written.
        stem: What it is compared by; a hyphenated word is compared by its joined form.
        parts: Stems of the parts of a hyphenated word, else empty.
        index: Index of its token.
        content: Whether it is more than grammar.
    """

    start: int
    end: int
    text: str
    stem: str
    parts: tuple[str, ...]
    index: int  # type: ignore[assignment] # nobody looks anything up in a term
    content: bool = True

    @property
    def numeric(self) -> bool:
        return any(char.isdigit() for char in self.stem)


@lru_cache(maxsize=256)
def tokenise(text: str, lang: str) -> tuple[Token, ...]:
    """Split a text into words.

    Args:
        text: Any text.
        lang: Language subtag; decides whether an elided article is a word of its own.
    """
    tokens: list[Token] = []
    pattern = _PLAIN_WORD if text.isascii() or not _SPECIAL.search(text) else _ANY_WORD
    for found in pattern.finditer(text):
        (start, end), word = found.span(), found.group()
        if lang in _ELIDING and (elided := _ELISION.match(word)) and elided.end() < len(word):
            cut = start + elided.end()
            tokens.append(Token(start, cut, text[start:cut], fold_word(text[start : cut - 1])))
            start, word = cut, text[cut:end]
        tokens.append(Token(start, end, word, fold_word(word)))
    return tuple(tokens)


@lru_cache(maxsize=64)
def _stemmer(lang: str) -> _Stemmer | None:
    name = _SNOWBALL.get(lang)
    if name is None:
        return None
    # Loaded late: 30 ms that start-up does not need. It ships no type hints.
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    stemmer: _Stemmer = snowballstemmer.stemmer(name)
    return stemmer


def has_stemmer(lang: str) -> bool:
    """Whether inflected forms of a language can be brought together by rule."""
    return lang in _SNOWBALL or lang in {"uk", "ko", "ja", "zh", "und"}


@lru_cache(maxsize=1 << 16)
def stem(word: str, lang: str) -> str:
    """Stem of one folded word, accents stripped.

    Args:
        word: A word folded by `fold_word`.
        lang: Language subtag; ``und`` is stemmed as English.
    """
    if len(word) > _LONGEST:
        return word[:_LONGEST]
    if lang in {"en", "und"}:
        return _stem_english(word)
    if lang == "ko":
        return _strip_particle(word)
    if lang == "uk":
        return _stem_ukrainian(word)
    stemmer = _stemmer(lang)
    return bare(stemmer.stemWord(word)) if stemmer else bare(word)


_HEAD, _MODIFIER = 4, 3  # letters that the parts of a compound have at least
_LONGEST = 60  # letters; longer words are compared by their beginning
_SHORT = 3  # letters from which a word has content where there is no list of stop words
_PREFIXES = ("re", "over", "under", "out", "mis", "fore")
_BRITISH = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[^\W\d_]{3})our(s|ed|ing|able|ful|ite|)$"), r"or\1"),
    (re.compile(r"ence(s|less|)$"), r"ense\1"),
    (re.compile(r"([aeiou][^aeiou\s]{1,3}[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"ogue(s|)$"), r"og\1"),
)


def _stem_english(word: str) -> str:
    word = word.removesuffix("'").removesuffix("'s")
    prefix = next((p for p in _PREFIXES if word.startswith(p) and word[len(p) :] in BASE_FORMS), "")
    if word in BASE_FORMS:
        word = BASE_FORMS[word]
    elif prefix:
        word = prefix + BASE_FORMS[word[len(prefix) :]]
    # Both sides of a comparison take the same path, so exceptions do no harm: "rise" and "rose".
    for british, american in _BRITISH:
        word = british.sub(american, word)
    stemmer = _stemmer("en")
    return bare(stemmer.stemWord(word)) if stemmer else bare(word)


def _strip_particle(word: str) -> str:
    """The stem of a Korean word: without its particle, or without its verb's ending."""
    for ending in KOREAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            return word[: -len(ending)]
    for particle in KOREAN_PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) > 1:
            return word[: -len(particle)]
    return word


_UKRAINIAN_ENDING = re.compile(
    r"(?:ськими|ського|ському|ськими|ській|ських|ською|ську|ська|ське|ські|"
    r"ування|ення|ання|ами|ями|ого|ому|ими|ією|іями|ях|ах|ою|ею|єю|ів|їв|ам|ям|ий|ій|их|им|"
    r"ала|али|ало|ила|или|ило|ати|ити|іти|ють|уть|ать|ять|ав|ив|ла|ли|ло|"
    r"а|я|у|ю|о|е|є|і|ї|и|й|ь)$"
)


def _stem_ukrainian(word: str) -> str:
    cut = _UKRAINIAN_ENDING.sub("", word)
    return cut if len(cut) >= _SHORT else word


def is_compounding(lang: str) -> bool:
    """Whether the language writes compounds as one word."""
    return lang in _COMPOUNDING


@lru_cache(maxsize=1 << 15)
def affixes(stem: str) -> frozenset[str]:
    """Beginnings and ends of a stem that are long enough to be words of a compound."""
    size = len(stem)
    ends = {stem[cut:] for cut in range(_MODIFIER, size - _HEAD + 1)}
    return frozenset(ends | {stem[:cut] for cut in range(_HEAD + 1, size - _MODIFIER + 1)})


def read_terms(tokens: Sequence[Token], lang: str) -> tuple[Term, ...]:
    """All words by stem, in order; of unspaced scripts, pairs of neighbouring characters."""
    return tuple(_terms(tokens, lang))


def _terms(tokens: Sequence[Token], lang: str) -> Iterator[Term]:
    for index, (start, end, text, folded) in enumerate(tokens):
        if not text.isascii() and is_unspaced(text[0]):
            yield from _unspaced_terms(tokens, index)
        else:
            joined, parts, content = _reading(text, folded, lang)
            yield Term(start, end, text, joined, parts, index, content)


@lru_cache(maxsize=1 << 15)
def _reading(text: str, folded: str, lang: str) -> tuple[str, tuple[str, ...], bool]:
    """Stem, parts and content of a word that stands between spaces."""
    if text.endswith(".") and text.count(".") > 1:
        return folded.replace(".", ""), (), True
    if not text.isalpha() and any(map(str.isdigit, text)):
        return _number_stem(folded), (), True
    stops = stop_words(lang if lang != "und" else "en")
    acronym = len(text) > 1 and text.isupper() and text.isalpha()
    content = acronym or not (folded in stops or _is_short(text, lang, stops))
    pieces = folded.split("-") if "-" in folded else []
    parts = tuple(stem(piece, lang) for piece in pieces if len(piece) > 1)
    return stem("".join(pieces) or folded, lang), parts, content


def _is_short(text: str, lang: str, stops: frozenset[str]) -> bool:
    if text[0].isdigit():
        return False
    if len(text) == 1:
        return True
    return not stops and lang != "ko" and len(text) < _SHORT and not text.isupper()


def _number_stem(folded: str) -> str:
    digits = folded.removesuffix("'s")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return re.sub(r"[.,]", "", digits)
    return digits.replace(",", ".")


def _unspaced_terms(tokens: Sequence[Token], index: int) -> Iterator[Term]:
    token = tokens[index]
    if len(token.text) > 1:
        yield Term(token.start, token.end, token.text, token.folded, (), index)
        return
    if not _is_contentful(token.text):
        return
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if after and after.start == token.end and _pairs(after.text):
        yield Term(
            token.start, after.end, token.text + after.text, token.folded + after.folded, (), index
        )
    elif not (before and before.end == token.start and _pairs(before.text)):
        yield Term(token.start, token.end, token.text, token.folded, (), index)


def _pairs(text: str) -> bool:
    return len(text) == 1 and is_unspaced(text) and _is_contentful(text)


def _is_contentful(char: str) -> bool:
    if "\u3041" <= char <= "\u309f":
        return False
    return char not in CHINESE_PARTICLES and char not in HAN_NUMERALS
