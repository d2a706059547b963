"""What follows from a report: whether a claim may stand, is asked again, or must go.

``standard`` lets a claim stand that is verified and can be read on its own. ``strict`` also
wants it close to the words of the one sentence that it cites. ``lenient`` tolerates words that
the article does not have, never a wrong detail.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Finding, Policy
from factcards.verify.report import NOT_CHECKED, Report

# Share of a claim's words that its sentence must carry: one new content word in five is a
# restatement, more is the model's own writing. A synonym counts for most of a word.
CLOSE = 0.8

_TOLERABLE = {("support", "unsupported")}  # a list of what is allowed: new checks are not on it


def stands(report: Report, policy: Policy = "standard") -> bool:
    """Whether the claim may be shown.

    Args:
        report: What the checks say of it.
        policy: ``standard``: it is verified, and can be read on its own. ``strict``: besides,
            every check could be made, and the one sentence that it cites carries nearly all of
            its words. ``lenient``: it may also be partly verified, if all that is wrong with
            it is words that the article does not have.
    """
    found = failing(report, policy)
    if policy == "lenient" and report.verdict == "partial":
        return {(f.kind, f.severity) for f in found} == _TOLERABLE
    return report.verdict == "verified" and not found


def failing(report: Report, policy: Policy = "standard") -> tuple[Finding, ...]:
    """The findings that keep a claim off a card, most serious first.

    Those that only the ``strict`` policy makes are of the kind ``policy``.
    """
    rank = {"contradiction": 0, "unsupported": 1, "note": 2}
    found = [f for f in report.findings if f.severity != "note" or f.kind == "reference"]
    if policy == "strict" and report.verdict == "verified" and not found:
        return tuple(_not_close(report))
    return tuple(sorted(found, key=lambda f: rank[f.severity]))


def complaint(report: Report, policy: Policy = "standard") -> str:
    """One clause that tells the model what is wrong."""
    findings = failing(report, policy)
    return findings[0].message if findings else "the article does not say this"


def _not_close(report: Report) -> Iterator[Finding]:
    """What a verified claim lacks for the strict policy."""
    numbers = " and ".join(str(e.sentence) for e in report.evidence)
    for finding in report.findings:
        if finding.severity == "note" and finding.message.startswith(NOT_CHECKED):
            yield _of_policy(report, finding.message)
    if report.realigned:
        yield _of_policy(report, f"it cites another sentence than {numbers}, which says it")
    if len(report.evidence) > 1:
        yield _of_policy(report, f"it rests on sentences {numbers}, not on one alone")
    if report.score < CLOSE:
        shares = f"{report.score:.0%} of its words; {CLOSE:.0%} are wanted"
        yield _of_policy(report, f"sentence {numbers} has {shares}")


def _of_policy(report: Report, message: str) -> Finding:
    return Finding(
        kind="policy",
        severity="note",
        claim=report.claim[:200],
        message=f"too far from the source for the strict policy: {message}",
    )
