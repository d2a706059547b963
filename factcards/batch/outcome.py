"""What became of one article, and what is made of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from factcards.card import Card, Policy, Usage, parse_card
from factcards.intake.item import Kind
from factcards.prompt import Prompt
from factcards.store_files import CardFormat
from factcards.store_outcome import State


@dataclass(frozen=True)
class Recipe:
    """What is made of every article of a run.

    Attributes:
        prompt: How the model is asked.
        model: Its name.
        policy: Which claims may stand.
        judge: How the model is asked about single claims, if it is.
        lang: Language of the articles; None detects it.
        formats: What files are written for each card.
        template: Name or file for those that have templates; None is the built-in one.
        templates_dir: Templates of the user's own.
        directory: Where the files go; None writes none.
        dedupe: Whether an article with the text of an earlier one is left out.
        now: Time of the run, on every card.
    """

    prompt: Prompt
    model: str
    policy: Policy
    now: datetime
    judge: Prompt | None = None
    lang: str | None = None
    formats: tuple[CardFormat, ...] = ()
    template: str | None = None
    templates_dir: Path | None = None
    directory: Path | None = None
    dedupe: bool = False

    @cached_property
    def digest(self) -> str:
        """What a finished card depends on beside its article: another digest, another card."""
        judge = self.judge.digest if self.judge else ""
        parts = (self.prompt.digest, self.model, self.policy, judge, self.lang or "")
        return sha256("\0".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Outcome:
    """What became of one article.

    Attributes:
        id: Of its item.
        place: Where it is, for messages.
        kind: How it was read.
        state: ``done``; ``refused``, as it can never be a card; ``failed``, as something else
            stood in the way; ``duplicate`` of an earlier one.
        error: Name of the error's class where there is no card.
        reason: One line that says why there is none.
        card_json: The card, as its JSON file has it.
        article_sha256: Of the text, where it could be read.
        published: As the source says.
        files: What was written: format to path.
        usage: Tokens of this run, also where there is no card; replies kept before cost none.
        cost: In US dollars; None where a price is unknown.
        requests: Sent to the model in this run, retries included.
        seconds: From the start of the work on it to its end.
        checked: Claims on record.
        verified: Of these, on the card and verified.
    """

    id: str
    place: str
    kind: Kind
    state: State
    error: str | None = None
    reason: str | None = None
    card_json: bytes | None = None
    article_sha256: str | None = None
    published: str | None = None
    files: Mapping[str, str] | None = None
    usage: Usage | None = None
    cost: float | None = None
    requests: int = 0
    seconds: float = 0.0
    checked: int = 0
    verified: int = 0

    @cached_property
    def card(self) -> Card | None:
        """The card; None where there is none."""
        return None if self.card_json is None else parse_card(self.card_json, self.place)
