"""The patterns of dates: numeric ones, years, and those around a language's month names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify import calendars
from factcards.verify.numerals import SPACED

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|2100)"
# Chinese, Japanese and Korean letters may stand right beside the digits.
_YEAR_END = r"(?![\w%]|[.,:][0-9]|\s?%)"
_CLEAR = rf"(?<!{SPACED})(?<![.,:/$€£#+-])"
_TIME = (
    r"(?:(?:T|,?\s{1,2})(?P<h>[01]?[0-9]|2[0-3]):(?P<min>[0-5][0-9])(?::[0-5][0-9])?(?:Z\b|"
    r"[+-][0-9]{2}:?[0-9]{2}\b)?(?![0-9:]|\s?[ap]\.?\s?m))?"
)
_SUFFIX = r"(?:st|nd|rd|th|er|e|º|ª|°|-?го|-е|-ого)?"
_AND = r"\s?(?:[-–—/&+]|\b(?:to|and|or|bis|und|au|et|al|y|e|a|en|tot|и|до|по|та|й)\b)\s?"
_OF = r"(?:\s+of\s+|\s+de\s+|\s+del\s+|\s+do\s+|\s+)"
_OF_ENGLISH = r"(?:\s+of\s+|\s*,\s*|\s+)"

WORD = re.compile(r"[^\W\d_]+")
_JOINED = "وفبلك"  # what Arabic writes onto the next word
SEPARATED = re.compile(r"[0-9]\.? ?[-/.] ?[0-9]")
YEARLIKE = re.compile(r"[0-9]{4}|[3-9]0(?:s|er|-|\b)")
DECADELIKE = re.compile(r"[0-9]0(?![0-9])")

ISO = re.compile(
    rf"{_CLEAR}(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>{_MONTH})(?P=s)(?P<d>{_DAY})(?![0-9]){_TIME}"
)
NUMERIC = re.compile(
    rf"{_CLEAR}(?P<a>[0-9]{{1,2}})(?P<s>[./-])(?P<b>[0-9]{{1,2}})(?P=s)"
    rf"(?P<y>{_YEAR}|[0-9]{{2}})(?![0-9]|[./-][0-9]){_TIME}"
)
DAY_MONTH = re.compile(
    r"(?i:\b(?:am|vom|bis|zum|seit|ab|den|dem|der)\s+)(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.(?![0-9])"
)
_HAN_MONTH = r"十[一二]?|[一二三四五六七八九]"
_HAN_DAY = r"三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_HAN_YEAR = r"[一二][〇零一二三四五六七八九]{3}"
_ERA = r"(?P<era>令和|平成|昭和|大正|明治)\s?(?P<e>[0-9]{1,2}|元)"
CJK = re.compile(
    rf"(?:(?:{_ERA}|(?<![0-9])(?P<y>{_YEAR}|{_HAN_YEAR}))\s?[年년]\s?)?(?<![0-9.,/])"
    rf"(?P<m>{_MONTH}|(?<![一二三四五六七八九十])(?:{_HAN_MONTH}))\s?[月월](?![個个か曜光球])"
    rf"(?:\s?(?P<d>{_DAY}|{_HAN_DAY})\s?[日号號일](?![间間本曜]))?"
)
CJK_YEAR = re.compile(
    rf"(?:{_ERA}|(?<![0-9])(?P<y>{_YEAR}|{_HAN_YEAR}))\s?[年년](?P<decade>代|대)?(?![间間])"
)
CJK_DECADE = re.compile(
    r"(?:(?P<c>[0-9]{2}|二十|十九|十八)世[纪紀]|上世[纪紀])?(?<![0-9])(?P<t>[1-9]0|[二三四五六七八九]十)"
    r"(?:年代|년대)"
)
_ARABIC_TENS = "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين"
ARABIC_TENS = {word: 10 * ten for ten, word in enumerate(_ARABIC_TENS.split(), 2)}
ARABIC_DECADE = re.compile(
    rf"(?<!\w)[وفب]?(?:ال)?(?P<t>{'|'.join(ARABIC_TENS)})(?:يات|ات)"
    r"(?P<c>\sالقرن\s(?:الماضي|العشرين))?(?!\w)"
)
SEASON = re.compile(
    rf"{_CLEAR}(?P<y>{_YEAR})(?P<s>[-–/])(?P<z>{_YEAR}|[0-9]{{2}})(?![\w%]|[-–/.,:][0-9])"
)
DECADE = re.compile(
    rf"{_CLEAR}(?P<y>1[0-9]{{2}}0|20[0-9]0)"
    r"(?:['’]?s\b|er[\s-]Jahren?\b|er\b|-х\b|-е\b|-ті\b|-их\b|-tych\b)"
    r"|(?i:\b(?:années|años|anni|anos|jaren|d[ée]cada\s+de|lata|latach)\s+)"
    r"(?P<y2>1[0-9]{2}0|20[0-9]0|[3-9]0)\b(?![.,][0-9])"
    r"|(?<![\w.,])['’]?(?P<y3>[3-9]0)(?:s\b|er[\s-]Jahren?\b|-х\s+год|-е\s+год|-х\s+рок|-ті\s+рок)"
)
FISCAL = re.compile(r"\bFY\s?['’]?(?P<y>20[0-9]{2}|[0-9]{2})\b")
PLAIN = re.compile(rf"{_CLEAR}(?P<y>{_YEAR}){_YEAR_END}(?!-[0-9])")

DOTTED = frozenset(
    {"de", "ru", "uk", "pl", "cs", "sk", "fi", "no", "nb", "nn", "da", "sv", "tr", "et", "lv", "bg"}
)
YEAR_FIRST = frozenset({"hu", "lt", "eu"})

STRONG = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|year|years|circa|early|late|mid|spring|summer|autumn|fall|"
    r"winter|fiscal|im\s+jahre?|seit|jahr|anfang|ende|mitte|en|depuis|dès|fin|début|année|desde|año|"
    r"nel|dal|anno|em|ano|sinds|jaar|с|в|у|з|до|el)[\s-]|[(])\Z",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"\b(?:of|from|to|and|between|before|after|for|von|bis|vor|nach|de|del|di|du|van|tot|do|per)\s\Z",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:\b(?:than|about|nearly|almost|some|roughly|least|most|total\s+of|another|estimated|mehr\s+als|"
    r"rund|etwa|fast|über|knapp|plus\s+de|environ|près\s+de|más\s+de|unos|casi|oltre|circa|quasi|"
    r"mais\s+de|cerca\s+de|meer\s+dan|ongeveer|более|около|почти|понад|близько|майже)\s|[$€£¥₩₽₴#№]\s?)\Z",
    re.IGNORECASE,
)
UNIT_NEXT = re.compile(
    r"\s?(?:%|°|[$€£¥₩₽₴])|[\s-](?:people|men|women|children|percent|million|billion|thousand|dollars?|"
    r"euros?|pounds?|km|kg|kilomet\w+|miles?|met(?:re|er)s?|hours?|days?|years?|tons?|tonnes?|"
    r"troops|jobs|points?|prozent|millionen|mio|menschen|personen|personnes|personas|persone|pessoas|"
    r"человек|людей|рублей|гривень|strong)\b",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
YEAR_WORD = re.compile(r"\s?(?:год[ау]?|годом|г\.|році|року|рік|р\.|roku)", re.IGNORECASE)
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|last|next|this|early|late|mid|through|and|between|"
    r"before|after|every|each|to|for|im|seit|bis|ab|ende|anfang|mitte|von|vom|und|en|depuis|de|au|"
    r"jusqu['’]en|fin|début|mi|sinds|tot|van|eind|begin|i)[\s-]|d['’])\Z",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?<![suiw])(?<!thi)(?<!ha)s$")
MORNING = re.compile(
    r"\b(?:la|esta|de|am|jeden|guten|heute|gestern|elke|goede|'s)\s\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled patterns of one language, over the names in its calendar.

    The sets hold the first words of those names: where a text has none of them, the slower
    patterns need not be tried. They are None for scripts without spaces.
    """

    months: frozenset[str] | None
    days: frozenset[str] | None

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    month_year: re.Pattern[str]
    year_first: re.Pattern[str]
    month: re.Pattern[str]
    weekday: re.Pattern[str]
    relative: re.Pattern[str]


@lru_cache(maxsize=64)
def words(lang: str) -> Words:
    """Compile the patterns of a language; English ones where it is unknown."""
    names = calendars.calendar(lang)
    month = rf"(?P<m>{calendars.alternation(names.months)})\b\.?"
    wide = {name: names.months[name] for name in names.wide}
    left, right = ("", "") if lang in calendars.UNSPACED else (r"(?<!\w)", r"(?!\w)")
    if lang == "ar":
        left = rf"(?:(?<!\w)|(?<=(?<!\w)[{_JOINED}]))"
        # "January" by both of its names: "يناير/كانون الثاني"
        month = rf"(?P<m>{calendars.alternation(names.months)})\b"
        month += rf"(?:\s?[/(]\s?(?:{calendars.alternation(names.months)})\b\)?)?"

    of = _OF_ENGLISH if lang in {"en", "und"} else _OF

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Words(
        months=_first_words(lang, names.months),
        days=_first_words(lang, [*names.weekdays, *names.relative]),
        day_first=compiled(
            rf"{_CLEAR}(?:(?P<d0>{_DAY}){_SUFFIX}\.?{_AND})?(?<![0-9])(?P<d>{_DAY}){_SUFFIX}\.?\s?"
            rf"(?:(?:day\s+)?of\s+|de\s+|d['’])?{month}(?:{of}(?P<y>{_YEAR}){_YEAR_END})?{_TIME}"
        ),
        month_first=compiled(
            rf"(?<!\w){month}\s?(?P<d>{_DAY})(?:st|nd|rd|th)?(?![\w%]|[.,:][0-9])"
            rf"(?:{_AND}(?P<d1>{_DAY})(?:st|nd|rd|th)?(?![\w%]|[.,:][0-9]))?"
            rf"(?:,?\s+(?P<y>{_YEAR}){_YEAR_END})?{_TIME}"
        ),
        month_year=compiled(rf"(?<!\w){month}{of}(?P<y>{_YEAR}){_YEAR_END}"),
        year_first=compiled(
            rf"{_CLEAR}(?P<y>{_YEAR})[.,]?\s?{month}(?:\s(?P<d>{_DAY})\b\.?(?:-?[áé]n)?)?"
        ),
        month=compiled(rf"{left}(?P<m>{calendars.alternation(wide)}){right}"),
        weekday=compiled(rf"{left}(?P<w>{calendars.alternation(names.weekdays)})(?:s|en)?{right}"),
        relative=compiled(rf"{left}(?P<r>{calendars.alternation(names.relative)}){right}"),
    )


def _first_words(lang: str, names: Iterable[str]) -> frozenset[str] | None:
    if lang in calendars.UNSPACED:
        return None
    found = (WORD.search(name) for name in names)
    first = {match.group() for match in found if match}
    if lang == "ar":
        first |= {joined + word for word in first for joined in _JOINED}
    return frozenset(first)
