import pytest

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.bindings import check_bindings
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

REPORT = (
    "Ticket income rose 9% to €310 million, and debt fell by a third to €75 million. "
    "The refit will cost €20 million and is meant to save €35 million a year from 2031. "
    "Ferries, the largest division, increased sales by 8% to €260 million. "
    "Kiosks grew by 3% to €40 million, while parking added €5 million to reach €12 million. "
    "The club will receive €2 million in grants, more than its annual rent of €450,000. "
    "Four of its twelve captains own a boat. The crew made nine rescues, three of them at night. "
    "Harbour fees rose by 4% this year and 6% next year. "
    "Port profit was €51 million. Net income of €18 million was paid out."
)


def bound(claim: str, text: str = REPORT, number: int = 0) -> list[Finding]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    evidence = [source.passages[number - 1]] if number else source.passages
    return list(check_bindings(Passage(claim, "en"), evidence, source))


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("Debt rose 9% to €310 million.", 1),
        ("Ticket income fell by a third to €75 million.", 1),
        ("The refit will cost €35 million.", 2),
        ("The refit will cost €20 million a year.", 2),
        ("Kiosks, the largest division, increased sales by 8%.", 3),
        ("Parking grew by 3% to €40 million.", 4),
        ("The club will receive €450,000 in grants.", 5),
        ("Twelve of its captains own a boat.", 6),
        ("The crew made nine rescues at night.", 7),
        ("Harbour fees rose by 6% this year.", 8),
    ],
)
def test_a_number_of_something_else_is_a_contradiction(claim: str, number: int) -> None:
    findings = bound(claim, number=number)
    assert findings
    assert {finding.severity for finding in findings} == {"contradiction"}


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("Ticket income rose 9% to €310 million.", 1),
        ("Debt fell by a third and income rose 9%.", 1),
        ("The refit is meant to save €35 million a year.", 2),
        ("Sales of ferries rose 8% to €260 million.", 3),
        ("Parking added €5 million to reach €12 million.", 4),
        ("The grants of €2 million exceed the club's annual rent of €450,000.", 5),
        ("Four of the club's twelve captains own a boat.", 6),
        ("The club has twelve captains.", 6),
        ("The crew made three rescues at night.", 7),
        ("Harbour fees rose by 4% this year and 6% next year.", 8),
    ],
)
def test_a_number_with_its_own_words_passes(claim: str, number: int) -> None:
    assert bound(claim, number=number) == []


def test_the_message_says_which_number_is_meant() -> None:
    (finding,) = bound("The refit will cost €35 million.", number=2)
    assert finding.message.endswith("of this it says €20 million")


def test_for_other_languages_it_says_that_it_did_not_look() -> None:
    text = "Die Kosten stiegen auf 5 Millionen Euro, der Gewinn fiel auf 3 Millionen Euro."
    source = SourceText(Article(name="case", text=text, lang="de"), segment(text, "de"))
    claim = Passage("Der Gewinn fiel auf 5 Millionen Euro.", "de")
    (finding,) = check_bindings(claim, source.passages, source)
    assert finding.severity == "note"
    assert finding.message.startswith("not checked")


def test_a_rate_that_is_stated_once_holds_for_both_ends_of_a_change() -> None:
    text = "The payout was raised to 14p a share, from 11.5p."
    assert bound("The payout rose from 11.5p a share to 14p.", text) == []
