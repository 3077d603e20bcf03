"""Blocks as the Markdown of a plan that means exactly these blocks, and marks hidden in it.

Marks are private-use characters, which no user text may hold; they travel through templates and
Markdown inside the text. An origin mark says which line of which file the text before it was
written on; a deferred mark stands for words that depend on what was said before them in the
finished document (a citation is long the first time, short after).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.document.nodes import (
    Block,
    Blocks,
    Bullet,
    Footnote,
    Heading,
    Inlines,
    LineBreak,
    Paragraph,
    Role,
    Run,
    Table,
)

_FILE_BASE, _LINE_BASE, _PLANE_SIZE = 0xF0000, 0x100000, 0xFFFD
_OPEN, _CLOSE, _SEPARATOR = "\ue000", "\ue001", "\ue002"

JOINER = "\ue003"
"""A letter that prints nothing: Markdown's emphasis may begin or end at it anywhere."""

BREAK = "\ue004"
"""A line break where Markdown's own cannot stand: in a heading, in a table's cell."""

_ORIGIN = re.compile("([\U000f0000-\U000ffffd])([\U00100000-\U0010fffd])")
_DEFERRED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_HIDDEN = 0xE100  # deferred keys travel as private-use characters, so Markdown leaves them alone


def origin_mark(file_number: int, line: int) -> str:
    """Return the mark for a line (1-based) of a registered file."""
    return chr(_FILE_BASE + file_number % _PLANE_SIZE) + chr(_LINE_BASE + min(line, _PLANE_SIZE))


def take_origin(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return the text without its origin marks, and the first mark as (file number, line)."""
    match = _ORIGIN.search(text)
    if match is None:
        return text, None
    first = ord(match[1]) - _FILE_BASE, ord(match[2]) - _LINE_BASE
    return _ORIGIN.sub("", text), first


def deferred_mark(kind: str, *arguments: str) -> str:
    """Return a mark that :func:`resolve_deferred` replaces when the document is complete."""
    return _OPEN + _hide(_SEPARATOR.join((kind, *arguments))) + _CLOSE


def resolve_deferred(text: str, resolve: Callable[..., str]) -> str:
    """Replace every deferred mark by ``resolve(kind, *arguments)``, in reading order."""
    if _OPEN not in text:
        return text
    return _DEFERRED.sub(lambda match: resolve(*_show(match[1]).split(_SEPARATOR)), text)


def _hide(text: str) -> str:
    return "".join(
        char if char == _SEPARATOR else "".join(chr(_HIDDEN + byte) for byte in char.encode())
        for char in text
    )


def _show(text: str) -> str:
    parts = text.split(_SEPARATOR)
    return _SEPARATOR.join(bytes(ord(char) - _HIDDEN for char in part).decode() for part in parts)


BREAK_CALL = "{{ xuong_dong }}"
_JOINER_CALL = "{{ noi_lien }}"
_SIGNS = re.compile(r"[\\*_\[\]^{}`|#]|(?<=\{)%|&(?=#?\w+;)")
_LINE_START = re.compile(r"(\s*)([-+>=]|\d{1,9}[.)])(?=\s|$)|(\s*)([-+=~:]{2,})")


class Piece(NamedTuple):
    """A part of a run's text: plain, or code that prints it."""

    text: str
    is_code: bool = False


Link = Callable[[str], Iterable[Piece]]
"""Splits a run's text into plain text and code; called in reading order."""


def only_text(text: str) -> Iterable[Piece]:
    """Return a text as it is."""
    return (Piece(text),)


class Written(NamedTuple):
    """A block as Markdown: what it is, the line of attributes before it, its text."""

    block: Block | None
    attributes: str
    text: str


class MarkdownWriter:
    """Writes the blocks of one document; its footnotes are kept apart.

    Attributes:
        notes: Footnotes by the id they are called with.
    """

    def __init__(self, link: Link = only_text) -> None:
        self.notes: dict[str, str] = {}
        self._link = link

    def write(self, blocks: Blocks, given_labels: Mapping[int, str]) -> list[Written]:
        """Return blocks as Markdown; each block is asked for once, in reading order.

        Args:
            blocks: The blocks.
            given_labels: Labels of headings that counting would not give, by position.
        """
        return [
            self._block(block, given_labels.get(position, ""))
            for position, block in enumerate(blocks)
        ]

    def _block(self, block: Block, label: str) -> Written:
        if isinstance(block, Heading):
            return Written(block, _attributes(block, label), self.inlines(block.inlines))
        if isinstance(block, Bullet):
            return Written(block, "", start_of_line(self.inlines(block.inlines)))
        if isinstance(block, Paragraph):
            role = "" if block.role is Role.TEXT else f"{{: .{block.role.value} }}"
            return Written(block, role, start_of_line(self.inlines(block.inlines)) or _JOINER_CALL)
        return self._table(block)

    def _table(self, table: Table) -> Written:
        count = len(table.columns)
        grid: dict[tuple[int, int], str] = {}
        merges = []
        for number, row in enumerate(table.rows, start=1):
            column = 1
            for cell in row.cells:
                while (number, column) in grid:
                    column += 1
                paragraphs = (self.inlines(each) for each in cell.paragraphs)
                text = BREAK_CALL.join(paragraphs)
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        grid[number + down, column + right] = ""
                grid[number, column] = text
                if cell.colspan > 1 or cell.rowspan > 1:
                    merges.append(f"{number}.{column}:{cell.colspan}x{cell.rowspan}")
                column += cell.colspan
        heads = sum(row.header for row in table.rows)
        rows = [
            "| "
            + " | ".join(grid.get((number, column), "") for column in range(1, count + 1))
            + " |"
            for number in range(1, len(table.rows) + 1)
        ]
        rows.insert(1, "|" + "---|" * count)
        return Written(table, _table_attributes(table, heads, merges), "\n".join(rows))

    # ------------------------------------------------------------------ inlines

    def inlines(self, inlines: Inlines) -> str:
        """Return inlines as Markdown on one line."""
        out = _Line()
        for inline in inlines:
            if isinstance(inline, Run):
                self._run(inline, out)
            elif isinstance(inline, LineBreak):
                out.plain(BREAK_CALL, letter=True)
            else:
                out.plain(self._note(inline), sign=True)
        return out.text()

    def _run(self, run: Run, out: "_Line") -> None:
        mark = "*" * (2 * run.bold + run.italic)
        pieces = list(self._link(run.text))
        if not mark or not run.text.strip():
            for piece in pieces:
                out.add(piece)
            return
        lead = run.text[: len(run.text) - len(run.text.lstrip())]
        tail = run.text[len(run.text.rstrip()) :]
        out.plain(lead)
        inner = _Line()
        for piece in _trimmed(pieces):
            inner.add(piece)
        out.emphasis(mark, inner)
        out.plain(tail)

    def _note(self, note: Footnote) -> str:
        name = f"ct{len(self.notes) + 1}"
        self.notes[name] = ""
        self.notes[name] = self.inlines(note.inlines) or _JOINER_CALL
        return f'{{{{ chu_thich("{name}") }}}}'


class _Line:
    """Markdown of one line as it grows; knows what kind of character stands at its ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.first = self.last = " "
        self._closers: list[int] = []

    def text(self) -> str:
        """Return what was written."""
        self._settle(" ")
        return "".join(self._parts)

    def add(self, piece: Piece) -> None:
        """Add plain text or code."""
        if piece.is_code:
            self.plain(f"{{{{ {piece.text} }}}}", letter=True)
        else:
            self.plain(escape(piece.text))

    def plain(self, text: str, *, letter: bool = False, sign: bool = False) -> None:
        """Add Markdown; ``letter`` and ``sign`` say what kind of character code comes to."""
        if not text:
            return
        first, last = (text[0], text[-1]) if not (letter or sign) else ("a", "a")
        if sign:
            first, last = "^", "]"
        self._settle(first)
        if not self._parts:
            self.first = first
        self._parts.append(text)
        self.last = last

    def emphasis(self, mark: str, inner: "_Line") -> None:
        """Add an emphasised stretch, with invisible letters where Markdown would not see it."""
        text = inner.text()
        if self.last == "*":
            self._settle("a")
            self._parts.append(_JOINER_CALL)
            self.last = "a"
        if _is_sign(inner.first) and not (_is_sign(self.last) or self.last.isspace()):
            text = _JOINER_CALL + text
        if not self._parts:
            self.first = "*"
        self._parts += [mark, text]
        self._closers = [len(self._parts)]
        self._parts.append("" if not _is_sign(inner.last) else _JOINER_CALL)
        self._parts.append(mark)
        self.last = "*"

    def _settle(self, following: str) -> None:
        """Take the invisible letter before a closing mark away when what follows allows it."""
        for place in self._closers:
            if following.isspace() or _is_sign(following):
                self._parts[place] = ""
        self._closers = []


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _trimmed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces without white space at the ends of all of them."""
    for place, piece in enumerate(pieces):
        text = piece.text
        if not piece.is_code:
            text = text.lstrip() if place == 0 else text
            text = text.rstrip() if place == len(pieces) - 1 else text
        if text:
            yield Piece(text, piece.is_code)


def escape(text: str) -> str:
    r"""Return text as Markdown that prints it, where it does not begin a line.

    >>> escape("VH-TT&TĐTT (b/c), [1] *")
    'VH-TT&TĐTT (b/c), \\[1\\] \\*'
    """
    return _SIGNS.sub(lambda match: f"\\{match[0]}", text)


def start_of_line(text: str) -> str:
    r"""Return Markdown that may begin a line: its first sign is no list's and no rule's.

    >>> start_of_line("- A"), start_of_line("2. B")
    ('\\- A', '2\\. B')
    """
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match[2] and match[2][0].isdigit():
        place = match.end(2) - 1
    else:
        place = match.start(2) if match[2] else match.start(4)
    return f"{text[:place]}\\{text[place:]}"


def _attributes(heading: Heading, label: str) -> str:
    parts = [f'nhan="{label}"'] if label else []
    parts += [f".{name}" for name in heading.given]
    parts += [".lien"] if heading.run_in else []
    return f"{{: {' '.join(parts)} }}" if parts else ""


def _table_attributes(table: Table, heads: int, merges: Sequence[str]) -> str:
    parts = []
    widths = [round(column.width) for column in table.columns]
    if len(set(widths)) > 1:
        parts.append(f'rong="{" ".join(map(str, widths))}"')
    if heads != 1:
        parts.append(f'dau="{heads}"')
    if merges:
        parts.append(f'gop="{" ".join(merges)}"')
    return f"{{: {' '.join(parts)} }}" if parts else ""


def compose(written: Sequence[Written]) -> str:
    """Return written blocks as one text, a newline at its end."""
    lines: list[str] = []
    before: Block | None = None
    in_dash_item = False
    for each in written:
        block = each.block
        in_dash_item = isinstance(block, Bullet) and (block.level == 1 or in_dash_item)
        if lines and not (isinstance(block, Bullet) and isinstance(before, Bullet)):
            lines.append("")
        lines += [each.attributes] if each.attributes else []
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {each.text}")
        elif isinstance(block, Bullet):
            nested = block.level > 1 and in_dash_item
            lines.append(f"{'  ' if nested else ''}{block.marker} {each.text}")
        else:
            lines.append(each.text)
        before = block
    return "\n".join(lines) + "\n" if lines else ""
