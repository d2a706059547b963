"""Names of months and days in many languages, from CLDR and, for what CLDR lacks, from here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Unit = Literal["day", "week", "month", "year"]

# Forms that CLDR does not list: common abbreviations, and cases other than its two.
_MORE_MONTHS = {
    "en": {"sept": 9},
    "de": {"jänner": 1, "feber": 2, "mrz": 3, "mär": 3},
    "fr": {"jan": 1, "fév": 2, "fevrier": 2, "aout": 8, "decembre": 12},
    "es": {"setiembre": 9, "sep": 9},
    "pt": {"setembro": 9},
    "nl": {"maart": 3, "mrt": 3, "sept": 9},
    "ru": {
        "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7,
        "августе": 8, "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12, "январю": 1,
        "февралю": 2, "марту": 3, "апрелю": 4, "маю": 5, "июню": 6, "июлю": 7, "августу": 8,
        "сентябрю": 9, "октябрю": 10, "ноябрю": 11, "декабрю": 12,
    },
    "uk": {
        "січні": 1, "лютому": 2, "березні": 3, "квітні": 4, "травні": 5, "червні": 6,
        "липні": 7, "серпні": 8, "вересні": 9, "жовтні": 10, "листопаді": 11, "грудні": 12,
    },
    "pl": {
        "styczniu": 1, "lutym": 2, "marcu": 3, "kwietniu": 4, "maju": 5, "czerwcu": 6,
        "lipcu": 7, "sierpniu": 8, "wrześniu": 9, "październiku": 10, "listopadzie": 11,
        "grudniu": 12,
    },
    "ar": {
        "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
        "أيلول": 9, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10, "كانون الثاني": 1, "اذار": 3,
        "ايار": 5, "ايلول": 9, "تشرين الأول": 10, "تشرين الاول": 10, "تشرين الثاني": 11,
        "كانون الأول": 12, "كانون الاول": 12, "إبريل": 4, "أبريل": 4, "أغسطس": 8,
        "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8,
        "يوليوز": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11, "دجنبر": 12,
    },
}  # fmt: skip
_NO_MONTH = {"it": {"set"}, "pt": {"set", "out"}}  # abbreviations that are common words
_MORE_WEEKDAYS = {  # Monday is 1
    "de": {"sonnabend": 6},
    "ru": {
        "понедельника": 1, "вторника": 2, "среду": 3, "среды": 3, "четверга": 4, "пятницу": 5,
        "пятницы": 5, "субботу": 6, "субботы": 6, "воскресенья": 7, "среда": 3,
    },
    "uk": {
        "понеділка": 1, "вівторка": 2, "середу": 3, "середи": 3, "четверга": 4, "п'ятниця": 5,
        "п'ятницю": 5, "п’ятниця": 5, "п’ятницю": 5, "суботу": 6, "неділю": 7, "неділі": 7,
    },
    "pl": {"środę": 3, "sobotę": 6, "niedzielę": 7},
    "ar": {"الإثنين": 1, "الاثنين": 1, "الأربعاء": 3},
    "zh": {"星期天": 7, "礼拜一": 1, "礼拜天": 7},
}  # fmt: skip

# Day words; a language's own verbs and mornings are kept apart by `_NOT_BEFORE`.
_RELATIVE: dict[str, dict[str, tuple[Unit, int]]] = {
    "en": {
        "today": ("day", 0), "tonight": ("day", 0), "this morning": ("day", 0),
        "this afternoon": ("day", 0), "this evening": ("day", 0), "yesterday": ("day", -1),
        "last night": ("day", -1), "tomorrow": ("day", 1), "last week": ("week", -1),
        "this week": ("week", 0), "next week": ("week", 1), "last month": ("month", -1),
        "this month": ("month", 0), "next month": ("month", 1), "last year": ("year", -1),
        "this year": ("year", 0), "next year": ("year", 1),
    },
    "de": {
        "heute": ("day", 0), "gestern": ("day", -1), "vorgestern": ("day", -2),
        "morgen": ("day", 1), "übermorgen": ("day", 2),
    },
    "fr": {
        "aujourd'hui": ("day", 0), "aujourd’hui": ("day", 0), "hier": ("day", -1),
        "avant-hier": ("day", -2), "demain": ("day", 1), "cette année": ("year", 0),
        "l'an dernier": ("year", -1), "l’an dernier": ("year", -1),
        "l'année dernière": ("year", -1), "l’année dernière": ("year", -1),
        "l'an prochain": ("year", 1), "l’an prochain": ("year", 1), "ce mois-ci": ("month", 0),
        "l'année prochaine": ("year", 1), "l’année prochaine": ("year", 1),
        "le mois dernier": ("month", -1), "le mois prochain": ("month", 1),
        "cette semaine": ("week", 0), "la semaine dernière": ("week", -1),
        "la semaine prochaine": ("week", 1),
    },
    "es": {
        "hoy": ("day", 0), "ayer": ("day", -1), "anteayer": ("day", -2), "mañana": ("day", 1),
        "este año": ("year", 0), "el año pasado": ("year", -1), "el próximo año": ("year", 1),
        "el año que viene": ("year", 1), "este mes": ("month", 0), "el mes pasado": ("month", -1),
        "el próximo mes": ("month", 1), "esta semana": ("week", 0),
        "la semana pasada": ("week", -1), "la próxima semana": ("week", 1),
    },
    "it": {
        "oggi": ("day", 0), "ieri": ("day", -1), "l'altro ieri": ("day", -2), "domani": ("day", 1),
        "quest'anno": ("year", 0), "quest’anno": ("year", 0), "l'anno scorso": ("year", -1),
        "l’anno scorso": ("year", -1), "lo scorso anno": ("year", -1),
        "l'anno prossimo": ("year", 1), "l’anno prossimo": ("year", 1),
        "il prossimo anno": ("year", 1), "questo mese": ("month", 0),
        "il mese scorso": ("month", -1), "il prossimo mese": ("month", 1),
        "questa settimana": ("week", 0), "la settimana scorsa": ("week", -1),
        "la scorsa settimana": ("week", -1),
        "la prossima settimana": ("week", 1), "la settimana prossima": ("week", 1),
        "dopodomani": ("day", 2), "l’altro ieri": ("day", -2),
        "stasera": ("day", 0), "stamattina": ("day", 0), "il mese prossimo": ("month", 1),
    },
    "pt": {
        "hoje": ("day", 0), "ontem": ("day", -1), "anteontem": ("day", -2), "amanhã": ("day", 1),
        "este ano": ("year", 0), "neste ano": ("year", 0), "no ano passado": ("year", -1),
        "no próximo ano": ("year", 1), "este mês": ("month", 0), "no mês passado": ("month", -1),
        "no próximo mês": ("month", 1), "esta semana": ("week", 0),
        "na semana passada": ("week", -1), "na próxima semana": ("week", 1),
    },
    "nl": {
        "vandaag": ("day", 0), "vanavond": ("day", 0), "gisteren": ("day", -1),
        "eergisteren": ("day", -2), "morgen": ("day", 1), "dit jaar": ("year", 0),
        "vorig jaar": ("year", -1), "volgend jaar": ("year", 1), "deze maand": ("month", 0),
        "vorige maand": ("month", -1), "volgende maand": ("month", 1), "deze week": ("week", 0),
        "vorige week": ("week", -1), "volgende week": ("week", 1),
    },
    "ru": {
        "сегодня": ("day", 0), "вчера": ("day", -1), "позавчера": ("day", -2),
        "завтра": ("day", 1), "послезавтра": ("day", 2), "в этом году": ("year", 0),
        "в прошлом году": ("year", -1), "в следующем году": ("year", 1),
        "в этом месяце": ("month", 0), "в прошлом месяце": ("month", -1),
        "в следующем месяце": ("month", 1), "на этой неделе": ("week", 0),
        "на прошлой неделе": ("week", -1), "на следующей неделе": ("week", 1),
    },
    "uk": {
        "сьогодні": ("day", 0), "вчора": ("day", -1), "учора": ("day", -1),
        "позавчора": ("day", -2), "завтра": ("day", 1), "післязавтра": ("day", 2),
        "цього року": ("year", 0), "торік": ("year", -1), "минулого року": ("year", -1),
        "наступного року": ("year", 1), "цього місяця": ("month", 0),
        "минулого місяця": ("month", -1), "наступного місяця": ("month", 1),
        "цього тижня": ("week", 0), "минулого тижня": ("week", -1),
        "наступного тижня": ("week", 1),
    },
    "ja": {
        "昨日": ("day", -1), "昨夜": ("day", -1), "昨晩": ("day", -1), "一昨日": ("day", -2),
        "明日": ("day", 1), "明後日": ("day", 2), "今日": ("day", 0), "本日": ("day", 0),
        "一昨年": ("year", -2), "再来年": ("year", 2), "今年": ("year", 0), "昨年": ("year", -1),
        "去年": ("year", -1), "来年": ("year", 1), "今月": ("month", 0), "先月": ("month", -1),
        "来月": ("month", 1), "先週": ("week", -1), "今週": ("week", 0), "来週": ("week", 1),
    },
    "zh": {
        "今天": ("day", 0), "今日": ("day", 0), "昨天": ("day", -1), "昨日": ("day", -1),
        "昨晚": ("day", -1), "前天": ("day", -2), "明天": ("day", 1), "明日": ("day", 1),
        "后天": ("day", 2), "前年": ("year", -2), "后年": ("year", 2), "上月": ("month", -1),
        "下月": ("month", 1), "今年": ("year", 0),
        "去年": ("year", -1), "明年": ("year", 1), "本月": ("month", 0), "上个月": ("month", -1),
        "下个月": ("month", 1), "上周": ("week", -1), "本周": ("week", 0), "下周": ("week", 1),
    },
    "ko": {
        "오늘": ("day", 0), "어제": ("day", -1), "내일": ("day", 1), "올해": ("year", 0),
        "작년": ("year", -1), "지난해": ("year", -1), "내년": ("year", 1), "지난달": ("month", -1),
        "다음 달": ("month", 1), "지난주": ("week", -1), "다음 주": ("week", 1),
        "그제": ("day", -2), "그저께": ("day", -2), "모레": ("day", 2), "재작년": ("year", -2),
        "금년": ("year", 0), "이달": ("month", 0), "이번 달": ("month", 0),
        "지난 달": ("month", -1),
        "다음달": ("month", 1), "지난 주": ("week", -1), "이번 주": ("week", 0),
        "이번주": ("week", 0),
        "다음주": ("week", 1),
    },
    "ar": {
        "اليوم": ("day", 0), "أمس": ("day", -1), "امس": ("day", -1), "أول أمس": ("day", -2),
        "أول من أمس": ("day", -2), "غدا": ("day", 1), "بعد غد": ("day", 2),
        "هذا الأسبوع": ("week", 0), "الأسبوع الماضي": ("week", -1),
        "الأسبوع المقبل": ("week", 1), "الأسبوع القادم": ("week", 1),
        "هذا الشهر": ("month", 0), "الشهر الجاري": ("month", 0), "الشهر الماضي": ("month", -1),
        "الشهر المقبل": ("month", 1), "الشهر القادم": ("month", 1), "هذا العام": ("year", 0),
        "العام الجاري": ("year", 0), "العام الحالي": ("year", 0), "العام الماضي": ("year", -1),
        "العام المقبل": ("year", 1), "العام القادم": ("year", 1), "السنة الماضية": ("year", -1),
        "السنة المقبلة": ("year", 1),
    },
    "pl": {
        "dziś": ("day", 0), "dzisiaj": ("day", 0), "wczoraj": ("day", -1),
        "przedwczoraj": ("day", -2), "jutro": ("day", 1), "pojutrze": ("day", 2),
        "w tym roku": ("year", 0), "w zeszłym roku": ("year", -1), "w ubiegłym roku": ("year", -1),
        "w przyszłym roku": ("year", 1), "w tym miesiącu": ("month", 0),
        "w zeszłym miesiącu": ("month", -1), "w przyszłym miesiącu": ("month", 1),
        "w tym tygodniu": ("week", 0), "w zeszłym tygodniu": ("week", -1),
        "w przyszłym tygodniu": ("week", 1),
    },
    "hi": {"आज": ("day", 0), "इस साल": ("year", 0), "पिछले साल": ("year", -1),
           "अगले साल": ("year", 1)},
}  # fmt: skip
_GERMAN_UNITS: tuple[tuple[str, Unit], ...] = (
    ("jahr", "year"), ("jahres", "year"), ("monat", "month"), ("monats", "month"),
    ("woche", "week"),
)  # fmt: skip
_GERMAN_SHIFTS = (
    (-1, "letzte letzten letztes letzter vergangene vergangenen vergangenes vorige vorigen"),
    (0, "diese diesen dieses dieser diesem"),
    (1, "nächste nächsten nächstes nächster kommende kommenden kommendes"),
)
_RELATIVE["de"].update(
    {
        f"{adjective} {noun}": (unit, delta)
        for noun, unit in _GERMAN_UNITS
        for delta, adjectives in _GERMAN_SHIFTS
        for adjective in adjectives.split()
    }
)

# Single words that are months only next to a day, a year or a preposition.
AMBIGUOUS = {
    "en": frozenset({"march", "may", "april", "june", "august"}),
    "fr": frozenset({"mars"}),
    "nl": frozenset({"mei"}),
    "de": frozenset({"mai", "august"}),
    "sv": frozenset({"mars", "maj"}),
}
NEXT = re.compile(
    r"\b(?:next|coming|kommende\w*|nächste\w*|prochain\w*|próxim\w+|que viene|prossim\w+|volgende|"
    r"komende|следующ\w+|будущ\w+|наступн\w+)\s*\Z|(?:下|来週の?|다음 ?주 ?)\Z",
    re.IGNORECASE,
)
NEXT_AFTER = re.compile(r"\s+(?:prochain|próxim[oa]|que viene|prossim[oa])\b", re.IGNORECASE)
UNSPACED = frozenset({"ja", "zh", "ko", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The date words of a language, case-folded, without the full stop of abbreviations.

    Attributes:
        months: Number of the month by name, abbreviations included.
        wide: The names among them that are no abbreviations.
        weekdays: ISO number (Monday is 1) by full name.
        relative: What words such as "yesterday" say: a unit and a shift.
    """

    months: dict[str, int]
    wide: frozenset[str]
    weekdays: dict[str, int]
    relative: dict[str, tuple[Unit, int]]


@lru_cache(maxsize=64)
def calendar(lang: str) -> Calendar:
    """The calendar of a language; English where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return calendar("en")
    months: dict[str, int] = dict(_MORE_MONTHS.get(lang, {}))
    wide = set(months)
    weekdays = dict(_MORE_WEEKDAYS.get(lang, {}))
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                bare = name.casefold().rstrip(".॰")
                months.setdefault(bare, number)
                if width == "wide":
                    wide.add(bare)
        for day, name in locale.days[context]["wide"].items():
            weekdays.setdefault(name.casefold(), day + 1)
    if lang == "zh":
        for day, name in locale.days["format"]["abbreviated"].items():
            weekdays.setdefault(name.casefold(), day + 1)
    # "9月" is written with digits: the patterns for unspaced scripts read it.
    months = {
        name: n
        for name, n in months.items()
        if not name[0].isdigit() and name not in _NO_MONTH.get(lang, ())
    }
    return Calendar(months, frozenset(wide & set(months)), weekdays, _RELATIVE.get(lang, {}))


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) for word in listed) or r"(?!)"
