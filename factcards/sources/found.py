"""What a reader finds in a source, before anybody asks whether it is an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Text and metadata. Fields as in `factcards.article.Article`.

    Attributes:
        lang: A language subtag where the source declares one or the reader settled it.
        body: Offset in `text` at which the article starts, past any front matter.
    """

    text: str
    title: str | None = None
    url: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    lang: str | None = None
    body: int = 0
