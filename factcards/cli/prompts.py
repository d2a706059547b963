"""`factcards prompts`: what the model is told, and in which version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(
    help="The versioned prompts: list them, show one.", rich_markup_mode=None, no_args_is_help=True
)


@app.command("list")
def list_() -> None:
    """List all prompts with version and description, newest version first."""
    from factcards.prompt import parse_prompt, prompt_files

    for path in prompt_files(_directories()):
        meta = parse_prompt(path.read_bytes(), path).meta
        typer.echo(f"{meta.name}@{meta.version}\t{meta.description}")


@app.command()
def show(
    reference: Annotated[str, typer.Argument(metavar="NAME[@VERSION]", help="Which prompt.")],
) -> None:
    """Print a prompt file as it is: front matter and blocks."""
    from factcards.prompt import load_prompt

    prompt = load_prompt(reference, _directories())
    typer.echo(prompt.path.read_text(encoding="utf-8"), nl=False)


def _directories() -> list[Path]:
    directory = options.settings().settings.prompts_dir
    return [directory] if directory else []
