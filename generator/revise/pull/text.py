"""The words of a paragraph, and the Markdown they were printed from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.document.markdown import BREAK_CALL, escape, start_of_line
from generator.document.nodes import (
    Block,
    Bullet,
    Document,
    Footnote,
    Heading,
    Inlines,
    LineBreak,
    Paragraph,
    Run,
    plain_text,
)
from generator.readers.docx import WordFile, WordParagraph
from generator.text.compare import align, split_words

_FIRST_NOTE = 0xE800
_MARKS = {"- ": 1, "+ ": 2, "– ": 1, "— ": 1}


@dataclass
class Notes:
    """The footnotes of both sides, each text with its character."""

    texts: list[str] = field(default_factory=list)

    def mark(self, text: str) -> str:
        """Return the character that stands for a note."""
        text = " ".join(text.split())
        if text not in self.texts:
            self.texts.append(text)
        return chr(_FIRST_NOTE + self.texts.index(text))

    def text(self, mark: str) -> str | None:
        """Return the note a character stands for, None for another character."""
        place = ord(mark) - _FIRST_NOTE
        return self.texts[place] if 0 <= place < len(self.texts) else None

    def shown(self, text: str) -> str:
        """Return a text as people read it, notes in brackets."""
        parts = (char if (note := self.text(char)) is None else f" [{note}]" for char in text)
        return folded("".join(parts))

    def of(self, text: str) -> list[str]:
        """Return the characters of notes in a text."""
        return [char for char in text if self.text(char) is not None]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the body.

    Attributes:
        kind: "heading", "bullet1", "bullet2" or "text".
        text: Its words without its mark or number; notes as characters.
    """

    kind: str
    text: str


def unit_of(block: Block, notes: Notes) -> Unit:
    """Return a block as a unit."""
    if isinstance(block, Heading):
        return Unit("heading", inline_text(block.inlines, notes))
    if isinstance(block, Bullet):
        return Unit(f"bullet{min(block.level, 2)}", inline_text(block.inlines, notes))
    if isinstance(block, Paragraph):
        return Unit("text", inline_text(block.inlines, notes))
    return Unit("table", "")


def units_of(document: Document, notes: Notes) -> list[Unit]:
    """Return the body of a document as units; a table is one without text."""
    return [unit_of(block, notes) for block in document.blocks]


def inline_text(inlines: Inlines, notes: Notes) -> str:
    """Return inlines as one text."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Run):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append("\n")
        else:
            parts.append(notes.mark(plain_text(inline.inlines)))
    return _plain("".join(parts))


def word_text(paragraph: WordParagraph, file: WordFile, notes: Notes) -> str:
    """Return a paragraph of a Word file as one text."""
    parts = []
    for run in paragraph.runs:
        parts.append(run.text)
        if run.footnote is not None:
            note = file.footnotes.get(run.footnote, ())
            parts.append(notes.mark(" ".join(one.text for one in note)))
    return _plain("".join(parts))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip(" \n")


def folded(text: str) -> str:
    """Return a text on one line, each white space one blank."""
    return " ".join(text.split())


def split_mark(text: str) -> tuple[str, str]:
    """Return the kind of a paragraph somebody typed, and its words."""
    for mark, level in _MARKS.items():
        if text.startswith(mark):
            return f"bullet{level}", text[len(mark) :].strip()
    return "text", text


def to_inlines(text: str, notes: Notes, like: Inlines = ()) -> Inlines:
    """Return a unit's text as inlines; words that stood in a look before keep it."""
    looks = [(run.text, run) for run in like if isinstance(run, Run) and (run.bold or run.italic)]
    found: list[Run | LineBreak | Footnote] = []
    plain = ""

    def close() -> None:
        nonlocal plain
        found.extend(_styled(plain, looks))
        plain = ""

    for char in text:
        note = notes.text(char)
        if note is not None:
            close()
            found.append(Footnote((Run(note),)))
        elif char == "\n":
            close()
            found.append(LineBreak())
        else:
            plain += char
    close()
    return tuple(found)


def _styled(text: str, looks: Sequence[tuple[str, Run]]) -> Iterable[Run]:
    for words, run in looks:
        at = text.find(words) if words.strip() else -1
        if at >= 0:
            return [
                *_styled(text[:at], looks),
                Run(words, run.bold, run.italic),
                *_styled(text[at + len(words) :], looks),
            ]
    return [Run(text)] if text else []


_TOKEN = re.compile(
    r"(?P<code>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})"
    r"|(?P<note>\^\[(?:[^\[\]]|\{\{.*?\}\}|\[[^\]]*\])*\])"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<mark>\*{1,3})"
    r"|(?P<space>\s+)"
    r"|(?P<char>.)",
    re.DOTALL,
)
_HEAD = re.compile(r"\s*(?:[-+*]|\d+[.)]|#{1,6})\s+")
_SKIPPED = re.compile(r"\s*(?:\{:.*\}|\|.*|\{%.*%\}|\{#.*#\})\s*$")
_ATTRIBUTES = re.compile(r"(?:(?<=\n)|\A)[ \t]*\{:[^\n]*\}[ \t]*\n\Z")
_HOLES = frozenset(("code", "note"))
_LITERAL_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Span:
    """A paragraph in a Markdown text.

    Attributes:
        first: Start of its first line.
        start: Start of its words, behind its mark.
        end: End of its words.
    """

    first: int
    start: int
    end: int


def spans_of(text: str) -> Iterator[Span]:
    """Yield the paragraphs, items and headings of a Markdown text."""
    open_span: Span | None = None
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        head = _HEAD.match(words)
        if not words.strip() or _SKIPPED.match(words) or head:
            if open_span:
                yield open_span
            open_span = None
        if words.strip() and not _SKIPPED.match(words):
            end = at + len(words.rstrip())
            if open_span is None:
                start = at + (head.end() if head else len(words) - len(words.lstrip()))
                open_span = Span(at, start, end)
            else:
                open_span = Span(open_span.first, open_span.start, end)
        at += len(line)
    if open_span:
        yield open_span


def with_attributes(text: str, span: Span) -> int:
    """Return where a paragraph begins with the line of attributes above it."""
    before = text[: span.first]
    return len(_ATTRIBUTES.sub("", before)) if before.endswith("\n") else span.first


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the printed text and what they were printed from.

    Attributes:
        start: First printed character.
        end: Character after the last one.
        source: The Markdown.
        is_code: Template code or a footnote, which cannot be cut.
    """

    start: int
    end: int
    source: str
    is_code: bool


def match_source(source: str, printed: str) -> list[Piece] | None:
    """Return how a printed text was made from Markdown, None when it cannot have been.

    Literal words are looked for from left to right, each at its first place behind the one
    before; whoever uses the result builds it and sees whether it is right.
    """
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(source)]
    literal = sum(kind in ("char", "escape") for kind, _ in tokens)
    has_holes = any(kind in _HOLES for kind, _ in tokens)
    if not tokens or (has_holes and literal < _LITERAL_ENOUGH):
        return None
    groups = list(_grouped(tokens))
    pieces: list[Piece] = []
    at = 0
    for number, group in enumerate(groups):
        if group[0][0] in _HOLES:
            continue
        words = "".join(_printed(kind, text) for kind, text in group)
        start = _place(printed, words, at, number == 0, number == len(groups) - 1)
        if start < 0:
            return None
        if number:
            pieces += _hole(groups[number - 1], at, start)
        elif start:
            return None
        at = start
        for kind, text in group:
            end = at + len(_printed(kind, text))
            pieces.append(Piece(at, end, text, is_code=False))
            at = end
    if groups[-1][0][0] in _HOLES:
        pieces += _hole(groups[-1], at, len(printed))
        at = len(printed)
    return pieces if at == len(printed) else None


def _grouped(tokens: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield runs of tokens that print themselves, and of those that print something else."""
    group: list[tuple[str, str]] = []
    for token in tokens:
        if group and (token[0] in _HOLES) != (group[0][0] in _HOLES):
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _place(printed: str, words: str, at: int, first: bool, last: bool) -> int:
    if first:
        whole = printed == words if last else printed.startswith(words)
        return 0 if whole else -1
    if last:
        start = len(printed) - len(words)
        return start if start >= at and printed.endswith(words) else -1
    return printed.find(words, at)


def _hole(group: list[tuple[str, str]], start: int, end: int) -> list[Piece]:
    """Return the pieces of code and footnotes side by side: one piece, or one for each note."""
    if len(group) == end - start:
        return [
            Piece(start + n, start + n + 1, text, is_code=True) for n, (_, text) in enumerate(group)
        ]
    return [Piece(start, end, "".join(text for _, text in group), is_code=True)]


def _printed(kind: str, text: str) -> str:
    if kind == "mark":
        return ""
    if kind == "space":
        return " "
    return text[1:] if kind == "escape" else text


def exchange(pieces: list[Piece], printed: str, new: str, notes: Notes) -> str:
    """Return the Markdown that prints the new text and keeps what did not change as it was."""
    before, after = split_words(printed), split_words(new)
    out = []
    start = 0
    for stretch in align(before, after):
        end = start + sum(len(before[at]) for at in stretch.old)
        if stretch.is_same:
            out.append(_kept(pieces, printed, start, end, last=end == len(printed)))
        else:
            out.append(write_words("".join(after[at] for at in stretch.new), notes))
        start = end
    return "".join(out)


def _kept(pieces: list[Piece], printed: str, start: int, end: int, *, last: bool) -> str:
    out = []
    for piece in pieces:
        if piece.start == piece.end:
            inside = start <= piece.start < end or (last and piece.start == end)
            out.append(piece.source if inside else "")
        elif start <= piece.start and piece.end <= end:
            out.append(piece.source)
        elif piece.start < end and start < piece.end:
            part = printed[max(start, piece.start) : min(end, piece.end)]
            out.append(escape(part) if piece.is_code else piece.source)
    return "".join(out)


def write_words(text: str, notes: Notes) -> str:
    """Return new words as Markdown, footnotes in place."""
    out = []
    for char in text:
        note = notes.text(char)
        word = BREAK_CALL if char == "\n" else escape(char)
        out.append(word if note is None else f"^[{escape(note)}]")
    return "".join(out)


def write_unit(kind: str, text: str, notes: Notes, indent: str = "") -> str:
    """Return a new paragraph or item as Markdown."""
    words = start_of_line(write_words(text, notes))
    marks = {"bullet1": "- ", "bullet2": "+ "}
    return f"{indent}{marks.get(kind, '')}{words}"
