"""Asking the model: for a draft of the card, and once more for the claims that failed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from factcards.article import Article, Sentence
from factcards.card import Usage, known_sum
from factcards.claims import Assignment
from factcards.completion import Completer, Completion, Message, Request
from factcards.draft import CardDraft, DraftT, RepairDraft, parse_reply
from factcards.errors import ReplyError
from factcards.prompt import Prompt
from factcards.sentences_markup import unmarked

# A reply that does not parse is pointed out: a card is worth two reminders, a repair one.
DRAFT_REPLIES, REPAIR_REPLIES = 3, 2
_MOST_FACTS = 6

_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim to be put again: its words, what is wrong, and the sentence to keep to."""

    claim: str
    problem: str
    sentence: int


@dataclass
class Conversation:
    """One article's exchange with the model; keeps what was said and what it cost.

    The second question goes into the same conversation, so that a server that caches
    prefixes reads the article only once. It is a `Completer` itself, for what is asked beside it.

    Attributes:
        completer: Whom to ask.
        prompt: How to ask.
        assignment: About what.
        completions: Every reply so far, bad ones included.
    """

    completer: Completer
    prompt: Prompt
    assignment: Assignment
    completions: list[Completion] = field(default_factory=list)
    _messages: tuple[Message, ...] = ()

    async def draft(self) -> CardDraft:
        """Ask for a whole card.

        Raises:
            EndpointError: The model cannot be asked.
            ReplyError: No reply was a card draft.
            PromptError: The prompt does not render.
        """
        variables = self._variables(())
        self._messages = (
            Message("system", self.prompt.system),
            Message("user", self.prompt.render("user", variables)),
        )
        schema = self.prompt.render_schema("schema", variables)
        return await self._ask("card_draft", schema, CardDraft, DRAFT_REPLIES)

    async def repair(self, failures: Sequence[Failure]) -> RepairDraft:
        """Ask again for `failures` alone, in their order; raises as `draft`."""
        variables = self._variables(failures)
        question = Message("user", self.prompt.render("repair", variables))
        self._messages = (*self._messages, question)
        schema = self.prompt.render_schema("repair_schema", variables)
        return await self._ask("repair_draft", schema, RepairDraft, REPAIR_REPLIES)

    @property
    def kind(self) -> Literal["embedded", "remote", "replay"]:
        return self.completer.kind

    @property
    def description(self) -> str:
        return self.completer.description

    async def complete(self, request: Request) -> Completion:
        """Ask beside the conversation; what it costs is counted with the rest."""
        completion = await self.completer.complete(request)
        self.completions.append(completion)
        return completion

    @property
    def usage(self) -> Usage:
        """Tokens over all replies; None for what some reply does not say."""
        return Usage.total(completion.usage for completion in self.completions)

    @property
    def cost(self) -> float | None:
        """US dollars over all replies; None where a price is unknown."""
        return known_sum(completion.cost for completion in self.completions)

    def _variables(self, failures: Sequence[Failure]) -> dict[str, Any]:
        source = self.assignment.source
        article, sentences = source.article, source.sentences
        return {
            "title": shown(article.title or ""),
            "publisher": article.publisher,
            "published": article.published,
            "salient": self._salient(),
            "sentences": [_numbered(s) for s in sentences if _is_prose(s, article)],
            "failures": [
                {
                    "claim": shown(f.claim),
                    "problem": shown(f.problem),
                    "sentence": _numbered(sentences[f.sentence - 1]),
                }
                for f in failures
            ],
        }

    def _salient(self) -> list[int]:
        """Sentences to point out, in order; costly, so only to a prompt that wants them."""
        if "salient" not in self.prompt.meta.variables:
            return []
        return sorted(self.assignment.salient[:_MOST_FACTS])

    async def _ask(
        self, name: str, schema: Mapping[str, Any], kind: type[DraftT], replies: int
    ) -> DraftT:
        parameters = dict(self.prompt.meta.parameters)
        for remaining in reversed(range(replies)):
            request = Request(self._messages, name, schema, parameters)
            completion = await self.complete(request)
            self._messages = (*self._messages, Message("assistant", completion.text))
            try:
                return _parse(completion, kind)
            except ReplyError as error:
                if not remaining:
                    raise
                if completion.finish_reason == "length":
                    # Cut off rather than wrong: the same question, with more room.
                    self._messages = self._messages[:-1]
                    parameters = _more_room(parameters)
                else:
                    complaint = f"{error.problem}. Reply again with the whole JSON, on one line."
                    self._messages = (*self._messages, Message("user", complaint))
        raise AssertionError("unreachable: the last reply returns or raises")


def _parse(completion: Completion, kind: type[DraftT]) -> DraftT:
    if completion.finish_reason == "content_filter":
        raise ReplyError("the endpoint withheld the reply", raw=completion.text)
    return parse_reply(completion.text, kind)


def shown(text: str) -> str:
    """The text as the model sees it: as long as before, with paired typographic quotes.

    A straight double quote in a sentence makes small models end their JSON string early.
    Replacing one code point by one keeps all offsets true. White space becomes plain spaces
    so that a sentence stays on its numbered line.
    """
    if '"' not in text:
        return _WHITE.sub(" ", text)
    opening = True
    out = []
    for char in text:
        if char == '"':
            out.append("“" if opening else "”")
            opening = not opening
        else:
            out.append(" " if char.isspace() else char)
    return "".join(out)


def _numbered(sentence: Sentence) -> dict[str, Any]:
    return {"number": sentence.number, "text": shown(unmarked(sentence.text))}


def _is_prose(sentence: Sentence, article: Article) -> bool:
    """Whether a sentence is worth the model's time: not the title again, not a bare date."""
    return unmarked(sentence.text).strip() != article.title and any(
        c.isalpha() for c in sentence.text
    )


def _more_room(parameters: Mapping[str, Any]) -> dict[str, Any]:
    limits = ("max_tokens", "max_completion_tokens")
    return {k: v * 2 if k in limits and v else v for k, v in parameters.items()}
