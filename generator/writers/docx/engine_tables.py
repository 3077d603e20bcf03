"""What a rendered body needs when tags made columns or repeated pictures."""

import re
from itertools import count

from lxml import etree

from generator.ooxml.ns import qn
from generator.ooxml.numbers import MAX_SPAN, decimal, whole
from generator.ooxml.xml import DECLARATION, to_text

_PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_PICTURE_ID = 1001


def fix_grids(xml: str) -> str:
    """Return a body whose table grids have as many columns as the widest row.

    Word draws a table by ``w:tblGrid``; ``{%tc %}`` loops, ``{% colspan %}`` and ``{% hm %}``
    change the number of columns. The width of the table stays.
    """
    root = etree.fromstring(xml.removeprefix(DECLARATION))
    for table in root.iter(qn("w:tbl")):
        grid = table.find(qn("w:tblGrid"))
        if grid is not None:
            _fix_grid(table, grid)
    return DECLARATION + to_text(root)


def _fix_grid(table: "etree._Element", grid: "etree._Element") -> None:
    rows = table.findall(qn("w:tr"))
    columns = grid.findall(qn("w:gridCol"))
    widths = [decimal(column.get(qn("w:w"))) for column in columns]
    missing = max((len(row.findall(qn("w:tc"))) for row in rows), default=0) - len(columns)
    if missing > 0 and sum(widths) > 0:
        old, new = sum(widths) / len(widths), sum(widths) / (len(widths) + missing)
        _set_widths(columns, [int(width * new / old) for width in widths])
        for _ in range(missing):
            etree.SubElement(grid, qn("w:gridCol"), {qn("w:w"): str(int(new))})
    columns = grid.findall(qn("w:gridCol"))
    widest = max((_columns_of(row) for row in rows), default=0)
    if len(columns) > widest:
        kept, extra = columns[:widest], columns[widest:]
        freed = sum(decimal(column.get(qn("w:w"))) for column in extra)
        for column in extra:
            grid.remove(column)
        share = int(freed / len(kept)) if kept else 0
        _set_widths(kept, [int(decimal(column.get(qn("w:w"))) + share) for column in kept])


def _set_widths(columns: list["etree._Element"], widths: list[int]) -> None:
    for column, width in zip(columns, widths, strict=True):
        if column.get(qn("w:w")) is not None:
            column.set(qn("w:w"), str(width))


def _columns_of(row: "etree._Element") -> int:
    spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
    values = [None if span is None else span.get(qn("w:val")) for span in spans]
    total = sum(whole(value, 1, 1, MAX_SPAN) for value in values)
    for outside in ("w:gridBefore", "w:gridAfter"):
        skipped = row.find(f"{qn('w:trPr')}/{qn(outside)}")
        if skipped is not None:
            total += whole(skipped.get(qn("w:val")), 0, 0, MAX_SPAN)
    return total


def number_pictures(xml: str) -> str:
    """Return a body whose pictures have ids of their own, for Word repairs files where not."""
    numbers = count(_FIRST_PICTURE_ID)
    return _PICTURE_ID.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)
