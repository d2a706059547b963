"""The one seam to models: a request goes in, the model's text comes out.

OpenAI-compatible endpoints (the embedded model is one, on loopback) and recorded replies
implement `Completer`; tests put a fake here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from factcards.card import Usage

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """What the model is asked.

    Attributes:
        messages: The conversation, static part first so that providers can cache it.
        schema_name: Name of the reply's schema: letters, digits and underscores.
        schema: JSON Schema of the reply, within what strict modes accept.
        parameters: ``temperature``, ``max_tokens``, ``seed``...: passed on as they are.
    """

    messages: tuple[Message, ...]
    schema_name: str
    schema: Mapping[str, Any]
    parameters: Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back.

    Attributes:
        text: The model's reply, not yet parsed.
        model: The model's name as the endpoint gives it.
        finish_reason: ``stop``, ``length``, ``content_filter``... as the protocol has it.
        usage: Tokens of this call.
        attempts: Requests it took, retries included.
        seconds: Wall time of the successful request.
        cost: Of this call in US dollars; None where the price is unknown.
        kept: Whether it was given out again rather than asked for.
    """

    text: str
    model: str
    finish_reason: str
    usage: Usage
    attempts: int
    seconds: float
    cost: float | None = None
    kept: bool = False


class Completer(Protocol):
    """Something that completes.

    Attributes:
        kind: How it is reached, for the card's provenance.
        description: One line for people: which model, where.
    """

    @property
    def kind(self) -> Literal["embedded", "remote", "replay"]: ...

    @property
    def description(self) -> str: ...

    async def complete(self, request: Request) -> Completion:
        """Ask the model once; raises `EndpointError` where it cannot be asked."""
        ...
