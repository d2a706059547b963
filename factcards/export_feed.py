"""Cards as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Each item shows summary and facts; what only factcards knows is under ``_factcards``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from markupsafe import escape

from factcards.card import Card, parse_card
from factcards.escape import one_line, safe_url
from factcards.reading import tally
from factcards.store import StoredCard

_HEAD = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Fact cards",
    "description": "Short summaries of articles; every claim was checked against the article.",
}


def feed(cards: Iterable[StoredCard]) -> Iterator[str]:
    """The feed, in portions.

    Raises:
        CardError: A card is none; names its item.
    """
    yield json.dumps(_HEAD, indent=1)[:-2] + ',\n "items": ['
    between = "\n"
    for stored in cards:
        item = feed_item(stored.stem, parse_card(stored.json, stored.item))
        yield between + json.dumps(item, ensure_ascii=False)
        between = ",\n"
    yield "\n ]\n}\n"


def feed_item(stem: str, card: Card) -> dict[str, Any]:
    """One item of the feed.

    Args:
        stem: Its id: the same in every feed of the same folder, and nobody else's there.
        card: What it is about.
    """
    source = card.source
    author = one_line(source.byline or source.publisher or "")
    optional = {
        "url": safe_url(source.canonical) or safe_url(source.url),
        "date_published": rfc_3339(source.published),
        "authors": [{"name": author}] if author else None,
        "language": None if card.lang == "und" else card.lang,
    }
    return {
        "id": stem,
        "title": one_line(card.headline),
        "summary": one_line(card.summary),
        "content_html": _content(card),
        **{name: value for name, value in optional.items() if value is not None},
        "date_modified": rfc_3339(card.created_at.isoformat()),
        "_factcards": _extension(card),
    }


def _content(card: Card) -> str:
    facts = "".join(f"<li>{_words(fact.text)}</li>" for fact in card.facts)
    note = f'<p lang="en">{escape(tally(card))}</p>'
    return f"<p>{_words(card.summary)}</p><ul>{facts}</ul>{note}"


def _words(text: str) -> str:
    return str(escape(one_line(text)))


def _extension(card: Card) -> dict[str, Any]:
    checks, origin = card.verification, card.provenance
    return {
        "card": card.id,
        "article_sha256": card.source.sha256,
        "checked": checks.checked,
        "verified": checks.verified,
        "facts": [{"text": one_line(f.text), "verdict": f.verdict} for f in card.facts],
        "model": one_line(origin.model),
        "prompt": f"{origin.prompt.name}@{origin.prompt.version}",
        "cost": origin.cost,
        "factcards": origin.factcards,
    }


def rfc_3339(date: str | None) -> str | None:
    """An ISO 8601 date or date-time as feeds have it; None where it is neither.

    A day is its first moment, and a time that names no zone is taken as UTC.
    """
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    text = moment.isoformat(timespec="seconds")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
