"""HTML pages: the article's text by trafilatura, its metadata, and signs of what the page is."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from functools import cache
from typing import Any

from factcards.errors import NotAnArticle
from factcards.language import agreed_language, detect_language
from factcards.sources.dateline import published_line
from factcards.sources.found import Found
from factcards.sources.pagehead import read_head
from factcards.sources.pagesigns import PageSigns, letters, read_signs
from factcards.sources.prose import count_words

# An inline element inside a paragraph that starts with a picture and has several links is a
# card that opens under the pointer; flattened into the text it splits a sentence in two.
_HOVER_CARD = (
    "//p//span[descendant::*[self::a or self::img][1][self::img]][count(descendant::a) > 1]"
)
MOST_ELEMENTS = 30_000
_MOST_BROKEN = 20_000

_SPACES = re.compile(r"[ \t\v\f]+")
_LAYOUT_WORDS = 60
"""Words in a cell from which on its table is no table of data."""
_LEAST_WORDS = 40
_DUMP_WORDS = 60
_LONG_WORD = 15
_SHARED = 0.5
_LEAST_KEPT = 0.5
_TOP_LINES = 6


def read_page(
    page: str, name: str = "the page", *, url: str | None = None, today: date | None = None
) -> tuple[Found, PageSigns]:
    """Extract the article from a page.

    Args:
        page: The decoded HTML.
        name: What messages call it.
        url: Where it was retrieved from, if it was.
        today: No date after it is taken for the day of publication.

    Returns:
        The article, with an empty text where none is found, and what the page shows of its
        own nature. Paragraphs are lines, items begin with ``- ``, table rows with ``| ``.

    Raises:
        NotAnArticle: It has so many elements that to look for an article takes minutes.
    """
    tree = _parse(page)
    if tree is None:
        return Found(text="", url=url), PageSigns()
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise NotAnArticle(
            f"more than {MOST_ELEMENTS:,} elements", source=name, remedy="save the article alone"
        )
    _drop_broken_data(tree)
    signs = read_signs(tree, url)
    _unfold_layout_tables(tree)
    generous = _generous(tree)
    text = _trim(generous, _extract(tree, favor_precision=True)) if generous else ""
    head = read_head(tree, url, today)
    text = _without_title(text, head.title)
    lang = agreed_language(head.declared, text or signs.visible)
    return Found(
        text=text,
        title=head.title,
        url=url or head.canonical or head.address,
        canonical=head.canonical or head.address,
        publisher=head.publisher,
        byline=head.byline,
        published=head.published or _dateline(generous),
        lang=lang,
    ), signs


def _parse(page: str) -> Any:
    _quieten()
    from trafilatura.utils import load_html  # noqa: PLC0415 - 0.3 s that start-up does not need

    tree = load_html(page)
    if tree is None or tree.tag != "html":
        # A fragment: alone it may count as no HTML at all.
        tree = load_html(f"<html><body><div>{page}</div></body></html>")
    return tree


def _drop_broken_data(tree: Any) -> None:
    """Empty large linked data that is no JSON: searching it takes quadratic time."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        if len(script.text or "") > _MOST_BROKEN:
            try:
                json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                script.text = ""


def _unfold_layout_tables(tree: Any) -> None:
    """Turn tables that hold the page's layout, not data, into plain blocks."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td"))
        longest = max((count_words(cell.text_content()) for cell in cells), default=0)
        if longest < _LAYOUT_WORDS:
            continue
        for element in list(table.iter("table", "tbody", "thead", "tr", "td", "th")):
            if next(element.iterancestors("table"), table) is table:
                element.tag = "div"


def _generous(tree: Any) -> str:
    text = _extract(tree)
    if count_words(text) >= _LEAST_WORDS and ("\n" in text or count_words(text) < _DUMP_WORDS):
        return text
    # Nothing, or all text of the page in one line: the extraction gave up on the markup.
    retry = _extract(tree, favor_recall=True)
    return retry if count_words(retry) > count_words(text) // 2 else text


def _extract(tree: Any, *, favor_precision: bool = False, favor_recall: bool = False) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.3 s that start-up does not need

    document = bare_extraction(
        tree,
        include_comments=False,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        prune_xpath=_HOVER_CARD,
    )
    text = getattr(document, "text", None)
    if not isinstance(text, str):
        return ""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip("|- "))


def _trim(generous: str, strict: str) -> str:
    """Cut from both ends of the generous extraction what the strict one has nothing of.

    Teasers and forms collect before and after an article. The strict extraction itself is
    no text to quote from: it drops links from the middle of sentences.
    """
    if len(generous.split()) * _LONG_WORD < len(generous):
        # Chinese, Japanese, Thai: what is strict for a text in letters is too strict for them.
        return generous
    known: set[tuple[str, ...]] = set()
    for line in strict.split("\n"):
        known.update(_runs(line))
    lines = generous.split("\n")
    shared = []
    for line in lines:
        runs = _runs(line)
        shared.append(sum(run in known for run in runs) >= _SHARED * len(runs))
    if True not in shared:
        return generous
    first, last = shared.index(True), len(shared) - shared[::-1].index(True)
    text = "\n".join(lines[first:last])
    return text if len(text) >= _LEAST_KEPT * len(generous) else generous


def _runs(line: str) -> list[tuple[str, ...]]:
    """Each three words in a row, or all of them where there are fewer."""
    words = line.lower().split()
    return list(zip(words, words[1:], words[2:], strict=False)) or [tuple(words)]


def _without_title(text: str, title: str | None) -> str:
    """Drop the headline where it is repeated as the first line: it is not a sentence."""
    first, _, rest = text.partition("\n")
    return rest if title and rest and letters(first) == letters(title) else text


def _dateline(text: str) -> str | None:
    lang = detect_language(text)
    top = [line.strip("[]() ") for line in text.split("\n")[:_TOP_LINES]]
    days = {day for line in top if (day := published_line(line, lang))}
    return days.pop() if len(days) == 1 else None


@cache
def _quieten() -> None:
    """Keep what the extraction logs off stderr, unless the application wants to have it."""
    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
