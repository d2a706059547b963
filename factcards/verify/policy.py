"""What follows from a report: whether a claim may stand, is asked again, or must go."""

from __future__ import annotations

from factcards.card import Finding
from factcards.verify.report import Report


def stands(report: Report) -> bool:
    """Whether the claim may be shown as it is: it is verified, and can be read on its own."""
    return report.verdict == "verified" and not any(f.kind == "reference" for f in report.findings)


def failing(report: Report) -> tuple[Finding, ...]:
    """The findings that keep a claim off the card, most serious first."""
    rank = {"contradiction": 0, "unsupported": 1, "note": 2}
    found = [f for f in report.findings if f.severity != "note" or f.kind == "reference"]
    return tuple(sorted(found, key=lambda f: rank[f.severity]))


def complaint(report: Report) -> str:
    """One clause that tells the model what is wrong."""
    findings = failing(report)
    return findings[0].message if findings else "the article does not say this"
