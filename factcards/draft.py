"""What the model proposes, before any check: the shape of its reply.

The reply is untrusted. These types only say that it has the right shape; whether it is
true is decided in `factcards.verify`.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from factcards.errors import ReplyError

LONGEST = 1000  # code points of any text in a reply; cards show far less

DraftT = TypeVar("DraftT", bound="Draft")


class Draft(BaseModel):
    """Base of replies: frozen; fields that nobody asked for are dropped, never used."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


def _clean(text: object) -> object:
    """The text without control and formatting characters, and no longer than a card needs.

    A bidi override in a fact would let a card show other words than those that were checked.
    """
    if not isinstance(text, str):
        return text
    text = "".join(" " if c in "\t\n\r" else c for c in text if c in "\t\n\r" or _is_plain(c))
    return text[:LONGEST]


def _is_plain(char: str) -> bool:
    # Joiners shape letters in Persian, Hindi and emoji, and change no order.
    return char in "\u200c\u200d" or unicodedata.category(char) not in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    )


Text = Annotated[str, BeforeValidator(_clean)]


class DraftClaim(Draft):
    """A sentence of the model's own with the number of the sentence it rests on."""

    text: Text
    source: int


class DraftQuote(Draft):
    """Who said the quotation in sentence `source`; code cuts the words out itself."""

    speaker: Text
    source: int


class DraftPerson(Draft):
    """A person with a role, both as the article words them."""

    name: Text
    role: Text


def _from_numbers(facts: object) -> object:
    """Facts as a list, where the reply has them under the numbers of their sentences."""
    if isinstance(facts, dict):
        return [{"text": text, "source": number} for number, text in facts.items()]
    return facts


class CardDraft(Draft):
    """A whole proposed card, in the order in which the model writes it.

    Facts come first: a small model then writes headline and summary from them.
    """

    facts: Annotated[tuple[DraftClaim, ...], BeforeValidator(_from_numbers)]
    headline: Text
    summary: Text
    why_it_matters: Text = ""
    quotes: tuple[DraftQuote, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    organisations: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()


class RepairDraft(Draft):
    """The model's second attempt at claims that failed, in the order they were put to it."""

    claims: tuple[DraftClaim, ...]


def parse_reply(text: str, kind: type[DraftT]) -> DraftT:
    """Read a reply as JSON of the given kind.

    Code fences around it are tolerated; anything else is not.

    Raises:
        ReplyError: It is not JSON or does not have the shape; says where.
    """
    body = text.strip()
    if body.startswith("```"):
        body = body.removeprefix("```json").strip("`").strip()
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        problem = f"{where}: {first['msg']}" if where else first["msg"]
        raise ReplyError(f"the reply is not a {kind.__name__}: {problem}", raw=text) from error
