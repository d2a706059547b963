"""`factcards cache`: replies that are kept so that no question is paid for twice."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    help="Kept replies of models: how many, where, and how to forget them.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command()
def info() -> None:
    """Print where replies are kept, how many there are and what room they take."""
    from factcards.cache import LIMIT, Cache, cache_path

    with Cache(cache_path(), warn=_warn) as cache:
        found = cache.info()
    typer.echo(found.path)
    typer.echo(f"{found.replies:,} replies")
    typer.echo(f"{found.bytes / 1e6:,.1f} MB of at most {LIMIT / 1e6:,.0f} MB")


@app.command()
def clear(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forget all kept replies; asks first on a terminal. Cards are not touched."""
    import sys

    from factcards.cache import Cache, cache_path

    with Cache(cache_path(), warn=_warn) as cache:
        found = cache.info()
        if not yes and sys.stdin.isatty():
            typer.confirm(f"Forget {found.replies:,} replies in {found.path}?", abort=True)
        cache.clear()
    typer.echo(f"factcards: {found.replies:,} replies forgotten", err=True)


def _warn(text: str) -> None:
    typer.echo(f"factcards: {text}", err=True)
