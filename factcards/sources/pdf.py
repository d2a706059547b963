"""PDF files: their text by pypdf, in a process that is ended when it takes too long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, NoReturn

from factcards.errors import NotAnArticle, SourceUnreadable
from factcards.sources.found import Found
from factcards.sources.pagesigns import letters
from factcards.sources.pdf_text import Line, Paragraph, paragraphs
from factcards.sources.plaintext import HEADLINE, read_text

MOST_PAGES = 100
SECONDS = 60.0

_FEWEST_LETTERS = 20
_UNMAPPED = 0.2
_HEADING = 1.2
_TITLE_WORDS = 3
_TOP = 8
"""Paragraphs among which a title is."""
_FILE_NAME = re.compile(r"^microsoft word|\.\w{2,4}$|[\\/_]|^untitled|://", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_][^\d@/\\_<>]* [^\d@/\\_<>]+")
_NOBODY = re.compile(r"\b(?:user|admin\w*|office|unknown|benutzer|utilisateur)\b", re.IGNORECASE)
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_BROWSER = re.compile(r"mozilla|chrom|skia|safari|quartz|webkit|wkhtml", re.IGNORECASE)


def read_pdf(data: bytes, name: str, *, today: date | None = None) -> Found:
    """Read the article in a PDF.

    Args:
        data: The file.
        name: What messages call it.
        today: No date after it is taken for the day of publication.

    Returns:
        Paragraphs with a blank line between them, in the order in which the file draws them.
        Title, author and date are those printed at the top or, where there are none, those
        of the file's own description as far as they make sense.

    Raises:
        SourceUnreadable: It is damaged or encrypted, takes too long, or pypdf is missing.
        NotAnArticle: It is a scan, or has too many pages.
    """
    answer = _taken_apart(data, name)
    pages = [[Line(*line) for line in page] for page in answer["pages"]]
    parts = paragraphs(pages)
    text = "\n\n".join(part.text for part in parts)
    _check_letters(text, name)
    found = read_text(text)
    return replace(
        found,
        title=_described_title(answer, parts) or _heading(parts) or found.title,
        byline=found.byline or _described_author(answer),
        published=found.published or _described_date(answer, today),
    )


def _taken_apart(data: bytes, name: str) -> dict[str, Any]:
    if find_spec("pypdf") is None:
        raise SourceUnreadable(
            "reading a PDF needs pypdf", source=name, remedy="pip install 'factcards[bulk]'"
        )
    script = Path(__file__).with_name("pdf_pages.py")
    try:
        # -P keeps this folder's modules out of the way of those that pypdf imports.
        reader = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-P", str(script), str(MOST_PAGES)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(reader.stdout)
    except subprocess.TimeoutExpired:
        answer = {"problem": f"it takes more than {SECONDS:g} seconds to read"}
    except (OSError, ValueError):
        answer = {"problem": "it makes the reader fail"}
    if problem := answer.get("problem"):
        _refuse(problem, name)
    return answer


def _refuse(problem: str, name: str) -> NoReturn:
    if problem.endswith((" pages", " characters")):
        raise NotAnArticle(problem, source=name, remedy="give a single article")
    remedy = "save the article as text"
    if "encrypted" in problem:
        remedy = "save it without a password"
    raise SourceUnreadable(f"this PDF cannot be read: {problem}", source=name, remedy=remedy)


def _check_letters(text: str, name: str) -> None:
    readable = sum(char.isalpha() for char in text)
    broken = text.count("\ufffd") + sum("\ue000" <= char <= "\uf8ff" for char in text)
    if readable < _FEWEST_LETTERS and broken <= readable:
        raise NotAnArticle(
            "the pages of this PDF have no text, only pictures",
            source=name,
            remedy="recognise its text first, for example with ocrmypdf",
        )
    if broken > _UNMAPPED * (readable + broken):
        raise SourceUnreadable(
            "the fonts of this PDF do not say what letters they show",
            source=name,
            remedy="recognise its text first, for example with ocrmypdf",
        )


def _described_title(about: Mapping[str, str], parts: Sequence[Paragraph]) -> str | None:
    """The title that the file gives itself, where it is printed on it or reads like one."""
    title = " ".join(about.get("title", "").split())
    if not title or len(title) > HEADLINE or _FILE_NAME.search(title):
        return None
    printed = letters(title) in {letters(part.text) for part in parts[:_TOP]}
    return title if printed or len(title.split()) >= _TITLE_WORDS else None


def _heading(parts: Sequence[Paragraph]) -> str | None:
    """What is printed largest on the first page, if it is much larger than the text."""
    body = median(part.size for part in parts for _ in part.text.split()) if parts else 0.0
    top = [part for part in parts[:_TOP] if len(part.text) <= HEADLINE]
    largest = max(top, key=lambda part: part.size, default=None)
    return largest.text if largest and largest.size > _HEADING * body else None


def _described_author(about: Mapping[str, str]) -> str | None:
    author = " ".join(about.get("author", "").split())
    fits = _PERSON.fullmatch(author) and len(author) <= HEADLINE and not _NOBODY.search(author)
    return author if fits else None


def _described_date(about: Mapping[str, str], today: date | None) -> str | None:
    """The day on which the file was made, where that is likely the day of publication.

    A browser makes it when somebody prints the page; one that was changed later is an edition.
    """
    made = _CREATED.match(about.get("created", ""))
    changed = _CREATED.match(about.get("modified", "")) or made
    if made is None or changed is None or made[0] != changed[0]:
        return None
    if _BROWSER.search(about.get("creator", "") + about.get("producer", "")):
        return None
    try:
        day = date(int(made[1]), int(made[2]), int(made[3]))
    except ValueError:
        return None
    return None if today and day > today else day.isoformat()
