"""The parts of a card that code cuts out of the article itself.

Figures, quotes, people, organisations, places and the timeline all carry one passage of the
article. The model only says which matter; what it names and the article does not is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcards.card import Evidence, Fact, FactKind, Mention, Moment, Person, Quote
from factcards.draft import CardDraft
from factcards.excerpts_roles import Proposal, introduced, untangled
from factcards.keyfigures import TELLING
from factcards.verify import SourceText
from factcards.verify.attribution import Speaker, find_speaker
from factcards.verify.dates import DateMention
from factcards.verify.entities import Entity
from factcards.verify.modals import find_modals
from factcards.verify.names import find_names
from factcards.verify.passage import Passage
from factcards.verify.quotations import Quotation
from factcards.verify.reference import check_reference

MOST_QUOTES, MOST_NAMES, MOST_MOMENTS = 3, 6, 8
_QUOTE_LENGTHS = range(20, 400)  # code points of a quotation worth a place of its own
_QUOTE_WORDS = 6  # fewer are a term in quotation marks rather than something said
_MOMENT = 200  # code points of an event in the timeline
_DATELINE_WORDS = 5  # before the date of a report
_DASHES = ("—", "–", "-", "―")
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


def _cut(source: SourceText, number: int, start: int, end: int) -> Evidence:
    """Words of the article as evidence for themselves."""
    words = source.article.text[start:end]
    return Evidence(sentence=number, quote=words, start=start, end=end, match="exact")


def kind_of(source: SourceText, evidence: Sequence[Evidence]) -> FactKind:
    """Kind of a fact by what its first sentence holds: see `factcards.card.Fact`."""
    passage = source.passages[evidence[0].sentence - 1]
    if source.speakers.get(passage.number):
        return "statement"
    if any(q.kind in TELLING for q in passage.quantities):
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
    entity = source.entities[speaker.entity]
    name, title = untangled(source, entity)
    if title and speaker.name == entity.name:
        return name
    if entity.kind == "person":
        return speaker.name
    words = source.article.text[speaker.start : speaker.end].strip(" ,")
    return words if words[:1].isupper() and len(words) < len(speaker.name) else speaker.name


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
        role=introduced(source, source.entities[speaker.entity])[1] if speaker else None,
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
    return tuple(_person(source, e, draft) for e in list(chosen.values())[:MOST_NAMES])


def _person(source: SourceText, entity: Entity, draft: CardDraft) -> Person:
    proposals = [
        Proposal(p.name, p.role) for p in draft.people if _entity(source, p.name) is entity
    ]
    name, role = introduced(source, entity, proposals)
    return Person(name=name, role=role, evidence=_mention(source, entity, name))


def _may_be_person(entity: Entity) -> bool:
    """Whether a name that the model takes for a person's can be one: "Toyota" is none."""
    words = entity.name.split()
    return entity.kind == "person" or (
        entity.kind == "other" and len(words) > 1 and not any(word.isupper() for word in words)
    )


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
    return next((p for p in named if name in p.text), named[0]).as_evidence()


def timeline(source: SourceText, facts: Sequence[Fact]) -> tuple[Moment, ...]:
    """Dated events in order of time, worded as on the card where a fact covers them.

    Others are whole sentences of the article that are short and can stand alone.
    """
    worded = {e.sentence: f.text for f in reversed(facts) for e in f.evidence}
    moments: dict[tuple[str, int], Moment] = {}
    for passage in source.passages:
        dated = tuple(_dated(passage))
        if not dated:
            continue
        text = worded.get(passage.number) or " ".join(passage.text.split())
        if len(text) > _MOMENT or any(check_reference(Passage(text, source.lang), (), source)):
            continue
        for mention in dated:
            moments[mention.date, passage.number] = Moment(
                date=mention.date,
                precision=mention.precision,
                text=text,
                evidence=passage.as_evidence(),
            )
    by_weight = sorted(moments, key=lambda key: (key[1] not in worded, key[1]))
    return tuple(moments[key] for key in sorted(by_weight[:MOST_MOMENTS]))


def _dated(passage: Passage) -> Iterator[DateMention]:
    """Dates with a known year, at most one a sentence; a bare date line is none.

    "On Friday" may be the one before or the one to come, and "the 2020 Sentra" dates nothing:
    a wrong date is worse than none.
    """
    if len(passage.stems) > 3:  # noqa: PLR2004 - fewer words than that are a date line
        certain = (d for d in passage.dates if _is_certain(d, passage))
        yield from [d for d in certain if not _is_dateline(d, passage)][:1]


def _is_dateline(mention: DateMention, passage: Passage) -> bool:
    """Whether a date is that of the report: "By Ada Marsh, 3 March 2026", "Wien, 4. März 2026 –".

    Before such a date stand names, and after it nothing, or the dash that the report begins at.
    """
    before = [t for t in passage.terms if t.end <= mention.start]
    if len(before) > _DATELINE_WORDS:
        return False
    rest = passage.text[mention.end :].lstrip(" .:,)")
    named = all(term.text[0].isupper() for term in before)
    if any(t.start >= mention.end for t in passage.terms):
        return named and rest[:1] in _DASHES
    return named or passage.text[-1] not in ".!?。"


def _is_certain(mention: DateMention, passage: Passage) -> bool:
    if not mention.date[:1].isdigit() or (mention.relative and mention.precision == "day"):
        return False
    bare_year = mention.precision == "year" and mention.text.isdigit()
    before = passage.text[: mention.start].split()
    attributive = bare_year and passage.text[mention.end : mention.end + 2].strip().isalpha()
    return not attributive or bool(before and before[-1].casefold() in _YEAR_AFTER)
