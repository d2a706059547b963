"""``report.json`` and ``report.html`` of a run."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bulk_runs import NOW, outcome, session_of, spend
from stored import keep, made, spent

from factcards.batch.report import write_report
from factcards.batch.report_record import Record
from factcards.batch.report_run import run_figures
from factcards.errors import FactcardsError, StoreError, TemplateError
from factcards.store import Store

ATTACK = "<script>alert(1)</script> {{ 7 * 7 }} \u202e\udc80"


class Page(HTMLParser):
    """The tags of a page, and the ids on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "rect"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def run_of(directory: Path, **changes: Any) -> dict[str, Any]:
    """The figures of a run of 40 articles in 10 seconds, ten of them refused."""
    session = session_of(directory, **changes)
    record = Record(NOW)
    for number in range(40):
        bad = {"state": "refused", "error": "NotAnArticle", "reason": "an index page"}
        found = outcome(number, **(bad if number % 4 == 0 else {}))
        if found.state == "done":
            spend(session.run.meter, 100, 0.01)
        session.run.tally.add(found)
        record.add(found, number / 4, session.run.meter)
    return run_figures(session, record, 10.0, None, ("complete", None))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "out") as store:
        keep(store, [made("a", requests=2, usage=spent(100, 10), cost=0.5), made("b", checked=0)])
        keep(store, [made("c", state="refused", error="NotAnArticle", reason="c.txt: an index")])
    return tmp_path / "out"


def content_of(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "report.json").read_bytes())
    return content


def test_the_report_has_the_run_and_the_folder(folder: Path) -> None:
    page = write_report(folder, run_of(folder))
    assert page == folder / "report.html"
    content = content_of(folder)
    assert content["run"]["articles"] == {"done": 30, "failed": 0, "refused": 10, "duplicate": 0}
    assert content["run"]["verified_share"] == 0.9
    assert content["run"]["articles_per_second"] == 4.0
    assert content["run"]["cost"] == pytest.approx(0.3)
    assert content["run"]["reasons"][0]["count"] == 10
    assert content["folder"]["states"] == {"done": 2, "failed": 0, "refused": 1, "duplicate": 0}
    assert content["folder"]["cards_by_share"] == [{"from": 0.8, "to": 0.9, "count": 1}]
    assert content["folder"]["seconds_per_article"]["count"] == 2


def test_duplicates_are_one_reason_of_the_folder(folder: Path) -> None:
    with Store.open(folder) as store:
        keep(store, [made(f"d{n}", state="duplicate", reason=f"as {n}") for n in range(30)])
    write_report(folder, run_of(folder))
    rows = [(row["state"], row["count"]) for row in content_of(folder)["folder"]["reasons"]]
    assert rows == [("duplicate", 30), ("refused", 1)]


def test_the_page_needs_nothing_else_and_is_well_formed(folder: Path) -> None:
    text = write_report(folder, run_of(folder)).read_text("utf-8")
    page = Page(text)
    assert page.open == []
    assert not {"script", "img", "iframe", "object"} & set(page.tags)
    assert not re.search(r"(?:src|href)=\"(?!data:)", text)
    assert "url(" not in text


def test_every_chart_has_a_name_a_description_and_a_table(folder: Path) -> None:
    page = Page(write_report(folder, run_of(folder)).read_text("utf-8"))
    ids = [attributes["id"] for _, attributes in page.attributes if "id" in attributes]
    assert len(ids) == len(set(ids))
    charts = [a for tag, a in page.attributes if tag == "svg" and a.get("role") == "img"]
    assert len(charts) == 6
    for chart in charts:
        assert set((chart["aria-labelledby"] or "").split()) <= set(ids)
    assert page.tags.count("figure") == page.tags.count("table") - 1 == 6


def test_a_price_that_is_unknown_is_never_nothing(folder: Path) -> None:
    run = run_of(folder)
    run["cost"] = None
    for step in run["over_time"]:
        step["cost"] = None
    text = write_report(folder, run).read_text("utf-8")
    assert "<dt>Cost</dt><dd>unknown</dd>" in text
    assert "Tokens over time" in text
    assert "The price is unknown" in text
    assert "US$" not in text.partition("The folder as a whole")[0]


def test_a_sum_with_unknown_parts_is_a_lower_bound(folder: Path) -> None:
    with Store.open(folder) as store:
        keep(store, [made("d", requests=1, usage=spent(None, None))])
    text = write_report(folder, run_of(folder)).read_text("utf-8")
    assert "<dd>at least US$0.5000</dd>" in text
    assert "<dd>at least 100</dd>" in text


def test_words_of_others_are_words_and_no_markup(folder: Path) -> None:
    run = run_of(folder, sources=(ATTACK,))
    run["reasons"] = [
        {"state": "failed", "error": ATTACK, "reason": ATTACK, "count": 1, "examples": [ATTACK]}
    ]
    run["ending"], run["error"] = "error", ATTACK
    text = write_report(folder, run).read_text("utf-8")
    assert "<script" not in text
    assert text.count("{{ 7 * 7 }}") == text.count("&lt;script&gt;")
    assert "\u202e" not in text
    assert text.count("&lt;script&gt;") >= 4


def test_no_key_and_no_password_is_in_it(folder: Path) -> None:
    run = run_of(
        folder,
        base_url="https://me:hunter2@127.0.0.1/v1",
        api_key="sk-secret",
        sources=("https://me:hunter2@example.com/feed.xml",),
    )
    write_report(folder, run)
    for name in ("report.json", "report.html"):
        text = (folder / name).read_text("utf-8")
        assert "hunter2" not in text
        assert "sk-secret" not in text
    assert content_of(folder)["run"]["settings"]["endpoint"] == "https://127.0.0.1/v1"


def test_a_run_of_nothing_has_a_report_too(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        pass
    figures = run_figures(session_of(tmp_path), Record(NOW), 0.0, None, ("interrupted", None))
    text = write_report(tmp_path, figures).read_text("utf-8")
    assert "It was interrupted" in text
    assert "<figure>" not in text
    assert content_of(tmp_path)["run"]["verified_share"] is None


def test_it_can_be_written_while_the_run_holds_the_folder(folder: Path) -> None:
    with Store.open(folder) as store:
        write_report(folder, run_of(folder))
        keep(store, [made("later")])
        with pytest.raises(StoreError, match="another run"):
            Store.open(folder)
    assert content_of(folder)["folder"]["cards"] == 2


def test_the_old_report_stays_where_a_template_fails(folder: Path, tmp_path: Path) -> None:
    page = write_report(folder, run_of(folder))
    old = page.read_bytes()
    (tmp_path / "report.html.j2").write_text("{{ nothing }}")
    with pytest.raises(TemplateError):
        write_report(folder, run_of(folder), templates_dir=tmp_path)
    assert page.read_bytes() == old


def test_a_template_of_the_users_own_can_extend_ours(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(
        '{% extends "report.html.j2" %}{% block header %}<h1>Mine</h1>{% endblock %}'
    )
    text = write_report(folder, run_of(folder), templates_dir=tmp_path).read_text("utf-8")
    assert "<h1>Mine</h1>" in text
    assert "This run" in text


def test_a_page_that_cannot_be_written_is_an_error(folder: Path) -> None:
    (folder / "report.html").mkdir()
    with pytest.raises(FactcardsError, match=r"report\.html"):
        write_report(folder, run_of(folder))


def test_a_report_of_a_long_run_is_small(folder: Path) -> None:
    session, record = session_of(folder), Record(NOW)
    for number in range(50_000):
        found = outcome(number, seconds=number % 977 / 100, verified=number % 11)
        if number % 10 == 0:
            found = outcome(
                number, state="failed", error="E", reason=f"reason {number} {'x' * 999}"
            )
        session.run.tally.add(found)
        record.add(found, number, session.run.meter)
    write_report(folder, run_figures(session, record, 50_000.0, None, ("complete", None)))
    assert (folder / "report.json").stat().st_size < 150_000
    assert (folder / "report.html").stat().st_size < 150_000
