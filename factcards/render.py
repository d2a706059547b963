"""Cards to text: Markdown, HTML, plain text, JSON, or drawn for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from jinja2 import pass_context
from markupsafe import Markup
from pydantic_core import PydanticSerializationError

from factcards.errors import CardError, TemplateError
from factcards.escape import (
    escape_markdown,
    markdown_url,
    one_line,
    printable,
    safe_url,
    whole_characters,
)
from factcards.reading import VERDICTS, claim_notes, human_date, read_beside, tally
from factcards.sentences_markup import unmarked
from factcards.template import (
    TemplateInfo,
    TemplateRunner,
    eject,
    list_templates,
    template_source,
)
from factcards.wrap import columns, wrap

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from factcards.article import Article, Sentence
    from factcards.card import Card, Fact
    from factcards.reading import Reading

__all__ = ["Format", "TemplateInfo", "eject", "list_templates", "render", "template_source"]

Format = Literal["md", "html", "txt", "json", "terminal"]

TEXT_WIDTH: Final = 72


def render(
    card: Card,
    format: Format,  # noqa: A002 - the name that users know it by
    *,
    template: str | None = None,
    article: Article | None = None,
    templates_dir: Path | None = None,
) -> str:
    """A card as text.

    Args:
        card: The card.
        format: ``md`` (CommonMark), ``html`` (a whole page that needs nothing else), ``txt``
            (72 columns), ``json`` (the card itself) or ``terminal`` (ANSI, as wide as the
            terminal is).
        template: Name or path of a template; ``card`` unless given. None for ``json`` and
            ``terminal``, which have no templates.
        article: The text the card was made from: HTML then shows it beside the card.
        templates_dir: The user's own templates, looked at before the built-in ones.

    Returns:
        The text, ending with one line end.

    Raises:
        TemplateError: The template is missing or fails.
        CardError: `article` is not the text that the card was made from.
    """
    if format not in get_args(Format):
        raise TemplateError(
            "there is no such format",
            source=str(format),
            remedy=f"use one of {', '.join(get_args(Format))}",
        )
    if format in {"json", "terminal"} and template is not None:
        raise TemplateError(
            f"the {format} format takes no template", source=template, remedy="choose another"
        )
    if format == "json":
        return to_json(card)
    if format == "terminal":
        from factcards.terminal import terminal_text  # noqa: PLC0415 - loads rich

        return terminal_text(card)
    sentences = _sentences(card, article) if article else ()
    reading = read_beside(_for_readers(card), article, sentences)
    runner = _runner(format, templates_dir.absolute() if templates_dir else None)
    output = runner.run("card" if template is None else template, _context(reading, article))
    return output.strip("\n") + "\n"


def check_template(template: str, format: Format, templates_dir: Path | None = None) -> None:  # noqa: A002 - the option's name
    """Find a template's faults that show without a card, before any model has worked for it.

    Raises:
        TemplateError: As `render`: there is no such template, or it does not parse.
    """
    if format in ("json", "terminal"):
        raise TemplateError(f"{format} is not made with a template", source=template)
    _runner(format, templates_dir.absolute() if templates_dir else None).parse(template)


def to_json(card: Card, *, indent: int | None = 2) -> str:
    """The card's canonical JSON: two spaces of indent, no escapes for other scripts.

    Without an indent it is one line. JSON is UTF-8 and has no place for lone surrogates: they
    become U+FFFD.
    """
    try:
        return card.model_dump_json(indent=indent) + "\n"
    except PydanticSerializationError:
        return to_json(_with_texts(card, lambda _, text: whole_characters(text)), indent=indent)


def _with_texts(card: Card, change: Callable[[str, str], str]) -> Card:
    """The card with each of its texts changed, given the field that it stands in."""
    return type(card).model_validate(_changed(card.model_dump(), change))


def _changed(value: object, change: Callable[[str, str], str], key: str = "") -> object:
    if isinstance(value, str):
        return change(key, value)
    if isinstance(value, dict):
        return {name: _changed(item, change, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(item, change, key) for item in value]
    return value


def _for_readers(card: Card) -> Card:
    """The card with texts on one line: then the emphasis that templates put around them closes.

    Passages of a Markdown file lose its marks; the JSON keeps the file's characters.
    """
    return _with_texts(card, lambda key, text: one_line(unmarked(text) if key == "quote" else text))


@lru_cache(maxsize=16)
def _runner(extension: str, templates_dir: Path | None) -> TemplateRunner:
    escapes: dict[str, Callable[[str], str] | None]
    escapes = {"html": None, "md": escape_markdown, "txt": one_line}
    link = _markdown_link if extension == "md" else safe_url
    return TemplateRunner(
        extension=extension,
        escape=escapes[extension],
        clean=printable,
        filters={
            "date": _date_filter,
            "safe_url": link,
            "wrap": _wrap_filter,
            "columns": lambda value: columns(str(value)),
        },
        templates_dir=templates_dir,
    )


def _context(reading: Reading, article: Article | None) -> dict[str, object]:
    card = reading.card

    def fact_notes(fact: Fact) -> tuple[str, ...]:
        return claim_notes(reading, "facts", fact.text, fact.verdict)

    return {
        "card": card,
        "article": article,
        "sentences": reading.sentences,
        "paragraphs": reading.paragraphs,
        "numbers": frozenset(sentence.number for sentence in reading.sentences),
        "place": reading.place,
        "fact_notes": fact_notes,
        "notes": partial(claim_notes, reading),
        "tally": tally(card),
        "left_out": tuple(r for r in card.verification.verdicts if r.action == "rejected"),
        "verdict_labels": VERDICTS,
        "address": safe_url(card.source.canonical) or safe_url(card.source.url),
    }


def _sentences(card: Card, article: Article) -> Sequence[Sentence]:
    if article.sha256 != card.provenance.article.sha256:
        raise CardError(
            "this is not the text that the card was made from",
            source=article.name,
            remedy="give the text it was made from, or none",
        )
    from factcards.sentences import segment  # noqa: PLC0415 - loads a native library

    return segment(article.text, article.lang)


def _markdown_link(url: str | None) -> Markup:
    return Markup(markdown_url(url))  # noqa: S704 - it is escaped for this very place


@pass_context
def _date_filter(context: Context, value: str | datetime | None) -> str:
    return human_date(value, context["card"].lang)


def _wrap_filter(
    value: object, width: int = TEXT_WIDTH, *, first: str = "", rest: str | None = None
) -> Markup:
    lines = wrap(one_line(str(value)), width, first=first, rest=rest)
    return Markup(lines)  # noqa: S704 - plain text has no markup; its line ends are ours
