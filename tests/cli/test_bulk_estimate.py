"""``factcards bulk --estimate`` and ``--dry-run``: all is told and nothing is done."""

from __future__ import annotations

import json
import os
import pty
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cases import TEXT
from stored import Made, made, spent

from factcards.article import Article
from factcards.batch.run import Limits
from factcards.batch.session import Options, session
from factcards.cli import bulk_estimate_past
from factcards.cli.bulk_estimate import _recipe, tell_estimate
from factcards.cli.bulk_estimate_past import REPLY_TOKENS, REQUESTS, Measured, measured
from factcards.cli.bulk_estimate_tokens import Question, first_request, request_tokens, text_tokens
from factcards.cli.console import DownloadBar, Notes
from factcards.cli.options import ReportFormat
from factcards.errors import NotAnArticle, StoreError
from factcards.intake.item import Item
from factcards.intake.load import fingerprint
from factcards.intake.read import read_items
from factcards.prompt import load_prompt
from factcards.settings import Resolved, resolve
from factcards.store import Store
from factcards.weights import DEFAULT_MODEL


def settings(**options: object) -> Resolved:
    remote = {"base_url": "http://127.0.0.1:9/v1", "model": "m"}
    return resolve({**remote, **options}, {}, Path("nowhere"), Path("nowhere/config.toml"))


def rows(path: Path, *texts: str) -> Path:
    lines = (json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles, of which two are the same, and a fourth that is empty."""
    return rows(tmp_path / "news.jsonl", TEXT, TEXT + "\nMore of it was said.", TEXT, "")


def told(
    capsys: pytest.CaptureFixture[str], *sources: Path, chosen: Options, **options: object
) -> list[dict[str, Any]]:
    """What is said of each article, and of all in the end."""
    names = [str(source) for source in sources]
    tell_estimate(names, chosen, settings(**options), ReportFormat.json, each=True)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def finish(out: Path, source: Path, chosen: Options, **changes: Any) -> None:
    """Let an earlier run have ended with the first article of a source."""
    item = next(iter(read_items([str(source)], chosen.intake)))
    assert isinstance(item, Item)
    found = made(item.id, **changes)
    with Store.open(out) as store:
        store.record([(found, fingerprint(item))], _recipe(chosen, settings()).digest)


def test_each_article_is_told_with_what_a_run_would_do(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *plans, last = told(capsys, news, chosen=Options(None, dedupe=True))
    assert [plan["plan"] for plan in plans] == ["ask", "ask", "duplicate", "refuse"]
    assert plans[2]["reason"] == "the same text as a0"
    assert plans[1]["prompt_tokens"] > plans[0]["prompt_tokens"] > 500
    totals = last["totals"]
    assert (totals["articles"], totals["ask"], totals["duplicate"], totals["refuse"]) == (
        4,
        2,
        1,
        1,
    )
    assert totals["refusals"][0]["count"] == 1


def test_without_dedupe_the_same_text_is_asked_about_twice(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *plans, _ = told(capsys, news, chosen=Options(None))
    assert [plan["plan"] for plan in plans] == ["ask", "ask", "ask", "refuse"]


def test_nothing_is_made(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, news, chosen=Options(tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl"]


@pytest.mark.parametrize(
    ("changes", "retry", "plan"),
    [
        ({}, False, "finished"),
        ({"state": "refused", "error": "NotAnArticle"}, False, "refused"),
        ({"state": "failed", "error": "ReplyError"}, False, "failed"),
        ({"state": "failed", "error": "ReplyError"}, True, "ask"),
    ],
)
def test_what_an_earlier_run_left_is_left_as_the_run_would(
    news: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    retry: bool,
    plan: str,
) -> None:
    chosen = Options(tmp_path / "out", retry_failed=retry)
    finish(tmp_path / "out", news, chosen, **changes)
    assert told(capsys, news, chosen=chosen)[0]["plan"] == plan


def test_the_recipe_is_that_of_a_run(tmp_path: Path) -> None:
    chosen, resolved = Options(tmp_path / "out", cached=False, lang="en"), settings(policy="strict")
    with session(["x"], chosen, resolved, DownloadBar(Notes(quiet=True))) as opened:
        assert opened.run.recipe.digest == _recipe(chosen, resolved).digest


def test_the_recipe_of_the_embedded_model_has_its_name_and_its_own_prompt() -> None:
    recipe = _recipe(Options(None), settings(base_url=None, model=None))
    assert recipe.model == f"embedded {DEFAULT_MODEL}"
    assert recipe.prompt.meta.name == "guided"


def test_an_unknown_price_is_unknown_and_a_known_one_is_counted(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, news, chosen=Options(None))[-1]["totals"]["cost"] is None
    totals = told(capsys, news, chosen=Options(None), price=(1.0, 2.0))[-1]["totals"]
    spent = totals["prompt_tokens"] + 2 * totals["reply_tokens"]
    assert totals["cost"] == pytest.approx(spent / 1e6)
    assert totals["prompt_tokens"] > 0


def test_the_embedded_model_has_no_price(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = {"base_url": None, "model": None, "price": (1.0, 2.0)}
    assert told(capsys, news, chosen=Options(None), **options)[-1]["totals"]["cost"] is None


def test_addresses_are_not_fetched_and_of_unknown_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A look-up of the name would fail this test.
    (tmp_path / "list.urls").write_text("https://news.example.com/a\n")
    plan, last = told(capsys, tmp_path / "list.urls", chosen=Options(None), price=(1.0, 2.0))
    assert (plan["plan"], plan["prompt_tokens"]) == ("ask", None)
    totals = last["totals"]
    assert (totals["unknown_size"], totals["prompt_tokens"], totals["cost"]) == (1, None, None)


def test_it_ends_where_a_run_would(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *plans, _ = told(capsys, news, chosen=Options(None, limits=Limits(articles=2)))
    assert len(plans) == 2


def test_text_says_unknown_and_what_it_rests_on(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_estimate([str(news)], Options(None), settings(), ReportFormat.text, each=False)
    out, err = capsys.readouterr()
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "articles 4"
    assert "cost unknown; give --price IN,OUT" in lines
    assert "time unknown" in lines
    assert any(line.startswith("a guess") for line in lines)
    assert err == ""


def test_a_line_for_each_article_cannot_move_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad\x1b[2J.txt").write_text("Words.")
    tell_estimate([str(tmp_path)], Options(None), settings(), ReportFormat.text, each=True)
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("each", [False, True])
def test_the_result_goes_to_standard_output_also_where_a_spinner_turns(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, each: bool
) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with open(theirs, "w", buffering=1) as terminal:  # noqa: PTH123
        monkeypatch.setattr(sys, "stderr", terminal)
        tell_estimate([str(news)], Options(None), settings(), ReportFormat.text, each=each)
        monkeypatch.undo()
    os.close(ours)
    out = capsys.readouterr().out
    assert "articles                   4" in out
    assert (f"{news}#1" in out) == each


def test_a_folder_that_holds_something_else_is_an_error(news: Path, tmp_path: Path) -> None:
    (tmp_path / "factcards.sqlite").write_bytes(b"something else")
    with pytest.raises(StoreError):
        tell_estimate([str(news)], Options(tmp_path), settings(), ReportFormat.text, each=False)


def keep_at(store: Store, monkeypatch: pytest.MonkeyPatch, moment: datetime, *found: Made) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:  # noqa: ARG003 - it is always UTC
            return moment

    with monkeypatch.context() as patch:
        patch.setattr("factcards.store.datetime", Clock)
        store.record([(one, "print") for one in found], "recipe")


def test_replies_and_pace_are_those_of_the_folder_without_the_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime(2026, 3, 31, tzinfo=UTC)
    with Store.open(tmp_path) as store:
        for number in range(20):
            hours = number // 10  # a second run, an hour after the first
            ended = began + timedelta(hours=hours, seconds=2 * (number % 10))
            found = made(
                f"a{number}", requests=1 + number % 2, usage=spent(1_000, 300), seconds=4.0
            )
            keep_at(store, monkeypatch, ended, found)
        keep_at(store, monkeypatch, began, made("cached", requests=0), made("b", state="failed"))
    past = measured(tmp_path)
    assert (past.articles, past.requests_each, past.reply_tokens_each) == (20, 1.5, 300.0)
    assert past.seconds_each == pytest.approx(2.0)


def test_without_cards_there_is_a_guess_and_no_time(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        pass
    assert measured(tmp_path) == Measured(0, REQUESTS, REPLY_TOKENS, None)
    assert bulk_estimate_past.REQUESTS >= 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("The council approved the plan on Monday.", 10),
        ("Совет одобрил план в понедельник.", 13),
        ("市议会周一批准了该计划。", 10),
        ("وافق المجلس على الخطة يوم الاثنين", 13),
    ],
)
def test_tokens_are_counted_by_script(text: str, tokens: int) -> None:
    assert abs(text_tokens(text) - tokens) <= 2


def test_the_request_is_that_of_the_pipeline() -> None:
    question = Question(
        Article(name="a", text=TEXT, lang="en"), load_prompt("factcard"), "standard"
    )
    request = first_request(question)
    assert [message.role for message in request.messages] == ["system", "user"]
    assert "[1] " in request.messages[1].content
    assert request_tokens(question) > len(request.messages[1].content) / 5


def test_an_article_without_sentences_is_none() -> None:
    question = Question(
        Article(name="a", text="\n", lang="en"), load_prompt("factcard"), "standard"
    )
    with pytest.raises(NotAnArticle):
        first_request(question)
