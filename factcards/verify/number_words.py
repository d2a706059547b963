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

from factcards.verify.fold import lone_words
from factcards.verify.number_arabic import find_arabic
from factcards.verify.number_tables import NumberTable, number_table
from factcards.verify.number_unspaced import find_han, find_korean

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGES = frozenset({"en", "fr", "es", "pt", "de", "nl", "it"})
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 12  # of one number
_HAN_LANGUAGES = frozenset({"zh", "ja", "ko", "yue", "und"})

# Words that are numbers only by accident, or too often something else.
_NOT_NUMBERS: dict[str, frozenset[str]] = {
    "en": frozenset({"o", "oh", "os", "ohs", "thirds", "fifths", "sixths", "tenths", "seconds"}),
    "fr": frozenset({"un", "une", "neuf", "neuve", "seconde", "secondes"}),
    "es": frozenset(
        {"un", "uno", "una", "unos", "unas", "segundo", "segundos", "segunda", "cuarto", "cuartos"}
    ),
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

# Forms that text2num lacks, by one that it knows; and those that count only after a ten.
_VARIANTS = {
    "es": {"veintiún": "veintiuno", "veintiuna": "veintiuno"},
    "it": {"ventun": "ventuno", "trentun": "trentuno"},
}
_ONES = {
    "fr": frozenset({"un", "une"}), "es": frozenset({"un", "uno", "una"}),
    "pt": frozenset({"um", "uma"}),
}  # fmt: skip
_HALF = Decimal("0.5")
# "Neuneinhalb", "tweeënhalf": one word for what other languages say in three.
_GERMAN = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf")
_DUTCH = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")
_HALVES = {
    "de": {f"{word}einhalb": Decimal(n) + _HALF for n, word in enumerate(_GERMAN, 1)}
    | {"anderthalb": 1 + _HALF},
    "nl": {
        word + ("ën" if word.endswith("e") else "en") + "half": Decimal(n) + _HALF
        for n, word in enumerate(_DUTCH, 1)
    }
    | dict.fromkeys(("anderhalf", "anderhalve"), 1 + _HALF),
}
# Words of the scripts that the tables are in.
_TABLE_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963])*(?:['’ʼ][^\W\d_]+)?")
_PLURAL_NEXT = re.compile(r"\s(?:[^\W\d_]{2,30}[sx]\b|mille\b|pour\scent\b|%)")
_TEN, _TEENS = 10, 19
_HUNDRED = 100


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
        if any(_may_open(word, lang) for word in lone_words(text)):
            yield from _by_text2num(text, lang)
    elif (table := number_table(lang)) is not None:
        yield from _by_table(text, table)
    if text.isascii():
        return
    if lang == "ar":
        yield from (NumberWords(*found) for found in find_arabic(text))
    if lang == "ko":
        yield from (NumberWords(*found) for found in find_korean(text))
    if lang in _HAN_LANGUAGES:
        yield from (NumberWords(*found) for found in find_han(text))


def _by_text2num(text: str, lang: str) -> Iterator[NumberWords]:
    run: list[re.Match[str]] = []
    links: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        folded = word.group().casefold()
        if folded in _HALVES.get(lang, ()):
            yield NumberWords(*word.span(), _HALVES[lang][folded], ordinal=False)
        last = (links or run)[-1].end() if run else -1
        beside = run and word.start() - last == 1 and text[last] in " -\u00a0‑"
        if _is_number(folded, lang) or _is_nine(folded, lang, text, word.end()):
            if run and (not beside or len(run) > _MOST_WORDS):
                yield from _read_run(text, run, lang)
                run = []
            run += [*links, word] if run else [word]
            links = []
        elif beside and links and folded in _ONES.get(lang, ()):
            run += [*links, word]
            links = []
        elif beside and not links and folded in _LINKS[lang]:
            links = [word]
        elif run:
            yield from _read_run(text, run, lang)
            run, links = [], []
    if run:
        yield from _read_run(text, run, lang)


def _may_open(word: str, lang: str) -> bool:
    """Whether a number may begin with a folded word; most texts have none that does."""
    return _is_number(word, lang) or word == "neuf" or word in _HALVES.get(lang, ())


def _is_nine(folded: str, lang: str, text: str, end: int) -> bool:
    """Whether French "neuf" is nine, which it is before a plural, and not "new"."""
    return lang == "fr" and folded == "neuf" and _PLURAL_NEXT.match(text, end) is not None


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
        if value == 1 and not ordinal and pieces[first].casefold() in _ONES.get(lang, ()):
            continue  # "deux et un autre"
        end = starts[last] + len(pieces[last])
        yield NumberWords(starts[first], end, value, ordinal)


def _occurrences(pieces: list[str], lang: str) -> list[tuple[int, int, Decimal, bool]]:
    # A native library without type hints.
    from text_to_num import find_numbers  # type: ignore[import-untyped]  # noqa: PLC0415

    variants = _VARIANTS.get(lang, {})
    tokens = [_Token(variants.get(piece.casefold(), piece)) for piece in pieces]
    found = find_numbers(tokens, lang, 0.0)
    return [(o.start, o.end - 1, _decimal(o.value), o.is_ordinal) for o in found]


def _decimal(value: float) -> Decimal:
    return Decimal(int(value)) if value.is_integer() else Decimal(str(value))


def _by_table(text: str, table: NumberTable) -> Iterator[NumberWords]:
    run: list[tuple[re.Match[str], str]] = []
    for match in _TABLE_WORD.finditer(text):
        word = match.group().casefold().replace("’", "'").replace("ʼ", "'")
        beside = bool(run) and text[run[-1][0].end() : match.start()] in {" ", "\u00a0"}
        if word in table.values or word in table.scales or word in table.halves:
            if run and not beside:
                yield from _read_table_run(run, table)
                run = []
            run.append((match, word))
            continue
        if run:
            yield from _read_table_run(run, table)
            run = []
        if word in table.ordinals:
            yield NumberWords(*match.span(), Decimal(table.ordinals[word]), ordinal=True)
    if run:
        yield from _read_table_run(run, table)


def _read_table_run(
    run: list[tuple[re.Match[str], str]], table: NumberTable
) -> Iterator[NumberWords]:
    """Reads number words beside each other; there may be several numbers among them."""
    first = 0
    while first < len(run):
        past, value = _longest_number(run, first, table)
        words = run[first:past]
        # A scale at the end is left to what reads scales: "two to three thousand".
        if len(words) > 1 and words[-1][1] in table.scales and not _inner_scale(words, table):
            value /= table.scales[words[-1][1]]
            words = words[:-1]
        lone = len(words) == 1 and words[0][1] in table.scales and words[0][1] not in table.alone
        if value > 1 and not lone:
            yield NumberWords(words[0][0].start(), words[-1][0].end(), value, ordinal=False)
        first = past


def _inner_scale(words: list[tuple[re.Match[str], str]], table: NumberTable) -> bool:
    return any(word in table.scales for _, word in words[:-1])


def _longest_number(
    run: list[tuple[re.Match[str], str]], first: int, table: NumberTable
) -> tuple[int, Decimal]:
    """Where the number that begins at `first` ends, and its value."""
    total, group, last, scale = Decimal(0), Decimal(0), 1000, 10**15
    at = first
    while at < len(run):
        word = run[at][1]
        if word in table.halves:
            if group or total:
                break
            group, last = Decimal("1.5"), 0
        elif word in table.scales:
            step = table.scales[word]
            if step == _HUNDRED and 0 < group < _TEN:
                group, last = group * _HUNDRED, _HUNDRED
            elif step >= scale or (not group and total):
                break
            else:
                total, group, last, scale = total + (group or 1) * step, Decimal(0), 1000, step
        else:
            value = table.values[word]
            # Nothing follows a unit or a teen, and after a ten only units do.
            room = last if not group or last >= _HUNDRED else _TEN if last > _TEENS else 0
            if value >= room:
                break
            group, last = group + value, min(value, _HUNDRED)
        at += 1
    return at, total + group
