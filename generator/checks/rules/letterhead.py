"""Khối đầu văn bản (HDR, QHI, TNG, CQC, CQB, PDH): quốc hiệu, tiêu đề Đảng, tên cơ quan."""

import re
from collections.abc import Iterator

from generator.checks.agency import agency_of_symbol, disagrees
from generator.checks.look import look_check
from generator.checks.measure import DrawnLine, column_width, find_line, longest_line, span_width
from generator.checks.paragraph import Span
from generator.checks.rule import BOTH, PARTY, STATE, Basis, Check, Family
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.standards import Component

_HEAD = ("quoc_hieu", "tieu_ngu", "tieu_de_dang", "co_quan_chu_quan", "co_quan_ban_hanh")
_MARKS = frozenset(("dau_mat", "dau_khan", "luu_hanh", "du_thao", "ky_hieu_nguoi_soan"))
_SOLID = (0.88, 1.12)
"""A line "as long as the text": what readers round when text is measured in another font."""
_SHARE = (0.28, 0.58)
"""A line of a third to a half of the text, by either reading of "the text", with the rounding."""
_MOST_BEFORE_PT = 12
_TITLE_ROOM_PT = 3
_WIDE_TABLE = 3
_SPACED_HYPHEN = re.compile(r"\s*[-–—]\s*")


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
        if paragraph.text.strip() and paragraph.component not in (*_MARKS, *_HEAD):
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


# ---------------------------------------------------------------------- fixed texts


def text_check(component_id: str) -> Check:
    """Return a check of a fixed text, letter by letter."""

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        component = subject.standard.components.get(component_id)
        for span in subject.component(component_id)[:1] if component else ():
            assert component is not None  # noqa: S101  (narrowed above)
            shown = span.text.upper() if _in_capitals(span) else span.text
            if not component.accepts_text(shown):
                yield subject.finding(
                    span, N_("{name} viết “{found}”, phải là “{expected}”"),
                    params={"name": Marked(component.name)},
                    expected=component.text, found=span.text, replacement=component.text,
                )  # fmt: skip

    return check


def _in_capitals(span: Span) -> bool:
    return all(run.look.caps for run, _, _ in span.runs)


def side_check(component_id: str, message: str) -> Check:
    """Return a check that a title stands in the right block, on its first line."""

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        for span in subject.component(component_id)[:1]:
            cell = span.paragraph.source.cell
            table = subject.table(span.paragraph)
            if cell is None or table is None:
                continue
            in_cell = [
                each
                for each in subject.paragraphs
                if each.source.cell == cell and each.text.strip() and each.component not in _MARKS
            ]
            on_left = cell.column == 0 and len(table.grid_pt) > 1
            if on_left or in_cell[0] is not span.paragraph or cell.row:
                yield subject.finding(span, message)

    return check


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
    yield from look_check("tieu_ngu", "size", "bold", "italic", "align")(subject)
    yield from check_motto_below(subject)


# ---------------------------------------------------------------------- lines below


def line_check(component_id: str, *, share: bool) -> Check:
    """Return a check of the drawn line below a component.

    Args:
        component_id: The component.
        share: The line is a third to a half of the text, not as long as it.
    """

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        component = subject.standard.components.get(component_id)
        spans = subject.component(component_id)
        if component is None or not spans or component.rule is None:
            return
        line = find_line(subject, spans)
        if line is None:
            yield subject.finding(
                spans[-1], N_("{name}: thiếu đường kẻ bên dưới"),
                params={"name": Marked(component.name)}, expected=_expected(share), found="0",
                hint=N_("kẻ nét liền bằng Shapes hoặc viền dưới, không dùng gạch chân"),
            )  # fmt: skip
        else:
            yield from _check_length(subject, component, spans, line, share=share)

    return check


def _expected(share: bool) -> str:
    return "1/3-1/2" if share else "1"


def _check_length(
    subject: WordSubject,
    component: Component,
    spans: tuple[Span, ...],
    line: DrawnLine,
    *,
    share: bool,
) -> Iterator[Diagnostic]:
    if line.kind == "text":
        yield subject.finding(
            line.paragraph, N_("{name}: đường kẻ là các dấu gạch, phải là nét liền"),
            params={"name": Marked(component.name)}, expected=_expected(share),
            hint=N_("kẻ nét liền bằng Shapes hoặc viền dưới, không dùng gạch chân"),
        )  # fmt: skip
        return
    if line.length_pt <= 0:
        return
    ratios = [line.length_pt / longest_line(subject, spans)]
    if share:
        ratios.append(line.length_pt / longest_line(subject, spans[-1:]))
    low, high = _SHARE if share else _SOLID
    if not any(low <= ratio <= high for ratio in ratios):
        yield subject.finding(
            spans[-1], N_("{name}: đường kẻ dài {found} dòng chữ, phải là {expected}"),
            params={"name": Marked(component.name)},
            expected=_expected(share), found=f"{ratios[0]:.2f}",
        )  # fmt: skip


# ---------------------------------------------------------------------- bodies


def check_issuer_symbol(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a symbol of another body than the one in the letterhead."""
    yield from disagrees(subject, agency_of_symbol(subject))


def check_party_names(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of the names of party bodies."""
    aspects = ("size", "bold", "italic", "align", "upper")
    yield from look_check("co_quan_chu_quan", *aspects)(subject)
    yield from look_check("co_quan_ban_hanh", *aspects)(subject)


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


_HDR = Family("khung đầu văn bản", form=True, prefix="HDR")
_QHI = Family("quốc hiệu", form=True, prefix="QHI")
_TNG = Family("tiêu ngữ", form=True, prefix="TNG")
_CQC = Family("cơ quan chủ quản", form=True, prefix="CQC")
_CQB = Family("cơ quan ban hành", form=True, prefix="CQB")
_PDH = Family("tiêu đề Đảng, tên cơ quan", form=True, prefix="PDH")
_HABIT = Basis("Thói quen trình bày", "D")
_LOOK = ("size", "bold", "italic", "align")

RULES = (
    _HDR.row(
        1, "khung-khong-vien", Severity.WARNING, BOTH, _HABIT, check_columns,
        "Khung đầu văn bản là hai cột không viền.", "Viền bảng in ra làm rối thể thức.",
        "Bảng đầu văn bản có viền", "Bảng hai cột, không viền",
    ),
    _HDR.row(
        2, "cot-phai-du-rong", Severity.WARNING, BOTH, _HABIT, check_title_fits,
        "Quốc hiệu hoặc tiêu đề Đảng nằm trọn một dòng.", "Tiêu đề gãy dòng là lỗi dễ thấy nhất.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA / VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ),
    _HDR.row(
        3, "khung-o-dong-dau", Severity.ERROR, BOTH, Basis("", "A/B", "co_quan_ban_hanh"),
        check_first_line,
        "Khung đầu văn bản ở dòng đầu trang thứ nhất.", "Vị trí các ô thể thức đã được vẽ sẵn.",
        "Dòng ghi chú của người soạn trên Quốc hiệu", "Quốc hiệu ở dòng đầu",
    ),
    _HDR.row(
        4, "khung-thut-dong", Severity.WARNING, BOTH, _HABIT, check_head_spacing,
        "Dòng trong khung đầu văn bản không thụt đầu dòng.",
        "Thụt dòng làm chữ lệch khỏi giữa cột.",
        "Quốc hiệu thụt 1,27 cm", "Quốc hiệu canh giữa, không thụt",
    ),
    _HDR.row(
        5, "so-va-ngay-cung-hang", Severity.WARNING, STATE, Basis("", "A", "dia_danh_ngay"),
        check_same_row,
        "Số, ký hiệu và địa danh, ngày tháng cùng một hàng.", "Ô số 3 và ô số 4 ngang nhau.",
        "Số ở hàng 3, ngày ở hàng 2", "Cùng hàng",
    ),
    _QHI.row(
        1, "quoc-hieu-chu", Severity.ERROR, STATE, Basis("", "A", "quoc_hieu"),
        text_check("quoc_hieu"),
        "Quốc hiệu viết đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.",
        "Quốc hiệu là chữ cố định, viết in hoa.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHỈA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ),
    _QHI.row(
        2, "quoc-hieu-trinh-bay", Severity.ERROR, STATE, Basis("", "A", "quoc_hieu"),
        look_check("quoc_hieu", *_LOOK),
        "Quốc hiệu cỡ 12-13, đứng, đậm, canh giữa.", "Cỡ và kiểu chữ theo bảng mẫu.",
        "Cỡ 14", "Cỡ 13",
    ),
    _QHI.row(
        3, "quoc-hieu-vi-tri", Severity.ERROR, STATE, Basis("", "A", "quoc_hieu"),
        side_check("quoc_hieu", N_("Quốc hiệu phải ở dòng đầu của cột bên phải")),
        "Quốc hiệu ở trên cùng, bên phải trang đầu.", "Ô số 1 của sơ đồ thể thức.",
        "Quốc hiệu ở cột trái", "Quốc hiệu ở cột phải",
    ),
    _TNG.row(
        1, "tieu-ngu-chu", Severity.ERROR, STATE, Basis("", "A", "tieu_ngu"),
        text_check("tieu_ngu"),
        "Tiêu ngữ viết đúng: Độc lập - Tự do - Hạnh phúc, gạch nối có cách chữ.",
        "Dấu gạch dài hoặc thiếu khoảng cách là sai chữ cố định.",
        "Độc lập – Tự do – Hạnh phúc", "Độc lập - Tự do - Hạnh phúc",
    ),
    _TNG.row(
        2, "tieu-ngu-trinh-bay", Severity.ERROR, STATE, Basis("", "A", "tieu_ngu"), check_motto,
        "Tiêu ngữ cỡ 13-14, đứng, đậm, canh giữa ngay dưới Quốc hiệu.",
        "Cỡ và kiểu chữ theo bảng mẫu.", "Tiêu ngữ nghiêng", "Tiêu ngữ đứng, đậm",
    ),
    _TNG.row(
        3, "tieu-ngu-duong-ke", Severity.ERROR, STATE, Basis("", "A", "tieu_ngu"),
        line_check("tieu_ngu", share=False),
        "Dưới tiêu ngữ có đường kẻ nét liền dài bằng dòng chữ.",
        "Đường kẻ là một phần của thể thức.", "Không có đường kẻ", "Nét liền dài bằng dòng chữ",
    ),
    _CQC.row(
        1, "co-quan-chu-quan-trinh-bay", Severity.ERROR, STATE,
        Basis("", "A", "co_quan_chu_quan"), look_check("co_quan_chu_quan", *_LOOK, "upper"),
        "Cơ quan chủ quản in hoa, cỡ 12-13, đứng, không đậm, canh giữa.",
        "Chỉ cơ quan ban hành in đậm.", "Cơ quan chủ quản in đậm", "Cơ quan chủ quản không đậm",
    ),
    _CQB.row(
        1, "co-quan-ban-hanh-trinh-bay", Severity.ERROR, STATE,
        Basis("", "A", "co_quan_ban_hanh"), look_check("co_quan_ban_hanh", *_LOOK, "upper"),
        "Cơ quan ban hành in hoa, cỡ 12-13, đứng, đậm, canh giữa.",
        "Cỡ và kiểu chữ theo bảng mẫu.", "Tên cơ quan cỡ 14", "Tên cơ quan cỡ 13",
    ),
    _CQB.row(
        2, "co-quan-ban-hanh-duong-ke", Severity.ERROR, STATE, Basis("", "A", "co_quan_ban_hanh"),
        line_check("co_quan_ban_hanh", share=True),
        "Dưới tên cơ quan có đường kẻ nét liền dài 1/3 đến 1/2 dòng chữ, ở giữa.",
        "Đường kẻ là một phần của thể thức.", "-------", "Nét liền dài 2/5 dòng chữ",
    ),
    _CQB.row(
        3, "co-quan-ky-hieu", Severity.WARNING, STATE, Basis("Danh mục cơ quan", "D"),
        check_issuer_symbol,
        "Tên cơ quan ban hành khớp ký hiệu.", "Ký hiệu cho biết văn bản của ai.",
        "ỦY BAN NHÂN DÂN TỈNH ... Số: 12/KH-SNV", "Số: 12/KH-UBND",
    ),
    _PDH.row(
        1, "tieu-de-dang", Severity.ERROR, PARTY, Basis("", "B", "tieu_de_dang"),
        lambda subject: (
            *text_check("tieu_de_dang")(subject),
            *look_check("tieu_de_dang", *_LOOK)(subject),
            *side_check(
                "tieu_de_dang", N_("tiêu đề Đảng phải ở dòng đầu của cột bên phải")
            )(subject),
        ),
        "ĐẢNG CỘNG SẢN VIỆT NAM ở góc phải dòng đầu, cỡ 15, đứng, đậm.",
        "Cỡ và kiểu chữ theo bảng mẫu.", "Cỡ 14", "Cỡ 15",
    ),
    _PDH.row(
        2, "tieu-de-dang-duong-ke", Severity.ERROR, PARTY, Basis("", "B", "tieu_de_dang"),
        line_check("tieu_de_dang", share=False),
        "Dưới tiêu đề Đảng có đường kẻ dài bằng tiêu đề.", "Đường kẻ là một phần của thể thức.",
        "Không có đường kẻ", "Nét liền dài bằng tiêu đề",
    ),
    _PDH.row(
        3, "ten-co-quan-dang", Severity.ERROR, PARTY, Basis("", "B", "co_quan_ban_hanh"),
        check_party_names,
        "Cơ quan cấp trên cỡ 14 không đậm; cơ quan ban hành cỡ 14 đậm; in hoa, canh giữa.",
        "Cỡ và kiểu chữ theo bảng mẫu.", "Cả hai dòng đều đậm", "Chỉ cơ quan ban hành đậm",
    ),
    _PDH.row(
        4, "dau-sao", Severity.ERROR, PARTY, Basis("", "B", "dau_sao"), check_star,
        "Dưới tên cơ quan ban hành có dấu sao (*), không kẻ đường.",
        "Dấu sao thay cho đường kẻ của văn bản nhà nước.", "-------", "*",
    ),
    _PDH.row(
        5, "cap-co-quan-dang", Severity.WARNING, PARTY, Basis("", "B", "co_quan_chu_quan"),
        check_pair,
        "Cơ quan cấp trên và cơ quan ban hành đúng cặp.",
        "Cấp ủy ghi tên đảng bộ cấp trên; ban của cấp ủy ghi tên cấp ủy.",
        "TỈNH ỦY X / CHI BỘ Y", "ĐẢNG BỘ XÃ X / CHI BỘ Y",
    ),
)  # fmt: skip
