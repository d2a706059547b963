"""The check of endpoints: a change must not run the other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.endpoints import check_endpoints
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

PIECES = st.sampled_from([
    "rose ", "fell ", "from ", "to ", "by ", "€5 million ", "12% ", "7 ", "up ", ", ", "; ", "the ",
])  # fmt: skip


def findings(claim: str, text: str) -> list[Finding]:
    source = SourceText(Article(name="-", text=text, lang="en"), segment(text, "en"))
    return list(check_endpoints(Passage(claim, "en"), source.passages, source))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Tolls climbed to €5 from €7.", "Tolls climbed from €5 to €7."),
        ("Tolls climbed to €5 million.", "Tolls climbed to €7 million, up from €5 million."),
        ("Debt fell by €5 million.", "Debt fell to €5 million."),
        (
            "Stocks swelled to €5 million.",
            "Stocks swelled to €7 million, €5 million more than ever.",
        ),
        ("Tolls stood at €5 million.", "Tolls stood at €7 million, against €5 million in May."),
        ("Tolls were €5 million.", "Tolls rose to €7 million from €5 million."),
        ("The margin widened to 13% from 14%.", "The margin widened to about 14% from 13%."),
    ],
)
def test_a_number_in_another_part_of_a_change_contradicts(claim: str, text: str) -> None:
    found = findings(claim, text)
    assert found
    assert {f.severity for f in found} == {"contradiction"}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Tolls climbed from €5 to €7.", "Tolls climbed to €7 from €5."),
        ("Tolls climbed to €7, compared to €5 before.", "Tolls climbed to €7, up from €5."),
        ("Tolls had amounted to €5.", "Tolls climbed to €7, up from €5."),
        ("Tolls rose to €7.", "Tolls fell from €7 to €5, then rose from €5 to €7."),
        ("Tolls rose to €7.", "The toll was €7. It later fell from €7 to €5."),
    ],
)
def test_a_number_in_the_same_part_or_none_is_left_alone(claim: str, text: str) -> None:
    assert findings(claim, text) == []


@given(st.lists(PIECES, min_size=1, max_size=20).map("".join))
def test_a_text_never_contradicts_itself(text: str) -> None:
    passage = Passage(text, "en", 1, 0)
    source = SourceText(Article(name="-", text="A toll.", lang="en"), segment("A toll.", "en"))
    assert list(check_endpoints(passage, [passage], source)) == []
