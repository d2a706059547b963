"""Key figures: what a number is of, in the article's words."""

from __future__ import annotations

import pytest

from factcards.article import Article
from factcards.card import Figure
from factcards.keyfigures import figures
from factcards.recheck_excerpts import figure_findings
from factcards.sentences import segment
from factcards.verify import SourceText


def figures_of(text: str, lang: str = "en") -> dict[str, Figure]:
    source = SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))
    found = figures(source, range(1, len(source.sentences) + 1))
    for figure in found:
        passage = source.passages[figure.evidence.sentence - 1]
        assert list(figure_findings(figure, passage)) == []
    return {figure.value: figure for figure in found}


def labels(text: str, lang: str = "en") -> dict[str, str]:
    return {value: figure.label for value, figure in figures_of(text, lang).items()}


def test_what_is_counted_labels_its_number() -> None:
    text = "The choir has gathered 512 signatures against the closure, Reed said."
    assert labels(text) == {"512": "signatures against the closure"}


def test_an_amount_is_labelled_by_who_pays_it_and_not_by_who_pays_the_next() -> None:
    found = labels("The town pays £700,000 and the farmers themselves £90,000 through a fee.")
    assert found["£700,000"] == "The town pays £700,000"
    assert "the farmers themselves £90,000" in found["£90,000"]


def test_a_label_ends_before_what_is_said_next() -> None:
    found = labels("The guild asks for 7% and has been offered 4.5%.")
    assert found["7%"] == "The guild asks for 7%"


def test_an_and_within_between_does_not_end_a_label() -> None:
    found = labels("In all 80 millimetres of rain fell between Monday and Friday.")
    assert found["80 millimetres"].endswith("between Monday and Friday")


def test_of_a_part_and_its_whole_the_part_is_the_figure() -> None:
    found = labels("The museum will cut 21 of its 640 guides next spring.")
    assert list(found) == ["21"]
    assert "cut 21 of its 640 guides" in found["21"]


def test_a_denied_number_is_never_shown_without_its_denial() -> None:
    found = labels("In none of the 37 tests did the valve close.")
    assert found["37"].startswith("In none of the 37 tests")


@pytest.mark.parametrize(
    "text",
    [
        "Last week we wrote that Torvik had sold 9,000 heat pumps.",
        "An earlier version of this article gave a figure of 9,000 heat pumps.",
        "A correction. Torvik sold 9,000 heat pumps.",
        "Correction: Torvik sold 9,000 heat pumps.",
    ],
)
def test_a_number_that_is_taken_back_is_no_key_figure(text: str) -> None:
    assert labels(text) == {}


def test_a_version_of_something_else_is_no_correction() -> None:
    text = "An earlier version of the plan covered 9,000 heat pumps in the valley."
    assert list(labels(text)) == ["9,000"]


def test_a_date_in_the_label_is_not_given_twice() -> None:
    figure = figures_of("The plant treated 8,300 patients from Oslo in 2024.")["8,300"]
    assert (figure.label, figure.as_of) == ("patients from Oslo in 2024", None)


def test_a_date_beside_the_label_is_its_date() -> None:
    figure = figures_of("By 2031 about 8,300 homes will be heated.")["8,300"]
    assert figure.as_of == "2031"


def test_a_date_of_another_clause_is_not_the_numbers() -> None:
    figure = figures_of("Of the batteries sold in 2024, only 9% came back as cells.")["9%"]
    assert figure.as_of is None


def test_a_german_label_that_ends_with_the_verb_has_its_clause() -> None:
    found = labels("Im letzten Jahr zählte man, weil 12.400 Besucher kamen.", "de")
    assert found.get("12.400", "12.400 Besucher kamen").endswith("Besucher kamen")
    found = labels("Die Bahn rechnet mit mindestens 70.000 Reisenden im Jahr.", "de")
    assert found == {"70.000": "Reisenden im Jahr"}
