"""From settings to an endpoint that is ready to be asked.

Fetching weights and starting the embedded model block, and are interrupted by Ctrl-C at once;
so they happen here, before any event loop runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcards.embedded import EmbeddedServer
from factcards.endpoint import OpenAIEndpoint
from factcards.errors import SettingsError
from factcards.prompt import Prompt, load_prompt
from factcards.settings import Resolved
from factcards.throttle import Throttle
from factcards.weights import DEFAULT_MODEL, Progress, ensure, find

# llama.cpp's grammar engine reads this hint; without it a small model spends a quarter of its
# tokens on indentation.
COMPACT_JSON = {
    "x-guidance": {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}
}


def chosen_prompt(resolved: Resolved) -> Prompt:
    """The prompt that the settings name, or the one that suits their model.

    Raises:
        PromptError: There is no such prompt, it is malformed, or it is not for cards.
    """
    return load_prompt(resolved.prompt, _directories(resolved), purpose="card")


def judge_prompt(resolved: Resolved) -> Prompt:
    """The prompt to ask for an opinion on one claim with; raises `PromptError`."""
    return load_prompt("judge", _directories(resolved), purpose="judge")


def _directories(resolved: Resolved) -> tuple[Path, ...]:
    directory = resolved.settings.prompts_dir
    return (directory,) if directory else ()


@contextmanager
def connect(
    resolved: Resolved,
    prompt: Prompt,
    progress: Progress,
    *,
    throttle: Throttle | None = None,
    slots: int = 1,
) -> Iterator[OpenAIEndpoint]:
    """The chosen endpoint, or else the embedded model: fetched, started, and stopped again.

    Args:
        resolved: The settings.
        prompt: Its static part is kept processed between runs of the embedded model.
        progress: Told of a fetch.
        throttle: What every request passes; None holds nobody up.
        slots: Requests that the embedded model serves side by side.

    Raises:
        ModelFileError: The embedded model is unknown or cannot be fetched.
        EndpointUnreachable: The embedded model does not start.
    """
    if resolved.settings.base_url is not None:
        yield remote(resolved, throttle)
        return
    model = find(resolved.settings.model or DEFAULT_MODEL)
    path = ensure(model, progress=progress)
    with EmbeddedServer(path, model=model.name, parallel=slots) as server:
        server.prepare(prompt.system)
        yield OpenAIEndpoint(
            base_url=server.base_url,
            model=model.name,
            api_key=server.api_key,
            kind="embedded",
            # Without a clock: on a slow machine a long article may take a quarter of an hour.
            timeout=3600.0,
            schema_extras=COMPACT_JSON,
            when_lost=server.ensure_alive,
            throttle=throttle or Throttle(),
        )


def remote(resolved: Resolved, throttle: Throttle | None = None) -> OpenAIEndpoint:
    """The endpoint that the settings name; nothing is sent yet.

    Args:
        resolved: The settings.
        throttle: What every request passes; None holds nobody up.

    Raises:
        SettingsError: They name none.
    """
    settings = resolved.settings
    if settings.base_url is None or settings.model is None:
        raise SettingsError("no endpoint is chosen", remedy="set base_url and model")
    return OpenAIEndpoint(
        base_url=settings.base_url,
        model=settings.model,
        api_key=resolved.api_key,
        timeout=settings.timeout,
        key_variable=settings.api_key_env,
        throttle=throttle or Throttle(),
        price=settings.price,
    )
