"""A bulk run that never starts, with outcomes put into it by hand: for what looks at one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fake_completer import FakeCompleter

from factcards.batch.meter import Meter
from factcards.batch.outcome import Outcome, Recipe
from factcards.batch.run import Limits, Run
from factcards.batch.session import Session
from factcards.card import Usage
from factcards.completion import Completion
from factcards.endpoint import OpenAIEndpoint
from factcards.intake.options import Intake
from factcards.prompt import load_prompt
from factcards.throttle import Throttle

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def session_of(directory: Path | None = None, **changes: Any) -> Session:
    """A run of `directory`; `changes` are fields of `OpenAIEndpoint`, or ``sources``, ``most``."""
    sources = changes.pop("sources", ("news.jsonl",))
    most = changes.pop("most", None)
    recipe = Recipe(load_prompt("factcard"), "remote m", "standard", NOW, directory=directory)
    endpoint = OpenAIEndpoint(**{"base_url": "http://127.0.0.1:9/v1", "model": "m"} | changes)
    meter = Meter(FakeCompleter(()))
    run = Run(
        replace(recipe, formats=("json",)), meter, meter, None, lambda: 8, 1, Limits(articles=most)
    )
    return Session(run, Throttle("auto"), endpoint, sources, Intake())


def outcome(number: int = 0, **changes: Any) -> Outcome:
    """An article that is done, or what `changes` make of it."""
    done = {"checked": 10, "verified": 9, "requests": 1, "seconds": 0.5}
    if changes.get("state", "done") != "done":
        done = {}
    values: dict[str, Any] = {"id": f"a{number}", "place": f"news.jsonl#{number}"}
    return Outcome(**{**values, "kind": "record", "state": "done", **done, **changes})


def spend(meter: Meter, tokens: int | None, cost: float | None) -> None:
    """Let a meter count a reply."""
    usage = Usage(prompt_tokens=tokens, completion_tokens=tokens, cached_tokens=None)
    reply = Completion("{}", "m", "stop", usage, attempts=1, seconds=0.1, cost=cost)
    meter.completions += 1
    meter.usage = Usage.total((meter.usage, reply.usage))
    meter.cost = None if cost is None or meter.cost is None else meter.cost + cost
