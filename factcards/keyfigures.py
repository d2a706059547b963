"""The numbers of an article that say something by themselves, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcards.card import Figure
from factcards.clauses import CLAUSE_END, shorten
from factcards.verify import SourceText
from factcards.verify.dates import DateMention
from factcards.verify.figures import Quantity
from factcards.verify.passage import Passage

MOST_FIGURES = 6
_LABEL = 60  # code points of a label that only has words after its number
_AFTER = 40  # ... of the words after it in one that has words before it too
_BEFORE = 8  # words of a label before its number
_BESIDE = 25  # code points between a number and the date that it is of
_SMALL = 12  # numbers up to this one are seldom worth a place when written as words
TELLING = ("cardinal", "percent", "money", "measure", "fraction", "score")

# "38 of its 1,150 posts": the first number counts posts, the second says out of how many.
_OF = re.compile(
    r"\s+(?:out )?(?:of|von|der|de|des|di|dei|delle|do|dos|das|van|av|af|из|z|ze)"
    r"(?:\s+[^\W\d]+){0,2}\s+",
    re.IGNORECASE,
)
_AND = {
    lang: re.compile(rf"\s(?:{words})\s")
    for lang, words in {
        "en": "and|or|but|while",
        "de": "und|oder|aber|während",
        "fr": "et|ou|mais",
        "es": "y|e|o|u|pero",
        "it": "e|ed|o|ma",
        "pt": "e|ou|mas",
        "nl": "en|of|maar",
        "ru": "и|или|но|а",
        "uk": "і|й|та|або|але|а",
    }.items()
}
_BETWEEN = re.compile(r"\b(?:between|both|either|zwischen|sowohl|entre|tra|fra|tussen|между|між)\b")
# A newspaper that takes back a number prints it once more.
_RETRACTS = re.compile(
    r"\bwe (?:\w+ ){0,2}(?:wrote|reported|misstated|misreported)\b"
    r"|\bregrets? (?:the|this) error\b"
    r"|\bversion of (?:this|the|our) (?:article|story|report|piece|letter|newsletter)\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) (?:said|stated|gave|reported|wrote)\b"
    r"|\bin einer (?:früheren|vorherigen) (?:version|fassung)\b"
    r"|\b(?:haben|hatten) wir (?:\w+ ){0,3}(?:geschrieben|berichtet)\b"
    r"|\bversion précédente de\b|\bnous avi?ons (?:écrit|indiqué)\b"
    r"|\bversión anterior de\b|\bversione precedente di\b|\bversão anterior d\w\b"
    r"|\beerdere versie van\b|\b(?:предыдущей|прежней|ранней) версии\b|\bпопередній версії\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\W*(?:\d+\.\W*)?(?:an? )?(?:corrections?|clarification|korrektur|berichtigung|rectificatif"
    r"|erratum|fe de erratas?|fe de errores|correzione|correção|correctie|исправление)"
    r"\s*(?:[.:–—]|$)",
    re.IGNORECASE,
)


def figures(source: SourceText, sentences: Iterable[int]) -> tuple[Figure, ...]:
    """The telling numbers of the given sentences, in their order, each once."""
    found: dict[tuple[object, ...], Figure] = {}
    retracted = _retracted(source)
    for number in sentences:
        if number in retracted:
            continue
        passage = source.passages[number - 1]
        for at, quantity in enumerate(passage.quantities):
            if not _is_telling(passage, at):
                continue
            figure = _figure(passage, quantity)
            if _says_what(figure):
                found.setdefault((quantity.value, quantity.upper, quantity.unit), figure)
        if len(found) >= MOST_FIGURES:
            break
    return tuple(found.values())[:MOST_FIGURES]


def _retracted(source: SourceText) -> frozenset[int]:
    """Sentences that correct what was printed before, and the rest of a correction."""
    headed = {s.paragraph for s in source.sentences if _CORRECTION.match(s.text)}
    return frozenset(
        s.number for s in source.sentences if s.paragraph in headed or _RETRACTS.search(s.text)
    )


def _is_telling(passage: Passage, at: int) -> bool:
    """Whether a number says something by itself: not "the two", not the "240-seat chamber"."""
    quantities, text = passage.quantities, passage.text
    quantity = quantities[at]
    in_words = not any(map(str.isdigit, quantity.text))
    before = text[: quantity.start].split()
    part = at + 1 < len(quantities) and _is_part(quantity, quantities[at + 1], passage)
    whole = at > 0 and _is_part(quantities[at - 1], quantity, passage)
    return (
        quantity.kind in TELLING
        and bool(quantity.noun or quantity.unit or quantity.upper or part)
        and not (whole and any(map(str.isdigit, quantities[at - 1].text)))
        and not _is_small(quantity)
        # "thousands of people"
        and not (in_words and quantity.kind == "cardinal" and quantity.bound == "about")
        # "the 240-seat chamber", the "2-liter engine"
        and text[quantity.end : quantity.end + 1] not in ("-", "‑")
        and "-" not in quantity.text
        # A conversion in brackets, "60 mph (97 kph)", or a number in a name, "Week 13"
        and not (before and before[-1].startswith("("))
        and not text[: quantity.start].endswith("(")
        and not (len(before) > 1 and quantity.unit is None and before[-1][0].isupper())
    )


def _is_part(part: Quantity, whole: Quantity, passage: Passage) -> bool:
    return (
        part.unit is None
        and part.noun is None
        and part.upper is None
        and whole.kind == "cardinal"
        and not any(start <= part.start < end for start, end in passage.quoted)
        and _OF.fullmatch(passage.text, part.end, whole.start) is not None
    )


def _figure(passage: Passage, quantity: Quantity) -> Figure:
    numbers = [q for q in passage.quantities if q.kind in TELLING and not _is_small(q)]
    beside = [
        d
        for d in passage.dates
        # A date between two numbers may be of either.
        if d.date[:1].isdigit() and [q for q in numbers if _is_beside(d, q, passage)] == [quantity]
    ]
    label = _label(passage, quantity)
    # With two dates beside it nobody can say which one the number is of.
    dated = len(beside) == 1 and beside[0].text not in label
    return Figure(
        value=quantity.text,
        unit=quantity.unit,
        label=label,
        as_of=beside[0].date if dated else None,
        evidence=passage.as_evidence(),
    )


def _says_what(figure: Figure) -> bool:
    words = figure.label.replace(figure.value, " ").split()
    return sum(any(c.isalpha() for c in word) for word in words) > 1 or not figure.label.isascii()


def _is_beside(mention: DateMention, quantity: Quantity, passage: Passage) -> bool:
    """Whether a date stands beside a number, in the same clause."""
    first, last = sorted(((mention.start, mention.end), (quantity.start, quantity.end)))
    between = passage.text[first[1] : last[0]]
    return (
        0 <= last[0] - first[1] <= _BESIDE
        and not CLAUSE_END.search(between)
        and not _joint(passage, first[1], last[0])
    )


def _label(passage: Passage, quantity: Quantity) -> str:
    """What the number is about, in the words around it.

    Where it counts things ("612 signatures against the closure") these are the words after it.
    What an amount or a share is of stands before it, as a rule: "the council pays £900,000".
    """
    text, start = passage.text, quantity.start
    end, crowded = _end_after(passage, quantity)
    after = text[quantity.end : end].strip()
    clauses = [0, *(m.end() for m in CLAUSE_END.finditer(text, 0, start))]
    clause = clauses[-1]
    led = _has_content(passage, clause, start)
    goes_on = text[clause - 2 : clause] == ", " and text[clause:start].strip()
    if not led and goes_on and quantity.unit:
        clause = clauses[-2]  # "profit was €214 million, up from €176 million"
        led = _has_content(passage, clause, start)
    counted = not crowded and len(after.split()) > 1 and _counts(quantity, after, passage)
    alone = counted or not led
    if alone and not any(clause <= d.start < start for d in passage.denials):
        return shorten(after, _LABEL)
    if crowded:
        after = " ".join(after.split()[: len((quantity.noun or "").split())])
    elif joint := _joint(passage, quantity.end, end):
        after = text[quantity.end : joint].strip()
    before = text[clause:start].split()
    leading = _last_words(before)
    cut = "…" if clause or len(leading) < len(before) else ""
    words = " ".join([cut, *leading, quantity.text]).strip()
    return f"{words} {shorten(after, _AFTER)}".rstrip()


def _counts(quantity: Quantity, after: str, passage: Passage) -> bool:
    """Whether the words after a number say what it counts and no more.

    In German they may end with the verb of the whole clause, in small letters.
    """
    return bool(quantity.noun) and (
        passage.lang != "de" or after.rsplit(maxsplit=1)[-1][0].isupper()
    )


def _last_words(words: list[str]) -> list[str]:
    """The last of the words before a number, without a short one that leads in."""
    if len(words) <= _BEFORE:
        return words
    # "€176 million": a number is not cut in two.
    first = len(words) - _BEFORE
    first -= any(map(str.isdigit, words[first - 1]))
    kept = words[first:]
    return next((kept[i:] for i in range(3) if len(kept[i]) > len("and")), kept)


def _end_after(passage: Passage, quantity: Quantity) -> tuple[int, bool]:
    """Where the words after a number end, and whether the next number is what ends them."""
    text, start = passage.text, quantity.end
    whole = next((q for q in passage.quantities if q.start >= start), None)
    if whole is not None and _is_part(quantity, whole, passage):
        start = whole.end
    end = next((m.start() for m in CLAUSE_END.finditer(text, start)), len(text))
    joint = _joint(passage, start, end)
    if joint == start:
        return start, False
    following = (
        q.start
        for q in passage.quantities
        if q.start >= start and q.kind in TELLING and not _is_small(q)
    )
    other = next(following, end)
    if other >= end:
        return end, False
    if joint is not None and joint < other:
        return joint, False
    # "in water of 32 degrees": without the words that lead to the next number.
    ends = (t.end for t in passage.terms if start <= t.start and t.end <= other)
    return max(ends, default=start), start == quantity.end


def _joint(passage: Passage, start: int, end: int) -> int | None:
    """Where an "and" or "or" stands between two offsets that is not that of "between A and B"."""
    found = _AND.get(passage.lang, _AND["en"]).search(passage.text, start, end)
    if found is None or _BETWEEN.search(passage.text, start, found.start()):
        return None
    return found.start()


def _is_small(quantity: Quantity) -> bool:
    return quantity.value <= _SMALL and not any(map(str.isdigit, quantity.text))


def _has_content(passage: Passage, start: int, end: int) -> bool:
    return any(start <= term.start and term.end <= end for term in passage.terms)
