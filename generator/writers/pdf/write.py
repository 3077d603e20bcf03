"""Document → PDF/A-2b, or pictures of its pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from generator.diagnostics import Diagnostic
from generator.document.nodes import Document, Orientation, SheetChart
from generator.layout.flow import Section
from generator.layout.formal import DocumentLayout
from generator.layout.sizes import MM
from generator.standards import Standard
from generator.writers import Made, problems
from generator.writers.pdf.findings import SECTION, PageSpace, check_layout
from generator.writers.pdf.fonts import require_fonts
from generator.writers.pdf.inlines import TextSetter
from generator.writers.pdf.items import (
    Column,
    Marks,
    add_charts,
    charts_of,
)
from generator.writers.pdf.looks import setup_pages, text_height, write_looks
from generator.writers.pdf.typeset import ODD_FONTS, Typesetter

SCREEN_PPI = 96

# Word's separator of footnotes, and the space around it.
_NOTE_SEPARATOR_MM = 50.8
_NOTE_STROKE_PT = 0.5
_NOTE_CLEARANCE_PT = 6
_BOX_STROKE_PT = 0.75
_DAY = re.compile(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d{4})")


class Way(StrEnum):
    """How a PDF was made."""

    TYPST = "typst"
    LIBREOFFICE = "libreoffice"
    WORD = "word"


def write(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
) -> bytes:
    """Return a document as a PDF/A-2b file; see ``make``."""
    if frame is not None:
        return _convert(document, standard, frame, frame_name).content
    return _Job(document, standard).pdf()


def make(
    document: Document,
    *,
    standard: Standard,
    frame: bytes | None = None,
    frame_name: str = "",
    annexes_only: bool = False,
    charts: bool = False,
) -> Made:
    """Return a document as a PDF/A-2b file, and what its pages show.

    Args:
        document: The document.
        standard: The standard that lays it out.
        frame: A Word frame changed by hand: the document is then made with it as a Word file,
            which an office program turns into a PDF.
        frame_name: How findings name that frame.
        annexes_only: Leave out the formal parts and the body.
        charts: Add a page of charts after each annex that has some; a page that cannot be made
            is said.

    Raises:
        OutputError: When fonts or an office program are missing, or it fails.
        InputError: When the frame is wrong, or a text cannot stand in a file.
    """
    if frame is not None:
        made = _convert(document, standard, frame, frame_name, annexes_only=annexes_only)
        return replace(made, findings=(*made.findings, problems.NO_CHARTS.at())) if charts else made
    job = _Job(document, standard, annexes_only=annexes_only, charts=charts)
    job.typesetter.data["marks"] = True
    return Made(job.pdf(), Way.TYPST.value, job.findings())


def write_pages(document: Document, *, standard: Standard, ppi: float = SCREEN_PPI) -> list[bytes]:
    """Return the pages of a document as PNG pictures.

    Raises:
        OutputError: When fonts are missing.
        InputError: When a text cannot stand in a file.
    """
    return _Job(document, standard).typesetter.pictures(ppi)


def picture(
    document: Document,
    *,
    standard: Standard,
    ppi: float = SCREEN_PPI,
    annexes_only: bool = False,
    charts: bool = False,
) -> tuple[list[bytes], tuple[Diagnostic, ...]]:
    """Return what ``write_pages`` does, and what the pages show; see ``make``."""
    job = _Job(document, standard, annexes_only=annexes_only, charts=charts)
    job.typesetter.data["marks"] = True
    return job.typesetter.pictures(ppi), job.findings()


def issue_day(line: str, standard: Standard) -> date:
    """Return the day in a date line, an open day or month as the first.

    A line without a year gives the day the standard took effect: a file needs some date, and
    the same one each time it is made.

    >>> from generator.standards import load_standard
    >>> issue_day("Cao Bằng, ngày      tháng 02 năm 2027", load_standard("nd30"))
    datetime.date(2027, 2, 1)
    """
    found = _DAY.search(line)
    if not found:
        return standard.valid_from
    day, month, year = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return standard.valid_from


def _convert(
    document: Document,
    standard: Standard,
    frame: bytes,
    frame_name: str,
    *,
    annexes_only: bool = False,
) -> Made:
    from generator.writers.docx.write import make as make_word
    from generator.writers.office import convert

    word = make_word(
        document,
        standard=standard,
        frame=frame,
        frame_name=frame_name,
        annexes_only=annexes_only,
    )
    content, program = convert(word.content)
    return Made(content, Way(program).value, word.findings)


class _Job:
    """One document on its way to pages."""

    def __init__(
        self,
        document: Document,
        standard: Standard,
        *,
        annexes_only: bool = False,
        charts: bool = False,
    ) -> None:
        self._document = document
        self._annexes_only = annexes_only
        self._charts = charts
        self._standard = standard
        self._marks = Marks()
        self._spaces: list[PageSpace] = []
        fonts = require_fonts()
        self._setter = TextSetter(fonts.letters)
        data = self._data(fonts.family)
        self.typesetter = Typesetter(data, fonts, self._setter.odd)

    def pdf(self) -> bytes:
        """Return the file."""
        day = issue_day(self._document.frame.dia_danh_ngay, self._standard)
        return self.typesetter.pdf(day)

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what characters and pages give to look at; after the pages were made."""
        places = self.typesetter.places()
        pages = check_layout(self._marks.parts, places, self._standard, self._spaces)
        untagged = () if self.typesetter.tagged else (problems.UNTAGGED.at(),)
        wanted = self._charts and not any(map(charts_of, self._document.annexes))
        missing = (problems.NO_CHARTS.at(),) if wanted else ()
        return (*self._setter.findings.values(), *pages, *untagged, *missing)

    def _data(self, family: str) -> dict[str, Any]:
        properties = self._document.properties
        language, _, region = self._standard.font.language.partition("-")
        return {
            "title": properties.title,
            "author": properties.author,
            "description": properties.subject,
            "date": [1, 1, 1],
            "marks": False,
            "lang": language,
            "region": region,
            "color": self._standard.font.color,
            "fonts": [family],
            "odd_fonts": ODD_FONTS,
            "box_stroke": _BOX_STROKE_PT,
            "looks": write_looks(self._standard),
            "notes": {
                "separator": _NOTE_SEPARATOR_MM * MM,
                "stroke": _NOTE_STROKE_PT,
                "clearance": _NOTE_CLEARANCE_PT,
                "gap": self._standard.components["chu_thich"].after_pt.use,
            },
            "sections": list(self._sections()),
        }

    def _sections(self) -> Iterator[dict[str, Any]]:
        layout = DocumentLayout(self._document, self._standard)
        if not self._annexes_only:
            yield self._section(layout.main())
        for annex, section in zip(self._document.annexes, layout.annexes(), strict=True):
            yield self._section(section)
            if self._charts and charts_of(annex):
                turned = layout.empty(Orientation.LANDSCAPE)
                yield self._section(turned, charts_of(annex))

    def _section(self, section: Section, charts: Sequence[SheetChart] = ()) -> dict[str, Any]:
        pages = setup_pages(self._standard.page, section.orientation)
        height = text_height(pages)
        self._marks.add(SECTION)
        self._spaces.append(PageSpace(pages["top"], height))
        column = Column(self._standard, self._setter, self._marks, height, section.width_pt)
        column.add(section.items)
        if charts:
            add_charts(column, charts)
        return {**pages, "items": column.data}
