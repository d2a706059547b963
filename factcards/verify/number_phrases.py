"""Phrases of fixed value: fractions, dozens, and words that only say how many digits."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.fold import lone_words
from factcards.verify.number_arabic import find_arabic
from factcards.verify.number_tables import number_table
from factcards.verify.number_unspaced import read_run

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERATORS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
               "seven": 7, "eight": 8, "nine": 9}  # fmt: skip
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8,
    "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
_FRACTIONS: dict[str, dict[str, tuple[int, int]]] = {
    "de": {
        "die hälfte": (1, 2), "der hälfte": (1, 2), "ein drittel": (1, 3), "einem drittel": (1, 3),
        "zwei drittel": (2, 3), "zwei dritteln": (2, 3), "ein viertel": (1, 4),
        "einem viertel": (1, 4), "drei viertel": (3, 4), "dreiviertel": (3, 4),
        "ein fünftel": (1, 5), "ein zehntel": (1, 10),
    },
    "fr": {
        "la moitié": (1, 2), "un tiers": (1, 3), "deux tiers": (2, 3), "un quart": (1, 4),
        "trois quarts": (3, 4), "un cinquième": (1, 5), "un dixième": (1, 10),
    },
    "es": {
        "la mitad": (1, 2), "un tercio": (1, 3), "dos tercios": (2, 3), "una cuarta parte": (1, 4),
        "la cuarta parte": (1, 4), "tres cuartas partes": (3, 4), "una tercera parte": (1, 3),
        "un cuarto de": (1, 4), "una quinta parte": (1, 5),
    },
    "it": {
        "la metà": (1, 2), "metà": (1, 2), "un terzo": (1, 3), "due terzi": (2, 3),
        "un quarto": (1, 4), "tre quarti": (3, 4), "un quinto": (1, 5),
    },
    "pt": {
        "metade": (1, 2), "um terço": (1, 3), "dois terços": (2, 3), "um quarto": (1, 4),
        "três quartos": (3, 4), "um quinto": (1, 5),
    },
    "nl": {
        "de helft": (1, 2), "een derde": (1, 3), "twee derde": (2, 3), "een kwart": (1, 4),
        "driekwart": (3, 4), "een vijfde": (1, 5),
    },
    "ru": {
        "половина": (1, 2), "половину": (1, 2), "половины": (1, 2), "треть": (1, 3),
        "трети": (1, 3), "две трети": (2, 3), "двух третей": (2, 3), "четверть": (1, 4),
        "четверти": (1, 4), "три четверти": (3, 4),
    },
    "uk": {
        "половина": (1, 2), "половину": (1, 2), "половини": (1, 2), "третина": (1, 3),
        "третину": (1, 3), "третини": (1, 3), "дві третини": (2, 3), "чверть": (1, 4),
        "чверті": (1, 4), "три чверті": (3, 4),
    },
    "pl": {
        "połowa": (1, 2), "połowę": (1, 2), "połowy": (1, 2), "jedna trzecia": (1, 3),
        "jedną trzecią": (1, 3), "dwie trzecie": (2, 3), "jedna czwarta": (1, 4),
        "jedną czwartą": (1, 4), "trzy czwarte": (3, 4), "ćwierć": (1, 4),
    },
    "ar": {
        "نصف": (1, 2), "ثلث": (1, 3), "ثلثا": (2, 3), "ثلثي": (2, 3), "ثلثين": (2, 3),
        "ربع": (1, 4), "ثلاثة ارباع": (3, 4), "ثلاثة أرباع": (3, 4),
    },
    "hi": {"आधा": (1, 2), "आधे": (1, 2), "एक तिहाई": (1, 3), "दो तिहाई": (2, 3),
           "एक चौथाई": (1, 4), "तीन चौथाई": (3, 4)},
    "ja": {"半分": (1, 2), "半数": (1, 2)},
    "zh": {"一半": (1, 2), "半数": (1, 2)},
    "ko": {"절반": (1, 2)},
}  # fmt: skip
GLYPHS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8),
}  # fmt: skip

_DOZENS: dict[str, dict[str, int]] = {
    "en": {"half a dozen": 6, "half-a-dozen": 6, "a dozen": 12, "dozen": 12, "two dozen": 24,
           "three dozen": 36, "four dozen": 48},
    "de": {"ein dutzend": 12, "dutzend": 12, "ein halbes dutzend": 6},
    "fr": {"une douzaine": 12, "une dizaine": 10, "une quinzaine": 15, "une vingtaine": 20,
           "une trentaine": 30, "une quarantaine": 40, "une cinquantaine": 50,
           "une soixantaine": 60, "une centaine": 100},
    "es": {"una docena": 12, "una decena": 10, "una veintena": 20, "una treintena": 30,
           "una cincuentena": 50, "un centenar": 100},
    "it": {"una dozzina": 12, "una decina": 10, "una ventina": 20, "una trentina": 30,
           "una cinquantina": 50, "un centinaio": 100, "un migliaio": 1000},
    "pt": {"uma dúzia": 12, "uma dezena": 10, "uma centena": 100},
    "ru": {"дюжина": 12, "десяток": 10, "полторы сотни": 150},
    "nl": {"een dozijn": 12, "een tiental": 10, "een honderdtal": 100},
}  # fmt: skip

# (from, to): what such a word leaves open.
_VAGUE_EN = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2 * 10**6, 10**9), "tens of millions": (2 * 10**7, 10**8),
    "hundreds of millions": (2 * 10**8, 10**9), "billions": (2 * 10**9, 10**12),
    "several hundred": (200, 999), "a few hundred": (200, 999), "few hundred": (200, 999),
    "several thousand": (2000, 9999), "a few thousand": (2000, 9999), "few thousand": (2000, 9999),
    "several million": (2 * 10**6, 10**7), "a few million": (2 * 10**6, 10**7),
    "several dozen": (24, 99), "a few dozen": (24, 99), "hundreds of billions": (10**11, 10**12),
    "tens of billions": (10**10, 10**11), "trillions": (2 * 10**12, 10**15),
}  # fmt: skip
_VAGUE: dict[str, dict[str, tuple[int, int]]] = {
    "en": _VAGUE_EN,
    "de": {"dutzende": (24, 99), "hunderte": (200, 999), "hunderten": (200, 999),
           "tausende": (2000, 9999), "tausenden": (2000, 9999), "zehntausende": (20_000, 99_999),
           "hunderttausende": (200_000, 999_999), "mehrere hundert": (200, 999),
           "mehrere tausend": (2000, 9999)},
    "fr": {"des dizaines": (20, 99), "des centaines": (200, 999), "des milliers": (2000, 9999),
           "plusieurs centaines": (200, 999), "plusieurs milliers": (2000, 9999),
           "des dizaines de milliers": (20_000, 99_999), "des millions": (2 * 10**6, 10**9)},
    "es": {"decenas": (20, 99), "cientos": (200, 999), "centenares": (200, 999),
           "miles": (2000, 9999), "decenas de miles": (20_000, 99_999),
           "cientos de miles": (200_000, 999_999)},
    "it": {"decine": (20, 99), "centinaia": (200, 999), "migliaia": (2000, 9999),
           "decine di migliaia": (20_000, 99_999)},
    "pt": {"dezenas": (20, 99), "centenas": (200, 999), "milhares": (2000, 9999),
           "dezenas de milhares": (20_000, 99_999)},
    "nl": {"tientallen": (20, 99), "honderden": (200, 999), "duizenden": (2000, 9999)},
    "ru": {"десятки": (20, 99), "десятков": (20, 99), "сотни": (200, 999),
           "тысячи": (2000, 9999), "десятки тысяч": (20_000, 99_999)},
    "uk": {"десятки": (20, 99), "сотні": (200, 999), "тисячі": (2000, 9999),
           "десятки тисяч": (20_000, 99_999)},
    "pl": {"dziesiątki": (20, 99), "setki": (200, 999), "tysiące": (2000, 9999),
           "dziesiątki tysięcy": (20_000, 99_999)},
    "ar": {"عشرات": (20, 99), "مئات": (200, 999), "المئات": (200, 999), "آلاف": (2000, 9999),
           "الآلاف": (2000, 9999), "عشرات الآلاف": (20_000, 99_999),
           "مئات الآلاف": (200_000, 999_999), "ملايين": (2 * 10**6, 10**9)},
    "ko": {"수십": (20, 99), "수백": (200, 999), "수천": (2000, 9999), "수만": (20_000, 99_999),
           "수십만": (200_000, 999_999), "수백만": (2 * 10**6, 10**7)},
    "ja": {"数十": (20, 99), "数百": (200, 999), "数千": (2000, 9999), "数万": (20_000, 99_999),
           "数十万": (200_000, 999_999)},
    "zh": {"数十": (20, 99), "数百": (200, 999), "数千": (2000, 9999), "数万": (20_000, 99_999),
           "数十万": (200_000, 999_999)},
}  # fmt: skip

_EN_FRACTION = re.compile(
    rf"\b(?P<n>{'|'.join(_NUMERATORS)})[\s-](?P<d>{'|'.join(_DENOMINATORS)})\b", re.IGNORECASE
)
_EN_HALF = re.compile(r"\bhalf\b", re.IGNORECASE)
_HALF_BEFORE = re.compile(
    r"\b(?:by|in|nearly|about|than|over|almost|only|around|roughly|least|under|to|and)\s\Z",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\b(?:nearly|about|than|over|almost|only|around|roughly|least|under)\s\Z", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\s(?:part(?:y|ies)|person|term|time|world|countr|candidate|option|way|day|year|m[ae]n\b)",
    re.IGNORECASE,
)
_OTHER_HALF = re.compile(r"\b(?:first|second|other|better|and a)\s\Z", re.IGNORECASE)
_HALF_AFTER = re.compile(
    r"[\s-](?:of|the|a|an|its|their|his|her|our|all|as|that|those|(?:million|billion|hour|mile)\b)",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s(?:of|the|as|more|less|fewer|to|in)\b|\s?[.,;:)]|\s?\Z", re.IGNORECASE)
_MEASURED = re.compile(r"[\s-](?:a\s)?(?:million|billion|of\s(?:a|an|one)\b)", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\Z")
_REACH = 16
_UNSPACED = frozenset({"ja", "zh", "ko"})
_HAN = "一二三四五六七八九十百千万"
_PART_OF = re.compile(
    rf"(?<![0-9.,{_HAN}])(?P<d>[0-9]{{1,4}}|[{_HAN}]{{1,3}})\s?(?:分之|分の|분의)\s?"
    rf"(?P<n>[0-9]{{1,3}}|[{_HAN}]{{1,3}})(?![0-9.点{_HAN}])"
)


@lru_cache(maxsize=64)
def _pattern(lang: str) -> re.Pattern[str] | None:
    words = [*_DOZENS.get(lang, ()), *_VAGUE.get(lang, ()), *_FRACTIONS.get(lang, ())]
    if not words:
        return None
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    edge = (r"(?<!\w)", r"(?!\w)") if lang not in _UNSPACED else ("", "")
    return re.compile(rf"{edge[0]}(?:{listed}){edge[1]}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _keys(lang: str) -> frozenset[str]:
    """The last words of the phrases: a text without any of them has no phrase."""
    phrases = [*_DOZENS.get(lang, ()), *_VAGUE.get(lang, ()), *_FRACTIONS.get(lang, ())]
    last = [phrase.split()[-1] for phrase in phrases]
    return frozenset([*last, *_DENOMINATORS] if lang == "en" else last)


def _has_key(text: str, lang: str) -> bool:
    if lang in _UNSPACED:
        return not text.isascii()
    return not _keys(lang).isdisjoint(lone_words(text))


def find_phrases(text: str, lang: str) -> list[tuple[int, int, Decimal, Decimal | None, str]]:
    """Find phrases of fixed value.

    Returns:
        Start, end, value, upper end of what a vague word leaves open, and the kind of each:
        ``fraction``, ``cardinal``, ``estimate`` or ``vague``; in order, without overlaps.
    """
    found: list[tuple[int, int, Decimal, Decimal | None, str]] = []
    pattern = _pattern(lang) if _has_key(text, lang) else None
    if pattern is not None:
        for match in pattern.finditer(text):
            phrase = match.group().casefold()
            start, end = match.span()
            if phrase in _VAGUE.get(lang, ()):
                if _is_counted(text, start, lang):
                    continue
                low, high = _VAGUE[lang][phrase]
                found.append((start, end, Decimal(low), Decimal(high), "vague"))
            elif phrase in _FRACTIONS.get(lang, ()):
                found.append((start, end, _ratio(*_FRACTIONS[lang][phrase]), None, "fraction"))
            elif _DOZENS[lang][phrase]:
                # "Une vingtaine" is some twenty; an English dozen is twelve.
                kind = "cardinal" if lang in {"en", "de"} else "estimate"
                found.append((start, end, Decimal(_DOZENS[lang][phrase]), None, kind))
    if lang == "en" and pattern is not None:
        found += _english_fractions(text)
    if lang in _UNSPACED and ("分" in text or "분" in text):
        found += _parts_of(text)
    if text.isascii():
        return sorted(found, key=lambda phrase: phrase[0])
    found += [
        (i, i + 1, _ratio(*GLYPHS[char]), None, "fraction")
        for i, char in enumerate(text)
        if char in GLYPHS and not text[max(0, i - 1) : i].isdigit()
    ]
    return sorted(found, key=lambda phrase: phrase[0])


def _is_counted(text: str, start: int, lang: str) -> bool:
    """Whether a number right before says how many: "две тысячи", "3 тысячи"."""
    before = text[max(0, start - _REACH) : start].rstrip()
    if before[-1:].isdigit():
        return True
    word = _LAST_WORD.search(before)
    table = number_table(lang)
    if word and table is not None:
        return word.group().casefold().replace("’", "'") in table.values
    return lang == "ar" and any(end == len(before) for _, end, _, _ in find_arabic(before))


def _parts_of(text: str) -> Iterator[tuple[int, int, Decimal, Decimal | None, str]]:
    """Fractions of Chinese, Japanese and Korean, which name the whole first; no percentages."""
    for match in _PART_OF.finditer(text):
        whole, part = (
            int(digits) if digits.isdigit() and digits.isascii() else read_run(digits)
            for digits in (match["d"], match["n"])
        )
        if 0 < part < whole and whole != 100:  # noqa: PLR2004 - "百分之" is read as per cent
            yield match.start(), match.end(), _ratio(part, whole), None, "fraction"


def _english_fractions(
    text: str,
) -> list[tuple[int, int, Decimal, Decimal | None, str]]:
    found: list[tuple[int, int, Decimal, Decimal | None, str]] = []
    for match in _EN_FRACTION.finditer(text):
        part, count = match["d"].casefold(), match["n"].casefold()
        if part == "half" and count in {"a", "an"}:
            continue  # "two and a half"
        sure = part.endswith("s") or count == "one" or text[match.end("n")] == "-"
        before = text[max(0, match.start() - _REACH) : match.start()]
        qualified = _QUALIFIED.search(before) is not None
        sure = sure or (qualified and _ORDERED.match(text, match.end()) is None)
        if sure or _PART_AFTER.match(text, match.end()) or _MEASURED.match(text, match.end()):
            value = _ratio(_NUMERATORS[count], _DENOMINATORS[part])
            found.append((match.start(), match.end(), value, None, "fraction"))
    for match in _EN_HALF.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if any(start <= match.start() < end for start, end, *_ in found[-1:]):
            continue
        partial = _HALF_AFTER.match(text, match.end()) or _HALF_BEFORE.search(before)
        if partial and not _OTHER_HALF.search(before):
            found.append((match.start(), match.end(), Decimal("0.5"), None, "fraction"))
    return found


def _ratio(numerator: int, denominator: int) -> Decimal:
    return Decimal(numerator) / Decimal(denominator)
