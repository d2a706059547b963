"""Templates: found by name or path, listed, copied out, and run in a sandbox.

A template escapes nothing itself. Whatever it prints goes through the escape of its format,
and a macro's or a block's own text passes unchanged: so an author cannot forget one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from factcards.errors import TemplateError
from factcards.resources import builtin_directory
from factcards.sandbox import BUILTIN, Sandbox, run_bounded

if TYPE_CHECKING:
    from types import TracebackType

SUFFIX: Final = ".j2"
# They print markup of their own, which would pass for Markdown or plain text unescaped.
_HTML_FILTERS: Final = ("tojson", "urlize", "xmlattr")


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template that can be named.

    Attributes:
        name: Name and format: ``card.html``; `render` also takes it without the format.
        path: The file.
        origin: Whether it came with factcards or is in the user's directory.
    """

    name: str
    path: Path
    origin: Literal["built in", "user"]


def list_templates(templates_dir: Path | None = None) -> tuple[TemplateInfo, ...]:
    """The templates that can be named, by name; the user's own ones hide built-in ones."""
    found: dict[str, TemplateInfo] = {}
    for path in _files(builtin_directory("templates")):
        found[path.name] = TemplateInfo(path.name.removesuffix(SUFFIX), path, "built in")
    for path in _files(templates_dir) if templates_dir else ():
        found[path.name] = TemplateInfo(path.name.removesuffix(SUFFIX), path, "user")
    return tuple(found[name] for name in sorted(found))


def template_source(name: str, templates_dir: Path | None = None) -> str:
    """The text of a template.

    Args:
        name: ``card.html``, or ``card`` where only one format has it.
        templates_dir: The user's own templates, looked at first.

    Raises:
        TemplateError: There is none of this name, several, or it cannot be read.
    """
    wanted = name.removesuffix(SUFFIX)
    infos = list_templates(templates_dir)
    hits = [i for i in infos if i.name == wanted] or [
        i for i in infos if i.name.rpartition(".")[0] == wanted
    ]
    if len(hits) != 1:
        choice = ", ".join(i.name for i in hits or infos)
        problem = "several templates have this name" if hits else "there is no such template"
        raise TemplateError(problem, source=name, remedy=f"choose one of {choice}")
    try:
        return hits[0].path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(_describe(error), source=str(hits[0].path)) from error


def eject(directory: Path) -> tuple[Path, ...]:
    """Copy the built-in templates into `directory`, made if need be, to be changed there.

    Returns:
        The new files.

    Raises:
        TemplateError: One of them is there already (nothing is written then), or the
            directory cannot be written to.
    """
    sources = _files(builtin_directory("templates"))
    targets = tuple(directory / path.name for path in sources)
    for target in targets:
        if target.exists():
            raise TemplateError(
                "this file is there already and is not overwritten",
                source=str(target),
                remedy="move it away or name another directory",
            )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for source, target in zip(sources, targets, strict=True):
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise TemplateError(
            f"the templates cannot be copied here ({error.strerror or error})",
            source=str(directory),
            remedy="name a directory that can be written to",
        ) from error
    return targets


@dataclass(frozen=True)
class TemplateRunner:
    """Runs one template with the escape and the filters of its format.

    Attributes:
        extension: Second last suffix of the template's file: ``html``, ``md``, ``txt``.
        escape: Makes a string harmless in this format; None for HTML's own escape.
        clean: Applied to every string before HTML's escape.
        filters: Filters for templates, besides Jinja's own.
        templates_dir: The user's own templates, looked at before the built-in ones.
    """

    extension: str
    escape: Callable[[str], str] | None
    clean: Callable[[str], str]
    filters: Mapping[str, Callable[..., object]]
    templates_dir: Path | None = None

    def run(self, template: str, context: Mapping[str, object]) -> str:
        """The template's output.

        Args:
            template: A name, or the path of a file: what has a separator or ends in ``.j2``.
            context: The template's variables.

        Raises:
            TemplateError: It is missing or fails; `source` is ``file:line`` where known.
        """
        directory, name = self._locate(template)
        environment = self._environment(directory)
        try:
            return run_bounded(environment.get_template(name), context)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, name) from error
        except TemplateError:
            raise
        except Exception as error:  # a template is a program: it can raise anything
            where = _where(error.__traceback__, environment) or str(Path(directory or "", name))
            raise TemplateError(_describe(error), source=where) from error

    def parse(self, template: str) -> None:
        """Find out whether there is such a template and whether it parses.

        Raises:
            TemplateError: As `run`, as far as this shows without a card.
        """
        directory, name = self._locate(template)
        try:
            self._environment(directory).get_template(name)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error, name) from error
        except (jinja2.TemplateError, OSError, UnicodeDecodeError) as error:
            raise TemplateError(_describe(error), source=template) from error

    @cached_property
    def _directories(self) -> tuple[Path, ...]:
        mine = (self.templates_dir,) if self.templates_dir else ()
        return (*mine, builtin_directory("templates"))

    def _locate(self, template: str) -> tuple[Path | None, str]:
        """The directory to look in first, if it is the user's file, and the file's name."""
        path = Path(template)
        named_as_file = len(path.parts) > 1 or template.endswith(SUFFIX)
        if not named_as_file:
            stem = template.removesuffix(f".{self.extension}")
            name = f"{stem}.{self.extension}{SUFFIX}"
            if any((directory / name).is_file() for directory in self._directories):
                return None, name
        if path.is_file():
            return path.parent.absolute(), path.name
        names = (i.name for i in list_templates(self.templates_dir))
        known = ", ".join(n for n in names if n.endswith(f".{self.extension}"))
        raise TemplateError(
            f"there is no such {self.extension} template",
            source=template,
            remedy=f"name a file or one of {known}",
        )

    @cached_property
    def _environments(self) -> dict[Path | None, Sandbox]:
        return {}

    def _environment(self, directory: Path | None) -> Sandbox:
        """Made once for each directory: it keeps compiled templates, and notices edits."""
        if directory not in self._environments:
            self._environments[directory] = self._new_environment(directory)
        return self._environments[directory]

    def _new_environment(self, directory: Path | None) -> Sandbox:
        first = (directory,) if directory else ()
        environment = Sandbox(
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FileSystemLoader([*first, *self._directories]),
                    jinja2.PrefixLoader(
                        {BUILTIN: jinja2.FileSystemLoader(builtin_directory("templates"))}
                    ),
                ]
            ),
            autoescape=True,
            finalize=self._finalise,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        if self.escape is not None:
            for name in _HTML_FILTERS:
                del environment.filters[name]
            for name in ("e", "escape", "forceescape"):
                environment.filters[name] = self._finalise
        environment.filters.update(self.filters)
        return environment

    def _finalise(self, value: object) -> object:
        """What is printed for a value: nothing for None, markup as it is, all else escaped."""
        if value is None:
            return ""
        if hasattr(value, "__html__"):
            return value
        if self.escape is None:
            return self.clean(str(value))
        text = str(value)
        # Escapes strip, but a template's own ", " must keep its space.
        before, after = (" " * text[i:j].isspace() for i, j in ((0, 1), (-1, None)))
        words = self.escape(text)
        return Markup(f"{before}{words}{after}" if words else before)  # noqa: S704 - escaped here


def _syntax_error(error: jinja2.TemplateSyntaxError, name: str) -> TemplateError:
    where = f"{error.filename or error.name or name}:{error.lineno}"
    return TemplateError(_clause(error.message), source=where)


def _files(directory: Path) -> tuple[Path, ...]:
    return tuple(sorted(p for p in directory.glob(f"*{SUFFIX}") if p.is_file()))


def _where(traceback: TracebackType | None, environment: Sandbox) -> str | None:
    """The innermost line of a template that was running: ``file:line``."""
    files = {t.filename for t in environment.cache.values()} if environment.cache else set()
    where = None
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename in files:
            where = f"{filename}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return where


def _describe(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name!r} to extend or include"
    if isinstance(error, UnicodeDecodeError):
        return "the template is not UTF-8"
    if isinstance(error, jinja2.UndefinedError | SecurityError):
        return _clause(error.message or "something is undefined")
    return _clause(f"{type(error).__name__}: {error}")


def _clause(message: str | None) -> str:
    return (message or "the template is wrong").rstrip(".")
