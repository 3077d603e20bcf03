"""The Jinja environment of Word frames: sandboxed, strict, escaping all, raw through types only."""

from collections.abc import Iterator
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import nodes
from jinja2.environment import Template

from generator.templating.allowed import REFUSED_FILTERS
from generator.templating.generate import LimitedGenerator, add_costs
from generator.templating.sandbox import LimitedEnvironment
from generator.templating.undefined import RecordingUndefined
from generator.writers.docx.engine_source import PartSource
from generator.writers.docx.engine_values import SiteKind, capture

# "sink" with a blank: no template can name it, no user's data can collide with it.
SINK = " sink"

# They would make markup of data.
_MARKUP_FILTERS = frozenset(("safe",))
_REFUSED = REFUSED_FILTERS | _MARKUP_FILTERS
_IDENTITY_FILTERS = ("e", "escape", "forceescape")

_WRITERS = {
    SiteKind.TEXT: "write_text",
    SiteKind.PLAIN: "write_plain",
    SiteKind.RUN: "write_xml",
    SiteKind.BLOCK: "write_xml",
}


class FrameEnvironment(LimitedEnvironment):
    """Jinja for Word frames; one is shared by all templates and threads."""

    # What is captured is already written, and must not be escaped again.
    concat = staticmethod(capture)

    def __init__(self) -> None:
        super().__init__(undefined=RecordingUndefined, autoescape=False, cache_size=0)
        for name in _MARKUP_FILTERS:
            del self.filters[name]
        self.filters.update(dict.fromkeys(_IDENTITY_FILTERS, lambda value: value))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key of a mapping before an attribute: data first, and much faster."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)


@cache
def environment() -> FrameEnvironment:
    """Return the environment all frames share."""
    return FrameEnvironment()


class _PartGenerator(LimitedGenerator):
    """Writes Python in which each tag hands its value and its place to the sink."""

    part: PartSource

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline(f"sink = context.parent[{SINK!r}]")
        for name in dict.fromkeys(_WRITERS.values()):
            self.writeline(f"{name} = sink.{name}")

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        del frame, finalize
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        del frame, finalize
        site = self.part.site_at(node.lineno)
        self.write(f"{_WRITERS[site.kind] if site else 'write_text'}(")

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        del frame, finalize
        self.write(f", {self.part.index_at(node.lineno)})")

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802  (Jinja's name)
        self.write("sink.join(environment.check_joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")))")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Any) -> None:  # noqa: N802
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self._output_child_pre(node, frame, None)  # type: ignore[arg-type]
        self.visit_Call(node.call, frame, forward_caller=True)
        self._output_child_post(node, frame, None)  # type: ignore[arg-type]
        self.end_write(frame)


def file_name(part: str) -> str:
    """Return the name a part's code has in tracebacks."""
    return f"<{part}>"


def parse(part: PartSource, name: str) -> nodes.Template:
    """Return the syntax tree of a part.

    Raises:
        TemplateSyntaxError: When a tag is wrong.
    """
    return environment().parse(part.source, name, file_name(name))


def compile_part(part: PartSource, name: str) -> Template:
    """Return a part as a Jinja template whose root function may be called by any thread.

    Raises:
        TemplateSyntaxError: When a tag is wrong.
    """
    shared = environment()
    generator = _PartGenerator(shared, name, file_name(name))
    generator.part = part
    tree = parse(part, name)
    add_costs(tree)
    generator.visit(tree)
    code: CodeType = compile(generator.stream.getvalue(), file_name(name), "exec")  # type: ignore[attr-defined]
    return Template.from_code(shared, code, dict(shared.globals))


def find_forbidden(tree: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """Find what no frame may use: yields a kind, the name and the line."""
    known = environment()
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Stmt)):
        if isinstance(node, nodes.Filter) and node.name not in known.filters:
            refused = node.name in _REFUSED
            yield "forbidden" if refused else "filter", node.name, node.lineno
        elif isinstance(node, nodes.Test) and node.name not in known.tests:
            yield "test", node.name, node.lineno
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield "forbidden", node.attr, node.lineno
        elif isinstance(node, nodes.Getitem) and _is_dunder(node.arg):
            yield "forbidden", str(node.arg.as_const()), node.lineno
        elif isinstance(
            node,
            nodes.Include
            | nodes.Import
            | nodes.FromImport
            | nodes.Extends
            | nodes.ScopedEvalContextModifier,
        ):
            yield "unsupported", type(node).__name__.lower(), node.lineno


def _is_dunder(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and node.value.startswith("__")
    )


def needs_verifying(tree: nodes.Template) -> bool:
    """Whether a frame writes captured passages, whose XML only the finished text can prove."""
    captures = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
    return any(tree.find_all(captures)) or any(loop.recursive for loop in tree.find_all(nodes.For))


def printed_names(node: nodes.Node) -> set[str]:
    """Return the names whose values reach the document, not those that are only tested."""
    if isinstance(node, nodes.Name):
        return {node.name} if node.ctx == "load" else set()
    children = node.iter_child_nodes(exclude=("test", "iter"))
    names = set[str]().union(*map(printed_names, children))
    if isinstance(node, nodes.For):
        inner = (node.target, *node.target.find_all(nodes.Name))
        targets = {each.name for each in inner if isinstance(each, nodes.Name)}
        if targets & names:
            names |= printed_names(node.iter)
    return names
