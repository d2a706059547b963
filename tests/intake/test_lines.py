"""Files line by line, whatever packs or encodes them."""

from __future__ import annotations

import codecs
import gzip
import io
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.intake import lines as lines_module
from factcards.intake.lines import lines_of, opened


def zstd(data: bytes) -> bytes:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            module: Any = import_module(name)
        except ImportError:
            continue
        packed: bytes = module.compress(data)
        return packed
    raise AssertionError("no zstd")


def read(data: bytes) -> list[tuple[int, str | None]]:
    with opened(io.BytesIO(data), "x") as stream:
        return list(lines_of(stream, "x"))


def test_lines_are_counted_from_one() -> None:
    assert read(b"a\n\nb") == [(1, "a\n"), (2, "\n"), (3, "b")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_does(end: str) -> None:
    assert read(f"a{end}b{end}".encode()) == [(1, "a\n"), (2, "b\n")]


@pytest.mark.parametrize("pack", [gzip.compress, zstd, bytes])
def test_compression_is_told_by_the_content(pack: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(pack("Brücke\nTür\n".encode() * 2000))
    with opened(path, "x") as stream:
        lines = list(lines_of(stream, "x"))
    assert lines[0] == (1, "Brücke\n")
    assert lines[-1] == (4000, "Tür\n")


def test_members_that_follow_each_other_are_one_file() -> None:
    assert len(read(gzip.compress(b"a\n") + gzip.compress(b"b\n"))) == 2
    assert len(read(zstd(b"a\n") + zstd(b"b\n"))) == 2


PROSE = {
    "cp1252": "Der Bürgermeister sagte, die Brücke könne für Fußgänger geöffnet bleiben.\n",
    "cp1251": "Мэр сказал, что мост может оставаться открытым для пешеходов до весны.\n",
    "shift_jis": "市長は、橋は歩行者のために開いたままにできると述べた。\n",
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1251", "shift_jis"]
)
def test_the_encoding_is_told_by_the_content(encoding: str) -> None:
    text = PROSE.get(encoding, PROSE["cp1252"])
    assert read((text * 20).encode(encoding))[19] == (20, text)


def test_the_mark_of_big_endian_text_is_believed() -> None:
    assert read(codecs.BOM_UTF16_BE + "ä\nb".encode("utf-16-be")) == [(1, "ä\n"), (2, "b")]


def test_a_line_in_another_encoding_than_the_rest_is_read_in_its_own() -> None:
    broken = PROSE["cp1252"]
    data = b"plain\n" * 20_000 + broken.encode("latin-1") + b"plain\n"
    assert read(data)[20_000:] == [(20_001, broken), (20_002, "plain\n")]


def test_a_line_that_is_too_long_is_none_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines_module, "LONGEST_LINE", 10)
    assert read(b"x" * 35 + b"\nshort\n" + b"y" * 9 + b"\n") == [
        (1, None),
        (2, "short\n"),
        (3, "y" * 9 + "\n"),
    ]


def test_a_line_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "LONGEST_LINE", 1000)
    monkeypatch.setattr(lines_module, "_LONGEST_SKIPPED", 100_000)
    with pytest.raises(SourceUnreadable, match="line 2 has more than 100,000 characters"):
        read(gzip.compress(b"a\n" + b"x" * 1_000_000))


def test_blank_lines_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_MOST_BLANK", 1000)
    with pytest.raises(SourceUnreadable, match="millions of blank lines up to line 1001"):
        read(gzip.compress(b"\n" * 5000))


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_where_a_compressed_file_breaks_off_is_told(pack: Any) -> None:
    noise = b"".join(b"%d\n" % (number * 7919 % 1_000_003) for number in range(100_000))
    with pytest.raises(
        SourceUnreadable, match=r"its compression is broken \(EOFError\) after line"
    ):
        read(pack(noise)[:-20])


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="binary file"):
        read(b"a\0b\n")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="x: there is no such file"):
        with opened(tmp_path / "none", "x"):
            pass


def test_without_zstd_the_remedy_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(lines_module, "import_module", missing)
    with pytest.raises(SourceUnreadable, match=r"pip install 'factcards\[bulk\]'"):
        read(zstd(b"a"))


def test_a_stream_that_was_given_stays_open() -> None:
    given_stream = io.BufferedReader(io.BytesIO(b"a\nb\n"))
    with opened(given_stream, "-") as stream:
        next(lines_of(stream, "-"))
    assert not given_stream.closed


@given(st.binary(max_size=300))
def test_any_bytes_are_lines_or_refused(data: bytes) -> None:
    try:
        numbers = [number for number, _ in read(data)]
    except SourceUnreadable as error:
        assert error.problem  # noqa: PT017 - either outcome is fine
    else:
        assert numbers == list(range(1, len(numbers) + 1))
