"""A document as a Word file, written directly from its standard."""

from functools import lru_cache

from lxml import etree

from generator.document.nodes import Document
from generator.ooxml.archive import Member, pack, write_archive
from generator.ooxml.ns import NAMESPACES
from generator.ooxml.properties import CoreProperties, write_core_properties
from generator.standards import Standard
from generator.writers.docx import parts
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frame import (
    foot_widths,
    head_widths,
    write_main_part,
    write_section,
    write_text_p,
)
from generator.writers.docx.sections import MainSection
from generator.writers.docx.values import Room, Values, formal_values, write_last_section
from generator.writers.measure import date_width


def write_builtin(document: Document, standard: Standard) -> bytes:
    """Return a document as a Word file in the look its standard prescribes."""
    frame = document.frame
    notes = FootnoteCollector(standard.components["chu_thich"].style_id)
    main = _main_section(standard)
    head = head_widths(standard, _needed_pt(standard, frame.dia_danh_ngay))
    room = Room(main, head[0].points, foot_widths(standard)[1].points)
    filler = _ValueFiller(formal_values(document, standard, room, notes))
    section = write_last_section(document, main)
    text = write_main_part(standard, frame.layout, head, filler, section)
    changing = {
        "docProps/core.xml": write_properties(document),
        "word/document.xml": text,
        "word/footnotes.xml": parts.write_footnotes(notes.xml),
    }
    own = {name: pack(name, text.encode("utf-8")) for name, text in changing.items()}
    unchanging = _unchanging(standard)
    return write_archive([own.get(name) or unchanging[name] for name in parts.NAMES])


def write_properties(document: Document) -> str:
    """Return the core properties of a document's file."""
    properties = document.properties
    return write_core_properties(
        CoreProperties(
            title=properties.title,
            subject=properties.subject,
            author=properties.author,
            language=properties.language,
        )
    )


def _needed_pt(standard: Standard, date_line: str) -> float:
    """Return the width a long date line asks for, 0 for one that fits the usual column."""
    needed = date_width(standard, date_line)
    return needed if needed > head_widths(standard)[1].points else 0


@lru_cache(maxsize=16)
def _main_section(standard: Standard) -> MainSection:
    spaces = "".join(f' xmlns:{key}="{NAMESPACES[key]}"' for key in ("w", "r"))
    root = etree.fromstring(f"<w:body{spaces}>{write_section(standard)}</w:body>")
    return MainSection(root[0])


@lru_cache(maxsize=16)
def _unchanging(standard: Standard) -> dict[str, Member]:
    """Return the parts that are the same in all documents of a standard."""
    return {
        name: pack(name, text.encode("utf-8"))
        for name, text in parts.write_fixed_parts(standard).items()
    }


class _ValueFiller:
    """Puts a document's values into the places of its formal parts."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def paragraph(self, style: str, name: str) -> str:
        """Return the paragraph of a text."""
        return write_text_p(style, self.block(name))

    def paragraphs(self, style: str, name: str) -> str:
        """Return one paragraph for each line."""
        return "".join(write_text_p(style, line) for line in self._values[name])

    def block(self, name: str) -> str:
        """Return paragraphs and tables."""
        value = self._values[name]
        return value if isinstance(value, str) else ""

    def when(self, name: str, content: str, otherwise: str = "") -> str:
        """Return what stands where there is a value, or what stands where there is none."""
        return content if self._values[name] else otherwise
