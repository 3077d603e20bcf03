"""What the tags of a part mean to Jinja: their tree, and what it shows before any value is there.

The tags stand alone in it, one on each line, so that whatever is found has the place of its tag.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Problem
from generator.templating.allowed import REFUSED_FILTERS
from generator.templating.explain import (
    RecordingUndefined,
    guarded_names,
    undeclared_names,
)
from generator.templating.limits import (
    NotTextError,
    OverLimitError,
    check_printable,
    weigh,
)
from generator.templating.problems import reason_for
from generator.templating.sandbox import LimitedEnvironment
from generator.writers.docx.frames import problems
from generator.writers.docx.frames.problems import Reporter
from generator.writers.docx.frames.tags import Tag

BLOCKS = ("body", "annexes", "kinh_gui", "co_quan_ban_hanh_rule", "trich_yeu_rule")
"""The values that are whole paragraphs and tables; all others are text or lists of text."""

LISTS = ("co_quan_chu_quan", "co_quan_ban_hanh", "trich_yeu", "quyen_han", "noi_nhan")
"""The values that are lists of text, a paragraph for each."""

NAMES = (
    "co_quan_chu_quan", "co_quan_ban_hanh", "co_quan_ban_hanh_rule", "so_ky_hieu", "dia_danh_ngay",
    "draft_mark", "ten_loai", "trich_yeu", "trich_yeu_rule", "kinh_gui", "body", "noi_nhan",
    "quyen_han", "chuc_vu", "ho_ten", "annexes", "title", "subject", "author", "language",
)  # fmt: skip
"""Every name a frame may print, those of the text in its order, then those of the file."""
NOTE_NAMES = ("fn", "chu_thich")
MERGES = ("vm", "hm")
CELL_VALUES = ("cellbg", "colspan")

_MAX_PART = 32_000_000
# Line of a part's first tag: each has the break behind its opening braces.
_FIRST_LINE = 2
_KEPT_MARKUP = frozenset(("safe",))
# What leaves the words of a passage alone.
_HARMLESS = frozenset(("trim", "default", "d", "e", "escape", "forceescape", "string"))


class BlockValue:
    """A value that is whole paragraphs; a mark stands for it until docxtpl is done."""

    def __init__(self, mark: str, xml: str) -> None:
        self.mark = mark
        self.xml = xml

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.xml)

    def __str__(self) -> str:
        return self.mark

    def __html__(self) -> str:
        return f"<w:p><w:r><w:t>{self.mark}</w:t></w:r></w:p>" if self.xml else ""


def check_printed(value: Any) -> Any:
    """Return a value that a tag may print.

    Raises:
        NotTextError: When it has no words of its own.
    """
    if isinstance(value, list | tuple | dict | set):
        raise NotTextError(f"cannot print '{type(value).__name__}'")
    check_printable(value)
    return weigh(value)


def join_output(pieces: Iterable[str]) -> str:
    """Return the output of a part, most of which is the frame's own XML.

    Raises:
        OverLimitError: When it is longer than any part.
    """
    text = []
    left = _MAX_PART
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise OverLimitError.text(_MAX_PART)
        text.append(piece)
    return "".join(text)


class FrameEnvironment(LimitedEnvironment):
    """Jinja for Word frames: limited, strict, escaping; raw only what our own types give."""

    def __init__(self, finalize: Callable[..., Any] = check_printed) -> None:
        super().__init__(
            undefined=RecordingUndefined, autoescape=True, cache_size=0, finalize=finalize
        )
        for name in _KEPT_MARKUP:
            del self.filters[name]


@cache
def environment() -> FrameEnvironment:
    """Return the environment that all frames are filled in with."""
    shared = FrameEnvironment()
    vars(shared)["concat"] = join_output
    return shared


class Logic:
    """The tags of a part as Jinja's source, a tag on each line.

    Raises:
        TemplateSyntaxError: When the tags do not fit together.
    """

    def __init__(self, tags: Sequence[Tag], reporter: Reporter) -> None:
        self._tags = tags
        self.reporter = reporter
        self.source = "".join(map(_as_line, tags))
        self.tree = environment().parse(self.source)

    def tag_at(self, line: int) -> Tag | None:
        """Return the tag of a line."""
        index = line - _FIRST_LINE
        return self._tags[index] if 0 <= index < len(self._tags) else None

    @property
    def printed(self) -> set[str]:
        """Return the names whose values reach the document."""
        return _printed_names(self.tree)

    def find_forbidden(self) -> Iterator[Diagnostic]:
        """Find what no frame may use."""
        for problem, name, line in find_forbidden(self.tree):
            yield forbidden(self.reporter, problem, name, self.tag_at(line))

    def find_unknown(self, known: Iterable[str]) -> Iterator[Diagnostic]:
        """Find the names that nobody gives, whether or not their passage is printed."""
        given = {*known, *environment().globals, *NOTE_NAMES, *guarded_names(self.tree)}
        unknown = undeclared_names(environment().parse(self.source)) - given
        lines = {
            name: min(node.lineno for node in self.tree.find_all(nodes.Name) if node.name == name)
            for name in unknown
        }
        for name, line in sorted(lines.items(), key=lambda item: (item[1], item[0])):
            yield self.reporter.unknown(problems.UNDEFINED, self.tag_at(line), name, known)

    def find_misused(self, *, takes_notes: bool) -> Iterator[Diagnostic]:
        """Find values that cannot stand where they are, as far as their names tell."""
        macros = {node.name: self.tag_at(node.lineno) for node in self.tree.find_all(nodes.Macro)}
        for node in self.tree.find_all(nodes.Call):
            name = node.node.name if isinstance(node.node, nodes.Name) else ""
            tag = self.tag_at(node.lineno)
            own_place = tag is not None and tag.kind == "text" and tag.form in ("", "r")
            if name in NOTE_NAMES and name not in macros and not (takes_notes and own_place):
                yield self.reporter.found(problems.NOTE_PLACE, tag)
            macro = macros.get(name)
            if macro is not None and tag is not None and macro.form == "p" and tag.form != "p":
                yield self.reporter.found(problems.BLOCK_IN_TEXT, tag)
        yield from self._find_changed_passages(set(macros))

    def _find_changed_passages(self, macros: set[str]) -> Iterator[Diagnostic]:
        """Find passages written by the frame that are changed or compared as if they were text.

        They are XML already: "&" is five letters in them, and a line break is an element.
        """
        passages = {
            node.target.name
            for node in self.tree.find_all(nodes.AssignBlock)
            if isinstance(node.target, nodes.Name)
        }

        def passage(node: nodes.Node) -> str:
            if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
                return node.node.name if node.node.name in macros else ""
            return node.name if isinstance(node, nodes.Name) and node.name in passages else ""

        for node in self.tree.find_all((nodes.Filter, nodes.Compare, nodes.Getattr, nodes.Getitem)):
            if isinstance(node, nodes.Filter):
                if node.name in _HARMLESS:
                    continue
                if node.node is None:  # that of a passage: {% filter upper %}
                    yield self.reporter.found(problems.CHANGED, self.tag_at(node.lineno))
                    continue
                inside = [node.node]
            elif isinstance(node, nodes.Compare):
                inside = [node.expr, *(operand.expr for operand in node.ops)]
            else:
                inside = [node.node]  # type: ignore[attr-defined]
            for name in filter(None, map(passage, inside)):
                yield self.reporter.found(problems.CAPTURED, self.tag_at(node.lineno), name=name)


def _as_line(tag: Tag) -> str:
    """Return a tag without its form, as a line of the source; one that prints nothing is empty."""
    inside, command = tag.inside, tag.command
    if tag.opener == "{#" or command in (*MERGES, "raw", "endraw"):
        return "\n"
    if command in CELL_VALUES:
        return f"{{{{\n{inside.removeprefix(command)} }}}}"
    end = "}}" if tag.opener == "{{" else "%}"
    return f"{tag.opener}\n{inside} {end}"


def find_wrong_tags(tags: Iterable[Tag], reporter: Reporter) -> Iterator[Diagnostic]:
    """Find what is wrong with each tag by itself."""
    for tag in tags:
        tree, reason = _parse_alone(tag)
        if reason:
            yield reporter.found(problems.SYNTAX, tag, reason=reason_for(reason))
        for problem, name, _ in find_forbidden(tree) if tree else ():
            yield forbidden(reporter, problem, name, tag)


def _parse_alone(tag: Tag) -> tuple[nodes.Template | None, str]:
    """Return a tag's tree and what is wrong with it; neither when it means nothing by itself."""
    command = tag.command
    if command.startswith("end") or command in ("else", *MERGES, *CELL_VALUES):
        return None, ""
    text = _as_line(tag)
    if command == "elif":
        text = "{% if 1 %}" + text + "{% endif %}"
    elif command in ("if", "for", "with"):
        text += "{% end" + command + " %}"
    try:
        return environment().parse(text), ""
    except TemplateSyntaxError as error:
        # macro, call, set ... may end in another tag
        alone = "end of template" in (error.message or "")
        return None, "" if alone else (error.message or "?")


def find_forbidden(tree: nodes.Template) -> Iterator[tuple[Problem, str, int]]:
    """Find what no frame may use: yields the problem, the name and the line."""
    known = environment()
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Stmt)):
        if isinstance(node, nodes.Filter) and node.name not in known.filters:
            refused = node.name in REFUSED_FILTERS | _KEPT_MARKUP
            yield problems.FORBIDDEN if refused else problems.FILTER, node.name, node.lineno
        elif isinstance(node, nodes.Test) and node.name not in known.tests:
            yield problems.TEST, node.name, node.lineno
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield problems.FORBIDDEN, node.attr, node.lineno
        elif isinstance(node, nodes.Getitem) and _is_private(node.arg):
            yield problems.FORBIDDEN, str(node.arg.as_const()), node.lineno
        elif isinstance(
            node,
            nodes.Include
            | nodes.Import
            | nodes.FromImport
            | nodes.Extends
            | nodes.ScopedEvalContextModifier,
        ):
            yield problems.UNSUPPORTED, type(node).__name__.lower(), node.lineno


def forbidden(reporter: Reporter, problem: Problem, name: str, tag: Tag | None) -> Diagnostic:
    """Return the finding about what no frame may use."""
    known = {problems.FILTER: environment().filters, problems.TEST: environment().tests}
    if problem in known:
        return reporter.unknown(problem, tag, name, known[problem])
    return reporter.found(problem, tag, name=name)


def _is_private(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and node.value.startswith("__")
    )


def _printed_names(node: nodes.Node) -> set[str]:
    """Return the names whose values reach the document, not those that are only tested."""
    if isinstance(node, nodes.Name):
        return {node.name} if node.ctx == "load" else set()
    children = node.iter_child_nodes(exclude=("test", "iter"))
    names = set[str]().union(*map(_printed_names, children))
    if isinstance(node, nodes.For):
        inner = (node.target, *node.target.find_all(nodes.Name))
        targets = {each.name for each in inner if isinstance(each, nodes.Name)}
        if targets & names:
            names |= _printed_names(node.iter)
    return names


def find_misplaced_names(tags: Iterable[Tag], reporter: Reporter, texts: Iterable[str]) -> Any:
    """Find the values of a document that stand in the wrong form of tag."""
    plain = frozenset(texts) - frozenset(BLOCKS)
    for tag in tags:
        if tag.opener == "{{":
            if tag.inside in BLOCKS and tag.form != "p":
                yield reporter.found(problems.BLOCK_IN_TEXT, tag)
            elif tag.inside in plain and tag.form in ("p", "tr", "tc"):
                yield reporter.found(problems.TEXT_IN_BLOCK, tag, value=tag.inside)
