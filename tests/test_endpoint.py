"""The endpoint code against a real server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from protocol_server import Answer, completion, failure, serve

from factcards.completion import Completion, Message, Request
from factcards.endpoint import MAX_ATTEMPTS, OpenAIEndpoint
from factcards.errors import (
    AuthenticationFailed,
    EndpointGivenUp,
    EndpointUnreachable,
    ModelNotFound,
    RequestRejected,
)
from factcards.throttle import Throttle

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
REQUEST = Request(
    messages=(Message("system", "Be brief."), Message("user", "Hello")),
    schema_name="card_draft",
    schema=SCHEMA,
    parameters={"temperature": 0, "max_tokens": 50},
)
NOW = {"retry_after": "0"}


@pytest.fixture(params=["httpx2", "aiohttp"])
def transport(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What makes an endpoint use one HTTP client or the other."""
    if request.param == "httpx2":
        return {}
    pytest.importorskip("aiohttp")
    return {"throttle": Throttle(64)}


@contextmanager
def raw(reply: bytes, *, trickle: bool = False) -> Iterator[str]:
    """A server that answers every connection with these bytes, and then, slowly, with spaces."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection, suppress(ConnectionError):
                    connection.recv(65536)
                    connection.sendall(reply)
                    while trickle:
                        connection.sendall(b" ")
                        time.sleep(0.02)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def ask(endpoint: OpenAIEndpoint) -> Completion:
    async def once() -> Completion:
        async with endpoint:
            return await endpoint.complete(REQUEST)

    return asyncio.run(once())


def test_a_request_carries_messages_parameters_and_a_strict_schema(
    transport: dict[str, Any],
) -> None:
    with serve(completion("{}")) as server:
        ask(
            OpenAIEndpoint(server.base_url, "m", "secret", **transport, schema_extras={"x-hint": 1})
        )
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


def test_a_completion_has_text_model_usage_and_attempts(transport: dict[str, Any]) -> None:
    with serve(completion('{"a": 1}', finish_reason="length")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m", **transport))
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


def test_a_dropped_connection_is_tried_again(transport: dict[str, Any]) -> None:
    with serve(Answer(drop=True), completion("{}")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m", **transport))
    assert got.attempts == 2


def test_retry_after_is_obeyed(transport: dict[str, Any]) -> None:
    with serve(failure(429, "wait", retry_after="1"), completion("{}")) as server:
        began = time.monotonic()
        ask(OpenAIEndpoint(server.base_url, "m", **transport))
    assert time.monotonic() - began >= 1


def test_after_the_last_attempt_it_says_what_the_endpoint_said(transport: dict[str, Any]) -> None:
    with serve(failure(503, "overloaded", **NOW)) as server:
        with pytest.raises(EndpointUnreachable, match=r"HTTP 503 after 4 attempts \(overloaded\)"):
            ask(OpenAIEndpoint(server.base_url, "m", **transport))
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
    answer: Answer, error: type[Exception], words: str, transport: dict[str, Any]
) -> None:
    with serve(answer) as server:
        with pytest.raises(error, match=words) as caught:
            ask(OpenAIEndpoint(server.base_url, "m", key_variable="MY_KEY", **transport))
    assert len(server.seen) == 1
    assert "\n" not in str(caught.value)
    assert server.base_url in str(caught.value)


def test_a_refused_key_is_not_called_a_missing_one() -> None:
    with serve(failure(401, "expired")) as server:
        with pytest.raises(AuthenticationFailed, match="the key was refused"):
            ask(OpenAIEndpoint(server.base_url, "m", "old-key"))


def test_nothing_listening_is_unreachable(transport: dict[str, Any]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointUnreachable, match="nothing answers"):
        ask(OpenAIEndpoint(url, "m", **transport))


def test_whoever_runs_the_server_may_say_why_it_is_gone() -> None:
    def gone() -> None:
        raise EndpointUnreachable("the embedded model has stopped: out of memory")

    with serve(Answer(drop=True)) as server:
        with pytest.raises(EndpointUnreachable, match="out of memory"):
            ask(OpenAIEndpoint(server.base_url, "m", when_lost=gone))


def test_a_slow_endpoint_is_given_up_after_the_timeout(transport: dict[str, Any]) -> None:
    with serve(Answer(delay=30, body={})) as server:
        with pytest.raises(EndpointUnreachable, match=r"no reply within 0\.2 s"):
            ask(OpenAIEndpoint(server.base_url, "m", **transport, timeout=0.2))


def test_models_are_listed(transport: dict[str, Any]) -> None:
    async def listed() -> tuple[str, ...]:
        async with OpenAIEndpoint(server.base_url, "m", **transport) as endpoint:
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


def test_a_connection_that_is_lost_is_not_called_a_time_out(transport: dict[str, Any]) -> None:
    with serve(Answer(drop=True)) as server:
        with pytest.raises(EndpointUnreachable, match="nothing answers"):
            ask(OpenAIEndpoint(server.base_url, "m", **transport))
        assert len(server.seen) == MAX_ATTEMPTS


@pytest.mark.parametrize("reply", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\nbad\r\n\r\n"])
def test_what_does_not_speak_http_is_one_readable_error(
    reply: bytes, transport: dict[str, Any]
) -> None:
    with raw(reply) as url:
        with pytest.raises(EndpointUnreachable, match="nothing answers") as caught:
            ask(OpenAIEndpoint(url, "m", "secret", **transport))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_reply_that_trickles_in_is_given_up_after_the_timeout(transport: dict[str, Any]) -> None:
    with raw(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n", trickle=True) as url:
        began = time.monotonic()
        with pytest.raises(EndpointUnreachable, match=r"no reply within 0\.3 s"):
            ask(OpenAIEndpoint(url, "m", timeout=0.3, **transport))
    assert time.monotonic() - began < 10


def test_a_compressed_reply_is_read(transport: dict[str, Any]) -> None:
    body = gzip.compress(json.dumps(completion("{}").body).encode())
    with serve(Answer(body=body, headers={"Content-Encoding": "gzip"})) as server:
        assert ask(OpenAIEndpoint(server.base_url, "m", **transport)).text == "{}"


@pytest.mark.parametrize(
    "choices", [[], {}, "no", [None], ["no"], [{}], [{"message": None}], [{"message": "no"}]]
)
def test_choices_of_no_known_shape_are_no_choices(choices: Any) -> None:
    with serve(Answer(body={"choices": choices})) as server:
        with pytest.raises(RequestRejected, match="no choices"):
            ask(OpenAIEndpoint(server.base_url, "m"))


def test_a_reply_that_is_nested_too_deep_is_an_error_of_ours() -> None:
    with serve(Answer(body=b"[" * 100_000)) as server:
        with pytest.raises(RequestRejected, match="protocol"):
            ask(OpenAIEndpoint(server.base_url, "m"))


@pytest.mark.parametrize("usage", ["no", [], {"prompt_tokens_details": "no"}])
def test_usage_of_no_known_shape_is_unknown(usage: Any) -> None:
    with serve(completion("{}", usage=usage)) as server:
        assert ask(OpenAIEndpoint(server.base_url, "m")).usage.cached_tokens is None


def test_half_a_surrogate_pair_is_sent_as_something_else() -> None:
    request = replace(REQUEST, messages=(Message("user", "broken \ud83d emoji"),))

    async def once() -> None:
        async with OpenAIEndpoint(server.base_url, "m") as endpoint:
            await endpoint.complete(request)

    with serve(completion("{}")) as server:
        asyncio.run(once())
    assert server.seen[0][2]["messages"][0]["content"] == "broken ? emoji"


@pytest.mark.parametrize(
    ("answer", "requests"),
    [
        (failure(401, "bad key"), 8),
        (failure(404, "no such model"), 8),
        (failure(400, "schema too deep"), 8),
        (failure(429, "no money", code="insufficient_quota"), 8),
        (failure(413, "9 MB > 8 MB"), 30),
        (failure(400, "9 > 8", code="context_length_exceeded"), 30),
        (failure(400, "This model's maximum context length is 8192 tokens"), 30),
        (failure(400, "flagged", code="content_filter"), 30),
    ],
    ids=["401", "404", "400", "quota", "413", "too-long", "too-long-in-words", "filtered"],
)
def test_only_what_all_articles_would_meet_stops_a_run(answer: Answer, requests: int) -> None:
    async def run() -> list[object]:
        async with OpenAIEndpoint(server.base_url, "m", throttle=Throttle(1)) as endpoint:
            work = (endpoint.complete(REQUEST) for _ in range(30))
            return list(await asyncio.gather(*work, return_exceptions=True))

    with serve(answer) as server:
        errors = asyncio.run(run())
    assert len(server.seen) == requests
    assert sum(isinstance(error, EndpointGivenUp) for error in errors) == 30 - requests


def test_the_throttle_says_how_many_attempts_there_are() -> None:
    troubles = [failure(503, "busy", **NOW)] * 6
    with serve(*troubles, completion("{}")) as server:
        got = ask(OpenAIEndpoint(server.base_url, "m", throttle=Throttle(1, attempts=7)))
    assert got.attempts == 7


def test_a_run_that_has_used_up_its_retries_does_not_retry() -> None:
    throttle = Throttle(1)
    while throttle.may_retry:
        throttle.retrying()
    with serve(failure(503, "busy", **NOW)) as server:
        with pytest.raises(EndpointUnreachable, match=r"HTTP 503 after 1 attempt \(busy\)"):
            ask(OpenAIEndpoint(server.base_url, "m", throttle=throttle))
    assert len(server.seen) == 1


def test_whoever_runs_the_server_may_say_why_it_is_given_up() -> None:
    def gone() -> None:
        raise EndpointUnreachable("the embedded model has stopped: out of memory")

    throttle = Throttle(1)
    refused = RequestRejected("no")

    async def run() -> None:
        for _ in range(8):
            async with throttle.slot() as slot:
                slot.rejected(refused)
        async with OpenAIEndpoint("http://127.0.0.1:9/v1", "m", throttle=throttle) as endpoint:
            with pytest.raises(EndpointGivenUp):
                await endpoint.complete(REQUEST)
        async with replace(endpoint, when_lost=gone) as endpoint:
            with pytest.raises(EndpointUnreachable, match="out of memory"):
                await endpoint.complete(REQUEST)

    asyncio.run(run())


def test_tokens_and_limits_are_told_to_the_throttle() -> None:
    throttle = Throttle(2, tokens_per_minute=60_000)
    limits = {
        "x-ratelimit-limit-requests": "60",
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "60s",
    }

    async def run() -> float:
        async with OpenAIEndpoint(server.base_url, "m", throttle=throttle) as endpoint:
            await endpoint.complete(REQUEST)
            assert throttle.snapshot().tokens == 150
            began = time.monotonic()
            await endpoint.complete(REQUEST)
            return time.monotonic() - began

    with serve(replace(completion("{}"), headers=limits)) as server:
        assert asyncio.run(run()) > 0.5


def test_a_proxy_is_not_for_the_embedded_model(
    transport: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serve(completion("{}")) as server:
        assert ask(OpenAIEndpoint(server.base_url, "m", kind="embedded", **transport)).text == "{}"
        with pytest.raises(EndpointUnreachable):
            ask(OpenAIEndpoint(server.base_url, "m", **transport))
