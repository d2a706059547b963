"""Additions: what a claim adds to the sentences it repeats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.additions import find_addition, slight_words
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

TEXT = """\
The lighthouse on Brennan Rock will be repainted in April by a crew of nine.
Its lamp, which was built in Lyon, has burned since 1894 without a single failure.
Keeper Alma Rusk said that the old paint had suffered more from gulls than from storms.
The harbour office pays for the scaffolding and a boat, but not for the paint.
Storms closed the road to the ferry twice in January."""


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


SOURCE = source_of(TEXT)


def added(claim: str, *numbers: int, source: SourceText = SOURCE, lang: str = "en") -> list[str]:
    passage = Passage(claim, lang)
    evidence = [source.passages[number - 1] for number in numbers]
    return find_addition(passage, evidence, source, [True] * len(passage.terms))


@pytest.mark.parametrize(
    ("claim", "number", "word"),
    [
        ("The haunted lighthouse on Brennan Rock will be repainted in April.", 1, "haunted"),
        (
            "Its lamp has burned since 1894 without a single failure, which insurers had denied.",
            2,
            "insurers",
        ),
        ("Storms closed the road to the ferry and a school twice in January.", 5, "school"),
        (
            "The lighthouse on Brennan Rock, whose owner is bankrupt, will be repainted in April.",
            1,
            "owner",
        ),
        (
            "The harbour office pays for the scaffolding and a boat, financed by a tourist tax.",
            4,
            "tax",
        ),
    ],
)
def test_what_a_claim_adds_to_a_sentence_is_found(claim: str, number: int, word: str) -> None:
    assert word in added(claim, number)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_clause_that_is_put_on_any_sentence_is_found(number: int) -> None:
    sentence = SOURCE.sentences[number - 1].text.rstrip(".")
    assert added(f"{sentence}, because of an earthquake.", number) == ["earthquake"]


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("The lighthouse on Brennan Rock will be repainted in April.", (1,)),
        ("The lighthouse on Brennan Rock will be painted anew in April by nine workers.", (1,)),
        ("The lighthouse on Brennan Rock will also be repainted in April.", (1,)),
        ("Its lamp, made in Lyon, has burned since 1894 without a single breakdown.", (2,)),
        ("Its lamp has shone since 1894 without a single failure.", (2,)),
        (
            "The lighthouse on Brennan Rock, which has burned since 1894, will be repainted.",
            (1, 2),
        ),
        ("Neither gulls nor storms were kind to the paint, Alma Rusk complained.", (3,)),
    ],
)
def test_a_paraphrase_adds_nothing(claim: str, numbers: tuple[int, ...]) -> None:
    assert added(claim, *numbers) == []


def test_words_that_the_article_has_apart_make_no_clause_together() -> None:
    claim = f"{SOURCE.sentences[2].text.rstrip('.')}, as Lyon paid."
    assert added(claim, 3) == ["Lyon", "paid"]


def test_names_and_numbers_are_left_to_their_own_checks() -> None:
    passage = Passage("The lighthouse on Brennan Rock in Geneva will be repainted in April.", "en")
    checked = [term.text != "Geneva" for term in passage.terms]
    assert find_addition(passage, SOURCE.passages[:1], SOURCE, checked) == []


def test_a_verb_that_holds_a_paraphrase_together_is_no_addition() -> None:
    text = "The fund (190 members) is run from a barn near Lisse."
    claim = "The fund comprises 190 members and is run from a barn near Lisse."
    assert added(claim, 1, source=source_of(text)) == []


def test_what_is_told_in_another_order_is_no_addition() -> None:
    text = "“We bought the dear engine as nobody dared to haggle,” said its driver Jon Pell."
    claim = "Its driver Jon Pell criticised the choice of the dear engine."
    assert added(claim, 1, source=source_of(text)) == []


def test_other_languages_are_left_alone() -> None:
    text = "Der alte Turm am Hafen wird im April neu gestrichen."
    claim = "Der alte verfluchte Turm am Hafen wird im April neu gestrichen."
    assert added(claim, 1, source=source_of(text, "de"), lang="de") == []


def test_no_evidence_has_no_additions() -> None:
    assert added("The lighthouse on Brennan Rock will be repainted soon.") == []


def test_slight_words_are_known_by_any_form() -> None:
    assert {"year", "get"} <= slight_words()


@given(st.text(max_size=80), st.lists(st.integers(1, 5), max_size=4, unique=True))
def test_what_is_found_stands_in_the_claim(claim: str, numbers: list[int]) -> None:
    assert all(word in claim for word in added(claim, *numbers))
