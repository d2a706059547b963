"""The application: its commands, and what an error looks like."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from factcards._version import __version__
from factcards.cli import (
    bulk,
    cache,
    card,
    doctor,
    export,
    models,
    prompts,
    render,
    schema,
    templates,
    verify,
)
from factcards.errors import FactcardsError

# No rich markup in help: it would double the time that `--help` takes.
app = typer.Typer(
    name="factcards",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Results go to standard output; progress, notes and errors to standard error. "
    "Exit status: 0 done, 1 a check failed, 2 could not run, 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcards {__version__}")
        raise typer.Exit


@app.callback()
def factcards(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Turn articles into fact cards: short summaries whose every claim is checked.

    A language model reads the article's numbered sentences and proposes claims, each with the
    number of the sentence it rests on. Code then checks every claim against the text, has the
    failed ones repaired, and leaves out what does not stand, with the reason on record.

    With nothing configured, an embedded model runs on this machine: no key, no account, and
    nothing is sent anywhere. The first use fetches its weights (1.1 GB).

    \b
    A card of an article, drawn in the terminal or as Markdown in a pipe:
        factcards card article.txt
    A web page with the card beside its source:
        factcards card saved-page.html --format html --out card.html
    The card as a receipt, checked again later without any model:
        factcards card article.txt --format json --out card.json
        factcards verify card.json article.txt
    Your own model behind any OpenAI-compatible endpoint:
        factcards card article.txt --base-url http://127.0.0.1:8080/v1 --model NAME

    Settings are taken from options, then FACTCARDS_* and OPENAI_BASE_URL, then
    ./factcards.toml, then the user's config.toml; `factcards doctor` prints them.
    """  # noqa: D301 - not a raw string: what marks lines to be kept is the character itself


app.command("card")(card.card)
app.command("bulk")(bulk.bulk)
app.command("export")(export.export)
app.command("render")(render.render)
app.command("verify")(verify.verify)
app.add_typer(prompts.app, name="prompts")
app.add_typer(templates.app, name="templates")
app.add_typer(models.app, name="models")
app.add_typer(cache.app, name="cache")
app.command("schema")(schema.schema)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the application; an error of ours is one line on standard error and status 2."""
    try:
        app()
    except FactcardsError as error:
        typer.echo(f"factcards: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if error.filename is None:  # standard output, on a full disk say
            typer.echo(f"factcards: the result cannot be written: {error.strerror}", err=True)
            sys.exit(2)
        raise
