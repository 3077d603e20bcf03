"""Khối đầu văn bản (HDR, QHI, TNG, CQC, CQB, PDH): quốc hiệu, tiêu đề Đảng, tên cơ quan."""

from collections.abc import Iterator

from generator.checks.agency import agency_of_symbol, disagrees
from generator.checks.kinds import SPOKEN_MARKS, check_side, check_text
from generator.checks.look import check_look
from generator.checks.measure import column_width, find_line, span_width
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_

_HEAD = ("quoc_hieu", "tieu_ngu", "tieu_de_dang", "co_quan_chu_quan", "co_quan_ban_hanh")
_MOST_BEFORE_PT = 12
_TITLE_ROOM_PT = 3


# ---------------------------------------------------------------------- the block as a whole


def check_columns(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letterhead in a table with borders."""
    seen: set[int] = set()
    for key in _HEAD:
        for span in subject.component(key):
            cell, table = span.paragraph.source.cell, subject.table(span.paragraph)
            if cell is None or table is None or cell.table in seen:
                continue
            seen.add(cell.table)
            if table.borders:
                yield subject.finding(
                    span, N_("khung đầu văn bản có đường kẻ bảng"),
                    expected="none", found=", ".join(sorted(table.borders)),
                    hint=N_("bỏ đường viền của bảng; chỉ kẻ dưới tiêu ngữ và tên cơ quan"),
                )  # fmt: skip


def check_title_fits(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a title that does not fit its column on one line."""
    for key in ("quoc_hieu", "tieu_de_dang"):
        for span in subject.component(key)[:1]:
            room = column_width(subject, span.paragraph)
            if room and span_width(span) > room + _TITLE_ROOM_PT:
                yield subject.finding(
                    span, N_("cột bên phải hẹp, “{quote}” bị xuống dòng"),
                    expected=f"{span_width(span):.0f} pt", found=f"{room:.0f} pt",
                )  # fmt: skip


def check_first_line(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find text above the letterhead."""
    first = min(
        (span.paragraph.index for key in _HEAD for span in subject.component(key)), default=0
    )
    for paragraph in subject.paragraphs[:first]:
        if paragraph.text.strip() and paragraph.component not in (*SPOKEN_MARKS, *_HEAD):
            yield subject.finding(
                paragraph, N_("có chữ phía trên khung đầu văn bản"),
                hint=N_("Quốc hiệu (tiêu đề Đảng) và tên cơ quan đứng ở dòng đầu trang thứ nhất"),
            )  # fmt: skip
            return


def check_head_spacing(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find letterhead lines with the indent or spacing of the body."""
    for key in _HEAD:
        for span in subject.component(key):
            look = span.paragraph.source.look
            if abs(look.first_line_pt) > 1 or look.before_pt > _MOST_BEFORE_PT:
                yield subject.finding(
                    span, N_("dòng đầu văn bản có thụt dòng hoặc giãn cách của phần nội dung"),
                    found=f"{look.first_line_pt:g}/{look.before_pt:g} pt", expected="0",
                    look={"first_line_pt": 0, "before_pt": 0},
                )  # fmt: skip


def check_same_row(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find number and date on different rows."""
    numbers, dates = subject.component("so_ky_hieu"), subject.component("dia_danh_ngay")
    if not numbers or not dates:
        return
    first, second = numbers[0].paragraph.source.cell, dates[0].paragraph.source.cell
    if first and second and (first.table, first.row) != (second.table, second.row):
        yield subject.finding(
            dates[0], N_("số, ký hiệu và địa danh, ngày tháng phải cùng một hàng")
        )


def check_motto_below(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a motto that is not right below the country's name."""
    titles, mottos = subject.component("quoc_hieu"), subject.component("tieu_ngu")
    if not titles or not mottos:
        return
    first, second = titles[0].paragraph, mottos[0].paragraph
    if first.source.cell != second.source.cell or second.index - first.index > 1:
        yield subject.finding(mottos[0], N_("tiêu ngữ phải ở ngay dưới Quốc hiệu, không cách dòng"))


def check_motto(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks and the wrong place of the motto."""
    yield from check_look(subject, "tieu_ngu", ("size", "bold", "italic", "align"))
    yield from check_motto_below(subject)


# ---------------------------------------------------------------------- bodies


def check_issuer_symbol(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a symbol of another body than the one in the letterhead."""
    yield from disagrees(subject, agency_of_symbol(subject))


def check_party_names(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of the names of party bodies."""
    aspects = ("size", "bold", "italic", "align", "upper")
    yield from check_look(subject, "co_quan_chu_quan", aspects)
    yield from check_look(subject, "co_quan_ban_hanh", aspects)


def check_star(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a missing star, or a drawn line in its place."""
    names = subject.component("co_quan_ban_hanh")
    stars = subject.component("dau_sao")
    if not names:
        return
    if not stars:
        yield subject.finding(
            names[-1], N_("dưới tên cơ quan ban hành thiếu dấu sao (*)"), expected="*", found="",
        )  # fmt: skip
    elif stars[0].text != "*":
        yield subject.finding(
            stars[0], N_("dấu sao viết “{found}”, phải là “{expected}”"),
            expected="*", found=stars[0].text, replacement="*",
        )  # fmt: skip
    elif find_line(subject, names) is not None:
        yield subject.finding(names[-1], N_("dưới tên cơ quan của Đảng là dấu sao, không kẻ đường"))


_PAIRS = (
    ("CHI BỘ", ("ĐẢNG BỘ", "ĐẢNG ỦY", "ĐẢNG UỶ")),
    ("ĐẢNG ỦY", ("ĐẢNG BỘ", "TỈNH ỦY", "THÀNH ỦY", "ĐẢNG UỶ", "ĐẢNG ỦY", "TỈNH UỶ", "THÀNH UỶ")),
    ("HUYỆN ỦY", ("ĐẢNG BỘ",)),
)  # fmt: skip


def check_pair(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find superior and issuing bodies that do not go together."""
    above, below = (subject.component_text(key) for key in ("co_quan_chu_quan", "co_quan_ban_hanh"))
    if not above or not below:
        return
    for start, allowed in _PAIRS:
        if below.startswith(start) and not above.startswith(allowed):
            yield subject.finding(
                subject.component("co_quan_chu_quan")[0],
                N_("cơ quan cấp trên của “{issuer}” thường ghi {expected}"),
                params={"issuer": below}, expected=allowed[0], found=above,
            )  # fmt: skip


def check_party_title(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks PDH01 (tieu-de-dang)."""
    yield from check_text(subject, "tieu_de_dang")
    yield from check_look(subject, "tieu_de_dang", ("size", "bold", "italic", "align"))
    yield from check_side(subject, "tieu_de_dang")
