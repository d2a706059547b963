"""Where settings come from, and that a stray key sends nothing anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards.errors import SettingsError
from factcards.settings import Resolved, Settings, resolve


def settle(
    tmp_path: Path,
    *,
    options: dict[str, object] | None = None,
    environment: dict[str, str] | None = None,
    project: str | None = None,
    user: str | None = None,
) -> Resolved:
    for name, text in (("factcards.toml", project), ("config.toml", user)):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    return resolve(options or {}, environment or {}, tmp_path, tmp_path / "config.toml")


def test_with_nothing_set_the_embedded_model_is_used(tmp_path: Path) -> None:
    resolved = settle(tmp_path)
    assert resolved.settings == Settings()
    assert set(resolved.origins.values()) == {"default"}


def test_options_win_over_environment_over_project_over_user(tmp_path: Path) -> None:
    layers: list[tuple[dict[str, object], str, str]] = [
        ({"user": 'prompt = "u"'}, "u", str(tmp_path / "config.toml")),
        ({"project": 'prompt = "p"'}, "p", str(tmp_path / "factcards.toml")),
        ({"environment": {"FACTCARDS_PROMPT": "e"}}, "e", "FACTCARDS_PROMPT"),
        ({"options": {"prompt": "o"}}, "o", "option"),
    ]
    given: dict[str, object] = {}
    for layer, value, origin in layers:
        given |= layer
        resolved = settle(tmp_path, **given)  # type: ignore[arg-type]  # built layer by layer
        assert (resolved.settings.prompt, resolved.origins["prompt"]) == (value, origin)


def test_a_key_alone_changes_nothing_and_is_noted(tmp_path: Path) -> None:
    resolved = settle(tmp_path, environment={"OPENAI_API_KEY": "sk-1"})
    assert resolved.settings.base_url is None
    assert resolved.api_key is None
    assert "nothing leaves this machine" in resolved.notes[0]


def test_a_chosen_endpoint_gets_the_key(tmp_path: Path) -> None:
    resolved = settle(
        tmp_path,
        options={"model": "m"},
        environment={"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "https://a.example/v1"},
    )
    assert (resolved.api_key, resolved.origins["base_url"]) == ("sk-1", "OPENAI_BASE_URL")


def test_our_own_variable_wins_over_openais(tmp_path: Path) -> None:
    environment = {
        "OPENAI_BASE_URL": "https://a.example/v1",
        "FACTCARDS_BASE_URL": "https://b.example/v1",
        "FACTCARDS_MODEL": "m",
    }
    assert settle(tmp_path, environment=environment).settings.base_url == "https://b.example/v1"


def test_the_prompt_suits_the_kind_of_model_unless_it_is_named(tmp_path: Path) -> None:
    remote: dict[str, object] = {"base_url": "http://x/v1", "model": "m"}
    assert settle(tmp_path).prompt == "guided"
    assert settle(tmp_path, options=remote).prompt == "factcard"
    assert settle(tmp_path, options={"prompt": "mine@1.0.0"}).prompt == "mine@1.0.0"


def test_a_file_may_name_the_variable_of_the_key(tmp_path: Path) -> None:
    project = 'base_url = "https://a.example/v1"\nmodel = "m"\napi_key_env = "MY_KEY"'
    resolved = settle(tmp_path, project=project, environment={"MY_KEY": "k"})
    assert resolved.api_key == "k"


def test_directories_in_a_file_are_relative_to_it(tmp_path: Path) -> None:
    resolved = settle(tmp_path, project='templates_dir = "mine"')
    assert resolved.settings.templates_dir == tmp_path / "mine"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"project": "prompt = "}, "factcards.toml: cannot be read"),
        ({"project": "colour = 1"}, "unknown setting 'colour'; settings are base_url"),
        ({"project": "timeout = -1"}, "factcards.toml: timeout"),
        ({"environment": {"FACTCARDS_TIMEOUT": "soon"}}, "FACTCARDS_TIMEOUT: timeout"),
        ({"options": {"base_url": "ftp://x", "model": "m"}}, "option: base_url"),
        ({"options": {"base_url": "http://x:99999/v1", "model": "m"}}, "Port out of range"),
        ({"options": {"base_url": "http://x/v1"}}, "an endpoint needs a model; name one with"),
    ],
)
def test_nonsense_is_one_line_that_names_the_place(
    tmp_path: Path, given: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        settle(tmp_path, **given)  # type: ignore[arg-type]  # one of several keyword arguments
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_policy_is_one_of_three_and_standard_unless_something_says_otherwise(
    tmp_path: Path,
) -> None:
    assert settle(tmp_path).settings.policy == "standard"
    strict = settle(tmp_path, environment={"FACTCARDS_POLICY": "strict"})
    assert (strict.settings.policy, strict.origins["policy"]) == ("strict", "FACTCARDS_POLICY")
    with pytest.raises(SettingsError, match=r"policy: .*'lenient'"):
        settle(tmp_path, project='policy = "harsh"')
