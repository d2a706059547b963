"""Pages over HTTP, from a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from web_site import Handler, Site, serve

from factcards.errors import FetchError
from factcards.sources.fetch import MOST_REDIRECTS, fetch, is_private, without_credentials

PAGE = b"<html><body><p>The bridge reopened.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def test_a_page_comes_with_its_address_kind_and_charset(site: Site) -> None:
    url = site.page("/a", PAGE, "text/html; charset=ISO-8859-2")
    download = fetch(url)
    assert (download.data, download.url) == (PAGE, url)
    assert (download.kind, (download.charset or "").lower()) == ("html", "iso-8859-2")


def test_the_client_says_who_it_is(site: Site) -> None:
    fetch(site.page("/a", PAGE))
    assert site.seen[0]["user-agent"].startswith("factcards/")
    assert "text/html" in site.seen[0]["accept"]


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("text/html", "html"),
        ("application/xhtml+xml; charset=utf-8", "html"),
        ("text/plain", "text"),
        ("text/markdown", "markdown"),
        ("application/json", "json"),
        ("application/ld+json", "json"),
    ],
)
def test_the_content_type_says_what_it_is(site: Site, media: str, kind: str) -> None:
    assert fetch(site.page("/a", PAGE, media)).kind == kind


def test_no_content_type_leaves_the_kind_open(site: Site) -> None:
    assert fetch(site.answer("/a", 200, PAGE)).kind == ""


@pytest.mark.parametrize(
    ("media", "problem"),
    [
        ("application/pdf", "this is a PDF"),
        ("application/rss+xml", "this is a feed"),
        ("image/png", "image/png"),
    ],
)
def test_another_type_is_refused(site: Site, media: str, problem: str) -> None:
    with pytest.raises(FetchError, match=problem):
        fetch(site.page("/a", PAGE, media))


def test_compressed_pages_are_decompressed(site: Site) -> None:
    url = site.page("/a", gzip.compress(PAGE), content_encoding="gzip")
    assert fetch(url).data == PAGE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_final_address(site: Site, status: int) -> None:
    target = site.page("/b", PAGE)
    assert fetch(site.answer("/a", status, location="/b")).url == target


def test_five_redirects_are_followed_and_a_sixth_is_not(site: Site) -> None:
    for number in range(MOST_REDIRECTS + 1):
        site.answer(f"/{number}", 302, location=f"/{number + 1}")
    site.page(f"/{MOST_REDIRECTS + 1}", PAGE)
    assert fetch(f"{site.address}/1").data == PAGE
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(f"{site.address}/0")


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    with pytest.raises(FetchError, match="file is not http"):
        fetch(site.answer("/a", 302, location="file:///etc/hostname"))


def test_a_redirect_from_a_public_host_to_a_private_one_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a proxy, the server on loopback can stand in for a public host.
    monkeypatch.setenv("HTTP_PROXY", site.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site.page("/secret", PAGE)
    site.answer("http://8.8.8.8/a", 302, location=f"{site.address}/secret")
    with pytest.raises(FetchError, match=r"public host to 127\.0\.0\.1, a private one"):
        fetch("http://8.8.8.8/a")
    assert len(site.seen) == 1


def test_a_redirect_within_public_hosts_is_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.address)
    site.page("http://9.9.9.9/b", PAGE)
    site.answer("http://8.8.8.8/a", 302, location="http://9.9.9.9/b")
    assert fetch("http://8.8.8.8/a").data == PAGE


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "save the page"),
        (403, "save the page"),
        (404, "check the address"),
        (418, "check the address"),
        (429, "try again later"),
        (503, "try again later"),
    ],
)
def test_an_error_status_is_told_with_a_remedy(site: Site, status: int, remedy: str) -> None:
    with pytest.raises(FetchError, match=f"the server answers {status} ") as caught:
        fetch(site.answer("/a", status, PAGE))
    assert remedy in caught.value.remedy
    assert caught.value.source == f"{site.address}/a"


def test_a_body_above_the_limit_is_refused(site: Site) -> None:
    url = site.page("/a", b"x" * 2_001)
    with pytest.raises(FetchError, match=r"more than 0\.002 MB"):
        fetch(url, most_bytes=2_000)
    assert len(fetch(url, most_bytes=2_001).data) == 2_001


def test_a_small_body_that_inflates_beyond_the_limit_is_refused(site: Site) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(FetchError, match="more than 10 MB"):
        fetch(site.page("/a", bomb, content_encoding="gzip"))


def test_a_broken_compression_is_told(site: Site) -> None:
    with pytest.raises(FetchError, match="transfer failed"):
        fetch(site.page("/a", b"no gzip at all", content_encoding="gzip"))


def drip(before_headers: bool) -> Handler:
    def handle(request: BaseHTTPRequestHandler) -> None:
        if not before_headers:
            request.send_response(200)
            request.send_header("content-type", "text/html")
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.05)

    return handle


@pytest.mark.parametrize("before_headers", [True, False], ids=["headers", "body"])
def test_a_server_that_drips_is_cut_off_in_time(site: Site, before_headers: bool) -> None:
    url = site.handle("/a", drip(before_headers))
    start = time.perf_counter()
    with pytest.raises(FetchError, match=r"within 0\.5 seconds"):
        fetch(url, seconds=0.5)
    assert time.perf_counter() - start < 2


def test_a_silent_server_is_left_in_time(site: Site) -> None:
    url = site.handle("/a", lambda _request: time.sleep(1.5))
    start = time.perf_counter()
    with pytest.raises(FetchError, match=r"within 0\.3 seconds") as caught:
        fetch(url, seconds=0.3)
    assert time.perf_counter() - start < 1.2
    assert caught.value.remedy == "try again later"


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="nothing answers there"):
        fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://a b/", "https://exa mple/"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("localhost", True),
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
    ],
)
def test_private_addresses_are_recognised(host: str, private: bool) -> None:
    assert is_private(host) is private


def test_credentials_stay_out_of_messages_and_cards(site: Site) -> None:
    site.page("/a", PAGE)
    with_them = f"http://ada:secret@127.0.0.1:{site.server_port}/a"
    assert fetch(with_them).url == f"{site.address}/a"
    assert site.seen[0]["authorization"].startswith("Basic ")
    assert without_credentials(with_them) == f"{site.address}/a"


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("application/pdf", "pdf"),
        ("application/rss+xml; charset=utf-8", "xml"),
        ("application/atom+xml", "xml"),
        ("text/xml", "xml"),
        ("text/x-opml", "xml"),
        ("application/octet-stream", ""),
        ("application/x-gzip", ""),
        ("text/html", "html"),
    ],
)
def test_other_types_are_welcome_where_they_are_asked_for(
    site: Site, media: str, kind: str
) -> None:
    assert fetch(site.page("/a", PAGE, media), also=("pdf", "xml")).kind == kind


def test_what_is_welcome_is_said(site: Site) -> None:
    fetch(site.page("/a", PAGE), also=("pdf",))
    assert site.seen[0]["accept"].startswith("application/pdf, text/html")


@pytest.mark.parametrize("also", [("pdf",), ("xml",)])
def test_a_type_that_is_not_asked_for_is_refused(site: Site, also: tuple[str]) -> None:
    media = {"pdf": "text/xml", "xml": "application/pdf"}[also[0]]
    with pytest.raises(FetchError, match="not a page"):
        fetch(site.page("/a", PAGE, media), also=also)


def test_a_private_host_that_a_public_feed_names_is_refused(site: Site) -> None:
    url = site.page("/a", PAGE)
    with pytest.raises(
        FetchError, match=r"it is on 127\.0\.0\.1, a private host that only https://f"
    ):
        fetch(url, via="https://feed.test/rss")
    assert not site.seen


def test_a_private_host_that_a_file_names_is_refused(site: Site) -> None:
    with pytest.raises(FetchError, match=r"only list/addresses\.txt leads to; name that address"):
        fetch(site.page("/a", PAGE), via="list/addresses.txt")


def test_a_private_host_may_be_named_by_itself(site: Site) -> None:
    assert fetch(site.page("/a", PAGE), via=f"{site.address}/feed").data == PAGE


def test_what_a_feed_names_may_not_redirect_to_another_private_host(site: Site) -> None:
    site.page("/b", PAGE)
    url = site.answer("/a", 302, location=f"http://localhost:{site.server_port}/b")
    assert fetch(url).data == PAGE
    with pytest.raises(FetchError, match="it redirects to localhost, a private host"):
        fetch(url, via=f"{site.address}/feed")


def test_a_name_that_turns_private_between_look_up_and_connection_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("/a", PAGE).replace("127.0.0.1", "turning.test")
    answers = iter(["93.184.215.14", "127.0.0.1"])

    def resolve(host: str, port: object, *_: object, **__: object) -> list[object]:
        address = next(answers) if host == "turning.test" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match=r"turning\.test is at 127\.0\.0\.1 all of a sudden"):
        fetch(url, via="https://feed.test/rss")
    assert not site.seen
