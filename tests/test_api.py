"""The Python API as the README shows it, in a process that has imported nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from cases import FACTS, TEXT, draft
from protocol_server import completion, serve

import factcards


def test_the_readme_example_runs_in_a_fresh_process(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    with serve(completion(json.dumps(draft()))) as server:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", example],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "FACTCARDS_BASE_URL": server.base_url,
                "FACTCARDS_MODEL": "m",
                "HOME": str(tmp_path),
            },
        )
    assert done.returncode == 0, done.stderr
    assert str(FACTS[1]["text"]) in done.stdout


def test_every_public_name_is_there_and_no_module_hides_it() -> None:
    for name in factcards.__all__:
        value = getattr(factcards, name)
        assert type(value).__name__ != "module", name
