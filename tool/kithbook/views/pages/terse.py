"""Jinja templates compiled to say the same with less work: a page has hundreds of places to fill in.

What is fixed is written into the compiled template, words in the language that is spoken while it is compiled. What is
filled in is escaped without being marked as escaped, because it is joined to a page at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape


class _Compiler(CodeGenerator):
    """The places at which Jinja lets compilers differ, as its own for native types does."""

    environment: Terse

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and not (node.kwargs or node.dyn_args):
            fixed = self.environment.fixed.get(node.node.name)
            if fixed is not None:
                return str(fixed(*(argument.as_const(frame.eval_ctx) for argument in node.args)))
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Context(Context):
    """None of our functions asks what it is called from."""

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return function(*args, **kwargs)


def _shown(value: Any) -> str:
    """Escaped, unless it is HTML already; a single word has nothing to escape."""
    kind = type(value)
    if kind is Markup or (kind is str and value.isalnum()):
        safe: str = value
        return safe
    return _escaped(value) if kind is str else escape(value)


@lru_cache(maxsize=8192)  # days, channels and labels stand on every page
def _escaped(text: str) -> str:
    return str(escape(text))


class Terse(Environment):
    """An environment that always escapes. `fixed` are functions whose answer for fixed words never changes."""

    code_generator_class = _Compiler
    context_class = _Context
    shown = staticmethod(_shown)

    def __init__(self, fixed: Mapping[str, Callable[[str], str]], **options: Any) -> None:
        self.fixed = fixed
        super().__init__(**options, autoescape=True)
