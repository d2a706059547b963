"""What a bulk run reads: sources of any kind, as a stream of entries."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path

from factcards.errors import SourceError, SourceUnreadable
from factcards.intake.addresses import address_entry, is_address, printable
from factcards.intake.folders import Form, files_in, files_like, form_of
from factcards.intake.item import Entry, Item, Unusable
from factcards.intake.lines import lines_of, opened, standard_input
from factcards.intake.options import Intake
from factcards.intake.records import read_json, read_json_lines, rows_at_start
from factcards.intake.rows import check_columns
from factcards.intake.tables import csv_columns, parquet_columns, read_csv, read_parquet
from factcards.intake.web import Trail, read_address, read_xml, unusable

_LONGEST_PATH = 4096
_PEEKED = 100
"""Lines of JSON whose keys are the columns that a mapping may name."""


def read_items(sources: Sequence[str], options: Intake) -> Iterator[Entry]:
    """Read all articles that `sources` name, one by one.

    A source is a folder, a pattern such as ``news/**/*.txt``, an ``http`` or ``https``
    address of an article, a feed, an OPML document or a sitemap, ``-`` for standard input
    (JSON Lines, or a list of addresses and paths), or a file:

    - .txt .md .html .pdf: an article; a .txt of nothing but addresses is a list of them
    - .json: an article, or a list of articles, bare or as in ``{"articles": [...]}``
    - .jsonl .ndjson .csv .tsv .parquet: rows, each an article or the address of one
    - .xml .rss .atom .opml: a feed, a list of feeds or a sitemap
    - .urls: addresses, one on each line

    All but articles, .txt and .parquet may be compressed by gzip or zstd. Every file that
    must be opened, line that is broken or feed that does not parse gives an `Unusable`, and
    the rest is read all the same. Feeds and sitemaps are fetched meanwhile, so this blocks.

    Args:
        sources: As the user names them.
        options: What is read, and how.

    Returns:
        Entries in the order of the sources, each id once. The second record with an id is
        an `Unusable`; a file or an address that is named again is left out.

    Raises:
        SettingsError: A column that is mapped is in none of the rows of a file; raised by the
            call itself, before anything is read.
    """
    if options.mapping:
        for source in sources:
            _check_mapping(Path(source), options)
    return _distinct(entry for source in sources for entry in _from_source(source, options))


def _distinct(entries: Iterator[Entry]) -> Iterator[Entry]:
    places: dict[str, str] = {}
    for entry in entries:
        if entry.id not in places:
            places[entry.id] = entry.place
            yield entry
        elif entry.place not in places and entry.place != places[entry.id]:
            places[entry.place] = entry.place
            reason = f"its id is {entry.id} as that of {places[entry.id]}; map another column to id"
            yield Unusable(entry.place, entry.place, reason)


def _check_mapping(path: Path, options: Intake) -> None:
    """Refuse a mapping that does not fit a file, where the file tells; see `read_items`."""
    form, name = form_of(path), path.as_posix()
    try:
        if form == "parquet" and path.is_file():
            check_columns(parquet_columns(path, name), options.mapping, name)
        elif form in {"csv", "lines"} and path.is_file():
            with opened(path, name) as stream:
                if form == "csv":
                    names = list(csv_columns(stream, name))
                else:
                    rows = rows_at_start(stream, name, _PEEKED)
                    names = list(dict.fromkeys(key for row in rows for key in row))
            if names:
                check_columns(names, options.mapping, name)
    except SourceError:
        return  # reading it will say the same, and go on with the others


def _from_source(source: str, options: Intake) -> Iterator[Entry]:
    if source == "-":
        yield from _guarded("-", _from_stdin(options))
    elif is_address(source):
        yield from read_address(source, Trail(options), via=None)
    else:
        yield from _from_path(source, options)


def _from_path(source: str, options: Intake) -> Iterator[Entry]:
    path = Path(source)
    try:
        if path.is_dir():
            yield from _from_files(files_in(path), source, options)
        elif path.exists() or not has_magic(source):
            yield from _from_file(path, options)
        else:
            yield from _from_files(files_like(source), source, options)
    except (OSError, ValueError) as error:
        name = printable(source)
        yield Unusable(name, name, f"it cannot be read ({type(error).__name__}); check the path")


def _from_files(files: Iterator[Path], source: str, options: Intake) -> Iterator[Entry]:
    empty = True
    for path in files:
        empty = False
        yield from _from_file(path, options)
    if empty:
        name = printable(source)
        yield Unusable(name, name, "there are no articles in it; check the path")


def _from_file(path: Path, options: Intake) -> Iterator[Entry]:
    name = path.as_posix()
    shown = printable(name)
    if shown != name:
        yield Unusable(shown, shown, "its name has characters that are none; rename it")
    elif not path.is_file():
        remedy = f"write https://{name}" if name.startswith("www.") else "check the path"
        yield Unusable(name, name, f"there is no such file; {remedy}")
    else:
        yield from _guarded(name, _from_form(form_of(path), path, name, options))


def _guarded(name: str, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, and where they break off, one that says why."""
    try:
        yield from entries
    except SourceError as error:
        yield unusable(name, error)


def _from_form(form: Form | None, path: Path, name: str, options: Intake) -> Iterator[Entry]:
    if form == "parquet":
        yield from read_parquet(path, name, options)
    elif form in {None, "article"} or (form == "text" and not _is_list(path, name)):
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if options.keeps(changed):
            yield Item(name, "file", name)
    else:
        with opened(path, name) as stream:
            if form == "lines":
                yield from read_json_lines(stream, name, options)
            elif form == "json":
                yield from read_json(stream, name, options)
            elif form == "csv":
                yield from read_csv(stream, name, options)
            elif form == "xml":
                yield from read_xml(stream, name, Trail(options), base=name)
            else:
                yield from _from_list(lines_of(stream, name), name)


def _is_list(path: Path, name: str) -> bool:
    """Whether a text has addresses on all of its lines, comments and blank ones aside."""
    found = False
    try:
        with opened(path, name) as stream:
            for _, line in lines_of(stream, name):
                text = (line or "x").strip()
                if text and not text.startswith("#"):
                    if not is_address(text):
                        return False
                    found = True
    except SourceUnreadable:
        return False  # whoever reads it as an article will say what is wrong
    return found


def _from_list(lines: Iterator[tuple[int, str | None]], name: str) -> Iterator[Entry]:
    for number, line in lines:
        text = (line or "").strip()
        place = f"{name}#{number}"
        if is_address(text):
            yield address_entry(text, via=name)
        elif line is None or (text and not text.startswith("#")):
            yield Unusable(place, place, "this is no http or https address")


def _from_stdin(options: Intake) -> Iterator[Entry]:
    with opened(standard_input(options.stdin), "-") as stream:
        start = stream.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if start == b"{":
            yield from read_json_lines(stream, "-", options)
        elif start == b"[":
            yield from read_json(stream, "-", options)
        elif start == b"<":
            yield from read_xml(stream, "-", Trail(options), base="-")
        else:
            yield from _from_names(stream, options)


def _from_names(stream: io.BufferedReader, options: Intake) -> Iterator[Entry]:
    """Articles whose addresses and paths are on the lines of standard input."""
    for number, line in lines_of(stream, "-"):
        text = (line or "").strip()
        if is_address(text):
            yield address_entry(text, via="-")
        elif line is None or len(text) > _LONGEST_PATH:
            yield Unusable(f"-#{number}", f"-#{number}", "this is neither an address nor a path")
        elif text and not text.startswith("#"):
            yield from _from_path(text, options)
