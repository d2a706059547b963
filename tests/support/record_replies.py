"""Record what the embedded model replies about each fixture article: `make record`.

Writes fixtures/completions/STEM.json, which tests replay, and fixtures/cards/STEM.md, the card
that follows from it. Look at the cards before you commit them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from fake_completer import FakeCompleter

from factcards.card import Card
from factcards.completion import Completer, Completion, Request
from factcards.connect import COMPACT_JSON
from factcards.embedded import EmbeddedServer
from factcards.endpoint import OpenAIEndpoint
from factcards.pipeline import make_card
from factcards.prompt import load_prompt
from factcards.render import render
from factcards.sources import load
from factcards.weights import DEFAULT_MODEL, ensure, find

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Recorder:
    """Passes requests on and keeps the replies."""

    inner: Completer
    replies: list[str] = field(default_factory=list)
    kind: Literal["embedded", "remote", "replay"] = "embedded"
    description: str = "recording"

    async def complete(self, request: Request) -> Completion:
        completion = await self.inner.complete(request)
        self.replies.append(completion.text)
        return completion


def article_files() -> list[Path]:
    return sorted((FIXTURES / "articles").iterdir())


def card_of(path: Path, completer: Completer) -> Card:
    """The card of a fixture article; its name is what it is called in the repository."""
    article = load(str(path), now=NOW).model_copy(update={"name": f"fixtures/articles/{path.name}"})
    return asyncio.run(
        make_card(article, completer=completer, prompt=load_prompt("guided"), now=NOW)
    )


def replayed(path: Path) -> Card:
    """The card that follows from the recorded replies.

    Checks that have become stricter may ask again where nothing was asked when the replies were
    recorded: the model then has nothing to say, which a card must survive.
    """
    replies = json.loads((FIXTURES / "completions" / f"{path.stem}.json").read_text("utf-8"))
    return card_of(path, FakeCompleter([*replies, "", ""]))


async def record(path: Path, endpoint: OpenAIEndpoint) -> list[str]:
    recorder = Recorder(endpoint)
    article = load(str(path), now=NOW)
    async with endpoint:
        await make_card(article, completer=recorder, prompt=load_prompt("guided"), now=NOW)
    return recorder.replies


def main() -> None:
    model = find(DEFAULT_MODEL)
    wanted = set(sys.argv[1:])
    with EmbeddedServer(ensure(model), model=model.name) as server:
        server.prepare(load_prompt("guided").system)
        for path in article_files():
            if wanted and path.stem not in wanted:
                continue
            endpoint = OpenAIEndpoint(
                server.base_url,
                server.model,
                server.api_key,
                kind="embedded",
                timeout=3600,
                schema_extras=COMPACT_JSON,
            )
            replies = asyncio.run(record(path, endpoint))
            target = FIXTURES / "completions" / f"{path.stem}.json"
            target.write_text(json.dumps(replies, ensure_ascii=False, indent=1) + "\n", "utf-8")
            card = FIXTURES / "cards" / f"{path.stem}.md"
            card.write_text(render(replayed(path), "md"), "utf-8")
            print(path.stem, len(replies), "replies", flush=True)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
