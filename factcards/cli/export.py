"""`factcards export`: the cards of an output folder in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli import options
from factcards.cli.console import Notes


def export(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="An output folder of `factcards bulk`.")
    ],
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            help="The file; its name says what is written: cards.jsonl, cards.jsonl.gz, "
            "cards.parquet, feed.json (a JSON Feed) or index.html (a page that lists the "
            "cards). `-` writes lines of JSON to standard output.",
        ),
    ] = Path("-"),
    quiet: options.Quiet = False,
) -> None:
    """Write all cards of an output folder into one file, also while a run is on."""
    import sys

    from factcards.export import export_cards, kind_of
    from factcards.store import Store
    from factcards.wholefile import whole_file

    kind = kind_of(str(to))
    templates_dir = options.settings().settings.templates_dir
    with Store.read(directory) as store:
        if str(to) == "-":
            export_cards(store, kind, sys.stdout.buffer)
            sys.stdout.flush()
            return
        with whole_file(to, option="--to") as file:
            count = export_cards(store, kind, file, place=to, templates_dir=templates_dir)
    Notes(quiet).note(f"{count:,} card{'s' if count != 1 else ''} written to {to}")
