"""Checking a card again: offline, with no model, years later.

Two questions are asked of everything on the card. Is each passage where the card says it is
in the article? And do the checks still find that the claims follow from these passages?
Without the article only the second one can be answered, against the passages on the card.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcards.article import Article, Sentence, Value
from factcards.card import Card, Evidence, Finding, Quote, Verdict
from factcards.excerpts import known_as
from factcards.sentences import segment
from factcards.verify import SourceText, verify_claim
from factcards.verify.attribution import find_speaker
from factcards.verify.fold import fold


class Checked(Value):
    """One thing on the card and what is found of it now.

    Attributes:
        field: Where it stands: ``facts[0]``, ``headline``, ``quotes[1]``, ``figures[2]``...
        text: Its words.
        verdict: Of the checks, now.
        findings: What they found.
    """

    field: str
    text: str
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return self.verdict == "verified"


class Recheck(Value):
    """The result for a whole card.

    Attributes:
        card: The card's id.
        article: ``same`` (the text has the digest on the card), ``different`` or ``absent``.
        checked: Everything on the card, in its order.
    """

    card: str
    article: str
    checked: tuple[Checked, ...]

    @property
    def holds(self) -> bool:
        return all(item.holds for item in self.checked)


def recheck(card: Card, article: Article | None) -> Recheck:
    """Check a card against an article, or without one against its own passages.

    Args:
        card: The card.
        article: The text it was made of; a different text is said so and still checked.
    """
    if article is None:
        state, source = "absent", _passages_of(card)
    else:
        state = "same" if article.sha256 == card.source.sha256 else "different"
        article = article.model_copy(update=_metadata_of(card))
        source = SourceText(article, segment(article.text, article.lang))
    items = (*_claims(card, source, state), *_cuttings(card, source, state))
    return Recheck(card=card.id, article=state, checked=items)


def _metadata_of(card: Card) -> dict[str, str | None]:
    """What the checks read beside the text must be what it was when the card was made."""
    source = card.source
    return {"lang": card.lang, "title": source.title, "published": source.published}


def _claims(card: Card, source: SourceText, state: str) -> Iterator[Checked]:
    texts = [("headline", card.headline), ("summary", card.summary)]
    if card.why_it_matters is not None:
        texts.append(("why_it_matters", card.why_it_matters))
    recorded = {r.field: r.evidence for r in card.verification.verdicts if r.text is not None}
    for field, text in texts:
        yield _claim(field, text, recorded.get(field, ()), source, state)
    for index, fact in enumerate(card.facts):
        yield _claim(f"facts[{index}]", fact.text, fact.evidence, source, state)


def _claim(
    field: str, text: str, evidence: tuple[Evidence, ...], source: SourceText, state: str
) -> Checked:
    numbers = [e.sentence for e in evidence] if state == "same" else _renumbered(evidence, source)
    report = verify_claim(text.removesuffix("…"), source, numbers)
    misplaced = () if state == "absent" else tuple(_misplaced(evidence, source, state))
    verdict = report.verdict
    if misplaced and verdict == "verified":
        verdict = "unsupported"
    return Checked(field=field, text=text, verdict=verdict, findings=(*misplaced, *report.findings))


def _cuttings(card: Card, source: SourceText, state: str) -> Iterator[Checked]:
    """Everything that was cut out of the article rather than claimed about it."""
    for i, figure in enumerate(card.figures):
        parts = [("number", figure.value), ("label", figure.label)]
        yield _cutting(f"figures[{i}]", figure.value, parts, figure.evidence, source, state)
    for i, quote in enumerate(card.quotes):
        parts = [("quotation", quote.text)]
        if not _may_have_said(quote, source, state):
            parts.append(("speaker", str(quote.speaker)))
        yield _cutting(f"quotes[{i}]", quote.text, parts, quote.evidence, source, state)
    for group in ("people", "organisations", "places"):
        for i, named in enumerate(getattr(card, group)):
            parts = [("name", named.name.split()[-1])]
            yield _cutting(f"{group}[{i}]", named.name, parts, named.evidence, source, state)
    for i, moment in enumerate(card.timeline):
        field = f"timeline[{i}]"
        yield _claim(field, moment.text, (moment.evidence,), source, state)


def _cutting(
    field: str,
    text: str,
    parts: list[tuple[str, str]],
    evidence: Evidence,
    source: SourceText,
    state: str,
) -> Checked:
    """Check that a passage is in the article, and that the passage has all the parts."""
    findings = [] if state == "absent" else [*_misplaced((evidence,), source, state)]
    passage = fold(evidence.quote).text
    for what, words in parts:
        # A label may have had its middle taken out, which the ellipsis marks.
        if any(fold(piece).text not in passage for piece in words.split("…")):
            findings.append(_finding(f"the passage does not have this {what}: {words}", text))
    verdict: Verdict = "unsupported" if findings else "verified"
    return Checked(field=field, text=text, verdict=verdict, findings=tuple(findings))


def _may_have_said(quote: Quote, source: SourceText, state: str) -> bool:
    """Whether the speaker on the card is the one whom the article gives, or stands beside."""
    if quote.speaker is None or state != "same":
        return True
    at = quote.evidence.start
    said = next((q for q in source.quotations if q.start <= at < q.end), None)
    speaker = find_speaker(said, source) if said else None
    if speaker is not None:
        return quote.speaker in (speaker.name, known_as(source, speaker))
    near = source.passages[max(0, quote.evidence.sentence - 2) : quote.evidence.sentence + 1]
    return any(quote.speaker.split()[-1] in passage.text for passage in near)


def _misplaced(evidence: tuple[Evidence, ...], source: SourceText, state: str) -> Iterator[Finding]:
    text = source.article.text
    for passage in evidence:
        if text[passage.start : passage.end] == passage.quote:
            continue
        if state == "different" and fold(passage.quote).text in fold(text).text:
            continue  # the same words elsewhere: an edit before them moved them
        yield _finding("the article does not have this passage where the card says", passage.quote)


def _finding(message: str, claim: str) -> Finding:
    return Finding(kind="passage", severity="unsupported", claim=claim, message=message)


def _renumbered(evidence: tuple[Evidence, ...], source: SourceText) -> list[int]:
    wanted = [fold(e.quote).text for e in evidence]
    return [s.number for s in source.sentences if fold(s.text).text in wanted]


def _passages_of(card: Card) -> SourceText:
    """The passages on the card as if they were an article."""
    groups = [
        *(f.evidence for f in card.facts),
        *(r.evidence for r in card.verification.verdicts if r.text is not None),
        *((m.evidence,) for m in card.timeline),
    ]
    quotes = {e.start: e.quote for evidence in groups for e in evidence}
    sentences: list[Sentence] = []
    at = 0
    for number, start in enumerate(sorted(quotes), 1):
        line = " ".join(quotes[start].split())
        sentences.append(Sentence(number, at, at + len(line), line, number - 1))
        at += len(line) + 1
    article = Article(name="card", text="\n".join(s.text for s in sentences))
    return SourceText(article.model_copy(update=_metadata_of(card)), tuple(sentences))
