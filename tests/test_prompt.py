"""Prompt files: what is accepted, what is found, and that published ones never change."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcards.draft import CardDraft, RepairDraft
from factcards.errors import PromptError
from factcards.prompt import Prompt, load_prompt, parse_prompt, prompt_files

GOOD = """---
name: mine
version: 1.2.3
description: A test.
parameters: {temperature: 0}
variables: [facts, failures, sentences]
changelog:
  - 1.2.3: First.
---
{% block system %}Be exact.{% endblock %}
{% block user %}{% for s in sentences %}[{{ s.number }}] {{ s.text }}
{% endfor %}{% endblock %}
{% block repair %}{{ failures | length }} failed.{% endblock %}
{% block schema %}{"maxItems": {{ facts }}}{% endblock %}
{% block repair_schema %}{}{% endblock %}
"""
VARIABLES = {"facts": 4, "failures": [], "sentences": [{"number": 1, "text": "Hi."}]}


def write(directory: Path, text: str, name: str = "mine", version: str = "1.2.3") -> Path:
    path = directory / name / f"{version}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_prompt_renders_its_blocks() -> None:
    prompt = parse_prompt(GOOD.encode(), Path("mine/1.2.3.md"))
    assert prompt.system == "Be exact."
    assert prompt.render("user", VARIABLES) == "[1] Hi.\n"
    assert prompt.render_schema("schema", VARIABLES) == {"maxItems": 4}
    assert prompt.meta.parameters == {"temperature": 0}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("---\nname", "name", "no front matter"),
        ("version: 1.2.3", "version: one", "version"),
        ("description: A test.\n", "", "description"),
        ("name: mine", "name: mine\ncolour: red", "colour"),
        ("name: mine", "name: [mine", "not YAML"),
        ("{% block repair %}", "{% block repaired %}", "no block 'repair'"),
        ("Be exact.", "Be exact, {{ tone }}.", "undeclared variable 'tone'"),
        ("variables: [", "variables: [tone, ", "declares the variable 'tone' and never uses"),
        ("{% endfor %}", "", "line"),
        ("Be exact.", "{{ facts }}", "must be the same for every article"),
    ],
)
def test_a_malformed_prompt_is_refused_with_its_fault(old: str, new: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(PromptError, match=words):
        parse_prompt(GOOD.replace(old, new, 1).encode(), Path("mine/1.2.3.md"))


def test_a_missing_variable_is_an_error_not_an_empty_string() -> None:
    prompt = parse_prompt(GOOD.encode(), Path("mine/1.2.3.md"))
    with pytest.raises(PromptError, match="'sentences' is undefined"):
        prompt.render("user", {})


def test_a_schema_block_must_hold_json() -> None:
    prompt = parse_prompt(GOOD.replace('{"maxItems"', "{").encode(), Path("mine/1.2.3.md"))
    with pytest.raises(PromptError, match="not JSON"):
        prompt.render_schema("schema", VARIABLES)


def test_a_prompt_cannot_reach_into_python() -> None:
    text = GOOD.replace("{{ failures | length }}", "{{ failures.__class__.__mro__ }}")
    prompt = parse_prompt(text.encode(), Path("mine/1.2.3.md"))
    with pytest.raises(PromptError, match="unsafe"):
        prompt.render("repair", VARIABLES)


def test_without_a_version_the_newest_is_taken_by_number(tmp_path: Path) -> None:
    for version in ("1.2.3", "1.10.0", "1.9.9"):
        write(tmp_path, GOOD.replace("1.2.3", version), version=version)
    assert load_prompt("mine", [tmp_path]).meta.version == "1.10.0"
    assert load_prompt("mine@1.9.9", [tmp_path]).meta.version == "1.9.9"


def test_a_directory_of_ones_own_hides_a_built_in_prompt(tmp_path: Path) -> None:
    text = GOOD.replace("name: mine", "name: factcard").replace("1.2.3", "1.0.0")
    path = write(tmp_path, text, "factcard", "1.0.0")
    assert load_prompt("factcard@1.0.0", [tmp_path]).path == path


def test_an_unknown_prompt_names_the_known_ones() -> None:
    with pytest.raises(PromptError, match=r"choose from factcard@1\.0\.0"):
        load_prompt("factcard@9.0.0")


def test_a_file_in_the_wrong_place_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "other")
    with pytest.raises(PromptError, match="differs from the file's place"):
        load_prompt("other", [tmp_path])


def test_published_prompts_never_change(root: Path) -> None:
    locked = tomllib.loads((root / "prompts" / "lock.toml").read_text(encoding="utf-8"))
    built_in = [parse_prompt(path.read_bytes(), path) for path in prompt_files()]
    digests = {f"{p.meta.name}@{p.meta.version}": p.digest for p in built_in}
    assert digests == locked, "publish a new version instead; prompts/lock.toml holds the digests"


BUILT_IN = tuple(parse_prompt(path.read_bytes(), path) for path in prompt_files())


def test_a_prompt_is_taken_for_its_purpose_alone() -> None:
    assert load_prompt("judge", purpose="judge").meta.purpose == "judge"
    with pytest.raises(PromptError, match="a prompt for a judge, not for a card"):
        load_prompt("judge", purpose="card")
    with pytest.raises(PromptError, match="a prompt for a card, not for a judge"):
        load_prompt("guided", purpose="judge")


@pytest.mark.parametrize(
    "prompt", [p for p in BUILT_IN if p.meta.purpose == "card"], ids=lambda p: str(p.meta.name)
)
def test_a_built_in_prompt_asks_for_what_the_draft_reads(prompt: Prompt) -> None:
    sentence = {"number": 1, "text": "Hi."}
    failure = {"claim": "a", "problem": "b", "sentence": sentence}
    variables = {
        "failures": [failure, failure],
        "published": None,
        "publisher": None,
        "salient": [1, 2, 3],
        "sentences": [sentence],
        "title": None,
    }
    for block, kind in (("schema", CardDraft), ("repair_schema", RepairDraft)):
        schema = prompt.render_schema(block, variables)
        assert set(schema["properties"]) <= set(kind.model_fields)
        kind.model_validate_json(json.dumps(smallest(schema)))
        for part in objects(schema):
            assert part["additionalProperties"] is False, "strict modes want it"
            assert part["required"] == list(part["properties"]), "strict modes want all required"
    assert "[1] Hi." in prompt.render("user", variables)


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema's objects, nested ones included."""
    found = [schema] if schema.get("type") == "object" else []
    for value in schema.values():
        if isinstance(value, dict):
            found += objects(value)
    return found


def smallest(schema: dict[str, Any]) -> object:
    """The smallest value that fits a schema of the kinds that we use."""
    match schema:
        case {"type": "object", "properties": dict(properties)}:
            return {name: smallest(part) for name, part in properties.items()}
        case {"type": "array", "items": dict(items), "minItems": int(count)}:
            return [smallest(items)] * count
        case {"type": "array"}:
            return []
        case {"type": "integer"}:
            return 1
        case _:
            return "text"
