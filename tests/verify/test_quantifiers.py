import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.amounts import find_quantifiers
from factcards.verify.passage import Passage
from factcards.verify.quantifiers import check_quantifiers
from factcards.verify.source import SourceText


def quantified(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))
    return list(check_quantifiers(Passage(claim, lang), source.passages, source))


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "es", "ja", "xx"]))
def test_quantifiers_lie_within_any_text(text: str, lang: str) -> None:
    for found in find_quantifiers(Passage(text, lang)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("claim", "text", "lang"),
    [
        ("All ferries were late.", "Some ferries were late.", "en"),
        ("All ferries were late.", "Most ferries were late.", "en"),
        ("Most ferries were late.", "Several ferries were late.", "en"),
        ("Most ferries were late.", "Few ferries were late.", "en"),
        ("All of the ferries were late.", "Nearly all of the ferries were late.", "en"),
        ("All of the lakes were tested.", "Four of the 11 lakes were tested.", "en"),
        ("Ferries always stop here.", "Ferries often stop here.", "en"),
        ("The pier was completely destroyed.", "The pier was partly destroyed.", "en"),
        ("Swimming is allowed in every lake.",
         "Swimming is allowed in every lake except one.", "en"),
        ("Most of the cash comes from donors.",
         "Most of the cash comes from the state, and some from donors.", "en"),
        ("All of those hired in May were nurses.", "Most of them hired in May were nurses.", "en"),
        ("All of the cost is borne by the town.", "Half the cost is borne by the town.", "en"),
        ("Half of the ferries were late.", "All but one of the ferries were late.", "en"),
        ("Three of the ferries sank.", "All but three of the ferries sank.", "en"),
        ("None of the ferries sank.", "Some of the ferries sank.", "en"),
        ("Most of the ferries sank.", "Half of the ferries sank.", "en"),
        ("The fair failed exclusively because of rain.",
         "The fair failed mainly because of rain.", "en"),
        ("All of the cash came in coins.", "The cash came mostly in coins.", "en"),
        ("Alle Fähren waren verspätet.", "Einige Fähren waren verspätet.", "de"),
        ("Tous les bateaux sont partis.", "La plupart des bateaux sont partis.", "fr"),
        ("Todos los barcos salieron.", "Algunos barcos salieron.", "es"),
    ],
)  # fmt: skip
def test_more_than_the_source_says_is_a_contradiction(claim: str, text: str, lang: str) -> None:
    assert [f.severity for f in quantified(claim, text, lang)] == ["contradiction"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Only pilots may use the pier.", "Pilots may use the pier."),
        ("Debt doubled.", "Debt almost doubled."),
        ("All ferries were late.", "Ferries were late."),
        ("All but two were late.", "The ferries were late."),
    ],
)
def test_a_quantifier_added_or_dropped_is_unsupported(claim: str, text: str) -> None:
    assert [f.severity for f in quantified(claim, text)] == ["unsupported"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Some ferries were late.", "All ferries were late."),
        ("Many ferries were late.", "Most ferries were late."),
        ("All six ferries were late.", "The six ferries were late."),
        ("Every ferry was late.", "All ferries were late."),
        ("Most of the 14 ferries were late.", "12 of the 14 ferries were late."),
        ("The pier opens every year.", "The pier opens in May."),
        ("Only pilots may use the pier.", "Nobody but pilots may use the pier."),
        ("Only two ferries sailed.", "Two ferries sailed."),
        ("The pier would open only after the storm.", "The pier would open after the storm."),
        ("Debt nearly doubled.", "Debt almost doubled."),
        ("Few passengers stayed.", "Most passengers left."),
        ("Half of the seats were lost.", "Half of the seats were saved."),
        ("Nearly all of the ferries were late.", "All but two of the ferries were late."),
        ("More than half of the ferries sank.", "Over half of the ferries sank."),
        ("Some 50 ferries sailed.", "About 50 ferries sailed."),
        ("Nearly all of the ferries burned.", "Some of the ferries sank, and nearly all burned."),
    ],
)
def test_no_more_than_the_source_says_passes(claim: str, text: str) -> None:
    assert quantified(claim, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Few of the nine judges were late.",
        "Some of the last ten ferries were late.",
        "Most ferries, two of the captains said, were late.",
    ],
)
def test_messages_quote_words_of_the_article(text: str) -> None:
    for finding in quantified("All of the nine judges, ferries and captains were late.", text):
        if "the article says" in finding.message:
            assert finding.message.split("“")[1].split("”")[0] in text


def test_a_language_without_quantifiers_is_noted() -> None:
    (finding,) = quantified("フェリーは全て遅れた。", "フェリーは遅れた。", "ja")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")
