"""`factcards card`: articles in, verified cards out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options
from factcards.cli.console import DownloadBar, Notes
from factcards.cli.output import Output, output_to
from factcards.errors import FactcardsError, ReplyError

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.endpoint import OpenAIEndpoint
    from factcards.prompt import Prompt


def card(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="A .txt or .md file, a saved .html page, a .json file with title and text, an "
            "http(s) URL, or - for standard input.",
        ),
    ],
    format_: options.Format = None,
    out: options.Out = None,
    prompt: options.Prompt = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    template: options.Template = None,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make a verified fact card of each SOURCE.

    What the text is refused for (a cookie wall, an index page, a paywall stub) is found before
    any model is asked. With several sources, one that fails does not stop the others.
    """
    from factcards.connect import chosen_prompt, connect

    notes = Notes(quiet, verbose)
    resolved = options.settings(prompt=prompt, model=model, base_url=base_url, template=template)
    output = output_to(out, format_, resolved, len(sources))
    loaded_prompt = chosen_prompt(resolved)
    articles = _load(sources, lang)
    failed = len(sources) - len(articles)
    if articles:
        for line in resolved.notes:
            notes.note(line)
        with connect(resolved, loaded_prompt, DownloadBar(notes)) as endpoint:
            notes.note(f"using {endpoint.description}")
            failed += _make(articles, endpoint, loaded_prompt, output, notes)
    if failed:
        raise typer.Exit(2)


def _load(sources: list[str], lang: str | None) -> list[Article]:
    """All sources that hold an article; the others are reported."""
    from factcards.sources import load

    articles = []
    for source in sources:
        try:
            articles.append(load(source, stdin=sys.stdin.buffer, lang=lang))
        except FactcardsError as error:
            _report(error)
    return articles


def _make(
    articles: list[Article], endpoint: OpenAIEndpoint, prompt: Prompt, output: Output, notes: Notes
) -> int:
    """Make and write all cards; gives the number of those that failed."""
    import asyncio

    from factcards.pipeline import make_card

    async def one(article: Article) -> None:
        now = datetime.now(UTC).replace(microsecond=0)
        with notes.working(article.name):
            card = await make_card(
                article, completer=endpoint, prompt=prompt, now=now, observe=notes.stage
            )
        notes.summary(card, output.write(card, article, article.name))

    async def all_of_them() -> int:
        failed = 0
        async with endpoint:
            for article in articles:
                try:
                    await one(article)
                except ReplyError as error:
                    failed += 1
                    _report(_keep_reply(error, article))
                except FactcardsError as error:
                    failed += 1
                    _report(error)
        return failed

    return asyncio.run(all_of_them())


def _keep_reply(error: ReplyError, article: Article) -> FactcardsError:
    """Keep the raw reply in a file, and name that file in the error."""
    import platformdirs

    from factcards.cli.output import write_file

    directory = Path(platformdirs.user_state_path("factcards")) / "replies"
    path = directory / f"{article.sha256[:16]}.txt"
    write_file(path, error.raw)
    return ReplyError(
        error.problem,
        raw=error.raw,
        source=article.name,
        remedy=f"the reply is kept in {path}; try again, or another --model",
    )


def _report(error: FactcardsError) -> None:
    typer.echo(f"factcards: {error}", err=True)
