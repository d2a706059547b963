"""The commands as a user runs them: in a process of their own, against a loopback endpoint."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import FACTS, TEXT, draft
from protocol_server import Answer, ProtocolServer, completion, failure, serve

from factcards.card import parse_card

REFUSED = (
    "empty.txt",
    "binary.bin",
    "cookie-wall.html",
    "index-page.html",
    "paywall-stub.html",
    "not-json.json",
    "standings-table.html",
)
NO_MODEL = ("--base-url", "http://127.0.0.1:9/v1", "--model", "none")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "ferries.txt").write_text(f"Harbour ferries to be replaced\n\n{TEXT}", "utf-8")
    return tmp_path


@pytest.fixture
def server() -> Iterator[ProtocolServer]:
    # The title is sentence 1 of the file, so every citation is one further on.
    facts = [{"text": f["text"], "source": int(str(f["source"])) + 1} for f in FACTS]
    reply = draft(facts=facts, quotes=[{"speaker": "Ana Silva", "source": 4}])
    with serve(completion(json.dumps(reply))) as running:
        yield running


def run(
    home: Path, *arguments: str, stdin: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "factcards", *arguments],
        cwd=home,
        input=stdin,
        capture_output=True,
        env={**os.environ, "HOME": str(home), **environment},
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def at(server: ProtocolServer) -> tuple[str, ...]:
    return ("--base-url", server.base_url, "--model", "some-model")


def test_a_card_goes_to_stdout_and_everything_else_to_stderr(
    home: Path, server: ProtocolServer
) -> None:
    done = run(home, "card", "ferries.txt", *at(server))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("## City to buy three ferries for 41 million euros")
    assert f"using some-model at {server.base_url}: the article is sent there" in done.stderr
    assert "5 facts; 8 of 8 claims verified" in done.stderr


def test_quiet_says_nothing(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "--quiet", *at(server))
    assert (done.returncode, done.stderr) == (0, "")


def test_verbose_tells_tokens_and_times(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "--verbose", *at(server))
    assert "120 tokens in (64 cached), 30 out, 1 requests" in done.stderr
    assert " s checking 8 claims" in done.stderr


def test_the_format_follows_the_name_of_the_file(home: Path, server: ProtocolServer) -> None:
    for name, start in {
        "a.json": "{",
        "a.html": "<!DOCTYPE html>",
        "a.txt": "CITY",
        "a.md": "##",
    }.items():
        done = run(home, "card", "ferries.txt", "--out", name, *at(server))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        text = (home / name).read_text("utf-8")
        assert text.casefold().lstrip().startswith(start.casefold()), name


def test_the_page_shows_the_source_beside_the_card(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "--format", "html", *at(server))
    assert "She told reporters that the old boats break down every week." in done.stdout


def test_standard_input_is_a_source(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "-", *at(server), stdin=TEXT.encode())
    assert done.returncode == 0, done.stderr


def test_a_json_source_keeps_its_metadata(home: Path, server: ProtocolServer) -> None:
    record = {
        "title": "Ferries",
        "text": TEXT,
        "url": "https://n.example/f",
        "published": "2026-03-06",
    }
    (home / "f.json").write_text(json.dumps(record), "utf-8")
    done = run(home, "card", "f.json", "--format", "json", *at(server))
    source = json.loads(done.stdout)["source"]
    assert (source["title"], source["url"], source["published"]) == (
        "Ferries",
        "https://n.example/f",
        "2026-03-06",
    )


def test_several_cards_as_json_are_lines(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "ferries.txt", "--format", "json", *at(server))
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2


def test_several_cards_go_into_a_directory(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "ferries.txt", "--out", "cards", *at(server))
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (home / "cards").iterdir()) == ["ferries-2.md", "ferries.md"]


def test_one_bad_source_does_not_stop_the_others(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "missing.txt", "ferries.txt", *at(server))
    assert done.returncode == 2
    assert "missing.txt" in done.stderr
    assert "## City to buy" in done.stdout


def test_a_card_is_rendered_and_verified_again_without_a_model(
    home: Path, server: ProtocolServer
) -> None:
    run(home, "card", "ferries.txt", "--out", "card.json", *at(server))
    requests = len(server.seen)
    rendered = run(home, "render", "card.json", "--format", "md")
    assert rendered.stdout.startswith("## City to buy")
    page = run(home, "render", "card.json", "--format", "html")
    assert "She told reporters" in page.stdout, "the unchanged article is found by its name"
    verified = run(home, "verify", "card.json", "ferries.txt")
    assert verified.returncode == 0, verified.stdout
    assert "against the article that the card was made of" in verified.stdout
    assert len(server.seen) == requests


def test_verify_fails_with_status_1_and_says_why(home: Path, server: ProtocolServer) -> None:
    run(home, "card", "ferries.txt", "--out", "card.json", *at(server))
    card = json.loads((home / "card.json").read_text("utf-8"))
    card["facts"][1]["text"] = "About 90,000 people cross the harbour every day."
    (home / "card.json").write_text(json.dumps(card), "utf-8")
    done = run(home, "verify", "card.json", "ferries.txt")
    assert done.returncode == 1
    assert "FAIL facts[1]: About 90,000" in done.stdout
    report = json.loads(run(home, "verify", "card.json", "ferries.txt", "--format", "json").stdout)
    bad = [c for c in report["checked"] if c["verdict"] != "verified"]
    assert [c["field"] for c in bad] == ["facts[1]"]


def test_a_reply_that_is_never_a_card_is_kept(home: Path) -> None:
    with serve(completion("I would rather not.")) as server:
        done = run(
            home, "card", "ferries.txt", "--out", "card.md", *at(server), XDG_STATE_HOME=str(home)
        )
    assert done.returncode == 2
    (kept,) = (home / "factcards" / "replies").iterdir()
    assert kept.read_text("utf-8") == "I would rather not."
    assert str(kept) in done.stderr
    assert not (home / "card.md").exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (failure(401, "no key"), "set OPENAI_API_KEY"),
        (failure(404, "no model"), "no model 'some-model' here"),
    ],
)
def test_an_endpoint_that_refuses_is_one_line(home: Path, answer: Answer, words: str) -> None:
    with serve(answer) as server:
        done = run(home, "card", "ferries.txt", "--quiet", *at(server))
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", REFUSED)
def test_bad_sources_are_refused_before_any_request(home: Path, refused: Path, name: str) -> None:
    done = run(home, "card", str(refused / name), "--quiet", *NO_MODEL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"factcards: {refused / name}: ")
    assert done.stderr.count("\n") == 1
    assert "127.0.0.1:9" not in done.stderr, "the endpoint was never asked"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ card.headline", "bad.md.j2:1"),
        ("one\n{{ card.nonsense }}", "bad.md.j2:2"),
    ],
)
def test_a_bad_template_names_file_and_line(
    home: Path, server: ProtocolServer, template: str, words: str
) -> None:
    (home / "bad.md.j2").write_text(template, "utf-8")
    done = run(
        home,
        "card",
        "ferries.txt",
        "--quiet",
        "--template",
        "bad.md.j2",
        "--out",
        "x.md",
        *at(server),
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(p.name for p in home.iterdir() if p.suffix == ".md") == []


def test_a_key_alone_sends_nothing(home: Path, server: ProtocolServer) -> None:
    models = home / "models"
    done = run(home, "doctor", OPENAI_API_KEY="sk-1", FACTCARDS_MODELS=str(models))
    assert "nothing leaves this machine" in done.stdout
    assert "base_url = (none)" in done.stdout
    assert server.seen == []


def test_doctor_shows_where_settings_come_from_and_asks_the_endpoint(
    home: Path, server: ProtocolServer
) -> None:
    (home / "factcards.toml").write_text(f'base_url = "{server.base_url}"\nmodel = "served-model"')
    done = run(home, "doctor")
    assert done.returncode == 0, done.stderr
    assert "[default]" in done.stdout
    assert "factcards.toml]" in done.stdout
    assert "ok   endpoint" in done.stdout
    other = run(home, "doctor", "--model", "other")
    assert other.returncode == 1
    assert "it has served-model" in other.stdout


def test_prompts_templates_and_schema_are_printed(home: Path) -> None:
    assert "guided@1.0.0" in run(home, "prompts", "list").stdout
    assert "name: factcard" in run(home, "prompts", "show", "factcard@1.0.0").stdout
    assert "card.html" in run(home, "templates", "list").stdout
    assert "{% block" in run(home, "templates", "show", "card.html").stdout
    assert json.loads(run(home, "schema").stdout)["title"] == "Card"


def test_ejected_templates_render_and_are_never_overwritten(
    home: Path, server: ProtocolServer
) -> None:
    run(home, "card", "ferries.txt", "--out", "card.json", *at(server))
    assert run(home, "templates", "eject", "mine").returncode == 0
    same = run(home, "render", "card.json", "--format", "md", "--template", "mine/card.md.j2")
    assert same.stdout == run(home, "render", "card.json", "--format", "md").stdout
    again = run(home, "templates", "eject", "mine")
    assert again.returncode == 2
    assert "not overwritten" in again.stderr


def test_models_are_listed_with_their_place(home: Path) -> None:
    models = home / "models"
    listed = run(home, "models", "list", FACTCARDS_MODELS=str(models))
    assert "qwen2.5-coder-1.5b\t1,117 MB\tApache-2.0\tnot fetched" in listed.stdout
    path = run(home, "models", "path", "qwen2.5-coder-0.5b", FACTCARDS_MODELS=str(models))
    assert path.stdout.startswith(str(models))
    unknown = run(home, "card", "ferries.txt", "--model", "gpt-9")
    assert unknown.returncode == 2
    assert "--base-url" in unknown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "missing.json"),
        ("verify", "ferries.txt"),
        ("render", "ferries.txt"),
        ("prompts", "show", "nothing"),
        ("templates", "show", "nothing"),
        ("card", "ferries.txt", "--prompt", "nothing", *NO_MODEL),
        ("card", "ferries.txt", "--template", "nothing", *NO_MODEL),
        ("card", "ferries.txt", "--base-url", "nonsense", "--model", "m"),
        ("card", "ferries.txt", "--base-url", "http://x/v1"),
        ("card", "ferries.txt", "--out", "no/such/dir/card.md", *NO_MODEL),
        ("card", "ferries.txt", "ferries.txt", "--out", "ferries.txt", *NO_MODEL),
        ("card", "ferries.txt", "ferries.txt", "--out", "one.md", *NO_MODEL),
        ("card", "ferries.txt", "--out", "card.pdf", *NO_MODEL),
        ("card", "", *NO_MODEL),
    ],
    ids=" ".join,
)
def test_bad_arguments_are_one_line_and_status_2(home: Path, arguments: tuple[str, ...]) -> None:
    done = run(home, *arguments)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout
    assert done.stderr.startswith("factcards: ")
    assert done.stderr.count("\n") == 1, done.stderr


def test_ctrl_c_ends_with_130_and_no_traceback(home: Path) -> None:
    with serve(Answer(delay=60, body={})) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "factcards", "card", "ferries.txt", *at(server)],
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "HOME": str(home)},
        )
        deadline = time.monotonic() + 30
        while not server.seen and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_a_closed_pipe_is_no_error(home: Path, server: ProtocolServer) -> None:
    command = f"{sys.executable} -m factcards prompts show factcard | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=home, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"---\n", b"")


def test_every_option_of_every_command_is_documented() -> None:
    import typer.main  # noqa: PLC0415

    from factcards.cli.app import app  # noqa: PLC0415

    def walk(command: object) -> Iterator[object]:
        yield command
        for child in getattr(command, "commands", {}).values():
            yield from walk(child)

    for command in walk(typer.main.get_command(app)):
        assert getattr(command, "help", None), command
        for parameter in getattr(command, "params", []):
            assert getattr(parameter, "help", None), (command, parameter.name)


def test_a_card_read_back_is_the_card(home: Path, server: ProtocolServer) -> None:
    done = run(home, "card", "ferries.txt", "--format", "json", *at(server))
    card = parse_card(done.stdout.encode(), "stdout")
    assert card.model_dump_json(indent=2) + "\n" == done.stdout
