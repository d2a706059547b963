"""The benchmark's articles and what is true of them: their sentences and restatements."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from factcards.sentences import segment
from factcards.sources import load
from factcards.verify import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE.parents[1] / "fixtures" / "articles", HERE / "articles")

Split = Literal["dev", "test"]

_LEAST_WORDS = 5
_UNSETTLED = re.compile(r"^\W*(?:And|But|Or|So|Then|Instead|Neither|Nor|Either|Otherwise)\b")


@dataclass(frozen=True, slots=True)
class Truth:
    """A claim that its article bears out.

    Attributes:
        text: The claim.
        cited: 1-based numbers of the sentences that it rests on.
        origin: A sentence of the article, or a person's restatement of one or more.
    """

    text: str
    cited: tuple[int, ...]
    origin: Literal["sentence", "restatement"]


@dataclass(frozen=True, slots=True)
class Written:
    """A claim that a person altered, or reworded without harm: class, words, sentences."""

    cls: str
    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """An article with the names in it, as `corpus.toml` lists them.

    Attributes:
        name: Stem of its file.
        split: The half it is in: ``dev`` to tune on, ``test`` to report.
        source: The article, segmented.
        people: Full names, the surname last.
        places: Names of places.
        organisations: Names of organisations.
    """

    name: str
    split: Split
    source: SourceText
    people: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]

    @property
    def lang(self) -> str:
        return self.source.lang

    @property
    def text(self) -> str:
        return self.source.article.text

    @cached_property
    def lowered(self) -> str:
        return self.text.lower()

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Names by sort: only names of one sort can stand for each other."""
        return self.people, self.places, self.organisations

    @cached_property
    def truths(self) -> tuple[Truth, ...]:
        """Its sentences that make a statement, then the restatements."""
        sentences = self.source.sentences
        return (
            *(Truth(s.text, (s.number,), "sentence") for s in sentences if is_statement(s.text)),
            *(
                Truth(w.text, w.cited, "restatement")
                for w in written("restatements").get(self.name, ())
            ),
        )

    def says(self, words: str) -> bool:
        """Whether the article has these words, whatever their case."""
        pattern = rf"(?<!\w){re.escape(words.lower())}(?!\w)"
        return re.search(pattern, self.lowered) is not None


def is_statement(text: str) -> bool:
    """Whether a sentence can be a claim: whole, no question, no heading, no lost quotation."""
    whole = text[:1].isupper() or text[:1] in '“„«"'
    return (
        whole
        and len(text.split()) >= _LEAST_WORDS
        and "?" not in text
        and re.search(r"[.!](?:[”“»\"])?$", text) is not None
        and text.count("“") == text.count("”") + text.count("„")
        and text.count('"') % 2 == 0
        and not _UNSETTLED.match(text)
    )


def documents(split: Split | Literal["all"] = "all") -> Iterator[Document]:
    """The articles of a split in the order of their names.

    Raises:
        FileNotFoundError: `corpus.toml` lists an article that neither folder has.
    """
    listed = tomllib.loads((HERE / "corpus.toml").read_text("utf-8"))
    for name, about in sorted(listed.items()):
        if split not in {"all", about["split"]}:
            continue
        article = load(str(_path(name)))
        yield Document(
            name=name,
            split=about["split"],
            source=SourceText(article, segment(article.text, article.lang)),
            people=tuple(about.get("people", ())),
            places=tuple(about.get("places", ())),
            organisations=tuple(about.get("organisations", ())),
        )


def _path(name: str) -> Path:
    for folder in FOLDERS:
        for path in folder.glob(f"{name}.*"):
            return path
    raise FileNotFoundError(f"no article named {name} in {' or '.join(map(str, FOLDERS))}")


def written(kind: Literal["restatements", "altered", "harmless"]) -> dict[str, list[Written]]:
    """What people wrote, by article: `KIND.jsonl`, one claim a line."""
    found: dict[str, list[Written]] = {}
    path = HERE / f"{kind}.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        claim = Written(row.get("class", kind), row["text"], tuple(row["sentences"]))
        found.setdefault(row["article"], []).append(claim)
    return found
