"""Quotations: found in the article, and checked word for word in a claim."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.article import Sentence
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

SPEECH_WORDS = 4  # fewer quoted words are a term or a scare quote rather than speech
_LONGEST = 4000  # code points: an unclosed mark must not swallow an article
_MOST_MARKS = 24  # within one quotation

_PAIRS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "‚": "‘’",
    "‹": "›", "›": "‹", "〝": "〞〟", '"': '"', "”": "”", "＂": "＂", "'": "'",
}  # fmt: skip
_ENDED_STRAIGHT = frozenset("„“«»")  # by those who type one mark and have the other set
_MARKS = re.compile("''|``|[“”„«»「」『』‘’‚‹›〝〞〟\"＂']")
_APOSTROPHES = frozenset("'’‘")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `start` and `end` leave the marks out.

    Attributes:
        start: Offset of the first code point of the words.
        end: Offset just past the last one.
        sentence: Number of the sentence in which the words begin; 0 in a claim.
        text: The words: ``article.text[start:end]``.
        open: Whether the mark that ends them is missing because the speech goes on in the
            next paragraph.
    """

    start: int
    end: int
    sentence: int
    text: str
    open: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split()) if " " in self.text else (len(self.text) + 1) // 3

    @property
    def speech(self) -> bool:
        """Whether it is long enough to be what somebody said, not a term in quotes."""
        return self.words >= SPEECH_WORDS


def find_quotations(source: SourceText) -> tuple[Quotation, ...]:
    """Find all quotations of an article, in order; see `read_quotations`."""
    return source.quotations


def read_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Find the outermost quotations of a text, paragraph by paragraph.

    Args:
        text: The article's text; paragraphs are lines.
        sentences: Its sentences in order.
    """
    starts = [sentence.start for sentence in sentences]
    found: list[Quotation] = []
    at = 0
    for line in text.split("\n"):
        for start, end, is_open in quoted_spans(line):
            place = bisect_right(starts, at + start) - 1
            number = sentences[place].number if place >= 0 else 0
            found.append(Quotation(at + start, at + end, number, line[start:end], is_open))
        at += len(line) + 1
    return tuple(found)


def quoted_spans(line: str) -> Iterator[tuple[int, int, bool]]:
    """Outermost quoted spans of one paragraph, marks left out."""
    marks = [m for m in _MARKS.finditer(line) if not _is_apostrophe(line, m)]
    index = 0
    while index < len(marks):
        mark = marks[index]
        close = _closing(line, marks, index)
        if close is not None:
            start, end = _trim(line, mark.end(), marks[close].start())
            if end > start:
                yield start, end, False
            index = close + 1
            continue
        if _may_stay_open(line, mark) and len(line) - mark.end() <= _LONGEST:
            start, end = _trim(line, mark.end(), len(line))
            if end > start:
                yield start, end, True
            return
        index += 1


def _closing(line: str, marks: Sequence[re.Match[str]], index: int) -> int | None:
    opener = marks[index].group()
    closers = _PAIRS.get(opener[0], opener)
    if not _can_open(line, marks[index]):
        return None
    straight = _straight_closing(line, marks, index)
    if straight is not None:
        return straight
    depth = 0
    for place in _following(marks, index):
        mark = marks[place].group()
        if len(opener) > 1:
            if mark == "''":
                return place
            continue
        if mark == opener and opener not in closers:
            depth += 1
        elif mark in closers:
            if mark == opener == '"' and not _can_close(line, marks[place]):
                continue
            if not depth:
                return place
            depth -= 1
    return None


def _straight_closing(line: str, marks: Sequence[re.Match[str]], index: int) -> int | None:
    """The straight mark that ends a quotation which no mark of its own kind ends."""
    opener = marks[index].group()
    if opener not in _ENDED_STRAIGHT:
        return None
    found, inner = None, 0
    for place in _following(marks, index):
        mark = marks[place].group()
        if mark in _PAIRS[opener]:
            return None
        if mark == opener:
            break
        if mark == '"' and found is None:
            if _can_open(line, marks[place]):
                inner += 1
            elif inner:
                inner -= 1
            else:
                found = place
    return found


def _following(marks: Sequence[re.Match[str]], index: int) -> Iterator[int]:
    """Places of the marks that may end the quotation which one opens."""
    for place in range(index + 1, min(index + 1 + _MOST_MARKS, len(marks))):
        if marks[place].start() - marks[index].end() > _LONGEST:
            return
        yield place


def _is_apostrophe(line: str, mark: re.Match[str]) -> bool:
    char = mark.group()
    if char not in _APOSTROPHES:
        return False
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    if before.isalnum() and after.isalnum():
        return True
    if char in "'’" and before.isalnum():
        # A plural possessive, unless a single quotation has been opened before it.
        return not re.search(
            r"(?:^|[\s(\[\"“«—–-])['‘‚]\w[^\n]*$", line[max(0, mark.start() - 400) : mark.start()]
        )
    return after.isdigit() or (char != "‘" and after.isalpha() and _is_clipped(line[mark.end() :]))


def _is_clipped(rest: str) -> bool:
    return re.match(r"(?:em|tis|twas|cause|til|round|n)\b", rest) is not None


def _can_open(line: str, mark: re.Match[str]) -> bool:
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    if mark.group() in {'"', "'", "＂"}:
        return not before.isalnum() and not after.isspace()
    if mark.group() in {"”", "’"}:
        return (not before.isalnum() and before not in ".,!?…") and after.isalnum()
    if mark.group() in {"»", "›"}:
        return not before.isalnum() and not after.isspace()
    return True


def _can_close(line: str, mark: re.Match[str]) -> bool:
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    return not before.isspace() or not after.isalnum()


def _may_stay_open(line: str, mark: re.Match[str]) -> bool:
    """Speech that runs on into the next paragraph opens at the start of a clause."""
    if mark.group() not in {"“", '"', "„", "«", "「"} or not _can_open(line, mark):
        return False
    before = line[: mark.start()].rstrip()
    return not before or before[-1] in '.,:!?”"»'


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def check_quotations(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that words which the claim puts in quotation marks are in the evidence verbatim.

    Only case, spacing and the shape of quotes and dashes may differ. A closing comma or full
    stop inside the marks is the claim's own.
    """
    if not claim.quoted:
        return
    texts = [passage.folded for passage in evidence]
    for start, end in claim.quoted:
        words = claim.text[start:end]
        needle = fold(words).text.strip(" .,;:!?\"'")
        if not needle or any(text.find(needle) for text in texts):
            continue
        if len(texts) > 1 and fold(" ".join(p.text for p in evidence)).find(needle):
            continue
        elsewhere = next((p for p in source.passages if p.folded.find(needle)), None)
        if elsewhere is not None:
            message = (
                f"the claim quotes “{words}”, which is in sentence {elsewhere.number}, not here"
            )
        else:
            message = f"the claim quotes “{words}”; the article does not have these words"
        yield Finding(kind="quotation", severity="unsupported", claim=words, message=message)


def find_quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Spans ``[start, end)`` of a claim or sentence that stand in quotation marks."""
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        spans.extend((at + start, at + end) for start, end, _ in quoted_spans(line))
        at += len(line) + 1
    return tuple(spans)
