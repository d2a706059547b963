"""Numbers in text: digits and words, scales, units, bounds, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.figures import find_quantities
from factcards.verify.quantities import Quantity

PIECES = st.sampled_from([
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", ":", "/", "-", "–", "—", "%",
    "$", "€", "£", "'", "’", "(", ")", " ", "\n", "\u00a0", "½", "٣", "２", "億", "万", "人", "動",
    "²", "①", "٪", "\ud800", "\x00", " million", " bn", "k ", " per cent", "26 countries",
    " more than ", " nearly ", "half a ", "a third of ", "twenty-six ", "two hundred and ",
    "one ", "second ", "first ", " to ", "US", " and ", " years old", "-year-old", " p.m.",
    "F-16 ", "G7 ", "4-1 ", "22:07", " in 2025 ", " 4 September 2025 ", "百分之", "約", " тыс. ",
    " млрд ", "명 이상", "dozens of ", "Rs", "Q3 ", "hundreds of thousands", "3rd ",
    "https://a.b/1-2-3 ",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=120
)
LANGS = st.sampled_from(
    ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "ko", "ja", "zh", "ar", "hi", "und"]
)


def one(text: str, lang: str = "en") -> Quantity:
    found = find_quantities(text, lang)
    assert len(found) == 1, found
    return found[0]


@given(TEXTS, LANGS)
def test_offsets_slice_the_text_in_order_without_overlap(text: str, lang: str) -> None:
    end = 0
    for quantity in find_quantities(text, lang):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end


@given(st.integers(10_001, 10**12), LANGS)
def test_every_plain_number_is_read_to_the_digit(number: int, lang: str) -> None:
    assert one(f"({number})", lang).value == number


@given(st.integers(1000, 10**12))
def test_thousands_separators_do_not_change_a_number(number: int) -> None:
    for separator, lang in [(",", "en"), (".", "de"), ("\u202f", "fr"), ("’", "de")]:
        written = f"{number:,}".replace(",", separator)
        assert one(f"({written} x)", lang).value == number


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "1,234.5 points", "1234.5"),
        ("de", "1.234,5 Punkte", "1234.5"),
        ("en", "1.234,5 points", "1234.5"),
        ("de", "3,5 Punkte", "3.5"),
        ("en", "3.5 points", "3.5"),
        ("fr", "1 234 567 personnes", "1234567"),
        ("en", "12,34,567 rupees", "1234567"),
        ("en", "1.2bn", "1200000000"),
        ("en", "$5 million", "5000000"),
        ("en", "5k", "5000"),
        ("en", "5m people", "5000000"),
        ("en", "3 lakh people", "300000"),
        ("en", "half a million people", "500000"),
        ("en", "two and a half years", "2.5"),
        ("en", "two hundred and sixty-four states", "264"),
        ("en", "a dozen eggs", "12"),
        ("en", "one point two million people", "1200000"),
        ("de", "5 Mio. Euro", "5000000"),
        ("de", "3,5 Mrd. Euro", "3500000000"),
        ("de", "sechsundzwanzig Staaten", "26"),
        ("de", "1 Billion Euro", "1000000000000"),
        ("fr", "1,2 milliard d'euros", "1200000000"),
        ("fr", "vingt-six pays", "26"),
        ("es", "1.200 millones de euros", "1200000000"),
        ("es", "5 mil millones de dólares", "5000000000"),
        ("es", "veintiséis países", "26"),
        ("it", "1,2 miliardi di euro", "1200000000"),
        ("it", "ventisei paesi", "26"),
        ("pt", "1,2 bilhão de reais", "1200000000"),
        ("pt", "vinte e seis países", "26"),
        ("nl", "1,2 miljard euro", "1200000000"),
        ("nl", "zesentwintig landen", "26"),
        ("ru", "5 тысяч человек", "5000"),
        ("ru", "двадцать шесть стран", "26"),
        ("uk", "1,2 млрд гривень", "1200000000"),
        ("uk", "двадцять шість країн", "26"),
        ("ko", "1억2000만 달러", "120000000"),
        ("ko", "3만5천 명", "35000"),
        ("ja", "1億2000万ドル", "120000000"),
        ("ja", "二十六か国", "26"),
        ("zh", "二〇人", "20"),
        ("zh", "一万二千人", "12000"),
        ("ru", "сто двадцать шесть стран", "126"),
        ("en", "+5%", "5"),
        ("en", "0,5 points", "0.5"),
        ("zh", "1.2亿美元", "120000000"),
        ("zh", "百分之30", "30"),
        ("ar", "٢٦ دولة", "26"),
        ("ar", "١٫٢ مليار دولار", "1200000000"),
        ("hi", "१२ लाख", "1200000"),
        ("ja", "２６か国", "26"),
        ("pl", "5 mln zł", "5000000"),
        ("en", "−5°C", "-5"),
        ("en", "minus 3 degrees", "-3"),
        ("en", "2½ hours", "2.5"),
    ],
)
def test_values(lang: str, text: str, value: str) -> None:
    assert one(text, lang).value == Decimal(value)


@pytest.mark.parametrize(
    ("lang", "text", "unit", "kind"),
    [
        ("en", "20 percent", "%", "percent"),
        ("en", "20 per cent", "%", "percent"),
        ("en", "0.25 percentage points", "percentage point", "percent"),
        ("en", "25 basis points", "basis point", "percent"),
        ("de", "20 Prozent", "%", "percent"),
        ("fr", "20 pour cent", "%", "percent"),
        ("es", "20 por ciento", "%", "percent"),
        ("ru", "20 процентов", "%", "percent"),
        ("uk", "20 відсотків", "%", "percent"),
        ("ko", "3.5%포인트", "percentage point", "percent"),
        ("en", "US$5", "USD", "money"),
        ("en", "C$5", "CAD", "money"),
        ("en", "5 Australian dollars", "AUD", "money"),
        ("en", "£5m", "GBP", "money"),
        ("en", "Rs 500", "INR", "money"),
        ("en", "5 euros", "EUR", "money"),
        ("en", "5,000 won", "KRW", "money"),
        ("ja", "500円", "JPY", "money"),
        ("zh", "500美元", "USD", "money"),
        ("uk", "500 гривень", "UAH", "money"),
        ("en", "100 km/h", "km/h", "measure"),
        ("en", "5 square miles", "square mile", "measure"),
        ("en", "a 20-metre wall", "m", "measure"),
        ("en", "12 degrees Celsius", "°C", "measure"),
        ("de", "3 Stunden", "hour", "measure"),
        ("ru", "3 года", "year", "measure"),
        ("en", "a 57-year-old man", "year", "age"),
        ("en", "aged 57", "year", "age"),
        ("en", "Smith, 57, left", "year", "age"),
        ("fr", "âgé de 57 ans", "year", "age"),
        ("de", "der 57-jährige Mann", "year", "age"),
        ("ja", "57歳", "year", "age"),
        ("en", "a third of voters", None, "fraction"),
        ("en", "two-thirds", None, "fraction"),
        ("de", "ein Drittel", None, "fraction"),
        ("ru", "треть", None, "fraction"),
        ("zh", "三分之一", None, "fraction"),
        ("en", "the third quarter", None, "ordinal"),
        ("en", "21st century", None, "ordinal"),
        ("de", "der 3. Platz", None, "ordinal"),
        ("fr", "3e place", None, "ordinal"),
        ("en", "won 4-1", None, "score"),
        ("de", "siegte 2:1", None, "score"),
        ("en", "at 3:40 p.m.", "24h", "time"),
        ("en", "at 22:07", "24h", "time"),
        ("en", "at 6 o'clock", "12h", "time"),
        ("de", "um 22.07 Uhr", "24h", "time"),
        ("fr", "à 22h07", "24h", "time"),
        ("ko", "오후 3시 20분", "24h", "time"),
    ],
)
def test_units_and_kinds(lang: str, text: str, unit: str | None, kind: str) -> None:
    quantity = one(text, lang)
    assert (quantity.unit, quantity.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("lang", "text", "bound"),
    [
        ("en", "26 countries", "exact"),
        ("en", "more than 26 countries", "over"),
        ("en", "at least $26m", "over"),
        ("en", "26 or more", "over"),
        ("en", "nearly a third", "under"),
        ("en", "up to 26 countries", "under"),
        ("en", "they raised up to €26", "under"),
        ("en", "the toll goes up to €26", "exact"),
        ("en", "about 26 countries", "about"),
        ("en", "some 26 countries", "about"),
        ("en", "26 or so", "about"),
        ("en", "over three years", "exact"),
        ("en", "over three countries", "over"),
        ("de", "mehr als 26 Länder", "over"),
        ("de", "knapp 26 Länder", "under"),
        ("de", "rund 26 Länder", "about"),
        ("fr", "plus d'un million", "over"),
        ("fr", "près d’un tiers", "under"),
        ("fr", "une vingtaine de pays", "about"),
        ("es", "casi 26 países", "under"),
        ("it", "oltre 26 paesi", "over"),
        ("pt", "cerca de 26 países", "about"),
        ("nl", "ruim 26 landen", "over"),
        ("ru", "более 26 стран", "over"),
        ("uk", "майже 26 країн", "under"),
        ("ko", "5만 명 이상", "over"),
        ("ja", "約26か国", "about"),
        ("ja", "26人以上", "over"),
        ("zh", "超过26人", "over"),
        ("ar", "أكثر من ٢٦ دولة", "over"),
    ],
)
def test_bounds(lang: str, text: str, bound: str) -> None:
    assert one(text, lang).bound == bound


@pytest.mark.parametrize(
    ("lang", "text", "noun"),
    [
        ("en", "26 countries agreed", "countries"),
        ("en", "26 European Union member states agreed", "european union member states"),
        ("en", "20 other people left", "people"),
        ("en", "26 of them", None),
        ("en", "26, they said", None),
        ("en", "the third quarter of it", "quarter"),
        ("de", "26 europäische Länder wollen", "europäische länder"),
        ("fr", "26 pays européens", "pays"),
        ("ru", "26 стран", "стран"),
        ("ja", "26か国が", "か国"),
        ("hi", "26 देश", "देश"),
    ],
)
def test_nouns(lang: str, text: str, noun: str | None) -> None:
    assert one(text, lang).noun == noun


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("20-30%", 20, 30, "%"),
        ("20 to 30 people", 20, 30, None),
        ("between 20 and 30 km", 20, 30, "km"),
        ("2 to 5 million euros", 2_000_000, 5_000_000, "EUR"),
        ("$15-20 million", 15_000_000, 20_000_000, "USD"),
        ("$1.7 billion to $1.8 billion", 1_700_000_000, 1_800_000_000, "USD"),
        ("€5.6–5.8 billion", 5_600_000_000, 5_800_000_000, "EUR"),
        ("will rise by £3m to £5m", 3_000_000, 5_000_000, "GBP"),
        ("hundreds of people", 200, 999, None),
    ],
)
def test_ranges_are_one_quantity(text: str, low: int, high: int, unit: str | None) -> None:
    quantity = one(text)
    assert [quantity.value, quantity.upper] == [low, high]
    assert quantity.unit == unit


def test_a_movement_is_two_quantities_of_one_unit() -> None:
    first, second = find_quantities("rose from 20 to 30%", "en")
    assert [first.value, second.value] == [20, 30]
    assert first.unit == second.unit == "%"


def test_a_change_by_little_to_much_is_no_range() -> None:
    first, second = find_quantities("rose by €0.05 to €0.45", "en")
    assert [str(first.value), str(second.value)] == ["0.05", "0.45"]
    assert first.upper is second.upper is None


@pytest.mark.parametrize(
    "text",
    [
        "on 4 September 2025, in 2025, the 1990s and 2019/20",
        "the G7, F-16s, COVID-19, a Boeing 737, Article 5, 5G, 9/11 and 24/7",
        "call (555) 123-4567 or see version 5.1.3 on https://example.com/2024-x/17",
        "no one, one of them, one another, all-in-one and the one who came",
        "1. Item; a third-party firm",
        "per second, a split second",
        "",
    ],
)
def test_dates_names_and_pronouns_are_no_quantities(text: str) -> None:
    assert find_quantities(text, "en") == ()


def test_two_numbers_in_words_side_by_side_are_two() -> None:
    assert [q.value for q in find_quantities("двадцать, пять", "ru")] == [20, 5]
    assert [q.value for q in find_quantities("пять шесть", "ru")] == [5, 6]
    assert [q.value for q in find_quantities("twenty-six and five", "en")] == [26, 5]


def test_the_step_is_one_unit_in_the_last_written_place() -> None:
    assert one("1.2bn").step == 10**8
    assert one("$8 million").step == 10**6
    assert one("33%").step == 1
    assert one("five hundred people").step == 100


@pytest.mark.parametrize(
    ("text", "bound"),
    [("rose up to €26 a trip from €24", "exact"), ("up to 26 people from 3 towns", "under")],
)
def test_up_to_is_no_bound_where_a_change_began_somewhere(text: str, bound: str) -> None:
    assert find_quantities(text, "en")[0].bound == bound


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        ("fr", "58,4 M€", "58400000", "EUR"),
        ("es", "3 Md€", "3000000000", "EUR"),
        ("fr", "350 k€", "350000", "EUR"),
        ("en", "EUR 58.4 mn", "58400000", "EUR"),
        ("de", "neuneinhalb Stunden", "9.5", "hour"),
        ("de", "elfeinhalb Meter", "11.5", "m"),
        ("nl", "drieënhalf uur", "3.5", "hour"),
    ],
)
def test_scales_of_one_letter_and_halves_of_one_word(
    lang: str, text: str, value: str, unit: str
) -> None:
    quantity = one(text, lang)
    assert (quantity.value, quantity.unit, quantity.text) == (Decimal(value), unit, text)


def test_a_french_verb_is_no_article_of_the_number_after_it() -> None:
    assert one("L'usine a deux mille salariés.", "fr").text == "deux mille"
