"""Body text in Markdown becomes blocks. Numbering and local changes are not made here.

Headings are sections, ``1.`` items are numbered passages that run on, ``-`` and ``+`` items are
gạch đầu dòng of level 1 and 2, ``^[...]`` is a footnote, ``*...*`` italic, ``**...**`` bold, a GFM
table is a table. A line ``{: #key .class}`` before a block names a section or gives a paragraph
its role. Everything else is text.
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

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.markers import take_origin
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
from generator.i18n import N_

_UNUSED_RULES = (
    *("autolink", "backticks", "blockquote", "code", "fence", "footnote_def", "footnote_tail"),
    *("hr", "html_block", "html_inline", "image", "lheading", "link", "linkify", "reference"),
    "strikethrough",
)
_ATTRIBUTES = re.compile(r"^\{: *([^{}\n]*)\}[ \t]*$", re.MULTILINE)
_RUN_IN_CLASS = "lien"
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
class _Look:
    bold: int = 0
    italic: int = 0


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
                yield self._table(inner)
            index = end + 1

    def _heading(self, token: Token, inner: Sequence[Token]) -> Heading:
        self.level = int(token.tag[1:])
        inlines = self._inlines(inner[0])
        classes = str(token.attrs.get("class", "")).split()
        return Heading(
            inlines,
            self.level,
            run_in=_RUN_IN_CLASS in classes,
            key=str(token.attrs.get("id", "")),
            origin=self.origin,
        )

    def _paragraph(self, token: Token, inner: Sequence[Token]) -> Iterator[Paragraph]:
        inlines = self._inlines(inner[0])
        role = Role.TEXT
        for name in str(token.attrs.get("class", "")).split():
            try:
                role = Role(name)
            except ValueError:
                self._report(
                    "TPL20",
                    N_("đoạn mang vai '{value}' không có trong các vai của đoạn văn"),
                    N_("dùng một trong: {known}"),
                    value=name,
                    known=", ".join(Role),
                )
        if inlines:
            yield Paragraph(inlines, role, self.origin)

    def _bullets(self, token: Token, inner: Sequence[Token], depth: int) -> Iterator[Block]:
        level = max(depth, 2 if token.markup == "+" else 1)
        for item in _children(inner):
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
        for item in _children(inner):
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

    def _table(self, inner: Sequence[Token]) -> Table:
        rows: list[Row] = []
        aligns: list[Align] = []
        for token, content in _all_of(inner, "tr_open"):
            header = any(cell.type == "th_open" for cell in content)
            cells = []
            for cell, parts in _blocks_of(content):
                cells.append(Cell((self._inlines(parts[0]),), bold=header))
                if header:
                    aligns.append(_ALIGNS.get(str(cell.attrs.get("style", "")), Align.LEFT))
            rows.append(Row(tuple(cells), header=header))
            del token
        return Table(tuple(Column(1.0, align) for align in aligns), tuple(rows), self.origin)

    def _inlines(self, token: Token) -> Inlines:
        self.origin = None
        inlines = tuple(self._iter_inlines(token.children or ()))
        return _stripped(_merged(inlines))

    def _iter_inlines(self, tokens: Sequence[Token]) -> Iterator[Inline]:
        look = _Look()
        for token in tokens:
            if token.type in ("text", "text_special"):
                yield from self._text(token.content, look)
            elif token.type == "softbreak":
                yield from self._text(" ", look)
            elif token.type == "hardbreak":
                yield LineBreak()
            elif token.type.startswith("strong_"):
                look.bold += token.nesting
            elif token.type.startswith("em_"):
                look.italic += token.nesting
            elif token.type == "footnote_ref":
                yield self._footnote(token)

    def _text(self, content: str, look: _Look) -> Iterator[Run]:
        text, mark = take_origin(content)
        if mark is not None and self.origin is None:
            number, line = mark
            name = self.files[number] if number < len(self.files) else ""
            self.origin = Origin(name, line)
        if text:
            yield Run(text, bold=look.bold > 0, italic=look.italic > 0)

    def _footnote(self, token: Token) -> Footnote:
        entry = self.env["footnotes"]["list"][token.meta["id"]]
        tokens = entry.get("tokens") or ()
        inlines = _stripped(_merged(tuple(self._iter_inlines(tokens))))
        if any(isinstance(inline, Footnote) for inline in inlines):
            self._report(
                "TPL21",
                N_("chú thích nằm trong một chú thích khác"),
                N_("viết gộp hai chú thích thành một"),
            )
        return Footnote(inlines)

    def _report_nesting(self, content: Sequence[Token]) -> None:
        for token in content:
            if token.type == "inline":
                self._inlines(token)
                break
        self._report(
            "TPL22",
            N_("gạch đầu dòng lồng sâu hơn hai cấp hoặc lồng loại khác"),
            N_("chỉ dùng '-' và, bên trong, '+'; nội dung dài hơn thì tách thành mục"),
        )

    def _report(self, rule: str, message: str, hint: str, **params: str) -> None:
        place = self.origin or Origin("")
        self.problems.append(
            Diagnostic(
                rule,
                Severity.ERROR,
                message,
                Location(place.file, place.line),
                params,
                hint,
            )
        )


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


def _children(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    for _, inner in _blocks_of(tokens):
        yield inner


def _all_of(tokens: Sequence[Token], kind: str) -> Iterator[tuple[Token, Sequence[Token]]]:
    for index, token in enumerate(tokens):
        if token.type == kind:
            yield token, tokens[index + 1 : _closing(tokens, index)]


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
    while parts and isinstance(parts[0], Run):
        text = parts[0].text.lstrip(" \n")
        if text:
            parts[0] = Run(text, parts[0].bold, parts[0].italic)
            break
        del parts[0]
    while parts and isinstance(parts[-1], Run):
        text = parts[-1].text.rstrip(" \n")
        if text:
            parts[-1] = Run(text, parts[-1].bold, parts[-1].italic)
            break
        del parts[-1]
    return tuple(parts)
