"""The embedded model's own process: llama.cpp's server on loopback, for one parent.

Run as a script by `factcards.embedded`, which writes one line of JSON to its standard input
and gets one line back, ``{"url": "http://127.0.0.1:PORT"}``, once the model is loaded. The
process then serves until its standard input ends, which it does when the parent closes it or
dies, however it dies. Nothing of the package is imported: start-up is what people wait for.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
from pathlib import Path
from typing import Any, TypedDict

_CPUS = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


class Config(TypedDict):
    """What the parent asks for.

    Attributes:
        weights: Path of the GGUF file.
        model: Name under which the server offers it.
        n_ctx: Tokens of prompt and reply together that one request may have.
        parallel: Requests served at the same time.
        api_key: Without it the server refuses everything but ``/health``.
        slots: Directory for saved states of slots; empty for none.
    """

    weights: str
    model: str
    n_ctx: int
    parallel: int
    api_key: str
    slots: str


def main() -> None:
    """Serve until standard input ends."""
    # Ctrl-C in a terminal reaches the whole group; it is the parent that decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    config: Config = json.loads(sys.stdin.buffer.readline())
    answer = _claim_stdout()
    _die_when_stdin_ends()

    try:
        server = _server(config)
    except RuntimeError:
        # The library has logged the reason, which a traceback would only bury.
        os._exit(1)
    os.write(answer, json.dumps({"url": server.listening_address}).encode() + b"\n")
    sys.stdin.buffer.read()
    # Its destructor would wait for requests that nobody is waiting for.
    os._exit(0)


def _server(config: Config) -> Any:
    # 100 MB of native code without types, not for those who only want the names here.
    import xllamacpp  # type: ignore[import-untyped] # noqa: PLC0415

    return xllamacpp.Server(configured(xllamacpp.CommonParams(), config))


def configured(params: Any, config: Config) -> Any:
    """Set the library's parameters: `params`, a ``CommonParams``, is changed and returned."""
    params.model.path = config["weights"]
    params.model_alias = {config["model"]}
    params.n_ctx = config["n_ctx"] * config["parallel"]
    params.n_parallel = config["parallel"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = thread_count()
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.api_keys, params.cors_origins, params.ui = [config["api_key"]], "", False
    params.slot_save_path = config["slots"]
    # A run of one card feels all of these: a dry run of the model, a trial load to measure
    # memory, and copies of prompts that never come back.
    params.warmup = params.fit_params = False
    params.cache_ram_mib = params.n_ctx_checkpoints = 0
    params.verbosity = 1
    return params


def thread_count(cpus: Path = _CPUS, quota: Path = _QUOTA) -> int:
    """Physical cores that this process may use; -1 leaves the choice to the library.

    Threads that share a core, or that wait for a container's next time slice, make the
    others wait at every layer of the model.
    """
    if sys.platform != "linux":
        return -1
    cores = {_siblings(cpus / f"cpu{cpu}") for cpu in os.sched_getaffinity(0)}
    return max(1, min(len(cores), _cores_of_quota(quota)))


def _siblings(cpu: Path) -> str:
    try:
        return (cpu / "topology" / "thread_siblings_list").read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return cpu.name


def _cores_of_quota(file: Path) -> int:
    try:
        share, period = (float(word) for word in file.read_text("ascii").split())
        return math.ceil(share / period)
    except (OSError, ValueError, ArithmeticError):
        return sys.maxsize  # no such file, or the share is the word "max"


def _claim_stdout() -> int:
    """Keep standard output for the one answer; what the library prints goes to the log."""
    answer = os.dup(1)
    os.dup2(2, 1)
    return answer


def _die_when_stdin_ends() -> None:
    """Let the system end this process when the pipe's other end closes.

    While the library loads the model it lets no Python run, so nothing here could notice.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not everywhere

        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        flags: Any = fcntl.fcntl(0, fcntl.F_GETFL)
        fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC)


if __name__ == "__main__":
    main()
