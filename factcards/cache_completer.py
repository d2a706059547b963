"""A completer that looks into the cache before it asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, Literal

from factcards.cache import Cache
from factcards.completion import Completer, Completion, Request
from factcards.draft import CardDraft, Draft, RepairDraft, parse_reply
from factcards.errors import ReplyError
from factcards.judge import read_judgement

_FORMAT: Final = 1
_CUT_SHORT: Final = frozenset({"length", "content_filter"})
_DRAFTS: Final[Mapping[str, type[Draft]]] = {"card_draft": CardDraft, "repair_draft": RepairDraft}


@dataclass
class CachedCompleter:
    """A `Completer` that asks another one only what was not answered before.

    What it gives out of the cache is the completion as it first came, so a card's provenance
    is the same in every run. Who counts what this run spends counts at `inner`.

    Attributes:
        inner: Whom to ask.
        cache: Where replies are kept.
        model: What replies depend on beside the request: see `model_identity`.
        hits: How many replies came out of the cache.
    """

    inner: Completer
    cache: Cache
    model: str
    hits: int = 0

    @property
    def kind(self) -> Literal["embedded", "remote", "replay"]:
        return self.inner.kind

    @property
    def description(self) -> str:
        return self.inner.description

    async def complete(self, request: Request) -> Completion:
        """The kept reply to this very request, or a new one; raises as `inner` does."""
        key = request_key(request, self.model)
        kept = self.cache.get(key)
        if kept is not None:
            self.hits += 1
            return replace(kept, kept=True)
        completion = await self.inner.complete(request)
        if is_sound(request, completion):
            self.cache.put(key, completion)
        return completion


def model_identity(kind: str, model: str) -> str:
    """What tells models apart: how one is reached, and its name.

    Its address is no part of it: a proxy or another port changes no reply.
    """
    return f"{kind} {model}"


def request_key(request: Request, model: str) -> bytes:
    """A digest of all that a reply depends on: article, prompt, schema, parameters and model.

    The messages hold the article and the prompt as the model reads them. Nothing is sorted: a
    schema with its properties in another order makes a model write something else.
    """
    messages = [(message.role, message.content) for message in request.messages]
    schema, parameters = dict(request.schema), dict(request.parameters)
    content = (_FORMAT, model, messages, request.schema_name, schema, parameters)
    return sha256(json.dumps(content).encode()).digest()


def is_sound(request: Request, completion: Completion) -> bool:
    """Whether a reply is worth keeping: complete, and what the pipeline's own readers accept.

    A bad one is asked for again within the run; kept, it would fail that article for good.
    """
    if completion.finish_reason in _CUT_SHORT:
        return False
    if request.schema_name == "judgement":
        return read_judgement(completion).verdict is not None
    if request.schema_name not in _DRAFTS:
        return False
    try:
        parse_reply(completion.text, _DRAFTS[request.schema_name])
    except ReplyError:
        return False
    return True
