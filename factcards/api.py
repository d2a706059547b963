"""The Python API in its shortest form: what a script wants, with the shell's defaults.

For an application that makes many cards, hold a completer open and await
`factcards.pipeline.make_card` instead.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from factcards.article import Article
from factcards.card import Card, Policy, parse_card
from factcards.completion import Completer
from factcards.connect import chosen_prompt, connect
from factcards.endpoint import OpenAIEndpoint
from factcards.errors import CardError
from factcards.pipeline import make_card as _make_card
from factcards.prompt import Prompt
from factcards.recheck import Recheck, recheck
from factcards.render import Format, render
from factcards.settings import resolve, user_file
from factcards.sources import load
from factcards.weights_table import Silence


def make_card(
    source: str | Path | Article,
    *,
    base_url: str | None = None,
    model: str | None = None,
    prompt: str | None = None,
    lang: str | None = None,
    policy: Policy | None = None,
    completer: Completer | None = None,
) -> Card:
    """Make a verified fact card; blocks until it is made, also within a running event loop.

    Args:
        source: A path, a URL, or an article.
        base_url: An OpenAI-compatible endpoint. Default: what the settings say, otherwise the
            embedded model.
        model: A model there, or an embedded one.
        prompt: ``name`` or ``name@version``.
        lang: Language of the article. Default: detected.
        policy: Which claims may stand: ``strict`` (near-verbatim ones), ``standard`` or
            ``lenient`` (partly verified facts too, marked). Default: what the settings say,
            otherwise ``standard``.
        completer: Ask this one instead, whatever the settings say.

    Raises:
        FactcardsError: Any branch of the tree in `factcards.errors`.
    """
    article = source if isinstance(source, Article) else load(str(source), lang=lang)
    options = {"base_url": base_url, "model": model, "prompt": prompt, "policy": policy}
    resolved = resolve(options, os.environ, Path.cwd(), user_file())
    loaded = chosen_prompt(resolved)
    chosen = resolved.settings.policy
    if completer is not None:
        return _run(_make(article, completer, loaded, chosen))
    with connect(resolved, loaded, Silence()) as endpoint:
        return _run(_make_at(article, endpoint, loaded, chosen))


def load_article(source: str | Path, *, lang: str | None = None) -> Article:
    """Read an article from a file or a URL; raises `SourceError`."""
    return load(str(source), lang=lang)


def load_card(path: str | Path) -> Card:
    """Read a card from a JSON file; raises `CardError`."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CardError(f"cannot be read: {error.strerror}", source=str(path)) from error
    return parse_card(content, str(path))


def render_card(
    card: Card,
    format: Format = "md",  # noqa: A002 - the name that users know it by
    *,
    template: str | None = None,
    article: Article | None = None,
) -> str:
    """A card as text: see `factcards.render.render`.

    Raises:
        TemplateError: The template is missing or fails.
        CardError: `article` is not the text that the card was made from.
    """
    return render(card, format, template=template, article=article)


def verify_card(card: Card, article: str | Path | Article | None = None) -> Recheck:
    """Check a card again, offline: against its article, or else against its own passages.

    Raises:
        SourceError: The article cannot be used.
    """
    if article is None or isinstance(article, Article):
        return recheck(card, article)
    return recheck(card, load(str(article), lang=card.lang))


def _run(making: Coroutine[object, object, Card]) -> Card:
    """Run to the end, in a thread where this one's event loop is running: as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(making)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, making).result()


async def _make(article: Article, completer: Completer, prompt: Prompt, policy: Policy) -> Card:
    now = datetime.now(UTC).replace(microsecond=0)
    return await _make_card(article, completer=completer, prompt=prompt, now=now, policy=policy)


async def _make_at(
    article: Article, endpoint: OpenAIEndpoint, prompt: Prompt, policy: Policy
) -> Card:
    async with endpoint:
        return await _make(article, endpoint, prompt, policy)
