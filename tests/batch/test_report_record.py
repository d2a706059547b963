"""What is gathered of a run, in bounded memory."""

from __future__ import annotations

from bulk_runs import NOW, outcome, session_of, spend

from factcards.batch.report_record import Record, plain_reason


def record_of(*outcomes: object) -> Record:
    record, meter = Record(NOW), session_of().run.meter
    for found in outcomes:
        record.add(found, 0.5, meter)  # type: ignore[arg-type]
    return record


def test_equal_reasons_at_different_places_are_one_with_examples() -> None:
    bad = [
        outcome(n, state="refused", error="NotAnArticle", reason=f"news.jsonl#{n}: an index page")
        for n in range(9)
    ]
    rows = list(record_of(*bad).reasons.rows())
    assert rows == [
        {
            "state": "refused",
            "error": "NotAnArticle",
            "reason": "an index page",
            "count": 9,
            "examples": ["news.jsonl#0", "news.jsonl#1", "news.jsonl#2"],
        }
    ]


def test_duplicates_are_one_reason_whatever_they_are_duplicates_of() -> None:
    same = [outcome(n, state="duplicate", reason=f"the same text as b{n}") for n in range(3)]
    assert [row["count"] for row in record_of(*same).reasons.rows()] == [3]


def test_reasons_that_are_all_different_do_not_pile_up() -> None:
    bad = (outcome(n, state="failed", error="E", reason=f"request {n}") for n in range(5_000))
    rows = list(record_of(*bad).reasons.rows())
    assert len(rows) <= 101
    assert (rows[0]["reason"], rows[0]["count"]) == ("other reasons", 4_900)
    assert sum(row["count"] for row in rows) == 5_000


def test_reasons_are_short_lines_without_control_characters() -> None:
    reason = plain_reason("a\nb", "a\nb: \x1b[2Jbad\n\udc80" + "x" * 100_000)
    assert reason.startswith("[2Jbad \ufffdx")
    assert len(reason) == 160


def test_only_cards_count_for_times_and_shares() -> None:
    record = record_of(
        outcome(1, verified=10),
        outcome(2),
        outcome(3, checked=0, verified=0),
        outcome(4, state="failed", seconds=99.0),
    )
    assert (record.seconds.total, record.seconds.highest) == (3, 0.5)
    assert [row["count"] for row in record.shares.bins()] == [1, 1]
    assert (record.timeline.steps[0].done, record.timeline.steps[0].others) == (3, 1)


def test_spending_is_that_of_the_meter() -> None:
    record, meter = Record(NOW), session_of().run.meter
    spend(meter, 100, 0.5)
    record.add(outcome(1, cost=9.0), 0.1, meter)
    spend(meter, None, None)
    record.add(outcome(2), 1.1, meter)
    assert [(s.tokens, s.cost) for s in record.timeline.steps] == [(200, 0.5), (None, None)]
