"""Python for templates in which each passage pays for itself each time it runs."""

import math
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame, operators

from generator.templating.limits import MAX_BITS

MAX_DEPTH = 100
MAX_NESTED = 12

COST = " cost"
"""A filter that takes steps; with a blank, so that no template can name it."""

_PASSAGES = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_NESTING = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With,
            nodes.AssignBlock, nodes.Block, nodes.ScopedEvalContextModifier)  # fmt: skip
_PRINT_COST = 5


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
