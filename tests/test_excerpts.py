"""What is cut out of the article: dates of events and not of reports, people and their roles."""

from __future__ import annotations

import pytest

from factcards.article import Article
from factcards.draft import CardDraft, DraftPerson
from factcards.excerpts import people, quotes, timeline
from factcards.recheck_excerpts import entity_findings, name_findings, said_findings
from factcards.sentences import segment
from factcards.verify import SourceText


def read(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


def draft(*proposed: tuple[str, str]) -> CardDraft:
    named = tuple(DraftPerson(name=name, role=role) for name, role in proposed)
    return CardDraft(facts=(), headline="", summary="", people=named)


def people_of(text: str, *proposed: tuple[str, str], lang: str = "en") -> dict[str, str | None]:
    source = read(text, lang)
    found = people(source, draft(*proposed))
    for person in found:
        passage = source.passages[person.evidence.sentence - 1]
        assert [*name_findings(person, passage), *entity_findings(person, source)] == []
    return {person.name: person.role for person in found}


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("By Ada Marsh, 12 November 2026", "en"),
        ("Port Selwyn, Saturday 16 May 2026", "en"),
        ("From our Thursday letter, 3 September 2026", "en"),
        ("Interview: Tom Reed, 7 February 2026.", "en"),
        ("Graz, 4. März 2026.", "de"),
        ("OSLO, 4 May 2026 — The harbour was closed after the storm.", "en"),
    ],
)
def test_the_date_of_a_report_is_no_event(line: str, lang: str) -> None:
    assert timeline(read(line, lang), ()) == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The council voted on the plan on 12 May 2026.", "2026-05-12"),
        ("Ada Marsh opened the bridge to traffic on 3 March 2026.", "2026-03-03"),
        ("On 3 March 2026 the bridge was opened to traffic.", "2026-03-03"),
    ],
)
def test_a_dated_event_is_on_the_timeline(text: str, date: str) -> None:
    assert [moment.date for moment in timeline(read(text), ())] == [date]


GERMAN = "„Wir haben uns geirrt“, sagte Hafendirektorin Petra Lunt. Lunt tritt bald zurück."


@pytest.mark.parametrize(
    "proposed",
    [
        [("Hafendirektorin Petra Lunt", "Petra Lunt")],
        [("Petra Lunt", "Hafendirektorin")],
        [("Petra Lunt", "Petra Lunt")],
        [],
    ],
)
def test_a_title_that_is_written_like_a_name_is_the_role(proposed: list[tuple[str, str]]) -> None:
    proposed = proposed or [("Petra Lunt", "")]
    assert people_of(GERMAN, *proposed, lang="de") == {"Petra Lunt": "Hafendirektorin"}


def test_a_role_that_is_part_of_the_name_is_dropped() -> None:
    text = "The report by Ada Marsh was praised. Marsh said that it took a year."
    assert people_of(text, ("Ada Marsh", "Marsh")) == {"Ada Marsh": None}


def test_a_form_of_address_is_no_role() -> None:
    text = "Its chair, Dr Omar Hale, called the plan late. Mr Tom Reed said nothing."
    found = people_of(text, ("Omar Hale", "Dr"), ("Tom Reed", "Mr"))
    assert found == {"Omar Hale": "chair", "Tom Reed": None}


def test_a_role_of_the_models_own_making_gives_way_to_the_articles() -> None:
    text = "Ada Marsh, chief conductor of the Selwyn Orchestra, tested two halls and left."
    found = people_of(text, ("Ada Marsh", "Tested halls"))
    assert found == {"Ada Marsh": "chief conductor of the Selwyn Orchestra"}


def test_a_role_is_cut_out_of_the_article() -> None:
    text = "The money is gone, said the mayor of Selwyn, Ada Marsh, on Friday."
    assert people_of(text, ("Ada Marsh", "Mayor of Selwyn")) == {"Ada Marsh": "mayor of Selwyn"}


def test_the_speaker_of_a_quotation_has_no_title_in_the_name() -> None:
    text = "„Damals haben wir uns alle sehr geirrt“, sagte Hafendirektorin Petra Lunt."
    source = read(text, "de")
    found = quotes(source, draft())
    assert [(q.speaker, q.role) for q in found] == [("Petra Lunt", "Hafendirektorin")]
    assert list(said_findings(found[0], source, same=True)) == []
