import pytest

from factcards.verify.appositions import apposed_role
from factcards.verify.passage import Passage


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Lunn, the mayor of Dorn, spoke.", "mayor"),
        ("Ada Lunn, accused the mayor of lying.", ""),
        ("Ada Lunn, at 10 p.m. on Monday, spoke.", ""),
        ("Ada Lunn, who met the mayor, spoke.", ""),
    ],
)
def test_a_role_in_commas_is_only_one_where_no_verb_stands_before_it(text: str, role: str) -> None:
    passage = Passage(text, "en")
    assert apposed_role(passage.names[0], 0, passage, "en")[0] == role
