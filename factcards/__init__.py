"""Short, structured summaries of articles whose every claim is checked against the text.

from factcards import make_card, render_card, verify_card

card = make_card("article.txt")
print(render_card(card, "md"))
assert verify_card(card, "article.txt").holds
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcards._version import __version__

if TYPE_CHECKING:
    from factcards.api import load_article, load_card, make_card, render_card, verify_card
    from factcards.api_bulk import bulk
    from factcards.article import Article
    from factcards.batch.outcome import Outcome
    from factcards.card import Card
    from factcards.claimsfile import ClaimRow, ClaimVerdict, verify_claims
    from factcards.errors import FactcardsError

__all__ = [
    "Article",
    "Card",
    "ClaimRow",
    "ClaimVerdict",
    "FactcardsError",
    "Outcome",
    "__version__",
    "bulk",
    "load_article",
    "load_card",
    "make_card",
    "render_card",
    "verify_card",
    "verify_claims",
]

_HOMES = {
    "Article": "factcards.article",
    "Card": "factcards.card",
    "ClaimRow": "factcards.claimsfile",
    "ClaimVerdict": "factcards.claimsfile",
    "FactcardsError": "factcards.errors",
    "Outcome": "factcards.batch.outcome",
    "bulk": "factcards.api_bulk",
    "load_article": "factcards.api",
    "load_card": "factcards.api",
    "make_card": "factcards.api",
    "render_card": "factcards.api",
    "verify_card": "factcards.api",
    "verify_claims": "factcards.claimsfile",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: `factcards --help` must not wait for what it does not show.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
