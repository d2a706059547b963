"""From an item to its article, and whether it is still the same as the last time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from factcards.article import Article
from factcards.errors import SourceUnreadable
from factcards.intake.item import Item
from factcards.sources.load import load, load_record

_DIGEST = 16
_MOST_READ = 50_000_000  # what is larger is no article


def load_item(item: Item, *, lang: str | None, now: datetime) -> Article:
    """Read the article that an item names.

    Args:
        item: The item; what its source says of the day of publication counts where the
            article itself does not say.
        lang: A language tag, which overrides what is declared and what detection finds.
        now: When it is read.

    Raises:
        SourceError: It cannot be read, or is no article.
        SettingsError: `lang` is no language tag.
    """
    if item.record is not None:
        return load_record(item.record, item.place, now=now, lang=lang)
    article = load(item.place, now=now, lang=lang, via=item.via)
    if article.published is None and item.published is not None:
        return article.model_copy(update={"published": item.published})
    return article


def fingerprint(item: Item) -> str:
    """A digest that is another one where the content of an item has changed since.

    It is that of a file's bytes, of a record's fields, and for an address of the address
    alone: what is there now is known only to those who fetch it.

    Raises:
        SourceUnreadable: The file cannot be read.
    """
    digest = blake2b(item.kind.encode(), digest_size=_DIGEST)
    for part in _content(item):
        digest.update(part)
    return digest.hexdigest()


def _content(item: Item) -> Iterator[bytes]:
    if item.record is not None:
        yield json.dumps(item.record, sort_keys=True).encode()
    elif item.kind == "url":
        yield item.place.encode("utf-8", "surrogatepass")
    else:
        try:
            with Path(item.place).open("rb") as file:
                yield file.read(_MOST_READ)
        except (OSError, ValueError) as error:
            raise SourceUnreadable(
                "it cannot be read", source=item.place, remedy="check the path"
            ) from error
