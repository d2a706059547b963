"""`factcards verify`: is what a card says still what its article says?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options
from factcards.cli.render import find_article, read_card

if TYPE_CHECKING:
    from factcards.recheck import Recheck

_ARTICLE = {
    "same": "against the article that the card was made of",
    "different": "against a text that is NOT the one the card was made of",
    "absent": "against the card's own passages only; to check these too, name the article",
}


def verify(
    card: Annotated[Path, typer.Argument(metavar="CARD.json", help="A card written as JSON.")],
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="[ARTICLE]",
            help="The article it was made of: any SOURCE that `factcards card` takes. Default: "
            "the file that the card names, if it is there and has not changed.",
        ),
    ] = None,
    format_: Annotated[
        options.ReportFormat, typer.Option("--format", "-f", help="How to report.")
    ] = options.ReportFormat.text,
    quiet: options.Quiet = False,
) -> None:
    """Check a card again, offline and with no model.

    Every passage is looked up in the article, every claim is checked against its passages, and
    names, numbers, dates, speakers and counts are held against the article and the record.
    Exit status: 0 all verified, 1 something failed, 2 could not run.
    """
    from factcards.recheck import recheck

    parsed = read_card(card)
    result = recheck(parsed, find_article(parsed, card, article))
    if format_ is options.ReportFormat.json:
        _write(result.model_dump_json(indent=2))
    elif not quiet:
        _write(_report(result))
    if not result.holds:
        raise typer.Exit(1)


def _report(result: Recheck) -> str:
    lines = []
    for item in result.checked:
        mark = "ok  " if item.holds else "FAIL"
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
