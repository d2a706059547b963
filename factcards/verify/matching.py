"""Whether one number says what another one says: value, unit, bound, rounding."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.fold import fold_word
from factcards.verify.ranges import VOTES
from factcards.verify.units import in_base, same_unit
from factcards.verify.words import stem

if TYPE_CHECKING:
    from factcards.verify.quantities import Quantity

_HALF_DAY = 12 * 60
_ROUNDING = Decimal("0.05")  # relative: more than that is no rounding
_ESTIMATE = Decimal("0.1")
_FIVE = 5  # "more than 25" is said of 28


# Words that count the same things in news; in English, where paraphrase is commonest.
_SYNONYMS = """
countries states nations
people persons individuals residents citizens humans
soldiers troops servicemen personnel
workers employees staff
deaths dead killed fatalities lives
injured wounded injuries hurt
cases infections patients
children kids
cars vehicles
homes houses households
shops stores outlets
firms companies businesses
lawmakers mps legislators deputies
games matches
"""


class Match(Enum):
    """How a number of the evidence carries one of the claim."""

    SAME = "same"
    ROUGH = "rough"  # the evidence only estimates what the claim states
    BOUND = "bound"  # the same number, but one of the two is a bound


def match_quantity(ours: Quantity, theirs: Quantity, lang: str) -> Match | None:
    """Hold a number of a claim against one of the evidence; None where they differ."""
    if ours.text.casefold() == theirs.text.casefold() and ours.bound == theirs.bound:
        return Match.SAME
    if not _kinds_agree(ours, theirs, lang):
        return None
    if ours.kind == "time":
        return Match.SAME if _same_time(ours, theirs) else None
    if ours.kind == "score" or theirs.kind == "score":
        return _match_scores(ours, theirs)
    if ours.upper is not None or theirs.upper is not None:
        return _match_ranges(ours, theirs)
    if "age" in {ours.kind, theirs.kind} and None in {ours.unit, theirs.unit}:
        # "A man of 24" and "Lansing, sixty-six," tell ages too; then the unit is not written.
        return Match.SAME if ours.value == theirs.value else None
    return _match_values(ours, theirs)


def same_noun(ours: Quantity, theirs: Quantity, lang: str) -> bool:
    """Whether two numbers count the same thing, by the words after them."""
    if ours.noun is None or theirs.noun is None:
        return False
    first, second = _stems(ours.noun, lang), _stems(theirs.noun, lang)
    singular = ours.kind == "ordinal" or ours.value == 1
    if lang in {"en", "und", "de"} and not singular:  # the head stands last
        return first[-1] == second[-1]
    return not set(first).isdisjoint(second)


def _stems(noun: str, lang: str) -> list[str]:
    stems = [stem(fold_word(word), lang) for word in noun.split()] or [noun]
    return [_groups().get(found, found) for found in stems] if lang == "en" else stems


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """The first word of its line for each word of `_SYNONYMS`, by stems."""
    lines = (line.split() for line in _SYNONYMS.strip().split("\n"))
    return {stem(word, "en"): stem(line[0], "en") for line in lines for word in line}


def _kinds_agree(ours: Quantity, theirs: Quantity, lang: str) -> bool:
    if "time" in {ours.kind, theirs.kind}:
        return ours.kind == theirs.kind
    if (ours.kind == "ordinal") != (theirs.kind == "ordinal"):
        cardinal = ours if ours.kind != "ordinal" else theirs
        # "Phase 3" is the third phase
        return cardinal.unit is None and cardinal.kind == "cardinal" and cardinal.noun is None
    if "fraction" in {ours.kind, theirs.kind}:
        return {ours.kind, theirs.kind} <= {"fraction", "percent"} and (
            "percentage point" not in {ours.unit, theirs.unit}
        )
    if ours.kind == "ordinal":
        return ours.noun is None or theirs.noun is None or same_noun(ours, theirs, lang)
    if ours.unit is not None and theirs.unit is not None:
        return same_unit(ours.unit, theirs.unit)
    # A number that states neither unit nor noun may be one of anything.
    bare = theirs if theirs.unit is None else ours
    return ours.unit is theirs.unit or bare.noun is None


def _base(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Value and step in the unit's base unit; fractions in per cent."""
    if quantity.kind == "fraction":
        return quantity.value * 100, quantity.step * 100
    return (
        in_base(quantity.unit, quantity.value)[1],
        in_base(quantity.unit, quantity.step)[1],
    )


def _same_time(ours: Quantity, theirs: Quantity) -> bool:
    if ours.value == theirs.value:
        return True
    open_ended = "12h" in {ours.unit, theirs.unit}
    return open_ended and abs(ours.value - theirs.value) == _HALF_DAY


def _match_scores(ours: Quantity, theirs: Quantity) -> Match | None:
    if theirs.kind == "score" and theirs.noun == VOTES and ours.kind == "cardinal":
        return Match.SAME if ours.value in {theirs.value, theirs.upper} else None
    if ours.upper is None or theirs.upper is None:
        return None
    pair = (theirs.value, theirs.upper)
    # "Lost 1-4" is "won 4-1".
    return Match.SAME if pair in {(ours.value, ours.upper), (ours.upper, ours.value)} else None


def _match_ranges(ours: Quantity, theirs: Quantity) -> Match | None:
    low, high = theirs.value, theirs.upper
    if ours.upper is not None and high is not None:
        if (low, high) == (ours.value, ours.upper):
            return Match.SAME
        return None
    if ours.upper is not None:
        # "Hundreds" for 340
        vague = ours.bound == "about" and ours.value <= low <= ours.upper
        return Match.SAME if vague else None
    if high is None:
        return None
    if theirs.bound == "about":
        # "300" is finer than "hundreds"
        return Match.BOUND if low <= ours.value <= high else None
    if ours.value == low and ours.bound == "over":
        return Match.SAME
    if ours.value == high and ours.bound == "under":
        return Match.SAME
    if ours.bound == "about" and low <= ours.value <= high:
        return Match.SAME
    return Match.BOUND if ours.value in {low, high} else None


def _match_values(ours: Quantity, theirs: Quantity) -> Match | None:
    if None in {ours.unit, theirs.unit} and "fraction" not in {ours.kind, theirs.kind}:
        # "Took 19 minutes; the target is 15": the unit is understood.
        (a, step), (b, finer) = (ours.value, ours.step), (theirs.value, theirs.step)
    else:
        (a, step), (b, finer) = _base(ours), _base(theirs)
    if "percent" in {ours.kind, theirs.kind}:
        a, b = abs(a), abs(b)  # "down 3%" is "-3%"
    if a == b:
        return _match_bounds(ours, theirs)
    size = abs(a)
    away = abs(a - b)
    if ours.bound == "about":
        near = min(max(step, _roundness(size)) / 2, _ESTIMATE * size)
        return Match.SAME if away <= near else None
    if ours.bound in {"over", "under"}:
        right_side = (b > a) == (ours.bound == "over")
        if not right_side or theirs.bound in {"over", "under"}:
            return None
        # True of a number much further off too, but then it misleads.
        return Match.SAME if away < _roundness(size) else Match.BOUND
    rounded = finer < step or "fraction" in {ours.kind, theirs.kind}
    if rounded and away <= step / 2 and away <= _ROUNDING * size:
        return _match_bounds(ours, theirs)
    return None


def _roundness(size: Decimal) -> Decimal:
    """How far a bound may lie from the number: "more than 30" is said of 37, not of 60."""
    if not size:
        return Decimal(0)
    digits = size.normalize().as_tuple()
    place = Decimal(1).scaleb(int(digits.exponent))
    return place * 5 if digits.digits[-1] == _FIVE and len(digits.digits) > 1 else place


def _match_bounds(ours: Quantity, theirs: Quantity) -> Match:
    """How two numbers of one value compare, given what makes them bounds."""
    if ours.bound in {theirs.bound, "about"}:
        return Match.SAME
    if ours.bound == "exact" and theirs.bound == "about":
        return Match.ROUGH
    return Match.BOUND
