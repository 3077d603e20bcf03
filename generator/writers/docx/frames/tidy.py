"""What a filled frame needs before Word opens it: whole cells and tables, notes in order."""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    main_part,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import (
    NAMESPACES,
    parent_of,
    parse_xml,
    qn,
    remove,
    to_bytes,
    word_content_type,
)
from generator.writers.docx.footnotes import REFERENCE_STYLE
from generator.writers.docx.parts import write_footnotes

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


TEXT_STYLE = "FootnoteText"
_W = f'xmlns:w="{NAMESPACES["w"]}"'
_ID = qn("w:id")
_KINDS = (("footnote", qn("w:footnoteReference")), ("endnote", qn("w:endnoteReference")))
# Where w:footnotePr goes in w:settings: before the first of these (CT_Settings is a sequence).
_AFTER_FOOTNOTE_PR = frozenset(
    ("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
     "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures",
     "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
     "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId",
     "chartTrackingRefBased", "discardImageEditingData", "defaultImageDpi", "conflictMode")
)  # fmt: skip


class NoteStyles(NamedTuple):
    """The ids of a frame's styles for footnotes: of their text and of their references."""

    text: str
    reference: str


def find_styles(package: Package) -> NoteStyles:
    """Return the styles for footnotes; Word knows them by name, in any language version."""
    names = {
        ("paragraph", "footnote text"): TEXT_STYLE,
        ("character", "footnote reference"): REFERENCE_STYLE,
    }
    for part in package.related(main_part(package), "styles"):
        for style in package.xml(part).iter(qn("w:style")):
            key = (style.get(qn("w:type"), ""), _name_of(style))
            if key in names:
                names[key] = style.get(qn("w:styleId"), "")
    return NoteStyles(*names.values())


def find_missing_notes(package: Package) -> list[str]:
    """Return the parts of notes that lack the note of a reference; the main part for none."""
    main = main_part(package)
    root = package.xml(main)
    missing = []
    for kind, reference in _KINDS:
        found = package.related(main, f"{kind}s")
        notes = package.xml(found[0]) if found else ()
        ids = {note.get(_ID) for note in notes}
        if any(each.get(_ID) not in ids for each in root.iter(reference)):
            missing.append(found[0] if found else main)
    return missing


def settle_notes(package: Package, root: "_Element", added: str) -> dict[str, bytes]:
    """Give each reference a note of its own, in their order, and return the parts that changed.

    Args:
        package: The filled frame.
        root: Its main part; the ids of its references are changed.
        added: The notes that are not in the package yet, as ``w:footnote``.
    """
    parts: dict[str, bytes] = {}
    main = main_part(package)
    for kind, reference in _KINDS:
        references = list(root.iter(reference))
        existing = package.related(main, f"{kind}s")
        if not existing and not references:
            continue
        if existing:
            part = existing[0]
            notes = parse_xml(package.read(part), part, keep_blanks=True)
        else:
            part = "word/footnotes.xml"
            notes = parse_xml(write_footnotes().encode(), part)
            parts |= _declare_footnotes(package, main, part)
        if kind == "footnote" and added:
            notes.extend(etree.fromstring(f"<w:footnotes {_W}>{added}</w:footnotes>"))
            parts |= _add_styles(package, main)
        _renumber(references, notes)
        parts[part] = to_bytes(notes)
    return parts


def _renumber(references: list["_Element"], notes: "_Element") -> None:
    own = {note.get(_ID): note for note in notes if note.get(qn("w:type")) in (None, "normal")}
    special = {note.get(_ID) for note in notes} - own.keys()
    free = (str(number) for number in range(1, len(references) + len(special) + 2))
    ids = (key for key in free if key not in special)
    for old in own.values():
        notes.remove(old)
    for reference in references:
        note = own.get(reference.get(_ID))
        if note is not None:
            copy = deepcopy(note)
            key = next(ids)
            copy.set(_ID, key)
            reference.set(_ID, key)
            notes.append(copy)


def _declare_footnotes(package: Package, main: str, part: str) -> dict[str, bytes]:
    """Return what names a new part of footnotes."""
    types = content_types_with(package, {part: word_content_type("footnotes")})
    relations = relationships_with(package, main, "footnotes", part)
    return {
        CONTENT_TYPES: to_bytes(types),
        relationships_part(main): to_bytes(relations),
        **_name_separators(package, main),
    }


def _name_separators(package: Package, main: str) -> dict[str, bytes]:
    found = package.related(main, "settings")
    if not found:
        return {}
    root = package.xml(found[0])
    existing = root.find(qn("w:footnotePr"))
    properties = etree.Element(qn("w:footnotePr")) if existing is None else existing
    if existing is None:
        place = next(
            (
                index
                for index, child in enumerate(root)
                if isinstance(child.tag, str) and etree.QName(child).localname in _AFTER_FOOTNOTE_PR
            ),
            len(root),
        )
        root.insert(place, properties)
    for old in properties.findall(qn("w:footnote")):
        properties.remove(old)
    for key in ("-1", "0"):
        etree.SubElement(properties, qn("w:footnote"), {_ID: key})
    return {found[0]: to_bytes(root)}


def _add_styles(package: Package, main: str) -> dict[str, bytes]:
    """Return the styles with those for footnotes that a frame lacks."""
    found = package.related(main, "styles")
    if not found:
        return {}
    root = package.xml(found[0])
    names = {(style.get(qn("w:type")), _name_of(style)) for style in root.iter(qn("w:style"))}
    count = len(root)
    if ("character", "footnote reference") not in names:
        look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        root.append(_style("character", REFERENCE_STYLE, "footnote reference", look))
    if ("paragraph", "footnote text") not in names:
        based = next(
            (
                f'<w:basedOn w:val="{style.get(qn("w:styleId"))}"/>'
                for style in root.iter(qn("w:style"))
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        look = (
            '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:firstLine="0"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
        )
        root.append(_style("paragraph", TEXT_STYLE, "footnote text", look, based))
    return {found[0]: to_bytes(root)} if len(root) > count else {}


def _style(kind: str, key: str, name: str, look: str, based: str = "") -> "_Element":
    return etree.fromstring(
        f'<w:style {_W} w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f'<w:uiPriority w:val="99"/><w:unhideWhenUsed/>{look}</w:style>'
    )


def _name_of(style: "_Element") -> str:
    name = style.find(qn("w:name"))
    return name.get(qn("w:val"), "").lower() if name is not None else ""
