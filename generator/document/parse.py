"""Body text in Markdown becomes blocks. Numbering and local changes are not made here.

Headings are sections, ``1.`` items are numbered passages that run on, ``-`` and ``+`` items are
gạch đầu dòng of level 1 and 2, ``^[...]`` is a footnote, ``*...*`` italic, ``**...**`` bold, a GFM
table is a table. A line ``{: #key .class}`` before a block names a section or gives a paragraph
its role; ``{: nhan="II." .thuong }`` gives a section its label and look, ``{: rong="1 3" dau="2"
gop="1.1:2x1" }`` a table its widths, header rows and merged cells. Everything else is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.diagnostics import Diagnostic, Location, Problem
from generator.document import problems
from generator.document.markdown import BREAK, JOINER, take_origin
from generator.document.nodes import (
    Align,
    Block,
    Bullet,
    Cell,
    Column,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Origin,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
)
from generator.errors import InputError

_UNUSED_RULES = (
    *("autolink", "backticks", "blockquote", "code", "fence", "footnote_def", "footnote_tail"),
    *("hr", "html_block", "html_inline", "image", "lheading", "link", "linkify", "reference"),
    "strikethrough",
)
_ATTRIBUTES = re.compile(r"^\{: *([^{}\n]*)\}[ \t]*$", re.MULTILINE)
_RUN_IN_CLASS = "lien"
_LOOK_CLASSES = ("dam", "thuong")
_MERGE = re.compile(r"(\d+)\.(\d+):(\d+)x(\d+)")
_ALIGNS = {
    "text-align:left": Align.LEFT,
    "text-align:center": Align.CENTER,
    "text-align:right": Align.RIGHT,
}
_MAX_BULLET_LEVEL = 2


def parse_body(text: str, files: Sequence[str] = ()) -> tuple[Block, ...]:
    """Return the blocks of a body.

    Args:
        text: Markdown, possibly with origin marks.
        files: Names of the files that origin marks refer to by number.

    Raises:
        InputError: When the text uses what a document cannot carry; all places are named.
    """
    env: dict[str, Any] = {}
    tokens = _parser().parse(_ATTRIBUTES.sub(r"{\1}", text), env)
    builder = _Builder(files, env)
    blocks = tuple(builder.iter_blocks(tokens))
    if builder.problems:
        raise InputError(builder.problems)
    return blocks


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
    parser.enable("table").use(footnote_plugin).use(attrs_block_plugin)
    known = {name for names in parser.get_all_rules().values() for name in names}
    return parser.disable([rule for rule in _UNUSED_RULES if rule in known])


@dataclass
class _Builder:
    """Walks the tokens of one body; collects the problems it meets."""

    files: Sequence[str]
    env: dict[str, Any]
    problems: list[Diagnostic] = field(default_factory=list)
    level: int = 0
    origin: Origin | None = None

    def iter_blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = _closing(tokens, index)
            inner = tokens[index + 1 : end]
            if token.type == "heading_open":
                yield self._heading(token, inner)
            elif token.type == "paragraph_open":
                yield from self._paragraph(token, inner)
            elif token.type == "bullet_list_open":
                yield from self._bullets(token, inner, depth=1)
            elif token.type == "ordered_list_open":
                yield from self._numbered(inner)
            elif token.type == "table_open":
                yield self._table(token, inner)
            index = end + 1

    def _heading(self, token: Token, inner: Sequence[Token]) -> Heading:
        self.level = int(token.tag[1:])
        inlines = self._inlines(inner[0])
        classes = str(token.attrs.get("class", "")).split()
        return Heading(
            inlines,
            self.level,
            label=str(token.attrs.get("nhan", "")),
            run_in=_RUN_IN_CLASS in classes,
            key=str(token.attrs.get("id", "")),
            origin=self.origin,
            given=tuple(name for name in _LOOK_CLASSES if name in classes),
        )

    def _paragraph(self, token: Token, inner: Sequence[Token]) -> Iterator[Paragraph]:
        inlines = self._inlines(inner[0])
        role = Role.TEXT
        for name in str(token.attrs.get("class", "")).split():
            try:
                role = Role(name)
            except ValueError:
                self._report(problems.UNKNOWN_ROLE, value=name, known=", ".join(Role))
        if inlines:
            yield Paragraph(inlines, role, self.origin)

    def _bullets(self, token: Token, inner: Sequence[Token], depth: int) -> Iterator[Block]:
        level = max(depth, 2 if token.markup == "+" else 1)
        for _, item in _blocks_of(inner):
            first = True
            for child, content in _blocks_of(item):
                if child.type == "paragraph_open" and first:
                    yield Bullet(self._inlines(content[0]), level, self.origin)
                elif child.type == "paragraph_open":
                    yield Paragraph(self._inlines(content[0]), origin=self.origin)
                elif child.type == "bullet_list_open" and level < _MAX_BULLET_LEVEL:
                    yield from self._bullets(child, content, depth + 1)
                else:
                    self._report_nesting(content)
                first = False

    def _numbered(self, inner: Sequence[Token]) -> Iterator[Block]:
        for _, item in _blocks_of(inner):
            first = True
            for child, content in _blocks_of(item):
                if child.type == "paragraph_open" and first:
                    inlines = self._inlines(content[0])
                    yield Heading(inlines, self.level + 1, run_in=True, origin=self.origin)
                elif child.type == "paragraph_open":
                    yield Paragraph(self._inlines(content[0]), origin=self.origin)
                elif child.type == "bullet_list_open":
                    yield from self._bullets(child, content, depth=1)
                else:
                    self._report_nesting(content)
                first = False

    def _table(self, token: Token, inner: Sequence[Token]) -> Table:
        rows: list[Row] = []
        aligns: list[Align] = []
        heads = _whole_number(token.attrs.get("dau"), 1)
        merges = _merges(str(token.attrs.get("gop", "")))
        covered = {place for merge in merges.items() for place in _covered(*merge)}
        starts = (place for place, one in enumerate(inner) if one.type == "tr_open")
        for number, start in enumerate(starts, start=1):
            content = inner[start + 1 : _closing(inner, start)]
            header = number <= heads
            cells = []
            for column, (cell, parts) in enumerate(_blocks_of(content), start=1):
                if number == 1:
                    aligns.append(_ALIGNS.get(str(cell.attrs.get("style", "")), Align.LEFT))
                if (number, column) not in covered:
                    span = merges.get((number, column), (1, 1))
                    paragraphs = tuple(_paragraphs(self._inlines(parts[0])))
                    cells.append(Cell(paragraphs, bold=header, colspan=span[0], rowspan=span[1]))
            rows.append(Row(tuple(cells), header=header))
        widths = _widths(str(token.attrs.get("rong", "")), len(aligns))
        columns = tuple(Column(*each) for each in zip(widths, aligns, strict=True))
        return Table(columns, tuple(rows), self.origin)

    def _inlines(self, token: Token) -> Inlines:
        self.origin = None
        inlines = tuple(self._iter_inlines(token.children or ()))
        return _stripped(_merged(inlines))

    def _iter_inlines(self, tokens: Sequence[Token]) -> Iterator[Inline]:
        bold = italic = 0
        for token in tokens:
            if token.type in ("text", "text_special"):
                yield from self._text(token.content, bold > 0, italic > 0)
            elif token.type == "softbreak":
                yield from self._text(" ", bold > 0, italic > 0)
            elif token.type == "hardbreak":
                yield LineBreak()
            elif token.type.startswith("strong_"):
                bold += token.nesting
            elif token.type.startswith("em_"):
                italic += token.nesting
            elif token.type == "footnote_ref":
                yield self._footnote(token)

    def _text(self, content: str, bold: bool, italic: bool) -> Iterator[Run | LineBreak]:
        text, mark = take_origin(content)
        if mark is not None and self.origin is None:
            number, line = mark
            name = self.files[number] if number < len(self.files) else ""
            self.origin = Origin(name, line)
        for number, piece in enumerate(text.replace(JOINER, "").split(BREAK)):
            if number:
                yield LineBreak()
            if piece:
                yield Run(piece, bold, italic)

    def _footnote(self, token: Token) -> Footnote:
        entry = self.env["footnotes"]["list"][token.meta["id"]]
        tokens = entry.get("tokens") or ()
        inlines = _stripped(_merged(tuple(self._iter_inlines(tokens))))
        if any(isinstance(inline, Footnote) for inline in inlines):
            self._report(problems.NOTE_IN_NOTE)
        return Footnote(inlines)

    def _report_nesting(self, content: Sequence[Token]) -> None:
        for token in content:
            if token.type == "inline":
                self._inlines(token)
                break
        self._report(problems.NESTED_TOO_DEEP)

    def _report(self, problem: Problem, **params: str) -> None:
        self.problems.append(problem.at(Location(*(self.origin or ())), **params))


def _whole_number(value: object, default: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and text.isascii() else default


def _merges(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return columns and rows covered by merged cells, by 1-based row and column."""
    found = {}
    for match in _MERGE.finditer(text):
        row, column, colspan, rowspan = map(int, match.groups())
        found[row, column] = (max(colspan, 1), max(rowspan, 1))
    return found


def _covered(place: tuple[int, int], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for row in range(place[0], place[0] + span[1]):
        for column in range(place[1], place[1] + span[0]):
            if (row, column) != place:
                yield row, column


def _widths(text: str, count: int) -> tuple[float, ...]:
    """Return the shares of a table's columns; equal ones unless each is given."""
    parts = text.replace(",", " ").split()
    if len(parts) == count and all(_whole_number(part, 0) for part in parts):
        return tuple(float(part) for part in parts)
    return (1.0,) * count


def _paragraphs(inlines: Inlines) -> Iterator[Inlines]:
    """Yield the paragraphs of a cell, which breaks part."""
    paragraph: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            yield _stripped(tuple(paragraph))
            paragraph = []
        else:
            paragraph.append(inline)
    yield _stripped(tuple(paragraph))


def _closing(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at ``index``."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _blocks_of(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each top-level opening token with the tokens inside it."""
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index)
        yield tokens[index], tokens[index + 1 : end]
        index = end + 1


def _merged(inlines: Inlines) -> Inlines:
    """Join neighbouring runs of the same look."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if (
            isinstance(inline, Run)
            and isinstance(last, Run)
            and (last.bold, last.italic) == (inline.bold, inline.italic)
        ):
            merged[-1] = Run(last.text + inline.text, last.bold, last.italic)
        else:
            merged.append(inline)
    return tuple(merged)


def _stripped(inlines: Inlines) -> Inlines:
    """Drop white space at both ends."""
    parts = list(inlines)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while parts and isinstance(end := parts[place], Run):
            text = strip(end.text, " \n")
            if text:
                parts[place] = Run(text, end.bold, end.italic)
                break
            del parts[place]
    return tuple(parts)
