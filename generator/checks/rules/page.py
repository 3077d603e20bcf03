"""Paper, margins and page numbers (PAG, NUM)."""

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from generator.checks.look import check_look
from generator.checks.measure import MM
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked
from generator.i18n import N_
from generator.readers.docx import WordSection
from generator.recognise.paragraph import Paragraph, Zone
from generator.standards import Number
from generator.text.metrics import text_width

_PAPER_TOLERANCE_MM = 0.4
# 28 twips: what programs lose when they turn centimetres and inches into each other.
_MARGIN_TOLERANCE_MM = 0.5
_TABLE_TOLERANCE_PT = 8
_SIDES = {
    "top": N_("lề trên"),
    "bottom": N_("lề dưới"),
    "left": N_("lề trái"),
    "right": N_("lề phải"),
}

# ---------------------------------------------------------------------- paper and margins: PAG


def _sections(subject: WordSubject) -> Iterator[tuple[int, WordSection]]:
    return enumerate(subject.file.sections, start=1)


def _at(subject: WordSubject, section: int, **details: Any) -> Diagnostic:
    """Return a finding at the first paragraph of a section."""
    for paragraph in subject.paragraphs:
        if paragraph.source.section == section - 1:
            return subject.finding(paragraph, **details)
    details.pop("look", None)
    return subject.file_finding(**details)


def check_a4(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find sections that are not printed on A4."""
    page = subject.standard.page
    wanted = sorted((page.width_mm.use, page.height_mm.use))
    for number, section in _sections(subject):
        sizes = sorted((section.width_pt / MM, section.height_pt / MM))
        if not all(sizes) or all(
            abs(size - right) <= _PAPER_TOLERANCE_MM
            for size, right in zip(sizes, wanted, strict=True)
        ):
            continue
        width, height = reversed(wanted) if section.width_pt > section.height_pt else wanted
        yield _at(
            subject, number,
            expected=f"{wanted[0]:g} x {wanted[1]:g}", found=f"{sizes[0]:.0f} x {sizes[1]:.0f}",
            look={"page_width_pt": width * MM, "page_height_pt": height * MM},
        )  # fmt: skip


def check_portrait(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a first page that lies on its side."""
    for number, section in _sections(subject):
        if number == 1 and section.width_pt > section.height_pt:
            yield _at(subject, number, expected="portrait", found="landscape")


def check_landscape(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find later sections on their side that hold no table."""
    with_table = {table.section for table in subject.file.tables}
    for number, section in _sections(subject):
        if number > 1 and section.width_pt > section.height_pt and number - 1 not in with_table:
            yield _at(subject, number, expected="portrait", found="landscape")


def check_margins(subject: WordSubject, sides: Sequence[str]) -> Iterator[Diagnostic]:
    """Find wrong margins of upright sections, of the sides given ("top", "left")."""
    for number, section in _sections(subject):
        if section.width_pt > section.height_pt or not section.width_pt:
            continue
        for side in sides:
            allowed: Number = getattr(subject.standard.page, f"margin_{side}_mm")
            found: float = getattr(section, f"{side}_pt") / MM
            if not allowed.accepts(found, _MARGIN_TOLERANCE_MM):
                yield _at(
                    subject, number, side=Marked(_SIDES[side]),
                    expected=allowed.text, found=f"{found:.1f}".removesuffix(".0"),
                    look={f"margin_{side}_pt": allowed.use * MM},
                )  # fmt: skip


def check_same_margins(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find upright sections whose margins differ from those of the first."""
    upright = [
        (number, each)
        for number, each in _sections(subject)
        if each.width_pt <= each.height_pt and each.width_pt
    ]
    for number, section in upright[1:]:
        for side, name in _SIDES.items():
            wanted: float = getattr(upright[0][1], f"{side}_pt")
            found: float = getattr(section, f"{side}_pt")
            if abs(wanted - found) > _MARGIN_TOLERANCE_MM * MM:
                yield _at(
                    subject, number, side=Marked(name), number=number,
                    expected=f"{wanted / MM:.1f}", found=f"{found / MM:.1f}",
                    look={f"margin_{side}_pt": wanted},
                )  # fmt: skip


def check_table_width(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tables that are wider than the text."""
    firsts: dict[int, Paragraph] = {}
    for each in subject.paragraphs:
        if each.source.cell:
            firsts.setdefault(each.source.cell.table, each)
    for index, first in sorted(firsts.items()):
        table, sections = subject.file.tables[index], subject.file.sections
        if table.section >= len(sections):
            continue
        room = sections[table.section].text_width_pt + sum(table.margins_pt)
        width = sum(table.grid_pt)
        is_shown = first.zone in (Zone.BODY, Zone.ANNEX) or not first.index
        if is_shown and width > room + _TABLE_TOLERANCE_PT and room > 0:
            yield subject.finding(first, expected=f"{room / MM:.0f}", found=f"{width / MM:.0f}")


def check_mirrored(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find mirrored pages whose inner and outer margins are not those of the standard."""
    package = subject.package
    if package is None or "word/settings.xml" not in package:
        return
    if b"<w:mirrorMargins" in package.read("word/settings.xml"):
        yield from check_margins(subject, ("left", "right"))


# ---------------------------------------------------------------------- page numbers: NUM

_PAGE_FIELD = re.compile(r"\s*PAGE\b", re.IGNORECASE)
# Lines are counted rather too few, so that what is longer than a page surely is.
_LINE_HEIGHT = 1.1
_HEADER_TOLERANCE_MM = 1.0


def _has_page_field(paragraph: Paragraph) -> bool:
    """Return whether a paragraph prints the number of the page."""
    return any(_PAGE_FIELD.match(code) for code in paragraph.source.fields)


def _numbered(subject: WordSubject, kind: str) -> list[Paragraph]:
    """Return the paragraphs with a page number in headers or footers."""
    parts = {part for section in subject.file.sections for part in getattr(section, kind).values()}
    return [
        each
        for each in subject.page_paragraphs
        if each.source.part in parts and _has_page_field(each)
    ]


def is_long(subject: WordSubject) -> bool:
    """Return whether the document, or one of its annexes, surely has more than one page."""
    annexes = [each.paragraphs for each in subject.recognised.annexes]
    outside = {id(each) for annex in annexes for each in annex}
    own = [each for each in subject.paragraphs if id(each) not in outside]
    return any(_has_pages(subject, part) for part in (own, *annexes))


def _has_pages(subject: WordSubject, paragraphs: Sequence[Paragraph]) -> bool:
    full = [each for each in paragraphs if each.text.strip()]
    if not full:
        return False
    first, last = full[0], full[-1]
    within = [each for each in paragraphs if first.index <= each.index <= last.index]
    if any(each.source.page_break and each is not last for each in within):
        return True
    if any(each.source.look.page_break_before for each in within if each is not first):
        return True
    sections = subject.file.sections[first.source.section + 1 : last.source.section + 1]
    if any(not section.continuous for section in sections):
        return True
    if last.source.page > first.source.page:
        return True
    section = subject.section(first)
    if section is None:
        return False
    height = section.height_pt - section.top_pt - section.bottom_pt
    return _height(subject, within, section) > height > 0


def _height(subject: WordSubject, paragraphs: Sequence[Paragraph], section: WordSection) -> float:
    """Return about how high paragraphs are; of a table row, its highest cell."""
    total = 0.0
    cells: dict[tuple[int, int], dict[int, float]] = {}
    for paragraph in paragraphs:
        cell = paragraph.source.cell
        if paragraph.source.text_box:
            continue
        width = section.text_width_pt
        table = subject.table(paragraph)
        if cell is None or table is None:
            total += _paragraph_height(paragraph, width)
            continue
        # A cell may go over several columns: the rest of the table is the most it can have.
        width = sum(table.grid_pt[cell.column :]) or width
        row = cells.setdefault((cell.table, cell.row), {})
        row[cell.column] = row.get(cell.column, 0.0) + _paragraph_height(paragraph, width)
    return total + sum(max(row.values()) for row in cells.values())


def _paragraph_height(paragraph: Paragraph, width: float) -> float:
    look = paragraph.source.look
    run = next((each.look for each in paragraph.source.runs if each.text), paragraph.source.mark)
    width = max(width - look.left_pt - look.right_pt, run.size_pt)
    lines = sum(
        max(1, ceil(text_width(line, run.size_pt, bold=run.bold) / width))
        for line in paragraph.text.split("\n")
    )
    single = run.size_pt * _LINE_HEIGHT
    line = single * max(look.line, 1) if look.line_rule == "auto" else max(look.line, 1)
    return lines * line + max(look.before_pt, look.after_pt)


def check_numbers_present(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a long document without page numbers."""
    numbered = _numbered(subject, "headers") or _numbered(subject, "footers")
    if not numbered and is_long(subject):
        yield subject.file_finding(expected="PAGE")


def check_top(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers at the foot of the page."""
    for paragraph in _numbered(subject, "footers"):
        yield subject.finding(paragraph, expected="header", found="footer")


def check_number_look(
    subject: WordSubject, aspects: Sequence[str], severity: str = "error"
) -> Iterator[Diagnostic]:
    """Find page numbers with another look than the standard's."""
    spans = [each.span(0, len(each.text)) for each in _numbered(subject, "headers")]
    return check_look(subject, "so_trang", aspects, spans, severity)


def check_first_hidden(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a page number on the first page."""
    if not subject.file.sections:
        return
    section = subject.file.sections[0]
    part = section.headers.get("first" if section.title_page else "default", "")
    for paragraph in subject.page_paragraphs:
        is_shown = _has_page_field(paragraph) or paragraph.text.strip().isdigit()
        if paragraph.source.part == part and is_shown:
            yield subject.finding(paragraph, found=paragraph.text.strip())


def check_arabic(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers that are not Arabic or do not begin at 1."""
    for number, section in _sections(subject):
        if section.number_format != "decimal":
            yield subject.file_finding(
                "format", part=_main(subject), expected="decimal", found=section.number_format
            )
        if number == 1 and section.first_number not in (None, 1):
            yield subject.file_finding(
                "first", part=_main(subject), expected="1", found=str(section.first_number)
            )


def _main(subject: WordSubject) -> str:
    return subject.file.paragraphs[0].part if subject.file.paragraphs else ""


def check_annexes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find annexes that do not begin at page 1 again."""
    for annex in subject.recognised.annexes:
        first = annex.paragraphs[0]
        section = subject.section(first)
        labels = annex.components.get("phu_luc_label")
        if section is None or not labels or first.source.section == 0:
            continue
        if section.first_number != 1:
            yield subject.finding(labels[0], expected="1", found=str(section.first_number or ""))


def check_height(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers too near to or far from the upper edge."""
    wanted = subject.standard.page.header_mm
    for section in subject.file.sections[:1] if _numbered(subject, "headers") else ():
        found = section.header_pt / MM
        if not wanted.accepts(found, _HEADER_TOLERANCE_MM):
            yield subject.file_finding(
                part=_main(subject), expected=wanted.text, found=f"{found:.0f}"
            )
