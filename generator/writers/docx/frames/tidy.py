"""What a filled part needs before Word opens it: no empty cells or tables, no id given twice."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.xml import parent_of, qn, remove

if TYPE_CHECKING:
    from lxml.etree import _Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_VML = "{urn:schemas-microsoft-com:vml}"
_P, _TBL = qn("w:p"), qn("w:tbl")
# What Word takes for damage when it does not end with a paragraph.
_NEEDS_LAST = qn("w:tc")
# What needs a paragraph, or anything a paragraph could stand for.
_NEEDS_ANY = tuple(map(qn, ("w:footnote", "w:endnote", "w:hdr", "w:ftr", "w:txbxContent")))
_BLOCKS = tuple(map(qn, ("w:p", "w:tbl", "w:sdt", "w:customXml", "w:altChunk")))
# The order of the schema (CT_TcPr).
_CELL_ORDER = {
    qn(f"w:{name}"): number
    for number, name in enumerate((
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel",
        "cellMerge", "tcPrChange",
    ))
}  # fmt: skip
_COMMENT_MARKS = tuple(map(qn, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
_BOOKMARK_MARKS = tuple(map(qn, ("w:bookmarkStart", "w:bookmarkEnd")))
_GAP = (
    '<w:p xmlns:w="{space}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20"'
    ' w:lineRule="exact"/></w:pPr></w:p>'
)


def tidy(root: "_Element", *, keeps_tables_apart: bool) -> None:
    """Mend a filled part.

    Args:
        root: The part.
        keeps_tables_apart: The frame has no two tables in a row, so a loop made those there are.
    """
    _drop_empty_tables(root)
    _fill_empty(root)
    if keeps_tables_apart:
        _part_tables(root)
    _order_cell_properties(root)
    for marks in (_COMMENT_MARKS, _BOOKMARK_MARKS):
        _keep_first(root, marks)
    _give_own_ids(root)


def has_adjacent_tables(root: "_Element") -> bool:
    """Whether two tables stand in a row."""
    return any(_follows_table(table) for table in root.iter(_TBL))


def bad_spans(root: "_Element") -> list[str]:
    """Return the numbers of joined columns that are none."""
    values = [each.get(qn("w:val"), "") for each in root.iter(qn("w:gridSpan"))]
    return [value for value in values if not value.isdecimal() or not int(value[:9])]


def _drop_empty_tables(root: "_Element") -> None:
    for row in list(root.iter(qn("w:tr"))):
        if not _has(row, qn("w:tc")):
            remove(row)
    for table in reversed(list(root.iter(_TBL))):
        if not _has(table, qn("w:tr")):
            remove(table)


def _has(element: "_Element", name: str) -> bool:
    """Whether an element holds another, not counting those of tables inside it."""
    return any(
        child.tag == name or (child.tag not in (_TBL, _P) and _has(child, name))
        for child in element
    )


def _fill_empty(root: "_Element") -> None:
    for element in [root, *root.iter(_NEEDS_LAST, *_NEEDS_ANY, qn("w:sdtContent"))]:
        blocks = [child for child in element if child.tag in _BLOCKS]
        if element.tag == _NEEDS_LAST:
            wanted = not blocks or blocks[-1].tag == _TBL
        elif element.tag == qn("w:sdtContent"):
            # One between runs may be empty, one between paragraphs may not.
            outer = parent_of(parent_of(element))
            wanted = not len(element) and str(outer.tag) not in (_P, qn("w:tr"), qn("w:tbl"))
        else:
            wanted = element.tag in _NEEDS_ANY and not blocks
        if wanted:
            etree.SubElement(element, _P)


def _follows_table(table: "_Element") -> bool:
    before = table.getprevious()
    while before is not None and before.tag in _BOOKMARK_MARKS:
        before = before.getprevious()
    return before is not None and before.tag == _TBL


def _part_tables(root: "_Element") -> None:
    """Put a paragraph, as thin as can be, between tables that Word would join."""
    space = _P[1:].partition("}")[0]
    for table in list(root.iter(_TBL)):
        if _follows_table(table):
            table.addprevious(etree.fromstring(_GAP.format(space=space)))


def _order_cell_properties(root: "_Element") -> None:
    for properties in root.iter(qn("w:tcPr")):
        ordered = sorted(properties, key=_cell_place)
        if ordered != list(properties):
            properties.extend(ordered)


def _cell_place(child: "_Element") -> int:
    return _CELL_ORDER.get(str(child.tag), len(_CELL_ORDER))


def _keep_first(root: "_Element", marks: Iterable[str]) -> None:
    """Keep the first of the marks that a loop repeated: each id stands once."""
    seen = Counter[tuple[object, str | None]]()
    for element in list(root.iter(*marks)):
        key = (element.tag, element.get(qn("w:id")))
        seen[key] += 1
        if seen[key] > 1:
            _remove(element)


def _remove(element: "_Element") -> None:
    """Remove an element that has no text after it, with a run that held nothing else."""
    parent = parent_of(element)
    parent.remove(element)
    if parent.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in parent):
        remove(parent)


def _give_own_ids(root: "_Element") -> None:
    seen: set[str] = set()
    shapes: Counter[str] = Counter()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        paragraph = element.get(f"{_W14}paraId")
        if paragraph is not None:
            if paragraph in seen:
                del element.attrib[f"{_W14}paraId"]
            seen.add(paragraph)
        shape = element.get("id") if element.tag.startswith(_VML) else None
        if shape:
            shapes[shape] += 1
            if shapes[shape] > 1:
                element.set("id", f"{shape}_{shapes[shape]}")
