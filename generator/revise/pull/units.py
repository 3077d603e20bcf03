"""A document and a Word file as the same kind of list: one text for each paragraph of the body.

A footnote is a character of the text, the same one for the same note, so that words around it
can be compared without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
