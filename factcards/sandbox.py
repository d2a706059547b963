"""Jinja's sandbox, closed where our own values would open it, and with bounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from factcards.errors import TemplateError

BUILTIN: Final = "builtin"
MAX_OUTPUT: Final = 20_000_000
MAX_REPEAT: Final = 100_000
MAX_EXPONENT: Final = 64


def run_bounded(template: jinja2.Template, context: Mapping[str, object]) -> str:
    """The template's output.

    Raises:
        TemplateError: It is longer than `MAX_OUTPUT`.
        Exception: Whatever else the template raises.
    """
    parts: list[str] = []
    size = 0
    for part in template.generate(context):
        size += len(part)
        if size > MAX_OUTPUT:
            raise TemplateError(
                f"the output is longer than {MAX_OUTPUT:,} characters",
                source=template.filename or template.name or "",
            )
        parts.append(part)
    return "".join(parts)


class _Generator(CodeGenerator):
    """Leaves constants to `finalize` too, which Jinja would escape as HTML beforehand."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, closed where our own values would open it.

    Of a pydantic value only its fields and properties can be reached: its methods read files
    and unpickle. Repetition is bounded like `range` is.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, BaseModel):
            return _is_data(type(obj), attr)
        return not isinstance(obj, type) and super().is_safe_attribute(obj, attr, value)

    def call_binop(
        self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any
    ) -> Any:
        if operator == "**" and abs(right) > MAX_EXPONENT:
            raise SecurityError("the exponent is too big")
        if operator == "*" and _repetitions(left, right) > MAX_REPEAT:
            raise SecurityError(f"more than {MAX_REPEAT:,} repetitions")
        return super().call_binop(context, operator, left, right)

    def join_path(self, template: str, parent: str) -> str:
        """A template that extends or includes its own name means the built-in one."""
        return f"{BUILTIN}/{template}" if template == parent else template


@cache
def _is_data(kind: type[BaseModel], attr: str) -> bool:
    """Whether an attribute is a field or a public property; templates ask again and again."""
    computed = isinstance(getattr(kind, attr, None), property | cached_property)
    return attr in kind.model_fields or (computed and not attr.startswith("_"))


def _repetitions(left: object, right: object) -> int:
    """Length of a sequence multiplied by a number; 0 for a product of numbers."""
    for sequence, times in ((left, right), (right, left)):
        if isinstance(sequence, str | list | tuple) and isinstance(times, int):
            return len(sequence) * times
    return 0
