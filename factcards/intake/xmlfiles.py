"""XML that strangers write: what its outermost element is, and a parser without entities."""

from __future__ import annotations

import re
from typing import Any, NoReturn
from xml.parsers.expat import ParserCreate

from factcards.errors import SourceUnreadable
from factcards.sources.decode import declared_encoding, decode

DEEPEST = 100

_SKIPPED = re.compile(r"[\s\ufeff]+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype[^<>\[]{0,2000}", re.IGNORECASE)
_NAME = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")


def root_of(start: bytes, name: str) -> str:
    """The name of a document's outermost element in lower case; empty where it is no XML.

    Raises:
        SourceUnreadable: It defines entities, or is no text.
    """
    if not start.strip():
        return ""
    text = decode(start, name, declared_encoding(start))
    at = 0
    while match := _SKIPPED.match(text, at):
        at = match.end()
    if doctype := _DOCTYPE.match(text, at):
        at = doctype.end() + 1
        if text[at - 1 : at] == "[":
            _refuse_entities(name)
        while match := _SKIPPED.match(text, at):
            at = match.end()
    root = _NAME.match(text, at)
    return root[1].lower() if root else ""


def parser(name: str) -> Any:
    """An expat parser, to which handlers are to be added, that refuses entities.

    Its handler of elements is the user's; `DEEPEST` is for them to keep to.
    """
    reader = ParserCreate(namespace_separator=" ")
    reader.buffer_text = True
    reader.EntityDeclHandler = lambda *_: _refuse_entities(name)
    return reader


def _refuse_entities(name: str) -> NoReturn:
    raise SourceUnreadable(
        "it defines entities, which may be a trap", source=name, remedy="remove its DOCTYPE"
    )
