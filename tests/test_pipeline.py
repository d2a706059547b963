"""From article to card, with a fake at the seam to the model."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from cases import FACTS, TEXT, article, draft, with_fact
from fake_completer import FakeCompleter

from factcards.article import Article
from factcards.card import Card, ClaimRecord, Policy
from factcards.errors import EndpointUnreachable, NotAnArticle, ReplyError
from factcards.pipeline import make_card
from factcards.prompt import load_prompt
from factcards.recheck import recheck

NOW = datetime(2026, 3, 7, 9, 30, tzinfo=UTC)


def make(
    *replies: Any,
    about: Article | None = None,
    prompt: str = "factcard",
    policy: Policy = "standard",
) -> Card:
    completer = FakeCompleter(replies)
    card = asyncio.run(
        make_card(
            about or article(),
            completer=completer,
            prompt=load_prompt(prompt),
            now=NOW,
            policy=policy,
        )
    )
    assert completer.left == 0, "every reply was asked for"
    return card


def record(card: Card, field: str) -> ClaimRecord:
    return next(r for r in card.verification.verdicts if r.field == field)


def repair(*claims: tuple[str, int]) -> dict[str, Any]:
    return {"claims": [{"text": text, "source": number} for text, number in claims]}


def test_a_good_draft_becomes_a_card_in_one_request() -> None:
    card = make(draft())
    assert [f.verdict for f in card.facts] == ["verified"] * 5
    assert card.headline == "City to buy three ferries for 41 million euros"
    assert card.why_it_matters == "The old boats break down every week."
    assert card.verification.checked == card.verification.verified == 8
    assert (card.verification.repaired, card.verification.rejected) == (0, 0)
    assert (card.created_at, card.lang, card.dir) == (NOW, "en", "ltr")


def test_every_passage_on_the_card_is_where_it_says() -> None:
    card = make(draft())
    passages = [e for f in card.facts for e in f.evidence]
    passages += [e for r in card.verification.verdicts for e in r.evidence]
    passages += [q.evidence for q in card.quotes] + [f.evidence for f in card.figures]
    passages += [p.evidence for p in card.people]
    passages += [m.evidence for m in (*card.places, *card.organisations)]
    passages += [m.evidence for m in card.timeline]
    assert len(passages) > 15
    for passage in passages:
        assert TEXT[passage.start : passage.end] == passage.quote


def test_what_the_model_says_of_a_number_never_reaches_the_card() -> None:
    bad = "The city will buy three ferries for 14 million euros."
    card = make(with_fact(bad, 1), repair((bad, 1)))
    assert "14 million" not in card.model_dump_json(exclude={"verification"})
    assert record(card, "facts[0]").action == "replaced"
    assert record(card, "facts[0]").proposed == bad
    assert "41" in " ".join(f.message for f in record(card, "facts[0]").findings)


def test_a_failed_claim_is_asked_again_once_with_the_finding() -> None:
    good = "The city will spend 41 million euros on three ferries."
    completer = FakeCompleter(
        [with_fact("The city will buy four ferries for 41 million euros.", 1), repair((good, 1))]
    )
    prompt = load_prompt("factcard")
    card = asyncio.run(make_card(article(), completer=completer, prompt=prompt, now=NOW))
    assert record(card, "facts[0]").action == "repaired"
    assert card.facts[0].text == good
    assert card.verification.repaired == 1
    first, second = completer.requests
    assert second.messages[: len(first.messages)] == first.messages, "the prefix can be cached"
    question = second.messages[-1].content
    assert "four ferries" in question
    assert "9,000 people" not in question, "only what failed is asked again"
    assert second.schema["properties"]["claims"]["maxItems"] == 1


def test_a_wrong_citation_is_realigned_and_marked() -> None:
    card = make(with_fact("About 9,000 people cross the harbour every day.", 3, at=1))
    assert record(card, "facts[1]").action == "realigned"
    assert card.facts[1].evidence[0].sentence == 5


def test_an_invented_fact_is_left_out_or_replaced_and_never_shown() -> None:
    bad = "The mayor was arrested on Monday for fraud."
    card = make(with_fact(bad, 4), repair((bad, 4)))
    assert bad not in [f.text for f in card.facts]
    assert record(card, "facts[0]").action in ("replaced", "rejected")


def test_a_pronoun_is_replaced_by_the_name_where_the_article_is_clear() -> None:
    card = make(with_fact("She told reporters that the old boats break down every week.", 2))
    assert card.facts[0].text.startswith("Ana Silva told reporters")
    assert record(card, "facts[0]").action == "repaired"


def test_a_fact_said_twice_is_on_the_card_once() -> None:
    twice = "Some 9,000 people, says the port authority, cross the harbour every day."
    card = make(with_fact(twice, 5, at=2))
    assert record(card, "facts[2]").action == "rejected"
    assert "repetition" in [f.kind for f in record(card, "facts[2]").findings]


def test_too_few_facts_are_filled_up_with_the_sources_own_words() -> None:
    bad = "Martians landed in the harbour with 77 saucers."
    facts = [{"text": bad + " " * i, "source": 99} for i in range(5)]
    card = make(draft(facts=facts), repair(*[(bad, 1)] * 5))
    assert len(card.facts) == 5
    added = [r for r in card.verification.verdicts if r.action == "added"]
    assert added
    assert all(r.proposed == "" and str(r.text) in TEXT for r in added)


def test_a_bad_headline_falls_back_on_the_publishers_title_or_a_fact() -> None:
    bad = "City buys seventy submarines"
    card = make(draft(headline=bad), repair((bad, 1)))
    assert card.headline != bad
    assert record(card, "headline").action == "replaced"


def test_a_title_that_the_article_bears_out_stands_where_the_headline_fails() -> None:
    bad = "City buys seventy submarines"
    title = "Porto Novo council will vote on the plan"
    card = make(draft(headline=bad), repair((bad, 1)), about=article(title=title))
    assert card.headline == title
    assert recheck(card, article(title=title)).holds


def test_a_title_that_the_article_does_not_bear_out_gives_way_to_what_is_closest_to_it() -> None:
    title = "Fourteen sailors fear for their jobs"
    about = article(title=title)
    card = make(draft(headline=title), repair((title, 1)), about=about)
    assert card.headline == "Rui Costa said that more than 30 sailors fear for their jobs"
    assert record(card, "headline").verdict == "verified"
    assert recheck(card, about).holds


def test_a_headline_too_long_for_a_card_is_not_used() -> None:
    long = f"Porto Novo: {article().text.partition('.')[0]}"
    assert len(long) > 90
    card = make(draft(headline=long), repair((long, 1)))
    assert len(card.headline) <= 90
    assert record(card, "headline").action == "replaced"


def test_a_summary_pieced_together_from_unrelated_sentences_does_not_stand() -> None:
    bad = "Sailors fear the first ferry, built by the port authority, will arrive every day."
    card = make(draft(summary=bad), repair((bad, 1)))
    assert card.summary != bad


def test_a_good_sentence_does_not_carry_a_bad_one() -> None:
    bad = "The city will buy three ferries for 41 million euros. The port will be destroyed."
    card = make(draft(summary=bad), repair((bad, 1)))
    assert card.summary != bad


def test_a_question_is_no_fact() -> None:
    about = article(text=TEXT + "When will the council of Porto Novo vote on the plan?\n")
    bad = "When will the council of Porto Novo vote on the plan?"
    card = make(with_fact(bad, 9), repair((bad, 9)), about=about)
    assert bad not in [f.text for f in card.facts]


def test_a_fragment_is_no_fact() -> None:
    card = make(with_fact("41 million euros.", 1), repair(("41 million euros.", 1)))
    assert "41 million euros." not in [f.text for f in card.facts]


def test_a_reason_that_fails_is_left_out_without_asking() -> None:
    card = make(draft(why_it_matters="The harbour will close for good in 2031."))
    assert card.why_it_matters is None
    assert record(card, "why_it_matters").action == "rejected"


def test_quotes_are_cut_out_of_the_article_with_the_speaker_the_article_gives() -> None:
    card = make(draft(quotes=[{"speaker": "Rui Costa", "source": 3}]))
    (quote,) = card.quotes
    assert quote.text == "Nobody should wait an hour for a ferry in this town"
    assert (quote.speaker, quote.role) == ("Ana Silva", "Mayor")


def test_a_quotation_nobody_made_is_not_on_the_card() -> None:
    card = make(draft(quotes=[{"speaker": "Rui Costa", "source": 7}]))
    assert [q.speaker for q in card.quotes] == ["Ana Silva"]


def test_names_the_article_does_not_have_are_dropped() -> None:
    people = [
        {"name": "Boris Johnson", "role": "Prime Minister"},
        {"name": "Rui Costa", "role": ""},
    ]
    card = make(draft(people=people, organisations=["NATO"], places=["Paris", "Porto Novo"]))
    assert "Boris Johnson" not in [p.name for p in card.people]
    assert "Rui Costa" in [p.name for p in card.people]
    assert card.organisations == ()
    assert [p.name for p in card.places] == ["Porto Novo"]


def test_a_role_the_article_does_not_give_is_not_taken_from_the_model() -> None:
    card = make(draft(people=[{"name": "Ana Silva", "role": "King of Portugal"}]))
    (mayor,) = [p for p in card.people if p.name == "Ana Silva"]
    assert mayor.role == "Mayor"


def test_figures_and_dates_come_from_the_article() -> None:
    card = make(draft())
    assert "41 million euros" in [f.value for f in card.figures]
    assert ("2026-05-12", "day") in [(m.date, m.precision) for m in card.timeline]


def test_facts_under_sentence_numbers_are_read_alike() -> None:
    facts = {"1": "The city will buy three ferries for 41 million euros."}
    card = make(draft(facts=facts), prompt="guided")
    assert card.facts[0].evidence[0].sentence == 1
    assert len(card.facts) >= 5


def test_a_reply_that_is_no_card_is_pointed_out_once() -> None:
    card = make("Sure, here is your card!", draft())
    assert card.provenance.attempts == 2


def test_a_third_reply_that_is_no_card_is_an_error_that_keeps_it() -> None:
    with pytest.raises(ReplyError) as caught:
        make("Sure!", "Of course!", "Here you go!")
    assert caught.value.raw == "Here you go!"


def test_a_reply_cut_off_is_asked_for_again_with_more_room() -> None:
    completer = FakeCompleter([('{"facts": [', "length"), draft()])
    asyncio.run(make_card(article(), completer=completer, prompt=load_prompt("factcard"), now=NOW))
    first, second = completer.requests
    assert second.messages == first.messages
    assert second.parameters["max_tokens"] == 2 * int(first.parameters["max_tokens"] or 0)


def test_a_useless_second_attempt_does_not_lose_the_card() -> None:
    card = make(with_fact("The city will buy 99 ferries.", 1), "What?", "What?")
    assert len(card.facts) >= 5


def test_an_endpoint_that_fails_is_not_hidden() -> None:
    with pytest.raises(EndpointUnreachable):
        make(EndpointUnreachable("nothing answers"))


def test_a_text_without_sentences_is_refused_before_the_model_is_asked() -> None:
    with pytest.raises(NotAnArticle):
        make(about=article(text=" \n \n"))


def test_provenance_names_article_prompt_model_and_usage() -> None:
    provenance = make(draft()).provenance
    assert provenance.article.sha256 == article().sha256
    assert (provenance.prompt.name, provenance.prompt.version) == ("factcard", "1.0.0")
    assert (provenance.model, provenance.endpoint, provenance.cost) == ("fake-1", "replay", None)
    assert (provenance.usage.prompt_tokens, provenance.usage.cached_tokens) == (100, None)


def test_the_same_reply_makes_the_same_card() -> None:
    assert make(draft()) == make(draft())


def test_a_new_card_holds_when_it_is_checked_again() -> None:
    card = make(draft())
    assert recheck(card, article()).holds
    assert recheck(card, None).holds


PADDED = "The city will buy three ferries for 41 million euros, angering local shop owners."
POLICIES: tuple[Policy, ...] = ("strict", "standard", "lenient")


@pytest.mark.parametrize("policy", POLICIES)
def test_the_policy_is_on_the_card_and_a_good_draft_stands_under_each(policy: Policy) -> None:
    card = make(draft(why_it_matters=""), policy=policy)
    assert card.verification.policy == policy
    assert card.verification.upheld == card.verification.proposed == 7
    assert recheck(card, article()).holds
    assert recheck(card, None).holds


def test_a_partly_verified_fact_stands_on_a_lenient_card_alone_with_its_reason() -> None:
    replies = (with_fact(PADDED, 1), repair((PADDED, 1)))
    for policy in POLICIES[:2]:
        assert PADDED not in [f.text for f in make(*replies, policy=policy).facts]
    card = make(*replies, policy="lenient")
    assert (card.facts[0].text, card.facts[0].verdict) == (PADDED, "partial")
    assert "angering" in card.facts[0].findings[0].message
    assert make(draft()).facts[0].attribution == "Ana Silva"
    assert card.facts[0].attribution is None, "she did not say that"
    assert record(card, "facts[0]").action == "kept"
    assert record(card, "facts[0]").findings == card.facts[0].findings
    assert recheck(card, article()).holds
    assert recheck(card, None).holds


def test_a_lenient_card_too_is_asked_again_and_takes_what_is_wholly_verified() -> None:
    good = "The city will spend 41 million euros on three ferries."
    card = make(with_fact(PADDED, 1), repair((good, 1)), policy="lenient")
    assert (card.facts[0].text, card.facts[0].verdict) == (good, "verified")
    assert record(card, "facts[0]").action == "repaired"


def test_a_second_attempt_that_is_partly_verified_stands_where_the_first_is_wrong() -> None:
    wrong = "The city will buy three ferries for 14 million euros."
    card = make(with_fact(wrong, 1), repair((PADDED, 1)), policy="lenient")
    assert (card.facts[0].text, card.facts[0].verdict) == (PADDED, "partial")
    messages = " ".join(f.message for f in record(card, "facts[0]").findings)
    assert "41" in messages, "what was wrong with the first"
    assert "angering" in messages, "what is wrong with the second"
    assert recheck(card, article()).holds


@pytest.mark.parametrize(
    "bad",
    [
        PADDED.replace("41", "14"),
        "The council will vote on the plan on 13 May 2026, angering local shop owners.",
        "Boris Johnson said that more than 30 sailors fear for their jobs.",
        "Silva said “Everybody should wait an hour for a ferry in this town”.",
        "Will the city buy three ferries for 41 million euros and anger local shop owners?",
        "The mayor was arrested on Monday for fraud.",
    ],
)
def test_lenience_never_lets_a_wrong_detail_stand(bad: str) -> None:
    card = make(with_fact(bad, 1), repair((bad, 1)), policy="lenient")
    assert bad not in [f.text for f in card.facts]


def test_a_lenient_card_has_no_headline_or_summary_or_moment_that_is_partly_verified() -> None:
    dated = "The council will vote on the plan on 12 May 2026, angering local shop owners."
    replies = (
        {**with_fact(dated, 8, at=3), "headline": PADDED, "summary": PADDED},
        repair((dated, 8), (PADDED, 1), (PADDED, 1)),
    )
    card = make(*replies, policy="lenient")
    assert dated in [f.text for f in card.facts]
    shown = [card.headline, card.summary, card.preheader, *(m.text for m in card.timeline)]
    assert not [text for text in shown if "anger" in text]
    assert recheck(card, article()).holds


def test_a_card_of_partly_verified_facts_has_one_that_is_wholly_verified() -> None:
    facts = [{**f, "text": f"{str(f['text'])[:-1]}, angering local shop owners."} for f in FACTS]
    again = repair(*((str(f["text"]), int(str(f["source"]))) for f in facts))
    card = make(draft(facts=facts), again, policy="lenient")
    verdicts = [f.verdict for f in card.facts]
    assert verdicts.count("partial") == len(FACTS)
    assert "verified" in verdicts
    assert recheck(card, article()).holds


def test_of_a_padded_fact_and_the_same_fact_verified_the_verified_one_stays() -> None:
    padded = "The council will vote on the plan on 12 May 2026, angering local shop owners."
    facts = [{"text": padded, "source": 8}, *FACTS]
    card = make(draft(facts=facts), repair((padded, 8)), policy="lenient")
    assert str(FACTS[3]["text"]) in [f.text for f in card.facts]
    assert [f.verdict for f in card.facts] == ["verified"] * 5
    assert record(card, "facts[0]").action == "rejected"


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("About 9,000 people cross the harbour every day.", 2, "cites another sentence than 5"),
        (
            "Ana Silva, the mayor of Porto Novo, said the city will buy three ferries.",
            1,
            "rests on sentences",
        ),
    ],
)
def test_what_is_verified_but_not_close_is_off_a_strict_card_with_the_reason(
    text: str, cites: int, reason: str
) -> None:
    replies = (with_fact(text, cites, at=1), repair((text, cites)))
    assert text in [f.text for f in make(replies[0]).facts], "it stands on a standard card"
    card = make(*replies, policy="strict")
    assert text not in [f.text for f in card.facts]
    found = [f.message for f in record(card, "facts[1]").findings if f.kind == "policy"]
    assert reason in " ".join(found)
    assert recheck(card, article()).holds


def test_a_strict_card_puts_the_sentence_that_says_it_in_place_of_a_wrong_citation() -> None:
    text = "About 9,000 people cross the harbour every day."
    card = make(with_fact(text, 3, at=1), repair((text, 3)), policy="strict")
    assert record(card, "facts[1]").action == "replaced"
    assert card.facts[1].evidence[0].sentence == 5


def test_every_claim_that_is_left_out_is_on_record_with_its_words_and_reason() -> None:
    long = "The city will buy three ferries for 41 million euros" + ", it said" * 40 + "."
    invented = "Martians landed in the harbour with 77 saucers."
    twice = "Some 9,000 people, says the port authority, cross the harbour every day."
    facts = [*FACTS, *({"text": t, "source": 99} for t in (invented, long, twice))]
    reason = "The harbour will close for good in 2031."
    again = repair((invented, 99), (long, 99))
    card = make(draft(facts=facts, why_it_matters=reason), again)
    left_out = {r.proposed: r for r in card.verification.verdicts if r.action == "rejected"}
    assert set(left_out) >= {invented, twice, reason}
    for item in left_out.values():
        assert item.text is None
        assert item.findings
        assert item.findings[0].message
    kinds = {f.kind for r in card.verification.verdicts for f in r.findings}
    assert {"support", "length", "repetition"} <= kinds
    assert card.verification.rejected == len(left_out)


def test_a_judge_has_a_claim_it_refuses_written_again() -> None:
    yes = {"reason": "It says so.", "verdict": "supported"}
    no = {"reason": "It does not.", "verdict": "unsupported"}
    again = "The city will spend 41 million euros on three ferries."
    replies = (draft(), no, *[yes] * 6, repair((again, 1)), yes)
    completer = FakeCompleter(replies)
    card = asyncio.run(
        make_card(
            article(),
            completer=completer,
            prompt=load_prompt("factcard"),
            judge=load_prompt("judge", purpose="judge"),
            now=NOW,
        )
    )
    assert completer.left == 0
    assert card.facts[0].text == again
    refused = card.verification.verdicts[0]
    assert refused.action == "repaired"
    assert "judge" in {finding.kind for finding in refused.findings}
    assert card.provenance.attempts == len(replies)
    assert recheck(card, article()).holds
