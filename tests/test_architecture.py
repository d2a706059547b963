"""The shape of the code: which module may know which, how big it is, and who may speak."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "factcards"

# A family is a module or a package with its helpers: `weights_hub` belongs to `weights`, and
# `verify.names` to `verify`. It may import families of its own layer and of those before it.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "article", "card", "draft", "completion", "machine", "version"}),
    frozenset({"clauses", "escape", "language", "resources", "sandbox", "sentences", "wrap"})
    | frozenset({"throttle", "wholefile"}),
    frozenset({"verify", "prompt", "sources", "settings", "template", "reading", "weights"}),
    frozenset({"claims", "excerpts", "keyfigures", "proposal", "salience", "render", "terminal"})
    | frozenset({"endpoint", "embedded", "intake", "judge"}),
    frozenset({"assemble", "cache", "claimsfile", "connect", "pipeline", "recheck", "store"}),
    frozenset({"batch", "export"}),
    frozenset({"api", "cli"}),
)
LAYER = {family: number for number, layer in enumerate(LAYERS) for family in layer}

# They have a process to themselves, so that process's output and exit code are theirs too.
SPEAKERS = frozenset({"cli", "embedded_server", "batch.worker", "__main__"})
SPOKEN = frozenset({"print", "exit", "quit", "breakpoint", "SystemExit"}) | frozenset(
    {"sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
)

MAX_LINES = 350
HEAVY = ("openai", "jinja2", "rich", "trafilatura", "pydantic", "httpx2", "babel", "lxml")


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    path: Path

    @cached_property
    def name(self) -> str:
        """Its name within the package: ``verify.names``; empty for the package itself."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @cached_property
    def family(self) -> str:
        return family_of(self.name)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    def imports(self) -> Iterator[str]:
        """Names within the package that it imports anywhere, also late or for types alone."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (inner(alias.name) for alias in node.names if is_ours(alias.name))
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}:{node.lineno}: a relative import"
                if node.module == "factcards":
                    yield from (alias.name for alias in node.names)
                elif is_ours(node.module or ""):
                    yield inner(node.module or "")


def is_ours(name: str) -> bool:
    return name == "factcards" or name.startswith("factcards.")


def inner(name: str) -> str:
    """A name within the package."""
    return name.removeprefix("factcards").removeprefix(".")


def family_of(name: str) -> str:
    top = name.partition(".")[0]
    return top if top in LAYER else top.lstrip("_").partition("_")[0]


MODULES = tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))
INNER = tuple(module for module in MODULES if module.family)


@pytest.mark.parametrize("module", INNER, ids=lambda module: module.name)
def test_a_module_has_its_place_in_the_layers(module: Module) -> None:
    assert module.family in LAYER or module.name == "__main__", "give it a layer in LAYERS"


@pytest.mark.parametrize("module", INNER, ids=lambda module: module.name)
def test_imports_point_inward(module: Module) -> None:
    rank = LAYER.get(module.family, len(LAYERS))
    outward = {name for name in module.imports() if LAYER.get(family_of(name), len(LAYERS)) > rank}
    assert not outward


def test_families_do_not_import_each_other_in_circles() -> None:
    graph: dict[str, set[str]] = {}
    for module in INNER:
        others = {family_of(name) for name in module.imports()} - {module.family}
        graph.setdefault(module.family, set()).update(others)
    while free := {family for family, others in graph.items() if not others & graph.keys()}:
        graph = {family: others for family, others in graph.items() if family not in free}
    assert not graph


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_fits_in_a_few_screens(module: Module) -> None:
    assert len(module.path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_is_named_after_what_it_holds(module: Module) -> None:
    assert not {"utils", "util", "helpers", "misc", "common"} & set(module.path.stem.split("_"))


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.path.name == "__init__.py"], ids=lambda module: module.name
)
def test_a_package_file_holds_no_logic(module: Module) -> None:
    loops = (ast.For, ast.While, ast.Try, ast.With, ast.ClassDef)
    found = [node for node in ast.walk(module.tree) if isinstance(node, loops)]
    functions = {n.name for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef)}
    assert not found
    assert functions <= {"__getattr__", "__dir__"}


@pytest.mark.parametrize(
    "module",
    [m for m in MODULES if m.family not in SPEAKERS and m.name not in SPEAKERS],
    ids=lambda module: module.name,
)
def test_only_the_command_line_prints_or_exits(module: Module) -> None:
    spoken = [f"{module.path.name}:{line}: {what}" for line, what in speech(module.tree)]
    assert not spoken


def speech(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where code prints, writes to a standard stream or ends the process."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in SPOKEN:
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in SPOKEN:
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and node.module in {"os", "sys"}:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from ((node.lineno, name) for name in names if name in SPOKEN)


@pytest.mark.parametrize(
    "code",
    ["print(1)", "import sys\nsys.exit(2)", "raise SystemExit", "from sys import exit as bye"],
)
def test_the_check_for_printing_sees_it(code: str) -> None:
    assert list(speech(ast.parse(code)))


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    code = f"import factcards.cli, sys; print(*(set({HEAVY}) & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as sock, pytest.raises(pytest.fail.Exception, match=r"198\.51\.100\.1"):
        sock.connect(("198.51.100.1", 80))  # an address that is reserved for documentation
    with pytest.raises(pytest.fail.Exception, match=r"example\.com"):
        socket.getaddrinfo("example.com", 80)
