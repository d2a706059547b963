"""Attribution: who is said to say it, in the article and in a claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.coreference import anaphors, antecedents
from factcards.verify.quotations import Quotation
from factcards.verify.report import not_checked
from factcards.verify.speech import according_to, speech_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.article import Sentence
    from factcards.verify.entities import Entity
    from factcards.verify.names import Name
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText

_LONGEST_SPEECH = 40  # quotations in a row with one speaker
_TERMS = 8  # words in quotation marks between two of them
_REACH = 60  # code points between a speaker and the verb, roles in commas included


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something.

    Attributes:
        name: The fullest form in which the article names them.
        role: A role that the article gives them, or None.
        start: Offset in the article of the words that name or mean them.
        end: Offset just past these words.
        entity: Index into the article's entities.
    """

    name: str
    role: str | None
    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class _Saying:
    """A speech verb with the place of its subject in a passage."""

    start: int
    end: int
    subject: tuple[int, int]


def find_speaker(said: Quotation | Sentence, source: SourceText) -> Speaker | None:
    """Find out who says a quotation or a sentence; None where it is not clear.

    For a quotation: the attribution in its own sentence, outside the marks, or else in the
    sentence where the speech ends, or the one before if that leads up to it with a colon.

    Args:
        said: A quotation of the article or one of its sentences.
        source: The article.
    """
    if not isinstance(said, Quotation):
        own = source.speakers.get(said.number, ())
        return own[0] if len({speaker.entity for speaker in own}) == 1 else None
    for _ in range(_LONGEST_SPEECH):
        if not said.sentence:
            return None
        speaker = _stated(said, source)
        before = _continued(said, source)
        if speaker is not None or before is None:
            return speaker
        said = before
    return None


def _stated(said: Quotation, source: SourceText) -> Speaker | None:
    """Who is named as the speaker beside a quotation."""
    first = said.sentence
    last = first
    for sentence in source.sentences[first - 1 :]:
        if sentence.start >= said.end:
            break
        last = sentence.number
    for number in dict.fromkeys((last, first, *_after(last, source), *_lead(first, source))):
        speakers = [
            s for s in source.speakers.get(number, ()) if not said.start <= s.start < said.end
        ]
        if speakers:
            return min(
                speakers, key=lambda s: min(abs(s.start - said.end), abs(said.start - s.end))
            )
    return None


def _after(last: int, source: SourceText) -> tuple[int, ...]:
    """The sentence after, where the segmenter cut between the mark and "he said"."""
    if last >= len(source.sentences):
        return ()
    following = source.sentences[last]
    same = following.paragraph == source.sentences[last - 1].paragraph
    return (following.number,) if same and following.text[:1].islower() else ()


def _lead(first: int, source: SourceText) -> tuple[int, ...]:
    if first <= 1:
        return ()
    before = source.sentences[first - 2]
    return (before.number,) if before.text.rstrip().endswith(":") else ()


def _continued(said: Quotation, source: SourceText) -> Quotation | None:
    """The speech that this one goes on with: right before it in the same paragraph."""
    if not said.speech:
        return None
    place = bisect_left(source.quotations, said.start, key=lambda quotation: quotation.start)
    nearest = reversed(source.quotations[max(0, place - _TERMS) : place])
    before = next((q for q in nearest if q.end < said.start and q.speech), None)
    if before is None:
        return None
    sentence, other = source.sentences[said.sentence - 1], source.sentences[before.sentence - 1]
    between = source.article.text[before.end : said.start]
    if before.open and sentence.paragraph - other.paragraph == 1:
        return before
    if sentence.paragraph == other.paragraph and len(between) < 3 * _REACH:
        alone = not source.article.text[sentence.start : said.start].strip("\"“„«»'‘ ")
        return before if alone else None
    return None


def attribute(source: SourceText) -> dict[int, tuple[Speaker, ...]]:
    """Find the speakers of every sentence of an article.

    Returns:
        Speakers by sentence number, in the order of the text; sentences without are left out.
    """
    found: dict[int, tuple[Speaker, ...]] = {}
    recent: list[list[int]] = []
    named: dict[int, list[tuple[int, int]]] = {}
    for index, entity in enumerate(source.entities):
        for number, offset in entity.mentions:
            named.setdefault(number, []).append((offset, index))
    for passage, referents in zip(source.passages, source.referents, strict=True):
        here = sorted(named.get(passage.number, []))
        speakers = tuple(_speakers(passage, here, recent, source.entities))
        if speakers:
            found[passage.number] = speakers
        focus = [*sorted(referents.meant), *(index for _, index in here)]
        recent.append([i for i in focus if source.entities[i].personal])
    return found


def _speakers(
    passage: Passage,
    here: Sequence[tuple[int, int]],
    recent: Sequence[Sequence[int]],
    entities: Sequence[Entity],
) -> Iterator[Speaker]:
    pointers = list(anaphors(passage, passage.lang))
    for saying in _sayings(passage):
        start, end = saying.subject
        named = [(at - passage.start, i) for at, i in here if start <= at - passage.start < end]
        people = [(at, index) for at, index in named if entities[index].kind == "person"]
        pointer = next((p for p in pointers if start <= p.offset < end), None)
        if people or (named and pointer is None):
            # "Ann Reed, wife of Tom Shaw, said": who stands before the commas speaks.
            apposed = len(people) > 1 and passage.text[start:end].rstrip().endswith(",")
            at, index = people[0] if apposed else (people or named)[-1]
            yield _speaker(entities[index], index, passage.start + at, passage.start + end)
        elif pointer is not None:
            found = antecedents(pointer, passage, here, recent, entities)
            if found and _is_mismatch(passage.text[pointer.offset :], entities[found[0]]):
                continue
            if found and (len(found) == 1 or pointer.home or _stands_out(found, recent)):
                yield _speaker(
                    entities[found[0]], found[0], passage.start + start, passage.start + end
                )


def _is_mismatch(words: str, entity: Entity) -> bool:
    """Whether "he" or "she" would mean an organisation."""
    return entity.kind != "person" and words[:4].casefold().rstrip(",. ") in {"he", "she"}


def _stands_out(candidates: Sequence[int], recent: Sequence[Sequence[int]]) -> bool:
    """Whether the first candidate is the one the last sentences were about."""
    last = [people[0] for people in list(recent)[-2:] if people]
    return len(last) > 1 and all(first == candidates[0] for first in last)


def _speaker(entity: Entity, index: int, start: int, end: int) -> Speaker:
    role = max(sorted(entity.roles), key=len) if entity.roles else None
    return Speaker(entity.name, role, start, end, index)


def _sayings(passage: Passage) -> Iterator[_Saying]:
    """Speech verbs outside quotation marks, each with the span of its likely subject."""
    lang = "en" if passage.lang == "und" else passage.lang
    text = passage.text
    verbs = speech_verbs(lang)
    phrase = according_to(lang)
    if phrase:
        for found in re.finditer(rf"(?i)(?<!\w){phrase}\s+", text):
            stop = _SOURCE_END.search(text, found.end(), found.end() + _REACH)
            end = stop.start() if stop else len(text)
            yield _Saying(found.start(), found.end(), (found.end(), min(end, found.end() + _REACH)))
    for token in passage.tokens:
        if token.folded not in verbs or _is_quoted(passage, token.start):
            continue
        before = _subject_before(text, token.start)
        after = _subject_after(text, token.end)
        if (
            after is not None
            and token.folded not in _WITH_HEARER
            and _is_inverted(text, token.start)
        ):
            yield _Saying(token.start, token.end, after)
        elif before is not None:
            yield _Saying(token.start, token.end, before)


def _is_quoted(passage: Passage, at: int) -> bool:
    return any(start <= at < end for start, end in passage.quoted)


_WITH_HEARER = frozenset({"told", "tells", "telling"})  # whom they are told stands after them
_AUXILIARY = re.compile(r"\s(?:a|ha|hat|had|has|have|hatte|heeft)\s*$", re.IGNORECASE)


def _is_inverted(text: str, at: int) -> bool:
    """Whether what comes before the verb is the speech: '..., said Macron'."""
    before = _AUXILIARY.sub("", text[max(0, at - _REACH) : at]).rstrip()
    return not before or before[-1] in ',"”’»?!“'


_SOURCE_END = re.compile(r"[,;:.]\s|$")
_CLAUSE_MARKS = ('"', "”", "»", ";", ". ", ": ", " that ")


def _subject_before(text: str, at: int) -> tuple[int, int] | None:
    head = text[max(0, at - 2 * _REACH) : at]
    cut = max((head.rfind(mark) + len(mark) for mark in _CLAUSE_MARKS if mark in head), default=0)
    pieces = head[cut:].split(",")
    # A role between commas belongs to the subject: "Macron, the French president, said".
    apposed = not pieces[-1].strip() and len(pieces[:-1]) > 1
    subject = pieces[-3:] if apposed else pieces[-1:]
    start = at - len(",".join(subject))
    if apposed and _INSERTION.match(subject[-2]):
        # Not a role but a circumstance: "Richardson, via USA Today, said".
        return (start, start + len(subject[0])) if subject[0].strip() else None
    links = [
        subject[0].rfind(link) + len(link) for link in (" and ", " but ") if link in subject[0]
    ]
    start += max(links, default=0)
    return (start, at) if text[start:at].strip(" ,") else None


_INSERTION = re.compile(
    r"\s*(?:via|through|in|on|at|from|with|by|after|before|during|citing|speaking|according)\b",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"[,;:.\"“”»]|\s(?:in|on|at|after|during|when|as|to|that|while)\s|$", re.IGNORECASE
)


def _subject_after(text: str, at: int) -> tuple[int, int] | None:
    stop = _SUBJECT_END.search(text, at, at + _REACH)
    end = min(stop.start() if stop else len(text), at + _REACH)
    return (at, end) if text[at:end].strip() else None


def check_attribution(
    claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Check that whom the claim has say something is who says it in the evidence.

    Speaks only where both sides name one speaker; a speaker whom the evidence does not name
    at all is for the check of names.
    """
    if not speech_verbs(claim.lang):
        yield not_checked("attribution", "attribution", claim.lang)
        return
    spoken = [_named_speaker(claim, saying) for saying in _sayings(claim)]
    names = [name for name in spoken if name is not None]
    if not names:
        return
    told = main_sentences(claim, evidence)
    speakers = {s.entity: s for p in told for s in speakers_of(p, source)}
    if not speakers:
        return
    given = {
        part
        for passage in told
        for saying in _sayings(passage)
        for name in passage.names
        if saying.subject[0] <= name.start < saying.subject[1]
        for part in name.parts
    }
    for name in names:
        if given.intersection(name.parts):
            continue
        meant = source.entities_named(source.settled(name, claim.text))
        people = [i for i in meant if source.entities[i].kind != "place"]
        if not people or set(people) & speakers.keys():
            continue
        other = next(iter(speakers.values()))
        yield Finding(
            kind="attribution",
            severity="contradiction",
            claim=name.text,
            span=(other.start, other.end),
            message=f"the claim has {name.text} say this; in the article {other.name} says it",
        )


def speakers_of(passage: Passage, source: SourceText) -> Iterator[Speaker]:
    """Who speaks in a sentence, by its own words or as part of a longer quotation."""
    yield from source.speakers.get(passage.number, ())
    end = passage.start + len(passage.text)
    for quotation in source.quotations:
        if quotation.speech and quotation.start < end and passage.start < quotation.end:
            speaker = find_speaker(quotation, source)
            if speaker is not None:
                yield speaker


def _named_speaker(claim: Passage, saying: _Saying) -> Name | None:
    start, end = saying.subject
    names = [name for name in claim.names if start <= name.start < end]
    return names[-1] if names else None
