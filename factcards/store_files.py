"""The files beside a store: one per card and format, named after the item it is a card of."""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from factcards._version import __version__
from factcards.errors import FactcardsError, StoreError
from factcards.wholefile import SCRATCH, whole_file

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.card import Card

CardFormat = Literal["json", "md", "html"]

# With a digest and a suffix at most 138 bytes: an encrypted home may allow no more than 143.
_LONGEST_SLUG = 120
_BREAK = re.compile("-{2,}")


class Rendering(Protocol):
    """How the files of a run's cards are made.

    Attributes:
        directory: The output folder; None where no files are wanted.
        formats: One file for each.
        template: Name or file for the formats that have templates; None is the built-in one.
        templates_dir: Templates of the user's own.
    """

    @property
    def directory(self) -> Path | None: ...
    @property
    def formats(self) -> Sequence[CardFormat]: ...
    @property
    def template(self) -> str | None: ...
    @property
    def templates_dir(self) -> Path | None: ...


def card_stem(item: str) -> str:
    """The name of an item's files without the suffix, the same in every run.

    The last words of the item's id, for people, and a digest of all of it, so that two items
    never share a file: whatever the script, and also where a file system folds case.
    """
    tail = item.rstrip("/").rpartition("/")[2][:_LONGEST_SLUG]
    letters = unicodedata.normalize("NFC", tail.lower())
    # Marks belong to the letter before them in Hindi, Thai and many other scripts.
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in letters)
    slug = _BREAK.sub("-", kept).encode()[:_LONGEST_SLUG].decode(errors="ignore").strip("-")
    digest = b32encode(sha256(item.encode("utf-8", "surrogatepass")).digest())[:12].decode().lower()
    return f"{slug}-{digest}" if slug else digest


def card_path(directory: Path, item: str, form: CardFormat) -> Path:
    """Where an item's file of one format is, or would be.

    Args:
        directory: The output folder.
        item: The item's id.
        form: The format.
    """
    return directory / "cards" / f"{card_stem(item)}.{form}"


def write_card_files(
    item: str, card: Card, article: Article | None, rendering: Rendering
) -> dict[str, str]:
    """Render a card and write its files, each whole or not at all.

    Args:
        item: The item's id.
        card: Its card.
        article: The text, for templates that show it.
        rendering: Which files, and by which templates.

    Returns:
        Format to path.

    Raises:
        TemplateError: A template fails.
        StoreError: A file cannot be written.
    """
    from factcards.render import render  # noqa: PLC0415 - most who import this only name files

    written: dict[str, str] = {}
    if rendering.directory is None:
        return written
    for form in rendering.formats:
        template = None if form == "json" else rendering.template
        text = render(
            card, form, template=template, article=article, templates_dir=rendering.templates_dir
        )
        path = card_path(rendering.directory, item, form)
        _write(path, text.encode())
        written[form] = str(path)
    return written


def _write(path: Path, content: bytes) -> None:
    try:
        # The store has the card: what a loss of power takes can be written again.
        with whole_file(path, directories=True, durable=False) as file:
            file.write(content)
    except FactcardsError as error:
        raise StoreError(
            error.problem,
            source=error.source,
            remedy="what is finished is kept: see to it and run the same command again",
        ) from error


def has_card_files(directory: Path, item: str, formats: Iterable[CardFormat]) -> bool:
    """Whether all of an item's files are there, with something in them."""
    try:
        return all(card_path(directory, item, form).stat().st_size for form in formats)
    except OSError:
        return False


def remove_card_files(directory: Path, item: str) -> None:
    """Remove an item's files, if there are any."""
    for form in get_args(CardFormat):
        card_path(directory, item, form).unlink(missing_ok=True)


def remove_scratch(directory: Path) -> None:
    """Remove what a run that was killed left half written; only for who uses a folder alone."""
    cards = directory / "cards"
    if not cards.is_dir():
        return
    with os.scandir(cards) as entries:
        for entry in entries:
            if entry.name.startswith(SCRATCH):
                Path(entry.path).unlink(missing_ok=True)


def rendering_digest(rendering: Rendering) -> str:
    """What the files look like, beside their cards: another digest, other files.

    It covers the version of factcards, the formats, the name of the template, and every
    template that could have a part in the result, as they extend and include each other.
    """
    from factcards.template import list_templates  # noqa: PLC0415 - loads jinja2

    chosen = (__version__, tuple(rendering.formats), rendering.template)
    digest = sha256(repr(chosen).encode("utf-8", "surrogatepass"))
    paths = [info.path for info in list_templates(rendering.templates_dir)]
    if rendering.template and Path(rendering.template).is_file():
        paths += sorted(Path(rendering.template).parent.glob("*.j2"))
    for path in paths:
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]
