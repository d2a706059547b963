"""What the model proposes, before any check: the shape of its reply.

The reply is untrusted. These types only say that it has the right shape; whether it is
true is decided in `factcards.verify`.
"""

from __future__ import annotations

from factcards.article import Value


class DraftClaim(Value):
    """A sentence of the model's own with the number of the sentence it rests on."""

    text: str
    source: int


class DraftQuote(Value):
    """Who said the quotation in sentence `source`; code cuts the words out itself."""

    speaker: str
    source: int


class DraftPerson(Value):
    """A person with a role, both as the article words them."""

    name: str
    role: str


class CardDraft(Value):
    """A whole proposed card, in the order in which the model writes it.

    Facts come first: a small model then writes headline and summary from them.
    """

    facts: tuple[DraftClaim, ...]
    headline: str
    summary: str
    why_it_matters: str = ""
    quotes: tuple[DraftQuote, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class RepairDraft(Value):
    """The model's second attempt at claims that failed, in the order they were put to it."""

    claims: tuple[DraftClaim, ...]
