"""Pages over HTTP, within bounds: time, size, redirects, and where these may lead."""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection
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
_ACCEPT = "text/html, application/xhtml+xml, text/plain, application/json;q=0.9, */*;q=0.1"
_ALSO = {
    "pdf": "application/pdf",
    "xml": "application/rss+xml, application/atom+xml, application/xml, text/xml",
}
# Servers that do not know a file's type, or compress a sitemap, say no more than this.
_VAGUE = ("application/octet-stream", "application/gzip", "application/x-gzip")
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
        kind: ``html``, ``text``, ``markdown``, ``json``, what else was asked for, or an empty
            string where the server does not say.
        charset: The encoding that the header names, if it does.
    """

    url: str
    data: bytes
    kind: str
    charset: str | None


def fetch(
    url: str,
    *,
    also: Collection[str] = (),
    via: str | None = None,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Download:
    """Retrieve `url`, following up to five redirects.

    An address that the user names may be on a private network; a redirect from a public
    host to a private one is refused. So is a private host that only a feed or a list names,
    unless that is on the same host.

    Args:
        url: An ``http`` or ``https`` address.
        also: Kinds that are welcome beside pages: ``pdf``, ``xml``.
        via: The feed, page or file that names the address; None where the user does.
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
        "Accept": ", ".join([*(_ALSO[kind] for kind in also), _ACCEPT]),
    }
    try:
        with httpx2.Client(headers=headers, timeout=seconds) as client, deadline:
            gate = _Gate(_host(url, name), name, via)
            return _follow(client, url, _Wanted(name, also, most_bytes, gate, deadline))
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
    return any(_is_inner(address) for address in found)


def _is_inner(address: str) -> bool:
    return not ip_address(address.partition("%")[0]).is_global


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


class _Gate:
    """Keeps requests out of private networks that the user did not name a host of.

    Args:
        start: Host of the address that is asked for.
        name: What messages call that.
        via: What names the address; None where the user does.
    """

    def __init__(self, start: str, name: str, via: str | None) -> None:
        self._named = start if via is None else _hostname(via)
        self._start, self._name, self._via = start, name, via
        self._host = self._peer = start

    def check(self, host: str) -> None:
        """Refuse `host`, the next to be asked, if it is private and must not be."""
        self._host = host
        if self._is_open(host) or not is_private(host):
            return
        problem = f"it redirects from a public host to {host}, a private one"
        if self._via is not None:
            leads = "it redirects to" if host != self._start else "it is on"
            problem = f"{leads} {host}, a private host that only {self._via} leads to"
        raise FetchError(
            problem, source=self._name, remedy="name that address yourself if you trust it"
        )

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Trace hook of the client: a name may resolve to something else the next time."""
        if event.endswith("connect_tcp.started"):
            self._peer = str(info["host"])
        elif event.endswith("connect_tcp.complete"):
            stream = info["return_value"]
            address = str(stream.get_extra_info("server_addr")[0])
            # Any other peer is a proxy, which resolves names itself.
            direct = self._peer.strip("[]") == self._host
            if direct and not self._is_open(self._host) and _is_inner(address):
                stream.close()
                raise FetchError(
                    f"{self._host} is at {address} all of a sudden, a private address",
                    source=self._name,
                    remedy="do not trust that host",
                )

    def _is_open(self, host: str) -> bool:
        if host == self._named:
            return True
        return self._via is None and is_private(self._start)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for, and the bounds."""

    name: str
    also: Collection[str]
    most_bytes: int
    gate: _Gate
    deadline: _Deadline

    def watch(self, event: str, info: dict[str, Any]) -> None:
        self.deadline.watch(event, info)
        self.gate.watch(event, info)


def _follow(client: Client, url: str, wanted: _Wanted) -> Download:
    name = wanted.name
    for _ in range(MOST_REDIRECTS + 1):
        wanted.gate.check(_host(url, name))
        with client.stream("GET", url, extensions={"trace": wanted.watch}) as response:
            following = response.next_request
            if following is None:
                _check_status(response, name)
                return _receive(response, wanted)
        url = str(following.url)
    raise FetchError(
        f"more than {MOST_REDIRECTS} redirects", source=name, remedy="check the address"
    )


def _hostname(address: str) -> str | None:
    """The host of an address; None for a path."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


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


def _receive(response: Response, wanted: _Wanted) -> Download:
    kind = _kind(response, wanted)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > wanted.most_bytes:
            raise FetchError(
                f"more than {wanted.most_bytes / 1e6:g} MB",
                source=wanted.name,
                remedy="save the article alone as text or HTML",
            )
    if wanted.deadline.passed:
        raise TimeoutError
    return Download(
        url=without_credentials(str(response.url)),
        data=bytes(data),
        kind=kind,
        charset=response.charset_encoding,
    )


def _kind(response: Response, wanted: _Wanted) -> str:
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media in _HTML:
        return "html"
    if media in _TEXT:
        return "markdown" if "markdown" in media else "text"
    if media == "application/json" or media.endswith("+json"):
        return "json"
    if not media or (wanted.also and media in _VAGUE):
        return ""
    kind = "xml" if media.endswith(("/xml", "+xml", "/x-opml")) else media.rpartition("/")[2]
    if kind in wanted.also:
        return kind
    raise FetchError(
        f"this is {_KINDS.get(media, media[:60])}, not a page",
        source=wanted.name,
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
