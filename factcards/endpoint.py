"""The `openai` client against any OpenAI-compatible endpoint, with retries in one place.

The client's own retries are off: tenacity decides, and counts attempts, so that a card can say
how often it asked. Every attempt passes the throttle, which knows how much is being asked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Self

import httpx2
import openai
import tenacity

from factcards.card import Usage
from factcards.completion import Completion, Request
from factcards.endpoint_errors import AttemptFailed, translate
from factcards.endpoint_transport import FOREIGN_ERRORS, http_client
from factcards.errors import EndpointGivenUp, RequestRejected
from factcards.throttle import MAX_ATTEMPTS, MAX_RETRY_AFTER, Throttle
from factcards.throttle_rate import retry_after

__all__ = ["MAX_ATTEMPTS", "OpenAIEndpoint"]

_BACKOFF = tenacity.wait_exponential_jitter(multiplier=0.25, max=8, jitter=0.25)
_FAILURES: tuple[type[Exception], ...] = (
    openai.OpenAIError,
    TimeoutError,
    *(ValueError, OverflowError, RecursionError),  # what a reply that is no reply leads to
    *FOREIGN_ERRORS,
)
# The client reads lists into its own types without a look at what they are.
_LIST_FAILURES: tuple[type[Exception], ...] = (*_FAILURES, AttributeError)


@dataclass(frozen=True)
class OpenAIEndpoint:
    """A `Completer` over ``POST <base_url>/chat/completions``.

    An asynchronous context manager: it keeps connections open until the block ends.

    Attributes:
        base_url: Up to and including the version, as in ``http://127.0.0.1:8080/v1``.
        model: Name of the model at that endpoint.
        api_key: Bearer token; None sends a placeholder, which local servers ignore.
        kind: ``embedded`` for our own server on loopback, otherwise ``remote``.
        timeout: Seconds for one request.
        schema_extras: Merged into the top level of each reply schema, for servers that take
            hints there. OpenAI's own strict mode rejects unknown keywords: leave it empty.
        key_variable: Where the key is read from, for messages.
        when_lost: Called when nothing answers; whoever runs the server may raise a better
            error, such as why it stopped.
        throttle: What every attempt passes; by default it holds nobody up.
        price: US dollars for a million tokens of prompt, and of reply; None is unknown.
    """

    base_url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    kind: Literal["embedded", "remote"] = "remote"
    timeout: float = 120.0
    schema_extras: Mapping[str, Any] = field(default_factory=dict)
    key_variable: str = "OPENAI_API_KEY"
    when_lost: Callable[[], None] = field(default=lambda: None, repr=False)
    throttle: Throttle = field(default_factory=Throttle, repr=False, compare=False)
    price: tuple[float, float] | None = None

    @property
    def description(self) -> str:
        if self.kind == "embedded":
            return f"the embedded model {self.model}: nothing leaves this machine"
        return f"{self.model} at {self.base_url}: the article is sent there"

    @cached_property
    def _client(self) -> openai.AsyncOpenAI:
        return openai.AsyncOpenAI(
            base_url=self.base_url,
            api_key=self.api_key or "none",
            timeout=self.timeout,
            max_retries=0,
            # A proxy from the environment is for the network, not for our own child process.
            http_client=http_client(self.throttle.most, trust_env=self.kind != "embedded"),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def complete(self, request: Request) -> Completion:
        """Ask once, retrying what may pass: no connection, time-outs, 408, 409, 429 and 5xx.

        Raises:
            EndpointUnreachable: Still failing after the last attempt.
            AuthenticationFailed: 401 or 403.
            ModelNotFound: 404, or an error that says so.
            RequestRejected: Any other 4xx, or a reply that is not the protocol's.
            EndpointGivenUp: It was not asked, as it fails or refuses whatever is sent.
        """
        body = self._body(request)
        tokens = _estimate(body, request.parameters)
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(self.throttle.attempts),
            wait=_wait,
            retry=tenacity.retry_if_exception(self._again),
            before_sleep=lambda _: self.throttle.retrying(),
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    return await self._attempt(body, tokens, attempt.retry_state.attempt_number)
        except AttemptFailed as failed:
            if failed.lost:
                self.when_lost()
            raise failed.error from failed.__cause__
        except EndpointGivenUp:
            self.when_lost()
            raise
        raise AssertionError("unreachable: tenacity re-raises the last error")

    def _again(self, error: BaseException) -> bool:
        return isinstance(error, AttemptFailed) and error.passes and self.throttle.may_retry

    async def _attempt(self, body: bytes, tokens: int, number: int) -> Completion:
        async with self.throttle.slot(tokens, again=number > 1) as slot:
            try:
                # The client's timeout is for each read; a reply may come in many.
                async with asyncio.timeout(self.timeout):
                    # Not chat.completions.create: checking the request against the client's
                    # types, and building them for the reply, is most of what a call costs.
                    response = await self._client.post(
                        "/chat/completions", cast_to=httpx2.Response, content=body
                    )
                reply = _parsed(response)
                completion = self._completion(reply, number, slot.seconds)
            except RequestRejected as error:
                slot.rejected(error)
                raise
            except _FAILURES as error:
                failed = AttemptFailed(translate(error, self, number), error)
                failed.tell(slot)
                raise failed from error
            slot.ok(response.headers, _total(completion.usage))
            return completion

    def _body(self, request: Request) -> bytes:
        body = {
            **request.parameters,
            "model": self.model,
            "messages": [{"role": m.role, "content": m.content} for m in request.messages],
            "response_format": {
                "type": "json_schema",
                "json_schema": {
                    "name": request.schema_name,
                    "strict": True,
                    "schema": {**request.schema, **self.schema_extras},
                },
            },
        }
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")  # a lone surrogate is no character

    async def models(self) -> tuple[str, ...]:
        """Names of the models that the endpoint lists; raises as `complete`, never retries."""
        try:
            return tuple([model.id async for model in self._client.models.list()])
        except _LIST_FAILURES as error:
            raise translate(error, self) from error

    def _completion(self, reply: Any, attempts: int, seconds: float) -> Completion:
        choices = _table(reply).get("choices")
        choice = _table(choices[0]) if isinstance(choices, list) and choices else {}
        if not isinstance(message := choice.get("message"), dict):
            raise RequestRejected(
                "the reply holds no choices",
                source=self.base_url,
                remedy="check that this is an OpenAI-compatible base URL, often ending in /v1",
            )
        usage = _usage(reply.get("usage"))
        return Completion(
            text=_text(message.get("content")),
            model=str(reply.get("model") or self.model),
            finish_reason=str(choice.get("finish_reason") or "stop"),
            usage=usage,
            attempts=attempts,
            seconds=seconds,
            cost=self._cost(usage),
        )

    def _cost(self, usage: Usage) -> float | None:
        """What a call cost; cached tokens count like others, so it may have been less."""
        if self.price is None or usage.prompt_tokens is None or usage.completion_tokens is None:
            return None
        prompt, reply = self.price
        return (usage.prompt_tokens * prompt + usage.completion_tokens * reply) / 1e6


def _parsed(response: httpx2.Response) -> Any:
    try:
        return json.loads(response.content)
    except ValueError:
        if "json" in response.headers.get("content-type", ""):
            raise
        return None  # a page, from something that is no such endpoint


def _text(content: Any) -> str:
    """The reply's text; some servers send it in parts."""
    if isinstance(content, list):
        return "".join(str(p.get("text", "")) for p in content if isinstance(p, dict))
    return str(content or "")


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _usage(told: Any) -> Usage:
    usage = _table(told)
    return Usage(
        prompt_tokens=usage.get("prompt_tokens"),
        completion_tokens=usage.get("completion_tokens"),
        cached_tokens=_table(usage.get("prompt_tokens_details")).get("cached_tokens"),
    )


def _total(usage: Usage) -> int | None:
    if usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    return usage.prompt_tokens + usage.completion_tokens


def _estimate(body: bytes, parameters: Mapping[str, Any]) -> int:
    """Tokens that a request may take, as endpoints count them before they answer."""
    room = parameters.get("max_tokens") or parameters.get("max_completion_tokens")
    return len(body) // 4 + (room if isinstance(room, int) else 0)


def _wait(state: tenacity.RetryCallState) -> float:
    """Seconds to wait: what the endpoint asks for, otherwise exponential with jitter."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, AttemptFailed) and (asked := retry_after(error.headers)) is not None:
        return min(asked, MAX_RETRY_AFTER)
    return _BACKOFF(state)
