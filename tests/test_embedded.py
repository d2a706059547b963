from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from factcards import embedded
from factcards.embedded import EmbeddedServer
from factcards.errors import EndpointUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    Start = Callable[..., EmbeddedServer]

# Keeps to the child's protocol. The first argument says how it misbehaves.
CHILD = """
import json, os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

mode = sys.argv[1]
config = json.loads(sys.stdin.buffer.readline())
started = time.monotonic()

def say(line):
    sys.stderr.write(line + "\\n")
    sys.stderr.flush()

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        ready = mode != "loading" and (mode != "slow" or time.monotonic() - started > 0.3)
        self.reply(200 if ready else 503)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        say(f"{self.path} {json.dumps(body)}")
        if mode == "dies":
            say("0.01.000.000 E out of memory")
            os._exit(9)
        if self.headers["Authorization"] != "Bearer " + config["api_key"]:
            return self.reply(401)
        if mode == "refuses" and "slots" in self.path:
            return self.reply(400)
        if "action=save" in self.path:
            Path(config["slots"], body["filename"]).write_bytes(os.urandom(64))
        if "action=restore" in self.path and mode == "forgets":
            return self.reply(400)
        self.reply(200)

    def reply(self, status):
        data = json.dumps(config).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass

if mode == "crash":
    say("0.00.001.000 W something odd\\n0.00.002.000 E tensor 'x' is corrupted")
    say("0.00.003.000 E exiting")
    sys.exit(3)
if mode == "warns":
    say("0.00.001.000 E no such tensor")
    mode = "dies"
if mode == "mute":
    say("no such file")
    sys.exit(3)
if mode == "babble":
    print("hello")
if mode == "hangs":
    time.sleep(60)
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), flush=True)
sys.stdin.buffer.read()
if mode == "stubborn":
    time.sleep(60)
os._exit(0)
"""


posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A file that passes for weights."""
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    return path


@pytest.fixture
def fake(tmp_path: Path, weights: Path) -> Start:
    """Make a server whose process misbehaves as told."""
    script = tmp_path / "child.py"
    script.write_text(CHILD)

    def make(mode: str = "ok", **options: Any) -> EmbeddedServer:
        return EmbeddedServer(weights, command=(sys.executable, str(script), mode), **options)

    return make


def post(server: EmbeddedServer, path: str, key: str, body: object) -> tuple[int, Any]:
    address = urlsplit(server.base_url)
    connection = http.client.HTTPConnection(address.netloc, timeout=300)
    try:
        headers = {"Authorization": f"Bearer {key}"}
        connection.request("POST", address.path + path, json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def prefix_files() -> list[Path]:
    return sorted(Path.home().glob(".cache/factcards/prefixes/*"))


def logged(server: EmbeddedServer) -> str:
    assert server.log is not None
    return server.log.read_text()


def test_a_started_server_has_an_address_a_key_and_a_name(fake: Start) -> None:
    with fake(n_ctx=4096, parallel=2) as server:
        assert server.alive
        assert server.base_url.startswith("http://127.0.0.1:")
        status, config = post(server, "/x", server.api_key, {})
        assert status == 200
        assert (config["n_ctx"], config["parallel"]) == (4096, 2)
        assert server.model == config["model"] == "tiny"
        assert post(server, "/x", "another", {})[0] == 401


def test_every_start_has_a_key_of_its_own_that_no_process_list_shows(fake: Start) -> None:
    with fake() as server:
        assert len(server.api_key) >= 32
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
        assert server.api_key not in listed.stdout
    assert fake().api_key != server.api_key


def test_the_process_is_gone_after_the_block(fake: Start) -> None:
    with fake() as server:
        pid = server.pid
    assert pid is not None
    assert not is_running(pid)
    assert not server.alive


def test_the_process_is_gone_after_an_error_in_the_block(fake: Start) -> None:
    pids: list[int | None] = []

    def fail() -> None:
        with fake() as server:
            pids.append(server.pid)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert pids[0] is not None
    assert not is_running(pids[0])


def test_a_process_that_will_not_end_is_killed(
    fake: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "STOP_SECONDS", 0.2)
    with fake("stubborn") as server:
        pid = server.pid
    assert pid is not None
    assert not is_running(pid)


def test_a_process_that_still_loads_is_waited_for(fake: Start) -> None:
    with fake("slow") as server:
        assert server.alive


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("crash", "ended while it started: tensor 'x' is corrupted"),
        ("mute", "ended while it started: no such file"),
        ("babble", "ended while it started"),
    ],
)
def test_a_failed_start_is_told_with_the_logs_word_and_place(
    fake: Start, mode: str, message: str
) -> None:
    with pytest.raises(EndpointUnreachable) as caught, fake(mode):
        pass
    assert message in caught.value.problem
    assert caught.value.source.endswith("tiny.gguf")
    assert "embedded.log" in caught.value.remedy


@pytest.mark.parametrize("mode", ["hangs", "loading"])
def test_a_start_that_takes_too_long_is_ended(fake: Start, mode: str) -> None:
    server = fake(mode, start_seconds=0.6)
    with pytest.raises(EndpointUnreachable, match=r"not ready after 1 s"), server:
        pass
    assert not server.alive


def test_a_command_that_does_not_exist_is_an_ordinary_error(weights: Path) -> None:
    with pytest.raises(EndpointUnreachable, match="cannot be started"):
        EmbeddedServer(weights, command=("/nonexistent/python",)).__enter__()


def test_a_death_during_use_is_noticed(fake: Start) -> None:
    with fake("dies") as server:
        server.ensure_alive()
        with pytest.raises(EndpointUnreachable, match=r"does not answer .*: out of memory"):
            server.prepare("You write cards.")
        assert not server.alive
        with pytest.raises(EndpointUnreachable, match="has stopped: out of memory"):
            server.ensure_alive()


@posix
def test_a_process_that_was_killed_is_said_to_have_been(fake: Start) -> None:
    with fake() as server:
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        assert wait_until(lambda: not server.alive)
        with pytest.raises(EndpointUnreachable, match="it was killed, perhaps for lack of memory"):
            server.ensure_alive()


def test_an_error_that_was_survived_is_not_blamed_for_the_end(fake: Start) -> None:
    with fake("warns", start_seconds=10) as server:
        assert "E no such tensor" in logged(server)
        with pytest.raises(EndpointUnreachable, match=": out of memory"):
            server.prepare("You write cards.")


def test_the_log_of_the_run_before_is_kept(fake: Start) -> None:
    for _ in range(2):
        with fake() as server:
            post(server, "/x", server.api_key, {"run": server.pid})
    assert server.log is not None
    assert {path.name for path in server.log.parent.iterdir()} == {
        "embedded.log",
        "embedded.old.log",
    }
    assert f'"run": {server.pid}' not in server.log.with_suffix(".old.log").read_text()


def test_a_home_that_cannot_be_written_costs_the_log_and_the_prefixes(
    fake: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    with fake() as server:
        assert server.log is None
        assert server.prepare("You write cards.") is False
        assert server.alive


def test_a_prepared_message_comes_from_disk_the_next_time(fake: Start) -> None:
    with fake() as server:
        assert server.prepare("You write cards.") is False
        assert "/v1/chat/completions" in logged(server)
    assert len(prefix_files()) == 1
    with fake() as server:
        assert server.prepare("You write cards.") is True
        assert "/v1/chat/completions" not in logged(server)
        assert prefix_files()[0].name in logged(server)
        assert server.prepare("You write other cards.") is False


def test_a_saved_state_is_loaded_into_every_slot(fake: Start) -> None:
    with fake(parallel=3) as server:
        server.prepare("You write cards.")
        lines = [line.split()[0] for line in logged(server).splitlines()]
    assert lines == [
        "/v1/chat/completions",
        "/slots/0?action=save",
        *(f"/slots/{slot}?action=restore" for slot in range(3)),
    ]


def test_a_damaged_state_is_deleted_and_made_again(fake: Start) -> None:
    with fake() as server:
        server.prepare("You write cards.")
    prefix_files()[0].write_bytes(b"damaged")
    with fake() as server:
        assert server.prepare("You write cards.") is False
        assert server.prepare("You write cards.") is True
    assert len(prefix_files()) == 1


def test_a_state_that_the_library_refuses_is_deleted(fake: Start) -> None:
    with fake() as server:
        server.prepare("You write cards.")
    with fake("forgets") as server:
        assert server.restore_prefix(server.prefix_key("You write cards.")) is False
    assert prefix_files() == []


def test_a_state_that_cannot_be_saved_leaves_nothing(fake: Start) -> None:
    with fake("refuses") as server:
        assert server.prepare("You write cards.") is False
    assert prefix_files() == []


def test_a_key_stands_for_text_weights_and_slots(fake: Start, weights: Path) -> None:
    keys = [
        fake().prefix_key("a"),
        fake().prefix_key("b"),
        fake(parallel=2).prefix_key("a"),
        fake(n_ctx=99).prefix_key("a"),
    ]
    os.utime(weights, ns=(1, 1))
    keys.append(fake().prefix_key("a"))
    assert keys[0] == keys[3]
    assert len(set(keys)) == 4


def test_a_file_that_is_no_model_is_named_with_the_librarys_reason(weights: Path) -> None:
    weights.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(EndpointUnreachable, match=r"tiny\.gguf: .*bad GGUF version"):
        EmbeddedServer(weights).__enter__()


PARENT = """
import sys, time
from pathlib import Path
from factcards.embedded import EmbeddedServer
with EmbeddedServer(Path(sys.argv[1])) as server:
    print(server.pid, flush=True)
    time.sleep(60)
"""

# Stands in for the library: loading takes as long as `LOADING` says.
LIBRARY = """
import os, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace

def CommonParams():
    return SimpleNamespace(
        model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace()
    )

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

class Server:
    def __init__(self, params):
        open(os.environ["PIDFILE"], "w").write(str(os.getpid()))
        os.write(1, b"a library may print\\n")
        time.sleep(float(os.environ.get("LOADING", "0")))
        server = ThreadingHTTPServer((params.hostnames[0], params.port), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        self.listening_address = f"http://127.0.0.1:{server.server_port}"
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let child processes find a library without weights; returns where its pid is written."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "xllamacpp.py").write_text(LIBRARY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))
    monkeypatch.setenv("PIDFILE", str(tmp_path / "pid"))
    return tmp_path / "pid"


def start_parent(weights: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), str(weights)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def pid_in(file: Path) -> int:
    assert wait_until(lambda: file.exists() and bool(file.read_text()))
    return int(file.read_text())


@posix
def test_the_child_dies_with_a_parent_that_is_killed(library: Path, weights: Path) -> None:
    with start_parent(weights) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    assert wait_until(lambda: not is_running(child), 5)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends when loading does")
def test_the_child_dies_with_its_parent_even_while_it_loads(
    library: Path, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOADING", "60")
    with start_parent(weights) as parent:
        child = pid_in(library)
        parent.kill()
    assert wait_until(lambda: not is_running(child), 5)


@posix
def test_ctrl_c_ends_the_parent_and_through_it_the_child(library: Path, weights: Path) -> None:
    with start_parent(weights) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        os.killpg(parent.pid, signal.SIGINT)
        _, errors = parent.communicate(timeout=30)
    assert parent.returncode == -signal.SIGINT
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert not is_running(child)


@posix
def test_the_child_takes_no_notice_of_ctrl_c(library: Path, weights: Path) -> None:
    with EmbeddedServer(weights) as server:
        assert server.pid is not None
        os.kill(server.pid, signal.SIGINT)
        time.sleep(0.2)
        assert server.alive


@pytest.mark.model
def test_the_real_model_processes_a_prepared_message_once(model_weights: Path) -> None:
    system = "You answer in one word. " + "Think of harbours, ferries and lighthouses. " * 8
    question = [{"role": "system", "content": system}, {"role": "user", "content": "Hello?"}]
    body = {"messages": question, "max_tokens": 4, "temperature": 0}
    replies = []
    for from_disk in (False, True):
        with EmbeddedServer(model_weights, n_ctx=2048) as server:
            assert server.prepare(system) is from_disk
            assert post(server, "/chat/completions", "another", body)[0] == 401
            status, reply = post(server, "/chat/completions", server.api_key, body)
            assert status == 200
            replies.append(reply)
        assert not server.alive
    for reply in replies:
        assert reply["timings"]["prompt_n"] < 16
        assert reply["timings"]["cache_n"] > 80
    first, second = (reply["choices"][0]["message"]["content"] for reply in replies)
    assert first == second


@pytest.mark.model
@posix
def test_the_real_model_does_not_outlive_a_killed_parent(model_weights: Path) -> None:
    with start_parent(model_weights) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    assert wait_until(lambda: not is_running(child), 5)
