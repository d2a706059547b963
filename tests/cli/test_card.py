"""`factcards card --policy` and `--fail-under`, as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases import FACTS, TEXT, draft
from protocol_server import ProtocolServer, completion, serve

PADDED = "The city will buy three ferries for 41 million euros, angering local shop owners."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "ferries.txt").write_text(f"Harbour ferries to be replaced\n\n{TEXT}", "utf-8")
    return tmp_path


@pytest.fixture
def server() -> Iterator[ProtocolServer]:
    """A model that pads its first fact, insists on it, and then starts again."""
    facts: list[dict[str, Any]] = [
        {"text": f["text"], "source": int(str(f["source"])) + 1} for f in FACTS
    ]
    facts[0]["text"] = PADDED
    reply = completion(json.dumps(draft(facts=facts, quotes=[])))
    again = completion(json.dumps({"claims": [{"text": PADDED, "source": 2}]}))
    with serve(reply, again, reply, again) as running:
        yield running


def run(
    home: Path, server: ProtocolServer, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    place = ("--base-url", server.base_url, "--model", "m")
    return subprocess.run(
        [sys.executable, "-m", "factcards", "card", *arguments, *place],
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "HOME": str(home), **environment},
        timeout=120,
        check=False,
    )


def test_a_lenient_card_marks_what_is_partly_supported_and_verify_agrees(
    home: Path, server: ProtocolServer
) -> None:
    done = run(home, server, "ferries.txt", "--policy", "lenient", "--out", "card.json")
    assert done.returncode == 0, done.stderr
    card = json.loads((home / "card.json").read_text("utf-8"))
    assert card["verification"]["policy"] == "lenient"
    assert (card["facts"][0]["text"], card["facts"][0]["verdict"]) == (PADDED, "partial")
    command = [sys.executable, "-m", "factcards"]
    again = [*command, "verify", "card.json", "ferries.txt", "--format", "json"]
    checked = subprocess.run(again, cwd=home, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    fact = next(c for c in json.loads(checked.stdout)["checked"] if c["field"] == "facts[0]")
    assert (fact["verdict"], fact["holds"]) == ("partial", True)
    shown = [*command, "render", "card.json", "--format", "md"]
    page = subprocess.run(shown, cwd=home, capture_output=True, text=True, check=False).stdout
    assert "(partly supported: the evidence does not say “angering”" in page


def test_the_policy_comes_from_the_environment_too(home: Path, server: ProtocolServer) -> None:
    done = run(home, server, "ferries.txt", "--format", "json", FACTCARDS_POLICY="strict")
    card = json.loads(done.stdout)
    assert card["verification"]["policy"] == "strict"
    assert PADDED not in [fact["text"] for fact in card["facts"]]


@pytest.mark.parametrize(
    ("option", "environment"),
    [
        (("--policy", "harsh"), {}),
        ((), {"FACTCARDS_POLICY": "harsh"}),
        (("--fail-under", "1.1"), {}),
        (("--fail-under", "-0.1"), {}),
        (("--fail-under", "nan"), {}),
        (("--fail-under", "90%"), {}),
    ],
)
def test_a_policy_or_a_share_that_is_none_is_refused_before_any_request(
    home: Path, server: ProtocolServer, option: tuple[str, ...], environment: dict[str, str]
) -> None:
    done = run(home, server, "ferries.txt", *option, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert "policy" in done.stderr or "fail-under" in done.stderr
    assert server.seen == []


def test_a_card_under_the_share_asked_for_is_written_and_the_status_is_1(
    home: Path, server: ProtocolServer
) -> None:
    done = run(home, server, "ferries.txt", "--fail-under", "0.9", "--quiet")
    assert done.returncode == 1
    assert done.stdout.startswith("## City to buy three ferries")
    assert done.stderr == (
        "factcards: ferries.txt: verified 7 of 8 claims in the model's own words "
        "(0.87), under the 0.9 asked for\n"
    )


@pytest.mark.parametrize("share", ["0.875", "0"])
def test_the_share_asked_for_is_enough(home: Path, server: ProtocolServer, share: str) -> None:
    done = run(home, server, "ferries.txt", "--fail-under", share, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_only_partly_supported_is_on_a_lenient_card_and_does_not_count(
    home: Path, server: ProtocolServer
) -> None:
    options = ("--policy", "lenient", "--fail-under", "1", "--quiet")
    done = run(home, server, "ferries.txt", *options)
    assert done.returncode == 1
    assert PADDED in done.stdout
    assert "verified 7 of 8 claims" in done.stderr


def test_each_card_under_the_share_has_its_line_and_a_failure_weighs_more(
    home: Path, server: ProtocolServer
) -> None:
    sources = ("ferries.txt", "ferries.txt")
    done = run(home, server, *sources, "--fail-under", "0.9", "--quiet", "--out", "cards")
    assert done.returncode == 1
    assert done.stderr.count("under the 0.9 asked for\n") == 2
    assert len(list((home / "cards").iterdir())) == 2
    failed = run(home, server, "missing.txt", "ferries.txt", "--fail-under", "0.9", "--quiet")
    assert failed.returncode == 2
