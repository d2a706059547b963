"""`factcards doctor`: what would be used, and does it work?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options

if TYPE_CHECKING:
    from factcards.settings import Resolved


def doctor(
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    ping: Annotated[
        bool, typer.Option("--ping/--no-ping", help="Ask the endpoint which models it has.")
    ] = True,
) -> None:
    """Print each setting, its value and where it comes from; then check what it needs.

    Exit status: 0 ready, 1 something is missing, 2 a setting makes no sense.
    """
    import platform

    from factcards._version import __version__
    from factcards.settings import PROJECT_FILE, user_file

    resolved = options.settings(model=model, base_url=base_url)
    typer.echo(f"factcards {__version__}, Python {platform.python_version()}")
    typer.echo("settings, the first of these that has one: an option, the environment,")
    typer.echo(f"  ./{PROJECT_FILE}, {user_file()}, the default")
    for name, value in resolved.settings:
        shown = resolved.prompt if name == "prompt" else "(none)" if value is None else value
        typer.echo(f"  {name} = {shown}    [{resolved.origins[name]}]")
    for note in resolved.notes:
        typer.echo(f"note: {note}")
    ready = _endpoint(resolved, ping) if resolved.settings.base_url else _embedded(resolved)
    raise typer.Exit(0 if ready else 1)


def _endpoint(resolved: Resolved, ping: bool) -> bool:
    import asyncio

    from factcards.errors import EndpointError

    key = resolved.settings.api_key_env
    typer.echo(f"key: {'set' if resolved.api_key else 'not set'} ({key})")
    if not ping:
        return True
    try:
        models = asyncio.run(_models(resolved))
    except EndpointError as error:
        typer.echo(f"FAIL endpoint: {error}")
        return False
    wanted = resolved.settings.model
    if wanted in models:
        typer.echo(f"ok   endpoint: {resolved.settings.base_url} has {wanted}")
        return True
    typer.echo(
        f"FAIL endpoint: {resolved.settings.base_url} answers but does not list {wanted}; "
        f"it has {', '.join(models[:10]) or 'no models'}"
    )
    return False


async def _models(resolved: Resolved) -> tuple[str, ...]:
    from factcards.connect import remote

    async with remote(resolved) as endpoint:
        return await endpoint.models()


def _embedded(resolved: Resolved) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    from factcards.weights import find, is_present, path_of, verify

    model = find(resolved.settings.model or _default())
    typer.echo(f"model: {model.name} ({model.size / 1e6:,.0f} MB, {model.licence})")
    try:
        typer.echo(f"ok   runtime: xllamacpp {version('xllamacpp')}")
    except PackageNotFoundError:
        typer.echo("FAIL runtime: xllamacpp is not installed")
        return False
    if not is_present(model):
        typer.echo(f"none weights: not fetched yet; `factcards models pull {model.name}`")
        return True
    if verify(model):
        typer.echo(f"ok   weights: {path_of(model)}, SHA-256 as published")
        return True
    typer.echo(f"FAIL weights: {path_of(model)} is corrupt; `factcards models pull {model.name}`")
    return False


def _default() -> str:
    from factcards.weights import DEFAULT_MODEL

    return DEFAULT_MODEL
