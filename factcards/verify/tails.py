"""What follows and precedes a number: its scale, its unit, its currency, what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.stopwords import stop_words
from factcards.verify.units import MONEY, SYMBOLS, scale_names, unit_names

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = " \u00a0\u2009\u202f"
LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff])"
_TOKEN = re.compile(
    rf"[{_SPACE}\n]?[-‑]?(?P<w>(?:US|A|C|HK|NZ|S)?[$€£¥₩₽₴₹₺₪]|%(?:p\b|포인트|ポイント)?|°\s?[CF]\b|[°℃]"
    rf"|(?:[^\W\d_]\.){{2,}}|{LETTER}{{1,40}}(?:/[^\W\d_]{{1,9}})?[²³2]?(?![0-9]))\.?"
)
_OF = re.compile(rf"[{_SPACE}](?:de|of|di|do)[{_SPACE}]|[{_SPACE}]d['’]", re.IGNORECASE)
_LETTER_SCALE = {
    "k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12),
}  # fmt: skip
_PLURAL_NEXT = re.compile(
    r"\s(?:more\s|other\s|new\s)?[a-z]{3,}s\b|\s(?:people|men|women|children)\b"
)
_PREFIX = re.compile(
    r"(?:(?<![^\W\d_])(?P<s>(?:US|AU?|CA?|HK|NZ|MX|S|R)?\$|[€£¥₩₽₴₹₺₪₫฿₦])|(?<!\w)(?P<c>USD|EUR|GBP|"
    r"JPY|CHF|CNY|INR|AUD|CAD|NZD|HKD|SGD|RUB|UAH|KRW|SEK|NOK|DKK|PLN|TRY|BRL|ZAR|MXN|US\$|Rs\.?))"
    rf"[{_SPACE}]?\Z"
)
_PREFIX_REACH = 6
_MOST_SCALES = 3
_MOST_WORDS = 3
_LARGE_WON = 1000  # below it "won" is a verb
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_NOUN_WORD = re.compile(rf"[{_SPACE}-]({LETTER}{{1,40}}(?:['’-]{LETTER}{{1,40}}){{0,5}})")
_UNSPACED_NOUN = re.compile(
    r"\s?[多余餘]?((?:か国|カ国|ヶ国|(?:(?!以[上下]|左右|前後|程度|超|未)[\u3400-\u9fff]){1,3}|[\u30a1-\u30fa\u30fc]{2,8}|[\uac00-\ud7af]{1,3}))"
)
_PASSED_OVER = frozenset({"more", "other", "additional", "new", "different", "further", "such"})
_NO_NOUN_WORDS = (
    "ago later earlier was were said has have had will would could may might can did does do "
    "made won lost scored took went came saw got per each apiece strong total altogether including "
    "according million billion trillion thousand hundred percent"
)
_NO_NOUNS = frozenset(_NO_NOUN_WORDS.split())
_PLURAL = re.compile(r"(?:[^suiw]|[aeo]w|ew|ow|ie)s\Z")
_PLURAL_WORDS = (
    "people men women children police troops staff crew fish sheep aircraft personnel cattle "
    "youth mice feet teeth geese oxen dead injured wounded missing"
)
_PLURALS = frozenset(_PLURAL_WORDS.split())
_NOUN_REACH = 4  # words


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a number: by how much it is scaled, in which unit, and where that ends."""

    scale: Decimal
    unit: str | None
    end: int


@lru_cache(maxsize=64)
def _unspaced_names(lang: str) -> re.Pattern[str]:
    names = [*scale_names(lang), *unit_names(lang)]
    listed = sorted((n for n in names if _UNSPACED.match(n)), key=len, reverse=True)
    return re.compile(r"\s?(" + "|".join(map(re.escape, listed)) + ")")


def read_tail(text: str, end: int, lang: str, value: Decimal, currency: str | None) -> Tail:
    """Read scale and unit from `end` on.

    Args:
        text: The text with ASCII digits.
        end: Offset just past the number.
        lang: Language subtag.
        value: The number so far: some words are units only of large numbers.
        currency: The currency that stands before the number, if any.
    """
    scale = Decimal(1)
    for _ in range(_MOST_SCALES):
        found = _scale_at(text, end, lang, has_currency=currency is not None)
        if found is None:
            break
        step, end = found
        scale *= step
    if currency is not None:
        return Tail(scale, None, end)
    unit, stop = _unit_at(text, end, lang)
    if unit is None and scale > 1 and text[end : end + 1] == ".":
        unit, stop = _unit_at(text, end + 1, lang)  # "3,5 Mrd. Euro"
    if unit is None and scale > 1 and (of := _OF.match(text, end)):
        # "5 millions d'euros"
        unit, stop = _unit_at(text, of.end() - (text[of.end() - 1] in _SPACE), lang)
        if unit not in MONEY:
            unit = None
    if unit == "KRW" and text[end:stop].strip() == "won" and value * scale < _LARGE_WON:
        unit = None
    return Tail(scale, unit, stop if unit else end)


def _scale_at(text: str, end: int, lang: str, *, has_currency: bool) -> tuple[Decimal, int] | None:
    names = scale_names(lang)
    if _UNSPACED.match(text, end) or _UNSPACED.match(text, end + 1):
        match = _unspaced_names(lang).match(text, end)
        return (names[match[1]], match.end()) if match and match[1] in names else None
    letter = text[end : end + 1].casefold()
    attached = letter in _LETTER_SCALE and not text[end + 1 : end + 2].isalnum()
    if attached and (letter == "k" or has_currency or _PLURAL_NEXT.match(text, end + 1)):
        return _LETTER_SCALE[letter], end + 1
    phrase = _longest(text, end, names, lang)
    if phrase is None or (phrase[0] == "k" and not attached):
        return None
    return names[phrase[0]], phrase[1]


def _unit_at(text: str, end: int, lang: str) -> tuple[str | None, int]:
    names = unit_names(lang)
    percent = text[end : end + 1] == "%"
    if not percent and (_UNSPACED.match(text, end) or _UNSPACED.match(text, end + 1)):
        match = _unspaced_names(lang).match(text, end)
        return (names[match[1]], match.end()) if match and match[1] in names else (None, end)
    phrase = _longest(text, end, names, lang)
    if phrase is not None:
        return names[phrase[0]], phrase[1]
    symbol = _TOKEN.match(text, end)
    closed = symbol and not text[symbol.end("w") : symbol.end("w") + 1].isdigit()  # "57 $1.2bn"
    if symbol and closed and symbol["w"].casefold() in SYMBOLS and not symbol["w"].isalpha():
        return SYMBOLS[symbol["w"].casefold()], symbol.end("w")
    return None, end


@lru_cache(maxsize=64)
def _first_words(lang: str) -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in (*scale_names(lang), *unit_names(lang)))


def _longest(text: str, end: int, names: Mapping[str, object], lang: str) -> tuple[str, int] | None:
    """The longest run of up to three words from `end` on that is a name."""
    words: list[str] = []
    found: tuple[str, int] | None = None
    for _ in range(_MOST_WORDS):
        token = _TOKEN.match(text, end)
        if token is None:
            break
        if len(token["w"]) == 1 and token["w"].isupper():
            break  # "5G"
        words.append(token["w"].casefold().replace(" ", ""))
        if words[0] not in _first_words(lang):
            break
        end = token.end()
        phrase = " ".join(words)
        if phrase in names:
            found = phrase, token.end("w")
    return found


def read_prefix(text: str, start: int) -> tuple[str | None, int]:
    """Read the currency, and then the sign, before a number.

    Returns:
        The currency, if any, and the offset at which it or the number begins.
    """
    match = _PREFIX.search(text, max(0, start - _PREFIX_REACH), start)
    if match is None:
        return None, start
    name = (match["s"] or match["c"]).casefold().rstrip(".")
    return SYMBOLS.get(name, name.upper()), match.start()


def noun_after(text: str, end: int, lang: str, *, plural: bool) -> str | None:
    """Find what a number counts: the words from `end` on up to their head, lower-cased.

    Args:
        text: The text.
        end: Offset just past the number.
        lang: Language subtag.
        plural: Whether a plural is expected, as after a number above one; otherwise the next
            two words are given.
    """
    unspaced = _UNSPACED_NOUN.match(text, end)
    if unspaced:
        return unspaced[1]
    words: list[str] = []
    stops = stop_words(lang)
    for _ in range(_NOUN_REACH):
        match = _NOUN_WORD.match(text, end)
        if match is None:
            break
        word, end = match[1], match.end()
        folded = word.casefold()
        if folded in _PASSED_OVER and not words:
            continue
        if folded in stops or folded in _NO_NOUNS or (lang == "en" and folded.endswith("ly")):
            break
        words.append(word)
        if plural and _is_head(word, lang):
            return " ".join(words).casefold()
    if not words:
        return None
    certain = 1 if plural and lang in {"en", "und"} else 2
    return " ".join(words[:certain]).casefold()


def _is_head(word: str, lang: str) -> bool:
    if lang == "de":
        return word[0].isupper()
    if lang in {"en", "und"}:
        folded = word.casefold()
        return folded in _PLURALS or _PLURAL.search(folded) is not None
    return lang not in {"ru", "uk", "pl"}
