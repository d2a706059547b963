"""`factcards verify --claims` as a user runs it: in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from protocol_server import ProtocolServer, completion, failure, serve

TEXT = (
    "The bakery on Quay Street employs 14 people. Its owner, Tomasz Ruel, opened it in 2011. "
    "He plans to close on Sundays from next month."
)
RIGHT = {"id": "right", "article": TEXT, "claim": "The bakery employs 14 people."}
WRONG = {"id": 2, "article": TEXT, "claim": "The bakery employs 41 people."}
NAMED = {
    "id": "named",
    "article": TEXT,
    "claim": "Petra Olsen opened it in 2011.",
    "sentences": [2],
}
GROUPS = hasattr(os, "killpg")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path, RIGHT, WRONG, NAMED)
    return tmp_path


def write(home: Path, *rows: object) -> None:
    (home / "claims.jsonl").write_bytes(
        b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in rows)
    )


def run(
    home: Path, *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "factcards", "verify", *arguments],
        cwd=home,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def verdicts(text: str) -> list[tuple[Any, str]]:
    records = [json.loads(line) for line in text.splitlines()]
    return [(record["id"], record["verdict"]) for record in records]


ALL = [("right", "supported"), (2, "unsupported"), ("named", "unsupported")]


def test_each_row_is_answered_in_order_and_the_sums_go_to_stderr(home: Path) -> None:
    done = run(home, "--claims", "claims.jsonl")
    assert done.returncode == 0, done.stderr
    assert verdicts(done.stdout) == ALL
    assert done.stderr == "factcards: 3 claims: 1 supported, 2 unsupported\n"


def test_the_reason_is_in_words_and_the_passage_beside_it(home: Path) -> None:
    done = run(home, "--claims", "claims.jsonl")
    record = json.loads(done.stdout.splitlines()[1])
    assert record["grade"] == "contradicted"
    assert "41" in record["findings"][0]["message"]
    assert record["evidence"][0]["quote"] == "The bakery on Quay Street employs 14 people."


def test_labels_of_the_user_are_not_echoed(home: Path) -> None:
    write(home, RIGHT | {"label": "true", "source": "mine"})
    done = run(home, "--claims", "claims.jsonl")
    assert not {"label", "source", "claim", "article"} & json.loads(done.stdout).keys()


def test_a_bad_row_has_its_line_named_and_the_others_are_answered(home: Path) -> None:
    write(home, RIGHT, b"{oops", {"id": 3}, WRONG)
    done = run(home, "--claims", "claims.jsonl")
    assert done.returncode == 1
    assert verdicts(done.stdout) == ALL[:2]
    first, second, sums = done.stderr.splitlines()
    assert first.startswith("factcards: claims.jsonl:2: not JSON: ")
    assert second.startswith('factcards: claims.jsonl:3: it has no "article"; a row is an object')
    assert sums.endswith("2 claims: 1 supported, 1 unsupported; 2 rows could not be read")


def test_quiet_says_nothing_but_errors(home: Path) -> None:
    assert run(home, "--claims", "claims.jsonl", "--quiet").stderr == ""
    write(home, RIGHT, b"{oops")
    done = run(home, "--claims", "claims.jsonl", "--quiet")
    assert done.stderr.count("\n") == 1
    assert "claims.jsonl:2" in done.stderr


def test_standard_input_is_a_file_too(home: Path) -> None:
    content = (home / "claims.jsonl").read_bytes()
    done = run(home, "--claims", "-", stdin=b"\n" + content + b"oops")
    assert verdicts(done.stdout) == ALL
    assert "factcards: -:5: not JSON" in done.stderr


def test_one_row_is_answered_before_the_next_is_written(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "factcards", "verify", "--claims", "-", "--jobs", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for row, expected in zip((RIGHT, WRONG), ALL, strict=False):
            process.stdin.write(json.dumps(row).encode() + b"\n")
            process.stdin.flush()
            assert verdicts(process.stdout.readline().decode()) == [expected]
        process.stdin.close()
        assert process.wait(20) == 0


def test_the_result_goes_to_a_file_and_nothing_else_is_left(home: Path) -> None:
    write(home, RIGHT, b"{oops", WRONG)
    done = run(home, "--claims", "claims.jsonl", "--out", "verdicts.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert verdicts((home / "verdicts.jsonl").read_text("utf-8")) == ALL[:2]
    assert sorted(path.name for path in home.iterdir()) == ["claims.jsonl", "verdicts.jsonl"]


@pytest.mark.parametrize(("share", "status"), [("0.3", 0), ("0.34", 1), ("0", 0), ("1", 1)])
def test_too_small_a_share_is_a_failure(home: Path, share: str, status: int) -> None:
    done = run(home, "--claims", "claims.jsonl", "--fail-under", share)
    assert (done.returncode, verdicts(done.stdout)) == (status, ALL)
    assert done.stderr.count(f"0.3333 of the claims are supported, less than {share}") == status


def test_no_claims_are_no_support() -> None:
    assert run(Path.cwd(), "--claims", "-", stdin=b"").returncode == 0
    assert run(Path.cwd(), "--claims", "-", "--fail-under", "0.1", stdin=b"").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("card.json", "--claims", "claims.jsonl"), "give a card or --claims, not both"),
        (("card.json", "--out", "x"), "--out goes with --claims"),
        (("card.json", "--jobs", "2"), "--jobs goes with --claims"),
        (("card.json", "--fail-under", "0.5"), "--fail-under goes with --claims"),
        (("--claims", "claims.jsonl", "--model", "m"), "--model does not go with --claims"),
        (("--claims", "claims.jsonl", "-f", "json"), "--format does not go with --claims"),
        (("--claims", "c", "--judge", "-j", "2"), "--jobs does not go with --claims --judge"),
        ((), "Missing argument 'CARD.json'"),
        (("--claims", "claims.jsonl", "--jobs", "0"), "--jobs"),
        (("--claims", "claims.jsonl", "--fail-under", "90"), "--fail-under"),
        (("--claims", "claims.jsonl", "--fail-under", "nan"), "--fail-under"),
    ],
    ids=" ".join,
)
def test_options_that_make_no_sense_are_refused(
    home: Path, arguments: tuple[str, ...], problem: str
) -> None:
    done = run(home, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("missing.jsonl",), "missing.jsonl: there is no such file; check the path"),
        ((".",), ".: this is a directory; name a file in it"),
        (("claims.jsonl", "--out", "no/where.jsonl"), "no/where.jsonl: cannot be written"),
        (("claims.jsonl", "--out", "."), ".: cannot be written: it is a directory"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_what_cannot_be_read_or_written_is_one_line_and_status_2(
    home: Path, arguments: tuple[str, ...], problem: str
) -> None:
    done = run(home, "--claims", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"factcards: {problem}")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_said_so(home: Path) -> None:
    done = run(home, "--claims", "claims.jsonl", "--out", "/dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "/dev/full: cannot be written: No space left on device" in done.stderr


@pytest.mark.skipif(not GROUPS, reason="no process groups here")
def test_ctrl_c_ends_all_processes_with_130_and_keeps_the_old_file(home: Path) -> None:
    (home / "verdicts.jsonl").write_text("old\n", "utf-8")
    write(
        home, *(RIGHT | {"id": number, "article": TEXT + str(number)} for number in range(50_000))
    )
    arguments = ("--claims", "claims.jsonl", "--jobs", "2", "--out", "verdicts.jsonl")
    process = subprocess.Popen(
        [sys.executable, "-m", "factcards", "verify", *arguments],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in home.glob(".factcards-*")):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        begun = time.monotonic()
        # Both streams end only when no process holds them any longer.
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert time.monotonic() - begun < 10
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert sorted(path.name for path in home.iterdir()) == ["claims.jsonl", "verdicts.jsonl"]
    assert (home / "verdicts.jsonl").read_text("utf-8") == "old\n"


REWORDED = {"id": 1, "article": TEXT, "claim": "The Quay Street bakery employs 14 people."}


def judged(home: Path, server: ProtocolServer) -> subprocess.CompletedProcess[str]:
    judge = ("--judge", "--base-url", server.base_url, "--model", "m")
    return run(home, "--claims", "claims.jsonl", *judge)


def test_what_the_endpoint_says_against_a_question_is_passed_on(home: Path) -> None:
    write(home, REWORDED, WRONG)
    with serve(failure(400, "response_format is not supported")) as server:
        ran = judged(home, server)
    first, second = map(json.loads, ran.stdout.splitlines())
    assert "response_format is not supported" in first["findings"][0]["message"]
    assert "response_format is not supported" in ran.stderr
    assert (ran.returncode, second["grade"]) == (1, "contradicted")


def test_a_judge_is_asked_only_what_code_leaves_open(home: Path) -> None:
    write(home, REWORDED, WRONG)
    verdict = {"reason": "Nothing says it.", "verdict": "unsupported"}
    with serve(completion(json.dumps(verdict))) as server:
        ran = judged(home, server)
    first, second = map(json.loads, ran.stdout.splitlines())
    assert (first["verdict"], first["findings"][-1]["kind"]) == ("unsupported", "judge")
    assert second["grade"] == "contradicted"
    assert len(server.seen) == 1
