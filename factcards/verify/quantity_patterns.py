"""The patterns around numbers: what makes them parts of names, ages, ordinals, ranges."""

from __future__ import annotations

import re

from factcards.verify.numerals import DIGITS

DIGIT_RUN = re.compile(DIGITS)
NAMEISH = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,99}|[#@]\w{1,64}"
    # versions, telephones, formations, but not 1.000.000 or 5.6–5.8
    r"|(?<![\w])(?<![0-9]\.)(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.])"
    r"|[0-9]{1,4}\.[0-9]{1,2}[-–][0-9]{1,4}\.[0-9]{1,2}(?![0-9./–-]))[0-9]+(?:[-–./][0-9]+){2,}(?![\w])"
    r"|(?<![\w.,])\(?[0-9]{3}\)[\s-]?[0-9]{3}-[0-9]{4}"
    r"|(?<![\w./])[0-9]{1,2}/[0-9]{1,2}(?![\w/])"  # 9/11, 24/7; fractions are read before
)
LIST_MARK = re.compile(r"\s*(?:[-*•]\s*)?\(?[0-9]{1,2}[.)](?=\s)")
# "Third-party", "first aid": no place in any order.
IDIOM = re.compile(
    r"[\s-](?:part(?:y|ies)|hand(?:ed)?|aid|lady|ladies|class|name|thoughts|nature|to[\s-](?:last|none))\b",
    re.IGNORECASE,
)
NAME_HINT = re.compile(r"[@#/]|www\.|[0-9][-–.][0-9]+[-–.][0-9]|\([0-9]{3}\)")
PAIR_HINT = re.compile(
    r"[0-9](?:[-–—:∶h]|\s[-–—]|\.[0-9]{2}|\s?(?:[aApP]\.?\s?[mM]\b|Uhr|uur|h\b|heures|o['’]|"
    r"[時时点點시]))|[点點时時]"
)
# The beginning of a word with a digit in it: G7, F-16, COVID-19.
_ALNUM = r"[^\W_\u3000-\ud7ff]"
NAME_BEFORE = re.compile(rf"(?<!\w){_ALNUM}*[^\W\d_\u3000-\ud7ff]{_ALNUM}*[-‑]?\Z")
NAMED = re.compile(
    r"\b(?:Boeing|Airbus|Articles?|Sections?|Chapters?|Route|Highway|Interstate|Flight|Channel|Radio|"
    r"Formula|Phase|Level|Category|Type|Class|Apollo|Falcon|Windows|iPhone|Galaxy|Model|Grade|Room|"
    r"Gate|Platform|Pages?|Step|Version|Volume|Resolution|Paragraph|Rule|Title|Building|Area|Line|"
    r"Terminal|Pier|Hall|Artikel|Artículo|Articolo|Artigo|Paragraf|Kapitel|Seite|Статья|"
    r"Стаття|"
    r"COVID|Covid|MAX|Max|Series|Mark|Proposition|Prop|Bill|Act|Protocol|§)[\s-]\Z"
)
FRACTION = re.compile(r"(?<![\w./])([1-9])/([2-9]|10)(?![\w/])")
ORDINAL = {
    "en": r"st|nd|rd|th", "fr": r"ers?|res?|ères?|ème|e|nde?",
    "es": r"\.?[ºª°]|er|ra|ro|do|da|to|ta",
    "it": r"[º°ª]", "pt": r"\.?[ºª°]", "nl": r"e|de|ste", "ru": r"-?(?:й|я|е|го|му|м|ю|х|ый|ой)",
    "uk": r"-?(?:й|а|ша|тя|та|га|я|е|тє|те|го|му|м|у|х|ий|ій)", "pl": r"\.(?=\s[a-ząćęłńóśźż])",
    "ko": r"\s?번째", "ja": r"(?:回|度|番|人|件|つ|年|日|例|位)?目",
}  # fmt: skip
ORDINAL_SUFFIX = {
    lang: re.compile(rf"(?:{suffix})(?![^\W\d_])", re.IGNORECASE)
    for lang, suffix in ORDINAL.items()
}
ORDER_BEFORE = frozenset({"zh", "ja", "ko"})
ORDER_MARKS = frozenset("第제")
GERMAN_ORDINAL = re.compile(r"\.\s(?=[A-ZÄÖÜ])")
GERMAN_ARTICLE = re.compile(
    r"\b(?:der|die|das|dem|den|des|im|am|zum|zur|vom|ihr\w*|sein\w*)\s\Z", re.IGNORECASE
)
QUARTER = re.compile(r"\bQ([1-4])\b|\b([1-4])Q\b")
PERCENT_BEFORE = re.compile(r"百分之\Z")
AGED = re.compile(
    r"\b(?:aged?|age\sof|âgée?s?\sde|edad\sde|im\salter\svon|all['’]età\sdi|возрасте|віці|wieku|"
    r"العمر|عمره|عمرها)\s\Z",
    re.IGNORECASE,
)
NAME_COMMA = re.compile(r"[^\W\d_]{2,},\s\Z")
AFTER_AGE = re.compile(r"(?:,|\.|;|\)|\sand\b|\sund\b|\set\b|\sy\b|\s?\Z)")
OLDEST = 115
MINUS = re.compile(r"(?:(?<![\w)])[-−]|\bminus\s)\Z")
PLUS = re.compile(r"(?<!\w)\+\Z")
CONNECT = re.compile(
    r"\s?[-–—~〜～]\s?|\s(?:to|bis|à|a|até|al|tot|до|do|إلى|الى)\s|から|至|到|에서\s?"
)
BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tra|fra|tussen|между|між|między|بين)\s(?:[$€£¥])?\Z",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:from|von|de|du|desde|da|dal|van|от|с|со|від|з|із|od|من)\s(?:[$€£¥])?\Z", re.IGNORECASE
)
BY = re.compile(r"\bby\s(?:about\s|nearly\s|almost\s|just\s|only\s)?\Z", re.IGNORECASE)
AND = re.compile(r"\s(?:and|und|et|y|e|en|и|і|й|та|a)\s|\s·")  # "·": joined Arabic
LISTED = re.compile(r"\s(?:and|or|und|oder|et|ou|y|o|e|en|of|и|или|та|або|أو)\s|\s·")
ONE_BEFORE_WORDS = "no any every some this that which the only each another number square ground"
ONE_BEFORE = frozenset(ONE_BEFORE_WORDS.split())
ONE_AFTER = re.compile(
    r"\s(?:of|another|day|more|thing|has|who|that|can|or|and|in|to|is|was|would|may|might|at|on|with|"
    r"for|by|from|which|where|as|than|but|could|should|must|will|side|hand|way)\b|[^\w\s-]|\s?\Z|-to-|-on-"
    r"|-(?:time|off|way|sided|size)",
    re.IGNORECASE,
)
SECOND_BEFORE = frozenset({"per", "split", "every", "one", "a"})
SECOND_AFTER = re.compile(r"\s?(?:[.,;:]|\Z)")
WORD_BEFORE = re.compile(r"([\w'’-]+)\s\Z")
LATIN_UNIT = re.compile(r"\s?[A-Za-z/°]{1,8}[²³]?(?=[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3])")
REACH = 24
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
OF = re.compile(r"\s(?:of|de|di|von)\s", re.IGNORECASE)
# "Neuf millions d'euros", where the scale is one of the number words
OF_MONEY = re.compile(r"(?<=[^\W\d_])\s(?:de|di)(?=\s)|(?<=[^\W\d_])\sd['’]")
FIRST_UNSPACED = 0x3000
# "58,4 M€"
LETTER_SCALE = re.compile(r"[ \u00a0\u2009\u202f]?(k|M|Mds?|B)(?=[$€£])")
LETTER_SCALES = {"k": 10**3, "m": 10**6, "md": 10**9, "mds": 10**9, "b": 10**9}
AND_A_HALF = re.compile(r"\sand\sa\shalf\b", re.IGNORECASE)
SCORING = frozenset(
    {"win", "victory", "defeat", "loss", "draw", "lead", "aggregate", "scoreline", "vote", "votes"}
)
_ARTICLES = {
    "en": r"an?", "und": r"an?", "de": r"eine?r?n?", "nl": r"een", "fr": r"une?", "es": r"una?",
    "it": r"una?", "pt": r"uma?",
}  # fmt: skip
ARTICLE_BEFORE = {
    lang: re.compile(rf"(?<![^\W\d_])(?:{words})\s\Z", re.IGNORECASE)
    for lang, words in _ARTICLES.items()
}
ARTICLE = re.compile(r"(?:\sof)?\s(?:an?|one)(?=\s)|-an?(?=-)", re.IGNORECASE)
