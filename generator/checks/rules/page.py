"""Khổ giấy và lề trang (PAG)."""

from collections.abc import Callable, Iterator
from typing import Any

from generator.checks.measure import MM
from generator.checks.paragraph import Zone
from generator.checks.rule import BOTH, PARTY, STATE, Basis, Check, Family, Texts
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.readers.docx import WordSection
from generator.standards import Number

_FAMILY = Family("trang giấy", form=True)
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


def margin_check(*sides: str) -> Check:
    """Return a check of some margins of upright sections."""

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
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

    return check


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
        margins = margin_check("left", "right")
        yield from margins(subject)


_PAGE: Callable[[str], Basis] = lambda confidence: Basis("", confidence, "page")  # noqa: E731
_RANGE = "Số liệu lề theo quy định để khi đóng tập không mất chữ."

RULES = (
    _FAMILY.rule(
        "PAG01", "kho-giay-a4", Severity.ERROR, BOTH, _PAGE("A/B"), check_a4,
        Texts(
            "Văn bản in trên giấy A4 (210 mm x 297 mm).",
            "Quy định về khổ giấy là bắt buộc; khổ Letter của Word làm sai cả lề.",
            "Khổ Letter 216 x 279 mm", "Khổ A4 210 x 297 mm",
        ),
    ),
    _FAMILY.rule(
        "PAG02", "trang-doc", Severity.ERROR, BOTH, _PAGE("A/B"), check_portrait,
        Texts(
            "Trang đầu trình bày theo chiều dài của khổ giấy (dọc).",
            "Chỉ bảng biểu không tách thành phụ lục mới được đặt ngang.",
            "Cả kế hoạch đặt trang ngang", "Kế hoạch trang dọc, phụ lục dự toán trang ngang",
        ),
    ),
    _FAMILY.rule(
        "PAG03", "trang-ngang-khong-bang", Severity.WARNING, BOTH, _PAGE("A/B"), check_landscape,
        Texts(
            "Trang ngang chỉ dùng cho bảng biểu.", "Chữ chạy ngang trang khó đọc và trái quy định.",
            "Phần chữ đặt trang ngang", "Trang ngang chỉ có bảng dự toán",
        ),
    ),
    _FAMILY.rule(
        "PAG04", "le-tren", Severity.ERROR, STATE, _PAGE("A"), margin_check("top"),
        Texts("Lề trên 20-25 mm.", _RANGE, "Lề trên 15 mm", "Lề trên 20 mm"),
    ),
    _FAMILY.rule(
        "PAG05", "le-duoi", Severity.ERROR, STATE, _PAGE("A"), margin_check("bottom"),
        Texts("Lề dưới 20-25 mm.", _RANGE, "Lề dưới 10 mm", "Lề dưới 20 mm"),
    ),
    _FAMILY.rule(
        "PAG06", "le-trai", Severity.ERROR, STATE, _PAGE("A"), margin_check("left"),
        Texts("Lề trái 30-35 mm.", _RANGE, "Lề trái 25,4 mm", "Lề trái 30 mm"),
    ),
    _FAMILY.rule(
        "PAG07", "le-phai", Severity.ERROR, STATE, _PAGE("A"), margin_check("right"),
        Texts("Lề phải 15-20 mm.", _RANGE, "Lề phải 25,4 mm", "Lề phải 15 mm"),
    ),
    _FAMILY.rule(
        "PAG08", "le-dang", Severity.ERROR, PARTY, _PAGE("B"),
        margin_check("top", "bottom", "left", "right"),
        Texts(
            "Lề văn bản của Đảng: trên 20, dưới 20, trái 30, phải 15 mm.", _RANGE,
            "Bốn lề 25,4 mm theo mặc định của Word", "20 - 20 - 30 - 15 mm",
        ),
    ),
    _FAMILY.rule(
        "PAG09", "le-doi-xung", Severity.NOTICE, PARTY, _PAGE("B"), check_mirrored,
        Texts(
            "In hai mặt: mặt sau lề trái 15 mm, lề phải 30 mm.",
            "Lề rộng luôn ở phía đóng ghim.",
            "Lề trong 20, lề ngoài 20", "Lề trong 30, lề ngoài 15",
        ),
    ),
    _FAMILY.rule(
        "PAG10", "le-cac-phan", Severity.WARNING, BOTH,
        Basis("Thói quen trình bày", "D"), check_same_margins,
        Texts(
            "Các phần trang dọc của văn bản có lề như nhau.",
            "Lề đổi giữa chừng thường do dán từ tệp khác.",
            "Phụ lục dọc lề trái 20 mm, văn bản lề trái 30 mm", "Cùng 30 mm",
        ),
    ),
    _FAMILY.rule(
        "PAG11", "bang-tran-le", Severity.WARNING, BOTH,
        Basis("Thói quen trình bày", "D"), check_table_width,
        Texts(
            "Không có gì in ra ngoài lề.", "Cột cuối của bảng bị máy in cắt mất.",
            "Bảng rộng 190 mm trên trang còn 165 mm", "Bảng rộng 165 mm",
        ),
    ),
)  # fmt: skip
