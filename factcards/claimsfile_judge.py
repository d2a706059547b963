"""Claims one after the other, with a model asked about those that are open to an opinion."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from itertools import islice
from typing import TYPE_CHECKING

from factcards.claimsfile_desk import ClaimVerdict, Desk, failure, verdict_on
from factcards.errors import RequestRejected
from factcards.judge import judge_claim

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from factcards.claimsfile_rows import ClaimRow
    from factcards.endpoint import OpenAIEndpoint
    from factcards.prompt import Prompt


def judge_claims(
    rows: Iterable[ClaimRow], endpoint: OpenAIEndpoint, prompt: Prompt, *, at_once: int = 1
) -> Generator[ClaimVerdict, None, None]:
    """Verify claims and ask a model about each whose verdict it may change.

    Args:
        rows: Read as they are needed.
        endpoint: Whom to ask; closed in the end.
        prompt: How to ask.
        at_once: Questions under way at the same time.

    Yields:
        The answers, in the order of the rows. A row whose question the endpoint rejects is
        refused, and marked as `failed`.

    Raises:
        EndpointError: The model cannot be asked at all.
        PromptError: The prompt does not render.
    """
    desk, waiting = Desk(), iter(rows)

    async def answer(row: ClaimRow) -> ClaimVerdict:
        try:
            source, report = desk.examine(row)
        except Exception as error:  # noqa: BLE001 - it is reported, and the other rows go on
            return failure(row, error)
        try:
            return verdict_on(
                row, await judge_claim(report.claim, source, report, endpoint, prompt)
            )
        except RequestRejected as error:
            return failure(row, error)

    async def answers(some: list[ClaimRow]) -> list[ClaimVerdict]:
        return await asyncio.gather(*map(answer, some))

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        runner.run(stack.enter_async_context(endpoint))
        try:
            while some := list(islice(waiting, at_once)):
                yield from runner.run(answers(some))
        finally:
            runner.run(stack.aclose())
