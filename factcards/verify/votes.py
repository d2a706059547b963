"""Results of votes in words: "12 votes to 7", "42 voix contre 31", "찬성 62표, 반대 41표"."""

from __future__ import annotations

import re

LONGEST_GAP = 40  # characters between the two numbers
_REACH = 60  # ... before the first one
_NOUN = (
    r"(?:votes?|ballots?|voix|suffrages|votos?|voti|stimmen|stemmen|голос\w{0,4}|głos\w{0,4}|"
    r"صوتا|أصوات)"
)
_AGAINST = (
    r"(?:to|against|contre|contra|contro|zu|gegen|tegen|против|проти|przeciw|przeciwko|a|à|مقابل)"
)
# What stands between the numbers and says by itself that they are for and against.
_PLAIN = re.compile(
    rf"\s{_NOUN}\s{_AGAINST}\s"
    r"|\s?표?,?\s?반대\s?|\s?표?\s?대\s|\s?票?(?:[赞贊賛]成)?[,，、]?\s?反[对對対]\s?|票[对對対]",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s(?:[^\W\d_]+\s){0,2}(?:for|in\sfavou?r|pour|a\sfavore?|favorevoli|dafür|voor|за)(?:\sit)?"
    r",?\s(?:(?:and|et|y|e|und|en|и|і|та|with)\s)?|\s?票[赞贊賛]成[,，、]?\s?",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    r"\s(?:[^\W\d_]+\s){0,2}?(?:against|opposed|contre|(?:en\s)?contra|contro|contrari|dagegen|tegen|"
    r"против|проти)\b|\s?票反",
    re.IGNORECASE,
)
# "42 zu 31 Stimmen", "a 12 to 7 vote", "voted 12 to 7"
_BARE = re.compile(
    r"\s(?:to|zu|gegen|tegen|contre|contra|contro|против|проти|a|à)\s", re.IGNORECASE
)
_NOUN_AFTER = re.compile(rf"[\s-]{_NOUN}(?!\w)", re.IGNORECASE)
_VOTED_BEFORE = re.compile(r"\b(?:votes?\sof|vot(?:ed|ing)|by)\s\Z", re.IGNORECASE)
_VOTING = re.compile(
    r"\bvot(?:ed?|es|ing)\b|\b(?:approv|pass|reject|defeat|adopt|back|carri|endors|ratif)\w{1,4}\b",
    re.IGNORECASE,
)


def is_vote(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two numbers, given by their spans in a text, are the votes for and against."""
    gap = text[first[1] : second[0]]
    if _PLAIN.fullmatch(gap):
        return True
    if _FOR.fullmatch(gap):
        return _OPPOSED.match(text, second[1]) is not None
    if not _BARE.fullmatch(gap):
        return False
    before = text[max(0, first[0] - _REACH) : first[0]]
    worded = _VOTED_BEFORE.search(before) is not None and _VOTING.search(before) is not None
    return worded or _NOUN_AFTER.match(text, second[1]) is not None
