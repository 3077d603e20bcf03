"""Tables of a Word file as tables of a document, with their merged cells and header rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from generator.document.nodes import Cell, Column, Inlines, Row, Run, Table
from generator.readers.docx import WordFile, WordParagraph, WordRun
from generator.readers.docx.extras import WordCell, WordGrid

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
        for place, row in enumerate(rows[:_MOST_HEADERS]):
            is_marked = place < len(marked) and marked[place].header
            if not _is_bold(row) or not (is_marked or place == 0 or _spans(rows[0])):
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


def _runs(row: Row) -> list[Run]:
    return [
        inline
        for cell in row.cells
        for paragraph in cell.paragraphs
        for inline in paragraph
        if isinstance(inline, Run) and inline.text.strip()
    ]


def _is_bold(row: Row) -> bool:
    runs = _runs(row)
    return bool(runs) and all(run.bold for run in runs)


def _spans(row: Row) -> bool:
    return any(cell.rowspan > 1 or cell.colspan > 1 for cell in row.cells)


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
