"""The tree that crosses from the input side to the output side: frame, blocks, annexes, sheets.

Nodes are frozen and know nothing of YAML, Jinja or file formats. Formulas of worksheets are in
A1 notation, without "=", each with its result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from generator.model.base import Regime

SheetValue = str | int | Decimal | None


class SheetLook(StrEnum):
    """What a row of a sheet is."""

    TITLE = "title"
    REFERENCE = "reference"
    UNIT = "unit"
    HEAD = "head"
    GROUP = "group"
    TASK = "task"
    ITEM = "item"
    TOTAL = "total"
    WORDS = "words"
    TEXT = "text"
    EXAMPLE = "example"


class ChartKind(StrEnum):
    """The charts a sheet may have."""

    BAR = "bar"
    COLUMN = "column"
    PIE = "pie"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell.

    Attributes:
        value: A text, which is never taken for a formula; a number; None for an empty cell.
        formula: How the value follows from other cells, "" when it is typed.
        align: Where it stands, one of ``nodes.Align``; "" for the usual place of its kind.
        suffix: Shown after a number: "ngày".
        plain: A number shown as it is, without dots between thousands: a year, a code.
    """

    value: SheetValue = None
    formula: str = ""
    align: str = ""
    suffix: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row; an empty one has no borders."""

    cells: tuple[SheetCell, ...] = ()
    look: SheetLook = SheetLook.TEXT
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Cells that offer a list; other values are allowed where ``strict`` is not set.

    Attributes:
        area: The cells: "C8:C60".
        source: Where the choices stand: "'Danh mục'!$A$2:$A$9".
        strict: Other values are refused.
        title: Head of the help shown beside the cell.
        text: That help.
    """

    area: str
    source: str
    strict: bool = False
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart of cells of its own sheet or another.

    Attributes:
        kind: Its shape.
        title: Above it.
        names: Where the names stand: "'Tổng hợp'!$A$5:$A$8".
        values: Where the numbers stand.
        points: Names and numbers as they are now.
        row: First row it covers, counted from 1.
        column: First column it covers, counted from 1.
    """

    kind: ChartKind
    title: str
    names: str
    values: str
    points: tuple[tuple[str, int | Decimal], ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet.

    Attributes:
        name: On its tab: at most 31 characters.
        widths: Width of each column in characters.
        rows: From the first on; may be made while they are written.
        merges: Areas shown as one cell: "A1:I1".
        head: First and last row of the head: repeated on each page, kept in view.
        choices: Cells that offer lists.
        charts: Charts over the cells.
        hidden: Not shown on opening.
        landscape: The pages lie.
        hidden_columns: Columns not shown, counted from 1.
        one_page: Printed on one page.
    """

    name: str
    widths: tuple[float, ...]
    rows: Iterable[SheetRow]
    merges: tuple[str, ...] = ()
    head: tuple[int, int] | None = None
    choices: tuple[ChoiceList, ...] = ()
    charts: tuple[SheetChart, ...] = ()
    hidden: bool = False
    landscape: bool = True
    hidden_columns: frozenset[int] = frozenset()
    one_page: bool = False


class Origin(NamedTuple):
    """Where a block's text came from: a file and a 1-based line (0: the file as a whole)."""

    file: str
    line: int = 0


class Role(StrEnum):
    """What a paragraph of the body is; a standard lays each role out in its own way."""

    TEXT = "noi_dung"
    CAN_CU = "can_cu"
    THAM_QUYEN = "tham_quyen_ban_hanh"  # the office that decides, centred above the bases
    QUYET_DINH = "loi_quyet_dinh"  # the line "QUYẾT ĐỊNH:"
    UNIT = "don_vi_tinh"  # "Đơn vị tính: ..." right above a table
    WORDS = "bang_chu"  # "Bằng chữ: ..." below a table


class Align(StrEnum):
    """Horizontal alignment of a cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "both"


class Orientation(StrEnum):
    """Orientation of the pages of an annex."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote called at this place; its number is its order in the document."""

    inlines: "Inlines"


Inline = Run | LineBreak | Footnote
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    inlines: Inlines
    role: Role = Role.TEXT
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item marked "-" (level 1) or "+" (level 2)."""

    inlines: Inlines
    level: int = 1
    origin: Origin | None = None

    @property
    def marker(self) -> str:
        """Return the mark printed before the item."""
        return "-" if self.level == 1 else "+"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section, or a numbered passage that runs on (``run_in``).

    Attributes:
        inlines: The text after the label.
        level: 1 for the highest sections.
        label: The number as printed, with its mark: "I-", "II.", "1.", "1.1.", "Điều 1.".
        run_in: The text is a passage of its own, not a title: no keep-with-next.
        bold: Printed bold; of a passage that runs on, the label only.
        key: Id of the section in its template; "" when it has none.
        given: What its text says of its look instead of its level: "dam", "thuong".
    """

    inlines: Inlines
    level: int
    label: str = ""
    run_in: bool = False
    bold: bool = True
    key: str = ""
    origin: Origin | None = None
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width (any unit, shares are relative)."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, and how many columns and rows it covers."""

    paragraphs: tuple[Inlines, ...]
    align: Align | None = None
    bold: bool = False
    italic: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row; cells covered by a cell above or to the left are left out, as in HTML.

    Attributes:
        cells: From left to right.
        header: Repeated on every page of the table.
        keep_next: Stays on the page of the row below it, as the head of a group does.
    """

    cells: tuple[Cell, ...]
    header: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with full borders; header rows repeat on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    origin: Origin | None = None


Block = Paragraph | Bullet | Heading | Table
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The formal parts around the body (thể thức), as they are printed.

    Attributes:
        regime: Party or state.
        standard: Id of the standard that lays the document out ("nd30", "hd36", "hd05").
        layout: "named" (a type name and subject above the body) or "letter" (công văn).
        co_quan_chu_quan: Lines of the superior body, in capitals.
        co_quan_ban_hanh: Lines of the issuing body, in capitals.
        so_ky_hieu: Number and symbol with the word "Số".
        dia_danh_ngay: Place and date.
        ten_loai: Type name in capitals; "" for a letter.
        trich_yeu: Subject as printed; one entry per line. A state letter's begins with "V/v".
        kinh_gui_label: "Kính gửi:"; "" when nobody is addressed.
        kinh_gui: Addressees, without marks and punctuation.
        kinh_gui_as_is: The addressees are lines as printed, marks and punctuation included.
        quyen_han: Authority lines ("T/M BAN THƯỜNG VỤ", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH").
        chuc_vu: The signatory's own position line; "" when the authority lines end the block.
        ho_ten: The signatory's name; "" leaves it open.
        noi_nhan: Recipients as printed, each with its mark and punctuation ("- Như trên;").
        draft_mark: "DỰ THẢO" or "Dự thảo lần 2"; "" for a final text.
    """

    regime: Regime
    standard: str
    layout: str
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    so_ky_hieu: str
    dia_danh_ngay: str
    ten_loai: str
    trich_yeu: tuple[str, ...]
    kinh_gui_label: str = ""
    kinh_gui: tuple[str, ...] = ()
    kinh_gui_as_is: bool = False
    quyen_han: tuple[str, ...] = ()
    chuc_vu: str = ""
    ho_ten: str = ""
    noi_nhan: tuple[str, ...] = ()
    draft_mark: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in a section of its own, numbered from page 1.

    Attributes:
        label: "Phụ lục" or "Phụ lục II"; "" for an attached document (a decision's plan).
        title: Title lines, in capitals.
        subtitle: Subject lines below the title of an attached document; empty for an annex.
        sheets: The same annex as worksheets, whose sums are formulas; empty when it has none.
        reference: "(Kèm theo ...)" or "(Ban hành kèm theo ...)".
        orientation: Of its pages.
        blocks: Its content.
    """

    label: str
    title: tuple[str, ...]
    reference: str
    orientation: Orientation
    blocks: Blocks
    subtitle: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Properties:
    """Core properties of the file."""

    title: str
    subject: str
    author: str
    language: str = "vi-VN"


@dataclass(frozen=True, slots=True)
class Document:
    """One document: frame, body and annexes."""

    frame: Frame
    blocks: Blocks
    properties: Properties
    annexes: tuple[Annex, ...] = ()


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the text of inlines, footnote calls left out, breaks as newlines.

    >>> plain_text((Run("một "), Run("hai", bold=True)))
    'một hai'
    """
    parts = []
    for inline in inlines:
        if isinstance(inline, Run):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append("\n")
    return "".join(parts)
