"""What is said at the end of a bulk run."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcards.batch.report_words import UNKNOWN, count, dollars, duration, percent, rate

if TYPE_CHECKING:
    from factcards.batch.report_record import Record
    from factcards.cli.bulk_progress_view import View

_MOST_REASONS = 10


def summary(
    view: View, record: Record, directory: Path | None, report: Path | None
) -> Iterator[str]:
    """A table of what became of the articles, of what it took, and of where things are.

    Args:
        view: How the run stood at its end.
        record: What was noted of it.
        directory: The output folder.
        report: The page that says more; None where there is none.
    """
    yield ""
    yield from _articles(view)
    yield from _effort(view)
    reasons = list(islice(record.reasons.rows(), _MOST_REASONS + 1))
    if reasons:
        yield "  why articles have no card:"
    for row in reasons[:_MOST_REASONS]:
        words = ": ".join(filter(None, (row["error"], row["reason"])))
        where = f"{'in' if row['count'] == 1 else 'as in'} {row['examples'][0]}"
        yield f"  {count(row['count']):>9}  {row['state']}: {words} ({where})"
    if len(reasons) > _MOST_REASONS:
        yield f"  {'…':>9}  and others, which the report has"
    if directory is not None:
        yield f"  cards     {directory}"
    if report is not None:
        yield f"  report    {report}"
    if directory is not None and view.failed + view.refused:
        yield f"  see them  factcards bulk --status {shlex.quote(str(directory))}"


def _articles(view: View) -> Iterator[str]:
    rows = (
        ("done", view.done, True),
        ("failed", view.failed, False),
        ("refused", view.refused, False),
        ("duplicate", view.duplicate, False),
        ("before", view.finished_before, False),
    )
    for name, number, always in rows:
        if number or always:
            more = "  (finished by an earlier run)" if name == "before" else ""
            yield f"  {name:<9}{count(number):>12}{more}"


def _effort(view: View) -> Iterator[str]:
    if view.checked:
        share = percent(view.verified_share)
        claims = f"{count(view.verified)} of {count(view.checked)} claims"
        yield f"  verified {share:>12}  ({claims})"
    worked_on = view.ended - view.finished_before
    pace = rate(worked_on / view.elapsed) if worked_on and view.elapsed else None
    yield f"  time     {duration(view.elapsed):>12}" + (f"  ({pace})" if pace else "")
    requests = view.requests
    if requests is not None:
        each = f"{requests.requests / view.done:.2f} for a card; " if view.done else ""
        retries = f"{count(requests.retries)} retries"
        yield f"  requests {count(requests.requests):>12}  ({each}{retries})"
    tokens_in, tokens_out = count(view.prompt_tokens), count(view.completion_tokens)
    both = f"{tokens_in} in, {tokens_out} out"
    yield f"  tokens   {UNKNOWN if tokens_in == tokens_out == UNKNOWN else both:>12}"
    yield f"  cost     {dollars(view.cost):>12}"
