"""Dates: how they are read in many languages, and how claims are held against them."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Finding
from factcards.verify.dates import check_dates, find_dates
from factcards.verify.passage import Passage

PUBLISHED = date(2025, 9, 5)  # a Friday
PIECES = st.sampled_from([
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", "/", "-", "–", ":", " ", "\n",
    "年", "月", "日", "년", "월", "일", "\ud800", "4 September 2025 ", "September 4, ", "4-6 May ",
    "May ", "2025 ", "2019/20 ", "1990s ", "Thursday", "next Monday ", "yesterday ",
    "last year ", "04.09.2025, 22:07 ", "4. September ", "4 septembre ",
    "4 de septiembre de 2025 ", "в четверг ", "4 сентября ", "vom 4.9. ", "木曜日", "昨日",
    "목요일 ", "the ", "and ", "٤ سبتمبر ", "2025-09-04T22:07Z ", "FY21 ", "’90s ",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=100
)
LANGS = st.sampled_from(
    [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "ru",
        "uk",
        "ko",
        "ja",
        "zh",
        "ar",
        "hu",
        "und",
        "xx",
    ]
)
DAYS = st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


def read(text: str, lang: str = "en", published: date | None = None) -> list[str]:
    return [mention.date for mention in find_dates(text, lang, published)]


def findings(
    claim: str, *evidence: str, lang: str = "en", published: date | None = None
) -> list[Finding]:
    starts = [sum(len(e) + 1 for e in evidence[:i]) for i in range(len(evidence))]
    passages = [Passage(e, lang, i + 1, starts[i], published) for i, e in enumerate(evidence)]
    return list(check_dates(Passage(claim, lang, published=published), passages))


@given(TEXTS, LANGS, DAYS)
def test_offsets_slice_the_text_in_order_without_overlap(
    text: str, lang: str, published: date | None
) -> None:
    end = 0
    for mention in find_dates(text, lang, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        end = mention.end


@given(TEXTS, LANGS, DAYS)
def test_a_text_never_fails_against_itself(text: str, lang: str, published: date | None) -> None:
    assert findings(text, text, lang=lang, published=published) == []


@given(TEXTS, TEXTS, LANGS, DAYS)
def test_any_two_texts_can_be_compared(a: str, b: str, lang: str, published: date | None) -> None:
    for finding in findings(a, b, lang=lang, published=published):
        assert finding.claim in a
        assert (finding.span is not None) == (finding.severity == "contradiction")
        if finding.span is not None:
            assert b[slice(*finding.span)] in finding.message


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_way_of_writing_it(day: date) -> None:
    for lang in (
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "ru",
        "uk",
        "ja",
        "zh",
        "ko",
        "ar",
        "pl",
    ):
        for style in ("long", "full"):
            written = format_date(day, style, locale=lang)
            assert day.isoformat() in read(f"x {written} x", lang), (lang, written)
    assert read(f"({day.isoformat()})") == [day.isoformat()]
    assert read(f"({day.day}.{day.month}.{day.year})", "de") == [day.isoformat()]
    assert read(f"({day.month}/{day.day}/{day.year})", "en") == [day.isoformat()]
    assert read(f"({day.day}/{day.month}/{day.year})", "fr") == [day.isoformat()]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "on 4 September 2025", ["2025-09-04"]),
        ("en", "on September 4th, 2025", ["2025-09-04"]),
        ("en", "in Sept. 2025", ["2025-09"]),
        ("en", "the 4th of July", ["--07-04"]),
        ("en", "4-6 September", ["--09-04", "--09-06"]),
        ("en", "Sept. 4 and 5, 2025", ["2025-09-04", "2025-09-05"]),
        ("en", "the 1990s and the '80s", ["199X", "198X"]),
        ("en", "the 2019/20 season", ["2019/2020"]),
        ("en", "2021-2022", ["2021", "2022"]),
        ("en", "the 2025 election", ["2025"]),
        ("en", "in 1066", ["1066"]),
        ("en", "FY21", ["2021"]),
        ("en", "13/09/2025", ["2025-09-13"]),
        ("en", "4.09.2025, 22:07", ["2025-09-04T22:07"]),
        ("en", "2025-09-04T22:07:09Z", ["2025-09-04T22:07"]),
        ("en", "between March and June 2025", ["--03", "2025-06"]),
        ("en", "On 4 September, 2000 people came", ["--09-04"]),
        ("de", "am 4. September 2025", ["2025-09-04"]),
        ("de", "am 4.9. im Park", ["--09-04"]),
        ("de", "die 1990er Jahre", ["199X"]),
        ("de", "im Mai, 2000 Menschen", ["--05"]),
        ("fr", "le 1er mai et les années 1990", ["--05-01", "199X"]),
        ("es", "el 4 de septiembre de 2025", ["2025-09-04"]),
        ("it", "l'8 settembre", ["--09-08"]),
        ("pt", "em 4 de setembro de 2025", ["2025-09-04"]),
        ("nl", "op 4 september 2025", ["2025-09-04"]),
        ("ru", "4 сентября 2025 года, в сентябре", ["2025-09-04", "--09"]),
        ("uk", "4 вересня, у вересні 2025 року", ["--09-04", "2025-09"]),
        ("ja", "2025年9月4日、9月4日、2025年", ["2025-09-04", "--09-04", "2025"]),
        ("ja", "1990年代", ["199X"]),
        ("zh", "2025年9月4日，9月4日", ["2025-09-04", "--09-04"]),
        ("ko", "2025년 9월 4일, 9월", ["2025-09-04", "--09"]),
        ("ar", "في ٤ سبتمبر ٢٠٢٥", ["2025-09-04"]),
        ("hu", "2025. szeptember 4-én", ["2025-09-04"]),
    ],
)
def test_absolute_dates(lang: str, text: str, expected: list[str]) -> None:
    assert read(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "You may march 2000 miles, Mrs May said."),
        ("en", "The March on Washington"),
        ("en", "2,000 people, about 2000 women, $2000, 2000 km and 1500 soldiers"),
        ("en", "4.13.2025.7, version 1.2.3"),
        ("de", "2000 Menschen; guten Morgen; am Morgen"),
        ("fr", "2000 personnes"),
        ("es", "por la mañana"),
        ("ko", "3개월"),
        ("zh", "3个月"),
        ("it", "vinse 2 set a 1"),
    ],
)
def test_what_only_looks_like_a_date(lang: str, text: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "alone", "resolved"),
    [
        ("en", "on Thursday", "weekday:4", "2025-09-04"),
        ("en", "on Friday", "weekday:5", "2025-09-05"),
        ("en", "next Monday", "weekday:1", "2025-09-08"),
        ("en", "yesterday", "when:-1 day", "2025-09-04"),
        ("en", "tomorrow", "when:+1 day", "2025-09-06"),
        ("en", "last week", "when:-1 week", "2025-W35"),
        ("en", "last month", "when:-1 month", "2025-08"),
        ("en", "last year", "when:-1 year", "2024"),
        ("de", "am Donnerstag", "weekday:4", "2025-09-04"),
        ("de", "morgen", "when:+1 day", "2025-09-06"),
        ("de", "im vergangenen Jahr", "when:-1 year", "2024"),
        ("fr", "l’année dernière", "when:-1 year", "2024"),
        ("fr", "jeudi", "weekday:4", "2025-09-04"),
        ("fr", "lundi prochain", "weekday:1", "2025-09-08"),
        ("es", "ayer", "when:-1 day", "2025-09-04"),
        ("it", "giovedì", "weekday:4", "2025-09-04"),
        ("pt", "na quinta-feira", "weekday:4", "2025-09-04"),
        ("ru", "в среду", "weekday:3", "2025-09-03"),
        ("ru", "в прошлом году", "when:-1 year", "2024"),
        ("uk", "у п'ятницю", "weekday:5", "2025-09-05"),
        ("ja", "木曜日", "weekday:4", "2025-09-04"),
        ("zh", "周四", "weekday:4", "2025-09-04"),
        ("ko", "목요일", "weekday:4", "2025-09-04"),
    ],
)
def test_relative_dates(lang: str, text: str, alone: str, resolved: str) -> None:
    assert read(text, lang) == [alone]
    assert read(text, lang, PUBLISHED) == [resolved]
    assert all(mention.relative for mention in find_dates(text, lang, PUBLISHED))


def test_a_weekday_beside_a_date_is_that_day() -> None:
    assert read("on Thursday, Feb. 23, 2023", "en", PUBLISHED) == ["2023-02-23", "2023-02-23"]


def test_a_weekday_that_does_not_fit_its_date_stays_a_weekday() -> None:
    assert read("on Friday, Feb. 23, 2023", "en", PUBLISHED) == ["weekday:5", "2023-02-23"]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("In September 2025 he came.", "On 4 September 2025 he came."),
        ("In 2025 he came.", "On 4 September 2025 he came."),
        ("On 4 September he came.", "On September 4, 2025 he came."),
        ("On 4 September he came.", "4.09.2025, 22:07"),
        ("On Thursday he came.", "On 4 September 2025 he came."),
        ("In the 1990s he came.", "In 1994 he came."),
        ("In 2020 he came.", "He came in the 2019/20 season."),
        ("Today he came.", "He came."),
        ("Sales rose from last year.", "Sales rose."),
        ("On 4 September 2025 at 22:07 he came.", "He came on 4 September 2025 at 10:07 p.m."),
    ],
)
def test_a_coarser_or_equal_date_passes(claim: str, evidence: str) -> None:
    assert [f for f in findings(claim, evidence) if f.severity != "note"] == []


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("On 5 September he came.", "On 4 September he came."),
        ("On 4 October he came.", "On 4 September 2025 he came."),
        ("In 2024 he came.", "In 2025 he came."),
        ("In 2024 he came.", "On 4 September 2025 he came."),
        ("On Friday he came.", "On Thursday he came."),
        ("In October he came.", "In September he came."),
        ("Next year he comes.", "Last year he came."),
    ],
)
def test_another_date_is_a_contradiction(claim: str, evidence: str) -> None:
    assert [f.severity for f in findings(claim, evidence)] == ["contradiction"]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("On 4 September he came.", "He came in September."),
        ("On 4 September 2025 he came.", "He came on 4 September."),
        ("In 2025 he came.", "He came."),
        ("Yesterday he came.", "He came."),
        ("In 1994 he came.", "He came in the 1990s."),
    ],
)
def test_a_finer_or_missing_date_is_unsupported(claim: str, evidence: str) -> None:
    assert [f.severity for f in findings(claim, evidence)] == ["unsupported"]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("On 4 September 2025 he came.", "He came on 4 September."),
        ("On 4 September he came.", "He came on Thursday."),
        ("On 8 September they meet.", "They meet on Monday."),
        ("In 2025 he came.", "He came."),
        ("In 2024 he came.", "He came last year."),
        ("Last week he came.", "He came on 27 August 2025."),
    ],
)
def test_the_day_of_publication_gives_what_the_sentence_leaves_out(
    claim: str, evidence: str
) -> None:
    assert findings(claim, evidence, published=PUBLISHED) == []


def test_a_year_may_come_from_another_sentence_of_the_evidence() -> None:
    assert findings("On 4 September 2025 he came.", "He came on 4 September.", "It is 2025.") == []


def test_the_last_day_of_the_calendar_has_no_tomorrow() -> None:
    assert read("tomorrow", "en", date.max) == ["9999-12-31"]


def test_a_day_that_a_year_does_not_have_is_another_day() -> None:
    (finding,) = findings(
        "On 29 February he came.", "He came on Saturday.", published=date(2025, 3, 1)
    )
    assert finding.severity == "contradiction"
    (finding,) = findings("On 29 February 2023 he came.", "He came.", published=PUBLISHED)
    assert finding.severity == "unsupported"


def test_the_time_of_a_dated_claim_is_checked_too() -> None:
    claim, evidence = "4 September 2025, 22:07", "It began on 4 September 2025"
    assert findings(claim, evidence + ", 22:07") == []
    assert findings(claim, evidence + " at 10:07 p.m.") == []
    (finding,) = findings(claim, evidence + " at 9 p.m.")
    assert finding.severity == "unsupported"


def test_the_message_names_both_dates_and_the_sentence() -> None:
    (finding,) = findings("On 5 September he came.", "He came.", "It was 4 September.")
    assert finding.message == (
        "the article says 4 September (sentence 2); the claim says 5 September"
    )
    assert finding.span == (16, 27)
    assert (finding.kind, finding.claim) == ("date", "5 September")


def test_the_message_gives_a_date_with_its_weekday() -> None:
    found = findings(
        "Es begann am 6. März 2026.", "Es begann am Donnerstag, 5. März 2026.", lang="de"
    )
    assert [f.message for f in found] == [
        "the article says Donnerstag, 5. März 2026 (sentence 1); the claim says 6. März 2026"
    ]
