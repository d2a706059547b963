"""Numbers that are wrong: another number, another unit, another scale."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from benchmarks.verifier.harmless.numerals import ONES
from benchmarks.verifier.patterns import NUMBER, numbers, replaced, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_LEAST_CHANGE = 0.1  # "about 600" for 601 would be no error
_FROM_BELOW = re.compile(
    r"\b(?:more than|over|at least|exceeding|exceeded|above|no fewer than|or more than)\s*[$€£¥]?$",
    re.IGNORECASE,
)
_FROM_ABOVE = re.compile(
    r"\b(?:less than|fewer than|at most|under|below|almost|nearly|just short of)\s*[$€£¥]?$",
    re.IGNORECASE,
)
_WORDS = ONES[2:16]  # "two" to "fifteen"
_COUNTED = word(rf"({'|'.join(_WORDS)})(?= [a-z]{{3,}}s?\b)", re.IGNORECASE)
_NOT_COUNTING = re.compile(r"^ (?:to|and|or|out|of|years? (?:old|ago))\b")

_UNITS = (
    ("kilometres", "miles"), ("km", "miles"), ("metres", "feet"), ("millimetres", "inches"),
    ("centimetres", "inches"), ("hectares", "acres"), ("tonnes", "kilograms"),
    ("kilograms", "tonnes"), ("litres", "gallons"), ("degrees Celsius", "degrees Fahrenheit"),
    ("megawatts", "gigawatts"), ("minutes", "hours"), ("hours", "days"), ("days", "weeks"),
    ("weeks", "months"), ("months", "years"), ("years", "months"), ("seconds", "minutes"),
    ("euros", "dollars"), ("dollars", "euros"), ("crowns", "dollars"), ("pounds", "dollars"),
    ("percentage points", "per cent"), ("%", " percentage points"), ("basis points", "per cent"),
    ("per cent", "percentage points"), ("cubic metres", "square metres"),
    ("Euro", "Dollar"), ("Prozent", "Prozentpunkte"), ("Hektar", "Quadratkilometer"),
    ("Kilometer", "Meilen"), ("kilomètres", "miles"), ("dólares", "euros"),
    ("quilômetros", "milhas"), ("рублей", "долларов"), ("километров", "миль"),
)  # fmt: skip
_SIGNS = {"$": "€", "€": "$", "£": "€", "¥": "$"}
_SCALES = (
    ("million", "billion"), ("billion", "million"), ("trillion", "billion"),
    ("Millionen", "Milliarden"), ("Milliarden", "Millionen"), ("millions", "milliards"),
    ("milliards", "millions"), ("millones", "mil millones"), ("milioni", "miliardi"),
    ("miliardi", "milioni"), ("milhões", "bilhões"), ("bilhões", "milhões"),
    ("миллионов", "миллиардов"), ("миллиардов", "миллионов"),
)  # fmt: skip


def number(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Another value, well off, and on the false side of any "more than" or "nearly"."""
    known = {_digits(m.group()) for m in NUMBER.finditer(document.text)}
    for match in numbers(truth.text):
        before = truth.text[: match.start()]
        options = [
            new
            for new in _variants(match.group())
            if _digits(new) not in known and _is_false(_digits(new), _digits(match.group()), before)
        ]
        if options:
            yield replaced(match, rng.choice(options))
    for match in _COUNTED.finditer(truth.text):
        if _NOT_COUNTING.match(truth.text[match.end() :]):
            continue
        at = _WORDS.index(match.group().lower())
        before = truth.text[: match.start()]
        others = [w for i, w in enumerate(_WORDS) if _is_false(i + 2, at + 2, before)]
        others = [w for w in others if not document.says(w)] or others
        if others:
            yield replaced(match, rng.choice(others))


def unit(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """The same number of something else."""
    del rng
    amount = r"(?:\d|million|billion|\b(?:" + "|".join(_WORDS) + "))"
    for name, other in _UNITS:
        if name == "%" and document.lang != "en":
            continue
        edge = "" if name == "%" else r"\b"
        for match in re.finditer(rf"({amount}\s?){re.escape(name)}{edge}", truth.text):
            yield replaced(match, match.group(1) + other)
    for match in re.finditer(r"[$€£¥](?=\d)", truth.text):
        yield replaced(match, _SIGNS[match.group()])


def scale(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A thousand times or ten times as much."""
    del rng
    for name, other in _SCALES:
        for match in re.finditer(rf"(?<=\d ){name}\b", truth.text):
            yield replaced(match, other)
    if document.lang != "en":
        return
    for match in numbers(truth.text):
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+", match.group()):
            yield replaced(match, f"{_digits(match.group()) * 10:,}")


def _digits(number_text: str) -> int:
    return int(re.sub(r"\D", "", number_text))


def _is_false(new: int, old: int, before: str) -> bool:
    if abs(new - old) < max(1, old * _LEAST_CHANGE):
        return False
    if _FROM_BELOW.search(before):
        return new > old
    return new < old if _FROM_ABOVE.search(before) else True


def _variants(text: str) -> list[str]:
    """The same number of digits and the same separators: one digit other, or two exchanged."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    found = {text[:i] + d + text[i + 1 :] for i in places[:2] for d in "123456789"}
    for i, j in itertools.pairwise(places):
        chars = list(text)
        chars[i], chars[j] = chars[j], chars[i]
        found.add("".join(chars))
    if places and len(text) > 1:
        found = {new for new in found if new[places[0]] != "0"}
    return sorted(found - {text})
