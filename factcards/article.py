"""The article: what a source yields and what every later stage reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """Base of all values that cross a boundary: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Value):
    r"""An article with its metadata. All offsets anywhere count code points of `text`.

    Attributes:
        name: What the user called it: a path, a URL or ``-``. Used in messages.
        text: The article as plain text with ``\n`` line ends; paragraphs are lines.
        title: The headline given by the publisher, if known.
        url: Where it was retrieved from, or what the file says its address is.
        canonical: The address the publisher calls canonical.
        publisher: Name of the site or newspaper.
        byline: Author or authors as printed.
        published: As printed by the source: an ISO 8601 date or date-time, or None.
        retrieved: When it was read, in UTC; None for values built by hand.
        lang: BCP 47 language subtag such as ``en``; ``und`` where unknown.
    """

    name: str
    text: str
    title: str | None = None
    url: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    retrieved: datetime | None = None
    lang: str = Field(default="und", pattern=r"^[a-z]{2,3}$")

    @property
    def sha256(self) -> str:
        """Hex digest of `text` in UTF-8: the identity of the article."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered sentence: ``article.text[start:end] == text``, no outer white space.

    Attributes:
        number: 1-based position in the article; what the model cites.
        start: Offset of the first code point.
        end: Offset just past the last one.
        text: The words.
        paragraph: 0-based index of the paragraph (line) that holds it.
    """

    number: int
    start: int
    end: int
    text: str
    paragraph: int
