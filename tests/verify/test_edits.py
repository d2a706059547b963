import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.edits import check_edits
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

PIER = "The old pier may have to close before winter, and both ferries carried grain to the island."


def edited(claim: str, text: str = PIER) -> list[str]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    return [f.kind for f in check_edits(Passage(claim, "en"), source.passages, source)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("may have to close", "has to close", "modality"),
        ("both ferries", "some ferries", "quantifier"),
        ("ferries carried", "ferries burned", "wording"),
        ("may have", "may not have", "negation"),
        ("old pier", "wooden pier", "wording"),
        ("grain", "furniture", "wording"),
    ],
)
def test_a_word_that_changes_what_is_said_is_found(old: str, new: str, kind: str) -> None:
    assert edited(PIER.replace(old, new)) == [kind]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("carried", "transported"),
        (", and both ferries carried grain to the island", ""),
        ("The old pier", "The pier"),
        ("may have", "might have"),
        ("grain", "cereal"),
    ],
)
def test_a_word_that_changes_nothing_passes(old: str, new: str) -> None:
    assert edited(PIER.replace(old, new)) == []


def test_what_is_denied_may_be_left_out() -> None:
    text = "The patrol is not meant to seize boats, but to keep the peace on the river."
    assert edited("The patrol is meant to keep the peace on the river.", text) == []


def test_other_wording_is_no_edit() -> None:
    assert edited("Grain went to the island by ferry, and the pier ate it.") == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Pupils at the island school choose between boats and bees.",
            "Pupils at the island school can choose between boats and bees.",
        ),
        (
            "The fare on the night ferry must not rise before winter.",
            "The fare on the night ferry may not be increased before winter.",
        ),
        (
            "The painter later called the pier a masterpiece of iron.",
            "The painter would later call the pier a masterpiece of iron.",
        ),
        (
            "The council has not published its report on the pier.",
            "The council has yet to publish its report on the pier.",
        ),
        (
            "She said that she had not met the owner of the pier.",
            "She denied that she had met the owner of the pier.",
        ),
        (
            "The two councils failed to agree on a price for the pier.",
            "The two councils could not agree on a price for the pier.",
        ),
        (
            "Divers believe that the pier was damaged by a tug.",
            "Divers suspect that the pier was damaged by a tug.",
        ),
    ],
)
def test_a_faithful_rewording_passes(claim: str, text: str) -> None:
    assert edited(claim, text) == []


def test_the_month_of_may_is_no_modal() -> None:
    text = "The new pier opened on 3 May with a song by the island choir."
    assert edited(text.replace("May", "June"), text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("employees", "employers"),
        ("an increase of", "a reduction of"),
        ("no longer", "no shorter"),
        ("slightly", "considerably"),
    ],
)
def test_a_word_replaced_by_its_contrary_is_found_in_a_copy(old: str, new: str) -> None:
    text = "The slightly wet employees no longer asked the ferry for an increase of six crowns."
    assert edited(text.replace(old, new), text) == ["wording"]


def test_not_before_a_word_that_it_does_not_deny_is_found() -> None:
    text = "On the island the mill stood still, and there were just six cows."
    assert edited(text.replace("were just", "were not just"), text) == ["negation"]


def test_a_word_in_other_wording_is_no_edit() -> None:
    text = "Before the gale last winter both of the old ferries carried grain to the small island."
    assert edited("Both ferries carried grain to the harbour before the winter.", text) == []
