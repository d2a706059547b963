"""Statements denied, and denials stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.inflect import inflect
from benchmarks.verifier.lexicon import VERBS
from benchmarks.verifier.patterns import outside_quotes, replaced, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_DENIAL = word(
    r"not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|unless|few|"
    r"\w+n[’']t|only|yet|whether|if|refused|failed|denied|all|every",
    re.IGNORECASE,
)
_AUXILIARY = word(r"is|are|was|were|will|would|can|should|must")
_PERFECT = word(
    r"(?:has|have|had)(?= (?:been|already|become|begun|\w{2,}(?:ed|en)|made|won|lost)\b)"
)
_PAST = {inflect(verb, "past"): verb for verb in VERBS}
_PARTICIPLE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|having|to|not|by|of|a|an|the|and|or|"
    r"its|his|her|their|as|who|which|that|recently|newly|already|just)\s+(?:\w+ly\s+)?$|"
    r"[,;–—-]\s*$|\d\s*$"
)
_UNDENY = word(
    r"(?P<aux>is|are|was|were|has|have|had|will|would|can|could|should|does|do|did|must) "
    r"(?:not|never)(?! (?:only|just|all|every|until|because|merely|simply|even))|"
    r"(?P<short>is|are|was|were|has|have|had|would|could|should|does|do|did)n[’']t|"
    r"(?P<can>cannot|can[’']t)|(?P<wont>won[’']t)|(?P<longer>no longer)|(?P<without>without)"
)


def negation(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A "not" put in where there is no denial near, or taken out."""
    del rng
    if document.lang != "en":
        return
    for match in _UNDENY.finditer(truth.text):
        yield replaced(match, _stated(match))
    if _DENIAL.search(truth.text):
        return
    for match in _AUXILIARY.finditer(truth.text):
        # A clause with a doubt in it may hold with or without its "not".
        if truth.text[match.end() :].lstrip().startswith(("to ", ",", ".")):
            continue
        yield replaced(match, f"{match.group()} not")
    for match in _PERFECT.finditer(truth.text):
        yield replaced(match, f"{match.group()} not")
    for match in word("|".join(_PAST)).finditer(truth.text):
        if outside_quotes(match) and not _PARTICIPLE_BEFORE.search(truth.text[: match.start()]):
            yield replaced(match, f"did not {_PAST[match.group()]}")


def _stated(match: re.Match[str]) -> str:
    if match["longer"]:
        return "still"
    if match["without"]:
        return "with"
    if match["wont"]:
        return "will"
    return "can" if match["can"] else match["aux"] or match["short"]
