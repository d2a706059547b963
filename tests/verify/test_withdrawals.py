import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.antonyms import check_antonyms
from factcards.verify.passage import Passage
from factcards.verify.polarity import check_polarity, find_denials
from factcards.verify.source import SourceText


def contradicted(claim: str, text: str) -> bool:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    return any(
        finding.severity == "contradiction"
        for check in (check_polarity, check_antonyms)
        for finding in check(Passage(claim, "en"), source.passages, source)
    )


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("The port dropped its old plan to close the quay.", {"close", "quay"}),
        ("Plans to close the quay have been scrapped.", {"close", "quay"}),
        ("The port scrapped the closure of the quay.", {"close", "quay"}),
        ("Reports that the tug had sunk were false.", {"tug", "sink"}),
        ("She dismissed rumours that the tug had sunk.", {"tug", "sink"}),
    ],
)
def test_what_is_given_up_or_called_false_is_denied(text: str, stems: set[str]) -> None:
    (denial,) = find_denials(Passage(text, "en"))
    assert denial.withdrawn
    assert set(denial.scope) == stems


@pytest.mark.parametrize(
    "text",
    [
        "The port plans to close the quay.",
        "Sales dropped in May.",
        "The plan to close the quay was approved.",
        "Reports that the tug had sunk were confirmed.",
    ],
)
def test_what_stands_is_not_denied(text: str) -> None:
    assert find_denials(Passage(text, "en")) == ()


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The quay will close.", "The port abandoned its plan to close the quay."),
        ("The quay will close.", "The port scrapped the closure of the quay."),
        ("The port will close the quay.", "The port reversed a decision to close the quay."),
        ("The quay will stay open.", "The port dropped its plan to keep the quay open."),
        ("The tug sank.", "Rumours that the tug sank were untrue."),
        ("The bank lied.", "It is not true that the bank lied, he said."),
    ],
)
def test_what_is_given_up_told_as_so_is_a_contradiction(claim: str, text: str) -> None:
    assert contradicted(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The port will not close the quay.", "The port abandoned its plan to close the quay."),
        ("The quay will stay open.", "The port abandoned its plan to close the quay."),
        ("The port will not close the quay.", "The port reversed a decision to close the quay."),
        ("The yard will keep its tug.", "The yard cancelled the sale of its tug."),
        ("The port had planned to close the quay.", "The port dropped plans to close the quay."),
        ("The port dropped its plan to close the quay.", "The port will not close the quay."),
        ("The bank did not lie.", "Rumours that the bank lied were false."),
        ("The yard will build 60 tugs.", "Plans to build 40 tugs were axed; it will build 60."),
        ("The port dropped its plan to sail.", "The port had a plan to sail but dropped it."),
    ],
)
def test_what_is_given_up_told_so_is_none(claim: str, text: str) -> None:
    assert not contradicted(claim, text)
