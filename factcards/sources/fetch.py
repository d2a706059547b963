"""Pages over HTTP, within bounds: time, size, redirects, and where these may lead."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

from factcards.errors import FetchError

if TYPE_CHECKING:
    from httpx2 import Client, Response

SECONDS = 20.0
MOST_BYTES = 10_000_000
MOST_REDIRECTS = 5

_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain", "text/markdown", "text/x-markdown")
_KINDS = {
    "application/pdf": "a PDF",
    "application/xml": "a feed or another XML document",
    "text/xml": "a feed or another XML document",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
}
_UNAUTHORISED = (401, 402, 403, 407, 451)
_GONE = (404, 410)
_LATER = 429
_SERVER_ERROR = 500
_CLIENT_ERROR = 400


@dataclass(frozen=True, slots=True)
class Download:
    """What a server sent.

    Attributes:
        url: Its final address, without credentials.
        data: The decompressed body.
        kind: ``html``, ``text``, ``markdown``, ``json``, or an empty string where the server
            does not say.
        charset: The encoding that the header names, if it does.
    """

    url: str
    data: bytes
    kind: str
    charset: str | None


def fetch(url: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> Download:
    """Retrieve `url`, following up to five redirects.

    An address that the user names may be on a private network; a redirect from a public
    host to a private one is refused.

    Args:
        url: An ``http`` or ``https`` address.
        seconds: For all of it together, redirects included and name resolution aside.
        most_bytes: Of the decompressed body.

    Raises:
        FetchError: It cannot be retrieved, is too large, or is of another type.
    """
    import httpx2  # noqa: PLC0415 - 0.1 s that start-up does not need

    name = without_credentials(url)
    deadline = _Deadline(seconds)
    headers = {
        "User-Agent": f"factcards/{_version()}",
        "Accept": "text/html, application/xhtml+xml, text/plain, application/json;q=0.9, */*;q=0.1",
    }
    try:
        with httpx2.Client(headers=headers, timeout=seconds) as client, deadline:
            return _follow(client, url, name, deadline, most_bytes)
    except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError, ValueError) as error:
        problem, remedy = _failure(error, seconds, timed_out=deadline.passed)
    raise FetchError(problem, source=name, remedy=remedy)


def without_credentials(url: str) -> str:
    """`url` without user name and password: it ends up in messages and on cards."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_private(host: str) -> bool:
    """Whether `host` is, or resolves to, an address that is not on the public internet.

    A name that does not resolve is not private: a proxy may know it.
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return False
    return any(not ip_address(address.partition("%")[0]).is_global for address in found)


class _Deadline:
    """Cuts the connection when time is up: timeouts of a client are per read, not in all."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.passed = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Trace hook of the client: remembers the socket that is in use."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.passed:
                self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                # The base class's: a TLS socket would first take leave of its peer.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _follow(client: Client, url: str, name: str, deadline: _Deadline, most_bytes: int) -> Download:
    start = _host(url, name)
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", url, extensions={"trace": deadline.watch}) as response:
            following = response.next_request
            if following is None:
                _check_status(response, name)
                return _receive(response, name, deadline, most_bytes)
        url = str(following.url)
        host = _host(url, name)
        if host != start and is_private(host) and not is_private(start):
            raise FetchError(
                f"it redirects from a public host to {host}, a private one",
                source=name,
                remedy="name that address yourself if you trust it",
            )
    raise FetchError(
        f"more than {MOST_REDIRECTS} redirects", source=name, remedy="check the address"
    )


def _host(url: str, name: str) -> str:
    parts = urlsplit(url)
    if any(char.isspace() for char in url):
        raise FetchError("there is a space in the address", source=name, remedy="check it")
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise FetchError(
            f"{parts.scheme or 'no scheme'} is not http or https", source=name, remedy="check it"
        )
    return parts.hostname


def _check_status(response: Response, name: str) -> None:
    status = response.status_code
    if status < _CLIENT_ERROR:
        return
    if status in _UNAUTHORISED:
        remedy = "open it in a browser and save the page as .html"
    elif status in _GONE:
        remedy = "check the address"
    elif status == _LATER or status >= _SERVER_ERROR:
        remedy = "try again later"
    else:
        remedy = "check the address"
    raise FetchError(
        f"the server answers {status} {response.reason_phrase}".rstrip(), source=name, remedy=remedy
    )


def _receive(response: Response, name: str, deadline: _Deadline, most_bytes: int) -> Download:
    kind = _kind(response, name)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > most_bytes:
            raise FetchError(
                f"more than {most_bytes / 1e6:g} MB",
                source=name,
                remedy="save the article alone as text or HTML",
            )
    if deadline.passed:
        raise TimeoutError
    return Download(
        url=without_credentials(str(response.url)),
        data=bytes(data),
        kind=kind,
        charset=response.charset_encoding,
    )


def _kind(response: Response, name: str) -> str:
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media in _HTML:
        return "html"
    if media in _TEXT:
        return "markdown" if "markdown" in media else "text"
    if media == "application/json" or media.endswith("+json"):
        return "json"
    if not media:
        return ""
    raise FetchError(
        f"this is {_KINDS.get(media, media[:60])}, not a page",
        source=name,
        remedy="save the article as text or HTML",
    )


def _failure(error: Exception, seconds: float, *, timed_out: bool) -> tuple[str, str]:
    """What went wrong, and what can be done about it."""
    import httpx2  # noqa: PLC0415 - loaded by now

    if timed_out or isinstance(error, httpx2.TimeoutException):
        return f"no complete answer within {seconds:g} seconds", "try again later"
    if isinstance(error, httpx2.ConnectError):
        if "certificate" in str(error).lower():
            return "its certificate cannot be verified", "check the address"
        return "nothing answers there", "check the address and your connection"
    if isinstance(error, (httpx2.InvalidURL, httpx2.UnsupportedProtocol, ValueError)):
        return "this is not a valid address", "check it"
    return f"the transfer failed ({type(error).__name__})", "try again later"


def _version() -> str:
    try:
        return version("factcards")
    except PackageNotFoundError:
        return "unknown"
