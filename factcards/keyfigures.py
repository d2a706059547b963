"""The numbers of an article that say something by themselves, with what they count."""

from __future__ import annotations

from collections.abc import Iterable

from factcards.card import Figure
from factcards.clauses import CLAUSE_END, shorten
from factcards.verify import SourceText
from factcards.verify.dates import DateMention
from factcards.verify.figures import Quantity
from factcards.verify.passage import Passage

MOST_FIGURES = 6
_LABEL = 60  # code points of a figure's label
_BESIDE = 25  # code points between a number and the date that it is of
_SMALL = 12  # numbers up to this one are seldom worth a place when written as words
TELLING = ("cardinal", "percent", "money", "measure", "fraction", "score")


def figures(source: SourceText, sentences: Iterable[int]) -> tuple[Figure, ...]:
    """The telling numbers of the given sentences, in their order, each once."""
    found: dict[tuple[object, ...], Figure] = {}
    for number in sentences:
        passage = source.passages[number - 1]
        for quantity in passage.quantities:
            if not _is_telling(quantity, passage.text):
                continue
            figure = _figure(passage, quantity)
            if _says_what(figure):
                found.setdefault((quantity.value, quantity.upper, quantity.unit), figure)
        if len(found) >= MOST_FIGURES:
            break
    return tuple(found.values())[:MOST_FIGURES]


def _is_telling(quantity: Quantity, text: str) -> bool:
    """Whether a number says something by itself: not "the two", not the "240-seat chamber"."""
    in_words = not any(c.isdigit() for c in quantity.text)
    before = text[: quantity.start].split()
    return (
        quantity.kind in TELLING
        and bool(quantity.noun or quantity.unit or quantity.upper)
        and not (in_words and quantity.value <= _SMALL)
        # "thousands of people"
        and not (in_words and quantity.kind == "cardinal" and quantity.bound == "about")
        # "the 240-seat chamber", "the 2-liter engine"
        and text[quantity.end : quantity.end + 1] not in ("-", "‑")
        and "-" not in quantity.text
        # A conversion in brackets, "60 mph (97 kph)", or a number in a name, "Week 13"
        and not (before and before[-1].startswith("("))
        and not text[: quantity.start].endswith("(")
        and not (len(before) > 1 and quantity.unit is None and before[-1][0].isupper())
    )


def _figure(passage: Passage, quantity: Quantity) -> Figure:
    beside = [d for d in passage.dates if _is_beside(d, quantity) and d.date[:1].isdigit()]
    return Figure(
        value=quantity.text,
        unit=quantity.unit,
        label=_label(passage.text, quantity),
        # With two dates beside it nobody can say which one the number is of.
        as_of=beside[0].date if len(beside) == 1 else None,
        evidence=passage.as_evidence(),
    )


def _says_what(figure: Figure) -> bool:
    words = figure.label.replace(figure.value, " ").split()
    return sum(any(c.isalpha() for c in word) for word in words) > 1 or not figure.label.isascii()


def _is_beside(mention: DateMention, quantity: Quantity) -> bool:
    return (
        0 <= mention.start - quantity.end <= _BESIDE or 0 <= quantity.start - mention.end <= _BESIDE
    )


def _label(text: str, quantity: Quantity) -> str:
    """What the number is about: the words after it, or the clause that ends with it."""
    after = CLAUSE_END.split(text[quantity.end :], maxsplit=1)[0].strip(" ,")
    if len(after.split()) > 1:
        return shorten(after, _LABEL)
    before = CLAUSE_END.split(text[: quantity.start])[-1].split()
    return " ".join(["…" if before else "", *before[-7:], quantity.text, after]).strip()
