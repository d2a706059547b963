"""`factcards export`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from stored import keep, made
from typer.testing import CliRunner

from factcards.cli.export import export
from factcards.errors import FactcardsError, SettingsError
from factcards.store import Store, StoreError

app = typer.Typer()
app.command()(export)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "out") as store:
        keep(store, [made("a"), made("b"), made("c", state="failed")])
    return tmp_path / "out"


def test_a_file_gets_all_cards_and_a_note_says_so(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(folder), "--to", str(tmp_path / "cards.jsonl")])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert done.stderr == f"factcards: 2 cards written to {tmp_path / 'cards.jsonl'}\n"
    assert len((tmp_path / "cards.jsonl").read_text("utf-8").splitlines()) == 2


def test_without_a_file_lines_go_to_standard_output_and_nothing_else(folder: Path) -> None:
    done = CliRunner().invoke(app, [str(folder)])
    assert [json.loads(line)["schema_version"] for line in done.stdout.splitlines()] == ["1", "1"]
    assert done.stderr == ""


def test_quiet_says_nothing(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(folder), "--to", str(tmp_path / "feed.json"), "--quiet"])
    assert (done.exit_code, done.output) == (0, "")


def test_a_list_beside_the_cards_links_to_them(folder: Path) -> None:
    (folder / "cards").mkdir()
    with Store.read(folder) as store:
        for stored in store.cards():
            (folder / "cards" / f"{stored.stem}.html").write_text("")
    done = CliRunner().invoke(app, [str(folder), "--to", str(folder / "index.html")])
    assert done.exit_code == 0, done.output
    assert (folder / "index.html").read_text("utf-8").count('href="cards/') == 2


def test_it_works_while_a_run_is_on(folder: Path) -> None:
    with Store.open(folder) as store:
        keep(store, [made("d")])
        assert len(CliRunner().invoke(app, [str(folder)]).stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("to", "error"), [("cards.csv", SettingsError), ("no/such/cards.jsonl", FactcardsError)]
)
def test_a_file_that_cannot_be_is_an_error(folder: Path, to: str, error: type[Exception]) -> None:
    done = CliRunner().invoke(app, [str(folder), "--to", to])
    assert isinstance(done.exception, error)


def test_a_file_that_fails_halfway_leaves_the_old_one(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "feed.json"
    old.write_text("old")
    with Store.open(folder) as store:
        keep(store, [made("broken", card_json=b"{}")])
    done = CliRunner().invoke(app, [str(folder), "--to", str(old)])
    assert isinstance(done.exception, FactcardsError)
    assert old.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.json", "out"]


def test_a_folder_without_a_store_is_an_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(tmp_path)])
    assert isinstance(done.exception, StoreError)
