"""The `openai` client against any OpenAI-compatible endpoint, with retries in one place.

The client's own retries are off: tenacity decides, honours ``Retry-After`` and counts
attempts, so that a card can say how often it asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, Self

import openai
import tenacity

from factcards.card import Usage
from factcards.completion import Completion, Request
from factcards.errors import (
    AuthenticationFailed,
    EndpointError,
    EndpointUnreachable,
    ModelNotFound,
    RequestRejected,
)

if TYPE_CHECKING:
    from openai.types import CompletionUsage

MAX_ATTEMPTS = 4
MAX_RETRY_AFTER = 60.0  # seconds; an endpoint that asks for more is as good as down
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
_BACKOFF = tenacity.wait_exponential_jitter(multiplier=0.5, max=8)


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
    """

    base_url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    kind: Literal["embedded", "remote"] = "remote"
    timeout: float = 120.0
    schema_extras: Mapping[str, Any] = field(default_factory=dict)
    key_variable: str = "OPENAI_API_KEY"
    when_lost: Callable[[], None] = field(default=lambda: None, repr=False)

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
            # A redirect would post the article, and the key, to somewhere nobody chose.
            http_client=openai.DefaultAsyncHttpxClient(
                trust_env=self.kind != "embedded", follow_redirects=False
            ),
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
        """
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(MAX_ATTEMPTS),
            wait=_wait,
            retry=tenacity.retry_if_exception(_may_pass),
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    started = time.monotonic()
                    reply = await self._create(request)
                    seconds = time.monotonic() - started
                    return self._completion(reply, attempt.retry_state.attempt_number, seconds)
        except openai.OpenAIError as error:
            if isinstance(error, openai.APIConnectionError):
                self.when_lost()
            raise self._translate(error) from error
        except (ValueError, OverflowError) as error:
            raise self._not_the_protocol(error) from error
        raise AssertionError("unreachable: tenacity re-raises the last error")

    async def _create(self, request: Request) -> Any:
        body: dict[str, Any] = {
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
        # As Any: compatible servers leave out fields that the client's types promise.
        return await self._client.chat.completions.create(**body)

    async def models(self) -> tuple[str, ...]:
        """Names of the models that the endpoint lists; raises as `complete`, never retries."""
        try:
            return tuple([model.id async for model in self._client.models.list()])
        except openai.OpenAIError as error:
            raise self._translate(error) from error
        except (ValueError, OverflowError, AttributeError) as error:
            raise self._not_the_protocol(error) from error

    def _completion(self, reply: Any, attempts: int, seconds: float) -> Completion:
        choices = getattr(reply, "choices", None)
        if not choices or choices[0].message is None:
            raise RequestRejected(
                "the reply holds no choices",
                source=self.base_url,
                remedy="check that this is an OpenAI-compatible base URL, often ending in /v1",
            )
        return Completion(
            text=_text(choices[0].message.content),
            model=reply.model or self.model,
            finish_reason=choices[0].finish_reason or "stop",
            usage=_usage(reply.usage),
            attempts=attempts,
            seconds=seconds,
        )

    def _translate(self, error: openai.OpenAIError) -> EndpointError:
        at = {"source": self.base_url}
        match error:
            case openai.APITimeoutError():
                return EndpointUnreachable(
                    f"no reply within {self.timeout:g} s", **at, remedy="try again or raise timeout"
                )
            case openai.APIConnectionError():
                return EndpointUnreachable(
                    f"nothing answers ({error.__cause__ or error})",
                    **at,
                    remedy="check the base URL and that the server runs",
                )
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                problem = "the key was refused" if self.api_key else "the endpoint wants a key"
                return AuthenticationFailed(
                    f"{problem} ({_message(error)})", **at, remedy=f"set {self.key_variable}"
                )
            case openai.NotFoundError():
                return ModelNotFound(
                    f"no model {self.model!r} here ({_message(error)})",
                    **at,
                    remedy="choose another with --model, or check the base URL",
                )
            case openai.APIStatusError() if _may_pass(error):
                return EndpointUnreachable(
                    f"HTTP {error.status_code} after {MAX_ATTEMPTS} attempts ({_message(error)})",
                    **at,
                    remedy="try again later",
                )
            case openai.APIStatusError() if _means_no_model(error):
                return ModelNotFound(_message(error), **at, remedy="choose another with --model")
            case openai.APIStatusError() if _is_too_long(error):
                return RequestRejected(
                    f"the article is too long for the model ({_message(error)})",
                    **at,
                    remedy="give a part of it, or a model with a longer context",
                )
            case openai.APIStatusError():
                return RequestRejected(
                    f"HTTP {error.status_code}: {_message(error)}",
                    **at,
                    remedy="check the base URL, the model and what it supports",
                )
            case _:
                return self._not_the_protocol(error)

    def _not_the_protocol(self, error: Exception) -> RequestRejected:
        return RequestRejected(
            f"the reply is not of the OpenAI protocol ({error})",
            source=self.base_url,
            remedy="check the base URL, which often ends in /v1",
        )


def _text(content: Any) -> str:
    """The reply's text; some servers send it in parts."""
    if isinstance(content, list):
        return "".join(str(p.get("text", "")) for p in content if isinstance(p, dict))
    return str(content or "")


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, openai.APIStatusError):
        if error.code == "insufficient_quota":
            return False
        return (
            error.status_code in _PASSING or error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        )
    return isinstance(error, openai.APIConnectionError)


def _means_no_model(error: openai.APIStatusError) -> bool:
    return error.code == "model_not_found" or "model" in (error.param or "")


def _is_too_long(error: openai.APIStatusError) -> bool:
    # OpenAI's code, and llama.cpp's type.
    return error.code == "context_length_exceeded" or error.type == "exceed_context_size_error"


def _message(error: openai.APIStatusError) -> str:
    """What the endpoint says, in one line of bounded length."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    return " ".join(str(said or error.message).split())[:300]


def _wait(state: tenacity.RetryCallState) -> float:
    """Seconds to wait: what the endpoint asks for, otherwise exponential with jitter."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, openai.APIStatusError):
        try:
            asked = float(error.response.headers.get("retry-after", ""))
        except ValueError:
            asked = -1.0
        if asked >= 0:
            return min(asked, MAX_RETRY_AFTER)
    return _BACKOFF(state)


def _usage(usage: CompletionUsage | None) -> Usage:
    if usage is None:
        return Usage(prompt_tokens=None, completion_tokens=None, cached_tokens=None)
    details = usage.prompt_tokens_details
    return Usage(
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cached_tokens=details.cached_tokens if details else None,
    )
