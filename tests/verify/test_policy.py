"""Which claims may stand, by what the checks say of them and the policy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Evidence, Finding, Severity, Verdict
from factcards.verify import Report
from factcards.verify.policy import CLOSE, complaint, failing, stands


def finding(kind: str, severity: Severity = "unsupported", message: str = "no") -> Finding:
    return Finding(kind=kind, severity=severity, claim="x", message=message)


def passage(number: int) -> Evidence:
    return Evidence(sentence=number, quote="x", start=number, end=number + 1, match="fuzzy")


GOOD = Report("x", "verified", (), (passage(3),), realigned=False, score=1.0)
PARTIAL = replace(GOOD, verdict="partial", score=0.6, findings=(finding("support"),))


def test_a_close_verified_claim_stands_under_every_policy() -> None:
    assert stands(GOOD)
    assert stands(GOOD, "strict")
    assert stands(GOOD, "lenient")


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (replace(GOOD, score=CLOSE - 0.01), "sentence 3 has 79% of its words; 80% are wanted"),
        (replace(GOOD, realigned=True), "it cites another sentence than 3, which says it"),
        (replace(GOOD, evidence=(passage(3), passage(5))), "sentences 3 and 5, not on one alone"),
        (
            replace(GOOD, findings=(finding("name", "note", "not checked: names in 'th'"),)),
            "not checked: names in 'th'",
        ),
    ],
)
def test_what_is_verified_and_no_more_falls_under_the_strict_policy(
    report: Report, reason: str
) -> None:
    assert stands(report)
    assert stands(report, "lenient")
    assert not stands(report, "strict")
    (found,) = failing(report, "strict")
    assert (found.kind, found.severity) == ("policy", "note")
    assert reason in found.message
    assert reason in complaint(report, "strict")


def test_exactly_as_close_as_wanted_is_close_enough() -> None:
    assert stands(replace(GOOD, score=CLOSE), "strict")


def test_other_notes_do_not_matter_to_any_policy() -> None:
    report = replace(GOOD, findings=(finding("figure", "note", "it leaves out “some”"),))
    assert stands(report, "strict")


def test_a_claim_that_cannot_be_read_alone_stands_under_no_policy() -> None:
    leaning = finding("reference", "note", "the claim says “she”")
    for report in (replace(GOOD, findings=(leaning,)), replace(PARTIAL, findings=(leaning,))):
        assert not stands(report)
        assert not stands(report, "strict")
        assert not stands(report, "lenient")


def test_words_that_the_article_lacks_are_tolerated_by_the_lenient_policy_alone() -> None:
    assert stands(PARTIAL, "lenient")
    assert not stands(PARTIAL)
    assert not stands(PARTIAL, "strict")


@pytest.mark.parametrize(
    "kind", ["figure", "date", "name", "quotation", "negation", "cohesion", "length", "a-new-check"]
)
def test_nothing_else_is_tolerated_not_even_beside_such_words(kind: str) -> None:
    both = (*PARTIAL.findings, finding(kind))
    assert not stands(replace(PARTIAL, findings=both), "lenient")
    assert not stands(replace(PARTIAL, findings=(finding(kind),)), "lenient")


def test_a_partial_verdict_without_its_reason_does_not_stand() -> None:
    assert not stands(replace(PARTIAL, findings=()), "lenient")


@given(
    verdict=st.sampled_from(["contradicted", "unsupported"]),
    findings=st.lists(
        st.builds(
            finding,
            st.sampled_from(["support", "figure", "reference", "citation"]),
            st.sampled_from(["contradiction", "unsupported", "note"]),
        )
    ),
    score=st.floats(0, 1),
)
def test_what_is_contradicted_or_unsupported_never_stands(
    verdict: Verdict, findings: list[Finding], score: float
) -> None:
    report = replace(GOOD, verdict=verdict, findings=tuple(findings), score=score)
    assert not stands(report)
    assert not stands(report, "strict")
    assert not stands(report, "lenient")


def test_the_model_is_told_the_most_serious_thing_first() -> None:
    findings = (finding("support"), finding("figure", "contradiction", "the article says 26"))
    report = replace(PARTIAL, verdict="contradicted", findings=findings, realigned=True)
    assert complaint(report, "strict") == "the article says 26"
    assert complaint(GOOD) == "the article does not say this"
