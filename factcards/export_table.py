"""Cards as a Parquet table: one row each, flat, for those who count and filter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from factcards.card import Card, parse_card
from factcards.errors import SettingsError
from factcards.store import StoredCard

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 1000


def write_table(cards: Iterable[StoredCard], file: BinaryIO) -> None:
    """Write the table.

    Raises:
        CardError: A card is none; names its item.
        SettingsError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy
        from pyarrow import parquet  # noqa: PLC0415 - heavy
    except ImportError as error:
        raise SettingsError(
            "Parquet needs pyarrow, which is not installed",
            remedy="install factcards[parquet], or export to cards.jsonl",
        ) from error
    schema = _schema(pa)
    left = iter(cards)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while rows := [row(card) for card in islice(left, _ROWS_AT_ONCE)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _schema(pa: Any) -> pa.Schema:
    text, count, time = pa.string(), pa.int32(), pa.timestamp("ms", tz="UTC")
    texts = ("item", "file", "id", "lang", "headline", "summary", "why_it_matters")
    source = ("url", "title", "publisher", "byline", "published", "article_sha256")
    counts = ("checked", "verified", "repaired", "rejected")
    origin = ("model", "endpoint", "prompt", "prompt_digest", "policy", "factcards")
    usage = (("prompt_tokens", pa.int64()), ("completion_tokens", pa.int64()))
    lists = ("facts", "verdicts", "quotes", "people", "organisations", "places")
    return pa.schema(
        [
            *((name, text) for name in texts),
            *((name, pa.list_(text)) for name in lists),
            *((name, text) for name in source),
            *((name, count) for name in counts),
            *((name, text) for name in origin),
            *usage,
            ("cost", pa.float64()),
            ("attempts", count),
            ("created", time),
        ]
    )


def row(stored: StoredCard) -> dict[str, Any]:
    """One row. `verdicts` is of the same length as `facts`; an unknown cost is null."""
    card = parse_card(stored.json, stored.item)
    checks, origin = card.verification, card.provenance
    return {
        "item": stored.item,
        "file": stored.stem,
        "id": card.id,
        "lang": card.lang,
        "headline": card.headline,
        "summary": card.summary,
        "why_it_matters": card.why_it_matters,
        **_lists(card),
        "url": card.source.canonical or card.source.url,
        "title": card.source.title,
        "publisher": card.source.publisher,
        "byline": card.source.byline,
        "published": card.source.published,
        "article_sha256": card.source.sha256,
        "checked": checks.checked,
        "verified": checks.verified,
        "repaired": checks.repaired,
        "rejected": checks.rejected,
        "model": origin.model,
        "endpoint": origin.endpoint,
        "prompt": f"{origin.prompt.name}@{origin.prompt.version}",
        "prompt_digest": origin.prompt.digest,
        "policy": checks.policy,
        "factcards": origin.factcards,
        "prompt_tokens": origin.usage.prompt_tokens,
        "completion_tokens": origin.usage.completion_tokens,
        "cost": origin.cost,
        "attempts": origin.attempts,
        "created": card.created_at,
    }


def _lists(card: Card) -> dict[str, list[str]]:
    return {
        "facts": [fact.text for fact in card.facts],
        "verdicts": [fact.verdict for fact in card.facts],
        "quotes": [quote.text for quote in card.quotes],
        "people": [person.name for person in card.people],
        "organisations": [mention.name for mention in card.organisations],
        "places": [mention.name for mention in card.places],
    }
