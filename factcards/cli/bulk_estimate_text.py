"""An estimate in lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcards.batch.report_words import UNKNOWN, count, dollars, duration

_MOST_REASONS = 10


def totals_text(found: dict[str, Any]) -> str:
    """The totals; what is unknown is called so."""
    return "".join(f"{line}\n" for line in (*_articles(found), *_effort(found), *_basis(found)))


def _articles(found: dict[str, Any]) -> Iterator[str]:
    yield f"{'articles':<16}{count(found['articles']):>12}"
    yield f"{'  to ask about':<16}{count(found['ask']):>12}"
    for key, words in (
        ("finished", "finished"),
        ("failed_before", "failed before"),
        ("refused_before", "refused before"),
        ("duplicate", "duplicates"),
        ("refuse", "refused"),
    ):
        if found[key]:
            yield f"  {words:<14}{count(found[key]):>12}"
    for row in found["refusals"][:_MOST_REASONS]:
        yield f"  {count(row['count']):>12}  refused: {row['reason']}"
    if len(found["refusals"]) > _MOST_REASONS:
        yield f"  {'…':>12}  refused for other reasons"


def _effort(found: dict[str, Any]) -> Iterator[str]:
    more = ""
    if found["unknown_size"]:
        more = f"  and {count(found['unknown_size'])} addresses of unknown size"
    for key, words in (("prompt_tokens", "tokens in"), ("reply_tokens", "tokens out")):
        yield f"{words:<16}{_about(found[key], count)}{more}"
    cost = _about(found["cost"], dollars)
    hint = "; give --price IN,OUT" if found["cost"] is None and found["ask"] else ""
    yield f"{'cost':<16}{cost}{more if found['cost'] is not None else hint}"
    yield f"{'time':<16}{_about(found['seconds'], duration)}"


def _about(value: float | None, words: Any) -> str:
    if value is None:
        return f"{UNKNOWN:>12}"
    return f"{words(value):>12}" if not value else f"about {words(value)}".rjust(12)


def _basis(found: dict[str, Any]) -> Iterator[str]:
    """What the estimate rests on."""
    if not found["ask"]:
        return
    each = (
        f"{found['requests_each']:.2f} requests and {found['reply_tokens_each']:,.0f} tokens of "
        "reply for a card"
    )
    if found["measured_on"]:
        yield f"as measured on {count(found['measured_on'])} cards of this folder: {each}"
    else:
        yield f"a guess, as there is nothing to measure in the folder: {each}"
    yield "replies that are in the cache cost nothing again; retries come on top"
