"""The fact card, schema version 1: the receipt that everything else produces or reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from pydantic import Field, ValidationError, field_validator

from factcards.article import Value
from factcards.errors import CardError

SCHEMA_VERSION: Final = "1"

Match = Literal["exact", "normalised", "fuzzy"]
Verdict = Literal["verified", "partial", "contradicted", "unsupported"]
Action = Literal["kept", "realigned", "repaired", "replaced", "added", "rejected"]
FactKind = Literal["event", "figure", "plan", "statement"]
Severity = Literal["contradiction", "unsupported", "note"]
Policy = Literal["strict", "standard", "lenient"]

_LONGEST_MESSAGE = 500
# Controls, lone surrogates, and marks that turn the direction of what follows them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")


class Finding(Value):
    """One observation of one check about one claim.

    Attributes:
        kind: Which check speaks: ``figure``, ``date``, ``name``, ``quotation``,
            ``negation``, ``support``, ``citation``, ``reference``, ``repetition``...
        severity: ``contradiction`` (the source says otherwise), ``unsupported`` (the source
            does not say it) or ``note`` (recorded, fails nothing).
        claim: The words of the claim it is about.
        span: Offsets ``[start, end)`` of the article where it says otherwise, if it does.
        message: A sentence for people: "the article says 26 countries (sentence 4); the
            claim says 62".
    """

    kind: str
    severity: Severity
    claim: str
    span: tuple[int, int] | None = None
    message: str

    @field_validator("message")
    @classmethod
    def _printable(cls, text: str) -> str:
        """One line that can go to a terminal: it quotes text that nobody has vetted."""
        line = _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
        return line if len(line) <= _LONGEST_MESSAGE else line[: _LONGEST_MESSAGE - 1] + "…"


class Evidence(Value):
    """A passage that a claim rests on: ``article.text[start:end] == quote``.

    Attributes:
        sentence: 1-based number of the sentence the passage is in.
        quote: The passage, cut out of the article by code.
        start: Offset of its first code point in the article's text.
        end: Offset just past its last one.
        match: How the claim's words match it: ``exact`` (verbatim), ``normalised`` (verbatim
            but for case, spacing and the shape of quotes and dashes) or ``fuzzy``.
    """

    sentence: int = Field(ge=1)
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    match: Match


class Fact(Value):
    """One checked statement.

    `kind` is ``event``, ``figure``, ``plan`` or ``statement``; `attribution` names who says
    so where the source attributes it.
    """

    text: str
    kind: FactKind
    attribution: str | None
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    findings: tuple[Finding, ...]


class Figure(Value):
    """A number of the article.

    Attributes:
        value: As printed there, with its unit and currency: ``£412 million``, ``6%``.
        unit: Canonical unit for machines: ``GBP``, ``%``, ``km``; None for a bare count.
        label: What it counts, in the article's words.
        as_of: ISO 8601 date that the sentence gives with it, if it gives one.
        evidence: The sentence.
    """

    value: str
    unit: str | None
    label: str
    as_of: str | None
    evidence: Evidence


class Quote(Value):
    """Words that the article puts in quotation marks, verbatim and without the marks."""

    text: str
    speaker: str | None
    role: str | None
    evidence: Evidence


class Person(Value):
    """A person whom the article names, with the role that it gives them."""

    name: str
    role: str | None
    evidence: Evidence


class Mention(Value):
    """An organisation or a place that the article names."""

    name: str
    evidence: Evidence


class Moment(Value):
    """A dated event: ISO 8601 `date` to the given `precision`."""

    date: str
    precision: Literal["year", "month", "day", "minute"]
    text: str
    evidence: Evidence


class ClaimRecord(Value):
    """What happened to one claim that the model made, whether or not it is on the card.

    Attributes:
        field: Where it was meant to stand: ``facts[2]``, ``headline``, ``summary``...
        proposed: The model's words.
        text: The words on the card; None where the claim was left out.
        verdict: Of `text` where there is one, otherwise of `proposed`.
        action: ``kept``, ``realigned`` (right, but cited the wrong sentence), ``repaired``
            (the model's second attempt), ``replaced`` (the source's own words instead),
            ``added`` (the source's own words, to fill up) or ``rejected``.
        evidence: The passages that `text` rests on.
        findings: What the checks found in `proposed`, and in the second attempt if any.
    """

    field: str
    proposed: str
    text: str | None
    verdict: Verdict
    action: Action
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


class Verification(Value):
    """The totals and the full record of the checks. Counts are of claims.

    ``verified`` counts claims on the card whose verdict is ``verified``; ``repaired`` counts
    those on the card that did not stand as first proposed (repaired or replaced). `policy` is
    what decided which claims may stand; cards made before there was a choice are ``standard``.
    """

    policy: Policy = "standard"
    checked: int
    verified: int
    repaired: int
    rejected: int
    verdicts: tuple[ClaimRecord, ...]

    @property
    def proposed(self) -> int:
        """How many claims the model made."""
        return sum(record.action != "added" for record in self.verdicts)

    @property
    def upheld(self) -> int:
        """How many of them are on the card, verified, in its own words of either attempt."""
        return sum(
            record.verdict == "verified" and record.action in ("kept", "realigned", "repaired")
            for record in self.verdicts
        )


class Usage(Value):
    """Tokens over all calls for this card; None where the endpoint does not say."""

    prompt_tokens: int | None
    completion_tokens: int | None
    cached_tokens: int | None

    @classmethod
    def total(cls, usages: Iterable[Usage]) -> Usage:
        """The sum of several; None for what one of them does not say."""
        counted = list(usages)
        return cls(
            prompt_tokens=known_sum(u.prompt_tokens for u in counted),
            completion_tokens=known_sum(u.completion_tokens for u in counted),
            cached_tokens=known_sum(u.cached_tokens for u in counted),
        )


Number = TypeVar("Number", int, float)


def known_sum(numbers: Iterable[Number | None]) -> Number | None:
    """Their sum; None as soon as one of them is unknown."""
    known = list(numbers)
    return None if None in known else sum(n for n in known if n is not None)


class PromptRef(Value):
    """Which prompt was used: the digest is SHA-256 of the prompt file's bytes."""

    name: str
    version: str
    digest: str


class ArticleRef(Value):
    """Which text was read: enough to find and recognise it again."""

    name: str
    sha256: str
    characters: int
    sentences: int


class Provenance(Value):
    """How the card came to be. `cost` is in US dollars, None where the price is unknown."""

    article: ArticleRef
    prompt: PromptRef
    schema_digest: str
    model: str
    endpoint: Literal["embedded", "remote", "replay"]
    parameters: dict[str, str | int | float | bool | None]
    usage: Usage
    cost: float | None
    attempts: int
    factcards: str


class Source(Value):
    """Where the article comes from, for readers of the card."""

    url: str | None
    canonical: str | None
    title: str | None
    publisher: str | None
    byline: str | None
    published: str | None
    retrieved: datetime | None
    sha256: str


class Card(Value):
    """A fact card.

    Attributes:
        id: First 16 hex digits of a digest over article, prompt and model.
        dir: Writing direction of `lang`: ``ltr`` or ``rtl``.
        headline: At most 90 characters, 64 aimed at. Its evidence, like that of `summary` and
            `why_it_matters`, is in the record of that name under `verification`.
        preheader: At most 90 characters, for an inbox preview.
        summary: One or two sentences.
        why_it_matters: One sentence, or None where the article gives no reason.
        facts: 3 to 7 of them where the article holds that many.
    """

    id: str
    schema_version: Literal["1"] = SCHEMA_VERSION
    lang: str
    dir: Literal["ltr", "rtl"]
    created_at: datetime
    source: Source
    headline: str
    preheader: str
    summary: str
    why_it_matters: str | None
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    people: tuple[Person, ...]
    organisations: tuple[Mention, ...]
    places: tuple[Mention, ...]
    timeline: tuple[Moment, ...]
    verification: Verification
    provenance: Provenance


def parse_card(content: bytes, name: str) -> Card:
    """Read a card that was written as JSON.

    Args:
        content: The file's bytes.
        name: What to call it in errors.

    Raises:
        CardError: Not JSON, another schema version, or not a card; says where.
    """
    try:
        return Card.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise CardError(
            f"not a fact card of schema version {SCHEMA_VERSION}: {where}: {first['msg']}",
            source=name,
            remedy="make one with `factcards card ARTICLE --format json`",
        ) from error


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of the card."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Card.model_json_schema(mode="serialization"),
    }
