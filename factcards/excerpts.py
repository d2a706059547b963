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
_QUOTE_WORDS = 6  # fewer are a term in quotation marks rather than something said
_BESIDE = 25  # code points between a number and the date that it is of
_LABEL = 60  # code points of a figure's label
_TELLING = ("cardinal", "percent", "money", "measure", "fraction", "score")
_SMALL = 12  # numbers up to this one are seldom worth a place when written as words
# Before a year with a word after it, what makes it a date: "in 2020 Toyota sold".
_YEAR_AFTER = frozenset(
    [
        "in",
        "since",
        "from",
        "until",
        "till",
        "by",
        "of",
        "during",
        "em",
        "en",
        "im",
        "seit",
        "bis",
        "nel",
        "dal",
    ]
)
_CLAUSE_END = re.compile(r"[.;:!?\"“”«»()\[\]]|,\s| [–—-] ")


def _cut(source: SourceText, number: int, start: int, end: int) -> Evidence:
    """Words of the article as evidence for themselves."""
    words = source.article.text[start:end]
    return Evidence(sentence=number, quote=words, start=start, end=end, match="exact")


def _sentence(passage: Passage) -> Evidence:
    """A sentence as evidence for something in it."""
    end = passage.start + len(passage.text)
    return Evidence(
        sentence=passage.number, quote=passage.text, start=passage.start, end=end, match="exact"
    )


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
    return known_as(source, speakers[0]) if speakers else None


def known_as(source: SourceText, speaker: Speaker) -> str:
    """A person's full name; anything else by the words that the sentence has for it."""
    if source.entities[speaker.entity].kind == "person":
        return speaker.name
    words = source.article.text[speaker.start : speaker.end].strip(" ,")
    return words if words[:1].isupper() and len(words) < len(speaker.name) else speaker.name


def figures(source: SourceText, sentences: Iterable[int]) -> tuple[Figure, ...]:
    """The telling numbers of the given sentences, in their order, each once."""
    found: dict[tuple[object, ...], Figure] = {}
    for number in sentences:
        passage = source.passages[number - 1]
        for quantity in passage.quantities:
            figure = _figure(passage, quantity)
            if _is_telling(quantity, passage.text) and _says_what(figure):
                found.setdefault((quantity.value, quantity.upper, quantity.unit), figure)
    return tuple(found.values())[:MOST_FIGURES]


def _is_telling(quantity: Quantity, text: str) -> bool:
    """Whether a number says something by itself: not "the two", not the "240-seat chamber"."""
    in_words = not any(c.isdigit() for c in quantity.text)
    before = text[: quantity.start].split()
    return (
        quantity.kind in _TELLING
        and bool(quantity.noun or quantity.unit or quantity.upper)
        and not (in_words and quantity.value <= _SMALL)
        # "thousands of people"
        and not (in_words and quantity.kind == "cardinal" and quantity.bound == "about")
        # "the 240-seat chamber", "the 2-liter engine"
        and text[quantity.end : quantity.end + 1] not in ("-", "‑")
        and "-" not in quantity.text
        # A conversion in brackets, "60 mph (97 kph)", or a number in a name, "Week 13"
        and not (before and before[-1].startswith("("))
        and not text[: quantity.start].endswith("(")
        and not (len(before) > 1 and quantity.unit is None and before[-1][0].isupper())
    )


def _figure(passage: Passage, quantity: Quantity) -> Figure:
    beside = [d for d in passage.dates if _is_beside(d, quantity) and d.date[:1].isdigit()]
    return Figure(
        value=quantity.text,
        unit=quantity.unit,
        label=_label(passage.text, quantity),
        # With two dates beside it nobody can say which one the number is of.
        as_of=beside[0].date if len(beside) == 1 else None,
        evidence=_sentence(passage),
    )


def _says_what(figure: Figure) -> bool:
    words = figure.label.replace(figure.value, " ").split()
    return sum(any(c.isalpha() for c in word) for word in words) > 1 or not figure.label.isascii()


def _is_beside(mention: DateMention, quantity: Quantity) -> bool:
    return (
        0 <= mention.start - quantity.end <= _BESIDE or 0 <= quantity.start - mention.end <= _BESIDE
    )


def _label(text: str, quantity: Quantity) -> str:
    """What the number is about: the words after it, or the clause that ends with it."""
    after = _CLAUSE_END.split(text[quantity.end :], maxsplit=1)[0].strip(" ,")
    if len(after.split()) > 1:
        return shorten(after, _LABEL)
    before = _CLAUSE_END.split(text[: quantity.start])[-1].split()
    return " ".join(["…" if before else "", *before[-7:], quantity.text, after]).strip()


def shorten(text: str, limit: int) -> str:
    """The text, or its longest beginning of whole words with an ellipsis within `limit`."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    spaced = head.rsplit(None, 1)[0] if " " in head and text[limit - 1] != " " else head
    return spaced.rstrip(" ,;:–—-") + "…"


def quotes(source: SourceText, draft: CardDraft) -> tuple[Quote, ...]:
    """Quotations cut out of the article: those the model chose, then others worth it."""
    able = [
        q
        for q in source.quotations
        if q.speech and q.words >= _QUOTE_WORDS and len(q.text) in _QUOTE_LENGTHS
    ]
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
    evidence = _cut(source, quotation.sentence, quotation.start, end)
    return Quote(
        text=evidence.quote,
        speaker=known_as(source, speaker) if speaker else None,
        role=_role(source, source.entities[speaker.entity], {}) if speaker else None,
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
        if entity is not None and _may_be_person(entity):
            chosen.setdefault(entity.name, entity)
    for entity in source.entities:
        if entity.kind == "person" and entity.roles:
            chosen.setdefault(entity.name, entity)
    roles = {p.name: p.role for p in draft.people}
    return tuple(
        Person(
            name=entity.name,
            role=_role(source, entity, roles),
            evidence=_mention(source, entity, entity.name),
        )
        for entity in list(chosen.values())[:MOST_NAMES]
    )


def _may_be_person(entity: Entity) -> bool:
    """Whether a name that the model takes for a person's can be one: "Toyota" is none."""
    words = entity.name.split()
    return entity.kind == "person" or (
        entity.kind == "other" and len(words) > 1 and not any(word.isupper() for word in words)
    )


def _role(source: SourceText, entity: Entity, proposed: dict[str, str]) -> str | None:
    """The role as the article words it: as the model chose it, else before the name.

    The model's wording counts if a sentence that names the person has all its words.
    """
    for name, role in proposed.items():
        wanted = Passage(role, source.lang).stems
        if wanted and _entity(source, name) is entity:
            for number, _ in entity.mentions:
                if wanted <= source.passages[number - 1].stems:
                    return role
    text = source.article.text
    for number, at in entity.mentions:
        title = _title_before(text[source.passages[number - 1].start : at])
        if any(role in title.casefold() for role in entity.roles):
            return title
    return next(iter(sorted(entity.roles, key=len, reverse=True)), None)


def _title_before(text: str) -> str:
    """The capitalised words that end a text, five at most: ``NATO Secretary General``."""
    words = text.split()[-5:]
    small = [i for i, word in enumerate(words) if not word[0].isupper()]
    return " ".join(words[small[-1] + 1 :] if small else words)


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
    chosen: dict[str, Mention] = {}
    for name in names:
        entity = _entity(source, name)
        if entity is None or entity.kind == "person" or entity.name in taken:
            continue
        if places or entity.kind != "place":
            # A country may go by an adjective in the article: "Ukrainian" for Ukraine.
            known_as = name if name in source.article.text else entity.name
            mention = Mention(name=known_as, evidence=_mention(source, entity, known_as))
            chosen.setdefault(entity.name, mention)
    return tuple(chosen.values())[:MOST_NAMES]


def _entity(source: SourceText, name: str) -> Entity | None:
    """The article's entity that goes by a name, if it is one and only one."""
    found = {i for n in find_names(name, source.lang) for i in source.entities_named(n.parts)}
    exact = [i for i in found if source.entities[i].name.casefold() == name.casefold()]
    candidates = exact or list(found)
    return source.entities[candidates[0]] if len(candidates) == 1 else None


def _mention(source: SourceText, entity: Entity, name: str) -> Evidence:
    """The first sentence with this form of the name, else the first one that means it."""
    named = [source.passages[number - 1] for number, _ in entity.mentions]
    return _sentence(next((p for p in named if name in p.text), named[0]))


def timeline(source: SourceText, facts: Sequence[Fact]) -> tuple[Moment, ...]:
    """Dated events in order of time, worded as on the card where a fact covers them."""
    worded = {e.sentence: f.text for f in reversed(facts) for e in f.evidence}
    moments = {
        (mention.date, passage.number): Moment(
            date=mention.date,
            precision=mention.precision,
            text=worded.get(passage.number) or shorten(" ".join(passage.text.split()), 160),
            evidence=_sentence(passage),
        )
        for passage in source.passages
        for mention in _dated(passage)
    }
    by_weight = sorted(moments.items(), key=lambda item: item[0][1] not in worded)
    kept = dict(by_weight[:MOST_MOMENTS])
    return tuple(kept[key] for key in sorted(kept))


def _dated(passage: Passage) -> Iterator[DateMention]:
    """Dates with a known year, at most one a sentence; a bare date line is none.

    "On Friday" may be the one before or the one to come, and "the 2020 Sentra" dates nothing:
    a wrong date is worse than none.
    """
    if len(passage.stems) > 3:  # noqa: PLR2004 - fewer words than that are a date line
        yield from [d for d in passage.dates if _is_certain(d, passage)][:1]


def _is_certain(mention: DateMention, passage: Passage) -> bool:
    if not mention.date[:1].isdigit() or (mention.relative and mention.precision == "day"):
        return False
    bare_year = mention.precision == "year" and mention.text.isdigit()
    before = passage.text[: mention.start].split()
    attributive = bare_year and passage.text[mention.end : mention.end + 2].strip().isalpha()
    return not attributive or bool(before and before[-1].casefold() in _YEAR_AFTER)
