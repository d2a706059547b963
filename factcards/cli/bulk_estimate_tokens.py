"""About how many tokens the first question about an article has."""

from __future__ import annotations

import json
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NoReturn

from factcards.article import Article
from factcards.card import Policy
from factcards.claims import Assignment
from factcards.completion import Completion, Request
from factcards.errors import NotAnArticle
from factcards.prompt import Prompt
from factcards.proposal import Conversation
from factcards.sentences import segment
from factcards.verify import SourceText

# Characters to a token, as vocabularies of 100,000 to 250,000 entries have it for prose: about
# 4.5 in English and 3.5 to 4 in other languages in Latin letters; around 2.5 in Cyrillic, Greek,
# Arabic, Hebrew and the scripts of India; 1 to 1.5 in Chinese, Japanese and Korean.
_LATIN, _OTHER, _CJK = 4.0, 2.5, 1.2
_LATIN_END, _CJK_BEGIN = 0x370, 0x2E80


@dataclass(frozen=True)
class Question:
    """A `Completer` that keeps no secret: it takes the request and answers nothing.

    Attributes:
        article: About what.
        prompt: How it is asked.
        policy: Which claims may stand.
    """

    article: Article
    prompt: Prompt
    policy: Policy
    kind: Literal["replay"] = "replay"
    description: str = "nothing"

    async def complete(self, request: Request) -> Completion:
        raise _Asked(request)


class _Asked(Exception):
    """What would be sent."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request


def first_request(question: Question) -> Request:
    """What a model would be asked first about an article.

    Raises:
        NotAnArticle: No sentence of it can be checked.
        PromptError: The prompt does not render.
    """
    article = question.article
    source = SourceText(article, segment(article.text, article.lang))
    if not source.sentences:
        raise NotAnArticle("there are no sentences in it", source=article.name)
    assignment = Assignment(source, question.policy)
    try:
        _run(Conversation(question, question.prompt, assignment).draft())
    except _Asked as asked:
        return asked.request


def _run(draft: Coroutine[Any, Any, object]) -> NoReturn:
    """Go to the first thing that a coroutine waits for, which is its question."""
    draft.send(None)
    raise AssertionError("unreachable: the question is raised")


def request_tokens(question: Question) -> int:
    """About how many tokens the first request has, schema included; raises `first_request`'s."""
    request = first_request(question)
    schema = _fixed_tokens(json.dumps(request.schema, ensure_ascii=False))
    static = [m.content for m in request.messages if m.role == "system"]
    others = [m.content for m in request.messages if m.role != "system"]
    return schema + sum(map(_fixed_tokens, static)) + sum(map(text_tokens, others))


def text_tokens(text: str) -> int:
    """About how many tokens a text has, by the scripts it is written in."""
    if text.isascii():
        return round(len(text) / _LATIN)
    latin = sum(character < chr(_LATIN_END) for character in text)
    dense = sum(character >= chr(_CJK_BEGIN) for character in text)
    # Typographic quotes, dashes and the like are in between, and few.
    return round(latin / _LATIN + dense / _CJK + (len(text) - latin - dense) / _OTHER)


_fixed_tokens = lru_cache(maxsize=64)(text_tokens)
