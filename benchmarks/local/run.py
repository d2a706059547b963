"""How long does a card take on the embedded model, beside one naive call to the same server?

The naive call is what one writes first: the whole article, a plain schema in which the model
writes the quotes out itself, no numbering, no hints, no checks. Both run in turn against one
server, in the same run, so that a noisy machine hits both alike. Each round has its own
edition line before the article, so that no round finds the article in the server's cache;
what both may find there is what never changes between articles: their system message.

    python benchmarks/local/run.py [ARTICLE] [--runs 5]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from factcards.article import Article
from factcards.card import Card
from factcards.completion import Message, Request
from factcards.connect import COMPACT_JSON
from factcards.embedded import EmbeddedServer
from factcards.endpoint import OpenAIEndpoint
from factcards.pipeline import make_card
from factcards.prompt import load_prompt
from factcards.sources import load
from factcards.weights import DEFAULT_MODEL, ensure, find

NAIVE_SYSTEM = (
    "You are a careful editor. Summarise the article as a fact card in JSON: a headline, a "
    "summary of one or two sentences, five facts each with the exact quote from the article that "
    "supports it, the most important quotations with their speakers, and the people, "
    "organisations and places."
)


def naive_schema() -> dict[str, Any]:
    text = {"type": "string"}

    def record(*names: str) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": dict.fromkeys(names, text),
            "required": list(names),
            "additionalProperties": False,
        }

    def several(items: dict[str, Any], least: int, most: int) -> dict[str, Any]:
        return {"type": "array", "items": items, "minItems": least, "maxItems": most}

    card = record("headline", "summary")
    card["properties"] |= {
        "facts": several(record("text", "quote"), 5, 5),
        "quotes": several(record("text", "speaker"), 0, 3),
        "people": several(record("name", "role"), 0, 5),
        "organisations": several(text, 0, 5),
        "places": several(text, 0, 5),
    }
    card["required"] = list(card["properties"])
    return card


async def naive(article: Article, endpoint: OpenAIEndpoint) -> tuple[float, int, int, bool]:
    """Seconds, tokens in and out, and whether the reply is whole."""
    request = Request(
        messages=(
            Message("system", NAIVE_SYSTEM),
            Message("user", f"{article.publisher}\n\n{article.text}"),
        ),
        schema_name="card",
        schema=naive_schema(),
        parameters={"temperature": 0, "max_tokens": 2000},
    )
    began = time.perf_counter()
    completion = await endpoint.complete(request)
    seconds = time.perf_counter() - began
    usage = completion.usage
    whole = completion.finish_reason == "stop" and bool(json.loads(completion.text))
    return seconds, usage.prompt_tokens or 0, usage.completion_tokens or 0, whole


async def ours(article: Article, endpoint: OpenAIEndpoint) -> tuple[float, Card]:
    began = time.perf_counter()
    card = await make_card(
        article, completer=endpoint, prompt=load_prompt("guided"), now=datetime.now(UTC)
    )
    return time.perf_counter() - began, card


async def compare(article: Article, server: EmbeddedServer, runs: int) -> None:
    plain = OpenAIEndpoint(
        server.base_url, server.model, server.api_key, kind="embedded", timeout=3600
    )
    tuned = replace(plain, schema_extras=COMPACT_JSON)
    rows = []
    async with plain, tuned:
        for run in range(1, runs + 1):
            edition = article.model_copy(update={"publisher": f"Edition {run}"})
            n_seconds, n_in, n_out, whole = await naive(edition, plain)
            seconds, card = await ours(edition, tuned)
            rows.append((n_seconds, seconds))
            used, counts = card.provenance.usage, card.verification
            print(
                f"run {run}: naive {n_seconds:5.1f} s, {n_in} in {n_out} out"
                f"{'' if whole else ' (cut off)'}; factcards {seconds:5.1f} s, "
                f"{used.prompt_tokens} in ({used.cached_tokens} cached) {used.completion_tokens} "
                f"out, {card.provenance.attempts} requests, {len(card.facts)} facts, "
                f"{counts.verified} of {counts.checked} claims verified, "
                f"{counts.repaired} repaired; ratio {seconds / n_seconds:.2f}",
                flush=True,
            )
    ratios = [b / a for a, b in rows]
    print(
        f"median of {runs}: naive {statistics.median(a for a, _ in rows):.1f} s, "
        f"factcards {statistics.median(b for _, b in rows):.1f} s, "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def main() -> None:
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "article", nargs="?", default=root / "fixtures/articles/parliament-vote.txt"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    arguments = parser.parse_args()
    model = find(arguments.model)
    article = load(str(arguments.article))
    with EmbeddedServer(ensure(model), model=model.name) as server:
        began = time.perf_counter()
        cached = server.prepare(load_prompt("guided").system)
        way = "from disk" if cached else "computed"
        print(f"static part ready in {time.perf_counter() - began:.2f} s ({way})")
        asyncio.run(compare(article, server, arguments.runs))


if __name__ == "__main__":
    main()
