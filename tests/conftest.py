"""What all tests share: fixture files, a clean environment, and no way to the network."""

from __future__ import annotations

import ipaddress
import os
import socket
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from factcards.article import Article
from factcards.weights import DEFAULT_MODEL, find, is_present, models_directory, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
NEEDS = ("model", "browser")

# Taken before any fixture changes them.
OUTER_ENVIRONMENT = dict(os.environ)
OUTER_MODELS = models_directory()

CLEARED_PREFIXES = ("FACTCARDS_", "_FACTCARDS_", "OPENAI_", "HF_", "HUGGING", "_TYPER_", "TYPER_")
CLEARED = {
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PY_COLORS", "GITHUB_ACTIONS"),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "LINES", "LANGUAGE", "PAGER"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
}

# Machines are noisy, so no deadlines; and the same commit gets the same verdict in CI twice.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if IN_CI else "local")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, a skipped test that needs the model or the browser is a failed one."""
    report = yield
    needs = [name for name in NEEDS if item.get_closest_marker(name)]
    if IN_CI and needs and report.skipped:
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} needs the {needs[0]} and may not skip in CI: {call_reason(report)}"
        )
    return report


def call_reason(report: pytest.TestReport) -> str:
    """Why a test was skipped, as pytest has it."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test that leaves this machine. Processes that it starts are on their own."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    resolve = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse_remote(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse_remote(self.family, address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if name and not is_address(name) and name != "localhost":
            if name.endswith((".invalid", ".test")):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            pytest.fail(f"a test tried to look up {name}: use a server on 127.0.0.1")
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield


def refuse_remote(family: int, address: Any) -> None:
    """Fail the test if the address is on another machine.

    The failure is no `Exception`, so code that handles errors of connections cannot eat it.
    """
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = str(address[0])
    if host == "localhost":
        return
    if is_address(host):
        parsed = ipaddress.ip_address(host.partition("%")[0])
        if parsed.is_loopback or parsed.is_unspecified:
            return
    pytest.fail(f"a test tried to connect to {host}: use a server on 127.0.0.1")


def is_address(host: str) -> bool:
    """Whether it is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


@pytest.fixture(scope="session", autouse=True)
def _clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that the user or the machine has set may change what a test sees."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.upper() in CLEARED or name.upper().startswith(CLEARED_PREFIXES):
                patch.delenv(name)
        settle_in(patch, tmp_path_factory.mktemp("home"))
        patch.setenv("FACTCARDS_MODELS", str(OUTER_MODELS))
        yield


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New directories, one for each test."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_home(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _homes: Iterator[Path]
) -> None:
    """Each test has a home of its own; only tests marked `model` see the real weights."""
    home = next(_homes)
    home.mkdir()
    settle_in(monkeypatch, home)
    if not request.node.get_closest_marker("model"):
        monkeypatch.setenv("FACTCARDS_MODELS", str(home / "models"))


def settle_in(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Point everything that finds the user's own files to `home`."""
    patch.setenv("HOME", str(home))
    for kind in ("cache", "config", "data", "state"):
        patch.setenv(f"XDG_{kind.upper()}_HOME", str(home / f".{kind}"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def articles() -> Path:
    """The directory of articles that make a card."""
    return ROOT / "fixtures" / "articles"


@pytest.fixture(scope="session")
def refused() -> Path:
    """The directory of files that must not make a card."""
    return ROOT / "fixtures" / "refused"


@pytest.fixture(scope="session")
def fixture_article(articles: Path) -> Callable[[str], Article]:
    """Read a plain-text fixture by its stem, without the code that reads sources."""

    def read(stem: str) -> Article:
        path = articles / f"{stem}.txt"
        lang = "de" if stem.startswith("hafen") else "en"
        return Article(name=path.name, text=path.read_text(encoding="utf-8"), lang=lang)

    return read


@pytest.fixture(scope="session")
def model_weights() -> Path:
    """The default model's weights, fetched by a process of its own where they are missing.

    Without them the test is skipped, or failed in CI.
    """
    model = find(DEFAULT_MODEL)
    if not is_present(model):
        fetch = "from factcards.weights import *; ensure(find(DEFAULT_MODEL))"
        result = subprocess.run(
            [sys.executable, "-c", fetch],
            env={**OUTER_ENVIRONMENT, "FACTCARDS_MODELS": str(OUTER_MODELS)},
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            pytest.skip(f"no weights: {result.stderr.strip()[-300:]}")
    return path_of(model)
