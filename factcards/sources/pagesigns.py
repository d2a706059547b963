"""Signs on an HTML page of what it is: an article, an index, an empty shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from factcards.sources.prose import count_words

LONGEST_LOOK = 20_000
"""Code points of the page's text that are kept."""

MOST_TEASERS = 400
TEASER_LENGTH = 480
SENTENCE_LENGTH = 50
"""Code points of a teaser at most, and of a link that may be one at least."""

_ARTICLE_TYPE = re.compile(
    r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)"'
)
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?(?:false|no)\b', re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "select", "textarea")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What the page shows of its own nature.

    Attributes:
        visible: Text of the page without scripts, its first 20,000 code points.
        words: Words of all visible text.
        link_words: Words of it that are links.
        linked_headings: Headings that lead elsewhere.
        noscript: What it says to browsers without JavaScript.
        scripts: Number of scripts.
        article: Whether its metadata calls it an article.
        home: Whether its address is the root of a site.
        not_free: Whether its metadata says that the article must be paid for.
        teasers: Letters of each heading that leads elsewhere, with the few words that go
            with it, and of each link of sentence length.
    """

    visible: str = ""
    words: int = 0
    link_words: int = 0
    linked_headings: int = 0
    noscript: str = ""
    scripts: int = 0
    article: bool = False
    home: bool = False
    not_free: bool = False
    teasers: tuple[str, ...] = ()


def read_signs(tree: Any, url: str | None) -> PageSigns:
    """Look over a parsed page; `url` is where it was retrieved from, if it was."""
    linked = "\n".join(
        script.text or "" for script in tree.iterfind('.//script[@type="application/ld+json"]')
    )
    kinds = tree.xpath('//meta[@property="og:type"]/@content')
    stamps = tree.xpath('//meta[@property="article:published_time"]')
    noscript = " ".join(" ".join(e.text_content() for e in tree.iterfind(".//noscript")).split())
    scripts = sum(1 for _ in tree.iterfind(".//script"))
    addresses = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    visible, words = _visible(tree)
    return PageSigns(
        visible=visible[:LONGEST_LOOK],
        words=words,
        link_words=sum(count_words(a.text_content()) for a in tree.iterfind(".//a[@href]")),
        linked_headings=len(
            tree.xpath("//*[self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]]")
        ),
        noscript=noscript[:LONGEST_LOOK],
        scripts=scripts,
        article="article" in kinds or bool(stamps) or _ARTICLE_TYPE.search(linked) is not None,
        home=_is_root(url or next(iter(addresses), "")),
        not_free=_NOT_FREE.search(linked) is not None,
        teasers=tuple(islice(_teasers(tree), MOST_TEASERS)),
    )


def letters(text: str) -> str:
    """Letters and digits of `text` alone: what is left when layouts differ."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _teasers(tree: Any) -> Iterator[str]:
    for heading in tree.xpath(
        "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
        '[.//a[@href and not(starts-with(@href, "#"))] or ancestor::a[@href]]'
    ):
        text = heading.text_content()
        for block in heading.iterancestors():
            wider = block.text_content()
            if len(wider) > TEASER_LENGTH:
                break
            text = wider
        yield letters(text)
    for link in tree.iterfind(".//a[@href]"):
        text = link.text_content()
        if SENTENCE_LENGTH < len(text) < TEASER_LENGTH and not link.get("href").startswith("#"):
            yield letters(text)


def _visible(tree: Any) -> tuple[str, int]:
    body = tree.find(".//body")
    if body is None:
        return "", 0
    body = deepcopy(body)
    for element in list(body.iter(*_UNSEEN)):
        element.drop_tree()
    text = "\n".join(line for part in body.itertext() if (line := " ".join(part.split())))
    return text, count_words(text)


def _is_root(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return bool(parts.hostname) and parts.path in {"", "/"} and not parts.query
