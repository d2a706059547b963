"""A model made of queued replies: the fake at the one seam to models."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from factcards.card import Usage
from factcards.completion import Completion, Request


@dataclass
class FakeCompleter:
    """Answers with the next reply; keeps the requests; says so when nothing is left.

    A reply is a JSON value, a string sent as it is, an exception that is raised, or a pair of
    a string and a finish reason.
    """

    replies: Iterable[Any]
    kind: Literal["embedded", "remote", "replay"] = "replay"
    description: str = "a fake"
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._queue = list(self.replies)

    @property
    def left(self) -> int:
        return len(self._queue)

    async def complete(self, request: Request) -> Completion:
        self.requests.append(request)
        assert self._queue, f"nobody expected this request: {request.messages[-1].content[:300]}"
        reply, reason = self._queue.pop(0), "stop"
        if isinstance(reply, BaseException):
            raise reply
        if isinstance(reply, tuple):
            reply, reason = reply
        text = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
        usage = Usage(prompt_tokens=100, completion_tokens=10, cached_tokens=None)
        return Completion(text, "fake-1", reason, usage, attempts=1, seconds=0.01)
