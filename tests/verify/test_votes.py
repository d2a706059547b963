"""Results of votes: read as one score, whose order counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.figures import check_figures, find_quantities
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

WORDS = st.lists(
    st.sampled_from(
        [
            "12",
            "7",
            "votes",
            "to",
            "for",
            "and",
            "against",
            "voix",
            "contre",
            "票",
            "票赞成、",
            "by",
        ]
    ),
    max_size=14,
).map(" ".join)


def findings(claim: str, article: str, lang: str = "en") -> list[Finding]:
    text = Article(name="a", text=article, lang=lang)
    source = SourceText(text, segment(article, lang))
    return list(check_figures(Passage(claim, lang), source.passages, source))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The motion passed by 53 votes to 48."),
        ("en", "Fifty-three members voted for and 48 against."),
        ("en", "It was approved by 53 to 48."),
        ("en", "a 53-48 vote"),
        ("en", "The bill passed with 53 votes in favour and 48 against."),
        ("de", "Der Rat stimmte mit 53 zu 48 Stimmen zu."),
        ("fr", "Le texte a été adopté par 53 voix contre 48."),
        ("es", "Se aprobó por 53 votos contra 48."),
        ("es", "Hubo 53 votos a favor y 48 en contra."),
        ("it", "La mozione passa con 53 voti contro 48."),
        ("ru", "Закон приняли 53 голосами против 48."),
        ("ko", "찬성 53표, 반대 48표로 가결됐다."),
        ("ja", "賛成53票、反対48票で可決した。"),
        ("zh", "以53票赞成、48票反对获得通过。"),
    ],
)
def test_votes_for_and_against_are_one_score(lang: str, text: str) -> None:
    (quantity,) = find_quantities(text, lang)
    assert quantity.kind == "score"
    assert (quantity.value, quantity.upper) == (Decimal(53), Decimal(48))


@pytest.mark.parametrize(
    "text",
    ["Sales rose by 53 to 480.", "It moved from 53 to 48.", "They sold 53 books and 48 pens."],
)
def test_other_pairs_of_numbers_are_none(text: str) -> None:
    assert all(quantity.kind != "score" for quantity in find_quantities(text))


ARTICLE = "The assembly approved the toll by 53 votes to 48."


@pytest.mark.parametrize(
    "claim",
    [
        "The assembly approved the toll 53-48.",
        "The assembly approved the toll by 53 to 48.",
        "The assembly approved the toll with 53 votes.",
        "The toll was rejected by 48 votes to 53.",
    ],
)
def test_the_same_vote_passes_however_it_is_written(claim: str) -> None:
    assert findings(claim, ARTICLE) == []


@pytest.mark.parametrize(
    "claim",
    [
        "The assembly approved the toll by 48 votes to 53.",
        "The assembly approved the toll by 53 votes to 47.",
        "The assembly approved the toll by 48 to 53.",
    ],
)
def test_a_vote_that_is_turned_round_or_altered_is_a_contradiction(claim: str) -> None:
    (finding,) = findings(claim, ARTICLE)
    assert finding.severity == "contradiction"
    assert finding.message.startswith("the article says 53 votes to 48 (sentence 1); the claim")


def test_a_score_may_be_given_as_two_counts() -> None:
    assert findings("The toll passed 53-48.", "53 were for the toll, 48 members were not.") == []


@given(WORDS)
def test_numbers_found_among_such_words_slice_the_text(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
