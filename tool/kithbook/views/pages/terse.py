"""Jinja templates compiled to say the same with less work: a page has hundreds of places to fill in.

What is fixed is written into the compiled template, words in the language that is spoken while it is compiled. What is
filled in is escaped without being marked as escaped, because it is joined to a page at once. Functions and macros are
called as Python calls them: none of ours asks what it is called from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context
from jinja2.utils import missing
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

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """A name that the context gives needs no look whether it is there: `_Context` gives what complains itself."""
        name = frame.symbols.ref(node.name)
        found = frame.symbols.find_load(name)
        if node.ctx == "load" and found is not None and found[0] == VAR_LOAD_RESOLVE:
            self.write(name)
        else:
            super().visit_Name(node, frame)

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if node.dyn_args or node.dyn_kwargs:
            self.fail("arguments are written one by one", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro is the function that it is compiled to, unless it knows more than its arguments."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.macro(macro, {len(macro_ref.node.args)})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return Markup(concat({frame.buffer}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Context(Context):
    """A name that is not there is a value that complains when it is used."""

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:
            return self.vars[key]
        return self.parent[key] if key in self.parent else self.environment.undefined(name=key)


def _macro(function: FunctionType, arguments: int) -> FunctionType:
    """The function asks of each of its arguments whether it is missing, and then takes what the macro says."""
    function.__defaults__ = (missing,) * arguments
    return function


def _shown(value: Any) -> str:
    """Escaped, unless it is HTML already. To see that there is nothing to escape is quicker than to do it."""
    if type(value) is str:
        text: str = value
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return str(escape(text))
        return text
    marked: str = value if type(value) is Markup else escape(value)
    return marked


class Terse(Environment):
    """An environment that always escapes. `fixed` are functions whose answer for fixed words never changes."""

    code_generator_class = _Compiler
    context_class = _Context
    shown = staticmethod(_shown)
    macro = staticmethod(_macro)

    def __init__(self, fixed: Mapping[str, Callable[[str], str]], **options: Any) -> None:
        self.fixed = fixed
        super().__init__(**options, autoescape=True)
