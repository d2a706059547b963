"""Attribution: who is said to say it, in the article and in a claim."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.align import main_sentences
from factcards.verify.coreference import anaphors, antecedents
from factcards.verify.fold import fold
from factcards.verify.quotations import Quotation
from factcards.verify.report import not_checked
from factcards.verify.sayings import REACH, Saying, sayings
from factcards.verify.speech import speech_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.article import Sentence
    from factcards.verify.entities import Entity
    from factcards.verify.names import Name
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Token

_LONGEST_SPEECH = 40  # quotations in a row with one speaker
_PERSONAL = frozenset({"he", "she"})
_TERMS = 8  # words in quotation marks between two of them


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
    if sentence.paragraph == other.paragraph and len(between) < 3 * REACH:
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
    for saying in sayings(passage):
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
            found.sort(key=lambda i: entities[i].kind != "person")
            if found and _is_mismatch(passage.text[pointer.offset :], entities[found[0]]):
                continue
            if found and (len(found) == 1 or pointer.home or _stands_out(found, recent)):
                yield _speaker(
                    entities[found[0]], found[0], passage.start + start, passage.start + end
                )


def _is_mismatch(words: str, entity: Entity) -> bool:
    """Whether "he" or "she" would mean an organisation."""
    return entity.kind != "person" and words[:4].casefold().rstrip(",. ") in _PERSONAL


def _stands_out(candidates: Sequence[int], recent: Sequence[Sequence[int]]) -> bool:
    """Whether the first candidate is the one the last sentences were about."""
    last = [people[0] for people in list(recent)[-2:] if people]
    return len(last) > 1 and all(first == candidates[0] for first in last)


def _speaker(entity: Entity, index: int, start: int, end: int) -> Speaker:
    role = max(sorted(entity.roles), key=len) if entity.roles else None
    return Speaker(entity.name, role, start, end, index)


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
    spoken = [_named_speaker(claim, saying) for saying in sayings(claim)]
    names = [name for name in spoken if name is not None]
    if not names:
        return
    yield from _told_by_the_text(names[0], claim, evidence, source)
    told = main_sentences(claim, evidence)
    speakers = {s.entity: s for p in told for s in speakers_of(p, source)}
    if not speakers:
        yield from _nobody(names, claim, told, source)
        return
    given = {
        part
        for passage in told
        for saying in sayings(passage)
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


def _told_by_the_text(
    name: Name, claim: Passage, evidence: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Whether the article's own words are given as somebody's speech, in quotation marks."""
    if not source.quotations:  # a transcript, which has no marks
        return
    for start, end in claim.quoted:
        words = claim.text[start:end]
        if Quotation(start, end, 0, words).speech:
            needle = fold(words).text.strip(" .,;:!?\"'")
            places = ((p, p.folded.find(needle)) for p in evidence)
            found = [(p, at[0] + p.start, at[1] + p.start) for p, at in places if at]
            if found and not any(_is_said(p, start, end, source) for p, start, end in found):
                yield Finding(
                    kind="attribution",
                    severity="unsupported",
                    claim=words,
                    span=(found[0][1], found[0][2]),
                    message=f"the claim has {name.text} say “{words}”; in the article it is "
                    "not speech",
                )


def _is_said(passage: Passage, start: int, end: int, source: SourceText) -> bool:
    past = bisect_left(source.quotations, end, key=lambda quotation: quotation.start)
    quoted = any(q.end > start for q in source.quotations[max(0, past - 1) : past])
    return quoted or any(True for _ in sayings(passage))


def _nobody(
    names: Sequence[Name], claim: Passage, told: Sequence[Passage], source: SourceText
) -> Iterator[Finding]:
    """Whether a company is said to say what somebody whom the article does not name says."""
    pointers = ((p, t) for p in told for t in p.tokens if t.folded in _PERSONAL and _speaks(t, p))
    passage, token = next(pointers, (None, None))
    if passage is None or token is None:
        return
    for name in names:
        meant = source.entities_named(source.settled(name, claim.text))
        if not meant or not all(source.entities[i].is_body for i in meant):
            continue
        yield Finding(
            kind="attribution",
            severity="contradiction",
            claim=name.text,
            span=(passage.start + token.start, passage.start + token.end),
            message=f"the claim has {name.text} say this; in the article “{token.text}” says it",
        )


def _speaks(token: Token, passage: Passage) -> bool:
    return any(s.subject[0] <= token.start < s.subject[1] for s in sayings(passage))


def speakers_of(passage: Passage, source: SourceText) -> Iterator[Speaker]:
    """Who speaks in a sentence, by its own words or as part of a longer quotation."""
    yield from source.speakers.get(passage.number, ())
    end = passage.start + len(passage.text)
    past = bisect_left(source.quotations, end, key=lambda quotation: quotation.start)
    for quotation in reversed(source.quotations[:past]):
        if quotation.end <= passage.start:
            break
        if quotation.speech:
            speaker = find_speaker(quotation, source)
            if speaker is not None:
                yield speaker


def _named_speaker(claim: Passage, saying: Saying) -> Name | None:
    start, end = saying.subject
    names = [name for name in claim.names if start <= name.start < end]
    return names[-1] if names else None
