"""From what the user names to an `Article`: one door for files, addresses and standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
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
from factcards.sources.record import read_fields, read_record
from factcards.sources.refusal import refusal

MOST_BYTES = 10_000_000
"""Of a file or of standard input: a thousand times an article."""
MOST_PDF_BYTES = 50_000_000
"""Of a PDF: its pictures count."""

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
    ".pdf": "pdf",
}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|head|body|p|div|h[1-6]|article|section|figure|[ou]l|table|blockquote"
    r"|span|img|strong|em|b|i|a|br)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*\{)')


def load(
    source: str,
    *,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
    lang: str | None = None,
    via: str | None = None,
) -> Article:
    """Read the article that `source` names.

    Args:
        source: A path to a .txt, .md, .html, .pdf or .json file, an ``http`` or ``https``
            address, or ``-`` for standard input.
        stdin: Where to read ``-`` from; standard input by default.
        now: When the article is read; the current time by default.
        lang: A language tag such as ``en``, which overrides what the source declares and
            what detection finds.
        via: The feed, page or file that names an address; None where the user does. It
            decides what private hosts may be asked: see `factcards.sources.fetch.fetch`.

    Returns:
        The article. Its text is that of the file where the file is text, line ends and a
        byte order mark aside, so that offsets are offsets into the file.

    Raises:
        SourceUnreadable: Nothing there, or nothing that can be read as text.
        FetchError: The address cannot be retrieved.
        NotAnArticle: It can be read, but there is no article on it.
        SettingsError: `lang` is no language tag.
    """
    subtag = _subtag(lang)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    if _URL.match(source):
        name, found = _from_address(source, moment, via)
    elif source == "-":
        data = (stdin or sys.stdin.buffer).read(MOST_BYTES + 1)
        name, found = source, _read(data, source, kind="", now=moment)
    else:
        name = source
        kind = _KINDS.get(Path(source).suffix.lower(), "")
        found = _read(_file(source, kind), source, kind=kind, now=moment)
    return _article(name, found, moment, subtag)


def load_record(
    record: Mapping[str, str], name: str, *, now: datetime | None = None, lang: str | None = None
) -> Article:
    """Read an article that is one record of many, such as a line of a file.

    Args:
        record: Its fields under the keys of an article in JSON: ``text`` and, optionally,
            ``title``, ``url``, ``published``, ``byline``, ``publisher`` and ``lang``.
        name: What messages call it.
        now: When the article is read; the current time by default.
        lang: As for `load`.

    Raises:
        SourceUnreadable: There is no text.
        NotAnArticle: There is, but it is no article.
        SettingsError: `lang` is no language tag.
    """
    subtag = _subtag(lang)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    found, signs = _marked_up(read_fields(record, name), name, moment)
    _refuse(found, signs, name)
    return _article(name, found, moment, subtag)


def _subtag(lang: str | None) -> str | None:
    subtag = subtag_of(lang)
    if lang is not None and subtag is None:
        raise SettingsError(f"{lang!r} is no language tag", remedy="give one such as en or pt-BR")
    return subtag


def _article(name: str, found: Found, retrieved: datetime, lang: str | None) -> Article:
    return Article(
        name=name,
        text=found.text,
        title=found.title,
        url=_web_address(found.url),
        canonical=_web_address(found.canonical),
        publisher=found.publisher,
        byline=found.byline,
        published=found.published,
        retrieved=retrieved,
        lang=lang or found.lang or detect_language(found.text[found.body :]),
    )


def _web_address(url: str | None) -> str | None:
    """`url` where it is one that a card may link to; a source could name any scheme."""
    return url if url and _LINK.fullmatch(url) else None


def _from_address(address: str, now: datetime, via: str | None) -> tuple[str, Found]:
    from factcards.sources.fetch import fetch, without_credentials  # noqa: PLC0415 - heavy

    download = fetch(address, also=("pdf",), via=via)
    name = without_credentials(address)
    return name, _read(
        download.data, name, kind=download.kind, now=now, url=download.url, charset=download.charset
    )


def _file(source: str, kind: str) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return file.read(_most_bytes(kind) + 1)
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
    if len(data) > _most_bytes(kind):
        raise SourceUnreadable(
            f"more than {_most_bytes(kind) / 1e6:g} MB",
            source=name,
            remedy="give a single article",
        )
    found, signs = _found(data, name, kind, now, url, charset)
    if url and not found.url:
        found = replace(found, url=url)
    _refuse(found, signs, name)
    return found


def _most_bytes(kind: str) -> int:
    return MOST_PDF_BYTES if kind == "pdf" else MOST_BYTES


def _found(
    data: bytes, name: str, kind: str, now: datetime, url: str | None, charset: str | None
) -> tuple[Found, PageSigns | None]:
    if kind == "pdf" or data.startswith(b"%PDF-"):
        from factcards.sources.pdf import read_pdf  # noqa: PLC0415 - few articles are PDFs

        return read_pdf(data, name, today=now.date()), None
    if kind == "html":
        data = data.replace(b"\0", b"") if data.count(b"\0") * 1000 < len(data) else data
    text = decode(data, name, charset or declared_encoding(data))
    kind = kind or _sniff(text)
    if kind == "html":
        return _page(text, name, url, now)
    if kind == "json":
        return _marked_up(read_record(text, name), name, now)
    return read_text(universal_newlines(text), markdown=kind == "markdown"), None


def _marked_up(found: Found, name: str, now: datetime) -> tuple[Found, PageSigns | None]:
    """What a record holds, also where its text is HTML, as systems that make pages export it."""
    if not (_MARKUP.match(found.text) or found.text.lower().count("</p>") > 1):
        return found, None
    page, signs = _page(found.text, name, found.url, now)
    # What the record says about the article counts more than what its text does.
    said = {field.name: getattr(found, field.name) for field in fields(found)}
    del said["text"]
    return replace(page, **{key: value for key, value in said.items() if value}), signs


def _refuse(found: Found, signs: PageSigns | None, name: str) -> None:
    reason = refusal(found, signs)
    if reason is not None:
        raise NotAnArticle(reason.reason, source=name, remedy=reason.remedy)


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
