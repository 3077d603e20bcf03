"""Corrections of formatting as tracked property changes of runs, paragraphs and sections."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.checks.annotate.author import Signature
from generator.ooxml.numbers import HalfPoints, Twips, decimal
from generator.ooxml.xml import qn

# Order of the schema; Word opens no file whose paragraph properties stand in another.
_RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath", "rPrChange",
)  # fmt: skip
_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_SECTION_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
    "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip
_ORDERS = {
    qn("w:rPr"): {qn(f"w:{name}"): place for place, name in enumerate(_RUN_ORDER)},
    qn("w:pPr"): {qn(f"w:{name}"): place for place, name in enumerate(_PARAGRAPH_ORDER)},
    qn("w:sectPr"): {qn(f"w:{name}"): place for place, name in enumerate(_SECTION_ORDER)},
}
_NOT_RECORDED = frozenset(
    qn(f"w:{name}")
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "rPr", "sectPr", "headerReference",
        "footerReference",
    )
)  # fmt: skip
_AUTO_LINE = 240


def _property(properties: "etree._Element", name: str) -> "etree._Element":
    """Return a property of an element, made in its place when it is not there."""
    tag = qn(f"w:{name}")
    found = properties.find(tag)
    if found is not None:
        return found
    order = _ORDERS[str(properties.tag)]
    made = etree.Element(tag)
    for place, child in enumerate(properties):
        if order.get(str(child.tag), -1) > order[tag]:
            properties.insert(place, made)
            return made
    properties.append(made)
    return made


def _set(properties: "etree._Element", name: str, values: Mapping[str, str]) -> None:
    element = _property(properties, name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)


def _drop(element: "etree._Element", *names: str) -> None:
    for name in names:
        element.attrib.pop(qn(f"w:{name}"), None)


_Setter = Callable[["etree._Element", Any], None]  # noqa: SLF001  (lxml's own type)


def _value(*names: str, text: Callable[[Any], str] = str) -> _Setter:
    def change(properties: "etree._Element", value: Any) -> None:
        for name in names:
            _set(properties, name, {"val": text(value)})

    return change


def _switch(*names: str) -> _Setter:
    return _value(*names, text=lambda value: "1" if value else "0")


def _font(properties: "etree._Element", family: str) -> None:
    fonts = _property(properties, "rFonts")
    _drop(fonts, "asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme", "hint")
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), family)


def _color(properties: "etree._Element", color: str) -> None:
    element = _property(properties, "color")
    _drop(element, "themeColor", "themeShade", "themeTint")
    element.set(qn("w:val"), color)


def _indent(name: str, *others: str) -> _Setter:
    def change(properties: "etree._Element", points: float) -> None:
        element = _property(properties, "ind")
        _drop(element, *others)
        element.set(qn(f"w:{name}"), str(Twips.from_points(points)))

    return change


def _first_line(properties: "etree._Element", points: float) -> None:
    element = _property(properties, "ind")
    _drop(element, "firstLine", "hanging", "firstLineChars", "hangingChars")
    name = "hanging" if points < 0 else "firstLine"
    element.set(qn(f"w:{name}"), str(Twips.from_points(abs(points))))


def _space(side: str) -> _Setter:
    def change(properties: "etree._Element", points: float) -> None:
        element = _property(properties, "spacing")
        _drop(element, f"{side}Lines", f"{side}Autospacing")
        values = {side: str(Twips.from_points(points)), f"{side}Autospacing": "0"}
        _set(properties, "spacing", values)

    return change


def _line_rule(properties: "etree._Element", rule: str) -> None:
    _set(properties, "spacing", {"lineRule": rule})


def _line(properties: "etree._Element", value: float) -> None:
    rule = _property(properties, "spacing").get(qn("w:lineRule"), "auto")
    line = round(value * _AUTO_LINE) if rule == "auto" else Twips.from_points(value)
    _set(properties, "spacing", {"line": str(line)})


def _margin(side: str) -> _Setter:
    def change(properties: "etree._Element", points: float) -> None:
        margins = _property(properties, "pgMar")
        gutter = margins.get(qn("w:gutter"), "0") if side == "left" else "0"
        value = Twips.from_points(points) - int(decimal(gutter))
        margins.set(qn(f"w:{side}"), str(max(value, 0)))

    return change


def _paper(side: str) -> _Setter:
    def change(properties: "etree._Element", points: float) -> None:
        _set(properties, "pgSz", {side: str(Twips.from_points(points))})

    return change


_RUN: dict[str, _Setter] = {
    "font": _font,
    "bold": _switch("b", "bCs"),
    "italic": _switch("i", "iCs"),
    "caps": _switch("caps"),
    "strike": _switch("strike"),
    "hidden": _switch("vanish"),
    "color": _color,
    "spacing_pt": _value("spacing", text=lambda value: str(Twips.from_points(value))),
    "scale_percent": _value("w", text=lambda value: str(round(value))),
    "size_pt": _value("sz", "szCs", text=lambda value: str(HalfPoints.from_points(value))),
    "highlight": _value("highlight", text=lambda value: value or "none"),
    "underline": _value("u"),
    "vertical": _value("vertAlign"),
}
_PARAGRAPH: dict[str, _Setter] = {
    "keep_next": _switch("keepNext"),
    "keep_lines": _switch("keepLines"),
    "page_break_before": _switch("pageBreakBefore"),
    "widow_control": _switch("widowControl"),
    "before_pt": _space("before"),
    "after_pt": _space("after"),
    "line_rule": _line_rule,
    "line": _line,
    "left_pt": _indent("left", "start", "leftChars", "startChars"),
    "right_pt": _indent("right", "end", "rightChars", "endChars"),
    "first_line_pt": _first_line,
    "contextual": _switch("contextualSpacing"),
    "align": _value("jc"),
}
_SECTION: dict[str, _Setter] = {
    "page_width_pt": _paper("w"),
    "page_height_pt": _paper("h"),
    **{f"margin_{side}_pt": _margin(side) for side in ("top", "bottom", "left", "right")},
}
_LEVELS = (("w:rPr", _RUN), ("w:pPr", _PARAGRAPH), ("w:sectPr", _SECTION))


def part_changes(changes: Mapping[str, Any]) -> tuple[dict[str, Any], ...] | None:
    """Return what changes of a look mean for runs, paragraph and section; None when unknown."""
    parts = tuple({key: changes[key] for key in table if key in changes} for _, table in _LEVELS)
    return parts if changes and sum(map(len, parts)) == len(changes) else None


def set_properties(properties: "etree._Element", changes: Mapping[str, Any]) -> None:
    """Set properties of a ``w:rPr``, ``w:pPr`` or ``w:sectPr``, in the order of the table."""
    table = next(table for name, table in _LEVELS if qn(name) == properties.tag)
    for key, change in table.items():
        if key in changes:
            change(properties, changes[key])


def track(properties: "etree._Element", changes: Mapping[str, Any], signature: Signature) -> bool:
    """Change properties and record what they were; return whether that was done.

    Properties that carry a change of somebody else are left alone: a second one has no place.
    """
    tag = f"{properties.tag!s}Change"
    if properties.find(tag) is not None:
        return False
    before = etree.Element(properties.tag)
    for child in properties:
        if child.tag not in _NOT_RECORDED:
            copied = deepcopy(child)
            copied.tail = None
            before.append(copied)
    set_properties(properties, changes)
    record = etree.SubElement(properties, tag, signature.attributes())
    record.append(before)
    return True


def properties_of(owner: "etree._Element", name: str) -> "etree._Element":
    """Return the properties of a run or a paragraph, made at its beginning when there are none."""
    found = owner.find(qn(name))
    if found is None:
        found = etree.Element(qn(name))
        owner.insert(0, found)
    return found
