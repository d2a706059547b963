"""The report of a run: ``report.json`` for programs and ``report.html`` for people."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from factcards._version import __version__
from factcards.batch.report_folder import folder_figures
from factcards.batch.report_page import report_page
from factcards.escape import whole_characters
from factcards.wholefile import whole_file

REPORT_VERSION = 1
JSON_NAME, PAGE_NAME = "report.json", "report.html"


def write_report(
    directory: Path, run: dict[str, Any], *, templates_dir: Path | None = None
) -> Path:
    """Write the report of a run, and of its folder as a whole, beside the store.

    Args:
        directory: The output folder.
        run: See `factcards.batch.report_run.run_figures`.
        templates_dir: Templates of the user's own, one of which may be ``report.html.j2``.

    Returns:
        The page.

    Raises:
        FactcardsError: A file cannot be written, the store cannot be read, or the template
            fails. Each file is whole or as it was before.
    """
    content = {
        "report_version": REPORT_VERSION,
        "factcards": __version__,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "run": run,
        "folder": folder_figures(directory),
    }
    _write(directory / JSON_NAME, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    page = directory / PAGE_NAME
    _write(page, report_page(content, templates_dir))
    return page


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(whole_characters(text).encode())
