from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from factcards import resources
from factcards.errors import FactcardsError


def installed_in(directory: Path) -> ModuleType:
    """The module as it would be if it were installed in `directory`."""
    directory.mkdir()
    copy = directory / "resources.py"
    copy.write_bytes(Path(resources.__file__).read_bytes())
    spec = importlib.util.spec_from_file_location("resources_copy", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_prompts_and_templates_are_found() -> None:
    assert (resources.builtin_directory("templates") / "card.html.j2").is_file()
    assert resources.builtin_directory("prompts").is_dir()


def test_what_a_wheel_carries_goes_before_what_stands_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "package"
    module = installed_in(package)
    (tmp_path / "templates").mkdir()
    assert module.builtin_directory("templates") == tmp_path / "templates"
    (package / "templates").mkdir()
    assert module.builtin_directory("templates") == package / "templates"


def test_a_damaged_installation_says_what_to_do(tmp_path: Path) -> None:
    module = installed_in(tmp_path / "package")
    with pytest.raises(FactcardsError, match="the built-in prompts are missing; install"):
        module.builtin_directory("prompts")
