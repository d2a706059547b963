"""Withdrawals: plans given up and reports called false, which deny what they tell of (English)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.words import Token

_DROPPING = listed(
    """drop drops dropped dropping abandon abandons abandoned abandoning scrap scraps scrapped
    scrapping shelve shelves shelved shelving cancel cancels cancelled canceled cancelling ditch
    ditches ditched ditching axe axes axed axing reverse reverses reversed reversing"""
)
_PLANS = listed(
    """plan plans proposal proposals decision decisions bid idea ideas scheme schemes intention
    intentions project move"""
)
_DISMISSING = listed(
    """dismiss dismisses dismissed dismissing reject rejects rejected rejecting refute refutes
    refuted refuting rebut rebutted"""
)
_FALSE = listed(
    """false untrue wrong baseless unfounded groundless fabricated incorrect denied dismissed
    rejected refuted"""
)
_REPORTS = listed(
    """report reports rumour rumours rumor rumors claim claims allegation allegations accusation
    accusations suggestion suggestions speculation"""
)
# What is planned, told as a noun, and the verb that a claim would have in its place.
_NOUNS = {
    "closure": "close", "sale": "sell", "merger": "merge", "takeover": "takeover",
    "purchase": "buy", "acquisition": "acquire", "launch": "launch", "strike": "strike",
    "expansion": "expand", "demolition": "demolish", "visit": "visit",
}  # fmt: skip
_TO = frozenset({"to"})
_THAT = frozenset({"that"})
_BE = listed("is are was were be been being")
_QUALIFIERS = 3  # words between a verb and its plan: "dropped its controversial plan"
_LONGEST = 24  # words of a plan or a report before what became of it
_BREAK = frozenset(".;:!?")
_KINDS = (
    (_DROPPING, _PLANS, _TO, _DROPPING),
    (_DISMISSING, _REPORTS, _THAT, _FALSE),
)


def find_withdrawals(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int | None]]:
    """Find plans that are given up and reports that are called false.

    Args:
        text: The passage.
        tokens: Its words.

    Yields:
        Indices of the first token of the cue, of the token past it, where what is denied
        begins, and of the token where that ends; None for that where its clause does.
    """
    for index, token in enumerate(tokens):
        for verbs, nouns, openings, judged in _KINDS:
            if token.folded in verbs and (past := _plan_after(tokens, index, nouns, openings)):
                yield index, past, None
            elif token.folded in nouns and _is_one_of(tokens, index + 1, openings):
                stop = _judged_at(text, tokens, index + 2, judged)
                if stop:
                    yield index, index + 2, stop
        if token.folded in _DROPPING and (noun := _noun_after(tokens, index)):
            yield index, noun, None


def verb_of(noun: str) -> str | None:
    """The verb for a noun that tells of a plan, as "close" for "closure"."""
    return _NOUNS.get(noun)


def _is_one_of(tokens: Sequence[Token], index: int, words: frozenset[str]) -> bool:
    return index < len(tokens) and tokens[index].folded in words


def _plan_after(
    tokens: Sequence[Token], index: int, nouns: frozenset[str], openings: frozenset[str]
) -> int:
    """Index past "plan to" after a verb; 0 if there is none."""
    for place in range(index + 1, min(index + 2 + _QUALIFIERS, len(tokens) - 1)):
        if tokens[place].folded in nouns and tokens[place + 1].folded in openings:
            return place + 2
    return 0


def _noun_after(tokens: Sequence[Token], index: int) -> int:
    """Index of a noun such as "closure" that is the object of a verb; 0 if there is none."""
    for place in range(index + 1, min(index + 2 + _QUALIFIERS, len(tokens))):
        if tokens[place].folded in _NOUNS:
            return place
    return 0


def _judged_at(text: str, tokens: Sequence[Token], start: int, judged: frozenset[str]) -> int:
    """Index of the "were" of "were dropped" that ends a plan; 0 if it was not."""
    for place in range(start, min(start + _LONGEST, len(tokens))):
        if not _BREAK.isdisjoint(text[tokens[place - 1].end : tokens[place].start]):
            return 0
        if tokens[place].folded in judged and place > start + 1:
            before = place - 1
            if tokens[before].folded not in _BE:
                continue
            perfect = tokens[before - 1].folded in {"has", "have", "had"}
            return before - 1 if perfect else before
    return 0
