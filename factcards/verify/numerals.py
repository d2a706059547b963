"""Reading numbers written in digits: separators, scripts and the precision they state."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = re.compile("[0-9]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_FULL_WIDTH = str.maketrans("．，：／－", ".,:/-")
_FULL_WIDTH_INSIDE = re.compile(r"(?<=[0-9])[．，：／－](?=[0-9])")
# "And 30" and "the 20" are one word in Arabic; what is joined to digits is no part of them.
_CLITIC = re.compile(r"(?<!\w)(?:[وفبلك]{1,2}(?:ال)?|ال)(?=[0-9])")
JOINED = "·"  # what stands in its place
# The letters and digits of scripts with spaces; Chinese, Japanese and Korean ones may stand
# right beside a number.
SPACED = r"[^\W\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_SPACES = " \u00a0\u2009\u202f"
_APOSTROPHES = "'’"

# A run of digits with what may separate them. Bounded: nobody writes longer numbers.
DIGITS = rf"[0-9](?:[0-9]|[.,٫٬{_APOSTROPHES}{_SPACES}](?=[0-9])){{0,30}}"
_GROUPED = re.compile(
    rf"[0-9]{{1,3}}(?:(?P<sep>[.,٬{_APOSTROPHES}{_SPACES}])[0-9]{{3}})(?:(?P=sep)[0-9]{{3}})*"
    r"(?:(?P<point>[.,٫])[0-9]+)?"
)
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_SIMPLE = re.compile(r"[0-9]+(?:[.,٫][0-9]+)?")

# Where a comma is the decimal sign. Elsewhere, and where the language is unknown, a point.
_COMMA_LANGUAGES = (
    "de fr es it pt nl ru uk pl cs sk sl hr sr bg ro hu fi sv no nb nn da et lv lt tr el ca id vi "
    "be eu gl is sq mk az kk"
)
_DECIMAL_COMMA = frozenset(_COMMA_LANGUAGES.split())


def ascii_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9, at the same offsets.

    Arabic words that are joined to digits become `JOINED`.
    """
    if text.isascii():
        return text
    text = _OTHER_DIGIT.sub(
        lambda match: str(int(match.group())), text.replace("％", "%").replace("٪", "%")
    )
    text = _CLITIC.sub(lambda match: JOINED * len(match.group()), text)
    return _FULL_WIDTH_INSIDE.sub(lambda match: match.group().translate(_FULL_WIDTH), text)


def has_digits(text: str) -> bool:
    """Whether a text has any of the digits 0 to 9."""
    return _DIGIT.search(text) is not None


def read_digits(text: str, lang: str) -> tuple[int, Decimal, Decimal]:
    """Read the number that a run of digits begins with.

    Args:
        text: A match of `DIGITS`, so it begins with a digit.
        lang: Language subtag: decides between "1.234" as thousands and as decimals, unless
            the shape leaves no doubt.

    Returns:
        How many characters it takes, its value, and the value of one unit in its last
        place ("1.2": 0.1).
    """
    comma = lang in _DECIMAL_COMMA
    grouped = _GROUPED.match(text)
    if grouped and _is_grouping(grouped, text, comma=comma):
        return _read(grouped.group(), grouped["sep"])
    indian = _INDIAN.match(text)
    if indian and not _continues(text, indian.end()):
        return _read(indian.group(), ",")
    simple = _SIMPLE.match(text)
    return _read(simple.group() if simple else text[:1], "")


def stated_place(value: Decimal) -> Decimal:
    """The last place that a number in words states: of "five hundred" 100."""
    digits = str(int(value)) if value == value.to_integral_value() else ""
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")) if value else 0)


def _is_grouping(match: re.Match[str], text: str, *, comma: bool) -> bool:
    """Whether the separator in a match stands between thousands."""
    separator, point = match["sep"], match["point"]
    if separator == " " and not comma:
        return False  # "on 12 737 MAX jets"
    if match.group()[0] == "0" or _continues(text, match.end()):
        return False
    if separator == point:
        return False
    if separator in _SPACES or separator in _APOSTROPHES or separator == "٬":
        return True
    repeated = match.group().count(separator) > 1
    if point is not None or repeated:
        return True
    return (separator == ".") if comma else (separator == ",")


def _continues(text: str, end: int) -> bool:
    return end < len(text) and text[end].isdigit()


def _read(digits: str, separator: str) -> tuple[int, Decimal, Decimal]:
    plain = digits.replace(separator, "") if separator else digits
    plain = plain.replace(",", ".").replace("٫", ".")
    decimals = len(plain.partition(".")[2])
    return len(digits), Decimal(plain), Decimal(1).scaleb(-decimals)
