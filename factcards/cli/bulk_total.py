"""About how many articles the sources of a bulk run have, counted beside the run itself.

It looks only at what is on this machine and can be looked at twice: no feed is fetched and no
pipe is read for it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from glob import has_magic
from pathlib import Path

from factcards.errors import FactcardsError
from factcards.intake.addresses import is_address
from factcards.intake.folders import files_in, files_like, form_of
from factcards.intake.lines import opened
from factcards.intake.options import Intake
from factcards.intake.read import read_items

_PORTION = 1 << 20


class Total:
    """A count that is there when it is ready.

    Attributes:
        count: Articles, about; None until that is known, or for good.
    """

    def __init__(self, sources: Sequence[str], intake: Intake) -> None:
        self.count: int | None = None
        self._sources = tuple(sources)
        self._intake = intake

    def start(self) -> None:
        """Begin to count, in a thread that holds nobody up."""
        threading.Thread(target=self.work, name="total", daemon=True).start()

    def work(self) -> None:
        """Count."""
        total = 0
        with suppress(FactcardsError, OSError, ValueError):  # the run itself will tell
            for source in self._sources:
                for path in _paths(source):
                    found = None if path is None else self._articles(path)
                    if found is None:
                        return
                    total += found
            self.count = total

    def _articles(self, path: Path) -> int | None:
        form = form_of(path)
        if form == "xml":
            return None  # a feed of feeds, perhaps
        if form in {"lines", "urls"} and self._intake.since is None:
            return _lines(path)
        return sum(1 for _ in read_items((str(path),), self._intake))


def _paths(source: str) -> Iterator[Path | None]:
    """The files of a source; None stands for what cannot be counted."""
    path = Path(source)
    if source == "-" or is_address(source):
        yield None
    elif path.is_dir():
        yield from files_in(path)
    elif path.exists() or not has_magic(source):
        yield path
    else:
        yield from files_like(source)


def _lines(path: Path) -> int:
    """Lines of a file, compressed or not, of which the last may have no end."""
    number, last = 0, b"\n"
    with opened(path, path.as_posix()) as stream:
        while portion := stream.read(_PORTION):
            number += portion.count(b"\n")
            last = portion[-1:]
    return number + (last != b"\n")
