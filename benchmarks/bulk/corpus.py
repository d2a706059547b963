"""Distinct articles of about 600 words, made of the fixtures' paragraphs with other numbers."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "articles"
STEMS = (
    "coral-study",
    "cup-final",
    "parliament-vote",
    "quarterly-results",
    "harbour-city-longread",
)
WORDS = 600
SHORTEST = 16  # words of a paragraph

_NUMBER = re.compile(r"(?<![\d.,])\d{2,3}(?![\d.,])")


def articles(count: int, *, words: int = WORDS) -> Iterator[dict[str, str]]:
    """Records with ``id``, ``title`` and ``text``; the same for the same count every time."""
    paragraphs = [
        line
        for stem in STEMS
        for line in (FIXTURES / f"{stem}.txt").read_text("utf-8").splitlines()
        if len(line.split()) >= SHORTEST
    ]
    for number in range(count):
        dice = random.Random(number)
        text: list[str] = [f"Report {number} from district {dice.randint(100, 999)} was published."]
        while sum(len(line.split()) for line in text) < words:
            text.append(_altered(dice.choice(paragraphs), dice))
        yield {
            "id": f"a{number}",
            "title": f"District report {number}",
            "text": "\n".join(dict.fromkeys(text)),
        }


def write(path: Path, count: int) -> None:
    """The articles as a JSON Lines file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps(article, ensure_ascii=False) + "\n" for article in articles(count)
        )


def _altered(paragraph: str, dice: random.Random) -> str:
    return _NUMBER.sub(
        lambda m: str(dice.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), paragraph
    )
