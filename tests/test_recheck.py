"""A card checked again: what holds, and that no tampering goes unseen."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cases import TEXT, article, draft, with_fact
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
        # The preheader is the summary's beginning, so it gives the change away too.
        assert set(failing(recheck(bad, article()))) - {"preheader"} == {field}
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


def tampered(card: Card, path: str, value: Any) -> Card:
    """The card with the value at a path such as ``facts.0.kind`` replaced."""
    whole = json.loads(card.model_dump_json())
    *parents, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner = whole
    for step in parents:
        inner = inner[step]
    assert inner[last] != value, "this changes nothing"
    inner[last] = value
    return parse_card(json.dumps(whole).encode(), "card.json")


FINDING = {"kind": "x", "severity": "contradiction", "claim": "x", "span": None, "message": "x"}

# Path, value, the field that must fail.
SEEN_ANYWAY = [
    ("preheader", "The mayor resigned.", "preheader"),
    ("why_it_matters", None, "why_it_matters"),
    ("facts", [], "facts"),
    ("facts.0.verdict", "contradicted", "facts[0]"),
    ("facts.0.findings", [FINDING], "facts[0]"),
    ("facts.0.evidence", [], "facts[0]"),
    ("facts.0.evidence.0.match", "fuzzy", "facts[0]"),
    ("facts.0.evidence.0.sentence", 2, "facts[0]"),
    ("facts.0.evidence.0.sentence", 999, "facts[0]"),
    ("facts.0.evidence.0.quote", "x", "facts[0]"),
    ("facts.0.evidence.0.end", 10**9, "facts[0]"),
    ("facts.0.evidence.0.start", 10**30, "facts[0]"),
    ("quotes.0.text", "", "quotes[0]"),
    ("quotes.0.text", "wait an hour for a ferry", "quotes[0]"),
    ("quotes.0.speaker", "", "quotes[0]"),
    ("quotes.0.role", " ", "quotes[0]"),
    ("people.0.name", "", "people[0]"),
    ("people.0.name", " ", "people[0]"),
    ("people.0.name", "a", "people[0]"),
    ("people.0.name", "Vladimir Silva", "people[0]"),
    ("places.0.name", "New Porto Novo", "places[0]"),
    ("places.0.name", "Porto Nov", "places[0]"),
    ("figures.0.value", "1", "figures[0]"),
    ("figures.0.value", "4", "figures[0]"),
    ("figures.0.value", "", "figures[0]"),
    ("figures.0.value", "…", "figures[0]"),
    ("figures.0.unit", "USD", "figures[0]"),
    ("figures.0.label", "net loss", "figures[0]"),
    ("figures.0.label", "", "figures[0]"),
    ("figures.0.label", "…", "figures[0]"),
    ("figures.0.as_of", "1999-01-01", "figures[0]"),
    ("timeline.0.date", "1999-01-01", "timeline[0]"),
    ("timeline.0.date", "not a date", "timeline[0]"),
    ("timeline.0.precision", "minute", "timeline[0]"),
    ("verification.checked", 0, "verification"),
    ("verification.verified", 999, "verification"),
    ("verification.repaired", 5, "verification"),
    ("verification.rejected", 5, "verification"),
    ("verification.verdicts", [], "verification"),
    ("verification.verdicts.0.text", "The mayor resigned.", "facts[0]"),
    ("verification.verdicts.0.proposed", "The mayor resigned.", "verification"),
    ("verification.verdicts.0.verdict", "contradicted", "verification"),
    ("verification.verdicts.0.action", "rejected", "verification"),
    ("verification.verdicts.0.field", "caption", "verification"),
    ("source.sha256", "0" * 64, "provenance"),
    ("provenance.article.sha256", "0" * 64, "provenance"),
    ("provenance.prompt.digest", "0", "provenance"),
    ("provenance.model", "another", "provenance"),
    ("id", "0", "provenance"),
    ("dir", "rtl", "lang"),
    ("lang", "de", "lang"),
    ("lang", "", "lang"),
    ("lang", "xx-\x00", "lang"),
]
SEEN_WITH_THE_ARTICLE = [
    ("facts.0.kind", "plan", "facts[0]"),
    ("facts.0.attribution", "Vladimir Putin", "facts[0]"),
    ("facts.0.attribution", None, "facts[0]"),
    ("quotes.0.speaker", None, "quotes[0]"),
    ("quotes.0.speaker", "Rui Costa", "quotes[0]"),
    ("quotes.0.role", "Union leader", "quotes[0]"),
    ("people.0.role", "Tsar of Russia", "people[0]"),
    ("people.0.name", "Friday", "people[0]"),
    ("people.0.evidence.sentence", 2, "people[0]"),
    ("figures.0.evidence.sentence", 2, "figures[0]"),
    ("quotes.0.evidence.sentence", 2, "quotes[0]"),
    ("timeline.0.evidence.sentence", 2, "timeline[0]"),
    ("provenance.article.characters", 3, "provenance"),
    ("provenance.article.sentences", 3, "provenance"),
    ("source.title", "Mayor resigns", "source"),
    ("source.published", "1999-01-01", "source"),
]


@pytest.mark.parametrize(("path", "value", "field"), SEEN_ANYWAY)
def test_tampering_is_found_even_without_the_article(
    card: Card, path: str, value: object, field: str
) -> None:
    bad = tampered(card, path, value)
    assert field in failing(recheck(bad, None))
    assert field in failing(recheck(bad, article()))


@pytest.mark.parametrize(("path", "value", "field"), SEEN_WITH_THE_ARTICLE)
def test_tampering_is_found_with_the_article(
    card: Card, path: str, value: object, field: str
) -> None:
    result = recheck(tampered(card, path, value), article())
    assert field in failing(result)
    found = [f for item in result.checked if not item.holds for f in item.findings]
    assert any(f.kind in ("passage", "record") and f.message for f in found)


def test_a_part_of_a_quotation_is_none_even_with_its_own_offsets(card: Card) -> None:
    (quote, *rest) = card.quotes
    at, words = quote.evidence.start, quote.text.removeprefix("Nobody ")
    part = quote.evidence.model_copy(update={"quote": words, "start": at + len("Nobody ")})
    bad = quote.model_copy(update={"text": words, "evidence": part})
    assert failing(recheck(changed(card, quotes=(bad, *rest)), article())) == ["quotes[0]"]


def test_a_true_claim_with_another_sentence_as_its_passage_is_found(card: Card) -> None:
    fact, other = card.facts[0], card.facts[1]
    bad = fact.model_copy(update={"evidence": other.evidence})
    result = recheck(changed(card, facts=(bad, *card.facts[1:])), article())
    assert failing(result) == ["facts[0]"]


def test_what_the_article_leaves_out_is_not_held_against_the_card(card: Card) -> None:
    assert recheck(card, article(title=None, published=None)).holds


@pytest.mark.parametrize(("headline", "status"), [(None, 0), ("The mayor resigned.", 1)])
def test_a_reader_that_stops_reading_does_not_change_the_exit_status(
    card: Card, tmp_path: Path, headline: str | None, status: int
) -> None:
    path = tmp_path / "card.json"
    path.write_text(changed(card, headline=headline or card.headline).model_dump_json(), "utf-8")
    command = [sys.executable, "-m", "factcards", "verify", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (status, b"")


PADDED = "The city will buy three ferries for 41 million euros, angering local shop owners."


@pytest.fixture(scope="module")
def lenient() -> Card:
    """A card whose first fact is partly verified, and says so."""
    again = {"claims": [{"text": PADDED, "source": 1}]}
    made = make_card(
        article(),
        completer=FakeCompleter([with_fact(PADDED, 1), again]),
        prompt=load_prompt("factcard"),
        now=datetime(2026, 3, 7, tzinfo=UTC),
        policy="lenient",
    )
    return asyncio.run(made)


def test_a_lenient_card_holds_with_its_partly_verified_fact_called_that(lenient: Card) -> None:
    for against in (article(), None):
        result = recheck(lenient, against)
        assert result.holds
        fact = next(item for item in result.checked if item.field == "facts[0]")
        assert (fact.verdict, fact.holds) == ("partial", True)


def doctored(card: Card, **changes: Any) -> Card:
    """The card with the first fact and its record changed alike."""
    fact = card.facts[0].model_copy(update=changes)
    changes = {k: v for k, v in changes.items() if k != "attribution"}
    records = card.verification.verdicts
    index = next(i for i, r in enumerate(records) if r.field == "facts[0]")
    proposed = {"proposed": changes["text"]} if "text" in changes else {}
    record = records[index].model_copy(update=changes | proposed)
    verdicts = (*records[:index], record, *records[index + 1 :])
    counts = {"verdicts": verdicts, "verified": sum(r.verdict == "verified" for r in verdicts)}
    verification = card.verification.model_copy(update=counts)
    return changed(card, facts=(fact, *card.facts[1:]), verification=verification)


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "verified"},
        {"verdict": "verified", "findings": ()},
        {"verdict": "contradicted"},
        {"findings": ()},
        {"attribution": "Ana Silva"},
        {"text": PADDED.replace("41", "14")},
        {"text": PADDED.replace("three", "four")},
        {"text": "The mayor of Lisbon was arrested on Monday for fraud."},
    ],
    ids=str,
)
def test_tampering_with_what_is_partly_verified_is_found(
    lenient: Card, changes: dict[str, Any]
) -> None:
    assert "facts[0]" in failing(recheck(doctored(lenient, **changes), article()))


def test_what_is_partly_verified_does_not_hold_under_another_policy(lenient: Card) -> None:
    for policy in ("standard", "strict"):
        result = recheck(tampered(lenient, "verification.policy", policy), article())
        assert failing(result) == ["verification", "facts[0]"]


def test_only_a_fact_may_be_partly_verified(lenient: Card) -> None:
    verification = lenient.verification
    verdicts = [
        r.model_copy(update={"text": PADDED, "proposed": PADDED, "verdict": "partial"})
        if r.field == "summary"
        else r
        for r in verification.verdicts
    ]
    update = {"verdicts": tuple(verdicts), "verified": verification.verified - 1}
    bad = changed(lenient, summary=PADDED, verification=verification.model_copy(update=update))
    assert {"summary", "verification"} <= set(failing(recheck(bad, article())))


def test_a_card_called_strict_whose_facts_are_not_close_is_found(card: Card) -> None:
    assert recheck(tampered(card, "verification.policy", "strict"), article()).holds
    loose = "Ana Silva, the mayor of Porto Novo, said the city will buy three ferries."
    made = make_card(
        article(),
        completer=FakeCompleter([with_fact(loose, 1)]),
        prompt=load_prompt("factcard"),
        now=datetime(2026, 3, 7, tzinfo=UTC),
    )
    bad = tampered(asyncio.run(made), "verification.policy", "strict")
    result = recheck(bad, article())
    assert failing(result) == ["facts[0]"]
    (fact,) = [item for item in result.checked if item.field == "facts[0]"]
    assert "strict" in fact.findings[0].message


def test_a_card_of_before_there_were_policies_is_a_standard_one(card: Card) -> None:
    whole = json.loads(card.model_dump_json())
    del whole["verification"]["policy"]
    old = parse_card(json.dumps(whole).encode(), "card.json")
    assert old == card
    assert recheck(old, article()).holds
