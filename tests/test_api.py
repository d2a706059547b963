"""The Python API as the README shows it, in a process that has imported nothing else."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cases import FACTS, TEXT, article, draft, with_fact
from fake_completer import FakeCompleter
from protocol_server import completion, serve

import factcards


def test_the_readme_example_runs_in_a_fresh_process(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    with serve(completion(json.dumps(draft()))) as server:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", example],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "FACTCARDS_BASE_URL": server.base_url,
                "FACTCARDS_MODEL": "m",
                "HOME": str(tmp_path),
            },
        )
    assert done.returncode == 0, done.stderr
    assert str(FACTS[1]["text"]) in done.stdout


def test_every_public_name_is_there_and_no_module_hides_it() -> None:
    for name in factcards.__all__:
        value = getattr(factcards, name)
        assert type(value).__name__ != "module", name


def test_a_card_is_made_by_the_policy_that_is_given() -> None:
    padded = "The city will buy three ferries for 41 million euros, angering local shop owners."
    replies = [with_fact(padded, 1), {"claims": [{"text": padded, "source": 1}]}]
    lenient = factcards.make_card(article(), policy="lenient", completer=FakeCompleter(replies))
    standard = factcards.make_card(article(), completer=FakeCompleter(replies))
    assert [c.verification.policy for c in (lenient, standard)] == ["lenient", "standard"]
    assert [c.facts[0].verdict for c in (lenient, standard)] == ["partial", "verified"]
    assert factcards.verify_card(lenient, article()).holds


def test_a_card_is_made_within_a_running_event_loop_too() -> None:
    async def notebook() -> factcards.Card:
        return factcards.make_card(article(), completer=FakeCompleter([json.dumps(draft())]))

    assert len(asyncio.run(notebook()).facts) >= 3


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    card = factcards.make_card(article(), completer=FakeCompleter([json.dumps(draft())]))
    with pytest.raises(factcards.FactcardsError, match="pdf: there is no such format; use one of"):
        factcards.render_card(card, "pdf")  # type: ignore[arg-type]
