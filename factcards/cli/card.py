"""`factcards card`: articles in, verified cards out."""

from __future__ import annotations

import math
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from factcards.cli import options
from factcards.cli.console import DownloadBar, Notes
from factcards.cli.output import Output, output_to
from factcards.errors import FactcardsError, ReplyError

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.card import Card, Policy
    from factcards.endpoint import OpenAIEndpoint
    from factcards.prompt import Prompt

_FELL_SHORT = 1
_COULD_NOT = 2


def card(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="A .txt, .md or .pdf file, a saved .html page, a .json file with title and text, "
            "an http(s) URL, or - for standard input.",
        ),
    ],
    *,
    format_: options.Format = None,
    out: options.Out = None,
    prompt: options.Prompt = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    template: options.Template = None,
    lang: options.Lang = None,
    judge: options.Judge = False,
    policy: Annotated[
        Literal["strict", "standard", "lenient"] | None,
        typer.Option(
            "--policy",
            help="Which claims may stand. `strict`: only near-verbatim ones, each carried by the "
            "one sentence it cites. `standard`, the default: verified ones. `lenient`: facts "
            "too that are only partly supported, marked as that, but never with a wrong "
            "figure, date, name or quotation.",
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="SHARE",
            min=0,
            max=1,
            help="Exit with status 1 if less than this share of the claims that the model made, "
            "0 to 1, is on the card and verified, as first proposed or as repaired; the "
            "source's own words do not count. The card is written all the same.",
        ),
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Make a verified fact card of each SOURCE.

    What the text is refused for (a cookie wall, an index page, a paywall stub) is found before
    any model is asked. With several sources, one that fails does not stop the others.
    Exit status: 0 done, 1 a card is under --fail-under, 2 a card could not be made.
    """
    from factcards.connect import chosen_prompt, connect, judge_prompt

    notes = Notes(quiet, verbose)
    resolved = options.settings(
        prompt=prompt, model=model, base_url=base_url, template=template, policy=policy
    )
    output = output_to(out, format_, resolved, len(sources))
    loaded_prompt = chosen_prompt(resolved)
    how_to_judge = judge_prompt(resolved) if judge else None
    articles = _load(sources, lang)
    status = _COULD_NOT if len(articles) < len(sources) else 0
    if articles:
        for line in resolved.notes:
            notes.note(line)
        with connect(resolved, loaded_prompt, DownloadBar(notes)) as endpoint:
            notes.note(f"using {endpoint.description}")
            chosen = resolved.settings.policy
            made = _make(
                articles, endpoint, loaded_prompt, how_to_judge, output, notes, chosen, fail_under
            )
            status = max(status, made)
    if status:
        raise typer.Exit(status)


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
    articles: list[Article],
    endpoint: OpenAIEndpoint,
    prompt: Prompt,
    judge: Prompt | None,
    output: Output,
    notes: Notes,
    policy: Policy,
    fail_under: float | None,
) -> int:
    """Make and write all cards; gives the exit status."""
    import asyncio

    from factcards.pipeline import make_card

    async def one(article: Article) -> int:
        now = datetime.now(UTC).replace(microsecond=0)
        with notes.working(article.name):
            card = await make_card(
                article,
                completer=endpoint,
                prompt=prompt,
                now=now,
                policy=policy,
                judge=judge,
                observe=notes.stage,
            )
        notes.summary(card, output.write(card, article, article.name))
        return _FELL_SHORT if fail_under is not None and _falls_short(card, fail_under) else 0

    async def all_of_them() -> int:
        status = 0
        async with endpoint:
            for article in articles:
                try:
                    status = max(status, await one(article))
                except ReplyError as error:
                    status = _COULD_NOT
                    _report(_keep_reply(error, article))
                except FactcardsError as error:
                    status = _COULD_NOT
                    _report(error)
        return status

    return asyncio.run(all_of_them())


def _falls_short(card: Card, wanted: float) -> bool:
    """Whether too few of the model's claims held; says so if it is the case."""
    upheld, proposed = card.verification.upheld, card.verification.proposed
    share = upheld / proposed if proposed else 1.0
    if share >= wanted:
        return False
    shown = math.floor(100 * share) / 100  # not rounded: 0.899 is not 0.9
    typer.echo(
        f"factcards: {card.provenance.article.name}: verified {upheld} of {proposed} claims in "
        f"the model's own words ({shown:.2f}), under the {wanted:g} asked for",
        err=True,
    )
    return True


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
