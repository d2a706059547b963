"""Foreign text made harmless, one function per place that it is printed in.

The words of an article, and a model's words about it, are not ours: whatever they hold, they
must come out as words and never as markup, a link, a terminal command or a reversed line.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_FOLDABLE: Final = re.compile("[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+")
# C0 and C1 controls except tab and newline, DEL, byte order marks, and the bidirectional
# embeddings, overrides and isolates that can show a line in another order than it is stored.
# The plain marks (LRM, RLM, ALM) and the joiners stay: Arabic, Persian and emoji need them.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})

_MARKDOWN: Final = re.compile(
    r"""
    [\\`*_\[\]<|~{]                         # always: code, emphasis, links, tags, tables, Liquid
    | \A(?:[-+=>:]|\d{1,9}[.)](?=\ |\Z))     # what opens a block at the start of a line
    | (?<![^ \#])\#                         # headings, and the marks that may close one
    | &(?=\#?[A-Za-z0-9]{1,32};)            # entities
    | :(?=//)                               # bare addresses that many renderers turn to links
    | (?<=[wW]{3})\.
    | @
    """,
    re.VERBOSE,
)


def printable(text: str) -> str:
    """Drop what is not meant for a reader's eyes.

    Control characters (tab and newline excepted), byte order marks and bidirectional
    overrides go; lone surrogates become U+FFFD.
    """
    if text.isprintable():  # most texts are, and it is quickly told
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return whole_characters(_UNPRINTABLE.sub("", text))


def whole_characters(text: str) -> str:
    """Text with U+FFFD for each lone surrogate, which no encoding can carry."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`printable` text on one line: runs of line ends, tabs and spaces become one space.

    No-break and other typographic spaces inside stay; the ends are stripped of all of them.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _FOLDABLE.sub(" ", printable(text)).strip()


def escape_markdown(text: str) -> str:
    """Text as CommonMark that reads as exactly that text, on one line.

    Escaped is what means something in CommonMark 0.31 or GitHub's extensions (tables,
    strikethrough, bare links), and no more, so that the source stays legible. Liquid and
    mustache tags are taken apart on the way, since ``{`` is escaped too.

    Args:
        text: Any string.

    Returns:
        The escaped line: it may stand after ``## ``, ``- `` or ``> ``, at the start of a
        paragraph or inside emphasis.
    """
    line = one_line(text)
    return _MARKDOWN.sub(lambda mark: f"{mark[0][:-1]}\\{mark[0][-1]}", line)


def safe_url(url: str | None) -> str | None:
    """The address if a page may link to it: ``http``, ``https`` or ``mailto``; else None."""
    if not url:
        return None
    address = one_line(url).replace(" ", "%20")
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    return address if parts.netloc or parts.scheme.lower() == "mailto" else None


def markdown_url(url: str | None) -> str:
    """A `safe_url` as it may stand between the angle brackets of a Markdown link, or ``""``."""
    address = safe_url(url) or ""
    for character in "\\<>`|{}":
        address = address.replace(character, f"%{ord(character):02X}")
    return re.sub(r"&(?=#?[A-Za-z0-9]{1,32};)", r"\\&", address)
