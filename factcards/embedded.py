"""The embedded model as an OpenAI-compatible endpoint on loopback, in a process of its own.

    with EmbeddedServer(weights.ensure(model)) as server:
        server.prepare(system_message)
        ...  # ask server.base_url with server.api_key, like any other endpoint

A process of its own, because the library lets no Python run while it loads the model, and
because its crash must not take a batch down. It ends when this process ends, even if killed.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from factcards.embedded_files import PrefixStore, open_log, own_directory, reason_in
from factcards.errors import EndpointUnreachable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from factcards.embedded_server import Config

DEFAULT_CONTEXT = 16_384
START_SECONDS = 120.0
STOP_SECONDS = 5.0
PROMPT_SECONDS = 600.0

# As a file, not with -m: nothing of the package is imported there. -P keeps this directory,
# whose modules have everyday names, off the search path.
COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("embedded_server.py")))

_OK = 200
_SIGKILL = 9  # the module `signal` does not know it everywhere


class EmbeddedServer:
    """A context manager around the model's process. Blocking: start it in a thread from async code.

    Args:
        weights: The GGUF file.
        model: What to call it; the file's name without its ending if empty.
        n_ctx: Tokens of prompt and reply that one request may have. Memory is taken for all
            of them at once: 28 KB a token for the default model, 0.46 GB for 16,384.
        parallel: Requests served at the same time, each with `n_ctx` tokens of its own.
        start_seconds: How long loading may take.
        command: What to run; it keeps to the protocol of `factcards.embedded_server`.

    Attributes:
        base_url: Address of the endpoint, ``http://127.0.0.1:PORT/v1``. It is for this machine:
            a client must not take it to a proxy.
        api_key: Without it the server answers nothing. New at every start.
        model: Name of the model.
        log: What the library has to say about this run, or None where no log can be kept.
    """

    def __init__(
        self,
        weights: Path,
        *,
        model: str = "",
        n_ctx: int = DEFAULT_CONTEXT,
        parallel: int = 1,
        start_seconds: float = START_SECONDS,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self.model = model or weights.stem
        self.api_key = secrets.token_urlsafe(24)
        self.base_url = ""
        self.log: Path | None = None
        self._weights = weights
        self._n_ctx = n_ctx
        self._parallel = parallel
        self._start_seconds = start_seconds
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._prefixes: PrefixStore | None = None
        self._log_at_start = 0

    @property
    def alive(self) -> bool:
        """Whether the process is there. It may still be busy, or loading."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process's number, for those who watch its memory."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Self:
        """Start the process and wait until it answers.

        Raises:
            EndpointUnreachable: It ends before that, or takes too long; says where the log is.
        """
        try:
            self._start(time.monotonic() + self._start_seconds)
        except BaseException:
            self._stop(patience=0)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop(patience=STOP_SECONDS)

    def ensure_alive(self) -> None:
        """Raise `EndpointUnreachable` with the log's word on it if the process has ended."""
        if not self.alive:
            raise self._failure("the embedded model has stopped")

    def prepare(self, system: str) -> bool:
        """Have the system message processed before the first request needs it.

        What follows it is then processed alone. Where this was done before with the same
        weights, text and library, the state comes from disk within some ten milliseconds;
        otherwise it takes as long as it would have taken in the first request.

        Returns:
            Whether the state came from disk.
        """
        key = self.prefix_key(system)
        if self.restore_prefix(key):
            return True
        self.save_prefix(key, system)
        return False

    def prefix_key(self, system: str) -> str:
        """A digest of all that the processed state of `system` depends on."""
        state = self._weights.stat()
        weights = [self._weights.name, state.st_size, state.st_mtime_ns]
        # The number of slots decides how the library lays a state out.
        layout = [version("xllamacpp"), self._parallel]
        return sha256(json.dumps([weights, layout, system]).encode()).hexdigest()

    def restore_prefix(self, key: str) -> bool:
        """Load a saved state into every slot; False if there is no usable one."""
        if not self._prefixes or not (name := self._prefixes.find(key)):
            return False
        for slot in range(self._parallel):
            status = self._post(f"/slots/{slot}?action=restore", {"filename": name})
            if status != _OK:
                self._prefixes.drop(name)
                return False
        return True

    def save_prefix(self, key: str, system: str) -> bool:
        """Process `system` and save the state that it leaves; False if it cannot be saved."""
        # The template wants a user's turn: its few tokens make room for a real one's.
        messages = [{"role": "system", "content": system}, {"role": "user", "content": "-"}]
        request = {"messages": messages, "max_tokens": 1, "id_slot": 0}
        if self._post("/v1/chat/completions", request) != _OK or not self._prefixes:
            return False
        draft = self._prefixes.draft()
        if self._post("/slots/0?action=save", {"filename": draft}) != _OK:
            self._prefixes.drop(draft)
            return False
        saved = self._prefixes.keep(draft, key)
        return saved and (self._parallel == 1 or self.restore_prefix(key))

    def _start(self, deadline: float) -> None:
        prefixes = own_directory("cache", "prefixes")
        logs = own_directory("log", "")
        self._prefixes = PrefixStore(prefixes) if prefixes else None
        self.log = logs / "embedded.log" if logs else None
        config: Config = {
            "weights": str(self._weights),
            "model": self.model,
            "n_ctx": self._n_ctx,
            "parallel": self._parallel,
            "api_key": self.api_key,
            "slots": f"{prefixes}/" if prefixes else "",
        }
        try:
            self._process = self._spawn()
        except OSError as error:
            raise self._failure(f"the embedded model cannot be started ({error})") from error
        address = self._ask(config, deadline)
        while not self._is_healthy(address):
            if not self.alive:
                raise self._failure("the embedded model ended while it started")
            if time.monotonic() > deadline:
                raise self._too_slow()
            time.sleep(0.02)
        self.base_url = f"{address}/v1"
        self._log_at_start = self.log.stat().st_size if self.log and self.log.exists() else 0

    def _spawn(self) -> subprocess.Popen[bytes]:
        with open_log(self.log) as log:
            return subprocess.Popen(  # noqa: S603 - our own script, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                # Threads that spin while they wait for each other are a little faster on an
                # idle machine, and two to ten times slower beside any other busy program.
                env={"OMP_WAIT_POLICY": "passive", **os.environ},
                # Ctrl-C in the terminal is for this process, which then ends that one.
                start_new_session=True,
            )

    def _ask(self, config: Config, deadline: float) -> str:
        """Send the configuration; returns the address that the process answers with."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise self._failure("the embedded model was not started")
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(config).encode() + b"\n")
            process.stdin.flush()
        lines: list[bytes] = []
        # A pipe has no time limit of its own on every platform; a thread that waits has.
        reader = threading.Thread(
            target=_read_line, args=(process.stdout, lines), name="embedded-start", daemon=True
        )
        reader.start()
        reader.join(max(0.0, deadline - time.monotonic()))
        if reader.is_alive():
            raise self._too_slow()
        try:
            return str(json.loads(lines[0])["url"])
        except (IndexError, ValueError, KeyError, TypeError) as error:
            raise self._failure("the embedded model ended while it started") from error

    def _is_healthy(self, address: str) -> bool:
        try:
            return self._exchange(address, "GET", "/health", None, timeout=5.0) == _OK
        except (OSError, http.client.HTTPException):
            return False

    def _post(self, path: str, body: dict[str, Any]) -> int:
        address, data = self.base_url.removesuffix("/v1"), json.dumps(body).encode()
        try:
            return self._exchange(address, "POST", path, data, timeout=PROMPT_SECONDS)
        except (OSError, http.client.HTTPException) as error:
            raise self._failure(f"the embedded model does not answer ({error})") from error

    def _exchange(
        self, address: str, method: str, path: str, body: bytes | None, timeout: float
    ) -> int:
        # http.client knows no proxies: this must not leave the machine.
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=timeout)
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()

    def _stop(self, patience: float) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            if process.stdin:
                with suppress(OSError):
                    process.stdin.close()
            process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()

    def _too_slow(self) -> EndpointUnreachable:
        return EndpointUnreachable(
            f"the embedded model was not ready after {self._start_seconds:.0f} s",
            source=str(self._weights),
            remedy=f"try a smaller model, or see {self.log}",
        )

    def _failure(self, problem: str) -> EndpointUnreachable:
        code = None
        if self._process:
            # Its last words may be on their way to the log.
            with suppress(subprocess.TimeoutExpired):
                code = self._process.wait(1.0)
        reason = reason_in(self.log, self._log_at_start)
        if code == -_SIGKILL:
            reason = f"it was killed, perhaps for lack of memory {reason}"
        elif code and not reason:
            reason = f"exit code {code}"
        return EndpointUnreachable(
            f"{problem}: {reason}" if reason else problem,
            source=str(self._weights),
            remedy=f"check the file with `factcards doctor`; the log is {self.log}",
        )


def _read_line(stream: IO[bytes], lines: list[bytes]) -> None:
    with suppress(OSError, ValueError):
        lines.append(stream.readline(10_000))
