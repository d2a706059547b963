"""What a run spends: counted where requests leave, so that what is kept costs nothing again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from factcards.card import Usage, known_sum
from factcards.completion import Completer, Completion, Request


@dataclass
class Meter:
    """A `Completer` that counts what passes.

    Attributes:
        inner: Whom to ask.
        completions: Replies so far.
        usage: Tokens so far; None where one reply did not say.
        cost: US dollars so far; None once one price was unknown.
    """

    inner: Completer
    completions: int = 0
    usage: Usage = field(default_factory=lambda: Usage.total(()))
    cost: float | None = 0.0

    @property
    def kind(self) -> Literal["embedded", "remote", "replay"]:
        return self.inner.kind

    @property
    def description(self) -> str:
        return self.inner.description

    async def complete(self, request: Request) -> Completion:
        completion = await self.inner.complete(request)
        self.completions += 1
        self.usage = Usage.total((self.usage, completion.usage))
        self.cost = known_sum((self.cost, completion.cost))
        return completion
