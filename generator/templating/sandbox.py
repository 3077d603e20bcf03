"""The sandbox of body templates and of Word frames: safe, and never more than a budget allows.

The code that Jinja makes of a template is ours in part: each passage pays for itself each time it
runs, and what is compared, cut or used as a key is weighed.
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import update_wrapper
from types import BuiltinMethodType, MethodType, ModuleType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.parser import Parser
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import (
    ImmutableSandboxedEnvironment,
    SandboxedEscapeFormatter,
    SandboxedFormatter,
)
from markupsafe import Markup

from generator.templating import limits
from generator.templating.allowed import (
    GLOBALS,
    check_format,
    check_joined,
    check_method,
    limited_filters,
    limited_tests,
)
from generator.templating.limits import (
    MAX_BITS,
    MAX_TEXT,
    OverLimitError,
    check_number,
    check_printable,
    check_text,
    size_of,
    spend,
    spend_letters,
    weigh,
)

_CALL_STEPS = 10
_FUNCTION_STEPS = 100
_WIDE = re.compile(r"\d{4,}")
MAX_DEPTH = 100
MAX_NESTED = 12

COST = " cost"
"""A filter that takes steps; with a blank, so that no template can name it."""

_PASSAGES = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_NESTING = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With,
            nodes.AssignBlock, nodes.Block, nodes.ScopedEvalContextModifier)  # fmt: skip
_PRINT_COST = 5


# ---------------------------------------------------------------------- the code of a template


class LimitedGenerator(CodeGenerator):
    """Reckons nothing at compile time and weighs what is compared, cut or used as a key."""

    def write_commons(self) -> None:
        """Name what weighs values in each function."""
        super().write_commons()
        self.writeline("weigh = environment.weigh")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _visit_weighed(self, node: nodes.Node, frame: Frame) -> None:
        if isinstance(node, nodes.Const):
            self.visit(node, frame)
            return
        self.write("weigh(")
        self.visit(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Join texts through the environment, which measures them."""
        self.write("environment.join_values((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Weigh what is compared."""
        self.write("(")
        self._visit_weighed(node.expr, frame)
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: N802
        """Weigh what is compared with."""
        self.write(f" {operators[node.op]} ")
        self._visit_weighed(node.expr, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Weigh the keys."""
        self.write("{")
        for item in node.items:
            self._visit_weighed(item.key, frame)
            self.write(": ")
            self.visit(item.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Weigh what is cut into, and what is looked up."""
        if isinstance(node.arg, nodes.Slice):
            self.write("weigh(")
            self.visit(node.node, frame)
            self.write(")[")
            self.visit(node.arg, frame)
            self.write("]")
            return
        self.write("environment.getitem(")
        self.visit(node.node, frame)
        self.write(", ")
        self._visit_weighed(node.arg, frame)
        self.write(")")


def check_depth(tree: nodes.Template, name: str | None, file: str | None) -> None:
    """Refuse what Python cannot compile, before it is tried.

    Raises:
        TemplateSyntaxError: At the line that stands too deep.
    """
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, nested = waiting.pop()
        if depth > MAX_DEPTH or nested > MAX_NESTED:
            limit = MAX_NESTED if nested > MAX_NESTED else MAX_DEPTH
            raise TemplateSyntaxError(f"nested deeper than {limit}", node.lineno, name, file)
        if isinstance(node, nodes.Const):
            _check_constant(node, name, file)
        # Python nests what stands side by side here.
        depth += len(node.elif_) if isinstance(node, nodes.If) else 0
        nested += isinstance(node, _NESTING)
        waiting.extend((child, depth + 1, nested) for child in node.iter_child_nodes())


def _check_constant(node: nodes.Const, name: str | None, file: str | None) -> None:
    value = node.value
    if isinstance(value, float):
        too_large = not math.isfinite(value)
    else:
        too_large = isinstance(value, int) and value.bit_length() > MAX_BITS
    if too_large:
        raise TemplateSyntaxError("number too large", node.lineno, name, file)


def add_costs(node: nodes.Node) -> int:
    """Put at the start of each passage that may run many times what one run of it costs.

    Returns:
        How many steps the node takes where it stands, its passages not counted.
    """
    steps = 1 + _PRINT_COST * len(node.nodes) if isinstance(node, nodes.Output) else 1
    if not isinstance(node, _PASSAGES):
        return steps + sum(map(add_costs, node.iter_child_nodes()))
    inside = 1 + sum(map(add_costs, node.body))
    if isinstance(node, nodes.For) and node.test is not None:
        node.test = nodes.And(_cost(node, add_costs(node.test)), node.test, lineno=node.lineno)
    steps += sum(map(add_costs, node.iter_child_nodes(exclude=("body", "test"))))
    node.body.insert(0, nodes.ExprStmt(_cost(node, inside), lineno=node.lineno))
    return steps


def _cost(node: nodes.Node, steps: int) -> nodes.Filter:
    return nodes.Filter(nodes.Const(steps), COST, [], [], None, None, lineno=node.lineno)


# ---------------------------------------------------------------------- the environment


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with names by allow-list, in which all work is counted."""

    code_generator_class = LimitedGenerator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))
    concat: Callable[[Iterable[str]], str] = staticmethod(limits.concat)
    weigh = staticmethod(weigh)

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)
        vars(self).update(
            filters={**limited_filters(), COST: spend},
            tests=limited_tests(),
            globals={name: self.globals[name] for name in GLOBALS},
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a source that is neither wrong nor too deep for Python."""
        parser = None
        try:
            parser = Parser(self, source, name, filename)
            tree = parser.parse()
        except (RecursionError, ValueError) as error:
            line = parser.stream.current.lineno if parser else 1
            reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
            raise TemplateSyntaxError(reason, line, name, filename) from None
        check_depth(tree, name, filename)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        add_costs(source)
        return super()._generate(source, name, filename, defer_init)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse modules and the methods of types too: nothing in them was given as data."""
        if isinstance(obj, ModuleType | type) or isinstance(value, ModuleType):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse sums and texts that would fill the memory."""
        if isinstance(left, str) and operator == "%":
            check_format(left, right)
        else:
            check_number(left)
            check_number(right)
        if operator == "**" and _bits(left) * size_of(right) > MAX_BITS:
            raise OverLimitError.number()
        if operator == "*" and (_is_long(left, right) or _is_long(right, left)):
            raise OverLimitError.text()
        result = super().call_binop(context, operator, weigh(left), weigh(right))
        check_number(result)
        return check_text(result)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063
        """Pay for a call and for what it is given, and refuse what is not on the list."""
        own = type(__obj).__module__.startswith("jinja2")
        spend(_CALL_STEPS if own else _FUNCTION_STEPS)
        values = [weigh(value) for value in args]
        kwargs = {name: weigh(value) for name, value in kwargs.items()}
        check_method(__obj, values)
        return check_text(super().call(__context, __obj, *values, **kwargs))

    def join_values(self, values: Iterable[Any]) -> str:
        """Return the text that ``~`` makes of values."""
        weighed = [weigh(value) for value in values]
        check_joined(weighed, "")
        joined: str = markup_join(weighed) if self.autoescape else "".join(map(str, weighed))
        return joined

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the ``format`` method of a text with its fields looked at, None for others."""
        if not isinstance(value, MethodType | BuiltinMethodType):
            return None
        text = value.__self__
        if value.__name__ not in ("format", "format_map") or not isinstance(text, str):
            return None
        takes_mapping = value.__name__ == "format_map"

        def formatted(*args: Any, **kwargs: Any) -> str:
            if takes_mapping:
                args, kwargs = (), dict(*args)
            made = _formatter(self, text).vformat(text, args, kwargs)
            return type(text)(made)

        return update_wrapper(formatted, value)


class _LimitedFields:
    """Looks at each field of a format: its width, its value, and the text so far."""

    size = 0

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return a field's text."""
        if _WIDE.search(format_spec):
            raise OverLimitError.width()
        check_printable(value)
        check_number(value)
        text = super().format_field(value, format_spec)  # type: ignore[misc]
        self.size += len(text)
        if self.size > MAX_TEXT:
            raise OverLimitError.text()
        spend_letters(len(text) + limits.PIECE_LETTERS)
        return text


class _TextFormatter(_LimitedFields, SandboxedFormatter):
    pass


class _MarkupFormatter(_LimitedFields, SandboxedEscapeFormatter):
    pass


def _formatter(environment: LimitedEnvironment, text: str) -> SandboxedFormatter:
    if isinstance(text, Markup):
        return _MarkupFormatter(environment, escape=text.escape)
    return _TextFormatter(environment)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _is_long(text: Any, times: Any) -> bool:
    return isinstance(text, str | list | tuple) and len(text) * size_of(times) > MAX_TEXT
