"""Claims that lean on what their reader does not see."""

from __future__ import annotations

import pytest
from cases import source

from factcards.verify.passage import Passage
from factcards.verify.reference import check_reference


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("I did not come here to vote against my own government.", True),
        ("Ferries are late and we will fix that.", True),
        ("“I did not come here to vote,” said Marek Soll.", False),
        ("Marek Soll said he did not come to vote.", False),
    ],
)
def test_words_in_the_first_person_want_a_speaker(text: str, leans: bool) -> None:
    claim = Passage(text, "en")
    found = [f for f in check_reference(claim, (), source()) if f.kind == "reference"]
    assert bool(found) == leans


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He said that the boats are old.", True),
        ("The second is faster.", True),
        ("It is raining in Porto Novo.", False),
        ("Ana Silva said that they are old.", False),
        ("Elle a dit que les bateaux sont vieux.", False),
    ],
)
def test_an_opening_pronoun_leans(text: str, leans: bool) -> None:
    found = tuple(check_reference(Passage(text, "en"), (), source()))
    assert bool(found) == leans
