"""Segmentation: exact offsets first, then the habits of news text in many languages."""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.sentences import LONG_QUOTATION, segment
from factcards.sentences_markup import read_prose

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
PROSE = st.lists(
    st.sampled_from(
        [
            *"abcXYZ漢한я.?!…,;:。！？「」『』“”‘’«»\"'()-–— \n\t\u00a0\u2028",
            "Mr.",
            " 5 ",
            "U.S.",
            "A\u00a0.",
            "\u3000.",
        ]
    ),
    max_size=60,
).map("".join)
LANGS = st.sampled_from(["und", "en", "de", "fr", "es", "ru", "ja", "zh", "ar", "ko", "xx"])


def texts(text: str, lang: str) -> list[str]:
    return [sentence.text for sentence in segment(text, lang)]


@given(ANY_TEXT | PROSE, LANGS)
def test_offsets_slice_the_text_to_the_sentence(text: str, lang: str) -> None:
    for sentence in segment(text, lang):
        assert text[sentence.start : sentence.end] == sentence.text


@given(ANY_TEXT | PROSE, LANGS)
def test_sentences_are_numbered_from_one_in_order_without_overlap(text: str, lang: str) -> None:
    sentences = segment(text, lang)
    assert [sentence.number for sentence in sentences] == list(range(1, len(sentences) + 1))
    ends = [0, *(sentence.end for sentence in sentences)]
    assert all(end <= sentence.start for end, sentence in zip(ends, sentences, strict=False))


@given(ANY_TEXT | PROSE, LANGS)
def test_every_visible_character_of_a_line_of_prose_is_covered(text: str, lang: str) -> None:
    covered = {i for sentence in segment(text, lang) for i in range(sentence.start, sentence.end)}
    offset = 0
    for line in read_prose(text).text.split("\n"):
        if any(map(str.isalnum, line)):
            missing = [c for i, c in enumerate(line, offset) if i not in covered]
            assert not "".join(missing).strip()
        offset += len(line) + 1


@given(ANY_TEXT | PROSE, LANGS)
def test_sentences_carry_no_outer_space_and_no_line_end(text: str, lang: str) -> None:
    for sentence in segment(text, lang):
        assert sentence.text == sentence.text.strip()
        assert "\n" not in sentence.text
        assert any(map(str.isalnum, sentence.text))


def test_paragraphs_count_lines_that_are_not_blank() -> None:
    found = segment("One. Two.\n\n  \n* * *\nThree.\n", "en")
    assert [(s.text, s.paragraph) for s in found] == [("One.", 0), ("Two.", 0), ("Three.", 2)]


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "😀 Hi 👩‍👩‍👧 there. 𝒳 is 日本. Bye."
    assert texts(text, "en") == ["😀 Hi 👩‍👩‍👧 there.", "𝒳 is 日本.", "Bye."]


def test_lone_surrogates_are_kept_in_the_sentence_and_do_not_crash() -> None:
    assert texts("a\ud800b. Next \udfff one.", "en") == ["a\ud800b.", "Next \udfff one."]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000", "\u2028", "\x1c"])
def test_spaces_of_any_width_are_spaces(space: str) -> None:
    text = f"Vitamin A{space}. He left.{space}They came."
    assert texts(text, "en") == [f"Vitamin A{space}.", "He left.", "They came."]


def test_a_panic_of_the_library_leaves_the_line_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(lang: str, text: str) -> None:
        raise PanicException

    monkeypatch.setitem(sys.modules, "sentencex", SimpleNamespace(get_sentence_boundaries=panic))
    assert texts("One. Two.", "en") == ["One. Two."]


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    assert texts("Headline Here\n- 4.09.2025, 22:07\nText.", "en")[1] == "- 4.09.2025, 22:07"


def test_empty_and_blank_texts_have_no_sentences() -> None:
    assert segment("", "en") == segment(" \n\t\n", "en") == ()


@pytest.mark.parametrize(
    ("lang", "whole"),
    [
        ("en", '"We are ready," he said.'),
        ("en", "“I can confirm: we are ready,” Macron noted."),
        ("en", '"Is it ready?" he asked.'),
        ("en", "“Are you sure?” Maria Smith asked."),
        ("en", "“We came. We saw. We won,” she said."),
        ("en", "The U.S. Army met Sen. Ted Cruz, R-Texas, and Rep. Jim Smith, D-N.Y., there."),
        ("en", "Mr. J. K. Rowling of St. Paul came at 5 p.m. Monday and left on Feb. 24, 2022."),
        (
            "en",
            "It cost approx. 5 dollars, rose 3.5 per cent and is at No. 10 on www.example.com now.",
        ),
        ("en", "He said... and left."),
        ("en", "1. The first item."),
        ("en", "The boys' house isn't the girls' house."),
        ("de", "Das ist z. B. gut, d. h. Dr. Müller kam am 4. September mit ca. 5 Mio. Euro."),
        ("de", "„Bist du da?“, fragte er."),
        ("de", "Der 1. FC Köln gewann."),
        ("fr", "M. Dupont et Mme. Durand ont lu l'art. 5 du code."),
        ("fr", "« Nous sommes prêts », a-t-il dit."),
        ("es", "El Sr. García y D. Juan leyeron el n.º 5 en EE. UU. ayer."),
        ("it", "«Siamo pronti», ha detto il sig. Rossi."),
        ("pt", "O Sr. Silva leu o art. 5.º da lei na Av. Paulista."),
        ("nl", "Mevr. De Vries kwam, d.w.z. nooit."),
        ("ru", "Он родился в 1990 г. в Москве, т. е. там."),
        ("ru", "— Ты здесь? — спросил он."),
        ("ru", "Это стоит 5 млн. рублей, сказал А.С. Пушкин."),
        ("uk", "«Ми готові», — сказав Т. Г. Шевченко."),
        ("ko", '"우리는 준비됐다."라고 말했다.'),
        ("ja", "「準備はできている。行こう。」と彼は言った。"),
        ("zh", "他说：“我们准备好了。再见。”"),
        ("ar", "وصل د. محمد إلى القاهرة."),
        ("pl", "Prof. Kowalski, m.in. tzw. bohater, żył w 1990 r. w Warszawie."),
    ],
)
def test_one_sentence_stays_one(lang: str, whole: str) -> None:
    assert texts(whole, lang) == [whole]


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", '"We are ready."', "The army left."),
        ("en", "He lives in the U.S.", "The army stayed."),
        ("en", "(He left.)", "Then came the rest."),
        ("en", "'We are ready.'", "The army left."),
        ("en", "It is the boys' house.", "It's not the girls' house."),
        ("en", "hello there.", "how are you."),
        ("de", "Er kam am Montag.", "„Wir sind bereit“, sagte er."),
        ("fr", "Il a dit : « Non ! »", "Puis il est parti."),
        ("es", "¿Qué pasa?", "¡Nada!"),
        ("it", "È qui.", "Poi va."),
        ("pt", "Está aqui.", "Depois vai."),
        ("nl", "Hij is hier.", "Dan gaat hij."),
        ("ru", "Он ушёл.", "Она осталась."),
        ("uk", "Він пішов.", "Вона залишилась."),
        ("ko", "그는 떠났다.", "3일 발표했다."),
        ("ja", "首相は発表した。", "3日に会議がある。"),
        ("zh", "总理宣布。", "3日发布。"),
        ("zh", "他说：“好的。”", "然后离开了。"),
        ("ar", "هل أنت مستعد؟", "نعم."),
        ("hi", "वह गया।", "क्या हुआ?"),
    ],
)
def test_two_sentences_are_two(lang: str, first: str, second: str) -> None:
    space = "" if lang in {"ja", "zh"} else " "
    assert texts(first + space + second, lang) == [first, second]


def test_a_long_quotation_is_cut_between_its_sentences_and_keeps_its_marks() -> None:
    inner = "We came to this place a long time ago. " * (LONG_QUOTATION // 30)
    text = f"She said: “{inner.strip()}” Then they left."
    found = texts(text, "en")
    assert max(map(len, found)) < LONG_QUOTATION
    assert found[0].startswith("She said: “We came")
    assert found[-2].endswith("ago.”")
    assert found[-1] == "Then they left."


def test_an_opening_mark_goes_with_the_sentence_it_opens() -> None:
    inner = '"We came to this place a long time ago." ' * (LONG_QUOTATION // 30)
    assert all(t.startswith('"') and t.endswith('"') for t in texts(inner, "en"))


@pytest.mark.parametrize(
    "unit", ["This is a sentence. ", "a. ", '. "', '?" ', "「今日。", "x. ’' “ ", "\n", "(A b.) "]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        start = time.perf_counter()
        segment(text, "en")
        return time.perf_counter() - start

    assert seconds(120_000) < 30 * seconds(15_000) + 0.2
