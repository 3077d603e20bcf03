"""What a frame must have before it can carry footnotes: a part, styles, settings, relations."""

import re
from dataclasses import dataclass

from lxml import etree

from generator.ooxml.ns import NAMESPACES, qn, word_content_type
from generator.ooxml.numbers import whole
from generator.ooxml.package import (
    CONTENT_TYPES,
    Package,
    content_types_with,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import DECLARATION, to_text

END = "</w:footnotes>"
_W = f'xmlns:w="{NAMESPACES["w"]}"'

# Where w:footnotePr goes in w:settings: before the first of these (CT_Settings is a sequence).
_AFTER_FOOTNOTE_PR = frozenset(
    ("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
     "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures",
     "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
     "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "docId",
     "chartTrackingRefBased", "discardImageEditingData", "defaultImageDpi", "conflictMode")
)  # fmt: skip

_SEPARATOR = (
    '<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)


@dataclass(frozen=True, slots=True)
class NotesPlan:
    """How a frame carries footnotes.

    Attributes:
        part: Name of the footnotes part.
        content: Its content, to which notes are added at the end.
        parts: Other parts that differ from the frame's when there are notes.
        first_id: The first id the frame does not use itself.
        reference_style: Id of its character style for references.
        text_style: Id of its paragraph style for notes.
    """

    part: str
    content: str
    parts: dict[str, str]
    first_id: int
    reference_style: str
    text_style: str


def plan_notes(package: Package, main: str) -> NotesPlan:
    """Return how a frame carries footnotes, adding what it lacks."""
    parts: dict[str, str] = {}
    existing = package.related(main, "footnotes")
    part = existing[0] if existing else "word/footnotes.xml"
    if existing:
        root = package.xml(part)
        ids = [whole(note.get(qn("w:id"))) for note in root.iter(qn("w:footnote"))]
        content = DECLARATION + _open_root(to_text(root))
        first_id = max((*ids, 0)) + 1
    else:
        separators = (("separator", -1), ("continuationSeparator", 0))
        body = "".join(_SEPARATOR.format(kind=kind, id=key) for kind, key in separators)
        content = f"{DECLARATION}<w:footnotes {_W}>{body}{END}"
        first_id = 1
        types = content_types_with(package, {part: word_content_type("footnotes")})
        parts[CONTENT_TYPES] = DECLARATION + to_text(types)
        relations = relationships_with(package, main, "footnotes", part)
        parts[relationships_part(main)] = DECLARATION + to_text(relations)
    reference_style, text_style = _plan_styles(package, main, parts)
    if not existing:
        _plan_settings(package, main, parts)
    return NotesPlan(part, content, parts, first_id, reference_style, text_style)


def _open_root(text: str) -> str:
    """Return a footnotes part with an end tag even when it is empty."""
    return re.sub(r"^(<w:footnotes[^>]*)/>$", rf"\1>{END}", text)


def _plan_styles(package: Package, main: str, parts: dict[str, str]) -> tuple[str, str]:
    """Return the ids of the two styles; Word knows them by name, in any language version."""
    found = package.related(main, "styles")
    if not found:
        return "FootnoteReference", "FootnoteText"
    root = package.xml(found[0])
    by_name = {
        (style.get(qn("w:type")), _style_name(style)): style.get(qn("w:styleId"), "")
        for style in root.iter(qn("w:style"))
    }
    reference = by_name.get(("character", "footnote reference"))
    text = by_name.get(("paragraph", "footnote text"))
    used = set(by_name.values())
    if reference is None:
        reference = _free("FootnoteReference", used)
        vertical = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        root.append(_style("character", reference, "footnote reference", vertical))
    if text is None:
        text = _free("FootnoteText", used)
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
        root.append(_style("paragraph", text, "footnote text", look, based))
    if len(used) < len(root.findall(qn("w:style"))):
        parts[found[0]] = DECLARATION + to_text(root)
    return reference, text


def _style_name(style: "etree._Element") -> str:
    name = style.find(qn("w:name"))
    return name.get(qn("w:val"), "").lower() if name is not None else ""


def _free(wanted: str, used: set[str]) -> str:
    while wanted in used:
        wanted += "1"
    return wanted


def _style(kind: str, key: str, name: str, look: str, based: str = "") -> "etree._Element":
    return etree.fromstring(
        f'<w:style {_W} w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f'<w:uiPriority w:val="99"/><w:unhideWhenUsed/>{look}</w:style>'
    )


def _plan_settings(package: Package, main: str, parts: dict[str, str]) -> None:
    found = package.related(main, "settings")
    if not found:
        return
    root = package.xml(found[0])
    properties = root.find(qn("w:footnotePr"))
    if properties is None:
        properties = etree.Element(qn("w:footnotePr"))
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
        etree.SubElement(properties, qn("w:footnote"), {qn("w:id"): key})
    parts[found[0]] = DECLARATION + to_text(root)
