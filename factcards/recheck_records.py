"""What a card says of itself, held against its own record; no article is needed for this."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from factcards.article import Article
from factcards.assemble import PREHEADER_LIMIT, first_verified
from factcards.card import Card, ClaimRecord, Evidence, Fact, Finding, Policy
from factcards.claims import HEADLINE_LIMIT
from factcards.clauses import shorten
from factcards.language import agreed_language, direction, subtag_of
from factcards.sentences_markup import unmarked
from factcards.verify import SourceText
from factcards.verify.align import match_grade
from factcards.verify.passage import Passage

_FIELD = re.compile(r"facts\[\d+\]|headline|summary|why_it_matters")
_AS_PROPOSED = ("kept", "realigned")


def failed(kind: str, message: str, words: str = "") -> Finding:
    """A finding that keeps a thing on the card from holding."""
    return Finding(kind=kind, severity="unsupported", claim=words, message=message)


def record_of(card: Card, field: str) -> ClaimRecord | None:
    """The record of a claim that is on the card; `field` as it was when it was proposed."""
    shown = (r for r in card.verification.verdicts if r.text is not None)
    return next((r for r in shown if r.field == field), None)


def fact_records(card: Card) -> tuple[ClaimRecord, ...]:
    """The records of the facts on the card, in the card's order."""
    return tuple(
        r for r in card.verification.verdicts if r.text is not None and r.field.startswith("facts[")
    )


def text_findings(card: Card, field: str, text: str | None) -> Iterator[Finding]:
    """A headline, a summary or a reason must be the words that the record has for it."""
    record = record_of(card, field)
    lead = first_verified(card.facts)
    words = lead.text if lead else ""
    without = {"headline": shorten(words, HEADLINE_LIMIT), "summary": words}
    recorded = record.text if record else without.get(field)
    if text != recorded:
        yield failed("record", f"the record of the checks has other words: {recorded}", text or "")


def fact_findings(fact: Fact, record: ClaimRecord | None, policy: Policy) -> Iterator[Finding]:
    """A fact must have the words, passages and verdict that the record has for it."""
    if not fact.evidence:
        yield failed("passage", "the card gives no passage for this", fact.text)
    if record is None:
        yield failed("record", "the record of the checks has no such fact", fact.text)
        return
    if fact.text != record.text:
        yield failed("record", f"the record of the checks has other words: {record.text}")
    if fact.evidence != record.evidence:
        yield failed("record", "the record of the checks has other passages", fact.text)
    if fact.verdict != "verified" and not _may_be_partial(fact.verdict, policy):
        yield failed("record", f"the card itself calls this {fact.verdict}", fact.text)
    elif fact.verdict != record.verdict:
        message = f"the card calls this {fact.verdict}, the record of the checks {record.verdict}"
        yield failed("record", message, fact.text)
    # The record has what was found in the words as proposed, so only these can be compared.
    as_recorded = record.action not in _AS_PROPOSED or fact.findings == record.findings
    if not as_recorded or (fact.verdict == "verified") == any(map(_fails, fact.findings)):
        yield failed("record", "the findings on the card are not those of its record", fact.text)


def _fails(finding: Finding) -> bool:
    return finding.severity != "note"


def _may_be_partial(verdict: str, policy: Policy) -> bool:
    return verdict == "partial" and policy == "lenient"


def evidence_findings(evidence: Iterable[Evidence], claim: str | None = None) -> Iterator[Finding]:
    """A passage is as long as its offsets say, and matches the claim as it says.

    Args:
        evidence: The passages.
        claim: The words that rest on them; None for words that are the passage's own.
    """
    for passage in evidence:
        if passage.end - passage.start != len(passage.quote) or not passage.quote.strip():
            yield failed("passage", "the offsets do not fit this passage", passage.quote)
        match = "exact" if claim is None else match_grade(Passage(claim, ""), _read(passage))
        # A claim that was cut short was compared before that.
        if passage.match != match and not (claim or "").endswith("…"):
            message = f"the card calls the match {passage.match}; it is {match}"
            yield failed("passage", message, passage.quote)


def _read(passage: Evidence) -> Passage:
    return Passage(unmarked(passage.quote), "", passage.sentence, passage.start)


def verification_findings(card: Card) -> Iterator[Finding]:
    """The counts must be those that follow from the records, and the records make sense."""
    stated, records = card.verification, card.verification.verdicts
    shown = [r for r in records if r.text is not None]
    counted = {
        "checked": len(records),
        "verified": sum(r.verdict == "verified" for r in shown),
        "repaired": sum(r.action in ("repaired", "replaced") for r in shown),
        "rejected": len(records) - len(shown),
    }
    for name, count in counted.items():
        if getattr(stated, name) != count:
            yield failed(
                "record", f"{name}: the card says {getattr(stated, name)}, its records {count}"
            )
    if len({r.field for r in records}) != len(records):
        yield failed("record", "two records are of the same claim")
    if len(fact_records(card)) != len(card.facts):
        numbers = f"{len(card.facts)} facts on the card, {len(fact_records(card))} in its records"
        yield failed("record", numbers)
    for record in records:
        yield from _about(record, stated.policy)


def _about(record: ClaimRecord, policy: Policy) -> Iterator[Finding]:
    field = record.field
    if not _FIELD.fullmatch(field):
        yield failed("record", f"a card has no field {field!r}")
    if (record.text is None) != (record.action == "rejected"):
        yield failed("record", f"{field} is {record.action} and yet has {record.text or 'no text'}")
    if record.action in _AS_PROPOSED and record.text != record.proposed:
        yield failed("record", f"{field} is {record.action}, but not as proposed", record.proposed)
    if record.action == "added" and record.proposed:
        yield failed("record", f"{field} was added, and yet proposed", record.proposed)
    if record.text is not None:
        partly = field.startswith("facts[") and _may_be_partial(record.verdict, policy)
        if record.verdict != "verified" and not partly:
            yield failed("record", f"{field} is on the card and {record.verdict}", record.text)
        if not record.evidence:
            yield failed("record", f"the record of {field} gives no passage", record.text)
        yield from evidence_findings(record.evidence, record.text)


def preheader_findings(card: Card) -> Iterator[Finding]:
    """The preheader is the summary as far as it has room for it."""
    expected = shorten(card.summary, PREHEADER_LIMIT)
    if card.preheader != expected:
        yield failed("record", f"it is not the beginning of the summary: {expected}")


def language_findings(card: Card, text: str) -> Iterator[Finding]:
    """The language is one, has the given direction, and is that of the article or passages."""
    if subtag_of(card.lang) != card.lang:
        yield failed("record", "it is no language tag", card.lang)
        return
    if card.dir != direction(card.lang):
        yield failed("record", f"{card.lang} is not written {card.dir}", card.lang)
    agreed = agreed_language(card.lang, text)
    if agreed != card.lang:
        yield failed("passage", f"the text is written in {agreed}", card.lang)


def provenance_findings(card: Card, source: SourceText | None) -> Iterator[Finding]:
    """The digests agree with each other and with the text.

    Args:
        card: The card.
        source: The text with the digest on the card, if there is one.
    """
    about, origin = card.provenance.article, card.provenance
    if card.source.sha256 != about.sha256:
        yield failed("record", "the source and the provenance name different articles")
    identity = f"{about.sha256} {origin.prompt.digest} {origin.model}"
    if card.id != sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]:
        yield failed("record", "the id is not that of this article, prompt and model", card.id)
    if source is not None:
        size = len(source.article.text), len(source.sentences)
        if size != (about.characters, about.sentences):
            message = f"the article has {size[0]} characters and {size[1]} sentences"
            yield failed("passage", message)


def source_findings(card: Card, article: Article) -> Iterator[Finding]:
    """What the article gives of itself must be what the card says; what it omits is left."""
    said = card.source
    for name in ("title", "published", "byline", "publisher", "canonical"):
        given = getattr(article, name)
        if given is not None and getattr(said, name) != given:
            yield failed("record", f"the article gives another {name}: {given}")
    # A saved page names its canonical address where the card has the one it was read at.
    if article.url is not None and article.url not in (said.url, said.canonical):
        yield failed("record", f"the article gives another address: {article.url}")
