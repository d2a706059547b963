"""The whole way with the real embedded model, as `make card` goes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcards.card import parse_card
from factcards.sources import load

pytestmark = pytest.mark.model


def test_the_embedded_model_makes_a_verified_card(
    articles: Path, model_weights: Path, tmp_path: Path
) -> None:
    source = articles / "parliament-vote.txt"
    card_file = tmp_path / "card.json"
    command = [sys.executable, "-m", "factcards"]
    environment = {**os.environ, "FACTCARDS_MODELS": str(model_weights.parent)}
    made = subprocess.run(
        [*command, "card", str(source), "--out", str(card_file), "--verbose"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=1200,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "nothing leaves this machine" in made.stderr
    card = parse_card(card_file.read_bytes(), str(card_file))
    text = load(str(source)).text
    assert len(card.facts) >= 5
    assert all(fact.verdict == "verified" for fact in card.facts)
    for fact in card.facts:
        for evidence in fact.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    assert card.provenance.endpoint == "embedded"
    assert (card.provenance.usage.completion_tokens or 0) > 100
    again = subprocess.run(
        [*command, "verify", str(card_file), str(source), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stdout
    assert json.loads(again.stdout)["article"] == "same"
