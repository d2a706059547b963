"""Nothing is asked twice, and nothing bad is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from cases import article, draft, with_fact
from fake_completer import FakeCompleter

from factcards.article import Article
from factcards.cache import Cache
from factcards.cache_completer import CachedCompleter, model_identity, request_key
from factcards.card import Card
from factcards.completion import Completion, Message, Request
from factcards.errors import FactcardsError
from factcards.judge import PROMPT
from factcards.pipeline import make_card
from factcards.prompt import load_prompt, parse_prompt

NOW = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)
REQUEST = Request(
    (Message("system", "be brief"), Message("user", "[1] A sentence.")),
    "card_draft",
    {"type": "object", "properties": {"a": {}, "b": {}}},
    {"temperature": 0.0, "max_tokens": 100},
)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    def fail(warning: str) -> None:
        pytest.fail(warning)

    with Cache(tmp_path / "c.sqlite", warn=fail) as cache:
        yield cache


def make(cache: Cache, replies: Any, *, read: Article | None = None, **options: Any) -> Card:
    """A card by way of the cache; every reply must be wanted."""
    fake = FakeCompleter(replies)
    prompt = options.pop("prompt", None) or load_prompt("factcard")
    completer = CachedCompleter(fake, cache, options.pop("model", "m"))
    card = asyncio.run(
        make_card(read or article(), completer=completer, prompt=prompt, now=NOW, **options)
    )
    assert fake.left == 0
    return card


BROKEN = with_fact("The city will buy seven ferries for 41 million euros.", 1)
REPAIR = {"claims": [{"text": "The city will buy three ferries.", "source": 1}]}


def test_the_same_card_is_made_again_without_asking(cache: Cache) -> None:
    first = make(cache, [BROKEN, REPAIR])
    assert make(cache, []) == first
    assert first.provenance.attempts == 2


def test_a_judge_is_not_asked_twice_either(cache: Cache) -> None:
    facts = with_fact("The city is going to buy three ferries for 41 million euros.", 1)["facts"]
    yes = {"verdict": "supported", "reason": "it says so"}
    for asked in (Asked({"card_draft": draft(facts=facts), "judgement": yes}), Asked({})):
        asyncio.run(
            make_card(
                article(),
                completer=CachedCompleter(asked, cache, "m"),
                prompt=load_prompt("factcard"),
                judge=load_prompt(PROMPT, purpose="judge"),
                now=NOW,
            )
        )
        assert ("judgement" in asked.names) == bool(asked.answers)


@dataclass
class Asked:
    """Answers by what is asked for."""

    answers: dict[str, Any]
    names: list[str] = field(default_factory=list)
    kind: Literal["replay"] = "replay"
    description: str = ""

    async def complete(self, request: Request) -> Completion:
        self.names.append(request.schema_name)
        return await FakeCompleter([self.answers[request.schema_name]]).complete(request)


def test_another_article_is_asked_about(cache: Cache) -> None:
    make(cache, [draft()])
    other = article(text=article().text.replace("1962", "1963"))
    changed = with_fact("The first ferry was built in 1963 by the Marlow shipyard.", 6, at=4)
    make(cache, [changed], read=other)


def test_a_changed_prompt_asks_again(cache: Cache) -> None:
    prompt = load_prompt("factcard")
    make(cache, [draft()], prompt=prompt)
    content = prompt.path.read_bytes().replace(b"Reply with JSON", b"Answer with JSON")
    make(cache, [draft()], prompt=parse_prompt(content, prompt.path))


def test_another_model_is_asked(cache: Cache) -> None:
    make(cache, [draft()], model="one")
    make(cache, [draft()], model="other")


@pytest.mark.parametrize(
    "bad",
    [
        (json.dumps(draft()), "length"),
        (json.dumps(draft()), "content_filter"),
        "",
        "   ",
        "no JSON",
        '{"facts": [',
        '{"facts": "none"}',
        "[]",
    ],
)
def test_a_bad_reply_is_asked_for_again_in_the_next_run(cache: Cache, bad: Any) -> None:
    fake = FakeCompleter([bad, draft()])
    completer = CachedCompleter(fake, cache, "m")
    request = replace(REQUEST, schema_name="card_draft")
    asyncio.run(completer.complete(request))
    good = asyncio.run(completer.complete(request))
    assert asyncio.run(completer.complete(request)) == replace(good, kept=True)
    assert (fake.left, completer.hits) == (0, 1)


@pytest.mark.parametrize("name", ["judgement", "something_else"])
def test_what_nobody_can_read_is_not_kept(cache: Cache, name: str) -> None:
    fake = FakeCompleter([{"verdict": "perhaps", "reason": ""}] * 2)
    completer = CachedCompleter(fake, cache, "m")
    for _ in range(2):
        asyncio.run(completer.complete(replace(REQUEST, schema_name=name)))
    assert fake.left == 0


def test_an_error_is_passed_on_and_not_kept(cache: Cache) -> None:
    completer = CachedCompleter(FakeCompleter([FactcardsError("no"), draft()]), cache, "m")
    with pytest.raises(FactcardsError, match="no"):
        asyncio.run(completer.complete(REQUEST))
    assert json.loads(asyncio.run(completer.complete(REQUEST)).text) == draft()


def test_it_is_reached_and_described_as_what_it_wraps(cache: Cache) -> None:
    completer = CachedCompleter(FakeCompleter([], kind="remote", description="x"), cache, "m")
    assert (completer.kind, completer.description) == ("remote", "x")


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, messages=REQUEST.messages[:1]),
        replace(REQUEST, messages=(REQUEST.messages[0], Message("assistant", "[1] A sentence."))),
        replace(REQUEST, messages=(REQUEST.messages[0], Message("user", "[1] Another."))),
        replace(REQUEST, schema_name="repair_draft"),
        replace(REQUEST, schema={"type": "object", "properties": {"b": {}, "a": {}}}),
        replace(REQUEST, parameters={"temperature": 0.5, "max_tokens": 100}),
        replace(REQUEST, parameters={}),
    ],
)
def test_whatever_changes_the_reply_changes_the_key(other: Request) -> None:
    assert request_key(other, "m") != request_key(REQUEST, "m")
    assert request_key(REQUEST, "m") == request_key(replace(REQUEST), "m")


def test_half_a_character_in_an_article_has_a_key() -> None:
    odd = replace(REQUEST, messages=(Message("user", "\ud800"),))
    assert request_key(odd, "m") != request_key(REQUEST, "m")


def test_models_are_told_apart_by_name_and_by_how_they_are_reached() -> None:
    assert model_identity("embedded", "m") != model_identity("remote", "m")
    assert model_identity("remote", "m") != model_identity("remote", "n")
