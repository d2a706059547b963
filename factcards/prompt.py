"""Versioned prompts: files with YAML front matter and Jinja blocks, loaded and rendered.

A prompt lives at ``<directory>/<name>/<version>.md``. Its blocks are ``system`` (static, so
that providers can cache it), ``user`` and the JSON Schema of the reply, ``schema``; one for
cards also has ``repair`` and ``repair_schema``. The user's own directory is searched before the
built-in one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import jinja2
import jinja2.meta
import jinja2.sandbox
import yaml
from pydantic import Field, ValidationError

from factcards.article import Value
from factcards.card import PromptRef
from factcards.errors import PromptError
from factcards.resources import builtin_directory

Purpose = Literal["card", "judge"]

BLOCKS: Mapping[Purpose, tuple[str, ...]] = {
    "card": ("system", "user", "repair", "schema", "repair_schema"),
    "judge": ("system", "user", "schema"),
}
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_VERSION = re.compile(r"\d+\.\d+\.\d+")


class FrontMatter(Value):
    """The YAML head of a prompt file.

    Attributes:
        name: The directory's name.
        version: The file's name: ``major.minor.patch``.
        description: One line for `factcards prompts list`.
        purpose: What it asks for: a card, or an opinion on one claim.
        parameters: Sent with each request: ``temperature``, ``max_tokens``...
        variables: Exactly the variables that the blocks use.
        changelog: Version to what changed, newest first.
    """

    name: str
    version: str = Field(pattern=rf"^{_VERSION.pattern}$")
    description: str
    purpose: Purpose = "card"
    parameters: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    variables: frozenset[str]
    changelog: tuple[dict[str, str], ...] = Field(min_length=1)


@dataclass(frozen=True)
class Prompt:
    """A prompt that has been read and checked.

    Attributes:
        meta: Its front matter.
        body: The Jinja source of its blocks.
        digest: SHA-256 of the file's bytes, hex.
        path: The file.
    """

    meta: FrontMatter
    body: str
    digest: str
    path: Path

    def __reduce__(self) -> tuple[object, ...]:
        # Compiled templates cannot be pickled, and need not be.
        return type(self), (self.meta, self.body, self.digest, self.path)

    @property
    def ref(self) -> PromptRef:
        return PromptRef(name=self.meta.name, version=self.meta.version, digest=self.digest)

    @cached_property
    def _template(self) -> jinja2.Template:
        return _environment().from_string(self.body)

    @cached_property
    def system(self) -> str:
        """The static part: it has no variables, so servers can keep it processed."""
        return self.render("system", {})

    def render(self, block: str, variables: Mapping[str, Any]) -> str:
        """The text of one block.

        Raises:
            PromptError: The block uses a variable that it was not given, or fails.
        """
        template = self._template
        try:
            return "".join(template.blocks[block](template.new_context(dict(variables))))
        except jinja2.TemplateError as error:
            raise PromptError(f"block {block!r} fails: {error}", source=str(self.path)) from error

    def render_schema(self, block: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON Schema in a block, parsed.

        Raises:
            PromptError: As `render`, or the block is not a JSON object.
        """
        try:
            schema = json.loads(self.render(block, variables))
        except json.JSONDecodeError as error:
            raise PromptError(
                f"block {block!r} is not JSON: {error}", source=str(self.path)
            ) from error
        if not isinstance(schema, dict):
            raise PromptError(f"block {block!r} is not a JSON object", source=str(self.path))
        return schema


def parse_prompt(content: bytes, path: Path) -> Prompt:
    """Read a prompt file and check it against itself.

    Raises:
        PromptError: No front matter, a field missing or unknown, a missing block, a syntax
            error, or declared variables that are not the used ones.
    """
    try:
        match = _FRONT_MATTER.match(content.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise PromptError("not UTF-8", source=str(path)) from error
    if match is None:
        raise PromptError("no front matter between two lines of ---", source=str(path))
    try:
        meta = FrontMatter.model_validate(yaml.safe_load(match[1]))
    except yaml.YAMLError as error:
        raise PromptError(f"front matter is not YAML: {error}", source=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PromptError(f"front matter: {where}: {first['msg']}", source=str(path)) from error
    prompt = Prompt(meta=meta, body=match[2], digest=sha256(content).hexdigest(), path=path)
    _check_blocks(prompt)
    return prompt


def _check_blocks(prompt: Prompt) -> None:
    source = str(prompt.path)
    try:
        used = jinja2.meta.find_undeclared_variables(_environment().parse(prompt.body))
        missing = [
            block for block in BLOCKS[prompt.meta.purpose] if block not in prompt._template.blocks
        ]
    except jinja2.TemplateSyntaxError as error:
        raise PromptError(
            f"line {error.lineno} of the body: {error.message}", source=source
        ) from error
    if missing:
        raise PromptError(f"no block {missing[0]!r}", source=source)
    if undeclared := sorted(used - prompt.meta.variables):
        raise PromptError(f"uses the undeclared variable {undeclared[0]!r}", source=source)
    if unused := sorted(prompt.meta.variables - used):
        raise PromptError(f"declares the variable {unused[0]!r} and never uses it", source=source)
    try:
        _ = prompt.system
    except PromptError as error:
        raise PromptError(
            f"the system block must be the same for every article: {error.problem}", source=source
        ) from error


def load_prompt(
    reference: str, directories: Sequence[Path] = (), *, purpose: Purpose | None = None
) -> Prompt:
    """Find ``name`` or ``name@version``; without a version, the newest one.

    Args:
        reference: Which prompt.
        directories: Searched before the built-in directory; the first with the name wins.
        purpose: What it must be for; None takes any.

    Raises:
        PromptError: There is no such prompt or version, the file is malformed, or it is for
            something else.
    """
    name, _, version = reference.partition("@")
    for path in (p for p in prompt_files(directories) if p.parent.name == name):
        if version in ("", path.stem):
            prompt = parse_prompt(path.read_bytes(), path)
            if (prompt.meta.name, prompt.meta.version) != (name, path.stem):
                raise PromptError("name or version differs from the file's place", source=str(path))
            if purpose not in (None, prompt.meta.purpose):
                raise PromptError(
                    f"a prompt for a {prompt.meta.purpose}, not for a {purpose}", source=reference
                )
            return prompt
    known = ", ".join(f"{p.parent.name}@{p.stem}" for p in prompt_files(directories))
    raise PromptError("there is no such prompt", source=reference, remedy=f"choose from {known}")


def prompt_files(directories: Sequence[Path] = ()) -> tuple[Path, ...]:
    """All prompt files: by name, newest version first; the user's hide built-in ones."""
    found: dict[tuple[str, str], Path] = {}
    for directory in (*directories, builtin_directory("prompts")):
        for path in sorted(directory.glob("*/*.md")):
            if _VERSION.fullmatch(path.stem):
                found.setdefault((path.parent.name, path.stem), path)
    newest_first = sorted(found, key=lambda key: _version_key(key[1]), reverse=True)
    return tuple(found[key] for key in sorted(newest_first, key=lambda key: key[0]))


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _environment() -> jinja2.Environment:
    # Sandboxed because a prompts directory may come with somebody else's repository.
    return jinja2.sandbox.SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
