"""Values through a pipe: each is pickled and preceded by its length.

Only ever between this process and children that it started itself.
"""

from __future__ import annotations

import pickle
import struct
from asyncio import StreamReader
from dataclasses import dataclass
from typing import Any, BinaryIO

from factcards.batch.outcome import Outcome, Recipe
from factcards.completion import Completion, Request
from factcards.errors import FactcardsError
from factcards.intake.item import Item

_LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Order:
    """To a worker, first of all: what to make of every article."""

    recipe: Recipe
    kind: str


@dataclass(frozen=True, slots=True)
class Work:
    """To a worker: make a card of this one, or only the files of the card that it has."""

    item: Item
    card_json: bytes | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """From a worker: ask the model."""

    item: str
    number: int
    request: Request


@dataclass(frozen=True, slots=True)
class Text:
    """From a worker: has this text been seen, under another item?"""

    item: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """To a worker: what came of a question; an error is raised there."""

    number: int
    value: Completion | FactcardsError | str | None


@dataclass(frozen=True, slots=True)
class Finished:
    """From a worker: what became of an item."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Rendered:
    """From a worker: the files of an item's card were written anew."""

    item: str


@dataclass(frozen=True, slots=True)
class Halt:
    """From a worker: an error that no item is to blame for and that would meet all of them."""

    item: str
    error: FactcardsError


def dump(value: object) -> bytes:
    """A value as a frame."""
    payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(payload)) + payload


def load(stream: BinaryIO) -> Any:
    """The next value; raises `EOFError` where the other end is closed."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    payload = stream.read(_LENGTH.unpack(head)[0])
    return pickle.loads(payload)  # noqa: S301 - written by our own parent


async def receive(stream: StreamReader) -> Any:
    """The next value; raises `asyncio.IncompleteReadError` where the other end is closed."""
    length = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))[0]
    return pickle.loads(await stream.readexactly(length))  # noqa: S301 - written by our own child
