import pytest

from factcards.verify.passage import Passage
from factcards.verify.phrases import Wording, together


def read(text: str) -> list[tuple[str, set[str]]]:
    wording = Wording(Passage(text, "en"), 100)
    return [(p.preposition, set(p.heads)) for p in wording.phrases(0, len(wording.tokens))]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("the old mill in a valley", [("", {"mill"}), ("in", {"valley"})]),
        ("the baker's sister", [("", {"sister"})]),
        ("the bakers’ union", [("", {"union"})]),
        ("a nurse 300 crowns", [("", {"nurs"}), ("", {"crown"})]),
        ("a robot built by pupils", [("", {"robot"}), ("by", {"pupil"})]),
        ("nurse Ada Lunn", [("", {"ada", "lunn"})]),
        ("", []),
    ],
)
def test_phrases_are_known_by_their_heads(text: str, phrases: list[tuple[str, set[str]]]) -> None:
    assert read(text) == phrases


def test_and_adds_to_the_phrase_before_it() -> None:
    wording = Wording(Passage("the baker and the nurse in a mill", "en"), 100)
    phrases = list(wording.phrases(0, len(wording.tokens)))
    assert together(phrases[:1]) == {"baker"}


def test_her_is_a_pronoun_only_where_no_noun_follows() -> None:
    alone = Wording(Passage("thanked her", "en"), 100)
    owner = Wording(Passage("thanked her coach", "en"), 100)
    assert [p.pronoun for p in alone.phrases(1, 2)] == [True]
    assert [p.pronoun for p in owner.phrases(1, 3)] == [False]
