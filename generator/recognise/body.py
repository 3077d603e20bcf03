"""Says what stands in the body: headings, labels and their scheme, items, text, tables."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.document.nodes import Cell, Column, Inlines, Row, Run, Table
from generator.document.walk import LevelStyle, format_label, is_pattern, label_numbers
from generator.readers.docx import WordFile, WordParagraph, WordRun
from generator.readers.docx.extras import WordCell, WordGrid
from generator.recognise import patterns
from generator.recognise.head import is_bold
from generator.recognise.paragraph import Paragraph, Span

_TITLE_LENGTH = 200
_TABLE_UNIT = "đơn vị tính"
_WORDS = "bằng chữ"


def classify_body(paragraphs: Sequence[Paragraph]) -> dict[str, list[Span]]:
    """Set the component of each paragraph; return the headings and legal bases found."""
    found: dict[str, list[Span]] = {}
    bases = _bases(paragraphs)
    deciding = -1
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not text or paragraph.in_table:
            continue
        component = "can_cu" if position in bases else classify(paragraph, text)
        if patterns.DECISION.fullmatch(text) and position <= max(bases, default=-1) + 2:
            component, deciding = "loi_quyet_dinh", position
        paragraph.component = component
        if component not in ("noi_dung", "gach_dau_dong", "dau_cong", "doan_danh_so"):
            found.setdefault(component, []).append(paragraph.span())
    # The office that decides stands in capitals above the bases.
    for paragraph in paragraphs[: max(deciding, 0)]:
        if patterns.is_upper(paragraph.text.strip()) and not paragraph.in_table:
            paragraph.component = "tham_quyen_ban_hanh"
            found.setdefault("tham_quyen_ban_hanh", []).append(paragraph.span())
    return found


def _bases(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the legal bases: a list of paragraphs at the start, parted by ";"."""
    bases: set[int] = set()
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not text or paragraph.in_table:
            continue
        if patterns.CAN_CU.match(text) and text[-1] in ";,.":
            bases.add(position)
        elif bases or not (patterns.is_upper(text) and len(text) < _TITLE_LENGTH):
            break
    listed = any(paragraphs[position].text.strip().endswith(";") for position in bases)
    return bases if listed or len(bases) > 1 else set()


def classify(paragraph: Paragraph, text: str) -> str:
    """Return what a paragraph of the body is."""
    if text[0] in "-–—•*▪●":
        return "gach_dau_dong"
    if text[0] == "+":
        return "dau_cong"
    first = text.split("\n", 1)[0]
    if text[0] in "PpCcMmTtĐđ":
        if patterns.DIEU.fullmatch(text):
            return "dieu"
        match = patterns.PHAN_CHUONG.fullmatch(first)
        if match and (not match["rest"] or patterns.is_upper(match["rest"])):
            return "phan_chuong"
    if patterns.ROMAN.fullmatch(text):
        return "de_muc_1" if _is_title(paragraph, text) else "doan_danh_so"
    if text[0].isdigit():
        match = patterns.NUMBER.fullmatch(text)
        if match:
            level = min(2 + match["number"].count("."), 4)
            return f"de_muc_{level}" if _is_title(paragraph, text) else "doan_danh_so"
    lowered = first[:20].lower()
    if lowered.startswith((_TABLE_UNIT, "đvt")):
        return "don_vi_tinh"
    if lowered.startswith((_WORDS, "(bằng chữ")):
        return "bang_chu"
    return "noi_dung"


def _is_title(paragraph: Paragraph, text: str) -> bool:
    """Return whether a numbered paragraph is a title: short, without the mark of a sentence."""
    if patterns.ROMAN.fullmatch(text) and patterns.is_upper(text):
        return True
    if text[-1] in ".;:,":
        return is_bold(paragraph.span()) and len(text) < _TITLE_LENGTH
    return len(text) < _TITLE_LENGTH


_SPACE_OR_LETTER = r"(?=\s|[^\W\d_]|$)"
_PATTERNS = tuple(
    (kind, re.compile(f"(?P<prefix>{prefix})(?P<number>{number})(?P<mark>{mark}){after}"))
    for kind, prefix, number, mark, after in (
        (
            "part",
            r"(?:Phần|Chương|PHẦN|CHƯƠNG|Mục|MỤC)\s+",
            r"[IVXLC]+|\d{1,2}",
            "[.:]?",
            r"(?=\s|$)",
        ),
        ("dieu", r"Điều\s+", r"\d{1,3}", "[.:]", r"(?=\s|$)"),
        ("letter", "", "[ABDĐEGH]", "[./-]", r"(?=\s*[^\W\d_])"),
        ("roman", "", "[IVXLC]{1,7}", r"\s?[.)\-–/:]", _SPACE_OR_LETTER),
        (
            "number",
            "",
            r"\d{1,2}(?:\.\d{1,2}){1,3}",
            "[.)/:]?",
            r"(?=\s+[A-ZĐÀ-Ỹ“]|(?<=[.)/:])\s*[^\W\d_])",
        ),
        ("number", "", r"\d{1,2}", r"\s?[./:]", _SPACE_OR_LETTER),
        ("bracket", "", r"\d{1,2}", r"\)", _SPACE_OR_LETTER),
        ("small", "", "[a-zđ]", "[).]", r"(?=\s|[^\W\d_])"),
    )
)
_RANKS = ("part", "letter", "roman", "dieu", "number", "bracket", "small")
_DEEPEST = 6
_SPECIMENS = {"part": "I", "letter": "A", "roman": "I", "dieu": "1", "bracket": "1", "small": "a"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a paragraph.

    Attributes:
        text: As it stands, without the white space after it.
        end: Where it ends in the paragraph's text.
        kind: Its family: "roman", "number", ...
        depth: How many numbers it has: 2 for "1.1."; 1 for the other families.
        pattern: A specimen of it: "I-", "1.1.".
    """

    text: str
    end: int
    kind: str
    depth: int
    pattern: str

    @property
    def key(self) -> tuple[str, int]:
        """Return what labels of one level share."""
        return self.kind, self.depth


def find_label(text: str) -> Label | None:
    """Return the label a paragraph begins with, None when it has none.

    >>> find_label("II- NỘI DUNG").pattern, find_label("1.2. Yêu cầu").key
    ('I-', ('number', 2))
    >>> find_label("1.250.000 đồng") is None and find_label("15/6/2023") is None
    True
    """
    start = len(text) - len(text.lstrip())
    for kind, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is None:
            continue
        number = match["number"]
        depth = number.count(".") + 1
        specimen = _SPECIMENS.get(kind, ".".join("1" * depth))
        if kind == "part" and number.isdigit():
            specimen = "1"
        prefix = " ".join(match["prefix"].split())
        mark = match["mark"].strip().replace("–", "-")
        made = f"{prefix} {specimen}{mark}" if prefix else f"{specimen}{mark}"
        return Label(match[0].strip(), match.end(), kind, depth, made)
    return None


@dataclass(frozen=True, slots=True)
class Scheme:
    """The levels of a document's labels, the highest first."""

    keys: tuple[tuple[str, int], ...]
    specimens: tuple[str, ...]

    def level(self, label: Label) -> int | None:
        """Return the level of a label from 1 on, None when there is no room for it."""
        return self.keys.index(label.key) + 1 if label.key in self.keys else None


def find_scheme(labels: Iterable[Label]) -> Scheme:
    """Return the levels of labels: families in their usual order, numbers with all their heads."""
    specimens: dict[tuple[str, int], Counter[str]] = {}
    for label in labels:
        specimens.setdefault(label.key, Counter())[label.pattern] += 1
    for kind, depth in list(specimens):
        for higher in range(1, depth):
            specimens.setdefault((kind, higher), Counter({_shorter(specimens, kind, higher): 1}))
    keys = sorted(specimens, key=lambda key: (_RANKS.index(key[0]), key[1]))[:_DEEPEST]
    found = tuple(specimens[key].most_common(1)[0][0] for key in keys)
    usable = tuple(pattern if is_pattern(pattern) else "1." for pattern in found)
    return Scheme(tuple(keys), usable)


def _shorter(specimens: dict[tuple[str, int], Counter[str]], kind: str, depth: int) -> str:
    deeper = next(iter(specimens.get((kind, depth + 1), Counter({"1.1.": 1}))))
    mark = deeper[-1] if deeper[-1] in ".)/:" else "."
    return ".".join("1" * depth) + mark


class LabelCounter:
    """Counts labels as the numbering does, to tell which of them must be given by hand."""

    def __init__(self, specimens: Sequence[str]) -> None:
        self._patterns = [LevelStyle(pattern).pattern for pattern in specimens]
        self._counters = [0] * (len(specimens) + 1)
        self._depth = 0

    def explicit(self, level: int, label: str) -> str:
        """Return the label when counting would give another, "" when it would give this one."""
        skips = level > self._depth + 1
        self._depth = level
        self._counters[level] += 1
        self._counters[level + 1 :] = [0] * (len(self._counters) - level - 1)
        counted = format_label(self._patterns[level - 1], self._counters[: level + 1])
        if counted == label and not skips:
            return ""
        numbers = label_numbers(label)[-level:]
        if numbers:
            self._counters[level - len(numbers) + 1 : level + 1] = numbers
        return label


_MOST_HEADERS = 3


class TableReader:
    """Reads the tables of one file."""

    def __init__(
        self,
        word: WordFile,
        grids: Sequence[WordGrid],
        inlines: Callable[[Iterable[WordRun]], Inlines],
    ) -> None:
        self._word = word
        self._grids = grids
        self._inlines = inlines

    def outermost(self, table: int) -> int:
        """Return the table that a table stands in, itself when it stands in none."""
        parent = self._grids[table].parent
        return table if parent is None else self.outermost(parent[0])

    def read(self, table: int, paragraphs: Iterable[WordParagraph]) -> Table:
        """Return a table; paragraphs of tables inside it are paragraphs of its cells."""
        texts: dict[tuple[int, int], list[Inlines]] = {}
        for paragraph in paragraphs:
            place = self._place(paragraph, table)
            if place is not None and (paragraph.text.strip() or paragraph.footnotes):
                texts.setdefault(place, []).append(self._inlines(paragraph.runs))
        grid = self._grids[table]
        count = max((cell.column + cell.colspan for cell in grid.cells), default=1)
        rows = [
            _row([cell for cell in grid.cells if cell.row == number], texts, count)
            for number in range(max((cell.row for cell in grid.cells), default=-1) + 1)
        ]
        heads = self._count_heads(table, rows)
        done = tuple(_as_header(row) if place < heads else row for place, row in enumerate(rows))
        return Table(self._columns(table, count), done)

    def _place(self, paragraph: WordParagraph, table: int) -> tuple[int, int] | None:
        if paragraph.cell is None:
            return None
        index, row, column = paragraph.cell.table, paragraph.cell.row, paragraph.cell.column
        while index != table:
            parent = self._grids[index].parent
            if parent is None:
                return None
            index, row, column = parent
        return row, column

    def _columns(self, table: int, count: int) -> tuple[Column, ...]:
        widths = self._word.tables[table].grid_pt
        if len(widths) != count or not all(width >= 1 for width in widths):
            return tuple(Column(1.0) for _ in range(count))
        return tuple(Column(float(round(width))) for width in widths)

    def _count_heads(self, table: int, rows: Sequence[Row]) -> int:
        """Return how many rows at the top are headers: in bold, and not the whole table."""
        marked = self._word.tables[table].rows
        heads = 0
        spans = (
            any(cell.rowspan > 1 or cell.colspan > 1 for cell in rows[0].cells) if rows else False
        )
        for place, row in enumerate(rows[:_MOST_HEADERS]):
            is_marked = place < len(marked) and marked[place].header
            if not _is_bold(row) or not (is_marked or place == 0 or spans):
                break
            heads = place + 1
        return heads if heads < len(rows) else 0


def _row(cells: Sequence[WordCell], texts: dict[tuple[int, int], list[Inlines]], count: int) -> Row:
    made = [
        Cell(
            tuple(texts.get((cell.row, cell.column), ())) or ((),),
            colspan=cell.colspan,
            rowspan=cell.rowspan,
        )
        for cell in sorted(cells, key=lambda cell: cell.column)
        if not cell.covered
    ]
    last = max((cell.column + cell.colspan for cell in cells), default=0)
    first = min((cell.column for cell in cells), default=count)
    made[:0] = [Cell(((),))] * first
    made += [Cell(((),))] * (count - max(last, first))
    return Row(tuple(made))


def _is_bold(row: Row) -> bool:
    looks = [
        inline.bold
        for cell in row.cells
        for paragraph in cell.paragraphs
        for inline in paragraph
        if isinstance(inline, Run) and inline.text.strip()
    ]
    return bool(looks) and all(looks)


def _as_header(row: Row) -> Row:
    cells = tuple(
        replace(
            cell,
            bold=True,
            paragraphs=tuple(
                tuple(replace(each, bold=False) if isinstance(each, Run) else each for each in one)
                for one in cell.paragraphs
            ),
        )
        for cell in row.cells
    )
    return replace(row, cells=cells, header=True)
