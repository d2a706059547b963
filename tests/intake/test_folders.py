"""Which files of a folder or a pattern are sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards import store_database
from factcards.intake import folders
from factcards.intake.folders import files_in, files_like, form_of


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_in(folder)]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("a.MD", "article"),
        ("a.pdf", "article"),
        ("a.json", "json"),
        ("a.jsonl.gz", "lines"),
        ("a.ndjson.zst", "lines"),
        ("a.csv.gz", "csv"),
        ("a.tsv", "csv"),
        ("sitemap.xml.gz", "xml"),
        ("a.opml", "xml"),
        ("a.parquet", "parquet"),
        ("a.urls", "urls"),
        ("a.txt.gz", None),
        ("a.parquet.gz", None),
        ("a.gz", None),
        ("a", None),
        ("a.png", None),
    ],
)
def test_the_name_tells_what_a_file_is(name: str, form: str | None) -> None:
    assert form_of(Path(name)) == form


def test_files_come_in_order_at_any_depth(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.md", "z/1.html", "c/2.txt", "c/d/3.txt")
    assert found(tmp_path) == ["a.md", "b.txt", "c/2.txt", "c/d/3.txt", "z/1.html"]


def test_hidden_files_and_those_of_other_kinds_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d.png", "Makefile")
    assert found(tmp_path) == ["a.txt"]


def test_what_a_run_has_made_is_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt", "out/factcards.sqlite", "out/cards/a.json", "out/report.json")
    fill(tmp_path, "out/index.html", "out/more.txt", "cards/b.txt", "report.html")
    assert found(tmp_path) == ["report.html", "cards/b.txt", "in/a.txt", "out/more.txt"]
    assert list(files_like(f"{tmp_path}/out/cards/*.json")) == []


def test_the_store_is_known_by_its_name() -> None:
    assert store_database.DATABASE == folders._STORE


def test_a_link_to_a_folder_above_does_no_harm(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["a/1.txt"]


def test_a_pattern_gives_files_and_those_of_its_folders(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.txt", "b/2.txt", "b/c/3.txt", "d.txt", "e.png", ".f.txt")
    names = [path.relative_to(tmp_path).as_posix() for path in files_like(f"{tmp_path}/*")]
    assert names == ["a/1.txt", "b/2.txt", "b/c/3.txt", "d.txt"]
    deep = [path.relative_to(tmp_path).as_posix() for path in files_like(f"{tmp_path}/**")]
    assert deep == ["a/1.txt", "b/2.txt", "b/c/3.txt", "d.txt"]
    assert [path.name for path in files_like(f"{tmp_path}/**/*.txt")] == [
        "1.txt",
        "2.txt",
        "3.txt",
        "d.txt",
    ]
