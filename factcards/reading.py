"""A card as its readers see it: beside its source, with its checks and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from factcards.escape import one_line

if TYPE_CHECKING:
    from factcards.article import Article, Sentence
    from factcards.card import Action, Card, ClaimRecord, Evidence, Verdict

VERDICTS: Final[dict[Verdict, str]] = {
    "verified": "matched",
    "partial": "partly supported",
    "contradicted": "the source says otherwise",
    "unsupported": "not found in the source",
}
ACTIONS: Final[dict[Action, str]] = {
    "kept": "",
    "realigned": "citation corrected",
    "repaired": "reworded after a check",
    "replaced": "the source’s own words",
    "added": "the source’s own words",
    "rejected": "left out",
}


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of the source beside the card.

    Attributes:
        number: 1-based position in the article.
        text: Its words; without the article only the passages that the card quotes from it.
        gap: What stands between it and the sentence before it in the same paragraph.
        paragraph: What groups it with its neighbours.
        facts: 1-based numbers of the facts that cite it.
        highlighted: Whether a fact, a figure, a quotation or a dated event rests on it.
    """

    number: int
    text: str
    gap: str
    paragraph: int
    facts: tuple[int, ...]
    highlighted: bool


@dataclass(frozen=True)
class Reading:
    """A card beside its source.

    Attributes:
        sentences: All sentences of the article; without it, those that the card cites.
        complete: Whether the whole article is there.
    """

    card: Card
    sentences: tuple[ReadSentence, ...]
    complete: bool
    _starts: tuple[tuple[int, int, int], ...] = ()

    @property
    def paragraphs(self) -> tuple[tuple[ReadSentence, ...], ...]:
        """`sentences`, grouped."""
        groups: dict[int, list[ReadSentence]] = {}
        for sentence in self.sentences:
            groups.setdefault(sentence.paragraph, []).append(sentence)
        return tuple(tuple(group) for group in groups.values())

    def place(self, evidence: Evidence) -> int:
        """Number of the sentence that a passage starts in, by offset where that is known."""
        return _number(evidence, self._starts)

    def record(self, field: str, text: str) -> ClaimRecord | None:
        """What the checks recorded of a claim that is on the card as `text`.

        Args:
            field: Start of the field's name: ``headline``, ``summary``, ``facts``...
            text: The words on the card; a record's index is that of the draft, not the card's.
        """
        for record in self.card.verification.verdicts:
            if record.field.startswith(field) and record.text == text:
                return record
        return None


def read_beside(
    card: Card, article: Article | None = None, sentences: Sequence[Sentence] = ()
) -> Reading:
    """Put a card beside its source.

    Args:
        card: The card.
        article: The text it was made from; None if it is not at hand.
        sentences: The article's sentences, in order.
    """
    if article is None:
        return Reading(card, tuple(_passages(card)), complete=False)
    spans = tuple((s.start, s.end, s.number) for s in sentences)
    facts, lit = _citations(card, spans)
    read = []
    before: Sentence | None = None
    for s in sentences:
        beside = before is not None and before.paragraph == s.paragraph
        gap = article.text[before.end : s.start] if before and beside else ""
        cited = tuple(facts.get(s.number, ()))
        read.append(ReadSentence(s.number, s.text, gap, s.paragraph, cited, s.number in lit))
        before = s
    return Reading(card, tuple(read), complete=True, _starts=spans)


def claim_notes(
    reading: Reading, field: str, text: str, verdict: Verdict | None = None
) -> tuple[str, ...]:
    """What a reader must know about a claim that was not plainly kept and verified.

    Args:
        reading: The card.
        field: ``headline``, ``summary``, ``why_it_matters`` or ``facts``.
        text: The claim's words on the card.
        verdict: The claim's verdict, where the card has it outside its record.

    Returns:
        Short phrases such as "partly supported"; none for a claim kept and verified.
    """
    record = reading.record(field, text)
    verdict = verdict or (record.verdict if record else "verified")
    phrases = ["" if verdict == "verified" else VERDICTS[verdict]]
    if record is not None:
        phrases.append(ACTIONS[record.action])
    return tuple(phrase for phrase in phrases if phrase)


def tally(card: Card) -> str:
    """The checks' result in a sentence: "8 of 10 claims match the source; 1 left out."."""
    checks = card.verification
    on_card = [r.verdict for r in checks.verdicts if r.text is not None]
    partial = on_card.count("partial")
    unmatched = on_card.count("contradicted") + on_card.count("unsupported")
    rest = ((partial, "only in part"), (unmatched, "not at all"), (checks.rejected, "left out"))
    but = ", ".join(f"{count} {what}" for count, what in rest if count)
    claims = "claim" if checks.checked == 1 else "claims"
    match = "matches" if checks.verified == 1 else "match"
    line = f"{checks.verified} of {checks.checked} {claims} {match} the source"
    return f"{line}; {but}." if but else f"{line}."


def human_date(value: str | datetime | None, lang: str = "en") -> str:
    """An ISO 8601 year, month, day or time in words of a language; other text unchanged.

    "2026-03-12" becomes "12 March 2026" in English, "2026-03" becomes "March 2026".
    """
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, datetime) else one_line(value)
    month_only = re.fullmatch(r"[0-9]{4}-[0-9]{2}", text)
    try:
        moment = datetime.fromisoformat(f"{text}-01" if month_only else text)
    except ValueError:
        return text
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - heavy

    try:
        locale = Locale.parse("en_GB" if lang in {"en", "und"} else lang)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    if month_only:
        return str(format_skeleton("yMMMM", moment, locale=locale))
    day = format_date(moment, "long", locale=locale)
    has_time = re.search(r"[T ][0-9]", text)
    return f"{day}, {moment:%H:%M}{_zone(moment)}" if has_time else day


def _zone(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    return f" UTC{moment:%z}" if offset else " UTC"


def _passages(card: Card) -> Iterator[ReadSentence]:
    quotes: dict[int, list[Evidence]] = {}
    for evidence in _evidence(card):
        quotes.setdefault(evidence.sentence, []).append(evidence)
    facts, _ = _citations(card, ())
    for number in sorted(quotes):
        cited = tuple(facts.get(number, ()))
        yield ReadSentence(number, _joined(quotes[number]), "", number, cited, highlighted=True)


def _joined(passages: list[Evidence]) -> str:
    """The passages of one sentence in its order, without those inside others."""
    text, end = "", -1
    for passage in sorted(passages, key=lambda e: (e.start, -e.end)):
        if passage.end > end:
            text = f"{text} … {passage.quote}" if text else passage.quote
            end = passage.end
    return text


def _evidence(card: Card) -> Iterator[Evidence]:
    for fact in card.facts:
        yield from fact.evidence
    yield from (figure.evidence for figure in card.figures)
    yield from (quote.evidence for quote in card.quotes)
    yield from (moment.evidence for moment in card.timeline)


def _citations(
    card: Card, spans: tuple[tuple[int, int, int], ...]
) -> tuple[dict[int, list[int]], set[int]]:
    """The facts by the sentence they cite, and every sentence that anything cites."""
    facts: dict[int, list[int]] = {}
    for position, fact in enumerate(card.facts, start=1):
        for number in dict.fromkeys(_number(e, spans) for e in fact.evidence):
            facts.setdefault(number, []).append(position)
    return facts, {_number(e, spans) for e in _evidence(card)}


def _number(evidence: Evidence, spans: tuple[tuple[int, int, int], ...]) -> int:
    return next((n for start, end, n in spans if start <= evidence.start < end), evidence.sentence)
