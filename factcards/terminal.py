"""A card drawn for a terminal with rich.

Rich reads markup in strings and none in `Text`: foreign words only ever go into `Text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from factcards.escape import one_line, safe_url
from factcards.reading import Reading, claim_notes, human_date, read_beside, tally
from factcards.sentences_markup import unmarked

if TYPE_CHECKING:
    from rich.console import RenderableType

    from factcards.card import Card, Evidence, Fact, Figure, Quote, Verdict

MAX_WIDTH: Final = 100
_MARKS: Final[dict[Verdict, tuple[str, str]]] = {
    "verified": ("✓", "green"),
    "partial": ("≈", "yellow"),
    "contradicted": ("✗", "red"),
    "unsupported": ("✗", "red"),
}


def print_card(card: Card, console: Console) -> None:
    """Draw a card, as wide as the console is but no wider than is good to read."""
    width = min(console.width, MAX_WIDTH)
    console.print(_panel(card), width=width, markup=False, highlight=False, emoji=False)


def terminal_text(card: Card, width: int | None = None) -> str:
    """A card as a terminal would show it, with ANSI styles; ``NO_COLOR`` is heeded.

    Args:
        card: The card.
        width: Columns; those of the terminal unless given, 80 where there is none.
    """
    console = Console(width=width, force_terminal=True, legacy_windows=False)
    drawn = Console(
        file=StringIO(),
        width=console.width,
        force_terminal=True,
        no_color=console.no_color,
        legacy_windows=False,
    )
    with drawn.capture() as capture:
        print_card(card, drawn)
    return capture.get()


def _panel(card: Card) -> Panel:
    reading = read_beside(card)
    groups = (
        _head(reading),
        _table("Key figures", (_figure(figure) for figure in card.figures)),
        _facts(reading),
        _section("In their own words", map(_quote, card.quotes)),
        _table("People", ((p.name, p.role or "", p.evidence) for p in card.people)),
        _table(
            "Timeline",
            ((human_date(m.date, card.lang), m.text, m.evidence) for m in card.timeline),
        ),
        _foot(card),
    )
    parts = [part for group in groups for part in group]
    return Panel(
        Group(*parts),
        title=Text("Fact card", style="bold green"),
        title_align="left",
        border_style="green",
        padding=(1, 2),
    )


def _head(reading: Reading) -> Iterable[RenderableType]:
    card = reading.card
    published = human_date(card.source.published, card.lang)
    kicker = " · ".join(one_line(x) for x in (card.source.publisher, published) if x)
    if kicker:
        yield Text(kicker, style="dim")
    yield _noted(
        Text(one_line(card.headline), style="bold"), claim_notes(reading, "headline", card.headline)
    )
    if card.summary:
        yield Text()
        yield _noted(Text(one_line(card.summary)), claim_notes(reading, "summary", card.summary))
    if card.why_it_matters:
        yield Text()
        why = Text.assemble(("Why it matters: ", "bold"), one_line(card.why_it_matters))
        yield _noted(why, claim_notes(reading, "why_it_matters", card.why_it_matters))


def _facts(reading: Reading) -> Iterable[RenderableType]:
    if not reading.card.facts:
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="bold green", no_wrap=True)
    table.add_column(ratio=1)
    for number, fact in enumerate(reading.card.facts, start=1):
        if number > 1:
            table.add_row()
        table.add_row(str(number), Group(*_fact(reading, fact)))
    yield from _heading("What the article says")
    yield table


def _fact(reading: Reading, fact: Fact) -> Iterable[RenderableType]:
    claim = Text(one_line(fact.text))
    if fact.attribution and fact.attribution not in fact.text:
        claim.append(f" — {one_line(fact.attribution)}")
    yield _noted(claim, claim_notes(reading, "facts", fact.text, fact.verdict))
    sign, style = _MARKS[fact.verdict]
    for evidence in fact.evidence:
        cited = Text.assemble((sign, style), (f" sentence {evidence.sentence}", "dim"))
        if evidence.quote != fact.text:
            cited.append(f"  {one_line(unmarked(evidence.quote))}", style="dim")
        yield cited


def _figure(figure: Figure) -> tuple[str, str, Evidence]:
    value = figure.value
    label = ", ".join(x for x in (figure.label, human_date(figure.as_of)) if x)
    return value, label, figure.evidence


def _quote(quote: Quote) -> RenderableType:
    words = Text(f"“{one_line(quote.text)}”", style="italic")
    speaker = ", ".join(
        one_line(x) for x in (quote.speaker or "speaker not named", quote.role) if x
    )
    by = Text.assemble(("— ", "dim"), speaker, _where(quote.evidence))
    return Group(words, Padding(by, (0, 0, 0, 2)))


def _where(evidence: Evidence) -> tuple[str, str]:
    return (f" [{evidence.sentence}]", "dim")


def _section(title: str, items: Iterable[RenderableType]) -> Iterable[RenderableType]:
    rows = list(items)
    if rows:
        yield from _heading(title)
        yield from rows


def _table(title: str, rows: Iterable[tuple[str, str, Evidence]]) -> Iterable[RenderableType]:
    """A section of names or dates with what belongs to each, in two columns."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", ratio=2)
    table.add_column(ratio=5)
    for name, about, evidence in rows:
        table.add_row(Text(one_line(name)), Text.assemble(one_line(about), _where(evidence)))
    if table.row_count:
        yield from _heading(title)
        yield table


def _heading(title: str) -> Iterable[RenderableType]:
    yield Text()
    yield Text(title, style="bold green")


def _noted(text: Text, notes: tuple[str, ...]) -> Text:
    return text.append(f" ({'; '.join(notes)})", style="yellow not bold") if notes else text


def _foot(card: Card) -> Iterable[RenderableType]:
    source = card.source
    say = partial(Text, style="dim")
    yield Text()
    names = (source.title, source.publisher, source.byline)
    yield say("Source: " + (", ".join(one_line(x) for x in names if x) or "the article"))
    address = safe_url(source.canonical) or safe_url(source.url)
    if address:
        yield say(address)
    yield Text()
    yield Text(tally(card), style="bold")
    yield say("A match means that the article says so, not that the article is right.")
