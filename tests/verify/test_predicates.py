from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.links import links_of
from factcards.verify.passage import Passage
from factcards.verify.predicates import clauses_of
from factcards.verify.zones import zones_of


@given(st.text(max_size=120))
def test_clauses_lie_in_order_within_any_text(text: str) -> None:
    end = 0
    for clause in clauses_of(Passage(text, "en")):
        assert end <= clause.start < clause.end <= len(text)
        end = clause.end


@given(st.text(alphabet="afterbcusdo than more,.;7 ", max_size=120))
def test_links_are_slices_of_any_text(text: str) -> None:
    for link in links_of(Passage(text, "en")):
        assert text[link.start : link.end] == link.words


def test_a_clause_without_a_subject_takes_that_of_the_one_before() -> None:
    first, second = clauses_of(Passage("The pier cost little and is meant to last.", "en"))
    assert first.subject == second.subject == {"pier"}


def test_a_subject_stands_before_the_commas_that_follow_it() -> None:
    *_, last = clauses_of(Passage("Larchmont, the maker of boats, sued Teasel.", "en"))
    assert (set(last.subject), last.verb) == ({"larchmont"}, "su")


def test_a_pronoun_is_a_subject_without_words() -> None:
    (clause,) = clauses_of(Passage("They fell in May.", "en"))
    assert (clause.subject, clause.own) == (frozenset(), True)


def test_a_relative_clause_is_about_what_stands_before_it() -> None:
    _, clause = clauses_of(Passage("Oakton, who won the cup", "en"))
    assert clause.subject == {"oakton"}


def test_passives_are_known_by_their_forms() -> None:
    assert [
        c.passive for c in clauses_of(Passage("It was sold; a study led by Ann Lee", "en"))
    ] == [
        True,
        True,
    ]
    assert not any(c.passive for c in clauses_of(Passage("Sales grew by 2%.", "en")))


def test_a_number_after_a_possessive_belongs_to_its_owner() -> None:
    first, second = zones_of(Passage("The team had 22 shots to Oakton's nine.", "en"))
    assert [set(first.subject), set(second.subject)] == [{"team"}, {"oakton"}]
