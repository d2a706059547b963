"""Replies: what counts as one, and what is said of one that does not."""

from __future__ import annotations

import json

import pytest

from factcards.draft import CardDraft, parse_reply
from factcards.errors import ReplyError

DRAFT = {
    "facts": [{"text": "It rained.", "source": 3}],
    "headline": "Rain",
    "summary": "It rained.",
}


def test_a_reply_is_a_draft() -> None:
    draft = parse_reply(json.dumps(DRAFT), CardDraft)
    assert (draft.facts[0].text, draft.facts[0].source) == ("It rained.", 3)
    assert (draft.quotes, draft.why_it_matters) == ((), "")


def test_facts_may_stand_under_the_numbers_of_their_sentences() -> None:
    draft = parse_reply(
        json.dumps({**DRAFT, "facts": {"3": "It rained.", "7": "A lot."}}), CardDraft
    )
    assert [(f.text, f.source) for f in draft.facts] == [("It rained.", 3), ("A lot.", 7)]


def test_code_fences_are_tolerated() -> None:
    assert parse_reply(f"```json\n{json.dumps(DRAFT)}\n```", CardDraft).headline == "Rain"


def test_fields_nobody_asked_for_are_dropped() -> None:
    draft = parse_reply(json.dumps({**DRAFT, "link": "https://evil.example"}), CardDraft)
    assert "link" not in draft.model_dump()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("", "JSON"),
        ("Sure! Here is your card:", "JSON"),
        ('{"facts": [', "JSON"),
        (json.dumps({**DRAFT, "facts": "none"}), "facts"),
        (json.dumps({**DRAFT, "facts": [{"text": "a", "source": "x"}]}), "facts.0.source"),
        (json.dumps({**DRAFT, "facts": {"three": "a"}}), "facts.0.source"),
        (json.dumps({"facts": []}), "headline"),
        ("[]", "object"),
        ('{"headline": "\\ud800"}', "JSON"),
    ],
)
def test_anything_else_is_an_error_that_keeps_the_reply(reply: str, words: str) -> None:
    with pytest.raises(ReplyError, match=words) as caught:
        parse_reply(reply, CardDraft)
    assert caught.value.raw == reply


def test_characters_that_reorder_or_hide_text_are_dropped() -> None:
    reply = json.dumps({**DRAFT, "headline": "Ra\u202ein\x07 \u200bstops\nnow"})
    assert parse_reply(reply, CardDraft).headline == "Rain stops now"


def test_endless_texts_are_cut() -> None:
    reply = json.dumps({**DRAFT, "headline": "x" * 100_000})
    assert len(parse_reply(reply, CardDraft).headline) == 1000
