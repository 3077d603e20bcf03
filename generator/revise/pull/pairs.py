"""Two Word files side by side: paragraph by paragraph, in tables row by row and cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from generator.readers.docx import WordFile
from generator.text.compare import pair_texts

Pair = tuple[int | None, int | None]
"""A paragraph of either side, None where one side has none."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A Word file and the text of each of its paragraphs."""

    file: WordFile
    texts: Sequence[str]


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


def pair_paragraphs(old: Texts, new: Texts) -> list[Pair]:
    """Return which paragraphs belong together, in the order of both files."""
    left, right = list(_items(old)), list(_items(new))
    found = pair_texts([one.text for one in left], [one.text for one in right])
    pairs: list[Pair] = []
    for here, there in _joined_rows(list(found), left, right):
        if here is not None and there is not None:
            pairs += _in_item(left[here], right[there], old.texts, new.texts)
        elif here is not None:
            pairs += [(place, None) for place in left[here].places()]
        elif there is not None:
            pairs += [(None, place) for place in right[there].places()]
    return pairs


def _items(side: Texts) -> Iterator[_Item]:
    def key(place: int) -> tuple[int, ...]:
        cell = side.file.paragraphs[place].cell
        return (place,) if cell is None else (cell.table, cell.row, -1)

    for _, group in groupby(range(len(side.texts)), key):
        places = list(group)
        text = "\n".join(side.texts[place] for place in places)
        first = side.file.paragraphs[places[0]].cell
        cells: dict[int, list[int]] = {}
        for place in places:
            cell = side.file.paragraphs[place].cell
            cells.setdefault(-1 if cell is None else cell.column, []).append(place)
        yield _Item(text, cells, None if first is None else (first.table, first.row))


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
    for column in sorted({*left.cells, *right.cells}):
        here, there = left.cells.get(column, []), right.cells.get(column, [])
        yield from _in_cell(here, there, old, new)


def _in_cell(
    here: list[int], there: list[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[Pair]:
    before, after = [old[place] for place in here], [new[place] for place in there]
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if j - i == m - k:
            yield from zip(here[i:j], there[k:m], strict=True)
            continue
        for one, other in pair_texts(before[i:j], after[k:m]):
            yield (
                None if one is None else here[i + one],
                None if other is None else there[k + other],
            )
