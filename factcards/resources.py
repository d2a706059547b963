"""Where the files that travel with the code are: prompts and templates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from factcards.errors import FactcardsError


def builtin_directory(name: Literal["prompts", "templates"]) -> Path:
    """The directory of the built-in prompts or templates.

    A wheel carries them inside the package; in a checkout they stand beside it.

    Raises:
        FactcardsError: Neither place has it: the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FactcardsError(
        f"the built-in {name} are missing", source=str(package), remedy="install factcards again"
    )
