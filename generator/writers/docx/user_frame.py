"""A document in a Word frame that the user changed, and what such a frame leaves out of it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Document, Orientation
from generator.errors import InputError
from generator.layout.formal import DocumentLayout, Room
from generator.ooxml.numbers import decimal
from generator.ooxml.package import main_part
from generator.ooxml.xml import NAMESPACES, qn
from generator.standards import Standard
from generator.writers import problems
from generator.writers.docx.footnotes import FootnoteCollector
from generator.writers.docx.frames.fill import fill
from generator.writers.docx.frames.frame import UserFrame, core_part, read_frame, unique
from generator.writers.docx.frames.logic import LISTS, NAMES
from generator.writers.docx.frames.tidy import find_styles
from generator.writers.docx.items import Notes, write_items
from generator.writers.docx.sections import MainSection, write_annexes, write_last_section
from generator.writers.docx.styles import used_styles
from generator.writers.docx.write import write_properties

if TYPE_CHECKING:
    from lxml.etree import _Element

Values = dict[str, str | list[str]]

# What a frame may leave out; without the body there is no document.
_MUST_STAND = ("body", "annexes", "title", "subject", "author", "language")
_MAY_BE_LEFT_OUT = [name for name in NAMES if name not in _MUST_STAND]
_ELEMENT = re.compile(r"<[^>]*>")
_SHOWN = 60
_OUR_NOTES = "k"


def fill_frame(document: Document, standard: Standard, source: bytes, name: str) -> bytes:
    """Return a document as a Word file in a frame.

    Args:
        document: The document.
        standard: The standard that lays its text out.
        source: The frame.
        name: How findings name it.

    Raises:
        InputError: With all that is wrong with the frame.
    """
    frame = read_frame(source, name)
    _check_places(frame, document, standard)
    main, room = _read_room(frame)
    notes = _collector(frame)
    layout = DocumentLayout(document, standard, room)
    values = formal_values(layout, document, main, notes)
    package = fill(frame, values, notes, write_last_section(layout.annexes(), main))
    properties = write_properties(document).encode("utf-8")
    return package.with_parts({core_part(package): properties}).to_bytes()


def find_losses(
    document: Document, standard: Standard, source: bytes, name: str
) -> list[Diagnostic]:
    """Return what a frame leaves out of a document, and the tags that nobody fills in.

    Raises:
        InputError: With all that is wrong with the frame.
    """
    frame = read_frame(source, name)
    main, room = _read_room(frame)
    layout = DocumentLayout(document, standard, room)
    values = formal_values(layout, document, main, _collector(frame))
    return [
        *frame.warnings,
        *(
            _unused_value(name, each, _shown(values, each))
            for each in _MAY_BE_LEFT_OUT
            if values[each] and each not in frame.printed
        ),
    ]


def check_frame(source: bytes, name: str) -> list[Diagnostic]:
    """Return what is odd about a frame, whatever document it will be used for.

    Raises:
        InputError: With all that is wrong with it.
    """
    frame = read_frame(source, name)
    if frame.unknown or frame.misplaced:
        raise InputError(unique((*frame.unknown, *frame.misplaced)))
    return list(frame.warnings)


def _collector(frame: UserFrame) -> FootnoteCollector:
    styles = find_styles(frame.package)
    return FootnoteCollector(styles.text, styles.reference, _OUR_NOTES)


def formal_values(
    layout: DocumentLayout, document: Document, main: MainSection, notes: Notes
) -> Values:
    """Return what each name of a frame stands for: texts, lists of texts, and our own XML.

    Args:
        layout: The document's, in the room of the frame.
        document: The document.
        main: The section of its text.
        notes: Where the footnotes of its text go.
    """
    texts, properties = layout.texts, document.properties
    values: Values = {
        name: list(lines) if name in LISTS else "".join(lines) for name, lines in texts.items()
    }
    for name in ("co_quan_ban_hanh", "trich_yeu"):
        drawn = [rule for rule in layout.rule_below(name) if not rule.text]
        values[f"{name}_rule"] = write_items(drawn, notes)
    return values | {
        "title": properties.title,
        "subject": properties.subject,
        "author": properties.author,
        "language": properties.language,
        "kinh_gui": write_items(layout.kinh_gui(), notes),
        "body": write_items(layout.body(), notes),
        "annexes": write_annexes(layout.annexes(), main, notes),
    }


def _read_room(frame: UserFrame) -> tuple[MainSection, Room]:
    """Return a frame's section, and the room it gives: its columns at head and foot, or halves."""
    body = frame.body
    tables = body.findall(qn("w:tbl"))
    section = body.find(qn("w:sectPr"))
    if section is None:
        section = etree.Element(qn("w:sectPr"), nsmap={"w": NAMESPACES["w"]})
    main = MainSection(section)
    text, turned = (main.setup_of(one).text_width.points for one in Orientation)
    left = (_column_pt(tables[0], 0) if tables else 0) or text / 2
    right = (_column_pt(tables[-1], -1) if tables else 0) or text / 2
    return main, Room(text, turned, (left, text - left), (text - right, right))


def _column_pt(table: "_Element", column: int) -> float:
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    return decimal(columns[column].get(qn("w:w"))) / 20 if columns else 0


def _check_places(frame: UserFrame, document: Document, standard: Standard) -> None:
    """Refuse a frame in which part of the document would be lost or lose its look.

    Raises:
        InputError: With a finding for each tag and each style that is missing.
    """
    wanted = ("body", "annexes") if document.annexes else ("body",)
    findings = [
        problems.FRAME_WITHOUT_PLACE.at(Location(frame.name), tag=f"{{{{p {tag} }}}}")
        for tag in wanted
        if tag not in frame.printed
    ]
    styles = set(_style_ids(frame))
    missing = [each for each in used_styles(standard) if each.style_id not in styles]
    findings += (
        problems.STYLE_MISSING.at(
            Location(frame.name), name=look.builtin or look.name, id=look.style_id
        )
        for look in missing
    )
    if findings:
        raise InputError(findings)


def _style_ids(frame: UserFrame) -> Iterator[str]:
    package = frame.package
    for part in package.related(main_part(package), "styles"):
        for style in package.xml(part).iter(qn("w:style")):
            yield style.get(qn("w:styleId"), "")


def _unused_value(frame: str, name: str, text: str) -> Diagnostic:
    problem = problems.VALUE_NOT_PRINTED if text else problems.LINE_NOT_PRINTED
    return problem.at(Location(frame), quote=text, name=name, text=text)


def _shown(values: Values, name: str) -> str:
    """Return the beginning of a value as a person reads it."""
    value = values[name]
    text = value if isinstance(value, str) else "; ".join(value)
    plain = " ".join(unescape(_ELEMENT.sub(" ", text)).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
