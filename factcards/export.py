"""All cards of a store in one file: lines of JSON, a table, a feed, or a page that lists them.

Cards come one at a time and are written as they come, so it takes no more memory for fifty
thousand of them than for fifty.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from factcards.errors import SettingsError
from factcards.store import Store, StoredCard

Kind = Literal["jsonl", "jsonl.gz", "parquet", "feed", "index"]

_KINDS: dict[str, Kind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl.gz",
    ".ndjson.gz": "jsonl.gz",
    ".parquet": "parquet",
    ".json": "feed",
    ".html": "index",
    ".htm": "index",
}


def kind_of(name: str) -> Kind:
    """What to write to a file of this name; ``-`` takes lines of JSON.

    Raises:
        SettingsError: The name does not tell.
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    for suffix in ("".join(suffixes[-2:]), *suffixes[-1:]):
        if suffix in _KINDS:
            return _KINDS[suffix]
    if name == "-":
        return "jsonl"
    raise SettingsError(
        "no export goes by this name",
        source=name,
        remedy="use one of cards.jsonl, cards.jsonl.gz, cards.parquet, feed.json or index.html",
    )


def export_cards(
    store: Store,
    kind: Kind,
    file: BinaryIO,
    *,
    place: Path | None = None,
    templates_dir: Path | None = None,
) -> int:
    """Write all cards of a store.

    Args:
        store: Where they are.
        kind: What to write.
        file: Where to.
        place: Where that file will be, so that a page can link to the cards' own pages.
        templates_dir: Templates of the user's own: one named ``index.html.j2`` is used
            instead of ours.

    Returns:
        How many cards there were.

    Raises:
        CardError: A card in the store is none; names its item.
        StoreError: The store cannot be read.
        SettingsError: Parquet was asked for and pyarrow is not installed.
        TemplateError: The template of the page fails.
    """
    counted = _Counted(store.cards())
    match kind:
        case "jsonl":
            file.writelines(_lines(counted))
        case "jsonl.gz":
            # Without a time of writing, the same cards give the same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                packed.writelines(_lines(counted))
        case "parquet":
            from factcards.export_table import write_table  # noqa: PLC0415 - only where needed

            write_table(counted, file)
        case "feed":
            from factcards.export_feed import feed  # noqa: PLC0415 - only where needed

            file.writelines(part.encode() for part in feed(counted))
        case "index":
            from factcards.export_index import index  # noqa: PLC0415 - loads jinja2

            pages = index(counted, store.status().cards, store.directory, place, templates_dir)
            file.writelines(part.encode() for part in pages)
    return counted.count


class _Counted:
    """Cards that are counted as they go by."""

    def __init__(self, cards: Iterable[StoredCard]) -> None:
        self.count = 0
        self._cards = cards

    def __iter__(self) -> Iterator[StoredCard]:
        for card in self._cards:
            self.count += 1
            yield card


def _lines(cards: Iterable[StoredCard]) -> Iterator[bytes]:
    """The cards as they were stored, each on one line."""
    for card in cards:
        content = card.json.strip()
        if b"\n" in content:
            content = json.dumps(json.loads(content), ensure_ascii=False).encode()
        yield content + b"\n"
