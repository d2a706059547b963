"""What the model proposes, before any check: the shape of its reply.

The reply is untrusted. These types only say that it has the right shape; whether it is
true is decided in `factcards.verify`.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from factcards.errors import ReplyError

DraftT = TypeVar("DraftT", bound="Draft")


class Draft(BaseModel):
    """Base of replies: frozen; fields that nobody asked for are dropped, never used."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class DraftClaim(Draft):
    """A sentence of the model's own with the number of the sentence it rests on."""

    text: str
    source: int


class DraftQuote(Draft):
    """Who said the quotation in sentence `source`; code cuts the words out itself."""

    speaker: str
    source: int


class DraftPerson(Draft):
    """A person with a role, both as the article words them."""

    name: str
    role: str


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
    headline: str
    summary: str
    why_it_matters: str = ""
    quotes: tuple[DraftQuote, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


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
