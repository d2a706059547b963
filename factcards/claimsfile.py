"""Claims by the thousand: each against its own article, in order, on as many cores as there are.

    with open("claims.jsonl", "rb") as file:
        for verdict in verify_claims(read_claims(file, file.name, print)):
            sys.stdout.buffer.write(verdict.line())

The answers depend on the rows alone: not on the number of processes, nor on what else is in
the file.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain

from factcards.claimsfile_desk import ClaimVerdict, Desk
from factcards.claimsfile_rows import ClaimRow, claim_row, read_claims

__all__ = ["ClaimRow", "ClaimVerdict", "claim_row", "read_claims", "verify_claims"]

# A process takes about as long to start as this many claims take to check.
_FEW = 150
_FEW_CHARACTERS = 1_000_000

# A chunk ends with its article if it can, so that few articles are analysed twice.
_CHUNK = 24
_LONGEST_CHUNK = 96
_CHUNK_CHARACTERS = 400_000


def verify_claims(
    rows: Iterable[ClaimRow], *, jobs: int = 1
) -> Generator[ClaimVerdict, None, None]:
    """Verify claims one after the other, with no model and nothing but the rows.

    Args:
        rows: Read as they are needed, with a bounded look-ahead. Rows about the same article
            should follow each other, as it is then analysed once.
        jobs: Processes to use. With 1 everything happens in this one, and each row is
            answered before the next is read. With more, the calling script must guard its own
            work by ``if __name__ == "__main__":``, as `multiprocessing` demands.

    Yields:
        The answers, in the order of the rows. Closing the generator ends the processes.

    Raises:
        FactcardsError: A process was killed. An error in the checks does not raise: that row
            is answered as unsupported, and its verdict is marked as `failed`.
    """
    if jobs < 2:  # noqa: PLR2004
        desk = Desk()
        yield from (desk.answer(row) for row in rows)
        return
    chunks = _chunks(rows)
    first, more = _few(chunks)
    if not more:
        yield from verify_claims(chain.from_iterable(first))
        return
    from factcards.claimsfile_crew import answer_chunks  # noqa: PLC0415 - only where needed

    with closing(answer_chunks(chain(first, chunks), jobs)) as answered:
        for answers in answered:
            yield from answers


def _few(chunks: Iterator[tuple[ClaimRow, ...]]) -> tuple[list[tuple[ClaimRow, ...]], bool]:
    """Chunks that are not worth a second process, and whether there are more rows than that."""
    taken: list[tuple[ClaimRow, ...]] = []
    rows = characters = 0
    for chunk in chunks:
        taken.append(chunk)
        rows += len(chunk)
        characters += sum(len(article) for article in {row.article for row in chunk})
        if rows > _FEW or characters > _FEW_CHARACTERS:
            return taken, True
    return taken, False


def _chunks(rows: Iterable[ClaimRow]) -> Iterator[tuple[ClaimRow, ...]]:
    """The rows in portions for one process: as few articles as possible, and not too long."""
    chunk: list[ClaimRow] = []
    characters = 0
    for row in rows:
        same = bool(chunk) and row.article == chunk[-1].article
        full = len(chunk) >= _CHUNK or characters >= _CHUNK_CHARACTERS
        if chunk and (len(chunk) >= _LONGEST_CHUNK or (full and not same)):
            yield tuple(chunk)
            chunk, characters, same = [], 0, False
        chunk.append(row)
        characters += 0 if same else len(row.article)
    if chunk:
        yield tuple(chunk)
