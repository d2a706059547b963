import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.fold import bare, fold, fold_word
from factcards.verify.passage import Passage
from factcards.verify.words import read_terms, stem, tokenise


def stems(text: str, lang: str = "en") -> frozenset[str]:
    return Passage(text, lang).stems


@given(st.text())
def test_tokens_are_slices_of_the_text_in_order(text: str) -> None:
    last = 0
    for token in tokenise(text, "en"):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end


@given(st.text(), st.sampled_from(["en", "de", "fr", "ru", "ja", "zh", "ko", "ar", "th", "xx"]))
def test_terms_are_slices_of_the_text(text: str, lang: str) -> None:
    for term in read_terms(tokenise(text, lang), lang):
        assert text[term.start : term.end] == term.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("a start-up’s 1,200.50 shares", ["a", "start-up’s", "1,200.50", "shares"]),
        ("it isn't over", ["it", "isn't", "over"]),
        ("カナダ首相", ["カナダ", "首", "相"]),
    ],
)
def test_words_keep_what_belongs_together(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text, "en")] == words


def test_french_elision_is_a_word_of_its_own() -> None:
    assert [token.text for token in tokenise("l’hôpital d'Arras", "fr")] == [
        "l’",
        "hôpital",
        "d'",
        "Arras",
    ]


@pytest.mark.parametrize(
    ("left", "right", "lang"),
    [
        ("ferries", "ferry", "en"),
        ("sold", "selling", "en"),
        ("children", "child", "en"),
        ("organisation", "organizations", "en"),
        ("harbour", "harbors", "en"),
        ("defence", "defense", "en"),
        ("Brücken", "Brücke", "de"),
        ("hospitales", "hospital", "es"),
        ("больницы", "больницу", "ru"),
        ("лікарні", "лікарня", "uk"),
        ("정부는", "정부가", "ko"),
    ],
)
def test_forms_of_one_word_share_a_stem(left: str, right: str, lang: str) -> None:
    assert stem(fold_word(left), lang) == stem(fold_word(right), lang)


def test_different_words_keep_different_stems() -> None:
    assert stem("ferry", "en") != stem("fairy", "en")


def test_grammar_is_not_content() -> None:
    assert stems("It was the one that they had not been to.") == frozenset()


def test_a_country_in_capitals_is_content_where_the_pronoun_is_not() -> None:
    assert "us" in stems("US ferries")
    assert "us" not in stems("ferries for us")


def test_hyphenated_words_are_known_by_their_parts_and_joined() -> None:
    assert {"startup", "start", "up"} <= stems("a start-up")


def test_numbers_are_compared_without_thousands_separators() -> None:
    assert stems("1,200 ferries") == stems("1200 ferries")


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    assert "渡轮" in stems("新渡轮停运", "zh")


@given(st.text())
def test_folding_maps_every_character_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(st.text(), st.text())
def test_folding_twice_changes_nothing_more(left: str, right: str) -> None:
    once = fold(left + " " + right).text
    assert fold(once).text == once


def test_folding_ignores_the_shape_of_quotes_dashes_and_spaces() -> None:
    assert fold("“Yes” –  it’s\u00a0Über").text == fold('"yes" - it\'s über').text


def test_a_folded_match_gives_the_original_offsets() -> None:
    text = "He said: “It’s  Time.”"
    found = fold(text).find(fold("it's time").text)
    assert found is not None
    assert text[found[0] : found[1]] == "It’s  Time"


def test_only_whole_words_are_found() -> None:
    assert fold("the ferryman").find("ferry") is None
    assert fold("新渡轮停运").find("渡轮") == (1, 3)


def test_accents_are_stripped_but_cyrillic_letters_stay() -> None:
    assert bare("são") == "sao"
    assert bare("край") == "край"
    assert bare("क्षेत्र") == "क्षेत्र"
