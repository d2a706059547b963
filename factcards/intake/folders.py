"""Files of folders and patterns, and what kind of source each is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import iglob
from pathlib import Path
from typing import Literal

Form = Literal["article", "text", "lines", "json", "csv", "parquet", "xml", "urls"]

_FORMS: dict[str, Form] = {
    **dict.fromkeys((".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"), "article"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".jsonl", ".ndjson"), "lines"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf", ".opml"), "xml"),
    ".json": "json",
    ".parquet": "parquet",
    ".urls": "urls",
}
_COMPRESSED = (".gz", ".zst")
_STREAMED = frozenset({"lines", "json", "csv", "xml", "urls"})

# What a run leaves in its output folder: see `factcards.store_database` and `store_files`.
_STORE = "factcards.sqlite"
_CARDS = "cards"
_REPORTS = frozenset({"report.html", "report.json", "index.html", "feed.json"})
_REPORTS |= frozenset({"cards.jsonl", "cards.parquet"})


def form_of(path: Path) -> Form | None:
    """What a file is by its name; None where that does not say."""
    suffix = path.suffix.lower()
    if suffix in _COMPRESSED:
        form = _FORMS.get(Path(path.stem).suffix.lower())
        return form if form in _STREAMED else None
    return _FORMS.get(suffix)


def files_in(folder: Path) -> Iterator[Path]:
    """All files below a folder that may be sources, in order; hidden ones and ours are not."""
    for directory, subfolders, names in os.walk(folder):
        here = Path(directory)
        subfolders[:] = sorted(name for name in subfolders if not _is_left_out(here / name))
        for name in sorted(names):
            path = here / name
            if not _is_left_out(path) and form_of(path):
                yield path


def files_like(pattern: str) -> Iterator[Path]:
    """All files that a pattern such as ``news/**/*.txt`` matches, and those in its folders."""
    for match in sorted(iglob(pattern, recursive=True)):  # noqa: PTH207 - patterns may be absolute
        path = Path(match)
        if _is_left_out(path):
            continue
        if path.is_dir():
            # Where ** is the end of the pattern, the files match it themselves.
            if not pattern.endswith("**"):
                yield from files_in(path)
        elif form_of(path):
            yield path


def _is_left_out(path: Path) -> bool:
    if path.name.startswith("."):
        return True
    if path.parent.name == _CARDS and _holds_store(path.parent.parent):
        return True
    return path.name in _REPORTS | {_CARDS} and _holds_store(path.parent)


def _holds_store(folder: Path) -> bool:
    return (folder / _STORE).is_file()
