"""Where results go: standard output, one file, or a file per card in a directory."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcards.cli.options import CardFormat
from factcards.errors import SettingsError
from factcards.wholefile import whole_file

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.card import Card
    from factcards.settings import Resolved

_SUFFIXES = {
    ".md": CardFormat.md,
    ".html": CardFormat.html,
    ".htm": CardFormat.html,
    ".json": CardFormat.json,
    ".txt": CardFormat.txt,
}


@dataclass
class Output:
    """Writes cards one by one as they get ready.

    Attributes:
        out: As given by the user.
        format: What to write.
        several: Whether more than one card may come.
        template: Name or file, None for the built-in one.
        templates_dir: The user's own templates.
    """

    out: Path | None
    format: CardFormat
    several: bool
    template: str | None = None
    templates_dir: Path | None = None
    _taken: set[str] = field(default_factory=set)
    _written: int = 0

    def check(self) -> None:
        """Find a template's faults before the model works for minutes.

        Raises:
            TemplateError: There is no such template, it does not parse, or the format has none.
        """
        if self.template is not None:
            from factcards.render import check_template

            check_template(self.template, self.format.value, self.templates_dir)

    def write(self, card: Card, article: Article | None, name: str) -> Path | None:
        """Render and write one card; gives the file that was written, if any.

        Raises:
            TemplateError: The template fails.
            FactcardsError: The file cannot be written.
        """
        text = self._render(card, article)
        self._written += 1
        if self.out is None:
            if self.several and self.format is not CardFormat.json and self._written > 1:
                text = f"\n{text}"
            typer.echo(text, nl=False)
            sys.stdout.flush()
            return None
        path = self.out / self._file_name(name) if self._is_directory() else self.out
        write_file(path, text)
        return path

    def _render(self, card: Card, article: Article | None) -> str:
        if self.format is CardFormat.json and self.several and self.out is None:
            return card.model_dump_json() + "\n"
        from factcards.render import render

        return render(
            card,
            self.format.value,
            template=self.template,
            article=article,
            templates_dir=self.templates_dir,
        )

    def _is_directory(self) -> bool:
        return self.several or (self.out is not None and is_directory(self.out))

    def _file_name(self, name: str) -> str:
        words = re.sub(r"[^\w.-]+", "-", Path(name.rstrip("/")).stem or "card").strip("-.")
        stem = unique = words[:80] or "card"
        count = 1
        while unique in self._taken:
            count += 1
            unique = f"{stem}-{count}"
        self._taken.add(unique)
        extension = "txt" if self.format is CardFormat.terminal else self.format.value
        return f"{unique}.{extension}"


def output_to(out: Path | None, given: CardFormat | None, resolved: Resolved, count: int) -> Output:
    """The output of a command that writes `count` cards, checked as far as it can be.

    Raises:
        SettingsError: There is no place for the result.
        TemplateError: The template is at fault.
    """
    _check_destination(out, several=count > 1)
    settings, chosen = resolved.settings, _choose_format(given, out)
    template = settings.template
    if (
        chosen in (CardFormat.json, CardFormat.terminal)
        and resolved.origins["template"] != "option"
    ):
        template = None  # a standing preference is for the formats that have templates
    output = Output(out, chosen, count > 1, template, settings.templates_dir)
    output.check()
    return output


def _choose_format(given: CardFormat | None, out: Path | None) -> CardFormat:
    """The format that was asked for, by name, by the file's suffix, or by where it goes.

    Raises:
        SettingsError: The suffix tells nothing.
    """
    if given is not None:
        return given
    if out is not None and not is_directory(out):
        if out.suffix.lower() not in _SUFFIXES:
            raise SettingsError(
                "no format goes by this suffix",
                source=str(out),
                remedy=f"use one of {', '.join(_SUFFIXES)}, or --format",
            )
        return _SUFFIXES[out.suffix.lower()]
    if out is not None:
        return CardFormat.md
    return CardFormat.terminal if sys.stdout.isatty() else CardFormat.md


def _check_destination(out: Path | None, *, several: bool) -> None:
    """Find out before the work, not after it, that the result has no place to go.

    Raises:
        SettingsError: One file for several cards, or a directory that does not exist.
    """
    if out is None:
        return
    if several and not is_directory(out):
        raise SettingsError(
            "one file cannot hold several cards", source=str(out), remedy="name a directory"
        )
    if not several and not is_directory(out) and not out.parent.is_dir():
        raise SettingsError(
            "its directory does not exist", source=str(out), remedy="create it first"
        )


def is_directory(out: Path) -> bool:
    """Whether the user means a directory: one that exists, or a name without a suffix."""
    return out.is_dir() or out.suffix == ""


def write_file(path: Path, text: str) -> None:
    """Write the whole file or nothing: never a half one, whatever happens.

    Raises:
        FactcardsError: It cannot be written.
    """
    with whole_file(path, directories=True) as file:
        file.write(text.encode())
