"""The Jinja environment of Word frames: sandboxed, strict, escaping all, raw through types only."""

import re
from collections.abc import Callable, Iterator
from functools import cache, wraps
from types import CodeType, ModuleType
from typing import Any

from jinja2 import TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import Template
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.templating.undefined import RecordingUndefined
from generator.writers.docx.engine_source import PartSource
from generator.writers.docx.engine_values import SiteKind, capture

# "sink" with a blank: no template can name it, no user's data can collide with it.
SINK = " sink"

# safe, xmlattr, urlize: make markup of data. attr: CVE-2025-27516. random: other bytes each time.
_REFUSED_FILTERS = frozenset(("attr", "safe", "xmlattr", "urlize", "random", "pprint"))
_IDENTITY_FILTERS = ("e", "escape", "forceescape")
_BOUNDED_FILTERS = ("center", "indent", "batch", "format", "truncate", "wordwrap", "round")
_PADDING_METHODS = frozenset(("center", "ljust", "rjust", "zfill", "expandtabs"))
_MAX_NUMBER = 100_000
_MAX_POWER = 64
_MAX_TEXT = 1_000_000
_WIDE_FORMAT = re.compile(r"\d{4,}")

_WRITERS = {
    SiteKind.TEXT: "write_text",
    SiteKind.PLAIN: "write_plain",
    SiteKind.RUN: "write_xml",
    SiteKind.BLOCK: "write_xml",
}


class TooLargeError(TemplateRuntimeError):
    """A tag asked for more text than a document can hold."""


class FrameEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for Word frames; one is shared by all templates and threads."""

    intercepted_binops = frozenset(("*", "**", "%"))
    # What is captured is already written, and must not be escaped again.
    concat = staticmethod(capture)

    def __init__(self) -> None:
        super().__init__(undefined=RecordingUndefined, autoescape=False, cache_size=0)
        self.filters = {name: FILTERS[name] for name in FILTERS if name not in _REFUSED_FILTERS}
        self.filters.update(dict.fromkeys(_IDENTITY_FILTERS, lambda value: value))
        self.filters.update({name: _bounded(FILTERS[name]) for name in _BOUNDED_FILTERS})
        del self.globals["lipsum"]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key of a mapping before an attribute: data first, and much faster."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse modules too: whatever is in one was not given as data."""
        if isinstance(obj, ModuleType) or isinstance(value, ModuleType):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse sums and texts that would fill the memory."""
        if operator == "**" and (_size(right) > _MAX_POWER or _size(left) > _MAX_NUMBER):
            raise TooLargeError
        if operator == "*" and (_is_long(left, right) or _is_long(right, left)):
            raise TooLargeError
        if operator == "%" and isinstance(left, str) and _WIDE_FORMAT.search(left):
            raise TooLargeError
        return super().call_binop(context, operator, left, right)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063
        """Refuse methods of text that pad it to any width."""
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str):
            name = getattr(__obj, "__name__", "")
            if name in _PADDING_METHODS and any(_size(value) > _MAX_NUMBER for value in args):
                raise TooLargeError
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Refuse formats whose width is a large number."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None and _WIDE_FORMAT.search(value.__self__):
            raise TooLargeError
        return wrapped


def _size(value: Any) -> float:
    return abs(value) if isinstance(value, int | float) else 0


def _is_long(text: Any, times: Any) -> bool:
    return isinstance(text, str | list | tuple) and len(text) * _size(times) > _MAX_TEXT


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        for value in (*args[1:], *kwargs.values()):
            if _size(value) > _MAX_NUMBER:
                raise TooLargeError
        if function is FILTERS["format"] and _WIDE_FORMAT.search(str(args[0])):
            raise TooLargeError
        return function(*args, **kwargs)

    return bounded


@cache
def environment() -> FrameEnvironment:
    """Return the environment all frames share."""
    return FrameEnvironment()


class _PartGenerator(CodeGenerator):
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
        self.write("sink.join((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

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
    generator.visit(parse(part, name))
    code: CodeType = compile(generator.stream.getvalue(), file_name(name), "exec")  # type: ignore[attr-defined]
    return Template.from_code(shared, code, dict(shared.globals))


def find_forbidden(tree: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """Find what no frame may use: yields a kind, the name and the line."""
    known = environment()
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Stmt)):
        if isinstance(node, nodes.Filter) and node.name not in known.filters:
            refused = node.name in _REFUSED_FILTERS
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
