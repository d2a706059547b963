"""Parts of wholes: "four of the six" is checked as a pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.parts import check_parts, parts_of
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

JURY = (
    "Four of the six jurors asked for a second hearing. "
    "Two of the eight boats sank in the storm; five are still in the harbour."
)
LANGS = st.sampled_from(["en", "de", "fr", "es", "ru", "ja", "zh", "ko", "ar", "und"])


def findings(claim: str, article: str = JURY, lang: str = "en") -> list[Finding]:
    text = Article(name="a", text=article, lang=lang)
    source = SourceText(text, segment(article, lang))
    return list(check_parts(Passage(claim, lang), source.passages, source))


@pytest.mark.parametrize(
    "claim",
    [
        "Six of the six jurors asked for a second hearing.",
        "Six of the four jurors asked for a second hearing.",
        "Four of the four jurors asked for a hearing.",
        "Four of the eight jurors asked for a second hearing.",
        "Five of the eight boats sank in the storm.",
        "Eight out of eight boats sank.",
    ],
)
def test_another_part_of_the_same_whole_is_a_contradiction(claim: str) -> None:
    assert [f.severity for f in findings(claim)] == ["contradiction"]


@pytest.mark.parametrize(
    "claim",
    [
        "Four of the six jurors asked for a second hearing.",
        "Four of six jurors wanted a second hearing.",
        "Four out of 6 jurors wanted another hearing.",
        "Two of the eight boats sank.",
        "Five of the eight boats are still in the harbour.",
        "Four jurors asked for a second hearing.",
        "Three of the nine trees fell.",
    ],
)
def test_the_same_pair_and_what_another_number_tells_of_the_whole_pass(claim: str) -> None:
    assert findings(claim) == []


@pytest.mark.parametrize(
    ("lang", "article", "good", "bad"),
    [
        ("de", "Vier der sechs Richter stimmten zu.", "Vier der sechs", "Sechs der sechs"),
        ("fr", "Quatre des six juges ont voté pour.", "Quatre des six", "Six des quatre"),
        ("es", "Cuatro de los seis jueces votaron.", "Cuatro de los seis", "Seis de los seis"),
        ("it", "Quattro dei sei giudici votarono.", "Quattro dei sei", "Sei dei quattro"),
        ("ru", "Четыре из шести судей согласились.", "Четыре из шести", "Шесть из шести"),
        ("ja", "裁判官6人のうち4人が賛成した。", "6人のうち4人", "4人のうち6人"),
        ("ko", "판사 6명 중 4명이 찬성했다.", "6명 중 4명", "4명 중 6명"),
        ("zh", "6名法官中4名投了票。", "6名法官中4名", "4名法官中6名"),
    ],
)
def test_other_languages(lang: str, article: str, good: str, bad: str) -> None:
    claim = article.replace(good, bad)
    assert claim != article
    assert findings(article, article, lang) == []
    assert [f.severity for f in findings(claim, article, lang)] == ["contradiction"]


def test_the_message_gives_both_pairs_and_the_span_is_that_of_the_article() -> None:
    (finding,) = findings("Six of the six jurors asked for a hearing.")
    assert finding.message == (
        "the article says Four of the six (sentence 1); the claim says Six of the six"
    )
    assert finding.span is not None
    assert JURY[slice(*finding.span)] == "Four of the six"


@given(st.text(max_size=80) | st.from_regex(r"([0-9]{1,2} (of|der|из|中) (the )?){1,6}"), LANGS)
def test_pairs_lie_within_the_text_and_a_text_never_fails_against_itself(
    text: str, lang: str
) -> None:
    for pair in parts_of(Passage(text, lang)):
        assert pair.text in text
    assert findings(text, text, lang) == []
