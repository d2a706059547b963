"""`factcards.bulk` as docs/bulk.md shows it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from cases import TEXT, draft
from protocol_server import completion, serve


def test_the_example_runs_in_a_fresh_process(root: Path, tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```python\n(.*?)```", (root / "docs/bulk.md").read_text("utf-8"), re.DOTALL
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "news.jsonl").write_text('{"text": 7}\n', "utf-8")
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
                "FACTCARDS_CACHE_DIR": str(tmp_path / "cache"),
                "HOME": str(tmp_path),
            },
        )
    assert done.returncode == 0, done.stderr
    lines = sorted(done.stdout.splitlines())
    assert lines[0] == "City to buy three ferries for 41 million euros"
    assert lines[1].startswith("news.jsonl")
    assert " refused " in lines[1]
    assert len(list((tmp_path / "cards/cards").iterdir())) == 2
