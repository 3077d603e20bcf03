"""What a reader finds in a Word file: paragraphs with their effective looks, tables, sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.readers.docx.parts import Unreadable


@dataclass(frozen=True, slots=True)
class RunLook:
    """Effective properties of a run.

    Attributes:
        fonts: Family by slot: "ascii", "hAnsi", "cs", "eastAsia".
        size_pt: Type size.
        bold: Bold.
        italic: Italic.
        underline: "none", "single", ...
        caps: Shown in capitals.
        strike: Struck through.
        hidden: Not printed.
        color: "auto" or six hexadecimal digits.
        highlight: Name of the highlight colour, "" for none.
        vertical: "baseline", "superscript" or "subscript".
        border: Kind of the border around the text, "" for none.
        language: Language tag, "" when none is said.
        scale_percent: Horizontal scaling.
        spacing_pt: Space added between letters.
    """

    fonts: Mapping[str, str]
    size_pt: float
    bold: bool = False
    italic: bool = False
    underline: str = "none"
    caps: bool = False
    strike: bool = False
    hidden: bool = False
    color: str = "auto"
    highlight: str = ""
    vertical: str = "baseline"
    border: str = ""
    language: str = ""
    scale_percent: float = 100
    spacing_pt: float = 0


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Effective properties of a paragraph.

    Attributes:
        align: "left", "center", "right" or "both".
        left_pt: Indent from the left.
        right_pt: Indent from the right.
        first_line_pt: Further indent of the first line, below 0 when the others hang.
        before_pt: Space above.
        after_pt: Space below.
        line_rule: "auto", "exact" or "atLeast".
        line: Lines when the rule is "auto", else points.
        contextual: No space between neighbours of the same style.
        keep_next: Stays on the page of what follows.
        keep_lines: Is not parted by a page break.
        widow_control: No single line at the edge of a page.
        page_break_before: Begins a page.
        outline_level: 1 to 9, 0 for none.
        borders: Kind of border by edge ("top", "bottom", ...).
        numbering: Id and level of its automatic number, None when it has none.
    """

    align: str = "left"
    left_pt: float = 0
    right_pt: float = 0
    first_line_pt: float = 0
    before_pt: float = 0
    after_pt: float = 0
    line_rule: str = "auto"
    line: float = 1
    contextual: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    page_break_before: bool = False
    outline_level: int = 0
    borders: Mapping[str, str] = field(default_factory=dict)
    numbering: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run.

    Attributes:
        text: Its text.
        look: Its effective properties.
        footnote: The footnote it refers to, None for none.
        number: 1-based place among all runs of the paragraph, 0 when not known.
    """

    text: str
    look: RunLook
    footnote: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a paragraph stands in a table: all 0-based, the column one of the grid."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph.

    Attributes:
        part: Name of the part it stands in.
        number: 1-based place among the paragraphs of that part.
        style_id: Id of its style, that of the default style when it names none.
        style_name: Name of that style.
        look: Its effective properties.
        runs: Its runs, those without text among them when they refer to a footnote.
        mark: Effective look of its paragraph mark, which an empty paragraph shows.
        cell: Its place in the innermost table, None outside tables.
        section: 0-based section it belongs to; 0 outside the main part.
        fields: Codes of the fields in it ("PAGE").
        text_box: It stands in a text box.
        lines_pt: Lengths of the level lines drawn over the page from here; 0 for one whose
            length is not said.
        page_break: A page ends inside it.
        page: 1-based page it begins on, as Word last laid it out; 0 when the file does not say.
        page_starts: Places in its text where further pages began.
    """

    part: str
    number: int
    style_id: str
    style_name: str
    look: ParagraphLook
    runs: tuple[WordRun, ...]
    mark: RunLook
    cell: CellPlace | None = None
    section: int = 0
    fields: tuple[str, ...] = ()
    text_box: bool = False
    lines_pt: tuple[float, ...] = ()
    page_break: bool = False
    page: int = 0
    page_starts: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Return its text, breaks as newlines, footnote references and their commas left out."""
        return "".join(run.text for run in self.runs)

    @property
    def footnotes(self) -> tuple[int, ...]:
        """Return the ids of the footnotes it refers to, in order."""
        return tuple(run.footnote for run in self.runs if run.footnote is not None)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A table row: whether it may be parted by a page break, and is repeated on each page."""

    cant_split: bool
    header: bool


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table.

    Attributes:
        style_id: Id of its style, "" for none.
        grid_pt: Widths of the grid's columns.
        rows: Its rows.
        borders: Effective kind of border by edge ("top", ..., "insideH", "insideV").
        margins_pt: Effective left and right margin of its cells.
        section: 0-based section it stands in.
    """

    style_id: str
    grid_pt: tuple[float, ...]
    rows: tuple[WordRow, ...]
    borders: Mapping[str, str]
    margins_pt: tuple[float, float]
    section: int = 0


@dataclass(frozen=True, slots=True)
class WordSection:
    """A section: its pages, and its headers and footers by type ("default", "first", "even").

    Attributes:
        width_pt: Of the paper.
        height_pt: Of the paper.
        landscape: The paper lies on its side.
        top_pt: Top margin.
        bottom_pt: Bottom margin.
        left_pt: Left margin, the gutter in it.
        right_pt: Right margin.
        header_pt: From the upper edge to the header.
        title_page: Its first page has a header and footer of its own.
        first_number: Number of its first page, None when it goes on counting.
        number_format: "decimal", "lowerRoman", ...
        headers: Part names by type, those of the section before where it names none.
        footers: The same for footers.
        continuous: It goes on where the one before ends, on the same page.
    """

    width_pt: float
    height_pt: float
    landscape: bool
    top_pt: float
    bottom_pt: float
    left_pt: float
    right_pt: float
    header_pt: float
    title_page: bool
    first_number: int | None
    number_format: str
    headers: Mapping[str, str]
    footers: Mapping[str, str]
    continuous: bool = False

    @property
    def text_width_pt(self) -> float:
        """Return the width between the margins."""
        return self.width_pt - self.left_pt - self.right_pt


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file as read.

    Attributes:
        paragraphs: Those of the main part, in order.
        footnotes: Paragraphs of each footnote, by id; separators left out.
        headers: Paragraphs of each header and footer, by part name.
        tables: Tables of the main part, in order; one inside another comes after it.
        sections: Sections of the main part.
        properties: Core properties by name ("title", "creator", "language").
        language: Language tag of the document's defaults.
        unreadable: Values that should be numbers; they were read as not given.
    """

    paragraphs: tuple[WordParagraph, ...]
    footnotes: Mapping[int, tuple[WordParagraph, ...]]
    headers: Mapping[str, tuple[WordParagraph, ...]]
    tables: tuple[WordTable, ...]
    sections: tuple[WordSection, ...]
    properties: Mapping[str, str]
    language: str
    unreadable: tuple[Unreadable, ...] = ()
