"""Inlines as pieces of text that say their whole look, so that no printer works it out again."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.document.nodes import Footnote, Inline, Inlines, LineBreak, Run
from generator.standards import Component


@dataclass(frozen=True, slots=True)
class Text:
    r"""A stretch of text of one look.

    Attributes:
        text: Its letters; "\n" is a line break and "\t" a tab.
        bold: It is printed bold.
        italic: It is printed in italics.
        component: The component of the stretch where it has one inside its paragraph's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    component: Component | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A line break."""


@dataclass(frozen=True, slots=True)
class Note:
    """The number of a footnote, and what stands in the note."""

    pieces: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Comma:
    """The raised comma between two numbers of footnotes, which would read as one number."""


Piece = Text | Break | Note | Comma


def pieces_of(inlines: Inlines, *, bold: bool = False, italic: bool = False) -> tuple[Piece, ...]:
    """Return inlines as pieces; what is bold or italic as a whole makes each of them so.

    >>> pieces_of((Run("một "), Run("hai", bold=True)), italic=True)
    (Text(text='một ', bold=False, italic=True, component=None), \
Text(text='hai', bold=True, italic=True, component=None))
    """
    pieces: list[Piece] = []
    for position, inline in enumerate(inlines):
        if isinstance(inline, Run):
            if inline.text:
                pieces.append(Text(inline.text, bold or inline.bold, italic or inline.italic))
        elif isinstance(inline, LineBreak):
            pieces.append(Break())
        else:
            pieces.append(Note(pieces_of(inline.inlines)))
            if _is_note_next(inlines[position + 1 :]):
                pieces.append(Comma())
    return tuple(pieces)


def _is_note_next(inlines: Sequence[Inline]) -> bool:
    """Whether a note follows with nothing but blanks before it."""
    printed = (inline for inline in inlines if not isinstance(inline, Run) or inline.text.strip())
    return isinstance(next(printed, None), Footnote)
