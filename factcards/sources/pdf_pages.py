"""A process that takes a PDF apart: the file on its input, lines with their places on its output.

It is a process of its own since a file made for it keeps any parser busy, or its memory full,
for as long as one lets it. It imports nothing of ours, so that it starts quickly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

MOST_CHARACTERS = 5_000_000
_MEMORY = 1_000_000_000
_FIELDS = {"/Title": "title", "/Author": "author", "/CreationDate": "created"}
_FIELDS |= {"/ModDate": "modified", "/Creator": "creator", "/Producer": "producer"}


def main() -> None:
    """Answer with one JSON object and end."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answer = take_apart(sys.stdin.buffer.read(), int(sys.argv[1]))
    with open(1, "wb", closefd=False) as out:
        out.write(json.dumps(answer).encode())


def take_apart(data: bytes, most_pages: int) -> dict[str, Any]:
    """The pages of a PDF and what it says of itself.

    Returns:
        ``pages``: for each its lines as ``[x, y, size, text]`` in the order of the file, in
        units of the page, y from its lower edge; the fields of its information dictionary;
        or ``problem`` and nothing else.
    """
    try:
        return _take_apart(data, most_pages)
    except MemoryError:
        return {"problem": "it needs too much memory"}
    except Exception as error:  # noqa: BLE001 - broken files make the parser raise anything
        return {"problem": f"it is damaged ({type(error).__name__})"}


def _take_apart(data: bytes, most_pages: int) -> dict[str, Any]:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra
    from pypdf.errors import DependencyError  # noqa: PLC0415 - an extra

    reader = PdfReader(BytesIO(data))
    try:
        # Many are locked against printing or copying alone and open without a password.
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        locked = True
    if locked:
        return {"problem": "it is encrypted"}
    count = len(reader.pages)
    if count > most_pages:
        return {"problem": f"it has {count:,} pages"}
    answer: dict[str, Any] = {"pages": []}
    written = 0
    for page in reader.pages:
        lines: list[list[Any]] = [[0.0, 0.0, 0.0, ""]]
        page.extract_text(visitor_text=_collector(lines))
        lines = [line for line in lines if line[3].strip()]
        written += sum(len(line[3]) for line in lines)
        if written > MOST_CHARACTERS:
            return {"problem": f"it has more than {MOST_CHARACTERS:,} characters"}
        answer["pages"].append(lines)
    about: Any = reader.metadata or {}
    answer |= {ours: str(about[key]) for key, ours in _FIELDS.items() if about.get(key)}
    return answer


def _collector(lines: list[list[Any]]) -> Callable[..., None]:
    """A visitor that gathers a page's text as lines; the last of `lines` is the open one."""

    def collect(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append([x, y, 0.0, ""])
            line = lines[-1]
            if piece.strip() and not line[3].strip():
                line[:3] = round(x, 1), round(y, 1), round(size * scale, 1)
            line[3] += piece

    return collect


if __name__ == "__main__":
    main()
