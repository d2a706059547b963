"""What a store wants to know of an item, whoever worked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from factcards.card import Usage

State = Literal["done", "failed", "refused", "duplicate"]


class Outcome(Protocol):
    """What became of one item in one attempt.

    Attributes:
        id: What the item is known by, the same in every run.
        place: Where it is, for people.
        kind: How it was read.
        state: ``done``, ``failed``, ``refused`` or ``duplicate``.
        error: Name of the error's class, where there is no card.
        reason: One line that says why there is none.
        card_json: The card as JSON in UTF-8, where it is done.
        article_sha256: Of its text, where it could be read.
        published: As its source says: an ISO 8601 date or date-time.
        usage: Tokens; None where unknown.
        cost: In US dollars; None where unknown.
        requests: Sent to the model, retries included. Without any, nothing is unknown.
        seconds: How long it took.
        checked: Claims on the card's record.
        verified: Of these, on the card and verified.
    """

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> State: ...
    @property
    def error(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def card_json(self) -> bytes | None: ...
    @property
    def article_sha256(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def usage(self) -> Usage | None: ...
    @property
    def cost(self) -> float | None: ...
    @property
    def requests(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def checked(self) -> int: ...
    @property
    def verified(self) -> int: ...
