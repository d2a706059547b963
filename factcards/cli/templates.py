"""`factcards templates`: what cards are rendered with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli import options

app = typer.Typer(
    help="The templates: list them, show one, copy them out to change them.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list")
def list_() -> None:
    """List all templates and where they come from."""
    from factcards.template import list_templates

    for template in list_templates(options.settings().settings.templates_dir):
        typer.echo(f"{template.name}\t{template.origin}\t{template.path}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in `templates list`.")],
) -> None:
    """Print the source of a template."""
    from factcards.template import template_source

    typer.echo(template_source(name, options.settings().settings.templates_dir), nl=False)


@app.command()
def eject(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to copy them; made if need be.")
    ],
) -> None:
    """Copy the built-in templates into DIR, to change them; never overwrites a file.

    Then set `templates_dir` in factcards.toml, or name one with --template DIR/FILE.
    """
    from factcards.template import eject as copy_out

    for path in copy_out(directory):
        typer.echo(path)
