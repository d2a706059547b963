"""What the verifier made of the cases, counted by class."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.verifier.cases import CLASSES, Case, Kind
from factcards.verify import Report, verify_statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.verifier.corpus import Document

_Z = 1.959964  # 95%


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with the verifier's reports.

    Attributes:
        case: The claim.
        cited: The report with its citations.
        uncited: The report without any.
        alone: Whether what was done to it alone decides: the claim that it was made from is
            verified. Otherwise it may be rejected for what is wrong with that.
    """

    case: Case
    cited: Report
    uncited: Report
    alone: bool

    def wrong(self, *, cited: bool) -> bool:
        """Whether an altered claim passed, or a harmless one was rejected."""
        report = self.cited if cited else self.uncited
        return (report.verdict == "verified") == (self.case.kind == "altered")


@dataclass(frozen=True, slots=True)
class Row:
    """A class in figures.

    Attributes:
        kind: Altered or harmless.
        cls: Name of the class.
        n: Cases.
        hits: Those that were rejected, with their citations.
        hits_uncited: Those that were rejected without.
        alone: Cases whose original is verified.
        hits_alone: Those of them that were rejected, with their citations.
    """

    kind: Kind
    cls: str
    n: int
    hits: int
    hits_uncited: int
    alone: int
    hits_alone: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval of the share with citations, 0 to 1."""
        return wilson(self.hits, self.n)


def judge(cases: Iterable[Case], document: Document) -> Iterator[Outcome]:
    """Verify the cases of an article with their citations and without."""
    source = document.source
    stands = {
        truth.text
        for truth in document.truths
        if verify_statement(truth.text, source, truth.cited).verdict == "verified"
    }
    for case in cases:
        yield Outcome(
            case,
            cited=verify_statement(case.text, source, case.cited),
            uncited=verify_statement(case.text, source),
            alone=case.origin is None or case.origin in stands,
        )


def tabulate(outcomes: Sequence[Outcome]) -> list[Row]:
    """A row for each class that has cases, in the order of `CLASSES`, and one for all."""
    rows = []
    for kind, names in CLASSES.items():
        ours = [o for o in outcomes if o.case.kind == kind]
        for cls in (*names, "all"):
            some = [o for o in ours if cls in {"all", o.case.cls}]
            if some:
                hits = sum(o.cited.verdict != "verified" for o in some)
                uncited = sum(o.uncited.verdict != "verified" for o in some)
                alone = [o.cited.verdict != "verified" for o in some if o.alone]
                rows.append(Row(kind, cls, len(some), hits, uncited, len(alone), sum(alone)))
    return rows


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share, 0 to 1; all of it where there is no case."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, _Z * _Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def as_record(outcome: Outcome, split: str) -> dict[str, Any]:
    """A case that went wrong with or without citations, for the JSON file."""
    case = outcome.case
    return {
        "kind": case.kind,
        "class": case.cls,
        "article": case.document,
        "split": split,
        "text": case.text,
        "sentences": list(case.cited),
        "made_from": case.origin,
        "alone": outcome.alone,
        "cited": _verdict(outcome.cited, wrong=outcome.wrong(cited=True)),
        "uncited": _verdict(outcome.uncited, wrong=outcome.wrong(cited=False)),
    }


def _verdict(report: Report, *, wrong: bool) -> dict[str, Any]:
    return {
        "wrong": wrong,
        "verdict": report.verdict,
        "score": round(report.score, 3),
        "findings": [f"{f.kind}: {f.message}" for f in report.findings if f.severity != "note"],
        "evidence": [passage.sentence for passage in report.evidence],
    }


def as_row(row: Row) -> dict[str, Any]:
    """A class in figures, for the JSON file; shares are 0 to 1."""
    low, high = row.interval
    return {
        "kind": row.kind,
        "class": row.cls,
        "n": row.n,
        "rejected": row.hits,
        "share": round(row.hits / row.n, 4),
        "interval": [round(low, 4), round(high, 4)],
        "rejected_uncited": row.hits_uncited,
        "share_uncited": round(row.hits_uncited / row.n, 4),
        "n_alone": row.alone,
        "rejected_alone": row.hits_alone,
    }
