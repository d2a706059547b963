"""What does the verifier catch, and what does it refuse without cause? By class of change.

True claims (sentences of articles, and restatements that a person wrote) are altered so that
their article no longer bears them out, or reworded so that it still does. Each is verified
against the sentences it cites, and again without a citation. Half of the articles are for
tuning (`--split dev`); figures to quote are those of the others (`--split test`).

    python benchmarks/verifier/run.py [--split test] [--json FILE] [--svg FILE]
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.verifier.cases import CLASSES, MOST, cases
from benchmarks.verifier.chart import draw
from benchmarks.verifier.corpus import documents
from benchmarks.verifier.results import Outcome, Row, as_record, as_row, judge, tabulate
from factcards._version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABELS = {"altered": "caught", "harmless": "falsely rejected"}


def main() -> None:
    arguments = _parser().parse_args()
    began = time.perf_counter()
    outcomes: list[Outcome] = []
    splits: dict[str, str] = {}
    for document in documents(arguments.split):
        splits[document.name] = document.split
        ours = cases(document, arguments.seed)
        outcomes += judge((c for c in ours if arguments.cls in {None, c.cls}), document)
    seconds = time.perf_counter() - began
    rows = tabulate(outcomes)
    print_table(rows)
    print(
        f"\n{len(outcomes)} claims about {len(splits)} articles (split {arguments.split}, "
        f"seed {arguments.seed}), each verified twice, in {seconds:.0f} s"
    )
    print_misses(outcomes, arguments.show_misses)
    if arguments.json:
        about: dict[str, Any] = {
            "factcards": __version__,
            "python": platform.python_version(),
            "split": arguments.split,
            "seed": arguments.seed,
            "most_per_class_and_article": MOST,
            "articles": splits,
            "seconds": round(seconds, 1),
        }
        wrong = [o for o in outcomes if o.wrong(cited=True) or o.wrong(cited=False)]
        about["classes"] = [as_row(row) for row in rows]
        about["wrong"] = [as_record(o, splits[o.case.document]) for o in wrong]
        arguments.json.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if arguments.svg:
        caption = f"factcards {__version__}, split {arguments.split}, {len(outcomes)} claims"
        arguments.svg.write_text(draw(rows, caption), "utf-8")


def print_table(rows: Sequence[Row]) -> None:
    """One table for each kind; the main columns are with citations."""
    for kind, label in _LABELS.items():
        ours = [row for row in rows if row.kind == kind]
        if ours:
            heading = f"{kind}: {label}"
            print(f"\n{heading:<28}{'n':>6}{'rate':>8}   95% interval{'uncited':>10}{'alone':>8}")
        for row in ours:
            low, high = (f"{100 * bound:.1f}" for bound in row.interval)
            alone = f"{row.hits_alone / row.alone:.1%}" if row.alone else "-"
            print(
                f"  {row.cls:<26}{row.n:>6}{row.hits / row.n:>8.1%}   {f'{low} to {high}':<14}"
                f"{row.hits_uncited / row.n:>8.1%}{alone:>8}"
            )
    print("\nalone: the claim it was made from is verified, so the change alone decides")


def print_misses(outcomes: Sequence[Outcome], most: int) -> None:
    """The first few of each class that went wrong with their citations."""
    for kind, names in CLASSES.items():
        for cls in names:
            ours = [o for o in outcomes if (o.case.kind, o.case.cls) == (kind, cls)]
            for outcome in [o for o in ours if o.wrong(cited=True)][:most]:
                case = outcome.case
                print(f"\n[{kind} {cls}] {case.document} {list(case.cited)}: {case.text.strip()}")
                if case.origin:
                    print(f"    made from: {case.origin}")
                for finding in outcome.cited.findings:
                    if finding.severity != "note":
                        print(f"    {finding.kind}: {finding.message}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--class", dest="cls", choices=sorted({c for names in CLASSES.values() for c in names})
    )
    parser.add_argument("--json", type=Path, help="write figures and everything that went wrong")
    parser.add_argument("--svg", type=Path, help="write a bar chart")
    parser.add_argument("--show-misses", type=int, default=0, metavar="N", help="of each class")
    return parser


if __name__ == "__main__":
    main()
