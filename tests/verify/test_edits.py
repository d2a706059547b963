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
