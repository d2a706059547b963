"""The endpoint code against a real server on loopback."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest
from protocol_server import Answer, completion, failure, serve

from factcards.completion import Completion, Message, Request
from factcards.endpoint import MAX_ATTEMPTS, OpenAIEndpoint
from factcards.errors import (
    AuthenticationFailed,
    EndpointUnreachable,
    ModelNotFound,
    RequestRejected,
)

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
REQUEST = Request(
    messages=(Message("system", "Be brief."), Message("user", "Hello")),
    schema_name="card_draft",
    schema=SCHEMA,
    parameters={"temperature": 0, "max_tokens": 50},
)
NOW = {"retry_after": "0"}


def ask(endpoint: OpenAIEndpoint) -> Completion:
    async def once() -> Completion:
        async with endpoint:
            return await endpoint.complete(REQUEST)

    return asyncio.run(once())


def test_a_request_carries_messages_parameters_and_a_strict_schema() -> None:
    with serve(completion("{}")) as server:
        ask(OpenAIEndpoint(server.base_url, "m", "secret", schema_extras={"x-hint": 1}))
    path, headers, body = server.seen[0]
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer secret"
    assert body == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Hello"},
        ],
        "temperature": 0,
        "max_tokens": 50,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "card_draft",
                "strict": True,
                "schema": {**SCHEMA, "x-hint": 1},
            },
        },
    }


def test_a_completion_has_text_model_usage_and_attempts() -> None:
    with serve(completion('{"a": 1}', finish_reason="length")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m"))
    assert (got.text, got.model, got.finish_reason) == ('{"a": 1}', "served-model", "length")
    assert (got.usage.prompt_tokens, got.usage.completion_tokens) == (120, 30)
    assert (got.usage.cached_tokens, got.attempts) == (64, 1)


def test_usage_that_the_endpoint_leaves_out_is_unknown() -> None:
    with serve(completion("{}", usage=None)) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m"))
    assert got.usage.prompt_tokens is None


@pytest.mark.parametrize(
    "trouble",
    [failure(429, "slow down", **NOW), failure(503, "busy", **NOW), failure(500, "oops", **NOW)],
    ids=["429", "503", "500"],
)
def test_what_may_pass_is_tried_again_and_counted(trouble: Answer) -> None:
    with serve(trouble, trouble, completion("{}")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m"))
    assert got.attempts == 3
    assert len(server.seen) == 3


def test_a_dropped_connection_is_tried_again() -> None:
    with serve(Answer(drop=True), completion("{}")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m"))
    assert got.attempts == 2


def test_retry_after_is_obeyed() -> None:
    with serve(failure(429, "wait", retry_after="1"), completion("{}")) as server:
        began = time.monotonic()
        ask(OpenAIEndpoint(server.base_url, "m"))
    assert time.monotonic() - began >= 1


def test_after_the_last_attempt_it_says_what_the_endpoint_said() -> None:
    with serve(failure(503, "overloaded", **NOW)) as server:
        with pytest.raises(EndpointUnreachable, match=r"HTTP 503 after 4 attempts \(overloaded\)"):
            ask(OpenAIEndpoint(server.base_url, "m"))
    assert len(server.seen) == MAX_ATTEMPTS


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (failure(401, "bad key"), AuthenticationFailed, "wants a key .bad key.; set MY_KEY"),
        (failure(403, "not you"), AuthenticationFailed, "not you"),
        (failure(404, "no such thing"), ModelNotFound, "no model 'm' here"),
        (failure(400, "unknown m", code="model_not_found"), ModelNotFound, "unknown m"),
        (failure(400, "schema too deep"), RequestRejected, "HTTP 400: schema too deep"),
        (failure(422, "no"), RequestRejected, "HTTP 422: no"),
        (failure(400, "9 > 8", code="context_length_exceeded"), RequestRejected, "is too long"),
        (failure(429, "no money", code="insufficient_quota"), RequestRejected, "no money"),
        (Answer(307, {}, {"Location": "/v1/elsewhere"}), RequestRejected, "307"),
        (Answer(body=b""), RequestRejected, "protocol"),
        (Answer(body=b"{bad"), RequestRejected, "protocol"),
        (Answer(body={"hello": "world"}), RequestRejected, "no choices"),
        (
            Answer(body=b"<html>hi</html>", headers={"Content-Type": "text/html"}),
            RequestRejected,
            "no choices",
        ),
    ],
    ids=[
        "401",
        "403",
        "404",
        "400-model",
        "400",
        "422",
        "too-long",
        "quota",
        "redirect",
        "empty",
        "half",
        "not-the-protocol",
        "html",
    ],
)
def test_what_will_not_pass_is_asked_once_and_named(
    answer: Answer, error: type[Exception], words: str
) -> None:
    with serve(answer) as server:
        with pytest.raises(error, match=words) as caught:
            ask(OpenAIEndpoint(server.base_url, "m", key_variable="MY_KEY"))
    assert len(server.seen) == 1
    assert "\n" not in str(caught.value)
    assert server.base_url in str(caught.value)


def test_a_refused_key_is_not_called_a_missing_one() -> None:
    with serve(failure(401, "expired")) as server:
        with pytest.raises(AuthenticationFailed, match="the key was refused"):
            ask(OpenAIEndpoint(server.base_url, "m", "old-key"))


def test_nothing_listening_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointUnreachable, match="nothing answers"):
        ask(OpenAIEndpoint(url, "m"))


def test_whoever_runs_the_server_may_say_why_it_is_gone() -> None:
    def gone() -> None:
        raise EndpointUnreachable("the embedded model has stopped: out of memory")

    with serve(Answer(drop=True)) as server:
        with pytest.raises(EndpointUnreachable, match="out of memory"):
            ask(OpenAIEndpoint(server.base_url, "m", when_lost=gone))


def test_a_slow_endpoint_is_given_up_after_the_timeout() -> None:
    with serve(Answer(delay=30, body={})) as server:
        with pytest.raises(EndpointUnreachable, match=r"no reply within 0\.2 s"):
            ask(OpenAIEndpoint(server.base_url, "m", timeout=0.2))


def test_models_are_listed() -> None:
    async def listed() -> tuple[str, ...]:
        async with OpenAIEndpoint(server.base_url, "m") as endpoint:
            return await endpoint.models()

    with serve(models=("small", "large")) as server:
        names = asyncio.run(listed())
    assert names == ("small", "large")


def test_a_key_is_not_in_the_repr() -> None:
    assert "secret" not in repr(OpenAIEndpoint("http://x/v1", "m", "secret"))


@pytest.mark.parametrize(("kind", "words"), [("embedded", "nothing leaves"), ("remote", "is sent")])
def test_the_description_says_where_the_article_goes(kind: str, words: str) -> None:
    endpoint = OpenAIEndpoint("http://x/v1", "m", kind=kind)  # type: ignore[arg-type]  # a literal
    assert words in endpoint.description


def test_text_in_parts_is_put_together() -> None:
    parts = [{"type": "text", "text": "{"}, {"type": "text", "text": "}"}]
    message = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": parts},
    }
    with serve(completion("", choices=[message])) as server:
        assert ask(OpenAIEndpoint(server.base_url, "m")).text == "{}"
