"""Words that turn a number into a bound or an estimate: "more than", "nearly", "about"."""

from __future__ import annotations

import re
from typing import Literal

Bound = Literal["exact", "about", "over", "under"]

_REACH = 36  # code points before a number
_MOST_WORDS = 4
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"[\s.(]*\Z")

_BEFORE: dict[Bound, str] = {
    "over": "more than|over|above|at least|upward of|upwards of|exceed|exceeds|exceeded|exceeding|"
    "top|tops|surpass|surpasses|"
    "in excess of|greater than|higher than|larger than|longer than|older than|no fewer than|"
    "no less than|not less than|minimum of|well over|beyond|topped|surpassed|surpassing|"
    "just over|a little over|slightly over|mehr als|über|mindestens|wenigstens|"
    "nicht weniger als|plus de|au moins|pas moins de|au-delà de|más de|al menos|por lo menos|"
    "superior a|no menos de|como mínimo|più di|oltre|almeno|non meno di|mais de|pelo menos|"
    "meer dan|ruim|minstens|ten minste|minimaal|более|более чем|больше|больше чем|свыше|"
    "не менее|не менее чем|как минимум|по меньшей мере|понад|більше|більше ніж|більш ніж|"
    "більш як|щонайменше|не менше|принаймні|ponad|więcej niż|co najmniej|mer än|över|minst|"
    "mere end|mindst|أكثر من|على الأقل|ما لا يقل عن",
    "under": "less than|fewer than|lower than|smaller than|shorter than|under|below|nearly|"
    "almost|just under|up to|as many as|as much as|at most|no more than|not more than|"
    "maximum of|shy of|just shy of|weniger als|unter|knapp|fast|beinahe|nahezu|bis zu|"
    "höchstens|maximal|nicht mehr als|moins de|près de|presque|jusqu'à|jusqu’à|au plus|"
    "au maximum|menos de|casi|hasta|como máximo|no más de|meno di|quasi|fino a|al massimo|"
    "non più di|quase|até|no máximo|minder dan|bijna|maximaal|hooguit|hoogstens|менее|"
    "менее чем|меньше|почти|не более|не более чем|не больше|менше|менше ніж|майже|не більше|"
    "щонайбільше|mniej niż|prawie|niemal|mindre än|nästan|upp till|أقل من|ما يقرب من",
    "about": "about|around|roughly|approximately|approx|some|estimated|circa|ca|c|close to|"
    "in the region of|somewhere around|rund|etwa|ungefähr|zirka|an die|schätzungsweise|"
    "environ|quelque|quelques|autour de|à peu près|aux alentours de|unos|unas|alrededor de|"
    "cerca de|aproximadamente|en torno a|intorno a|all'incirca|all’incirca|uns|umas|"
    "por volta de|em torno de|ongeveer|zo'n|zo’n|rond|omstreeks|около|примерно|порядка|"
    "приблизительно|близько|приблизно|орієнтовно|około|omkring|ungefär|cirka|"
    "نحو|حوالي|قرابة",
}
_BEFORE_UNSPACED: dict[Bound, str] = {
    "over": "超过|超過|逾|至少|最少|少なくとも|최소|적어도",
    "under": "不到|不足|近|将近|至多|最多|거의|최대",
    "about": "约|約|大约|大約|大概|およそ|약|~|≈|∼|d'|d’",
}
_AFTER: dict[Bound, str] = {
    "over": r"\+(?!\w)|\s(?:or more|and over|and above|or above|or older|and older|oder mehr|"
    r"ou plus|o más|o più|ou mais|of meer|и более|и больше|і більше)\b|"
    r"[人名社件個个国歳岁か]{0,2}(?:以上|超)|多(?=[人名个家万元])|"
    r"\s?[명개곳대세]?\s?(?:이상|여\b|넘)",
    "under": r"\s(?:or less|or fewer|or under|or below|oder weniger|ou moins|o menos|o meno|"
    r"of minder|и менее)\b|[人名社件個个国歳岁か]{0,2}(?:以下|未満|未满)|"
    r"\s?[명개곳대세]?\s?(?:이하|미만)",
    "about": r"\s(?:or so|approximately)\b|左右|前後|上下|程度|ほど|\s?(?:정도|안팎|가량)",
}
# "Goes up to 5" says where it goes; "up to 5 people" is a bound, and so may be "rose up to 5%".
_UP_TO = re.compile(
    r"(?<!\w)(?:go|goes|going|gone|went|moves?|moved|climbs?|climbed)\s+up\s+to\s*\S{0,4}\Z",
    re.IGNORECASE,
)
_UP_FROM = re.compile(r"(?:\s(?:an?|per)\s\w{1,16})?\sfrom\s(?=[^\s.;]{0,4}[0-9])", re.IGNORECASE)
_EXPECTED = re.compile(r"(?<!\w)(?:expect|forecast|predict|estimat|consensus)", re.IGNORECASE)
_CLAUSE = 48  # code points around a number
_ARTICLE_WORDS = "the a an der die das den dem les la le el los las il lo gli i os as"
_AS_MUCH = (["as", "much", "as"], ["as", "many", "as"])
_ARTICLES = frozenset(_ARTICLE_WORDS.split())


def _by_phrase(table: dict[Bound, str]) -> dict[str, Bound]:
    return {phrase: bound for bound, phrases in table.items() for phrase in phrases.split("|")}


_PHRASES = _by_phrase(_BEFORE)
_ENDINGS = _by_phrase(_BEFORE_UNSPACED)
_ANY_ENDING = tuple(_ENDINGS)
_FOLLOWING = {bound: re.compile(words, re.IGNORECASE) for bound, words in _AFTER.items()}


def bound_of(text: str, start: int, end: int) -> tuple[Bound, str]:
    """Find what the words around ``text[start:end]`` make of the number there.

    Returns:
        The bound, and the phrase before the number that gives it, if it stands before.
    """
    before = text[max(0, start - _REACH) : start]
    words = list(_WORDS.finditer(before))
    if words and _GAP.match(before, words[-1].end()):
        folded = [word.group().casefold() for word in words[-_MOST_WORDS - 1 :]]
        if folded[-1] in _ARTICLES and len(folded) > 1 and folded[-3:] not in _AS_MUCH:
            folded.pop()
        for count in range(min(_MOST_WORDS, len(folded)), 0, -1):
            phrase = " ".join(folded[-count:])
            if phrase == "up to" and _leads_up_to(before, text, end):
                continue
            if phrase in _PHRASES:
                return _PHRASES[phrase], phrase
    tail = before.rstrip()
    for phrase, bound in _ENDINGS.items() if tail.endswith(_ANY_ENDING) else ():
        if tail.endswith(phrase):
            # French "plus d'un million"
            elided = _PHRASES.get(" ".join(w.group().casefold() for w in words[-2:]) + "e")
            return (elided or bound) if phrase[0] == "d" else bound, phrase
    for bound, pattern in _FOLLOWING.items():
        if pattern.match(text, end):
            return bound, ""
    return "exact", ""


def _leads_up_to(before: str, text: str, end: int) -> bool:
    """Whether "up to" belongs to a verb of movement rather than to the number."""
    return _UP_TO.search(before) is not None or _UP_FROM.match(text, end) is not None


def is_expected(text: str, start: int, end: int, bound: Bound) -> bool:
    """Whether ``text[start:end]`` is what was expected, itself no bound.

    "Above the 198 that analysts had expected" tells that they had expected 198; "expected
    more than 198" does not.
    """
    definite = bound == "exact" or text[max(0, start - 5) : start].casefold().endswith(" the ")
    return definite and _EXPECTED.search(text, max(0, start - _CLAUSE), end + _CLAUSE) is not None
