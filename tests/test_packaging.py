"""What is shipped: built as users get it, installed outside the checkout, and run there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., str]

CARRIED = ("prompts", "templates")


def build_wheel(source: Path, directory: Path) -> Path:
    """Build a wheel from a checkout or an sdist, offline and with the tools of this environment."""
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(directory), str(source))
    (wheel,) = directory.glob("*.whl")
    return wheel


def pip(*arguments: str) -> None:
    """Run pip with no index at hand."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run([*command, *arguments, "--no-index", "--quiet"])


def run(command: list[str], cwd: Path | None = None) -> str:
    """What the command prints, provided that it succeeds."""
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("sdist")
    build = f"import hatchling.build as build; build.build_sdist({str(directory)!r})"
    run([sys.executable, "-c", build], cwd=root)
    (archive,) = directory.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a program of an environment that has the wheel, in a directory with nothing in it.

    The dependencies come from this environment: a path in a `.pth` file adds its packages, but
    not what its own `.pth` files add, so the editable checkout stays out of reach.
    """
    base = tmp_path_factory.mktemp("installed")
    venv.create(base / "venv", symlinks=os.name != "nt", with_pip=False)
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(base / "venv")}))
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(base / "venv")}))
    python = scripts / Path(sys.executable).name
    pip("--python", str(python), "install", "--no-deps", str(wheel))
    own = sysconfig.get_path("purelib"), sysconfig.get_path("platlib")
    (packages / "dependencies.pth").write_text("\n".join(dict.fromkeys(own)), encoding="utf-8")
    (base / "elsewhere").mkdir()

    def run_there(program: str, *arguments: str) -> str:
        return run([str(scripts / program), *arguments], cwd=base / "elsewhere")

    return run_there


def shipped_files(root: Path) -> set[str]:
    """Names in the wheel of all prompts and templates of the checkout."""
    files = (path for name in CARRIED for path in (root / name).rglob("*") if path.is_file())
    return {f"factcards/{path.relative_to(root).as_posix()}" for path in files}


def test_the_wheel_carries_every_prompt_and_template(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = shipped_files(root)
    assert {"factcards/prompts/factcard/1.0.0.md", "factcards/templates/card.md.j2"} <= expected
    assert expected <= names


def test_the_wheel_holds_the_package_with_its_types_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "factcards/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"factcards"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    again = build_wheel(sdist, tmp_path)
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_sdist_has_the_tests_and_what_they_read(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    expected = {
        "tests/test_packaging.py",
        "fixtures/articles/traps.txt",
        "fixtures/refused/binary.bin",
        "requirements.lock",
        "Makefile",
        "CHANGELOG.md",
    }
    assert expected <= names


def test_the_installed_package_is_not_the_checkout(installed: Run, root: Path) -> None:
    show = """
import factcards, factcards.resources
print(factcards.__file__)
print(factcards.resources.builtin_directory("prompts"))
print(factcards.resources.builtin_directory("templates"))
"""
    paths = installed("python", "-c", show).splitlines()
    assert len(paths) == 3
    assert all("installed" in path and not Path(path).is_relative_to(root) for path in paths)


def test_the_installed_command_shows_its_manual(installed: Run) -> None:
    text = installed("factcards", "--help")
    assert all(word in text for word in ("card", "render", "verify", "prompts", "doctor"))


def test_the_installed_command_lists_its_prompts(installed: Run) -> None:
    text = installed("factcards", "prompts", "list")
    assert "factcard" in text
    assert "1.0.0" in text


def test_the_installed_command_lists_its_templates(installed: Run) -> None:
    text = installed("factcards", "templates", "list")
    assert all(name in text for name in ("card.md", "card.html", "card.txt"))


def test_the_installed_command_prints_the_schema(installed: Run) -> None:
    schema = json.loads(installed("factcards", "schema"))
    assert {"headline", "facts", "verification", "provenance"} <= set(schema["properties"])


def test_the_lock_pins_every_requirement_to_a_version_it_allows(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(line for extra in project["project"]["optional-dependencies"].values() for line in extra),
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    pins = locked(root)
    for line in wanted:
        requirement = Requirement(line)
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin, f"{requirement.name} is not locked: run make lock"
        assert pin in requirement.specifier, f"the lock has {requirement.name} {pin}: run make lock"


def test_the_lock_has_a_hash_for_every_pin_and_names_no_index(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "-index" not in text
    blocks = text.split("\n")
    pins = [number for number, line in enumerate(blocks) if "==" in line]
    assert pins
    assert all("--hash=sha256:" in blocks[number + 1] for number in pins)


def locked(root: Path) -> dict[str, str]:
    """Version of each distribution in the lock, by canonical name."""
    lines = (root / "requirements.lock").read_text(encoding="utf-8").split("\n")
    pins = (line.split()[0].split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, version in pins}
