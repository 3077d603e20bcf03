"""Số trang (NUM)."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from generator.checks.look import check_look
from generator.checks.measure import MM
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.i18n import N_
from generator.readers.docx import WordSection
from generator.recognise.paragraph import Paragraph, Span
from generator.text.metrics import text_width

_PAGE_FIELD = re.compile(r"\s*PAGE\b", re.IGNORECASE)
# Lines are counted rather too few, so that what is longer than a page surely is.
_LINE_HEIGHT = 1.1
_HEADER_TOLERANCE_MM = 1.0


def has_page_field(paragraph: Paragraph) -> bool:
    """Return whether a paragraph prints the number of the page."""
    return any(_PAGE_FIELD.match(code) for code in paragraph.source.fields)


def _numbered(subject: WordSubject, kind: str) -> list[Paragraph]:
    """Return the paragraphs with a page number in headers or footers."""
    parts = {part for section in subject.file.sections for part in getattr(section, kind).values()}
    return [
        each
        for each in subject.page_paragraphs
        if each.source.part in parts and has_page_field(each)
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


def check_present(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a long document without page numbers."""
    numbered = _numbered(subject, "headers") or _numbered(subject, "footers")
    if not numbered and is_long(subject):
        yield subject.file_finding(
            N_("văn bản dài hơn một trang nhưng không đánh số trang"),
            hint=N_("chèn trường PAGE ở giữa lề trên, từ trang thứ hai"),
            expected="PAGE",
        )


def check_top(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers at the foot of the page."""
    for paragraph in _numbered(subject, "footers"):
        yield subject.finding(
            paragraph, N_("số trang đặt ở chân trang, phải ở lề trên"),
            expected="header", found="footer",
        )  # fmt: skip


def check_centred(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers that are not centred."""
    for paragraph in _numbered(subject, "headers"):
        yield from check_look(subject, "so_trang", ("align",), [_whole(paragraph)])


def _whole(paragraph: Paragraph) -> Span:
    return paragraph.span(0, len(paragraph.text))


def check_number_look(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers of another size or look."""
    for paragraph in _numbered(subject, "headers"):
        aspects = ("size", "bold", "italic")
        yield from check_look(subject, "so_trang", aspects, [_whole(paragraph)], Severity.WARNING)


def check_first_hidden(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a page number on the first page."""
    if not subject.file.sections:
        return
    section = subject.file.sections[0]
    part = section.headers.get("first" if section.title_page else "default", "")
    for paragraph in subject.page_paragraphs:
        shown = has_page_field(paragraph) or paragraph.text.strip().isdigit()
        if paragraph.source.part == part and shown:
            yield subject.finding(
                paragraph, N_("trang thứ nhất không hiển thị số trang"),
                hint=N_("chọn “Trang đầu khác” (Different First Page) cho đầu trang"),
                found=paragraph.text.strip(),
            )  # fmt: skip


def check_arabic(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers that are not Arabic or do not begin at 1."""
    for number, section in enumerate(subject.file.sections, start=1):
        if section.number_format != "decimal":
            yield subject.file_finding(
                N_("số trang phải là chữ số Ả Rập (1, 2, 3)"),
                part=_main(subject), expected="decimal", found=section.number_format,
            )  # fmt: skip
        if number == 1 and section.first_number not in (None, 1):
            yield subject.file_finding(
                N_("số trang bắt đầu từ {found}, phải từ 1"),
                part=_main(subject), expected="1", found=str(section.first_number),
            )  # fmt: skip


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
            yield subject.finding(
                labels[0], N_("phụ lục phải đánh số trang riêng, từ 1"),
                expected="1", found=str(section.first_number or ""),
            )  # fmt: skip


def check_height(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find page numbers too near to or far from the upper edge."""
    if not _numbered(subject, "headers"):
        return
    wanted = subject.standard.page.header_mm
    for section in subject.file.sections[:1]:
        found = section.header_pt / MM
        if not wanted.accepts(found, _HEADER_TOLERANCE_MM):
            yield subject.file_finding(
                N_("số trang cách mép trên {found} mm, phải là {expected} mm"),
                part=_main(subject), expected=wanted.text, found=f"{found:.0f}",
            )  # fmt: skip
