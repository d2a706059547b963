"""Finding the numbers of a text, in digits and in words, with unit, noun and bound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify import quantity_patterns as patterns
from factcards.verify.bounds import Bound, bound_of
from factcards.verify.clock import find_scores, find_times
from factcards.verify.date_mentions import absolute_dates
from factcards.verify.fold import readable
from factcards.verify.number_idioms import find_idioms
from factcards.verify.number_phrases import GLYPHS, find_phrases
from factcards.verify.number_unspaced import read_mixed
from factcards.verify.number_words import find_number_words
from factcards.verify.numerals import ascii_digits, has_digits, read_digits, stated_place
from factcards.verify.ranges import Kind, Number, join_ranges
from factcards.verify.tails import Tail, noun_after, read_prefix, read_tail
from factcards.verify.units import MONEY, PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it: ``text[start:end] == quantity.text``.

    Attributes:
        start: Offset of the sign, the currency or the first digit or word.
        end: Offset just past the unit, or the number where it has none.
        text: The words; what makes it a bound ("more than") is not among them.
        value: The number, scaled: "1.2bn" is 1200000000; a time of day in minutes after
            midnight; of a score the first number.
        upper: The other end of a range, the second number of a score, or the most that a
            word like "hundreds" means.
        unit: ``%``, ``percentage point``, ``basis point``, an ISO 4217 code, ``km``, ``kg``,
            ``°C``, ``year``... ; of a time ``24h``, or ``12h`` where it may be before or
            after noon; None for a bare count.
        noun: What is counted, lower-cased: the words after it up to their head.
        bound: Whether it is exact, an estimate, or the lower or upper bound.
        kind: What sort of number.
        step: One unit in the last place that is written: 100000000 for "1.2bn".
    """

    start: int
    end: int
    text: str
    value: Decimal
    upper: Decimal | None
    unit: str | None
    noun: str | None
    bound: Bound
    kind: Kind
    step: Decimal = Decimal(1)


@lru_cache(maxsize=256)
def find_quantities(text: str, lang: str = "en") -> tuple[Quantity, ...]:
    """Find the numbers of a text, dates and numbers within names left out.

    Args:
        text: Any text.
        lang: Language subtag: decimal signs, words, units.

    Returns:
        Quantities in order that do not overlap.
    """
    legible = readable(text)
    found = _Scanner(legible.text, lang).found()
    if legible.starts is None:
        return found
    spans = [legible.span(q.start, q.end) for q in found]
    return tuple(
        replace(q, start=start, end=end, text=text[start:end])
        for q, (start, end) in zip(found, spans, strict=True)
    )


class _Scanner:
    """One pass over one text; what is claimed once is left alone by what comes later."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.plain = ascii_digits(text)
        self.lang = lang
        self.taken = bytearray(len(text))

    def found(self) -> tuple[Quantity, ...]:
        numbers: list[Number] = []
        for mention in absolute_dates(self.text, self.lang):
            self._take(mention.start, mention.end)
        digits = has_digits(self.plain)
        for search in (self._fixed, self._pairs, self._digits, self._words):
            unwritten = search == self._digits or self.plain.isascii()
            if not digits and unwritten and search in (self._pairs, self._digits):
                continue
            for number in search():
                if not self._is_taken(number.start, number.end):
                    self._take(number.start, number.end)
                    numbers.append(number)
        numbers.sort(key=lambda number: number.start)
        return tuple(self._quantity(number) for number in join_ranges(self.plain, numbers))

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def _is_taken(self, start: int, end: int) -> bool:
        return any(self.taken[start:end])

    def _before(self, start: int) -> str:
        return self.plain[max(0, start - patterns.REACH) : start]

    def _fixed(self) -> Iterator[Number]:
        """Fractions, dozens and vague words."""
        for start, end, value, upper, kind in find_phrases(self.plain, self.lang):
            tail = read_tail(self.plain, _past_article(self.plain, end), self.lang, value, None)
            if kind == "fraction" and (tail.scale > 1 or tail.unit):
                # "half a million", "half an hour", "a quarter of a percentage point"
                amount = value * tail.scale
                yield self._sorted(
                    Number(start, tail.end, amount, amount, "cardinal", unit=tail.unit)
                )
            elif kind == "fraction":
                yield Number(start, end, value, Decimal("0.01"), "fraction", words=True)
            else:
                step = value if kind == "vague" else Decimal(1)
                bound: Bound | None = None if kind == "cardinal" else "about"
                yield Number(
                    start, end, value, step, "cardinal", upper=upper, bound=bound, words=True
                )
        yield from find_idioms(self.plain, self.lang)

    def _pairs(self) -> Iterator[Number]:
        """Numbers of two parts, and names with digits in them, which are only set aside."""
        for match in patterns.FRACTION.finditer(self.plain) if "/" in self.plain else ():
            value = Decimal(match[1]) / Decimal(match[2])
            if value < 1:
                yield Number(*match.span(), value, Decimal("0.01"), "fraction")
        for match in patterns.QUARTER.finditer(self.plain) if "Q" in self.plain else ():
            value = Decimal(match[1] or match[2])
            yield Number(*match.span(), value, Decimal(1), "ordinal", noun="quarter")
        paired = patterns.PAIR_HINT.search(self.plain) is not None
        for pair in find_times(self.plain) if paired else ():
            yield Number(
                pair.start,
                pair.end,
                pair.value,
                Decimal(1),
                pair.kind,
                unit=pair.unit,
                bound="exact",
            )
        if (mark := patterns.LIST_MARK.match(self.plain)) is not None:
            self._take(*mark.span())
        if patterns.NAME_HINT.search(self.plain):
            for match in patterns.NAMEISH.finditer(self.plain):
                self._take(*match.span())
        for pair in find_scores(self.plain) if paired else ():
            if pair.upper is not None and not self._is_range(pair.value, pair.upper, pair.end):
                yield Number(
                    pair.start, pair.end, pair.value, Decimal(1), "score",
                    upper=pair.upper, bound="exact",
                )  # fmt: skip

    def _is_range(self, low: Decimal, high: Decimal, end: int) -> bool:
        """Whether "20-30" counts something, rather than being the score of a match."""
        if low >= high or ":" in self.plain[max(0, end - 5) : end]:
            return False
        tail = read_tail(self.plain, end, self.lang, high, None)
        counted = noun_after(self.plain, end, self.lang, plural=True)
        worded = counted is not None and counted not in patterns.SCORING
        return tail.unit is not None or tail.scale > 1 or worded or high >= 100  # noqa: PLR2004 - no score

    def _digits(self) -> Iterator[Number]:
        position = 0
        while (match := patterns.DIGIT_RUN.search(self.plain, position)) is not None:
            start = match.start()
            length, value, step = read_digits(match.group(), self.lang)
            end = position = start + length
            if self._is_taken(start, end):
                continue
            if end < len(self.plain) and self.plain[end] in GLYPHS:
                numerator, denominator = GLYPHS[self.plain[end]]
                value, step, end = value + Decimal(numerator) / denominator, Decimal("0.1"), end + 1
            number = self._number(start, end, value, step)
            if number is not None:
                position = max(position, number.end)
                yield number

    def _number(self, start: int, end: int, value: Decimal, step: Decimal) -> Number | None:
        """A number in digits with its tail, unless it is part of a name."""
        before = self._before(start)
        if patterns.NAMED.search(before):
            return None
        ordinal = self._ordinal_end(before, end)
        if ordinal is not None:
            if before[-1:] in patterns.ORDER_MARKS:
                start -= 1
            return Number(start, ordinal, value, step, "ordinal")
        currency, begin = read_prefix(self.plain, start)
        left = self.plain[begin - 1 : begin]
        worded = begin == start and (left.isalnum() or left in {"-", "‑", "_"})
        if worded and patterns.NAME_BEFORE.search(before):
            return None
        end, large, value, step = read_mixed(self.plain, end, value, step)
        if (letter := patterns.LETTER_SCALE.match(self.plain, end)) is not None:
            end, large = letter.end(), large * patterns.LETTER_SCALES[letter[1].casefold()]
        tail = self._tail(end, value * large, currency)
        scale = tail.scale * large
        right = self.plain[tail.end : tail.end + 1]
        if tail.end == end and right.isalpha() and ord(right) < patterns.FIRST_UNSPACED:
            return None
        value *= scale
        step *= scale
        sign = patterns.MINUS.search(self.plain, max(0, begin - patterns.REACH), begin)
        if sign is not None and not patterns.DIGIT_RUN.match(
            self.plain[sign.start() - 1 : sign.start()] or " "
        ):
            begin, value = sign.start(), -value
        elif (plus := patterns.PLUS.search(self.plain, max(0, begin - 1), begin)) is not None:
            begin = plus.start()
        unit = currency or tail.unit
        if unit is None and patterns.PERCENT_BEFORE.search(before):
            unit, begin = "%", begin - 3
        number = Number(begin, tail.end, value, step, "cardinal", unit=unit, scale=scale)
        return self._sorted(number)

    def _tail(self, end: int, value: Decimal, currency: str | None) -> Tail:
        """What follows a number; a Korean or Japanese particle right after it is none of it."""
        latin = None if self.plain.isascii() else patterns.LATIN_UNIT.match(self.plain, end)
        text = self.plain[: latin.end()] if latin else self.plain
        return read_tail(text, end, self.lang, value, currency)

    def _ordinal_end(self, before: str, end: int) -> int | None:
        if self.lang in patterns.ORDER_BEFORE and before[-1:] in patterns.ORDER_MARKS:
            return end
        pattern = patterns.ORDINAL_SUFFIX.get(self.lang)
        match = pattern.match(self.plain, end) if pattern else None
        if match is None and self.lang == "de" and patterns.GERMAN_ARTICLE.search(before):
            match = patterns.GERMAN_ORDINAL.match(self.plain, end)
            return match.start() + 1 if match else None
        return match.end() if match else None

    def _words(self) -> Iterator[Number]:
        for found in find_number_words(self.plain, self.lang):
            if self._is_taken(found.start, found.end):
                continue
            if found.ordinal:
                idiom = patterns.IDIOM.match(self.plain, found.end)
                if not idiom and not self._is_second(found.start, found.end):
                    yield Number(
                        found.start, found.end, found.value, Decimal(1), "ordinal", words=True
                    )
                continue
            end, value = found.end, found.value
            half = patterns.AND_A_HALF.match(self.plain, end)
            if half:
                end, value = half.end(), value + Decimal("0.5")
            tail = read_tail(self.plain, end, self.lang, value, None)
            if tail.unit is None and (of := patterns.OF_MONEY.match(self.plain, end)):
                money = read_tail(self.plain, of.end(), self.lang, value, None)
                tail = money if money.unit in MONEY else tail
            if found.value == 1 and not self._is_one(found.start, found.end, tail.unit):
                continue
            step = stated_place(value)
            start = found.start
            unit = tail.unit
            if patterns.PERCENT_BEFORE.search(self._before(start)):
                unit, start = "%", start - 3
            leading = patterns.ARTICLE_BEFORE.get(self.lang) if value >= 100 else None  # noqa: PLR2004
            if leading and (article := leading.search(self._before(start))):
                start -= len(article.group())  # "a hundred", "d'un million"
            number = Number(
                start, tail.end, value * tail.scale, step * tail.scale, "cardinal",
                unit=unit, scale=tail.scale, words=True,
            )  # fmt: skip
            yield self._sorted(number)

    def _is_second(self, start: int, end: int) -> bool:
        """Whether "second" is the unit of time."""
        if self.plain[start:end].casefold() != "second":
            return False
        before = patterns.WORD_BEFORE.search(self._before(start))
        word = before[1].casefold() if before else ""
        return word in patterns.SECOND_BEFORE and (
            word != "a" or patterns.SECOND_AFTER.match(self.plain, end) is not None
        )

    def _is_one(self, start: int, end: int, unit: str | None) -> bool:
        """Whether "one" is a number here, not a pronoun."""
        if unit is not None and self.plain[end : end + 1] == "-":
            return True  # "the one-year anniversary"
        before = patterns.WORD_BEFORE.search(self._before(start))
        joined = self.plain[start - 1 : start] == "-"  # "all-in-one"
        if joined or (before and before[1].casefold() in patterns.ONE_BEFORE):
            return False
        return unit is not None or patterns.ONE_AFTER.match(self.plain, end) is None

    def _sorted(self, number: Number) -> Number:
        """The number with the kind that its unit or its surroundings give it."""
        unit = number.unit
        if unit is None:
            return self._aged(number)
        if unit in PERCENT:
            return replace(number, kind="percent")
        if unit in MONEY:
            return replace(number, kind="money")
        if unit == "year of age":
            return replace(number, kind="age", unit="year")
        aged = unit == "year" and patterns.AGED.search(self._before(number.start))
        return replace(number, kind="age" if aged else "measure")

    def _aged(self, number: Number) -> Number:
        before = self._before(number.start)
        aged = patterns.AGED.search(before) is not None
        if not aged and not number.words and patterns.NAME_COMMA.search(before):
            named = before.rstrip(", ").rpartition(" ")[2][:1].isupper()
            aged = named and patterns.AFTER_AGE.match(self.plain, number.end) is not None
            aged = aged and 1 <= number.value <= patterns.OLDEST and number.step == 1
        return replace(number, kind="age", unit="year") if aged else number

    def _quantity(self, number: Number) -> Quantity:
        bound, phrase = number.bound, ""
        if bound is None:
            bound, phrase = bound_of(self.plain, number.start, number.end)
        if phrase == "over" and number.unit in patterns.TIME_UNITS:
            bound = "exact"  # "over three years" is how long it took
        noun = number.noun
        if noun is None and number.unit is None and number.kind in {"cardinal", "ordinal"}:
            plural = number.kind == "cardinal" and number.value != 1
            of = patterns.OF.match(self.plain, number.end) if number.words else None
            end = of.end() - 1 if of else number.end
            noun = noun_after(self.plain, end, self.lang, plural=plural)
        return Quantity(
            number.start, number.end, self.text[number.start : number.end], number.value,
            number.upper, number.unit, noun, bound, number.kind, number.step,
        )  # fmt: skip


def _past_article(text: str, end: int) -> int:
    match = patterns.ARTICLE.match(text, end)
    return match.end() if match else end
