"""What a card says was cut out of the article: is it a whole piece of it, and the right one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcards.card import Fact, Figure, Finding, Mention, Moment, Person, Quote
from factcards.excerpts import attribution_of, kind_of, known_as
from factcards.recheck_records import failed
from factcards.verify import SourceText
from factcards.verify.attribution import find_speaker
from factcards.verify.entities import Entity
from factcards.verify.fold import fold
from factcards.verify.names import find_names, plain
from factcards.verify.passage import Passage
from factcards.verify.territories import territory

_WORD = 3  # letters of a word that can say what a number counts


def fact_kind_findings(fact: Fact, source: SourceText) -> Iterator[Finding]:
    """Kind and attribution of a fact are those of its first sentence; it must have one.

    What is only partly verified is attributed to nobody.
    """
    kind, said_by = kind_of(source, fact.evidence), attribution_of(source, fact.evidence)
    if fact.verdict != "verified":
        said_by = None
    if fact.kind != kind:
        yield failed("passage", f"the card calls it {fact.kind}; it is {kind}", fact.text)
    if fact.attribution != said_by:
        message = f"the article gives {said_by or 'nobody'} as saying so, not {fact.attribution}"
        yield failed("passage", message, fact.text)


def figure_findings(figure: Figure, passage: Passage) -> Iterator[Finding]:
    """A figure is a whole quantity of its sentence with its unit, its label words of it."""
    quantities = [q for q in passage.quantities if q.text == figure.value]
    if not quantities:
        yield failed("passage", f"the passage does not have this number: {figure.value}")
    elif all(q.unit != figure.unit for q in quantities):
        yield failed("passage", f"{figure.value} is not in the unit {figure.unit}")
    # A label may have had its middle taken out, which the ellipsis marks.
    pieces = [piece.strip() for piece in figure.label.split("…") if piece.strip()]
    words = " ".join(pieces).replace(figure.value, " ").split()
    if not all(has_words(passage.text, p) for p in pieces) or not any(map(_says, words)):
        yield failed("passage", f"the passage does not have this label: {figure.label}")
    if figure.as_of is not None and all(d.date != figure.as_of for d in passage.dates):
        yield failed("passage", f"the passage does not give this date: {figure.as_of}")


def _says(word: str) -> bool:
    return sum(c.isalpha() for c in word) >= _WORD or not word.isascii()


def moment_findings(moment: Moment, passage: Passage) -> Iterator[Finding]:
    """The date of an event is one that its sentence gives, to that precision."""
    dates = [(d.date, d.precision) for d in passage.dates]
    if (moment.date, moment.precision) not in dates:
        said = ", ".join(date for date, _ in dates) or "none"
        message = f"{moment.date} ({moment.precision}) is no date of the passage: {said}"
        yield failed("passage", message, moment.text)


def quote_findings(quote: Quote) -> Iterator[Finding]:
    """What can be said of a quotation without its article."""
    if not quote.text.strip() or quote.text != quote.evidence.quote:
        yield failed("passage", "the quotation is not its passage", quote.text)
    if quote.role is not None and quote.speaker is None:
        yield failed("record", f"nobody is named who is {quote.role}", quote.text)
    for what, words in (("speaker", quote.speaker), ("role", quote.role)):
        if words is not None and not words.strip():
            yield failed("record", f"the {what} is empty", quote.text)


def said_findings(quote: Quote, source: SourceText, *, same: bool) -> Iterator[Finding]:
    """A quotation is a whole one of the article, by the speaker whom the article gives.

    Args:
        quote: The quotation on the card.
        source: The article.
        same: Whether it is the text that the card was made of, so that offsets count.
    """
    said = next(
        (
            q
            for q in source.quotations
            if q.text.rstrip(",; ") == quote.text
            and (
                not same or (q.start, q.sentence) == (quote.evidence.start, quote.evidence.sentence)
            )
        ),
        None,
    )
    if said is None:
        yield failed("passage", "this is not a whole quotation of the article there", quote.text)
        return
    speaker = find_speaker(said, source)
    if speaker is not None:
        if quote.speaker not in (speaker.name, known_as(source, speaker)):
            message = f"the article gives this to {speaker.name}, not to {quote.speaker}"
            yield failed("passage", message, quote.text)
        entities: Sequence[Entity] = [source.entities[speaker.entity]]
    elif quote.speaker is not None:
        # The model's word for it, which counts if the article names that person nearby.
        entities = [
            entity
            for entity in entities_of(quote.speaker, source)
            if any(abs(number - said.sentence) <= 1 for number, _ in entity.mentions)
        ]
        if not entities or not has_words(source.article.text, quote.speaker):
            yield failed("passage", f"the article does not name {quote.speaker} there", quote.text)
    if quote.role is not None and quote.speaker is not None:
        yield from role_findings(quote.role, entities, source)


def role_findings(role: str, entities: Sequence[Entity], source: SourceText) -> Iterator[Finding]:
    """A role stands, all its words, in one sentence that names the person."""
    wanted = Passage(role, source.lang)
    for entity in entities:
        named = [source.passages[number - 1] for number, _ in entity.mentions]
        if role in entity.roles or any(
            wanted.words and (wanted.words <= p.words or (wanted.stems and wanted.stems <= p.stems))
            for p in named
        ):
            return
    yield failed("passage", f"no sentence that names them has this role: {role}", role)


def name_findings(named: Person | Mention, passage: Passage) -> Iterator[Finding]:
    """A name stands in its passage, all its words, or means a country that does."""
    words = named.name
    country = territory(plain(fold(words).text), passage.lang) if words.strip() else None
    if not has_words(passage.text, words) and country not in passage.countries.values():
        yield failed("passage", f"the passage does not have this name: {words}", words)


def entity_findings(named: Person | Mention, source: SourceText) -> Iterator[Finding]:
    """A name is one of the article's names, a person's name no place's, a role that person's."""
    entities = entities_of(named.name, source)
    if isinstance(named, Person):
        entities = [e for e in entities if e.kind in ("person", "other")]
    if not entities:
        yield failed("passage", f"the article has no such name: {named.name}", named.name)
    elif isinstance(named, Person) and named.role is not None:
        yield from role_findings(named.role, entities, source)


def entities_of(name: str, source: SourceText) -> list[Entity]:
    """The entities of an article that a name may mean."""
    found = {i for n in find_names(name, source.lang) for i in source.entities_named(n.parts)}
    return [e for i, e in enumerate(source.entities) if i in found or e.name == name]


def has_words(text: str, words: str) -> bool:
    """Whether a text has these words, whole, in this order, whatever their case and spacing."""
    wanted = fold(" ".join(words.split())).text
    return bool(wanted) and fold(" ".join(text.split())).find(wanted) is not None
