"""`factcards verify --claims`: rows of claims in, rows of verdicts out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from factcards.cli.console import DownloadBar, Notes
from factcards.wholefile import whole_file

if TYPE_CHECKING:
    from factcards.claimsfile import ClaimRow, ClaimVerdict
    from factcards.errors import FactcardsError
    from factcards.settings import Resolved

_UNUSABLE: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no such file", "check the path"),
    IsADirectoryError: ("this is a directory", "name a file in it"),
    PermissionError: ("it may not be read", "check its permissions"),
}


@dataclass
class _Tally:
    """What became of the rows."""

    supported: int = 0
    unsupported: int = 0
    unreadable: int = 0
    failed: int = 0

    @property
    def share(self) -> float:
        """The part of the claims that is supported; none of none is 0."""
        return self.supported / max(1, self.supported + self.unsupported)

    def __str__(self) -> str:
        total = self.supported + self.unsupported
        said = (
            f"{_count(total, 'claim')}: {self.supported} supported, {self.unsupported} unsupported"
        )
        if self.failed:
            said += f", {self.failed} of these because they could not be checked"
        if self.unreadable:
            said += f"; {_count(self.unreadable, 'row')} could not be read"
        return said


def verify_file(
    claims: Path,
    out: Path | None,
    *,
    jobs: int | None,
    fail_under: float | None,
    notes: Notes,
    judge: Resolved | None = None,
) -> bool:
    """Answer every row of a file, and say whether all is well.

    Args:
        claims: The file; ``-`` is standard input.
        out: Where the answers go, standard output if None.
        jobs: Processes to use; one for each processor if None.
        fail_under: Share of supported claims below which all is not well.
        notes: Where the sums are told.
        judge: Settings that name the model to ask as well, if any.

    Returns:
        Whether all rows could be read and checked, and enough of the claims are supported.

    Raises:
        FactcardsError: The file cannot be read, or the answers not written.
    """
    from factcards.claimsfile import read_claims

    tally = _Tally()

    def on_error(error: FactcardsError) -> None:
        tally.unreadable += 1
        typer.echo(f"factcards: {error}", err=True)

    with _opened(claims) as stream, _writer(out) as write:
        rows = read_claims(stream, str(claims), on_error)
        with _verdicts(rows, jobs, judge, notes) as verdicts:
            for verdict in verdicts:
                tally.supported += verdict.verdict == "supported"
                tally.unsupported += verdict.verdict == "unsupported"
                if verdict.failed:
                    tally.failed += 1
                    on_failure = verdict.findings[0].message
                    typer.echo(f"factcards: {claims}: row {verdict.id!r}: {on_failure}", err=True)
                write(verdict.line())
    notes.note(str(tally))
    short = fail_under is not None and tally.share < fail_under
    if short:
        notes.note(f"{tally.share:.4g} of the claims are supported, less than {fail_under:g}")
    return not (short or tally.unreadable or tally.failed)


@contextmanager
def _verdicts(
    rows: Iterable[ClaimRow], jobs: int | None, judge: Resolved | None, notes: Notes
) -> Iterator[Iterator[ClaimVerdict]]:
    from factcards.claimsfile import verify_claims
    from factcards.machine import cores

    if judge is None:
        with closing(verify_claims(rows, jobs=jobs or cores())) as verdicts:
            yield verdicts
        return
    from factcards.claimsfile_judge import judge_claims
    from factcards.connect import connect, judge_prompt

    prompt = judge_prompt(judge)
    with connect(judge, prompt, DownloadBar(notes)) as endpoint:
        notes.note(f"using {endpoint.description}")
        at_once = 8 if endpoint.kind == "remote" else 1
        with closing(judge_claims(rows, endpoint, prompt, at_once=at_once)) as verdicts:
            yield verdicts


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    from factcards.errors import SourceUnreadable

    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        fallback = ("it cannot be opened", "check the path")
        unusable = _UNUSABLE.get(type(error), fallback) if isinstance(error, OSError) else fallback
        raise SourceUnreadable(unusable[0], source=str(path), remedy=unusable[1]) from error
    with file:
        yield file


@contextmanager
def _writer(out: Path | None) -> Iterator[Callable[[bytes], object]]:
    if out is None:
        yield lambda line: typer.echo(line, nl=False)
        return
    with whole_file(out) as file:
        yield file.write


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
