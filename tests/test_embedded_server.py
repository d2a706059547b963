from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from factcards.embedded_server import Config, configured, thread_count

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of processors")
CONFIG: Config = {
    "weights": "/models/tiny.gguf",
    "model": "tiny",
    "n_ctx": 1000,
    "parallel": 3,
    "api_key": "secret",
    "slots": "/cache/slots/",
}


@pytest.fixture
def cpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight processors that this process may use, two to a core."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    for number in range(8):
        topology = tmp_path / f"cpu{number}" / "topology"
        topology.mkdir(parents=True)
        (topology / "thread_siblings_list").write_text(f"{number % 4},{number % 4 + 4}\n")
    return tmp_path


@linux
def test_threads_that_share_a_core_count_once(cpus: Path, tmp_path: Path) -> None:
    assert thread_count(cpus, tmp_path / "missing") == 4


@linux
def test_without_a_topology_every_processor_counts(cpus: Path, tmp_path: Path) -> None:
    assert thread_count(tmp_path / "nothing", tmp_path / "missing") == 8


@linux
@pytest.mark.parametrize(
    ("quota", "threads"),
    [
        ("max 100000", 4),
        ("200000 100000", 2),
        ("150000 100000", 2),
        ("10000 100000", 1),
        ("900000 100000", 4),
        ("0 100000", 1),
        ("100000 0", 4),
        ("", 4),
        ("nonsense", 4),
        ("inf 1", 4),
    ],
)
def test_a_containers_quota_is_a_limit(cpus: Path, quota: str, threads: int) -> None:
    (cpus / "cpu.max").write_text(quota)
    assert thread_count(cpus, cpus / "cpu.max") == threads


def test_this_machine_gives_a_usable_number() -> None:
    count = thread_count()
    assert count == -1 or 1 <= count <= (os.cpu_count() or 1)


def test_the_server_is_for_this_machine_and_those_with_the_key() -> None:
    xllamacpp = pytest.importorskip("xllamacpp")
    params = configured(xllamacpp.CommonParams(), CONFIG)
    assert params.hostnames == ["127.0.0.1"]
    assert params.api_keys == ["secret"]
    assert params.cors_origins == ""
    assert params.ui is False


def test_every_slot_has_the_tokens_that_were_asked_for() -> None:
    xllamacpp = pytest.importorskip("xllamacpp")
    params = configured(xllamacpp.CommonParams(), CONFIG)
    assert (params.n_ctx, params.n_parallel) == (3000, 3)
