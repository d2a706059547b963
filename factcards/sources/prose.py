"""How much running text there is: the measure behind "this is no article"."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Scripts without spaces between words, and about how many of their letters make a word.
_DENSE = (
    (re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 2),
    (re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]"), 5),
)
_SENTENCE_END = re.compile(r"[.!?…؟۔।։][\"'”’»)\]]*(?=\s|$|\[)|[。！？｡][」』”’）]*|[།။។]")
_NUMBERED = re.compile(r"^\W{0,4}\d{1,3}[.)]\s")
_NUMBER = re.compile(r"[\d.,:%+–-]+")
_UNPUNCTUATED = re.compile(r"[\u0e00-\u0eff]")
"""Thai and Lao put a space where others put a full stop."""
_LETTERS_A_SENTENCE = 100
SENTENCE_WORDS = 5
"""Words from which on a line that ends like a sentence counts as one."""

CELL_WORDS = 15
"""Words that a cell of a table of data has at most."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Counts over a text. Words of scripts without spaces are estimates.

    Attributes:
        words: All words.
        sentences: Ends of sentences.
        running: Words in lines that hold a sentence, tables aside.
        tabular: Words in lines of a table.
    """

    words: int
    sentences: int
    running: int
    tabular: int


def measure(text: str) -> Prose:
    """Count words and sentences in `text`, line by line."""
    words = sentences = running = tabular = 0
    for line in text.split("\n"):
        number = count_words(line)
        words += number
        if is_row(line):
            tabular += number
            continue
        ends = len(_SENTENCE_END.findall(_NUMBERED.sub("", line)))
        ends += len(_UNPUNCTUATED.findall(line)) // _LETTERS_A_SENTENCE
        sentences += ends if number > 1 else 0
        if ends and number >= SENTENCE_WORDS:
            running += number
    return Prose(words, sentences, running, tabular)


def count_words(text: str) -> int:
    """The number of words in `text`, estimated for scripts without spaces."""
    dense = 0
    for letters, length in _DENSE:
        text, number = letters.subn(" ", text)
        dense += number // length
    return dense + sum(any(map(str.isalnum, token)) for token in text.split())


def is_row(line: str) -> bool:
    """Whether `line` is a row of a table: short cells between bars or tabs, or mostly numbers."""
    cells = [cell for cell in re.split(r"\||\t", line) if cell.strip()]
    if len(cells) > 1 and max(len(cell.split()) for cell in cells) <= CELL_WORDS:
        return True
    tokens = line.split()
    return len(tokens) > 2 and sum(bool(_NUMBER.fullmatch(t)) for t in tokens) * 2 > len(tokens)  # noqa: PLR2004 - one cell and its label are no row
