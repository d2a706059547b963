"""A real HTTP server on loopback that speaks the OpenAI protocol, with scripted answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One scripted answer; `drop` closes the connection without one."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    delay: float = 0.0


def completion(text: str, *, finish_reason: str = "stop", **changes: Any) -> Answer:
    """A chat completion as the protocol has it."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "served-model",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": {
            "prompt_tokens": 120,
            "completion_tokens": 30,
            "total_tokens": 150,
            "prompt_tokens_details": {"cached_tokens": 64},
        },
    }
    return Answer(body={**body, **changes})


def failure(status: int, message: str, *, code: str | None = None, **headers: str) -> Answer:
    """An error as the protocol has it."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return Answer(status, body, {k.replace("_", "-"): v for k, v in headers.items()})


@dataclass
class ProtocolServer:
    """The running server.

    Attributes:
        base_url: Where it is.
        answers: Given in order; the last one is repeated.
        seen: (path, headers by lower-case name, JSON body) of each request so far.
    """

    base_url: str
    answers: list[Answer]
    seen: list[tuple[str, Mapping[str, str], Any]] = field(default_factory=list)


@contextmanager
def serve(
    *answers: Answer, models: tuple[str, ...] = ("served-model",)
) -> Iterator[ProtocolServer]:
    """Serve scripted answers until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.seen.append((self.path, self._named(), None))
            data = [{"id": m, "object": "model", "created": 1, "owned_by": "us"} for m in models]
            self._send(Answer(body={"object": "list", "data": data}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.seen.append((self.path, self._named(), json.loads(body)))
            posts = sum(1 for _, _, sent in state.seen if sent is not None)
            self._send(state.answers[min(posts, len(state.answers)) - 1])

        def _named(self) -> dict[str, str]:
            return {name.lower(): value for name, value in self.headers.items()}

        def _send(self, answer: Answer) -> None:
            if answer.delay:
                stopped.wait(answer.delay)
            if answer.drop:
                self.close_connection = True
                self.connection.close()
                return
            content = (
                answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            )
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Tests read `seen` instead."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, OSError, ValueError):
                self.close_connection = True  # the client went away, or we dropped it

    stopped = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = ProtocolServer(f"http://127.0.0.1:{server.server_address[1]}/v1", list(answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
