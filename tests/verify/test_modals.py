import pytest

from factcards.verify.modals import find_modals, is_past
from factcards.verify.passage import Passage


def statuses(text: str) -> dict[str, str]:
    passage = Passage(text, "en")
    texts = {term.index: term.text for term in passage.terms}
    return {texts[modal.index]: modal.status for modal in find_modals(passage)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port may close.", {"close": "possible"}),
        ("The port will probably close.", {"close": "possible"}),
        ("The port could amend or drop it.", {"amend": "possible", "drop": "possible"}),
        ("The port might try to close.", {"try": "possible", "close": "possible"}),
        ("The port is due to close.", {"close": "intended"}),
        ("The delay is due to frost.", {}),
        ("The port proposes closing it.", {"closing": "possible"}),
        ("She asked that tents be banned.", {"banned": "intended"}),
        ("Lee is believed to have fled.", {"fled": "alleged"}),
        ("Police fear that he fled.", {"fled": "believed"}),
        ("Insurance claims rose.", {}),
        ("The board voted to reject it.", {}),
    ],
)
def test_a_word_under_a_cue_has_its_status(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= statuses(text).items()
    assert expected or not statuses(text)


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The port shut", True),
        ("The ports shut", False),
        ("The milk has run", True),
        ("The decision saved", True),
        ("The port may have shut", False),
        ("The chief wants tents banned", False),
    ],
)
def test_a_past_form_is_told_from_its_likes(text: str, past: bool) -> None:
    passage = Passage(text, "en")
    assert is_past(passage.terms[-1], passage) is past


def test_other_languages_have_no_modals() -> None:
    assert find_modals(Passage("Der Hafen may close.", "de")) == ()
