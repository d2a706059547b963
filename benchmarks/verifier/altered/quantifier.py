"""Quantities in words that say more than the article does, or the contrary of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_NOT_THERE = r"(?<!not )(?<!in )(?<!out of )(?<!nearly )(?<!almost )"
_ALL_OR_NONE = ("all of", "none of")

# Nothing here only weakens: "some" for "all", or "more than 20" for "30", would still be true.
_AMOUNT = r"(?=[$€£¥]?\d|a (?:third|quarter|half|fifth)|half|(?:two|three|four|five|ten|twelve)\b)"
_RULES = tuple(
    (re.compile(rf"\b(?:{old})(?!\w)", re.IGNORECASE), news)
    for old, news in (
        (rf"{_NOT_THERE}all(?= (?:of|the|its|his|her|their|other|\d+)\b)", ("few of", "none of")),
        (r"all but (?:one|two|three|four)", ("just over half",)),
        (r"(?<!not )every(?= [a-z])(?! (?:two|three|four|single|few))", ("hardly any",)),
        (r"each of", ("none of",)),
        (r"none of", ("all of", "most of")),
        (r"some of", ("all of", "none of")),
        (r"some(?= [a-z]+s\b)", ("all", "no")),
        (rf"{_NOT_THERE}(?:one|two|three|four|five) of(?= (?:the|them|its)\b(?!,))", _ALL_OR_NONE),
        (r"most of", ("all of", "few of")),
        (r"most(?= [a-z]+s\b)", ("all", "few")),
        (r"many of", _ALL_OR_NONE),
        (r"many(?= [a-z]+)(?! of)(?<!how many)(?<!as many)(?<!so many)", ("all", "no")),
        (r"few(?= [a-z]+s\b)(?<!a few)", ("most",)),
        (r"several", ("most", "no")),
        (r"both(?= [a-z]+s\b| the| of)", ("neither of",)),
        (r"nobody|no one", ("everybody",)),
        (r"everyone|everybody", ("nobody",)),
        (rf"at least {_AMOUNT}", ("at most ", "exactly ")),
        (rf"(?:at most|(?<!goes )(?<!rose )(?<!rises )up to) {_AMOUNT}", ("at least ", "exactly ")),
        (rf"(?<!no )more than {_AMOUNT}", ("fewer than ", "exactly ")),
        (rf"(?:fewer|less) than {_AMOUNT}", ("more than ", "exactly ")),
        (rf"(?:nearly|almost|just under) {_AMOUNT}", ("more than ", "exactly ")),
        (r"a majority", ("a minority",)),
        (r"a (?:quarter|third|fifth)(?= (?:of|more|less)\b|[,.;])", ("two thirds",)),
        (r"(?<!second )(?<!first )half(?= (?:of|the|a)\b)", ("all of", "a tenth of")),
        (r"(?:mostly|mainly|largely|chiefly)", ("exclusively",)),
        (r"(?:partly|partially)", ("entirely",)),
        (r"(?:usually|often|sometimes)", ("always", "never")),
        (r"rarely|seldom", ("usually",)),
        (r"twice as", ("five times as",)),
        (r"nearly all|almost all", ("hardly any of",)),
    )
)  # fmt: skip


def quantifier(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One quantity in words for another that does not follow from it."""
    if document.lang != "en":
        return
    for pattern, news in _RULES:
        for match in pattern.finditer(truth.text):
            new = rng.choice(news)
            after = truth.text[match.end() :]
            if new.endswith(" of") and not match.group().endswith(" of"):
                if after.startswith(" of "):
                    new = new.removesuffix(" of")
                elif not re.match(r" (?:the|its|his|her|their|them)\b", after):
                    new = f"{new} the"
            yield replaced(match, new)
