"""Khổ giấy và lề trang (PAG)."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.checks.measure import MM
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked
from generator.i18n import N_
from generator.readers.docx import WordSection
from generator.recognise.paragraph import Zone
from generator.standards import Number

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


def _sections(subject: WordSubject) -> Iterator[tuple[int, WordSection]]:
    return ((number, each) for number, each in enumerate(subject.file.sections, start=1))


def _at(subject: WordSubject, section: int, message: str, **details: Any) -> Diagnostic:
    """Return a finding at the first paragraph of a section."""
    for paragraph in subject.paragraphs:
        if paragraph.source.section == section - 1:
            found = subject.finding(paragraph, message, **details)
            break
    else:
        details.pop("look", None)
        found = subject.file_finding(message, **details)
    return found


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
        yield _at(
            subject, number, N_("khổ giấy {found} mm, phải là A4 ({expected} mm)"),
            expected=f"{wanted[0]:g} x {wanted[1]:g}", found=f"{sizes[0]:.0f} x {sizes[1]:.0f}",
            look=_paper(wanted, landscape=section.width_pt > section.height_pt),
        )  # fmt: skip


def _paper(sides: list[float], *, landscape: bool) -> dict[str, float]:
    width, height = reversed(sides) if landscape else sides
    return {"page_width_pt": width * MM, "page_height_pt": height * MM}


def check_portrait(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a first page that lies on its side."""
    for number, section in _sections(subject):
        if number == 1 and section.width_pt > section.height_pt:
            yield _at(
                subject, number, N_("văn bản phải trình bày theo chiều dọc của trang giấy"),
                expected="portrait", found="landscape",
            )  # fmt: skip


def check_landscape(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find later sections on their side that hold no table."""
    with_table = {table.section for table in subject.file.tables}
    for number, section in _sections(subject):
        if number > 1 and section.width_pt > section.height_pt and number - 1 not in with_table:
            yield _at(
                subject, number, N_("trang ngang nhưng không có bảng biểu"),
                hint=N_("chỉ bảng biểu không làm thành phụ lục riêng mới đặt trang ngang"),
                expected="portrait", found="landscape",
            )  # fmt: skip


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
                    subject, number, N_("{side} {found} mm, phải là {expected} mm"),
                    params={"side": Marked(_SIDES[side])},
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
            key = f"{side}_pt"
            first: float = getattr(upright[0][1], key)
            here: float = getattr(section, key)
            if abs(first - here) > _MARGIN_TOLERANCE_MM * MM:
                yield _at(
                    subject, number, N_("{side} của phần {number} khác phần đầu: {found} mm"),
                    params={"side": Marked(name), "number": number},
                    expected=f"{first / MM:.1f}", found=f"{here / MM:.1f}",
                    look={f"margin_{side}_pt": first},
                )  # fmt: skip


def check_table_width(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tables that are wider than the text."""
    for index, table in enumerate(subject.file.tables):
        sections = subject.file.sections
        if table.section >= len(sections):
            continue
        room = sections[table.section].text_width_pt + sum(table.margins_pt)
        width = sum(table.grid_pt)
        if width <= room + _TABLE_TOLERANCE_PT or room <= 0:
            continue
        first = next(
            (
                each
                for each in subject.paragraphs
                if each.source.cell and each.source.cell.table == index
            ),
            None,
        )
        if first is not None and (first.zone in (Zone.BODY, Zone.ANNEX) or not first.index):
            yield subject.finding(
                first, N_("bảng rộng {found} mm, tràn ra ngoài lề; chỉ có {expected} mm"),
                expected=f"{room / MM:.0f}", found=f"{width / MM:.0f}",
            )  # fmt: skip


def check_mirrored(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find mirrored pages whose inner and outer margins are not those of the standard."""
    package = subject.package
    if package is None or "word/settings.xml" not in package:
        return
    if b"<w:mirrorMargins" in package.read("word/settings.xml"):
        yield from check_margins(subject, ("left", "right"))
