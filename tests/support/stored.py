"""Cards and outcomes for tests of what a bulk run keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from factcards.card import Card, Usage, parse_card
from factcards.store import State, Store

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample_card.json"


@dataclass(frozen=True)
class Made:
    """An outcome, with the fingerprint of its item's content."""

    id: str
    place: str
    kind: str = "file"
    state: State = "done"
    error: str | None = None
    reason: str | None = None
    card_json: bytes | None = None
    article_sha256: str | None = None
    published: str | None = None
    usage: Usage | None = None
    cost: float | None = None
    requests: int = 0
    seconds: float = 0.5
    checked: int = 0
    verified: int = 0
    fingerprint: str | None = "print"


def card(**changes: Any) -> Card:
    """The sample card with other values; `source` changes single fields of it."""
    values = json.loads(SAMPLE.read_bytes())
    values["source"] |= changes.pop("source", {})
    return parse_card(json.dumps({**values, **changes}).encode(), "a sample")


def made(item: str = "a", **changes: Any) -> Made:
    """The outcome of an item that is done, or what `changes` make of it."""
    values: dict[str, Any] = {"id": item, "place": f"{item}.txt"}
    if changes.get("state", "done") == "done":
        values |= {"card_json": card().model_dump_json().encode(), "checked": 9, "verified": 8}
        values |= {"article_sha256": sha256(item.encode("utf-8", "surrogatepass")).hexdigest()}
    return Made(**{**values, **changes})


def keep(store: Store, outcomes: Sequence[Made], *, rendering: str = "") -> None:
    """Record outcomes."""
    store.record([(o, o.fingerprint) for o in outcomes], "recipe", rendering)


def spent(prompt: int | None, completion: int | None) -> Usage:
    """Tokens."""
    return Usage(prompt_tokens=prompt, completion_tokens=completion, cached_tokens=None)
