"""Where each setting comes from: options, environment, project file, user file, default.

Earlier ones win. A project file is ``factcards.toml`` in the working directory; the user file
is ``config.toml`` in the platform's configuration directory. Both hold the fields of
`Settings` as top-level TOML keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from factcards.article import Value
from factcards.card import Policy
from factcards.errors import SettingsError

PROJECT_FILE = "factcards.toml"

# OpenAI's own variable counts, so that scripts for other tools work; its key variable is read
# only for an endpoint that somebody chose (see `Resolved.api_key`).
ENVIRONMENT = {
    "base_url": ("FACTCARDS_BASE_URL", "OPENAI_BASE_URL"),
    "model": ("FACTCARDS_MODEL",),
    "prompt": ("FACTCARDS_PROMPT",),
    "policy": ("FACTCARDS_POLICY",),
    "template": ("FACTCARDS_TEMPLATE",),
    "prompts_dir": ("FACTCARDS_PROMPTS_DIR",),
    "templates_dir": ("FACTCARDS_TEMPLATES_DIR",),
    "timeout": ("FACTCARDS_TIMEOUT",),
    "price": ("FACTCARDS_PRICE",),
}


def _price(value: object) -> object:
    """Two numbers, also as the text ``0.15,0.60``."""
    return tuple(value.split(",")) if isinstance(value, str) else value


Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]


def _web_address(url: str | None) -> str | None:
    if url is not None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            raise ValueError("not an address such as https://api.example.com/v1")
    return url


class Settings(Value):
    """Everything that can be set.

    Attributes:
        base_url: An OpenAI-compatible endpoint; None uses the embedded model.
        model: A model of that endpoint, or an embedded model's name.
        api_key_env: Name of the variable that holds the endpoint's key. Keys themselves do
            not belong in files.
        prompt: ``name`` or ``name@version``; None leaves the choice to the kind of model.
        policy: Which claims may stand on a card.
        template: Name of a template, or a file.
        prompts_dir: Directory with prompts of your own.
        templates_dir: Directory with templates of your own.
        timeout: Seconds for one request to a remote endpoint.
        price: US dollars for a million tokens of prompt, and of reply; None is unknown.
    """

    base_url: Annotated[str | None, AfterValidator(_web_address)] = None
    model: str | None = None
    api_key_env: str = "OPENAI_API_KEY"
    prompt: str | None = None
    policy: Policy = "standard"
    template: str | None = None
    prompts_dir: Path | None = None
    templates_dir: Path | None = None
    timeout: float = Field(default=120.0, gt=0)
    price: Annotated[tuple[Dollars, Dollars] | None, BeforeValidator(_price)] = None


@dataclass(frozen=True)
class Resolved:
    """Settings with the place each came from.

    Attributes:
        settings: The values.
        origins: Field name to ``option``, a variable's name, a file's path or ``default``.
        api_key: The key for `settings.base_url`; None for the embedded model, whatever the
            environment holds: a key that happens to be there must not send an article away.
        notes: What the user should know before anything is sent.
    """

    settings: Settings
    origins: Mapping[str, str]
    api_key: str | None
    notes: tuple[str, ...] = ()

    @property
    def prompt(self) -> str:
        """The prompt to use: a small model does best when code names the sentences."""
        return self.settings.prompt or ("factcard" if self.settings.base_url else "guided")


def user_file() -> Path:
    """The platform's place for the user's configuration file."""
    return platformdirs.user_config_path("factcards") / "config.toml"


def resolve(
    options: Mapping[str, Any], environment: Mapping[str, str], directory: Path, user: Path
) -> Resolved:
    """Settle every setting.

    Args:
        options: What was given on the command line or in code; None means not given.
        environment: ``os.environ``.
        directory: Where to look for the project file.
        user: The user file; it need not exist.

    Raises:
        SettingsError: A file is not TOML, or a value does not fit; names the place.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for path in (user, directory / PROJECT_FILE):
        for key, value in _read(path).items():
            values[key], origins[key] = value, str(path)
    for key, names in ENVIRONMENT.items():
        for name in reversed(names):
            if environment.get(name):
                values[key], origins[key] = environment[name], name
    for key, value in options.items():
        if value is not None:
            values[key], origins[key] = value, "option"
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        raise SettingsError(
            f"{key}: {first['msg']}",
            source=origins.get(key, "settings"),
            remedy=f"settings are {', '.join(Settings.model_fields)}",
        ) from error
    return _with_key(settings, origins, environment)


def _with_key(
    settings: Settings, origins: Mapping[str, str], environment: Mapping[str, str]
) -> Resolved:
    key = environment.get(settings.api_key_env) or None
    if settings.base_url is None:
        note = (
            f"{settings.api_key_env} is set but no endpoint is chosen, so the embedded model is "
            "used and nothing leaves this machine; choose one with --base-url"
        )
        return Resolved(settings, origins, None, (note,) if key else ())
    if settings.model is None:
        raise SettingsError(
            "an endpoint needs a model", source=settings.base_url, remedy="name one with --model"
        )
    return Resolved(settings, origins, key)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", source=str(path)) from error
    if unknown := sorted(set(table) - set(Settings.model_fields)):
        raise SettingsError(
            f"unknown setting {unknown[0]!r}",
            source=str(path),
            remedy=f"settings are {', '.join(Settings.model_fields)}",
        )
    # Directories named in a file are meant relative to that file.
    for key in ("prompts_dir", "templates_dir"):
        if isinstance(table.get(key), str):
            table[key] = path.parent / Path(table[key]).expanduser()
    return table
