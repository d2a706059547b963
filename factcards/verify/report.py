"""What the checks say of one claim. What to do about it is decided in `policy`."""

from __future__ import annotations

from dataclasses import dataclass

from factcards.card import Evidence, Finding, Verdict


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
