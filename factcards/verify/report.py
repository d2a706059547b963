"""What the checks say of one claim. What to do about it is decided in `policy`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Evidence, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on one claim and the verdict that follows from them.

    Attributes:
        claim: The words that were checked.
        verdict: ``contradicted`` if any finding is a contradiction; ``unsupported`` if the
            source does not carry the claim; ``partial`` if it carries all but a detail;
            ``verified`` otherwise.
        findings: All findings, notes included.
        evidence: The passages that the claim was checked against, best first.
        realigned: Whether they are not the cited ones because those did not carry the claim.
        score: Share of the claim's content words that the evidence carries, 0 to 1.
    """

    claim: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    realigned: bool
    score: float


NOT_CHECKED = "not checked"
_LISTED = "; "


def not_checked(kind: str, what: str, lang: str, aside: str = "") -> Finding:
    """The note that a check lacks the resources for a language: silence would look like a pass.

    Args:
        kind: Kind of the check's findings.
        what: What it would have looked at.
        lang: Language subtag.
        aside: What it did look at all the same, if anything.
    """
    message = f"{NOT_CHECKED} in language {lang!r}: {what}"
    if aside:
        message = f"{message} ({aside})"
    return Finding(kind=kind, severity="note", claim="", message=message)


def gather_unchecked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make one note, at the end, of all that say what was not checked.

    Args:
        findings: Those of one claim or of several in one language.

    Returns:
        The other findings in order, and the note, of the kind ``language``, if there is any.
    """
    others: list[Finding] = []
    unchecked: dict[str, None] = {}
    opening = ""
    for finding in findings:
        if finding.severity == "note" and finding.message.startswith(NOT_CHECKED):
            opening, _, listed = finding.message.partition(": ")
            unchecked |= dict.fromkeys(listed.split(_LISTED))
        else:
            others.append(finding)
    if unchecked:
        message = f"{opening}: {_LISTED.join(unchecked)}"
        others.append(Finding(kind="language", severity="note", claim="", message=message))
    return tuple(others)
