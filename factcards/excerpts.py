"""The parts of a card that code cuts out of the article itself.

Figures, quotes, people, organisations, places and the timeline all carry one passage of the
article. The model only says which matter; what it names and the article does not is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcards.card import Evidence, Fact, FactKind, Figure, Mention, Moment, Person, Quote
from factcards.draft import CardDraft
from factcards.verify import SourceText
from factcards.verify.attribution import Speaker, find_speaker
from factcards.verify.dates import DateMention
from factcards.verify.entities import Entity
from factcards.verify.figures import Quantity
from factcards.verify.modality import find_modals
from factcards.verify.names import find_names
from factcards.verify.passage import Passage
from factcards.verify.quotations import Quotation

MOST_FIGURES, MOST_QUOTES, MOST_NAMES, MOST_MOMENTS = 6, 3, 6, 8
_QUOTE_LENGTHS = range(20, 400)  # code points of a quotation worth a place of its own
_LABEL = 60  # code points of a figure's label
_TELLING = ("cardinal", "percent", "money", "measure", "fraction", "score")
_CLAUSE_END = re.compile(r"[.;:!?\"“”«»()\[\]]|,\s| [–—-] ")
_QUALIFIER = re.compile(r"(?:\w+\s+){0,3}\Z")


def cut(source: SourceText, start: int, end: int) -> Evidence:
    """A passage of the article as evidence for itself."""
    text = source.article.text
    number = next(s.number for s in reversed(source.sentences) if s.start <= start)
    return Evidence(sentence=number, quote=text[start:end], start=start, end=end, match="exact")


def kind_of(source: SourceText, evidence: Sequence[Evidence]) -> FactKind:
    """Kind of a fact by what its first sentence holds: see `factcards.card.Fact`."""
    passage = source.passages[evidence[0].sentence - 1]
    if source.speakers.get(passage.number):
        return "statement"
    if any(q.kind in _TELLING for q in passage.quantities):
        return "figure"
    if any(modal.status == "intended" for modal in find_modals(passage)):
        return "plan"
    return "event"


def attribution_of(source: SourceText, evidence: Sequence[Evidence]) -> str | None:
    """Who says so, where the sentence is clear about it."""
    speakers = source.speakers.get(evidence[0].sentence, ())
    return speakers[0].name if speakers else None


def figures(source: SourceText, sentences: Iterable[int]) -> tuple[Figure, ...]:
    """The telling numbers of the given sentences, in their order, each once."""
    found: dict[tuple[object, ...], Figure] = {}
    for number in sentences:
        passage = source.passages[number - 1]
        for quantity in passage.quantities:
            if quantity.kind in _TELLING and (quantity.noun or quantity.unit or quantity.upper):
                key = (quantity.value, quantity.upper, quantity.unit or quantity.noun)
                found.setdefault(key, _figure(source, passage, quantity))
    return tuple(found.values())[:MOST_FIGURES]


def _figure(source: SourceText, passage: Passage, quantity: Quantity) -> Figure:
    day = next(
        (d.date for d in passage.dates if d.precision != "minute" and d.date[:1] != "w"), None
    )
    return Figure(
        value=quantity.text,
        unit=quantity.unit,
        label=_label(passage.text, quantity),
        as_of=day,
        evidence=cut(source, passage.start + quantity.start, passage.start + quantity.end),
    )


def _label(text: str, quantity: Quantity) -> str:
    """What the number is about: the words after it, or before it where nothing follows."""
    after = _CLAUSE_END.split(text[quantity.end :], maxsplit=1)[0].strip(" ,")
    if len(after.split()) > 1:
        return shorten(after, _LABEL)
    before = _CLAUSE_END.split(text[: quantity.start])[-1].strip(" ,")
    words = before.split()[-8:]
    return shorten(" ".join([*words, "…", *after.split()]) if words else after, _LABEL)


def shorten(text: str, limit: int) -> str:
    """The text, or its longest beginning of whole words with an ellipsis within `limit`."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    spaced = head.rsplit(None, 1)[0] if " " in head and text[limit - 1] != " " else head
    return spaced.rstrip(" ,;:–—-") + "…"


def quotes(source: SourceText, draft: CardDraft) -> tuple[Quote, ...]:
    """Quotations cut out of the article: those the model chose, then others worth it."""
    able = [q for q in source.quotations if q.speech and len(q.text) in _QUOTE_LENGTHS]
    chosen: dict[Quotation, str | None] = {}
    for proposed in draft.quotes:
        near = [q for q in able if q.sentence == proposed.source and q not in chosen]
        if near:
            chosen[near[0]] = proposed.speaker
    for quotation in able:
        if quotation not in chosen and find_speaker(quotation, source):
            chosen[quotation] = None
    first = list(chosen)[:MOST_QUOTES]
    return tuple(_quote(source, q, chosen[q]) for q in sorted(first, key=lambda q: q.start))


def _quote(source: SourceText, quotation: Quotation, proposed: str | None) -> Quote:
    end = quotation.start + len(quotation.text.rstrip(",; "))
    speaker = find_speaker(quotation, source) or _proposed_speaker(source, quotation, proposed)
    evidence = cut(source, quotation.start, end)
    return Quote(
        text=evidence.quote,
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        evidence=evidence,
    )


def _proposed_speaker(
    source: SourceText, quotation: Quotation, proposed: str | None
) -> Speaker | None:
    """The model's speaker, if the article names that person beside the quotation."""
    entity = _entity(source, proposed or "")
    if entity is None or entity.kind == "place":
        return None
    near = [at for number, at in entity.mentions if abs(number - quotation.sentence) <= 1]
    if not near:
        return None
    role = next(iter(sorted(entity.roles)), None)
    return Speaker(entity.name, role, near[0], near[0], source.entities.index(entity))


def people(source: SourceText, draft: CardDraft) -> tuple[Person, ...]:
    """People whom the article names: those the model chose, then others it introduces."""
    chosen: dict[str, Entity] = {}
    for proposed in draft.people:
        entity = _entity(source, proposed.name)
        if entity is not None and entity.kind != "place":
            chosen.setdefault(entity.name, entity)
    for entity in source.entities:
        if entity.kind == "person" and entity.roles:
            chosen.setdefault(entity.name, entity)
    roles = {p.name: p.role for p in draft.people}
    return tuple(
        Person(
            name=entity.name,
            role=_role(source, entity, roles),
            evidence=_mention(source, entity),
        )
        for entity in list(chosen.values())[:MOST_NAMES]
    )


def _role(source: SourceText, entity: Entity, proposed: dict[str, str]) -> str | None:
    """The model's wording of the role if a sentence that names the person has all its words."""
    for name, role in proposed.items():
        if role and _entity(source, name) is entity:
            wanted = Passage(role, source.lang).stems
            for number, _ in entity.mentions:
                if wanted and wanted <= source.passages[number - 1].stems:
                    return role
    return next(iter(sorted(entity.roles, key=len, reverse=True)), None)


def mentions(
    source: SourceText, names: Iterable[str], *, places: bool, taken: Iterable[str]
) -> tuple[Mention, ...]:
    """Organisations or places that the model chose and the article names.

    Args:
        source: The article.
        names: The model's list.
        places: Whether places are wanted; what is certainly a country is no organisation.
        taken: Names that are already on the card as something else.
    """
    chosen: dict[str, Entity] = {}
    for name in names:
        entity = _entity(source, name)
        if entity is None or entity.kind == "person" or entity.name in taken:
            continue
        if places or entity.kind != "place":
            chosen.setdefault(entity.name, entity)
    return tuple(
        Mention(name=entity.name, evidence=_mention(source, entity))
        for entity in list(chosen.values())[:MOST_NAMES]
    )


def _entity(source: SourceText, name: str) -> Entity | None:
    """The article's entity that goes by a name, if it is one and only one."""
    found = {i for n in find_names(name, source.lang) for i in source.entities_named(n.parts)}
    exact = [i for i in found if source.entities[i].name.casefold() == name.casefold()]
    candidates = exact or list(found)
    return source.entities[candidates[0]] if len(candidates) == 1 else None


def _mention(source: SourceText, entity: Entity) -> Evidence:
    at = source.article.text.find(entity.name)
    if at >= 0:
        return cut(source, at, at + len(entity.name))
    number, start = entity.mentions[0]
    passage = source.passages[number - 1]
    name = next(
        (n for n in passage.names if passage.start + n.start <= start < passage.start + n.end), None
    )
    end = passage.start + name.end if name else start + len(entity.name.split()[-1])
    return cut(source, start, end)


def timeline(source: SourceText, facts: Sequence[Fact]) -> tuple[Moment, ...]:
    """Dated events in order of time, worded as on the card where a fact covers them."""
    worded = {e.sentence: f.text for f in reversed(facts) for e in f.evidence}
    moments = {
        (mention.date, passage.number): Moment(
            date=mention.date,
            precision=mention.precision,
            text=worded.get(passage.number) or shorten(" ".join(passage.text.split()), 160),
            evidence=cut(source, passage.start + mention.start, passage.start + mention.end),
        )
        for passage in source.passages
        for mention in _dated(passage)
    }
    by_weight = sorted(moments.items(), key=lambda item: item[0][1] not in worded)
    kept = dict(by_weight[:MOST_MOMENTS])
    return tuple(kept[key] for key in sorted(kept))


def _dated(passage: Passage) -> Iterator[DateMention]:
    """Dates with a known year, at most one a sentence; a bare date line is none."""
    if len(passage.stems) > 3:  # noqa: PLR2004 - fewer words than that are a date line
        yield from [d for d in passage.dates if d.date[:1].isdigit()][:1]
