"""Every fixture article with what the embedded model once replied: the card that follows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from record_replies import FIXTURES, article_files, replayed

from factcards.recheck import recheck
from factcards.render import render
from factcards.sources import load

ARTICLES = article_files()


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_the_card_is_the_one_that_was_reviewed(path: Path) -> None:
    golden = FIXTURES / "cards" / f"{path.stem}.md"
    text = render(replayed(path), "md")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_every_fact_is_verified_and_in_its_place(path: Path) -> None:
    card, text = replayed(path), load(str(path)).text
    assert len(card.facts) >= 5
    for fact in card.facts:
        assert fact.verdict == "verified"
        for evidence in fact.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_the_card_holds_when_it_is_checked_again(path: Path) -> None:
    result = recheck(replayed(path), load(str(path)))
    assert result.article == "same"
    assert [c for c in result.checked if not c.holds] == []


def test_every_article_has_its_recorded_reply_and_card() -> None:
    stems = {path.stem for path in ARTICLES}
    assert {path.stem for path in (FIXTURES / "completions").iterdir()} == stems
    assert {path.stem for path in (FIXTURES / "cards").iterdir()} == stems
