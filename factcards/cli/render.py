"""`factcards render`: cards in, the same cards in another form out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli import options
from factcards.cli.output import output_to
from factcards.errors import CardError

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.card import Card


def render(
    cards: Annotated[
        list[Path], typer.Argument(metavar="CARD.json...", help="Cards written as JSON.")
    ],
    format_: options.Format = None,
    out: options.Out = None,
    template: options.Template = None,
    article: Annotated[
        str | None,
        typer.Option(
            "--article",
            help="The article, to show it beside the card. Default: the file that the card "
            "names, if it is there and has not changed.",
        ),
    ] = None,
) -> None:
    """Render cards again, without a model: another format, another template."""
    output = output_to(out, format_, options.settings(template=template), len(cards))
    for path in cards:
        card = read_card(path)
        output.write(card, find_article(card, path, article), path.name)


def read_card(path: Path) -> Card:
    """A card from a file.

    Raises:
        CardError: There is no such file, or it holds no card.
    """
    from factcards.card import parse_card

    try:
        content = path.read_bytes()
    except OSError as error:
        raise CardError(
            f"cannot be read: {error.strerror}", source=str(path), remedy="name a card file"
        ) from error
    return parse_card(content, str(path))


def find_article(card: Card, card_path: Path, given: str | None) -> Article | None:
    """The article of a card: the given one, or the named file if its text is the same.

    Raises:
        SourceError: The given one cannot be used.
    """
    from factcards.errors import FactcardsError
    from factcards.sources import load

    if given is not None:
        return load(given, lang=card.lang)
    name = Path(card.provenance.article.name)
    for candidate in (name, card_path.parent / name.name):
        if not candidate.is_file():
            continue
        try:
            article = load(str(candidate), lang=card.lang)
        except FactcardsError:
            continue
        if article.sha256 == card.source.sha256:
            return article
    return None
