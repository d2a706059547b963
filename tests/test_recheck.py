"""A card checked again: what holds, and that no tampering goes unseen."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from cases import TEXT, article, draft
from fake_completer import FakeCompleter

from factcards.card import Card, parse_card
from factcards.pipeline import make_card
from factcards.prompt import load_prompt
from factcards.recheck import Recheck, recheck


@pytest.fixture(scope="module")
def card() -> Card:
    return asyncio.run(
        make_card(
            article(),
            completer=FakeCompleter([draft()]),
            prompt=load_prompt("factcard"),
            now=datetime(2026, 3, 7, tzinfo=UTC),
        )
    )


def failing(result: Recheck) -> list[str]:
    return [item.field for item in result.checked if not item.holds]


def changed(card: Card, **fields: Any) -> Card:
    """The card with fields replaced, as somebody might in the file."""
    return parse_card(card.model_copy(update=fields).model_dump_json().encode(), "card.json")


def test_everything_on_the_card_is_checked(card: Card) -> None:
    fields = {item.field for item in recheck(card, article()).checked}
    assert {"headline", "summary", "why_it_matters", "facts[0]", "facts[4]"} <= fields
    assert {"figures[0]", "quotes[0]", "people[0]", "places[0]", "timeline[0]"} <= fields


def test_against_its_article_a_card_holds(card: Card) -> None:
    result = recheck(card, article())
    assert (result.article, failing(result)) == ("same", [])


def test_without_the_article_its_own_passages_are_used_and_said_so(card: Card) -> None:
    result = recheck(card, None)
    assert (result.article, failing(result)) == ("absent", [])


def test_a_paragraph_put_before_it_moves_the_passages_but_not_the_verdict(card: Card) -> None:
    moved = article(text="A correction was added to this story.\n" + TEXT)
    result = recheck(card, moved)
    assert (result.article, failing(result)) == ("different", [])


def test_a_changed_number_in_the_article_is_found(card: Card) -> None:
    other = article(text=TEXT.replace("9,000", "6,000"))
    assert "facts[1]" in failing(recheck(card, other))


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("facts", "41 million", "14 million"),
        ("facts", "12 May", "13 May"),
        ("facts", "Rui Costa", "Ana Silva"),
        ("facts", "more than 30", "fewer than 30"),
        ("quotes", "an hour", "a year"),
        ("quotes", "Ana Silva", "Rui Costa"),
        ("figures", "41 million euros", "14 million euros"),
        ("people", "Ana Silva", "Eva Braun"),
        ("timeline", "will vote on the plan", "will not vote on the plan"),
    ],
)
def test_tampering_with_what_the_card_says_is_found(
    card: Card, field: str, old: str, new: str
) -> None:
    text = card.model_dump_json(include={field})
    assert old in text
    tampered = Card.model_validate_json(
        "".join([card.model_dump_json(exclude={field})[:-1], ",", text.replace(old, new, 1)[1:]])
    )
    assert failing(recheck(tampered, article())), "found with the article"


def test_a_changed_headline_or_summary_is_found(card: Card) -> None:
    for field in ("headline", "summary"):
        bad = changed(card, **{field: getattr(card, field).replace("three", "seven")})
        assert failing(recheck(bad, article())) == [field]
        assert field in failing(recheck(bad, None)), "even without the article"


def test_a_passage_shifted_by_one_is_found(card: Card) -> None:
    fact = card.facts[0]
    (evidence, *rest) = fact.evidence
    shifted = evidence.model_copy(update={"start": evidence.start + 1, "end": evidence.end + 1})
    bad = fact.model_copy(update={"evidence": (shifted, *rest)})
    result = recheck(changed(card, facts=(bad, *card.facts[1:])), article())
    assert failing(result) == ["facts[0]"]


def test_an_invented_passage_is_found(card: Card) -> None:
    fact = card.facts[0]
    invented = fact.evidence[0].model_copy(update={"quote": "The city will buy three ferries."})
    bad = fact.model_copy(update={"evidence": (invented,)})
    result = recheck(changed(card, facts=(bad, *card.facts[1:])), article())
    assert failing(result) == ["facts[0]"]
