from __future__ import annotations

from pathlib import Path

import pytest

from factcards.article import Article
from factcards.card import Card, Evidence
from factcards.reading import claim_notes, human_date, read_beside, tally
from factcards.sentences import segment

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def card() -> Card:
    return Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article() -> Article:
    text = (HERE / "data/sample_article.txt").read_text(encoding="utf-8")
    return Article(name="sample_article.txt", text=text, lang="en")


@pytest.mark.parametrize(
    ("value", "lang", "words"),
    [
        ("2026-03-12", "en", "12 March 2026"),
        ("2026-03-12", "de", "12. März 2026"),
        ("2026-03", "en", "March 2026"),
        ("2026", "en", "2026"),
        ("2026-03-12T22:07:00Z", "en", "12 March 2026, 22:07 UTC"),
        ("2026-03-12T22:07+02:00", "en", "12 March 2026, 22:07 UTC+0200"),
        ("2026-03-12", "und", "12 March 2026"),
        ("2026-03-12", "xx", "12 March 2026"),
        ("last Tuesday", "en", "last Tuesday"),
        ("2026-13", "en", "2026-13"),
        ("", "en", ""),
        (None, "en", ""),
    ],
)
def test_dates_are_put_in_words_and_other_text_is_left(
    value: str | None, lang: str, words: str
) -> None:
    assert human_date(value, lang) == words


def test_the_tally_counts_what_did_not_match(card: Card) -> None:
    assert tally(card) == "8 of 10 claims match the source; 1 only in part, 1 left out."


def test_the_sample_card_s_evidence_slices_its_article(card: Card, article: Article) -> None:
    sentences = segment(article.text, article.lang)
    evidence = [e for fact in card.facts for e in fact.evidence]
    evidence += [figure.evidence for figure in card.figures]
    evidence += [quote.evidence for quote in card.quotes]
    evidence += [person.evidence for person in card.people]
    evidence += [moment.evidence for moment in card.timeline]
    for passage in evidence:
        sentence = sentences[passage.sentence - 1]
        assert article.text[passage.start : passage.end] == passage.quote
        assert sentence.start <= passage.start < passage.end <= sentence.end


def test_beside_its_article_every_sentence_is_read_in_order(card: Card, article: Article) -> None:
    reading = read_beside(card, article, segment(article.text, "en"))
    assert reading.complete
    assert [s.number for s in reading.sentences] == list(range(1, 15))
    lines = ["".join(s.gap + s.text for s in group) for group in reading.paragraphs]
    assert lines == article.text.split("\n")[:-1]


def test_sentences_know_the_facts_that_cite_them(card: Card, article: Article) -> None:
    reading = read_beside(card, article, segment(article.text, "en"))
    citing = {s.number: s.facts for s in reading.sentences if s.facts}
    assert citing == {1: (1,), 2: (2,), 3: (3,), 4: (3,), 6: (4,), 8: (5,), 11: (6,)}
    assert [s.number for s in reading.sentences if not s.highlighted] == [7, 10, 12]


def test_alone_only_the_cited_passages_are_read(card: Card) -> None:
    reading = read_beside(card)
    assert not reading.complete
    assert [s.number for s in reading.sentences] == [1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14]
    assert reading.sentences[7].text == "Nobody has told us what a fisher does for 35 years"


def test_passages_of_one_sentence_are_joined_without_repeating_any(card: Card) -> None:
    def passage(quote: str, start: int) -> Evidence:
        end = start + len(quote)
        return Evidence(sentence=1, quote=quote, start=start, end=end, match="exact")

    evidence = (passage("River Aune", 90), passage("Vessmouth", 0), passage("smouth", 3))
    facts = (card.facts[0].model_copy(update={"evidence": evidence}),)
    empty = dict.fromkeys(("figures", "quotes", "timeline"), ())
    reading = read_beside(card.model_copy(update={"facts": facts, **empty}))
    assert [s.text for s in reading.sentences] == ["Vessmouth … River Aune"]


def test_claims_kept_and_verified_need_no_note(card: Card) -> None:
    reading = read_beside(card)
    notes = [claim_notes(reading, "facts", f.text, f.verdict) for f in card.facts]
    assert notes == [
        (),
        (),
        ("reworded after a check",),
        ("citation corrected",),
        ("the source’s own words",),
        ("partly supported",),
    ]
    assert claim_notes(reading, "headline", card.headline) == ()


def test_a_claim_without_a_record_is_judged_by_its_verdict(card: Card) -> None:
    reading = read_beside(card)
    assert claim_notes(reading, "facts", "new", "contradicted") == ("the source says otherwise",)
    assert claim_notes(reading, "facts", "new", "unsupported") == ("not found in the source",)
