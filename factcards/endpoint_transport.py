"""The HTTP client under the openai client.

openai's default is good for a few requests at a time. For many, aiohttp takes half the
processor time and does not fall behind; it is used where it is installed.
"""

from __future__ import annotations

import httpx2
import openai

# What aiohttp raises and openai's adapter for it lets through or calls a time-out.
FOREIGN_ERRORS: tuple[type[Exception], ...] = ()
try:
    import aiohttp  # openai has loaded it already, where it is there
except ImportError:
    pass
else:
    FOREIGN_ERRORS = (aiohttp.ClientError,)

_MANY = 8  # requests in flight from which on aiohttp pays


def http_client(most: int | None, *, trust_env: bool) -> httpx2.AsyncClient:
    """A client for up to `most` requests in flight; None for an unknown, small number.

    Args:
        most: Connections, which are kept open in between.
        trust_env: Whether a proxy from the environment is used.
    """
    limits = openai.DEFAULT_CONNECTION_LIMITS
    if most is not None:
        limits = httpx2.Limits(max_connections=most, max_keepalive_connections=most)
    many = most is not None and most >= _MANY and FOREIGN_ERRORS
    kind = openai.DefaultAioHttpClient if many else openai.DefaultAsyncHttpxClient
    # A redirect would post the article, and the key, to somewhere nobody chose.
    return kind(limits=limits, trust_env=trust_env, follow_redirects=False)
