"""The footnotes of a filled frame: its own and ours together, in the order of their references."""

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
from generator.ooxml.xml import NAMESPACES, parse_xml, qn, to_bytes, word_content_type
from generator.writers.docx.footnotes import REFERENCE_STYLE
from generator.writers.docx.parts import write_footnotes

if TYPE_CHECKING:
    from lxml.etree import _Element

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
