"""`factcards bulk`: articles by the thousand, unattended."""

from __future__ import annotations

import asyncio
import signal
from contextlib import aclosing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from factcards.cli import options
from factcards.cli.console import DownloadBar, Notes
from factcards.errors import SettingsError

if TYPE_CHECKING:
    from factcards.batch.session import Options, Session
    from factcards.cli.bulk_progress import Progress
    from factcards.settings import Resolved
    from factcards.store_files import CardFormat

_SOME_FAILED = 1
_INTERRUPTED = 130


def bulk(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Folders, globs, .txt .md .html .pdf .json files, .jsonl (.gz, .zst), .csv, "
            ".parquet, feeds, .opml, sitemap.xml, lists of addresses, addresses, or -.",
            show_default=False,
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="Folder for the store and the cards."),
    ] = None,
    status: Annotated[
        Path | None,
        typer.Option("--status", metavar="DIR", help="Only tell what is in this output folder."),
    ] = None,
    estimate: Annotated[
        bool,
        typer.Option(
            "--estimate", help="Ask nothing; count articles, tokens, cost and time instead."
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Ask nothing; list what would be done with each article."),
    ] = False,
    concurrency: Annotated[
        str,
        typer.Option(
            "--concurrency",
            metavar="N|auto",
            help="Requests at the endpoint at the same time; `auto` finds what it takes.",
        ),
    ] = "auto",
    rate: Annotated[
        str | None,
        typer.Option(
            "--rate",
            metavar="REQUESTS[,TOKENS]",
            help="At most so many requests, and tokens, a minute.",
        ),
    ] = None,
    max_articles: Annotated[
        int | None,
        typer.Option("--max-articles", min=1, metavar="N", help="Begin no more than N articles."),
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(
            "--max-cost", min=0, metavar="DOLLARS", help="Begin none once this much is spent."
        ),
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(
            "--price",
            metavar="IN,OUT",
            help="US dollars for a million tokens of prompt and of reply. Default: unknown.",
        ),
    ] = None,
    formats: Annotated[
        str, typer.Option("--formats", metavar="LIST", help="Files for each card: json, md, html.")
    ] = "json,md",
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="LIST",
            help="Columns of rows, as in text=body,title=headline. Default: the usual names.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="Leave out what is older: 2026-03-31, or 7d."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try articles again that failed in earlier runs.")
    ] = False,
    dedupe: Annotated[
        bool, typer.Option("--dedupe", help="One card for the same text under two addresses.")
    ] = False,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Keep replies, and take those kept.")
    ] = True,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, metavar="N", help="Processes that check. Default: one a processor."
        ),
    ] = None,
    policy: Annotated[
        Literal["strict", "standard", "lenient"] | None,
        typer.Option("--policy", help="Which claims may stand, as for `factcards card`."),
    ] = None,
    judge: options.Judge = False,
    prompt: options.Prompt = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    template: options.Template = None,
    lang: options.Lang = None,
    json_progress: Annotated[
        bool,
        typer.Option(
            "--json-progress", help="Progress for machines: JSON lines on standard error."
        ),
    ] = False,
    format_: Annotated[
        options.ReportFormat,
        typer.Option("--format", "-f", help="How --status and --estimate tell."),
    ] = options.ReportFormat.text,
    quiet: options.Quiet = False,
) -> None:
    """Make a verified fact card of every article, and lose nothing whatever happens.

    The folder keeps what is finished: stop it, or let it be killed, and the same command goes
    on where it was. One bad article is recorded with its reason and stops no other.

    \b
        factcards bulk articles/ --out cards/
        factcards bulk news.jsonl.gz --map text=body,title=headline --out cards/
        factcards bulk https://example.com/feed.xml --since 1d --out cards/
        factcards bulk --status cards/

    Exit status: 0 all done, 1 some failed or were refused (`--status` lists them), 2 the run
    could not start or go on, 130 interrupted.
    """  # noqa: D301 - not a raw string: what marks lines to be kept is the character itself
    if status is not None:
        _tell_status(status, format_)
        return
    if not sources:
        context.fail("Missing argument 'SOURCE...'.")
    if out is None and not (estimate or dry_run):
        context.fail("Missing option '--out'.")
    from factcards.batch.run import Limits
    from factcards.batch.session import Options
    from factcards.intake.options import Intake, mapping_of

    requests, tokens = _rate(rate)
    chosen = Options(
        out=out,
        intake=Intake(mapping=mapping_of(mapping) if mapping else {}, since=_since(since)),
        formats=_formats(formats),
        concurrency=_concurrency(concurrency),
        requests_per_minute=requests,
        tokens_per_minute=tokens,
        limits=Limits(max_articles, max_cost),
        retry_failed=retry_failed,
        dedupe=dedupe,
        cached=cache,
        judge=judge,
        lang=lang,
        workers=workers,
    )
    resolved = options.settings(
        prompt=prompt,
        model=model,
        base_url=base_url,
        template=template,
        policy=policy,
        price=price,
    )
    if estimate or dry_run:
        from factcards.cli.bulk_estimate import tell_estimate

        tell_estimate(sources, chosen, resolved, format_, each=dry_run)
        return
    _run(sources, chosen, resolved, Notes(quiet), json_progress=json_progress)


def _run(
    sources: list[str],
    chosen: Options,
    resolved: Resolved,
    notes: Notes,
    *,
    json_progress: bool,
) -> None:
    from factcards.batch.session import session
    from factcards.cli.bulk_progress import progress

    for line in resolved.notes:
        notes.note(line)
    with session(sources, chosen, resolved, DownloadBar(notes)) as opened:
        notes.note(f"using {opened.completer.description}")
        with progress(opened, notes, json_lines=json_progress) as shown:
            try:
                interrupted = asyncio.run(_work(opened, shown))
            finally:
                shown.finish()
    if interrupted:
        raise typer.Exit(_INTERRUPTED)
    states = opened.run.tally.states
    if states["failed"] or states["refused"]:
        raise typer.Exit(_SOME_FAILED)


async def _work(opened: Session, shown: Progress) -> bool:
    """Go through all of it; whether it was interrupted. A second Ctrl-C ends it at once."""
    interrupted = False

    def interrupt() -> None:
        nonlocal interrupted
        interrupted = True
        opened.run.stop()
        shown.stopping()
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)

    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # where loops cannot, Ctrl-C stops at once
        loop.add_signal_handler(signal.SIGINT, interrupt)
        loop.add_signal_handler(signal.SIGTERM, interrupt)
    async with shown.watching(), aclosing(opened.outcomes()) as outcomes:
        async for outcome in outcomes:
            shown.add(outcome)
    return interrupted


def _tell_status(directory: Path, form: options.ReportFormat) -> None:
    from factcards.store import Store
    from factcards.store_status import status_json, status_text

    with Store.read(directory) as store:
        found = store.status()
    tell = status_json if form is options.ReportFormat.json else status_text
    typer.echo(tell(found).rstrip("\n"))


def _formats(text: str) -> tuple[CardFormat, ...]:
    from factcards.store_files import CardFormat

    chosen = [part.strip() for part in text.split(",") if part.strip()]
    known = get_args(CardFormat)
    for form in chosen:
        if form not in known:
            raise SettingsError(
                f"there is no format {form!r}", source="--formats", remedy=f"use {', '.join(known)}"
            )
    return tuple(form for form in known if form in chosen)


def _concurrency(text: str) -> int | Literal["auto"]:
    if text == "auto":
        return "auto"
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise SettingsError(
        f"{text!r} is no number of requests", source="--concurrency", remedy="give one, or auto"
    )


def _rate(text: str | None) -> tuple[float, float]:
    """Requests and tokens a minute; infinite where nothing is said."""
    parts = [part.strip() for part in (text or "").split(",")]
    try:
        numbers = [float(part) if part else float("inf") for part in (*parts, "")[:2]]
    except ValueError:
        numbers = [0.0]
    if len(parts) > len(numbers) or not all(number > 0 for number in numbers):
        raise SettingsError(
            f"{text!r} is no rate", source="--rate", remedy="give REQUESTS or REQUESTS,TOKENS"
        )
    requests, tokens = numbers
    return requests, tokens


def _since(text: str | None) -> datetime | None:
    """A day, a moment, or so many days or hours ago."""
    if text is None:
        return None
    units = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
    with suppress(ValueError, OverflowError):
        if text[-1:] in units:
            return datetime.now(UTC) - float(text[:-1]) * units[text[-1]]
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    raise SettingsError(
        f"{text!r} is no day", source="--since", remedy="give 2026-03-31, or 12h, 7d or 2w ago"
    )
