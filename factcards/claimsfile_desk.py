"""Answers to the rows of a claims file: where one row meets the checker."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, Literal

from factcards.article import Article
from factcards.card import Evidence, Finding, Verdict
from factcards.claimsfile_rows import ClaimRow
from factcards.errors import FactcardsError, place_of
from factcards.language import detect_language, subtag_of
from factcards.sentences import segment
from factcards.sources.dateline import iso_date
from factcards.verify import Report, SourceText, verify_statement

FAILURE: Final = "failure"
"""Kind of the finding that stands for an error of the checker itself."""

_ARTICLES_KEPT = 8
_CHARACTERS_KEPT = 500_000  # an analysed article takes about fifty times its length

_SURROGATE = re.compile("[\ud800-\udfff]")
# Line ends to `str.splitlines` and to JavaScript, though JSON lets them stand in a string.
_LINE_ENDS = str.maketrans({0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"})


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The answer to one row.

    Attributes:
        id: Of the row.
        verdict: ``supported`` if the article says what the claim says, all of it.
        grade: The verdict of the checks, which tells a missing detail from a contradiction.
        score: Share of the claim's content words that the evidence carries, 0 to 1.
        findings: What the checks have to say, notes included.
        evidence: Passages of the row's article that the claim was checked against.
    """

    id: str | int
    verdict: Literal["supported", "unsupported"]
    grade: Verdict
    score: float
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]

    @property
    def failed(self) -> bool:
        """Whether the checker broke down over this row, so that it is refused unchecked."""
        return any(finding.kind == FAILURE for finding in self.findings)

    def line(self) -> bytes:
        """The verdict as a line of a JSON Lines file, in UTF-8."""
        record = {
            "id": self.id,
            "verdict": self.verdict,
            "grade": self.grade,
            "score": self.score,
            "findings": [
                {"kind": f.kind, "severity": f.severity, "claim": f.claim, "message": f.message}
                for f in self.findings
            ],
            "evidence": [e.model_dump() for e in self.evidence],
        }
        text = json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)
        # Only a row's id can hold a lone surrogate, and the escape for it is JSON's too.
        return text.encode("utf-8", "backslashreplace") + b"\n"


def verdict_on(row: ClaimRow, report: Report) -> ClaimVerdict:
    """The answer to a row that follows from a report."""
    return ClaimVerdict(
        id=row.id,
        verdict="supported" if supported(report) else "unsupported",
        grade=report.verdict,
        score=round(report.score, 4),
        findings=report.findings,
        evidence=report.evidence,
    )


def supported(report: Report) -> bool:
    """Whether a report makes the claim a supported one."""
    return report.verdict == "verified"


class Desk:
    """Answers rows, and keeps the last few articles analysed."""

    def __init__(self) -> None:
        self._sources: OrderedDict[tuple[str | None, ...], SourceText] = OrderedDict()

    def answer(self, row: ClaimRow) -> ClaimVerdict:
        """Check one row; an error of the checker refuses that row and no other."""
        try:
            return verdict_on(row, self.examine(row)[1])
        except Exception as error:  # noqa: BLE001 - it is reported, and the other rows go on
            return failure(row, error)

    def examine(self, row: ClaimRow) -> tuple[SourceText, Report]:
        """The article of a row and the report on its claim; raises what the checker raises."""
        source = self._source(row)
        return source, verify_statement(_readable(row.claim), source, row.sentences)

    def _source(self, row: ClaimRow) -> SourceText:
        key = (row.article, row.lang, row.published, row.title)
        source = self._sources.pop(key, None) or source_of(row)
        self._sources[key] = source
        while len(self._sources) > 1 and self._overfull():
            self._sources.popitem(last=False)
        return source

    def _overfull(self) -> bool:
        characters = sum(len(source.article.text) for source in self._sources.values())
        return len(self._sources) > _ARTICLES_KEPT or characters > _CHARACTERS_KEPT


def source_of(row: ClaimRow) -> SourceText:
    """The article of a row, ready for checks; offsets into it are offsets into the row's."""
    text = _readable(row.article)
    lang = subtag_of(row.lang) or detect_language(text)
    article = Article(
        name=str(row.id),
        text=text,
        title=_readable(row.title) if row.title else None,
        published=iso_date(row.published, lang) if row.published else None,
        lang=lang,
    )
    return SourceText(article, segment(article.text, lang))


def _readable(text: str) -> str:
    r"""The text with ``\n`` line ends and no half of a surrogate pair, as long as before."""
    return _SURROGATE.sub("\ufffd", text).replace("\r\n", " \n").replace("\r", "\n")


def failure(row: ClaimRow, error: Exception) -> ClaimVerdict:
    """The answer to a row that could not be checked."""
    if isinstance(error, FactcardsError):
        reason = f"the model could not be asked about this claim ({error})"
    else:
        reason = f"the checker failed on this claim ({place_of(error)})"
    finding = Finding(
        kind=FAILURE,
        severity="unsupported",
        claim=_readable(str(row.claim))[:200],
        message=f"{reason}, so it is not shown to hold",
    )
    return ClaimVerdict(row.id, "unsupported", "unsupported", 0.0, (finding,), ())
