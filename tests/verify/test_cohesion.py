"""Numbers and dates that must not be about another sentence."""

import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.cohesion import check_cohesion
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText


def messages(claim: str, text: str, *numbers: int) -> list[str]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    evidence = [p for p in source.passages if not numbers or p.number in numbers]
    found = check_cohesion(Passage(claim, "en"), evidence, source)
    return [finding.message for finding in found]


CANAL = "Critics put the yearly cost of the canal at $70 million. {} the figure at $45 million."


def test_a_number_of_a_sentence_that_speaks_on_belongs_to_the_one_before() -> None:
    claim = "Critics put the yearly cost of the canal at $70 million or $45 million."
    assert messages(claim, CANAL.format("She puts")) == []


def test_a_number_of_a_sentence_about_something_else_does_not() -> None:
    text = "The mill employs 90 weavers in Ostby. Last spring a fire at the quarry cost 45 jobs."
    assert messages("The mill employs 45 weavers in Ostby.", text) == [
        "sentence 2 says 45, but not of this"
    ]


@pytest.mark.parametrize(("most", "found"), [("£5 million", 0), ("£6 million", 1)])
def test_a_date_belongs_to_the_sentence_with_the_numbers(most: str, found: int) -> None:
    text = (
        "The bakery chain reported a profit of £42 million, 11% more than the year before. "
        "It has 37 shops. "
        "The firm expects profit to rise by £3m to £5m this year and plans a new mill."
    )
    claim = f"The company forecasts an increase in profit of £3 million to {most} this year."
    dates = [message for message in messages(claim, text, 1, 3) if "this year" in message]
    assert len(dates) == found


def test_a_date_of_the_sentence_beside_is_not_that_of_one_with_its_own() -> None:
    text = "The judge ruled on 4 May 2026. The appeal was lodged on 9 July 2026 by the union."
    assert messages("The appeal was lodged on 4 May 2026.", text) == [
        "sentence 1 says 4 May 2026, but not of this"
    ]
