"""The styled flow: the parts of a document from top to bottom, each with its look and place.

The title of a plan and the line below it, as a writer gets them::

    StyledParagraph(look=<ten_loai>, pieces=(Text("KẾ HOẠCH", bold=True),), is_line=True)
    StyledParagraph(look=<trich_yeu>, pieces=(Text("Phòng, chống lụt bão", bold=True),))
    RuleBelow(look=<trich_yeu>, width_pt=467.7, length_pt=61.2)

Lengths are in points. What a look says of size, spaces and alignment stays in its component.
"""

from dataclasses import dataclass
from typing import NamedTuple

from generator.document.nodes import (
    Align,
    Block,
    Cell,
    Inlines,
    Orientation,
    Row,
    Table,
)
from generator.layout.pieces import Piece, pieces_of
from generator.standards import Component


class Place(NamedTuple):
    """Which value of a document a formal part prints, for frames that print it themselves.

    Attributes:
        name: Name of the value, "" for a fixed text.
        is_list: The value is a list of lines, each a paragraph of its own.
        condition: Name of the value without which the part is left out, "" for none.
    """

    name: str = ""
    is_list: bool = False
    condition: str = ""


NO_PLACE = Place()


class Indent(NamedTuple):
    """An indent in place of the component's; the paragraph is then flush on the left.

    Attributes:
        left_pt: Of all lines.
        hanging_pt: What the first line is set back.
    """

    left_pt: float
    hanging_pt: float = 0


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """A paragraph in the look of a component.

    Attributes:
        look: The component.
        pieces: Its text.
        keep: It stays on the page of what follows, beside what its component says.
        indent: Its indent where it has one of its own.
        level: Level in the outline of the document, 0 for none.
        block: The block it prints, None for a formal part.
        is_line: It is meant to stay one line.
        place: The value it prints.
    """

    look: Component
    pieces: tuple[Piece, ...]
    keep: bool = False
    indent: Indent | None = None
    level: int = 0
    block: Block | None = None
    is_line: bool = False
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class RuleBelow:
    """The line below a component: drawn, or characters on a line of their own.

    Attributes:
        look: The component; its ``rule`` says which of the two.
        width_pt: Width of its column, in which it is centred.
        length_pt: Length of a drawn line.
        place: The value above it.
    """

    look: Component
    width_pt: float
    length_pt: float
    place: Place = NO_PLACE

    @property
    def text(self) -> str:
        """Return the characters of a line that is not drawn, "" for a drawn one."""
        return self.look.rule.text if self.look.rule else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line of a height.

    Attributes:
        height_pt: The height.
        for_signature: Room for a signature, which stays with the name below it.
        keep: It stays on the page of what follows.
        is_above_words: The sum in words follows; see ``Grid``.
    """

    height_pt: float
    for_signature: bool = False
    keep: bool = False
    is_above_words: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table with the widths of its columns.

    Its cells are laid out one by one when they are printed: long tables have many.

    Attributes:
        table: The table.
        widths_pt: Of its columns; they add up to the width of the text.
        least_pt: Width its columns need so that no word is broken.
        keep: It stays on the page of what follows.
        is_above_words: The sum in words follows, which on a page of its own tells nobody what it
            is the sum of: where a format can keep a single row, the last one stays with it.
    """

    table: Table
    widths_pt: tuple[float, ...]
    least_pt: float
    keep: bool = False
    is_above_words: bool = False

    def align(self, row: Row, cell: Cell, column: int) -> Align:
        """Return the alignment of a cell that begins in a column."""
        return cell.align or (Align.CENTER if row.header else self.table.columns[column].align)

    def pieces(self, row: Row, cell: Cell, inlines: Inlines) -> tuple[Piece, ...]:
        """Return the text of one paragraph of a cell."""
        return pieces_of(inlines, bold=cell.bold or row.header, italic=cell.italic)


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side without borders, in rows that never split.

    Attributes:
        widths_pt: Of the columns.
        rows: Of each row the parts of its two cells.
        is_signature: It holds recipients and signature.
    """

    widths_pt: tuple[float, float]
    rows: tuple[tuple["Items", "Items"], ...]
    is_signature: bool = False


Item = StyledParagraph | RuleBelow | Gap | Grid | Columns
Items = list[Item]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the flow on pages of one orientation, numbered from 1.

    Attributes:
        items: Its parts.
        width_pt: Width between the margins.
        orientation: Of its pages.
    """

    items: Items
    width_pt: float
    orientation: Orientation = Orientation.PORTRAIT
