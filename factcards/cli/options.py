"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from factcards.settings import Resolved


class CardFormat(StrEnum):
    """What a card can be rendered to."""

    md = "md"
    html = "html"
    json = "json"
    txt = "txt"
    terminal = "terminal"


class ReportFormat(StrEnum):
    """How a command reports."""

    text = "text"
    json = "json"


Format = Annotated[
    CardFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="What to write. Default: by the name of --out, else `terminal` on a terminal and "
        "`md` in a pipe. Several cards as json go to standard output one per line.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="File to write, or a directory (one that exists, or a name without a suffix) for "
        "one file per card. Default: standard output.",
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        "-t",
        help="Name of a template, or a file of your own (see `factcards templates`).",
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        help="An OpenAI-compatible endpoint, as in https://api.example.com/v1. Its key is "
        "read from OPENAI_API_KEY. Default: the embedded model.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", "-m", help="Model of the endpoint, or the name of an embedded one."),
]
Prompt = Annotated[
    str | None,
    typer.Option(
        "--prompt",
        "-p",
        help="Prompt to use: NAME or NAME@VERSION. Default: `guided` for the embedded model, "
        "`factcard` for an endpoint.",
    ),
]
Judge = Annotated[
    bool,
    typer.Option(
        "--judge",
        help="Also ask the model about each claim that code lets pass, one at a time; what it "
        "does not support is refused (see docs/judge.md).",
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Language of the article, as in `en` or `de`. Default: what the page says, or "
        "what the text looks like.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no notes; errors still show.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say more: each stage, tokens and times.")
]


def settings(**options: object) -> Resolved:
    """The settings for one run of a command, from everywhere that counts."""
    import os

    from factcards.settings import resolve, user_file

    environment: Mapping[str, str] = os.environ
    return resolve(options, environment, Path.cwd(), user_file())
