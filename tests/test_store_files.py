"""The files beside a store."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import SAMPLE, card

from factcards.card import parse_card
from factcards.errors import TemplateError
from factcards.store_files import (
    CardFormat,
    card_path,
    card_stem,
    has_card_files,
    remove_card_files,
    rendering_digest,
    write_card_files,
)


@dataclass(frozen=True)
class Look:
    directory: Path | None = None
    formats: tuple[CardFormat, ...] = ("json", "md", "html")
    template: str | None = None
    templates_dir: Path | None = None


@pytest.mark.parametrize(
    ("item", "slug"),
    [
        ("articles/parliament-vote.txt", "parliament-vote-txt"),
        ("https://news.example/2026/03/Ferries-Sold/?from=mail", "from-mail"),
        ("https://news.example/2026/ferries/", "ferries"),
        ("feed.jsonl#12", "feed-jsonl-12"),
        ("C:\\CON", "c-con"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("東京", "東京"),
        ("cafe\u0301", "café"),
    ],
)
def test_a_stem_begins_with_the_last_words_of_the_id(item: str, slug: str) -> None:
    assert card_stem(item).rpartition("-")[0] == slug


@pytest.mark.parametrize("item", ["", "...", "///", "\udcff", "🎉"])
def test_an_id_without_letters_is_a_digest(item: str) -> None:
    assert len(card_stem(item)) == 12


@given(st.text(alphabet=st.characters(), max_size=300))
def test_a_stem_is_a_safe_file_name(item: str) -> None:
    stem = card_stem(item)
    assert len(f"{stem}.json".encode()) <= 138
    assert not set(stem) & set('/\\:*?"<>|\0\n. ')
    assert not stem.startswith("-")
    assert stem == card_stem(item)


@given(st.text(alphabet=st.characters(), max_size=40), st.text(max_size=40))
def test_two_items_never_share_a_stem_even_where_case_is_folded(one: str, other: str) -> None:
    assert (card_stem(one).casefold() == card_stem(other).casefold()) == (one == other)


def test_case_alone_tells_two_items_apart() -> None:
    assert card_stem("A.txt").casefold() != card_stem("a.txt").casefold()


def test_each_format_is_a_file_and_the_card_can_be_read_back(tmp_path: Path) -> None:
    written = write_card_files("a.txt", card(), None, Look(tmp_path))
    stem = card_stem("a.txt")
    assert {path.name for path in (tmp_path / "cards").iterdir()} == {
        f"{stem}.json",
        f"{stem}.md",
        f"{stem}.html",
    }
    assert list(written) == ["json", "md", "html"]
    assert parse_card(Path(written["json"]).read_bytes(), "") == card()
    assert parse_card(SAMPLE.read_bytes(), "").headline in Path(written["md"]).read_text("utf-8")


def test_without_a_folder_nothing_is_written() -> None:
    assert write_card_files("a.txt", card(), None, Look(None)) == {}


def test_a_template_of_ones_own_is_used_and_its_fault_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text("mine: {{ card.lang }}")
    look = Look(tmp_path, ("json", "md"), "own", tmp_path)
    written = write_card_files("a", card(), None, look)
    assert Path(written["md"]).read_text() == "mine: en\n"
    (tmp_path / "own.md.j2").write_text("{{ nothing }}")
    with pytest.raises(TemplateError):
        write_card_files("b", card(), None, look)
    assert not card_path(tmp_path, "b", "md").exists()


def test_files_count_as_there_when_all_are_and_hold_something(tmp_path: Path) -> None:
    assert not has_card_files(tmp_path, "a", ("json",))
    write_card_files("a", card(), None, Look(tmp_path, ("json", "md")))
    assert has_card_files(tmp_path, "a", ("json", "md"))
    assert not has_card_files(tmp_path, "a", ("json", "html"))
    card_path(tmp_path, "a", "md").write_bytes(b"")
    assert not has_card_files(tmp_path, "a", ("json", "md"))


def test_removed_files_are_gone_and_others_stay(tmp_path: Path) -> None:
    for item in ("a", "b"):
        write_card_files(item, card(), None, Look(tmp_path, ("json", "md")))
    remove_card_files(tmp_path, "a")
    remove_card_files(tmp_path, "a")
    assert {path.stem for path in (tmp_path / "cards").iterdir()} == {card_stem("b")}


def test_the_look_changes_with_formats_templates_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text("one")
    look = Look(templates_dir=tmp_path)
    same = Look(templates_dir=tmp_path, directory=tmp_path)
    others = [
        Look(),
        Look(formats=("json",), templates_dir=tmp_path),
        Look(template="own", templates_dir=tmp_path),
    ]
    digest = rendering_digest(look)
    assert rendering_digest(same) == digest
    assert digest not in {rendering_digest(other) for other in others}
    (tmp_path / "own.md.j2").write_text("two")
    assert rendering_digest(look) != digest


def test_a_template_named_as_a_file_counts_with_those_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text("{% include 'part.j2' %}")
    (tmp_path / "part.j2").write_text("one")
    look = Look(template=str(tmp_path / "own.md.j2"))
    digest = rendering_digest(look)
    (tmp_path / "part.j2").write_text("two")
    assert rendering_digest(look) != digest


FULL = """
import resource, sys
from pathlib import Path
from types import SimpleNamespace
from stored import card
from factcards.store import StoreError
from factcards.store_files import write_card_files

look = SimpleNamespace(
    directory=Path(sys.argv[1]), formats=("html",), template=None, templates_dir=None
)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_card_files("a", card(), None, look)
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit here")
def test_a_file_for_which_there_is_no_room_is_an_error_of_the_store_and_not_half_there(
    tmp_path: Path,
) -> None:
    path = ":".join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True,
        text=True,
        # A cache of bytecode that the limit cuts off would be there for everybody.
        env={"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert "cannot be written: File too large; what is finished is kept" in done.stdout, done.stderr
    assert list((tmp_path / "cards").iterdir()) == []
