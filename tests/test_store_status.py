"""What a store says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stored import Made, keep, made, spent

from factcards.store import Store
from factcards.store_status import Status, status_json, status_text


def status_of(directory: Path, *records: Made) -> Status:
    with Store.open(directory) as store:
        keep(store, records)
    with Store.read(directory) as store:
        return store.status()


def test_items_are_counted_by_state_and_by_reason_without_their_place(tmp_path: Path) -> None:
    refused = [
        made(f"{n}", state="refused", error="NotAnArticle", reason=f"{n}.txt: a cookie wall")
        for n in range(3)
    ]
    failed = made("x", state="failed", error="EndpointUnreachable", reason="nothing answers")
    status = status_of(tmp_path, made("done"), *refused, failed)
    assert status.states == {"done": 1, "failed": 1, "refused": 3, "duplicate": 0}
    assert [(r.state, r.error, r.reason, r.count) for r in status.reasons] == [
        ("refused", "NotAnArticle", "a cookie wall", 3),
        ("failed", "EndpointUnreachable", "nothing answers", 1),
    ]
    assert (status.cards, status.checked, status.verified) == (1, 9, 8)


def test_an_unknown_cost_is_unknown_and_never_nothing(tmp_path: Path) -> None:
    unknown = made("a", requests=1)
    status = status_of(tmp_path, unknown)
    assert (status.cost.known, status.cost.unknown) == (None, 1)
    assert "cost       unknown\n" in status_text(status)
    assert "tokens     unknown in, unknown out\n" in status_text(status)
    assert json.loads(status_json(status))["cost"]["known"] is None


def test_what_was_sent_to_no_model_cost_nothing(tmp_path: Path) -> None:
    status = status_of(tmp_path, made("a", state="refused"))
    assert (status.cost.known, status.cost.unknown) == (0, 0)
    assert (status.prompt_tokens.known, status.prompt_tokens.unknown) == (0, 0)


def test_a_cost_that_is_known_in_part_is_a_lower_bound(tmp_path: Path) -> None:
    known = made("a", requests=2, usage=spent(1000, 200), cost=0.25)
    text = status_text(status_of(tmp_path, known, made("b", requests=1, usage=spent(1, None))))
    assert "cost       at least US$0.2500 (unknown for 1 attempt)\n" in text
    assert "tokens     1,001 in, at least 200 (unknown for 1 attempt) out\n" in text
    assert "requests          3  in 2 attempts\n" in text


def test_a_new_store_has_nothing_and_says_so(tmp_path: Path) -> None:
    status = status_of(tmp_path)
    assert status.verified_share is None
    assert status.updated is None
    assert status_text(status) == (
        f"{tmp_path}\n  done              0\n  requests          0  in 0 attempts\n"
        "  tokens     0 in, 0 out\n  cost       US$0.0000\n"
    )


def test_the_text_shows_states_share_and_why_there_is_no_card(tmp_path: Path) -> None:
    text = status_text(
        status_of(
            tmp_path,
            made("a"),
            made("b", state="refused", error="NotAnArticle", reason="empty"),
        )
    )
    assert "  done              1\n  refused           1\n  verified      88.9%  (8 of 9" in text
    assert text.endswith("  why there is no card:\n        1  refused: NotAnArticle: empty\n")


@pytest.mark.parametrize("reason", ["\x1b[2J\r\nboo", "\udcff", "x" * 10_000, "a\0b"])
def test_a_reason_is_one_short_printable_line(tmp_path: Path, reason: str) -> None:
    status = status_of(tmp_path, made("a", state="failed", reason=reason))
    last = status_text(status).splitlines()[-1]
    assert last.isprintable()
    assert len(last) < 200
    status_json(status).encode()


def test_cards_of_items_that_failed_later_are_told(tmp_path: Path) -> None:
    status = status_of(tmp_path, made("a"), made("b"), made("a", state="failed"))
    assert "  cards             2  (some were made before" in status_text(status)


def test_json_has_every_figure(tmp_path: Path) -> None:
    content = json.loads(status_json(status_of(tmp_path, made("a"))))
    assert content["states"]["done"] == 1
    assert content["verified_share"] == pytest.approx(8 / 9)
    assert content["running"] is False
    assert content["created"][:19] <= content["updated"][:19]
