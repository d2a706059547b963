"""Addresses of articles, and what may not be one."""

from __future__ import annotations

import re

from factcards.intake.item import Entry, Item, Unusable
from factcards.sources.fetch import without_credentials

_ADDRESS = re.compile(
    r"https?://[^\s/?#\x00-\x1f\x7f<>\"\ud800-\udfff][^\s\x00-\x1f\x7f<>\"\ud800-\udfff]{0,4000}",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def is_address(text: str) -> bool:
    """Whether `text` is an ``http`` or ``https`` address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def address_entry(
    address: str, *, via: str | None, published: str | None = None, own_id: str | None = None
) -> Entry:
    """The article at an address.

    Args:
        address: One that `is_address`.
        via: What names it; None where the user does.
        published: As `Item.published`.
        own_id: An id that its source gives it; the address itself without one.
    """
    shown = without_credentials(address)
    if shown != address:
        # It would be kept in the output folder and shown in reports.
        reason = "addresses with a password are not kept; make this card with `factcards card`"
        return Unusable(own_id or shown, shown, reason)
    return Item(own_id or address, "url", address, None, published, via)


def printable(text: str) -> str:
    """`text` without what a database or a terminal chokes on."""
    return _UNPRINTABLE.sub("\ufffd", text)
