"""Text without the accidents of typesetting, and the way back to the original offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_SINGLE = dict.fromkeys("‘’‚‛ʼ′`´＇‹›", "'")
_DOUBLE = dict.fromkeys("“”„‟″«»＂「」『』〝〞〟", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_SHAPES = {**_SINGLE, **_DOUBLE, **_DASHES, "…": "..."}
# Kana, ideographs, Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066"
    "\u2067\u2068\u2069\ufeff"
)
# What most texts consist of; each character is folded to one.
_EVEN = re.compile("[ -~À-ÖØ-Þà-öø-ÿ‘’“”‚„«»–—]*")
_SHAPES_OF_EVEN = str.maketrans(_SHAPES)
# Vowel signs and the stretching of lines, which Arabic may write or leave out.
_OPTIONAL = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
# Accents, voicing marks of kana, vowels and finals of taken-apart Korean syllables.
_COMPOSING = "\u0300-\u036f\u0653-\u0655\u1161-\u1175\u11a8-\u11c2\u3099\u309a"
_UNREADABLE = re.compile(f"[{''.join(sorted(_INVISIBLE | _OPTIONAL))}{_COMPOSING}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLUSTER = re.compile(f".[{_COMPOSING}]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with case, spacing and the shape of quotes and dashes taken out.

    Attributes:
        text: The folded text; runs of white space are one space, none at either end.
        starts: For each code point of `text`, the offset of its origin.
        ends: For each code point of `text`, the offset just past its origin.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, needle: str) -> tuple[int, int] | None:
        """Find folded words, whole words only.

        Args:
            needle: The `text` of another folded text.

        Returns:
            Offsets ``[start, end)`` in the original of the first occurrence, or None.
        """
        if not needle:
            return None
        at = self.text.find(needle)
        while at >= 0:
            end = at + len(needle)
            if self._is_edge(at) and self._is_edge(end):
                return self.starts[at], self.ends[end - 1]
            at = self.text.find(needle, at + 1)
        return None

    def at(self, offset: int) -> int:
        """Index in `text` of what stands at or before `offset` of the original."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _is_edge(self, at: int) -> bool:
        if at <= 0 or at >= len(self.text):
            return True
        left, right = self.text[at - 1], self.text[at]
        return not (left.isalnum() and right.isalnum()) or is_unspaced(left) or is_unspaced(right)


def is_unspaced(char: str) -> bool:
    """Whether the script of a character is written without spaces between words."""
    return _UNSPACED.match(char) is not None


@lru_cache(maxsize=1 << 14)
def _folded_cluster(cluster: str) -> str:
    char = _SHAPES.get(cluster)
    if char is not None:
        return char
    if len(cluster) == 1 and cluster in _INVISIBLE:
        return ""
    if cluster.isspace():
        return " "
    whole = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(_SHAPES.get(char, char) for char in whole)


def fold(text: str) -> Folded:
    """Fold a text: quotes, dashes, white space, case, compatibility forms.

    Args:
        text: Any text, lone surrogates and control characters included.
    """
    if _EVEN.fullmatch(text) and "  " not in text and text == text.strip():
        length = len(text)
        shaped = text.translate(_SHAPES_OF_EVEN).lower()
        return Folded(shaped, tuple(range(length)), tuple(range(1, length + 1)))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, length = 0, len(text)
    while at < length:
        stop = at + 1
        while stop < length and text[stop] > "\u02ff" and unicodedata.combining(text[stop]):
            stop += 1
        piece = _folded_cluster(text[at:stop])
        if piece == " " and (not chars or chars[-1] == " "):
            piece = ""
        for char in piece:
            chars.append(char)
            starts.append(at)
            ends.append(stop)
        at = stop
    while chars and chars[-1] == " ":
        chars.pop()
        starts.pop()
        ends.pop()
    return Folded("".join(chars), tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class Readable:
    """A text without what patterns would trip over, and the way back to its offsets.

    Left out are marks of direction and other invisible characters, and the vowel signs of
    Arabic; letters that are written apart from their accents are composed.

    Attributes:
        text: The readable text.
        starts: For each code point of `text`, the offset of its origin; None where the text
            is readable as it is.
        ends: For each code point of `text`, the offset just past its origin.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``text[start:end]``, which is not empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def readable(text: str) -> Readable:
    """Make a text readable for patterns; see `Readable`."""
    if text.isascii() or _UNREADABLE.search(text) is None:
        return Readable(text)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = match.group()
        if piece[0] in _OPTIONAL and ends:
            ends[-1] = match.end()  # a vowel sign goes with its letter
        if piece[0] in _INVISIBLE or piece[0] in _OPTIONAL:
            continue
        for char in unicodedata.normalize("NFC", piece) if len(piece) > 1 else piece:
            chars.append(char)
            starts.append(match.start())
            ends.append(match.end())
    return Readable("".join(chars), tuple(starts), tuple(ends))


@lru_cache(maxsize=256)
def lone_words(text: str) -> frozenset[str]:
    """The words of a text, case folded, a hyphenated one as several.

    What looks for certain words asks first whether the text has any of them; several do so
    about one text, one after the other.
    """
    if text.isascii():
        return frozenset(_LETTERS.findall(text.lower()))
    return frozenset(map(str.casefold, _LETTERS.findall(text)))


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """Fold one word: case, straight apostrophes and hyphens, composed accents."""
    whole = unicodedata.normalize("NFKC", word).casefold()
    return "".join(_SHAPES.get(char, char) for char in whole if char not in _INVISIBLE)


@lru_cache(maxsize=1 << 15)
def bare(word: str) -> str:
    """Strip accents from Latin and Arabic letters: "são" is "sao"; Cyrillic й stays."""
    if word.isascii():
        return word
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if _is_accent(char) and kept and not "\u0400" <= kept[-1] <= "\u04ff":
            continue
        kept.append(char)
    composed = unicodedata.normalize("NFC", "".join(kept))
    return composed.replace("ё", "е").replace("ß", "ss").replace("ø", "o").replace("ł", "l")


def _is_accent(char: str) -> bool:
    # In Indic scripts marks are vowels: they are part of the word.
    return "\u0300" <= char <= "\u036f" or (
        "\u0591" <= char <= "\u0670" and unicodedata.combining(char) > 0
    )
