import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.verify.acts import TRANSFER, acts_of, is_mutual
from factcards.verify.passage import Passage


def told(text: str) -> list[tuple[str, set[str], set[str]]]:
    return [(a.verb, set(a.doer), set(a.sufferer)) for a in acts_of(Passage(text, "en"))]


@pytest.mark.parametrize(
    ("text", "verb", "doer", "sufferer"),
    [
        ("The baker thanked a nurse.", "thank", {"baker"}, {"nurs"}),
        ("A nurse was thanked by the baker.", "thank", {"baker"}, {"nurs"}),
        ("The owner of the mill praised a guard from Dorn.", "praiz", {"owner"}, {"guard"}),
        ("The mill's boss, Ada Lunn, praised men.", "praiz", {"boss", "ada", "lunn"}, {"man"}),
        ("A nurse, who was late, thanked the baker.", "thank", {"nurs"}, {"baker"}),
        ("Police found a boy who had warned a guard.", "warn", {"boy"}, {"guard"}),
        ("The nurse, whom a baker thanked, wept.", "thank", {"baker"}, {"nurs"}),
        ("A robot built by pupils beat the crows.", "beat", {"robot"}, {"crow"}),
        ("Dunmore lost 2-1 to Carrick.", "beat", {"carrick"}, {"dunmor"}),
        ("The union appealed to the court.", "appeal to", {"union"}, {"court"}),
        ("A tug pulled off the barge.", "pull off", {"tug"}, {"barg"}),
        ("A guard was interviewing a nurse in May.", "interview", {"guard"}, {"nurs"}),
        ("The mill sold a barn to the baker.", TRANSFER, {"mill"}, {"baker"}),
        ("The baker bought a barn from the mill.", TRANSFER, {"mill"}, {"baker"}),
        ("A barn was sold by the mill to the baker.", TRANSFER, {"mill"}, {"baker"}),
        ("A court ordered the mill to pay the baker.", "pay", {"mill"}, {"baker"}),
    ],
)  # fmt: skip
def test_who_does_what_to_whom_is_read_from_the_order_of_words(
    text: str, verb: str, doer: set[str], sufferer: set[str]
) -> None:
    assert (verb, doer, sufferer) in told(text)


def test_a_pronoun_does_and_suffers_without_a_name() -> None:
    (act,) = acts_of(Passage("She defended him.", "en"))
    assert act.pronoun
    assert act.pronoun_suffers
    assert not act.doer | act.sufferer


def test_to_be_and_to_have_are_no_acts() -> None:
    assert told("The baker is a nurse and has a mill.") == []


def test_who_meets_is_met() -> None:
    assert is_mutual("meet")
    assert not is_mutual("thank")


def test_there_are_no_acts_in_other_languages() -> None:
    assert acts_of(Passage("Der Hund biss den Mann.", "de")) == ()


@given(st.text(alphabet=st.sampled_from("ab X.,'’\"\n\ud800 byto the who ed ")))
def test_any_text_can_be_read_and_acts_lie_within_it(text: str) -> None:
    for act in acts_of(Passage(text, "en")):
        assert 0 <= act.start < act.end <= len(text)
