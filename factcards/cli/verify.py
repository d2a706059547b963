"""`factcards verify`: is what a card, or a claim, says what its article says?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options
from factcards.cli.claims import verify_file
from factcards.cli.console import Notes
from factcards.cli.render import find_article, read_card

if TYPE_CHECKING:
    from factcards.recheck import Recheck

_ARTICLE = {
    "same": "against the article that the card was made of",
    "different": "against a text that is NOT the one the card was made of",
    "absent": "against the card's own passages only; to check these too, name the article",
}


def verify(
    context: typer.Context,
    card: Annotated[
        Path | None, typer.Argument(metavar="CARD.json", help="A card written as JSON.")
    ] = None,
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="ARTICLE",
            help="The article it was made of: any SOURCE that `factcards card` takes. Default: "
            "the file that the card names, if it is there and has not changed.",
        ),
    ] = None,
    *,
    format_: Annotated[
        options.ReportFormat | None,
        typer.Option("--format", "-f", help="How to report on a card. Default: text."),
    ] = None,
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims",
            metavar="FILE.jsonl",
            help="Check the claims in this file instead of a card; - is standard input.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="With --claims: where the verdicts go, the whole file or none of it. Default: "
            "standard output.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            help="With --claims: processes to use; 1 answers each row before the next is read. "
            "Default: one for each processor.",
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0,
            max=1,
            metavar="SHARE",
            help="With --claims: exit with 1 if a smaller share of them is supported, as in 0.9.",
        ),
    ] = None,
    judge: Annotated[
        bool,
        typer.Option(
            "--judge",
            help="With --claims: also ask a model about each claim that the checks leave open; it "
            "may support or refuse it, but never overrules a contradiction (see docs/judge.md).",
        ),
    ] = False,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    quiet: options.Quiet = False,
) -> None:
    """Check a card, or a file of claims, offline and with no model.

    Of a card, every passage is looked up in the article, every claim is checked against its
    passages, and names, numbers, dates, speakers and counts are held against the article and
    the record. Exit status: 0 all verified, 1 something failed, 2 could not run.

    With --claims, each line of the file is an object with `id`, `article` and `claim`, and
    `sentences`, a list of the numbers of those it cites, if you have them. For each, in the
    same order, comes a line with `id`, `verdict` (supported or unsupported), `grade`, `score`,
    `findings` and `evidence`. Exit status: 0 all rows were checked, whatever the verdicts; 1 a
    row could not be read, or too few claims are supported; 2 could not run.

    \b
        factcards verify card.json article.txt
        factcards verify --claims claims.jsonl --out verdicts.jsonl
        factcards verify --claims - --fail-under 0.95 < claims.jsonl
    """  # noqa: D301 - not a raw string: what marks lines to be kept is the character itself
    given: dict[str, object]
    if claims is not None:
        if card is not None:
            context.fail("give a card or --claims, not both")
        given = {"--format": format_}
        given |= {"--jobs": jobs} if judge else {"--model": model, "--base-url": base_url}
        _reject(context, given, "does not go with --claims" + (" --judge" if judge else ""))
        resolved = options.settings(model=model, base_url=base_url) if judge else None
        good = verify_file(
            claims, out, jobs=jobs, fail_under=fail_under, notes=Notes(quiet=quiet), judge=resolved
        )
    else:
        given = {"--out": out, "--jobs": jobs, "--fail-under": fail_under}
        given |= {"--judge": judge or None, "--model": model, "--base-url": base_url}
        _reject(context, given, "goes with --claims")
        if card is None:
            context.fail("Missing argument 'CARD.json'.")
        good = _verify_card(card, article, format_, quiet=quiet)
    if not good:
        raise typer.Exit(1)


def _reject(context: typer.Context, given: dict[str, object], reason: str) -> None:
    """Refuse options that would do nothing."""
    for option, value in given.items():
        if value is not None:
            context.fail(f"{option} {reason}")


def _verify_card(
    path: Path, article: str | None, format_: options.ReportFormat | None, *, quiet: bool
) -> bool:
    from factcards.recheck import recheck

    card = read_card(path)
    result = recheck(card, find_article(card, path, article))
    if format_ is options.ReportFormat.json:
        _write(result.model_dump_json(indent=2))
    elif not quiet:
        _write(_report(result))
    return result.holds


def _report(result: Recheck) -> str:
    lines = []
    for item in result.checked:
        mark = "FAIL" if not item.holds else "part" if item.verdict == "partial" else "ok  "
        lines.append(f"{mark} {item.field}: {' '.join(item.text.split())}")
        if not item.holds:
            lines += [f"       {finding.kind}: {finding.message}" for finding in item.findings]
    good = sum(item.holds for item in result.checked)
    lines.append(f"{good} of {len(result.checked)} verified, {_ARTICLE[result.article]}")
    return "\n".join(lines)


def _write(text: str) -> None:
    """Print; a reader that has seen enough changes nothing about the exit status."""
    try:
        typer.echo(text)
    except BrokenPipeError:
        # What is still buffered would fail again, loudly, when the interpreter exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
