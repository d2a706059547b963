"""Statements of several sentences: the worst one decides."""

from cases import source

from factcards.verify import verify_statement
from factcards.verify.checker import LONGEST_CLAIM, MOST_NUMBERS

GOOD = "Mayor Ana Silva said that the city will buy three ferries."
BAD = "The city will buy nine ferries."


def test_a_good_sentence_does_not_carry_a_bad_one() -> None:
    about = source()
    assert verify_statement(GOOD, about).verdict == "verified"
    report = verify_statement(f"{GOOD} {BAD}", about)
    assert report.verdict == verify_statement(BAD, about).verdict == "contradicted"
    assert any(finding.kind == "figure" for finding in report.findings)


def test_the_evidence_of_all_sentences_is_given_once() -> None:
    report = verify_statement(f"{GOOD} {GOOD}", source())
    starts = [passage.start for passage in report.evidence]
    assert report.verdict == "verified"
    assert len(starts) == len(set(starts)) > 0


def test_a_line_break_in_a_claim_is_a_space() -> None:
    broken = GOOD.replace(" said", "\n said").replace("three ", "three \r\n")
    assert verify_statement(broken, source()).verdict == "verified"


def test_a_text_too_long_or_full_of_numbers_is_no_claim() -> None:
    about = source()
    assert verify_statement("word " * LONGEST_CLAIM, about).verdict == "unsupported"
    numbers = " ".join(f"{n} boats," for n in range(MOST_NUMBERS + 1))
    report = verify_statement(numbers, about)
    assert report.verdict == "unsupported"
    assert "numbers is not one claim" in report.findings[0].message


def test_nothing_is_not_supported() -> None:
    assert verify_statement("", source()).verdict == "unsupported"
    assert verify_statement(" \n ", source()).verdict == "unsupported"
