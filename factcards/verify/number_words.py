"""Reading numbers written in words.

The languages that text2num knows are left to it, one run of number words at a time; tables
here add Russian and Ukrainian, dozens, fractions and Chinese characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGES = frozenset({"en", "fr", "es", "pt", "de", "nl", "it"})
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 12  # of one number

# Words that are numbers only by accident, or too often something else.
_NOT_NUMBERS: dict[str, frozenset[str]] = {
    "en": frozenset({"o", "oh", "os", "ohs", "thirds", "fifths", "sixths", "tenths", "seconds"}),
    "fr": frozenset({"un", "une", "neuf", "neuve", "seconde", "secondes"}),
    "es": frozenset({"un", "uno", "una", "segundo", "segundos", "segunda", "cuarto", "cuartos"}),
    "it": frozenset({"un", "uno", "una", "secondo", "secondi", "prima", "quarto", "sesto"}),
    "pt": frozenset(
        {"um", "uma", "segundo", "segundos", "segunda", "terça", "quarta", "quinta", "sexta"}
        | {"quarto", "milhão", "milhões", "bilhão", "bilhões", "trilhão", "trilhões"}
    ),
    "de": frozenset({"ein", "eine", "einen", "einer", "einem", "eines"}),
    "nl": frozenset({"een"}),
}  # fmt: skip
_LINKS: dict[str, frozenset[str]] = {
    "en": frozenset({"and", "point"}),
    "fr": frozenset({"et", "virgule"}),
    "es": frozenset({"y", "coma"}),
    "pt": frozenset({"e", "vírgula"}),
    "de": frozenset({"komma"}),
    "it": frozenset({"e", "virgola"}),
    "nl": frozenset({"komma"}),
}

_SLAVIC = {
    "ru": "2:два две двух двум двумя|3:три трех трёх трем трём тремя|"
    "4:четыре четырех четырёх четырем|5:пять пяти пятью|6:шесть шести шестью|"
    "7:семь семи семью|8:восемь восьми|9:девять девяти|10:десять десяти|"
    "11:одиннадцать одиннадцати|12:двенадцать двенадцати|13:тринадцать тринадцати|"
    "14:четырнадцать четырнадцати|15:пятнадцать пятнадцати|16:шестнадцать шестнадцати|"
    "17:семнадцать семнадцати|18:восемнадцать восемнадцати|19:девятнадцать девятнадцати|"
    "20:двадцать двадцати|30:тридцать тридцати|40:сорок сорока|50:пятьдесят пятидесяти|"
    "60:шестьдесят шестидесяти|70:семьдесят семидесяти|80:восемьдесят восьмидесяти|"
    "90:девяносто|100:сто ста|200:двести двухсот|300:триста трехсот трёхсот|"
    "400:четыреста четырехсот|500:пятьсот пятисот|600:шестьсот шестисот|"
    "700:семьсот семисот|800:восемьсот восьмисот|900:девятьсот девятисот",
    "uk": "2:два дві двох двом двома|3:три трьох трьом трьома|4:чотири чотирьох чотирьом|"
    "5:п'ять пять п’ять п'яти п’яти|6:шість шести|7:сім семи|8:вісім восьми|"
    "9:дев'ять дев’ять дев'яти дев’яти|10:десять десяти|11:одинадцять одинадцяти|"
    "12:дванадцять дванадцяти|13:тринадцять тринадцяти|14:чотирнадцять|15:п'ятнадцять п’ятнадцять|"
    "16:шістнадцять|17:сімнадцять|18:вісімнадцять|19:дев'ятнадцять дев’ятнадцять|"
    "20:двадцять двадцяти|30:тридцять тридцяти|40:сорок сорока|50:п'ятдесят п’ятдесят|"
    "60:шістдесят|70:сімдесят|80:вісімдесят|90:дев'яносто дев’яносто|100:сто ста|"
    "200:двісті двохсот|300:триста|400:чотириста|500:п'ятсот п’ятсот|600:шістсот|"
    "700:сімсот|800:вісімсот|900:дев'ятсот дев’ятсот",
}
_SLAVIC_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_HAN_RUN = re.compile(
    r"(?<![〇零一二三四五六七八九十百千万萬億亿兆两兩0-9.,])[零一二三四五六七八九十百千两兩]"
    r"[〇零一二三四五六七八九十百千万萬億亿兆两兩]{0,12}"
)
_HAN_COUNTERS = re.compile(
    r"\s?(?:か国|カ国|ヶ国|个|個|名|人|国|位|家|次|回|件|项|項|架|辆|艘|岁|歳|歲|天|年間|か月|"
    r"个月|週間|周|時間|小时|分钟|美元|欧元|元|円|ドル|%|倍|割|成|座|种|所|条|只|本|枚|台|棟|点|度)"
)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words: its span, its value, and whether it is an ordinal."""

    start: int
    end: int
    value: Decimal
    ordinal: bool


class _Token:
    """What text2num reads."""

    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: object) -> bool:
        del previous
        return False

    def not_a_number_part(self) -> bool:
        return False


def find_number_words(text: str, lang: str) -> Iterator[NumberWords]:
    """Find the numbers that a text spells out, in order.

    Numbers below two are left out except English "one", German "eins" and ordinals.
    """
    if lang in _LANGUAGES:
        yield from _by_text2num(text, lang)
    elif lang in _SLAVIC:
        yield from _slavic(text, lang)
    if not text.isascii():
        yield from _han(text)


def _by_text2num(text: str, lang: str) -> Iterator[NumberWords]:
    run: list[re.Match[str]] = []
    links: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        folded = word.group().casefold()
        last = (links or run)[-1].end() if run else -1
        beside = run and word.start() - last == 1 and text[last] in " -\u00a0‑"
        if _is_number(folded, lang):
            if run and (not beside or len(run) > _MOST_WORDS):
                yield from _read_run(text, run, lang)
                run = []
            run += [*links, word] if run else [word]
            links = []
        elif beside and not links and folded in _LINKS[lang]:
            links = [word]
        elif run:
            yield from _read_run(text, run, lang)
            run, links = [], []
    if run:
        yield from _read_run(text, run, lang)


@lru_cache(maxsize=1 << 14)
def _is_number(word: str, lang: str) -> bool:
    if word in _NOT_NUMBERS[lang] or len(word) > 60:  # noqa: PLR2004 - no number word is as long
        return False
    return bool(_occurrences([word], lang))


def _read_run(text: str, run: list[re.Match[str]], lang: str) -> Iterator[NumberWords]:
    pieces: list[str] = []
    starts: list[int] = []
    for word in run:
        if pieces:
            pieces.append("-" if text[word.start() - 1] in "-‑" else " ")
            starts.append(word.start() - 1)
        pieces.append(word.group())
        starts.append(word.start())
    for first, last, value, ordinal in _occurrences(pieces, lang):
        end = starts[last] + len(pieces[last])
        yield NumberWords(starts[first], end, value, ordinal)


def _occurrences(pieces: list[str], lang: str) -> list[tuple[int, int, Decimal, bool]]:
    # A native library without type hints.
    from text_to_num import find_numbers  # type: ignore[import-untyped]  # noqa: PLC0415

    found = find_numbers([_Token(piece) for piece in pieces], lang, 0.0)
    return [(o.start, o.end - 1, _decimal(o.value), o.is_ordinal) for o in found]


def _decimal(value: float) -> Decimal:
    return Decimal(int(value)) if value.is_integer() else Decimal(str(value))


@lru_cache(maxsize=4)
def _slavic_values(lang: str) -> dict[str, int]:
    entries = (entry.partition(":") for entry in _SLAVIC[lang].split("|"))
    return {form: int(value) for value, _, forms in entries for form in forms.split()}


def _slavic(text: str, lang: str) -> Iterator[NumberWords]:
    values = _slavic_values(lang)
    start = end = total = last = 0
    for word in _SLAVIC_WORD.finditer(text):
        value = values.get(word.group().casefold(), 0)
        if value and total and word.start() == end + 1 and value < last and last > 10:  # noqa: PLR2004
            total, end = total + value, word.end()
        elif value:
            if total:
                yield NumberWords(start, end, Decimal(total), ordinal=False)
            start, end, total = word.start(), word.end(), value
        elif total:
            yield NumberWords(start, end, Decimal(total), ordinal=False)
            total = 0
        last = value
    if total:
        yield NumberWords(start, end, Decimal(total), ordinal=False)


def _han(text: str) -> Iterator[NumberWords]:
    for match in _HAN_RUN.finditer(text):
        run = match.group()
        value = read_han(run)
        # "一般" and "統一" are words; a lone character counts only before a counter.
        counted = _HAN_COUNTERS.match(text, match.end()) is not None
        if value > 1 and (counted or (len(run) > 1 and value > 10)):  # noqa: PLR2004
            yield NumberWords(match.start(), match.end(), Decimal(value), ordinal=False)


def read_han(run: str) -> int:
    """Read a run of Chinese numerals, by place value or digit by digit: "二十六", "二〇"."""
    if len(run) > 1 and all(char in _HAN for char in run):
        return int("".join(str(_HAN[char]) for char in run))
    total = section = digit = 0
    for char in run:
        if char in _HAN:
            digit = _HAN[char]
        elif char in _HAN_SMALL:
            section += (digit or 1) * _HAN_SMALL[char]
            digit = 0
        else:
            total += (section + digit) * _HAN_LARGE[char]
            section = digit = 0
    return total + section + digit
