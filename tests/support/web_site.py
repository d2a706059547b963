"""A web server on loopback that answers as a test tells it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """Answers each path with its handler; keeps the requests' headers."""

    daemon_threads = True

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.seen: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Request)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def page(
        self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str
    ) -> str:
        """Serve `body` at `path`; the keywords are further headers."""
        return self.answer(path, 200, body, content_type=kind, **headers)

    def answer(self, path: str, status: int, body: bytes = b"", **headers: str) -> str:
        def handle(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("content-length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        return self.handle(path, handle)

    def handle(self, path: str, handler: Handler) -> str:
        self.handlers[path] = handler
        return self.address + path


class _Request(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.seen.append({name.lower(): value for name, value in self.headers.items()})
        # A client that hangs up is a result of the test, not an error of the server.
        with suppress(ConnectionError):
            self.server.handlers[self.path](self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@contextmanager
def serve() -> Iterator[Site]:
    """Run a `Site` for as long as the block lasts."""
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
