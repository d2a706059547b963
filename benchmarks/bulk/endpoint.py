"""A mock OpenAI endpoint in a process of its own: latency, faults and a hidden limit.

It reads the numbered sentences out of the prompt and answers with a card draft that is made of
some of them, so every article gets a card that verifies. Written on bare asyncio protocols:
what a benchmark measures should be the client.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import signal
import sys
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

_SENTENCE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
# What no careful model would put on a card by itself.
_LEANS = re.compile(
    r"\W*(?:he|she|it|its|that|this|these|those|there|they|his|her)\b", re.IGNORECASE
)
_FACTS = 6
_TOKEN = 4  # characters, roughly


@dataclass
class Plan:
    """How the endpoint behaves.

    Attributes:
        latency: Seconds from request to reply.
        limit: Requests in flight above which it answers 429; 0 is none.
        status_500, status_429, malformed, truncated, reset: Shares of requests that fail so.
        retry_after: What a 429 says in that header, in seconds; none if negative.
        seed: Of the dice.
    """

    latency: float = 0.2
    limit: int = 0
    status_500: float = 0.0
    status_429: float = 0.0
    malformed: float = 0.0
    truncated: float = 0.0
    reset: float = 0.0
    retry_after: float = -1.0
    seed: int = 1


@dataclass
class Counters:
    """What it has seen, told at ``GET /counters``."""

    requests: int = 0
    ok: int = 0
    refused: int = 0
    faults: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    articles: dict[str, int] = field(default_factory=dict)


class Endpoint(asyncio.Protocol):
    """One connection: HTTP/1.1 with keep-alive, a request at a time."""

    plan: Plan
    counters: Counters
    dice: random.Random

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._buffer = bytearray()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._buffer[:end]).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
        if len(self._buffer) < end + 4 + length:
            return
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        if head.startswith(b"get"):
            self._send(200, vars(self.counters) if b"/counters" in head else {"data": []})
            return
        self._answer(body)

    def _answer(self, body: bytes) -> None:
        counters, plan = self.counters, self.plan
        counters.requests += 1
        if plan.limit and counters.in_flight >= plan.limit:
            counters.refused += 1
            self._later(0.01, 429, _error("too many requests in flight"))
            return
        counters.in_flight += 1
        counters.most_in_flight = max(counters.most_in_flight, counters.in_flight)
        asyncio.get_running_loop().call_later(plan.latency, self._reply, body)

    def _reply(self, body: bytes) -> None:
        self.counters.in_flight -= 1
        throw = self.dice.random()
        plan = self.plan
        for share, answer in (
            (plan.status_500, lambda: self._send(500, _error("internal error"))),
            (plan.status_429, lambda: self._send(429, _error("rate limit reached"))),
            (plan.malformed, lambda: self._send(200, _completion('{"facts": [{"text": oops', ""))),
            (plan.truncated, lambda: self._send(200, _completion('{"facts": [{', "length"))),
            (plan.reset, self._transport.abort),
        ):
            if throw < share:
                self.counters.faults += 1
                answer()
                return
            throw -= share
        request = json.loads(body)
        text = request["messages"][1]["content"]
        sentences = _SENTENCE.findall(text)
        key = sentences[0][1][:80] if sentences else ""
        self.counters.articles[key] = self.counters.articles.get(key, 0) + 1
        self.counters.ok += 1
        self._send(200, _completion(draft(sentences), "stop", prompt=len(body) // _TOKEN))

    def _later(self, seconds: float, status: int, body: dict[str, Any]) -> None:
        asyncio.get_running_loop().call_later(seconds, self._send, status, body)

    def _send(self, status: int, body: dict[str, Any]) -> None:
        if self._transport.is_closing():
            return
        payload = json.dumps(body).encode()
        extra = ""
        if status == HTTPStatus.TOO_MANY_REQUESTS and self.plan.retry_after >= 0:
            extra = f"retry-after: {self.plan.retry_after:g}\r\n"
        self._transport.write(
            f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{extra}"
            f"content-length: {len(payload)}\r\n\r\n".encode()
            + payload
        )


def draft(sentences: list[tuple[str, str]]) -> str:
    """A reply as the `factcard` prompt asks for, in the words of the article."""
    sentences = [found for found in sentences if not _LEANS.match(found[1])] or sentences
    step = max(1, len(sentences) // _FACTS)
    chosen = sentences[::step][:_FACTS]
    return json.dumps(
        {
            "facts": [{"text": text, "source": int(number)} for number, text in chosen],
            "headline": chosen[0][1][:90] if chosen else "",
            "summary": chosen[-1][1] if chosen else "",
            "why_it_matters": "",
            "quotes": [],
            "people": [],
            "organisations": [],
            "places": [],
        },
        ensure_ascii=False,
    )


def _completion(text: str, finish: str, prompt: int = 1000) -> dict[str, Any]:
    tokens = len(text) // _TOKEN
    return {
        "id": "chatcmpl-mock",
        "object": "chat.completion",
        "created": 1,
        "model": "mock",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish or "stop",
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": tokens,
            "total_tokens": prompt + tokens,
        },
    }


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "error", "param": None, "code": None}}


async def serve(plan: Plan, port: int) -> None:
    """Serve until told to stop; says its port on standard output."""
    Endpoint.plan, Endpoint.counters = plan, Counters()
    Endpoint.dice = random.Random(plan.seed)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    server = await loop.create_server(Endpoint, "127.0.0.1", port, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    for name, value in vars(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = vars(parser.parse_args())
    port = options.pop("port")
    asyncio.run(serve(Plan(**options), port))


if __name__ == "__main__":
    main()
