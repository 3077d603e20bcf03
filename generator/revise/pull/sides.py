"""A document as it would be built and its Word file as it came back: what differs, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.document.nodes import Block, Document, Heading, Table
from generator.readers.docx import WordFile, WordParagraph
from generator.revise.pull.body import Step
from generator.revise.pull.parts import CellEdit, FrameEdit, FramePart, frame_edits, iter_tables
from generator.revise.pull.text import (
    Notes,
    Unit,
    folded,
    inline_text,
    split_mark,
    unit_of,
    word_text,
)
from generator.text.compare import Pair, align, pair_texts

_LEAST_SHARE = 0.4
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph outside tables, or a row.

    Attributes:
        text: Its words.
        cells: Paragraphs by column; those outside tables under -1.
        row: Its table and place, None outside tables.
    """

    text: str
    cells: dict[int, list[int]] = field(default_factory=dict)
    row: tuple[int, int] | None = None

    def places(self) -> list[int]:
        return [place for cell in self.cells.values() for place in cell]


def pair_paragraphs(
    old: WordFile, olds: Sequence[str], new: WordFile, news: Sequence[str]
) -> list[Pair]:
    """Return which paragraphs belong together, in the order of both files.

    Rows of tables are paired as a whole, then their cells, then the paragraphs of each cell.

    Args:
        old: The Word file as it would be built.
        olds: The text of each of its paragraphs.
        new: The Word file as it came back.
        news: The text of each of its paragraphs.
    """
    left, right = list(_items(old, olds)), list(_items(new, news))
    items = list(pair_texts([one.text for one in left], [one.text for one in right]))
    pairs: list[Pair] = []
    for here, there in _joined_rows(items, left, right):
        if here is not None and there is not None:
            pairs += _in_item(left[here], right[there], olds, news)
        elif here is not None:
            pairs += [(place, None) for place in left[here].places()]
        elif there is not None:
            pairs += [(None, place) for place in right[there].places()]
    return pairs


def _items(file: WordFile, texts: Sequence[str]) -> Iterator[_Item]:
    def row_of(place: int) -> tuple[int, int] | None:
        cell = file.paragraphs[place].cell
        return None if cell is None else (cell.table, cell.row)

    for _, group in groupby(range(len(texts)), lambda place: row_of(place) or (place,)):
        places = list(group)
        cells: dict[int, list[int]] = {}
        for place in places:
            cell = file.paragraphs[place].cell
            cells.setdefault(-1 if cell is None else cell.column, []).append(place)
        text = "\n".join(texts[place] for place in places)
        yield _Item(text, cells, row_of(places[0]))


def _joined_rows(
    pairs: list[Pair], left: Sequence[_Item], right: Sequence[_Item]
) -> Iterator[Pair]:
    """Yield the pairs; what is left over on both sides of one place belongs together in order.

    That holds for rows, and for one paragraph that took the place of one other.
    """
    for matched, group in groupby(pairs, lambda pair: None not in pair):
        run = list(group)
        gone = [here for here, _ in run if here is not None]
        come = [there for _, there in run if there is not None]
        rows = [here for here in gone if left[here].row] or gone[:1]
        others = [there for there in come if right[there].row] or come[:1]
        is_alone = len(gone) == len(come) == 1 and bool(left[gone[0]].row) == bool(
            right[come[0]].row
        )
        if matched or len(rows) != len(others) or not (is_alone or left[rows[0]].row):
            yield from run
            continue
        both = dict(zip(rows, others, strict=True))
        yield from ((here, both.get(here)) for here in gone)
        yield from ((None, there) for there in come if there not in both.values())


def _in_item(left: _Item, right: _Item, old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs of paragraphs of one row or paragraph, column by column."""
    for column in sorted({*left.cells, *right.cells}):
        here, there = left.cells.get(column, []), right.cells.get(column, [])
        before, after = [old[place] for place in here], [new[place] for place in there]
        for _, olds, news in align(before, after):
            ours, theirs = here[olds.start : olds.stop], there[news.start : news.stop]
            if len(ours) == len(theirs):
                yield from zip(ours, theirs, strict=True)
                continue
            words = [old[place] for place in ours], [new[place] for place in theirs]
            for one, other in pair_texts(*words):
                yield None if one is None else ours[one], None if other is None else theirs[other]


@dataclass(frozen=True, slots=True)
class Difference:
    """Paragraphs that differ.

    Attributes:
        before: The words of the document, "" for new ones.
        after: The words of the Word file, "" for deleted ones.
        paragraph: The paragraph of the Word file, or of the document when it was deleted.
        is_deleted: Whether the Word file has none for it.
    """

    before: str
    after: str
    paragraph: WordParagraph
    is_deleted: bool = False


class Sides:
    """The file as it would be built and as it came back."""

    def __init__(self, document: Document, base: WordFile, file: WordFile, notes: Notes) -> None:
        self._document = document
        self._notes = notes
        self._base, self._file = base, file
        self._old = [word_text(one, base, notes) for one in base.paragraphs]
        self._new = [word_text(one, file, notes) for one in file.paragraphs]
        self.pairs = pair_paragraphs(base, self._old, file, self._new)
        self._place = self._places()
        self._tables = self._find_tables()

    # ------------------------------------------------------------------ whose file it is

    def is_ours(self) -> bool:
        """Return whether enough paragraphs of the file are those that would be built."""
        return len(self._paired()) >= _LEAST_SHARE * self._count()

    def is_surely_ours(self) -> bool:
        """Return whether office and place are the document's, and most paragraphs unchanged."""
        frame = self._document.frame
        place = frame.dia_danh_ngay.partition(", ngày")[0]
        heads = {*frame.co_quan_chu_quan, *frame.co_quan_ban_hanh}
        found = {folded(text) for text in self._new}
        same = sum(folded(before) == folded(after) for before, after in self._paired())
        return (
            all(folded(line) in found for line in heads)
            and any(text.startswith(f"{place},") for text in found)
            and same > _MOST * self._count()
        )

    def _paired(self) -> list[tuple[str, str]]:
        """Return the texts of the built file that have a partner in the one that came back."""
        return [
            (self._old[here], self._new[there])
            for here, there in self.pairs
            if here is not None and there is not None and self._old[here].strip()
        ]

    def _count(self) -> int:
        return sum(bool(text.strip()) for text in self._old)

    # ------------------------------------------------------------------ the body

    def _places(self) -> dict[int, int]:
        """Return which block each paragraph of the built file is."""
        found: dict[int, int] = {}
        at = 0
        for number, block in enumerate(self._document.blocks):
            printed = _printed(block, self._notes)
            for place in range(at, len(self._old)):
                if self._old[place] == printed and self._base.paragraphs[place].cell is None:
                    found[place] = number
                    at = place + 1
                    break
        return found

    def _find_tables(self) -> dict[int, int]:
        """Return which table of the document each table of the built file is, by number."""
        texts: dict[int, list[str]] = {}
        for text, paragraph in zip(self._old, self._base.paragraphs, strict=True):
            if paragraph.cell is not None and text.strip():
                texts.setdefault(paragraph.cell.table, []).append(folded(text))
        found: dict[int, int] = {}
        for number, table in enumerate(iter_tables(self._document)):
            paragraphs = (each for row in table.rows for cell in row.cells
                          for each in cell.paragraphs)  # fmt: skip
            printed = [folded(inline_text(each, self._notes)) for each in paragraphs]
            printed = [text for text in printed if text]
            for place, one in texts.items():
                if place > max(found, default=-1) and one == printed:
                    found[place] = number
                    break
        return found

    def steps(self) -> list[Step]:
        """Return what was changed in the body, in the order of the document."""
        steps: list[Step] = []
        last = -1
        first, final = min(self._place, default=0), max(self._place, default=-1)
        inside = False
        for here, there in self.pairs:
            if here is not None:
                inside = first <= here <= final
                number = self._place.get(here)
                if number is None:
                    last = self._behind_table(here, last)
                    continue
                last = number
                steps += self._step(number, here, there)
            elif there is not None and inside:
                paragraph = self._file.paragraphs[there]
                if self._new[there].strip() and paragraph.cell is None:
                    steps.append(self._coming(last + 1, paragraph, self._new[there]))
        return steps

    def _behind_table(self, here: int, last: int) -> int:
        """Return the last block when a paragraph of the built file is in a table of the body."""
        cell = self._base.paragraphs[here].cell
        number = self._tables.get(cell.table) if cell else None
        tables = [n for n, block in enumerate(self._document.blocks) if isinstance(block, Table)]
        return tables[number] if number is not None and number < len(tables) else last

    def _step(self, number: int, here: int, there: int | None) -> list[Step]:
        block = self._document.blocks[number]
        text = self._new[there] if there is not None else ""
        if text == self._old[here]:
            return []
        if not text.strip():
            return [Step(number, None)]
        unit = unit_of(block, self._notes)
        mark = self._old[here][: len(self._old[here]) - len(unit.text)]
        if text.startswith(mark):
            return [Step(number, Unit(unit.kind, text[len(mark) :].strip()))]
        if isinstance(block, Heading):
            label = text.partition(" ")
            return [Step(number, Unit(unit.kind, label[2].strip()))]
        kind, words = split_mark(text)
        if kind == unit.kind:
            return [Step(number, Unit(kind, words))]
        return [Step(number, None), Step(number, Unit(kind, words), comes=True)]

    @staticmethod
    def _coming(at: int, paragraph: WordParagraph, text: str) -> Step:
        kind, words = split_mark(text)
        if kind == "text" and paragraph.look.numbering is not None:
            kind = "bullet1"
        return Step(at, Unit(kind, words), comes=True)

    # ------------------------------------------------------------------ tables

    def cell_edits(self) -> list[CellEdit]:
        """Return the cells that have other words now; new and deleted rows are not cells."""
        old: dict[tuple[int, int, int], list[int]] = {}
        new: dict[tuple[int, int, int], list[str]] = {}
        rows = self._rows()
        for place, paragraph in enumerate(self._base.paragraphs):
            cell = paragraph.cell
            if cell is not None and cell.table in self._tables:
                old.setdefault((cell.table, cell.row, cell.column), []).append(place)
        for text, paragraph in zip(self._new, self._file.paragraphs, strict=True):
            cell = paragraph.cell
            home = rows.get((cell.table, cell.row)) if cell else None
            if cell is not None and home is not None:
                new.setdefault((*home, cell.column), []).append(text)
        edits = []
        for key, places in old.items():
            before = tuple(self._old[place] for place in places)
            after = tuple(new.get(key, before))
            if tuple(map(folded, after)) != tuple(map(folded, before)):
                edits.append(CellEdit(self._tables[key[0]], key[1], key[2], before, after))
        return edits

    def _rows(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return which row of the built file each row of the Word file is."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for here, there in self.pairs:
            if here is None or there is None:
                continue
            old, new = self._base.paragraphs[here].cell, self._file.paragraphs[there].cell
            if old is not None and new is not None:
                found.setdefault((new.table, new.row), (old.table, old.row))
        return found

    # ------------------------------------------------------------------ around the body

    def frame_edits(self) -> list[FrameEdit]:
        """Return what was changed around the body."""
        parts = [self._part(pairs) for pairs in self._frame_groups().values()]
        return frame_edits(self._document.frame, parts)

    def _part(self, pairs: Sequence[Pair]) -> FramePart:
        old: list[str] = []
        new: list[str] = []
        both: list[Pair] = []
        for here, there in pairs:
            before = self._old[here].strip() if here is not None else ""
            after = self._new[there].strip() if there is not None else ""
            if before or after:
                both.append((len(old) if before else None, len(new) if after else None))
            old += [before] if before else []
            new += [after] if after else []
        return FramePart(tuple(old), tuple(new), tuple(both))

    def _frame_groups(self) -> dict[tuple[int, ...], list[Pair]]:
        """Return the paragraphs around the body: those of each cell, those before and after."""
        first, final = min(self._place, default=0), max(self._place, default=-1)
        section = self._base.paragraphs[final].section if self._place else 0
        rows = self._rows()
        groups: dict[tuple[int, ...], list[Pair]] = {}
        last: tuple[int, ...] | None = None
        for here, there in self.pairs:
            paragraph = self._file.paragraphs[there] if there is not None else None
            if here is not None:
                own = self._base.paragraphs[here]
                inside = first <= here <= final or own.section > section
                cell = own.cell
                if inside or (cell and cell.table in self._tables):
                    last = None
                    continue
                last = (int(here > final),)
                if cell is not None:
                    last = (cell.table, cell.row, cell.column)
            elif paragraph is not None and paragraph.cell is not None:
                row = rows.get((paragraph.cell.table, paragraph.cell.row))
                last = (*row, paragraph.cell.column) if row else None
                if last is not None and last[0] in self._tables:
                    last = None
            if last is not None:
                groups.setdefault(last, []).append((here, there))
        return groups

    # ------------------------------------------------------------------ what is left

    def differences(self) -> Iterator[Difference]:
        """Yield every paragraph that differs, numbers of sections left out."""
        for here, there in self.pairs:
            before = self._old[here] if here is not None else ""
            after = self._new[there] if there is not None else ""
            if there is not None:
                paragraph = self._file.paragraphs[there]
            else:
                paragraph = self._base.paragraphs[here or 0]
            if _bare(before, paragraph) != _bare(after, paragraph):
                yield Difference(before, after, paragraph, there is None)


def _bare(text: str, paragraph: WordParagraph) -> str:
    text = folded(text)
    if paragraph.cell is None:
        head, _, rest = text.partition(" ")
        # Numbers follow the sections, whatever the file says after one was taken out.
        if head[-1:] in (".", "-") and head[:1] in ("I", "V", "X", *"0123456789"):
            return rest
    return text


def _printed(block: Block, notes: Notes) -> str | None:
    """Return a block as its paragraph reads, None for a table."""
    if isinstance(block, Table):
        return None
    text = inline_text(block.inlines, notes)
    if isinstance(block, Heading):
        return f"{block.label} {text}".strip() if text else block.label
    unit = unit_of(block, notes)
    marks = {"bullet1": "- ", "bullet2": "+ "}
    return f"{marks.get(unit.kind, '')}{text}"
