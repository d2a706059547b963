"""From what the user names to an `Article`: one door for files, addresses and standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from factcards.article import Article
from factcards.errors import NotAnArticle, SettingsError, SourceError, SourceUnreadable
from factcards.language import detect_language, subtag_of
from factcards.sources.decode import declared_encoding, decode, universal_newlines
from factcards.sources.found import Found
from factcards.sources.pagesigns import PageSigns
from factcards.sources.plaintext import read_text
from factcards.sources.record import read_record
from factcards.sources.refusal import refusal

MOST_BYTES = 10_000_000
"""Of a file or of standard input: a thousand times an article."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s\x00-\x1f<>\"]+", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.|[a-z0-9-]{1,63}\.[a-z]{2,10}/)", re.IGNORECASE)
_KINDS = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*\{)')


def load(
    source: str,
    *,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
    lang: str | None = None,
) -> Article:
    """Read the article that `source` names.

    Args:
        source: A path to a .txt, .md, .html or .json file, an ``http`` or ``https`` address,
            or ``-`` for standard input.
        stdin: Where to read ``-`` from; standard input by default.
        now: When the article is read; the current time by default.
        lang: A language tag such as ``en``, which overrides what the source declares and
            what detection finds.

    Returns:
        The article. Its text is that of the file where the file is text, line ends and a
        byte order mark aside, so that offsets are offsets into the file.

    Raises:
        SourceUnreadable: Nothing there, or nothing that can be read as text.
        FetchError: The address cannot be retrieved.
        NotAnArticle: It can be read, but there is no article on it.
        SettingsError: `lang` is no language tag.
    """
    subtag = subtag_of(lang)
    if lang is not None and subtag is None:
        raise SettingsError(f"{lang!r} is no language tag", remedy="give one such as en or pt-BR")
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    if _URL.match(source):
        name, found = _from_address(source, moment)
    elif source == "-":
        data = (stdin or sys.stdin.buffer).read(MOST_BYTES + 1)
        name, found = source, _read(data, source, kind="", now=moment)
    else:
        name = source
        kind = _KINDS.get(Path(source).suffix.lower(), "")
        found = _read(_file(source), source, kind=kind, now=moment)
    language = subtag or found.lang or detect_language(found.text[found.body :])
    return Article(
        name=name,
        text=found.text,
        title=found.title,
        url=_web_address(found.url),
        canonical=_web_address(found.canonical),
        publisher=found.publisher,
        byline=found.byline,
        published=found.published,
        retrieved=moment,
        lang=language,
    )


def _web_address(url: str | None) -> str | None:
    """`url` where it is one that a card may link to; a source could name any scheme."""
    return url if url and _LINK.fullmatch(url) else None


def _from_address(address: str, now: datetime) -> tuple[str, Found]:
    from factcards.sources.fetch import fetch, without_credentials  # noqa: PLC0415 - heavy

    download = fetch(address)
    name = without_credentials(address)
    return name, _read(
        download.data, name, kind=download.kind, now=now, url=download.url, charset=download.charset
    )


def _file(source: str) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        problem, remedy = "there is no such file", "check the path"
        if _OTHER_SCHEME.match(source):
            problem, remedy = "only http and https addresses can be fetched", "save the page"
        elif _DOMAIN.match(source):
            remedy = f"to fetch it, write https://{source}"
    except IsADirectoryError:
        problem, remedy = "this is a directory", "name a file in it"
    except PermissionError:
        problem, remedy = "it may not be read", "check its permissions"
    except (OSError, ValueError):
        problem, remedy = "it cannot be opened", "check the path"
    raise SourceUnreadable(problem, source=source, remedy=remedy)


def _read(
    data: bytes,
    name: str,
    *,
    kind: str,
    now: datetime,
    url: str | None = None,
    charset: str | None = None,
) -> Found:
    if len(data) > MOST_BYTES:
        raise SourceUnreadable(
            f"more than {MOST_BYTES / 1e6:g} MB", source=name, remedy="give a single article"
        )
    if kind == "html":
        data = data.replace(b"\0", b"") if data.count(b"\0") * 1000 < len(data) else data
    text = decode(data, name, charset or declared_encoding(data))
    kind = kind or _sniff(text)
    signs = None
    if kind == "html":
        found, signs = _page(text, name, url, now)
    elif kind == "json":
        found = read_record(text, name)
    else:
        found = read_text(universal_newlines(text), markdown=kind == "markdown")
    if url and not found.url:
        found = replace(found, url=url)
    reason = refusal(found, signs)
    if reason is not None:
        raise NotAnArticle(reason.reason, source=name, remedy=reason.remedy)
    return found


def _page(text: str, name: str, url: str | None, now: datetime) -> tuple[Found, PageSigns]:
    from factcards.sources.webpage import read_page  # noqa: PLC0415 - heavy

    try:
        return read_page(text, name, url=url, today=now.date())
    except SourceError:
        raise
    except Exception as error:  # broken markup makes parsers raise anything
        raise SourceUnreadable(
            f"its markup cannot be analysed ({type(error).__name__})",
            source=name,
            remedy="save the article as text",
        ) from error


def _sniff(text: str) -> str:
    if _HTML_START.match(text):
        return "html"
    return "json" if _JSON_START.match(text) else "text"
