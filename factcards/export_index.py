"""Cards as one page that lists them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from factcards.card import Card, parse_card
from factcards.escape import printable, safe_url
from factcards.reading import human_date, tally
from factcards.store import StoredCard
from factcards.store_files import card_path
from factcards.template import TemplateRunner

_CARDS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One card in the list.

    Attributes:
        card: The card.
        page: Address of its own page, relative to the list; None if it has none.
        address: Address of the article, if a page may link to it.
        tally: The checks' result in a sentence.
        share: Of its claims verified, in percent; None where there are none.
    """

    card: Card
    page: str | None
    address: str | None
    tally: str
    share: int | None


def index(
    cards: Iterable[StoredCard],
    count: int,
    directory: Path,
    place: Path | None,
    templates_dir: Path | None,
) -> Iterator[str]:
    """The page, in portions: the template runs once for each, so it never holds them all.

    Args:
        cards: What to list.
        count: How many there are.
        directory: The output folder, with pages of the cards in it perhaps.
        place: Where the page will be; None if that is not known.
        templates_dir: Templates of the user's own.

    Raises:
        CardError: A card is none; names its item.
        TemplateError: The template fails.
    """
    runner = TemplateRunner(
        extension="html",
        escape=None,
        clean=printable,
        filters={"date": human_date, "safe_url": safe_url},
        templates_dir=templates_dir,
    )
    entries = (_entry(card, directory, place) for card in cards)
    portion, first = list(islice(entries, _CARDS_AT_ONCE)), True
    while first or portion:
        following = list(islice(entries, _CARDS_AT_ONCE))
        context = {"entries": portion, "count": count, "first": first, "last": not following}
        yield runner.run("index", context)
        portion, first = following, False


def _entry(stored: StoredCard, directory: Path, place: Path | None) -> Entry:
    card = parse_card(stored.json, stored.item)
    checks = card.verification
    return Entry(
        card=card,
        page=_page(stored.item, directory, place),
        address=safe_url(card.source.canonical) or safe_url(card.source.url),
        tally=tally(card),
        # Rounded down: 100 % is for those of which nothing is missing.
        share=100 * checks.verified // checks.checked if checks.checked else None,
    )


def _page(item: str, directory: Path, place: Path | None) -> str | None:
    path = card_path(directory, item, "html")
    if place is None or not path.is_file():
        return None
    try:
        relative = Path(os.path.relpath(path.absolute(), place.absolute().parent))
    except ValueError:  # on another drive
        return None
    return quote(relative.as_posix())
