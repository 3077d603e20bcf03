"""The looks a workbook already has: a form is never given a style that is not its own."""

from typing import TYPE_CHECKING

from generator.ooxml.ns import qn
from generator.ooxml.numbers import whole
from generator.ooxml.workbook import Workbook

if TYPE_CHECKING:
    from lxml import etree


class Looks:
    """The cell styles of a workbook, by their numbers."""

    def __init__(self, book: Workbook) -> None:
        parts = book.package.related(book.part, "styles")
        root = book.package.xml(parts[0]) if parts else None
        self._fonts = _children(root, "x:fonts")
        self._looks = _children(root, "x:cellXfs")
        self._twins: dict[str, str | None] = {}

    def wraps(self, style: str) -> bool:
        """Return whether a style breaks long texts into lines."""
        look = self._look(style)
        alignment = look.find(qn("x:alignment")) if look is not None else None
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def bold_twin(self, style: str) -> str | None:
        """Return the number of a style that differs only in being bold, None without one."""
        if style not in self._twins:
            self._twins[style] = self._find_twin(style)
        return self._twins[style]

    def _find_twin(self, style: str) -> str | None:
        own = self._look(style)
        if own is None or not self._fonts:
            return None
        plain, font = _without_font(own), self._plain_font(own)
        for number, look in enumerate(self._looks):
            same = _without_font(look) == plain and self._plain_font(look) == font
            if same and self._is_bold(look):
                return str(number)
        return None

    def _look(self, style: str) -> "etree._Element | None":
        number = whole(style, -1)
        return self._looks[number] if 0 <= number < len(self._looks) else None

    def _font(self, look: "etree._Element") -> "etree._Element":
        number = whole(look.get("fontId"))
        return self._fonts[number if 0 <= number < len(self._fonts) else 0]

    def _is_bold(self, look: "etree._Element") -> bool:
        bold = self._font(look).find(qn("x:b"))
        return bold is not None and bold.get("val", "1") in ("1", "true")

    def _plain_font(self, look: "etree._Element") -> list[tuple[str, str]]:
        return sorted(
            (str(child.tag), str(sorted(child.attrib.items())))
            for child in self._font(look)
            if child.tag != qn("x:b")
        )


def _children(root: "etree._Element | None", name: str) -> "list[etree._Element]":
    group = root.find(qn(name)) if root is not None else None
    return list(group) if group is not None else []


def _without_font(look: "etree._Element") -> tuple[str, str]:
    attributes = sorted(
        (key, value) for key, value in look.attrib.items() if key not in ("fontId", "applyFont")
    )
    children = [(str(child.tag), sorted(child.attrib.items())) for child in look]
    return str(attributes), str(children)
