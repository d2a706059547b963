"""What words mean to each other, and the extract of WordNet behind the English ones."""

import pytest

from factcards.verify import wordnet
from factcards.verify.fold import fold_word
from factcards.verify.lexicon import (
    akin,
    antonyms_of,
    are_counterparts,
    negated_forms,
    related,
)
from factcards.verify.words import stem


def key(word: str) -> str:
    return stem(fold_word(word), "en")


@pytest.mark.parametrize(
    ("word", "contrary"),
    [
        ("rose", "fell"),
        ("approve", "reject"),
        ("largest", "smallest"),
        ("older", "younger"),
        ("biggest", "tiniest"),
        ("internal", "external"),
        ("buy", "sell"),
        ("scatter", "gather"),
        ("increase", "reduction"),
        ("critics", "supporters"),
        ("entrance", "exit"),
        ("cautious", "reckless"),
    ],
)
def test_contraries_are_known_both_ways(word: str, contrary: str) -> None:
    assert key(contrary) in antonyms_of(key(word), "en")
    assert key(word) in antonyms_of(key(contrary), "en")


@pytest.mark.parametrize(
    ("word", "other"), [("employs", "employees"), ("employer", "employee"), ("believe", "suspect")]
)
def test_what_only_sounds_contrary_is_no_contrary(word: str, other: str) -> None:
    assert key(other) not in antonyms_of(key(word), "en")


@pytest.mark.parametrize(("word", "other"), [("buy", "purchase"), ("car", "automobile")])
def test_synonyms_are_related_and_no_contraries(word: str, other: str) -> None:
    assert key(other) in related(key(word), "en")
    assert key(other) not in antonyms_of(key(word), "en")


def test_a_more_general_word_is_akin_but_no_synonym() -> None:
    assert key("garment") in akin(key("shirt"), "en") - related(key("shirt"), "en")
    assert key("shirt") not in akin(key("garment"), "en")


def test_wordnet_serves_english_alone() -> None:
    assert akin(key("shirt"), "de") == frozenset()
    assert related(key("automobile"), "fr") == frozenset()


def test_the_table_is_by_the_stems_of_today() -> None:
    common = ("government", "decision", "running", "cities", "quickly", "profitable", "bought")
    assert [word for word in common if not wordnet.knows(key(word))] == []


def test_a_word_that_is_only_a_name_is_not_in_the_dictionary() -> None:
    assert not wordnet.knows(key("Montevideo"))
    assert wordnet.knows(key("turkey"))  # the bird


def test_a_negative_prefix_makes_a_contrary_in_both_directions() -> None:
    assert "unawar" in negated_forms("awar")
    assert "awar" in negated_forms("unawar")
    assert "der" not in negated_forms("under")  # too short to be a word with a prefix


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("employer", "employee", True),
        ("trainees", "trainers", True),
        ("employer", "employers", False),
        ("employer", "trainee", False),
        ("employs", "employees", False),
    ],
)
def test_the_two_sides_of_an_act_are_told_by_their_endings(
    one: str, other: str, *, opposed: bool
) -> None:
    assert are_counterparts(one, other) is opposed
