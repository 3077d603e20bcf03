"""What may stand in a Word frame's tags: text, Word XML, blocks; and where a tag stands.

Values are text unless they are one of the types here, which only Python code can make:
nothing read from a user's file ever becomes markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from numbers import Number
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from generator.ooxml.xml import escape
from generator.templating.limits import concat

if TYPE_CHECKING:
    from generator.writers.docx.footnotes import FootnoteCollector

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class WordXml(str):
    """WordprocessingML that a tag inserts as it stands, well-formed by itself.

    Runs (``<w:r>``) may stand in any tag inside text and in ``{{r ...}}``; paragraphs and
    tables stand in ``{{p ...}}``, rows in ``{{tr ...}}``, cells in ``{{tc ...}}``. Making one
    is a promise that its text is escaped; ``Markup`` and ``__html__`` give no such right.
    """

    __slots__ = ()


@runtime_checkable
class WordBlock(Protocol):
    """A value that writes paragraphs and tables itself, at ``{{p name}}``.

    The engine calls ``write`` once for each time the tag is reached, while it renders the main
    part. Footnotes that the block adds to ``notes`` and footnotes of the frame's own ``fn``
    calls are numbered together, by their order in the finished text, so a block need not know
    what stands before it.
    """

    def write(self, notes: "FootnoteCollector") -> str:
        """Return the block's WordprocessingML, calling ``notes.add`` for each footnote."""
        ...


class Captured(WordXml):
    """What a macro, a ``{% set %}`` block or a recursive loop has written."""

    __slots__ = ()


class NoteCall(WordXml):
    """The run that refers to a footnote."""

    __slots__ = ()

    def __add__(self, other: Any) -> "Pieces":  # type: ignore[override]
        return Pieces((self, other))

    def __radd__(self, other: Any) -> "Pieces":
        return Pieces((other, self))


class Pieces(tuple[Any, ...]):
    """Text and Word XML joined by ``~`` or ``+``, still apart so that the text is escaped."""

    __slots__ = ()

    def __add__(self, other: Any) -> "Pieces":
        return Pieces((*self, other))

    def __radd__(self, other: Any) -> "Pieces":
        return Pieces((other, *self))


def capture(parts: Iterable[str]) -> Captured:
    """Return written parts as one captured value."""
    return Captured(concat(parts))


def join_pieces(values: Iterable[Any]) -> "str | Pieces":
    """Return values joined as text, or kept apart when one of them is Word XML."""
    values = tuple(values)
    if any(isinstance(value, WordXml | Pieces) for value in values):
        return Pieces(values)
    return "".join(map(str, values))


def is_printable(value: Any) -> bool:
    """Whether a value has a text of its own, not only Python's description of it.

    Lists, mappings, functions and modules have none: ``['a', 'b']`` is no official prose.
    """
    if callable(value):
        return False
    own: Any = type(value).__str__
    return isinstance(value, Number) or own is not object.__str__


class SiteKind(StrEnum):
    """What surrounds a tag and so what it may write."""

    TEXT = "text"  # inside w:t
    PLAIN = "plain"  # inside an attribute or an element of text other than w:t
    RUN = "run"  # between the runs of a paragraph
    BLOCK = "block"  # between paragraphs, rows or cells


@dataclass(frozen=True, slots=True)
class Site:
    """Where a tag stands.

    Attributes:
        line: Line of the tag in the source given to Jinja.
        tag: The tag as seen in Word.
        kind: What surrounds it.
        run_properties: ``w:rPr`` of the run around it.
        paragraph: 1-based paragraph of the part, as counted in Word; 0 when not known.
        quote: Text of that paragraph as seen in Word.
    """

    line: int
    tag: str
    kind: SiteKind
    run_properties: str
    paragraph: int
    quote: str


def escape_text(text: str, run_properties: str) -> str:
    """Return text for inside ``w:t``; newlines become ``w:br``, tabs ``w:tab`` in a run each."""
    text = escape(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in text:
        text = text.replace("\n", BREAK)
    return text.replace("\t", tab(run_properties)) if "\t" in text else text


def tab(run_properties: str) -> str:
    """Return a tab that interrupts a run with these properties."""
    start = f"<w:r>{run_properties}"
    return f'</w:t></w:r>{start}<w:tab/></w:r>{start}<w:t xml:space="preserve">'
