"""Twelve languages: numbers, dates and sentences as read, and whole claims as judged.

The data is one file per language: a table of texts with the quantities and dates in them, an
invented article, claims that it carries, and alterations of these by kind.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.checker import verify_claim
from factcards.verify.date_mentions import find_dates
from factcards.verify.names import find_names
from factcards.verify.quantities import Quantity, find_quantities
from factcards.verify.source import SourceText
from factcards.verify.words import tokenise

if TYPE_CHECKING:
    from factcards.verify.report import Report

DATA = Path(__file__).resolve().parent.parent / "data" / "multilingual"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "uk", "ko", "ja", "zh", "ar")
PUBLISHED = date(2026, 3, 12)
# What says that a kind of error went unchecked, where the finding has another name.
KINDS = {"number": "figure", "scale": "figure", "unit": "figure"}
UNCHECKED = {
    "name": "names", "figure": "what its numbers belong to", "role": "who did what to whom",
    "attribution": "attribution", "negation": "negation", "antonym": "opposites",
    "modality": "modality", "quantifier": "quantifiers", "cause": "causes",
    "comparison": "comparisons", "wording": "words replaced", "support": "inflected forms",
}  # fmt: skip
LENIENT = {"name", "negation"}  # kinds that a language may have no resources for

MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u00ad\ufeff"
PIECES = st.sampled_from([
    *MARKS,
    "\u0301", "\u0308", "\u064b", "\u0640", "\u1161", "\u11a8", "\u3099", "\ud800", "\udfff",
    "و20", "الـ15", "خمسة آلاف", "مليوني دولار", "٣٤", "۱۲٫۵", "9 مارس", "أمس", "و", "ب", "ال",
    "3억5000만", "2만 5천 명", "스물한 명", "어제", "2026년 3월", "1천200억", "만", "천", "제3",
    "二十六", "百分之四点五", "第三", "3億", "令和7年", "下午三点半", "90年代", "兆", "万", "昨日",
    "двести пятьдесят тысяч", "полтора", "третья", "1 234,5 млн", "вчера", "п’ять", "15:30",
    "quatre-vingt-dix", "vingt et un", "15 h 30", "1'234", "12,34,567", "zwei", "²", "½", "%", " ",
    ".", ",", "-", "–", "~", "\n", "0", "7", "19", "2026", "March 9", "Ann Lee", "€", "e\u0301t",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=80
)
LANGS = st.sampled_from([*LANGUAGES, "pl", "hi", "und"])


@lru_cache
def load(lang: str) -> Any:
    return yaml.safe_load((DATA / f"{lang}.yaml").read_text(encoding="utf-8"))


def rows(part: str) -> list[Any]:
    return [(lang, row) for lang in LANGUAGES for row in load(lang)[part]]


def read(sentences: list[str], lang: str, title: str | None = None) -> SourceText:
    text = ("" if lang in {"ja", "zh"} else " ").join(sentences)
    article = Article(
        name="article", text=text, lang=lang, published=PUBLISHED.isoformat(), title=title
    )
    return SourceText(article, segment(text, lang))


@lru_cache
def source(lang: str) -> SourceText:
    return read(load(lang)["article"], lang)


def shown(quantity: Quantity) -> str:
    """A quantity as the tables have it: ``1200 EUR``, ``20..30``, ``#3``, ``15:30``, ``4:1``."""
    if quantity.kind == "time":
        return f"{int(quantity.value) // 60:02}:{int(quantity.value) % 60:02}"
    low, high = (
        None if value is None else format(round(value, 4).normalize(), "f")
        for value in (quantity.value, quantity.upper)
    )
    if quantity.kind == "score":
        return f"{low}:{high}"
    sign = "#" if quantity.kind == "ordinal" else ""
    return sign + f"{low}" + (f"..{high}" if high else "") + f" {quantity.unit or ''}".rstrip()


def not_checked(report: Report) -> set[str]:
    """Kinds of the checks that the note on the language lists."""
    listed = [f.message for f in report.findings if f.message.startswith("not checked")]
    assert len(listed) <= 1
    return {kind for kind, what in UNCHECKED.items() if any(what in note for note in listed)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_enough_of_everything(lang: str) -> None:
    data = load(lang)
    assert len(data["table"]) >= 25
    assert len(data["article"]) >= 6
    assert len(data["faithful"]) >= 12
    assert len(data["altered"]) >= 20


@pytest.mark.parametrize(("lang", "row"), rows("table"))
def test_quantities_and_dates_are_read(lang: str, row: list[Any]) -> None:
    text, numbers, dates = [*row, []][:3]
    assert [shown(quantity) for quantity in find_quantities(text, lang)] == numbers
    assert [mention.date for mention in find_dates(text, lang, PUBLISHED)] == dates


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("pl", "Przyszło dwieście pięćdziesiąt osób.", ["250"]),
        ("pl", "Zapłacono trzy tysiące pięćset złotych.", ["3500 PLN"]),
        ("pl", "Półtora miliona mieszkańców czeka.", ["1500000"]),
        ("pl", "To trzecie zwycięstwo z rzędu.", ["#3"]),
        ("hi", "बैठक में पच्चीस लोग आए।", ["25"]),
        ("hi", "बैठक में दो सौ पचास लोग आए।", ["250"]),
        ("hi", "सरकार ने पांच करोड़ रुपये दिए।", ["50000000 INR"]),
        ("ru", "Двадцать одиннадцать пять", ["20", "11", "5"]),
        ("ru", "Собрано две тысячи пятьсот рублей.", ["2500 RUB"]),
        ("ar", "كلف الجسر خمسة وعشرين مليونا ومئتي ألف دولار.", ["25200000 USD"]),
        ("ru", "Пришли две тысячи человек и 3 тысячи зрителей.", ["2000", "3000"]),
        ("ru", "Пришли тысячи людей.", ["2000..9999"]),
        ("ar", "حضر آلاف الأشخاص.", ["2000..9999"]),
        ("ko", "수백 명이 왔다.", ["200..999"]),
        ("ko", "구조 대원이 도착했고 세대 차이는 없다.", []),
        ("ko", "1천200억 원이 들었다.", ["120000000000 KRW"]),
        ("zh", "统一市场一般不同。", []),
        ("fr", "Le pont neuf a coûté neuf millions d'euros.", ["9000000 EUR"]),
    ],
)
def test_number_words_are_read_and_words_like_them_are_not(
    lang: str, text: str, numbers: list[str]
) -> None:
    assert [shown(quantity) for quantity in find_quantities(text, lang)] == numbers


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("بلغ السعر ١٢ مليونَ دولار\u200f.", ["١٢ مليونَ دولار"]),
        ("It took 12\u200e km.", ["12\u200e km"]),
    ],
)
def test_invisible_marks_stay_where_they_are_in_the_words_that_are_quoted(
    text: str, quoted: list[str]
) -> None:
    lang = "ar" if text[0] == "ب" else "en"
    assert [quantity.text for quantity in find_quantities(text, lang)] == quoted


@pytest.mark.parametrize(("lang", "row"), rows("table"))
def test_marks_of_direction_change_nothing_that_is_read(lang: str, row: list[Any]) -> None:
    marked = "\u2067" + " \u200f".join(row[0].split(" ")) + "\u2069"
    plain = find_quantities(row[0], lang)
    found = find_quantities(marked, lang)
    assert [shown(quantity) for quantity in found] == [shown(quantity) for quantity in plain]
    assert all(marked[q.start : q.end] == q.text for q in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_of_an_article_are_those_that_it_was_put_together_from(lang: str) -> None:
    assert [sentence.text for sentence in source(lang).sentences] == load(lang)["article"]


@pytest.mark.parametrize(("lang", "claim"), rows("faithful"))
def test_faithful_claims_are_verified(lang: str, claim: str) -> None:
    report = verify_claim(claim, source(lang))
    assert report.verdict == "verified", report.findings


@pytest.mark.parametrize(("lang", "row"), rows("altered"))
def test_altered_claims_are_not_verified_or_noted_as_unchecked(lang: str, row: list[Any]) -> None:
    index, old, new, kind = row
    claim = load(lang)["faithful"][index]
    altered = claim.replace(old, new)
    assert altered != claim
    report = verify_claim(altered, source(lang))
    unchecked = kind in LENIENT and KINDS.get(kind, kind) in not_checked(report)
    assert report.verdict != "verified" or unchecked, report.findings


@pytest.mark.parametrize("kind", list(load("planted")["en"]))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_finds_a_planted_error_or_says_that_it_did_not_look(
    lang: str, kind: str
) -> None:
    sentence, claim = load("planted")[lang][kind]
    report = verify_claim(claim, read([sentence], lang))
    assert report.verdict != "verified" or kind in not_checked(report), report.findings


@given(TEXTS, LANGS)
def test_whatever_is_found_slices_the_text_exactly(text: str, lang: str) -> None:
    for found in (
        find_quantities(text, lang),
        find_dates(text, lang, PUBLISHED),
        find_names(text, lang),
        tokenise(text, lang),
        segment(text, lang),
    ):
        end = 0
        for each in found:
            assert end <= each.start < each.end <= len(text)
            assert text[each.start : each.end] == each.text
            end = each.end
