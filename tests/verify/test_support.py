"""Support: whether the evidence holds the words that a claim is made of."""

from __future__ import annotations

import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.checker import verify_claim
from factcards.verify.report import Report
from factcards.verify.source import SourceText

TEXT = (
    "The museum on Weir Street employs 23 guards. "
    "Its trustees will discuss the loan of a mask from Ghana in May. "
    "Visitor numbers rose by 8% after a new wing opened. "
    "Critics of the trustees had asked for years why the garden was shut."
)


def verify(claim: str, text: str = TEXT, lang: str = "en") -> Report:
    article = Article(name="a", text=text, lang=lang)
    return verify_claim(claim, SourceText(article, segment(text, lang)))


@pytest.mark.parametrize(
    "claim",
    [
        "The museum poisoned 23 guards.",
        "The museum sacked 23 guards.",
        "The trustees bought a mask from Ghana.",
        "The trustees rejected a mask from Ghana.",
    ],
)
def test_the_verb_of_a_short_claim_must_be_carried(claim: str) -> None:
    assert verify(claim).verdict != "verified"


@pytest.mark.parametrize(
    "claim",
    [
        "The museum has 23 guards.",
        "The museum on Weir Street employs 23 guards.",
        "The trustees will debate the loan of a mask.",
        "Visitor numbers went up by 8%.",
    ],
)
def test_general_verbs_and_related_ones_pass(claim: str) -> None:
    report = verify(claim)
    assert report.verdict == "verified", report.findings


@pytest.mark.parametrize(
    "tail",
    [
        "despite the neighbours' concerns about parking and litter",
        "amid a bitter quarrel between rival collectors",
        "thanks to cheaper tickets for school classes",
        "as part of a national heritage campaign",
    ],
)
def test_a_circumstance_that_no_sentence_tells_is_not_carried(tail: str) -> None:
    assert verify(f"Visitor numbers rose by 8% {tail}.").verdict != "verified"


def test_a_circumstance_that_a_sentence_tells_is_carried() -> None:
    assert verify("Visitor numbers rose by 8% following the opening of a new wing.").verdict == (
        "verified"
    )


@pytest.mark.parametrize(
    ("lang", "text", "claim"),
    [
        ("en", "Costs rose 7% to $3.2bn.", "Costs rose 7 per cent to 3.2 billion dollars."),
        ("ru", "Зарплата выросла до 31,5 тыс. руб.", "Зарплата выросла до 31 500 рублей."),
        ("ru", "Мост открыли 5.06.2026.", "Мост открыли 5 июня 2026 года."),
        ("ar", "افتتح الجسر في ١٢ آذار ٢٠٢٦.", "افتتح الجسر في 12 مارس 2026."),
        ("ja", "式典は午後4時半に始まった。", "式典は16時30分に始まった。"),
    ],
)
def test_words_of_numbers_and_dates_are_left_to_their_checks(
    lang: str, text: str, claim: str
) -> None:
    report = verify(claim, text, lang)
    assert report.verdict == "verified", report.findings
