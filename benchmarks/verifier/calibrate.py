"""How well do verdicts agree with people's? Balanced accuracy on any file of labelled claims.

    python benchmarks/verifier/calibrate.py CLAIMS.jsonl [--json FILE]

A row is ``{id, article, claim, label: supported|unsupported, [source], [error_types]}``, as in
SummEdits and QAGS. Balanced accuracy is the mean of the share of unsupported claims that are
caught and the share of supported ones that are kept; 50 is chance. `first` and `second` are
the same figure on the two halves of the articles: rules that fit only the rows that somebody
looked at show as a gap between them.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from factcards.article import Article
from factcards.language import detect_language
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_statement


@dataclass(frozen=True)
class Judged:
    """A labelled claim and what the verifier says of it."""

    source: str
    article: int
    supported: bool
    error_types: tuple[str, ...]
    report: Report

    @property
    def kept(self) -> bool:
        return self.report.verdict == "verified"

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of the findings that refuse it."""
        return frozenset(f.kind for f in self.report.findings if f.severity != "note")


def judge(path: Path) -> Iterator[Judged]:
    articles: dict[str, tuple[int, SourceText]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["article"]
        if text not in articles:
            article = Article(name="claims", text=text, lang=detect_language(text))
            source = SourceText(article, segment(text, article.lang))
            articles[text] = (len(articles), source)
        number, source = articles[text]
        yield Judged(
            source=row.get("source", "all"),
            article=number,
            supported=row["label"] == "supported",
            error_types=tuple(row.get("error_types") or ("not named",)),
            report=verify_statement(row["claim"], source, row.get("sentences") or ()),
        )


def share(rows: Iterable[bool]) -> float:
    """Per cent that are true; not a number where there are none."""
    counted = list(rows)
    return 100 * sum(counted) / len(counted) if counted else math.nan


def caught(rows: Sequence[Judged]) -> float:
    return share(not row.kept for row in rows if not row.supported)


def kept(rows: Sequence[Judged]) -> float:
    return share(row.kept for row in rows if row.supported)


def balanced(rows: Sequence[Judged]) -> float:
    return (caught(rows) + kept(rows)) / 2


def by_source(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    return dict(sorted(groups.items()))


def figures(rows: Sequence[Judged]) -> dict[str, dict[str, float]]:
    table = {
        name: {
            "claims": len(group),
            "articles": len({row.article for row in group}),
            "balanced": balanced(group),
            "caught": caught(group),
            "kept": kept(group),
            "first": balanced([row for row in group if row.article % 2 == 0]),
            "second": balanced([row for row in group if row.article % 2]),
        }
        for name, group in by_source(rows).items()
    }
    table["macro"] = {
        column: (sum if column in {"claims", "articles"} else mean)(
            line[column] for line in table.values()
        )
        for column in next(iter(table.values()), {})
    }
    return table


def recall(rows: Sequence[Judged]) -> dict[str, tuple[int, float]]:
    """For each kind of error that people named: claims with it, per cent of them caught."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        for name in () if row.supported else row.error_types:
            groups[name].append(row)
    return {name: (len(group), caught(group)) for name, group in sorted(groups.items())}


def refusals(rows: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """For each kind of finding: unsupported claims that have it, and supported ones."""
    right = Counter(kind for row in rows if not row.supported for kind in row.kinds)
    wrong = Counter(kind for row in rows if row.supported for kind in row.kinds)
    return {kind: (right[kind], wrong[kind]) for kind in sorted(right | wrong)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claims", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures")
    options = parser.parse_args()
    rows = list(judge(options.claims))
    table = figures(rows)
    print(f"{'source':24} claims articles balanced caught  kept first second")
    for name, line in table.items():
        print(
            f"{name:24} {line['claims']:6.0f} {line['articles']:8.0f} {line['balanced']:8.1f} "
            f"{line['caught']:6.1f} {line['kept']:5.1f} {line['first']:5.1f} {line['second']:6.1f}"
        )
    print(f"\n{'error named by people':34} claims caught")
    for name, (count, percent) in recall(rows).items():
        print(f"{name:34} {count:6} {percent:6.1f}")
    print(f"\n{'refused by a finding on':34} unsupported supported")
    for name, (right, wrong) in refusals(rows).items():
        print(f"{name:34} {right:11} {wrong:9}")
    if options.json:
        found = {"sources": table, "recall": recall(rows), "refusals": refusals(rows)}
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
