"""The looks a workbook already has: a form is never given a style that is not its own."""

from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.workbook import Workbook

if TYPE_CHECKING:
    from lxml import etree


def bold_twin(book: Workbook, style: str) -> str | None:
    """Return the number of a style that differs only in being bold, None when there is none."""
    parts = book.package.related(book.part, "styles")
    if not parts or not style.isdigit():
        return None
    root = book.package.xml(parts[0])
    fonts, looks = root.find(qn("x:fonts")), root.find(qn("x:cellXfs"))
    if fonts is None or looks is None or int(style) >= len(looks):
        return None
    own = looks[int(style)]
    plain = _without(own, "fontId", "applyFont")
    font = _plain_font(fonts, own)
    for number, look in enumerate(looks):
        same = _without(look, "fontId", "applyFont") == plain and _plain_font(fonts, look) == font
        if same and _is_bold(fonts, look):
            return str(number)
    return None


def _font(fonts: "etree._Element", look: "etree._Element") -> "etree._Element":
    number = int(look.get("fontId", "0"))
    return fonts[number if number < len(fonts) else 0]


def _is_bold(fonts: "etree._Element", look: "etree._Element") -> bool:
    bold = _font(fonts, look).find(qn("x:b"))
    return bold is not None and bold.get("val", "1") in ("1", "true")


def _plain_font(fonts: "etree._Element", look: "etree._Element") -> list[tuple[str, str]]:
    return sorted(
        (str(child.tag), str(sorted(child.attrib.items())))
        for child in _font(fonts, look)
        if child.tag != qn("x:b")
    )


def _without(look: "etree._Element", *names: str) -> tuple[str, str]:
    attributes = sorted((key, value) for key, value in look.attrib.items() if key not in names)
    children = [(str(child.tag), sorted(child.attrib.items())) for child in look]
    return str(attributes), str(children)
