"""Statements of several sentences: each is verified by itself, and the worst one decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcards.sentences import segment
from factcards.verify.checker import LONGEST_CLAIM, verify_claim
from factcards.verify.report import Report, gather_unchecked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.card import Evidence, Verdict
    from factcards.verify.source import SourceText

_WORST_FIRST: tuple[Verdict, ...] = ("contradicted", "unsupported", "partial", "verified")
_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]\s*")


def verify_statement(text: str, source: SourceText, cited: Sequence[int] = ()) -> Report:
    """Verify a text of one or more sentences; a good sentence does not carry a bad one.

    Args:
        text: A claim or a whole summary.
        source: The article; pass the same value for all texts about it.
        cited: 1-based numbers of the sentences that it cites, for all its sentences.

    Returns:
        One report: the worst verdict and the lowest score among its sentences, the findings on
        all of them, and the evidence for all of them without repetition.
    """
    # A line break ends a paragraph of an article; in a claim it is only where a line was full.
    line = _BREAK.sub(" ", text.strip())
    sentences = segment(line, source.lang) if len(line) <= LONGEST_CLAIM else ()
    if len(sentences) <= 1:
        return verify_claim(line, source, cited)
    reports = [verify_claim(sentence.text, source, cited) for sentence in sentences]
    evidence: dict[int, Evidence] = {}
    for report in reports:
        for passage in report.evidence:
            evidence.setdefault(passage.start, passage)
    return Report(
        claim=line,
        verdict=min((r.verdict for r in reports), key=_WORST_FIRST.index),
        findings=gather_unchecked(f for report in reports for f in report.findings),
        evidence=tuple(evidence.values()),
        realigned=any(report.realigned for report in reports),
        score=min(report.score for report in reports),
    )
