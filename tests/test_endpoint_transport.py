"""Which HTTP client is used for how many requests."""

from __future__ import annotations

import asyncio

import openai
import pytest

from factcards import endpoint_transport
from factcards.endpoint_transport import http_client


def kind(most: int | None) -> type[object]:
    async def made() -> type[object]:
        async with http_client(most, trust_env=False) as client:
            assert not client.follow_redirects
            return type(client)

    return asyncio.run(made())


def test_many_requests_go_by_aiohttp_and_few_by_the_default() -> None:
    pytest.importorskip("aiohttp")
    assert kind(64) is openai.DefaultAioHttpClient
    assert kind(2) is openai.DefaultAsyncHttpxClient
    assert kind(None) is openai.DefaultAsyncHttpxClient


def test_without_aiohttp_all_go_by_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint_transport, "FOREIGN_ERRORS", ())
    assert kind(64) is openai.DefaultAsyncHttpxClient
