"""Sections of a Word file: page set-up, and annexes each in a section of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from generator.document.nodes import Orientation
from generator.layout.flow import Section
from generator.layout.formal import Room, standard_room
from generator.ooxml.numbers import Twips, decimal
from generator.ooxml.xml import NAMESPACES, qn, to_text
from generator.standards import Standard
from generator.standards.schema import Page
from generator.writers.docx.items import Notes, write_items, write_p
from generator.writers.docx.parts import HEADER_REFERENCES
from generator.writers.docx.styles import SECTION_END


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Size and margins of a section's pages."""

    width: Twips
    height: Twips
    top: Twips
    right: Twips
    bottom: Twips
    left: Twips

    @property
    def text_width(self) -> Twips:
        """Return the width between the margins."""
        return Twips(self.width - self.left - self.right)


def standard_setup(page: Page) -> PageSetup:
    """Return a standard's upright page."""
    return PageSetup(
        width=Twips.from_mm(page.width_mm.use),
        height=Twips.from_mm(page.height_mm.use),
        top=Twips.from_mm(page.margin_top_mm.use),
        right=Twips.from_mm(page.margin_right_mm.use),
        bottom=Twips.from_mm(page.margin_bottom_mm.use),
        left=Twips.from_mm(page.margin_left_mm.use),
    )


def write_section(standard: Standard) -> str:
    """Return the ``w:sectPr`` of a document's text."""
    setup = standard_setup(standard.page)
    header = Twips.from_mm(standard.page.header_mm.use)
    headers = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{key}"/>' for kind, key in HEADER_REFERENCES
    )
    return (
        f'<w:sectPr>{headers}<w:pgSz w:w="{setup.width}" w:h="{setup.height}"/>'
        f'<w:pgMar w:top="{setup.top}" w:right="{setup.right}" w:bottom="{setup.bottom}"'
        f' w:left="{setup.left}" w:header="{header}" w:footer="{header}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def word_room(standard: Standard, date_line: str = "") -> Room:
    """Return the room a standard gives in whole twips, as Word keeps it."""
    room = standard_room(standard, date_line)
    setup = standard_setup(standard.page)
    text = setup.text_width
    turned = Twips(setup.height - setup.left - setup.right)
    right = Twips.from_points(room.head_pt[1])
    left = Twips.from_points(room.foot_pt[0])
    return Room(
        text.points,
        turned.points,
        (Twips(text - right).points, right.points),
        (left.points, Twips(text - left).points),
    )


class MainSection:
    """The section a frame sets up, from which those of the annexes are made.

    Headers, paper and margins are the frame's, so that a frame somebody changed in Word keeps
    its own in the annexes too.
    """

    def __init__(self, sect_pr: "etree._Element") -> None:
        self._element = sect_pr
        self.xml = _without_namespaces(to_text(sect_pr))
        self.setup = _read_setup(sect_pr)

    def setup_of(self, orientation: Orientation) -> PageSetup:
        """Return the pages of an annex: turned on their side, the margins where they were."""
        setup = self.setup
        if orientation is Orientation.PORTRAIT:
            return setup
        return PageSetup(
            width=setup.height,
            height=setup.width,
            top=setup.top,
            right=setup.right,
            bottom=setup.bottom,
            left=setup.left,
        )

    def write_annex_sect_pr(self, orientation: Orientation) -> str:
        """Return the ``w:sectPr`` of an annex: numbered from 1, the number hidden on its page 1.

        See Nghị định 30/2020/NĐ-CP, PL I, III.1.đ.
        """
        sect_pr = etree.fromstring(to_text(self._element))
        _remove(sect_pr, "w:type", "w:pgNumType", "w:titlePg")
        size = sect_pr.find(qn("w:pgSz"))
        setup = self.setup_of(orientation)
        if size is not None:
            size.set(qn("w:w"), str(setup.width))
            size.set(qn("w:h"), str(setup.height))
            if orientation is Orientation.LANDSCAPE:
                size.set(qn("w:orient"), "landscape")
        for name, attributes in (("w:pgNumType", {qn("w:start"): "1"}), ("w:titlePg", {})):
            element = etree.Element(qn(name), attributes)
            _insert_in_order(sect_pr, element, _AFTER[name])
        return _without_namespaces(to_text(sect_pr))


_AFTER = {
    "w:pgNumType": (
        "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection",
        "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange",
    ),
    "w:titlePg": (
        "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings",
        "w:sectPrChange",
    ),
}  # fmt: skip


def _insert_in_order(
    parent: "etree._Element", element: "etree._Element", followers: Sequence[str]
) -> None:
    names = {qn(name) for name in followers}
    position = next(
        (index for index, child in enumerate(parent) if child.tag in names), len(parent)
    )
    parent.insert(position, element)


def _remove(parent: "etree._Element", *names: str) -> None:
    for name in names:
        for child in parent.findall(qn(name)):
            parent.remove(child)


def _read_setup(sect_pr: "etree._Element") -> PageSetup:
    size, margin = sect_pr.find(qn("w:pgSz")), sect_pr.find(qn("w:pgMar"))

    def read(element: "etree._Element | None", name: str, missing_mm: float) -> Twips:
        value = None if element is None else element.get(qn(f"w:{name}"))
        return Twips(round(decimal(value, Twips.from_mm(missing_mm))))

    return PageSetup(
        width=read(size, "w", 210),
        height=read(size, "h", 297),
        top=read(margin, "top", 20),
        right=read(margin, "right", 15),
        bottom=read(margin, "bottom", 20),
        left=read(margin, "left", 30),
    )


def _without_namespaces(xml: str) -> str:
    # The frame's document declares them once, at its root.
    for prefix, uri in NAMESPACES.items():
        xml = xml.replace(f' xmlns:{prefix}="{uri}"', "")
    return xml


def write_annexes(annexes: Sequence[Section], main: MainSection, notes: Notes) -> str:
    """Return the annexes, each after the section break that ends what stands before it."""
    parts = []
    before = main.xml
    for annex in annexes:
        parts.append(write_p(SECTION_END, properties=before))
        parts.append(write_items(annex.items, notes))
        before = main.write_annex_sect_pr(annex.orientation)
    return "".join(parts)


def write_last_section(annexes: Sequence[Section], main: MainSection) -> str:
    """Return the section at the end of the file: the last annex's where there are annexes."""
    return main.write_annex_sect_pr(annexes[-1].orientation) if annexes else main.xml
