"""The table of rules on budgets and their annexes."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from generator.annexes import amounts
from generator.checks.budget_subject import BudgetSubject
from generator.checks.rule import BOTH, Basis, Family, Rule, Stage, Texts
from generator.checks.rules import bud_form, bud_rows, bud_sums
from generator.diagnostics import Diagnostic, Severity

_FAMILY = Family("phụ lục, dự toán", Stage.INPUT)
_ERROR, _WARNING, _NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

BudgetCheck = Callable[[BudgetSubject], Iterable[Diagnostic]]


def _for_budgets(check: BudgetCheck, subject: Any) -> Iterator[Diagnostic]:
    if isinstance(subject, BudgetSubject):
        yield from check(subject)


def _rule(
    rule_id: str,
    name: str,
    severity: Severity,
    check: BudgetCheck,
    texts: tuple[str, str, str, str],
    basis: str = "",
) -> Rule:
    wanted = Basis(basis or "yêu cầu về phụ lục nhiệm vụ và kinh phí", "B")
    return _FAMILY.rule(
        rule_id, name, severity, BOTH, wanted, partial(_for_budgets, check), Texts(*texts)
    )


def _computed(rule_id: str) -> BudgetCheck:
    return partial(bud_rows.computed_findings, rule_id)


BUD_RULES: tuple[Rule, ...] = (
    _rule(
        "BUD01",
        "tong-trong-van-ban",
        _ERROR,
        bud_sums.check_text_total,
        (
            "Tổng kinh phí nêu trong văn bản bằng tổng cộng của phụ lục.",
            "Phụ lục và văn bản ghi hai số khác nhau thì không biết số nào được duyệt.",
            "Tổng kinh phí: 1.500.000.000 đồng (phụ lục cộng được 1.550 triệu đồng)",
            "Tổng kinh phí: 1.550.000.000 đồng",
        ),
    ),
    _rule(
        "BUD02",
        "bang-chu",
        _ERROR,
        bud_sums.check_words,
        (
            "Số tiền bằng chữ đọc lại đúng bằng số tiền bằng số.",
            "Khi số và chữ khác nhau, kho bạc và kiểm toán lấy theo chữ.",
            "Tổng cộng 1.550; Bằng chữ: Một tỷ năm trăm triệu đồng",
            "Tổng cộng 1.550; Bằng chữ: Một tỷ năm trăm năm mươi triệu đồng",
        ),
    ),
    _rule(
        "BUD03",
        "cong-tong",
        _ERROR,
        bud_sums.check_sums,
        (
            "Các dòng cộng lại bằng số của nhóm, các nhóm cộng lại bằng tổng cộng.",
            "Tổng sai là lỗi đầu tiên cơ quan tài chính trả lại.",
            "I 180; 1 120; 2 50",
            "I 170; 1 120; 2 50",
        ),
    ),
    _rule(
        "BUD04",
        "cong-nguon",
        _ERROR,
        bud_sums.check_sources,
        (
            "Các cột nguồn cộng lại bằng cột tổng của dòng.",
            "Phần thiếu không ai chi, phần thừa không có trong dự toán.",
            "Tổng 120; NS tỉnh 90; Nguồn khác 20",
            "Tổng 120; NS tỉnh 90; Nguồn khác 30",
        ),
    ),
    _rule(
        "BUD05",
        "thoi-gian",
        _ERROR,
        bud_rows.check_times,
        (
            "Thời gian thực hiện nằm trong năm của kế hoạch.",
            "Dự toán chỉ được chi trong năm ngân sách.",
            "Quý I/2028 trong kế hoạch năm 2027",
            "Quý IV trong kế hoạch năm 2027",
        ),
    ),
    _rule(
        "BUD06",
        "chu-tri",
        _ERROR,
        bud_rows.check_leads,
        (
            "Mỗi nhiệm vụ có đúng một cơ quan chủ trì, không nằm trong các cơ quan phối hợp.",
            "Hai cơ quan chủ trì thì không cơ quan nào quyết toán.",
            "Chủ trì: Sở Ngoại vụ; Công an tỉnh",
            "Chủ trì: Sở Ngoại vụ. Phối hợp: Công an tỉnh",
        ),
    ),
    _rule(
        "BUD07",
        "co-quan-khong-con",
        _ERROR,
        bud_rows.check_bodies,
        (
            "Cơ quan chủ trì, phối hợp còn hoạt động, đúng tên vào ngày văn bản.",
            "Cơ quan đã sáp nhập không nhận được nhiệm vụ và kinh phí.",
            "Sở Thông tin và Truyền thông (năm 2027)",
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
    ),
    _rule(
        "BUD08",
        "dinh-muc-tran",
        _ERROR,
        bud_rows.check_ceilings,
        (
            "Đơn giá không cao hơn định mức còn hiệu lực, kể cả mức thấp hơn của địa phương.",
            "Phần vượt định mức bị xuất toán.",
            "don_gia: 5.000.000, dinh_muc: gv_toida (trần 4.000.000)",
            "don_gia: 4.000.000, dinh_muc: gv_toida",
        ),
    ),
    _rule(
        "BUD09",
        "chuong-trinh-muc-tieu",
        _ERROR,
        bud_rows.check_programmes,
        (
            "Nguồn chương trình mục tiêu quốc gia ghi rõ tên chương trình và năm vốn.",
            "Vốn mỗi chương trình, mỗi năm quyết toán riêng.",
            "nguon: Chương trình mục tiêu quốc gia",
            "nguon: CTMTQG xây dựng nông thôn mới năm 2027",
        ),
    ),
    _rule(
        "BUD10",
        "danh-so",
        _ERROR,
        bud_form.check_numbering,
        (
            "Số thứ tự liên tục, không cách số, không trùng số.",
            "Dòng bị xóa mà quên đánh lại số làm người đọc tưởng thiếu nhiệm vụ.",
            "I, II, IV",
            "I, II, III",
        ),
    ),
    _rule(
        "BUD11",
        "dong-kem-theo",
        _ERROR,
        bud_form.check_reference,
        (
            "Dòng (Kèm theo ...) của phụ lục ghi đúng số và ngày của văn bản.",
            "Phụ lục chép từ năm trước thường còn số, ngày cũ.",
            "(Kèm theo Kế hoạch số 12/KH-UBND ngày 08 tháng 01 năm 2026 ...)",
            "(Kèm theo Kế hoạch số 15/KH-UBND ngày 12 tháng 01 năm 2027 ...)",
        ),
        "Nghị định số 30/2020/NĐ-CP, Phụ lục I, III.1",
    ),
    _rule(
        "BUD12",
        "don-vi-tinh",
        _ERROR,
        bud_sums.check_units,
        (
            "Cả bảng dùng một đơn vị tính, ghi ngay trên bảng.",
            "Lẫn triệu với đồng làm tổng sai hàng nghìn lần.",
            "Đơn vị tính: triệu đồng; một ô ghi 120.000.000",
            "Đơn vị tính: triệu đồng; ô ghi 120",
        ),
    ),
    _rule(
        "BUD13",
        "tinh-hai-lan",
        _ERROR,
        bud_sums.check_double_count,
        (
            "Tổng cộng không tính cả dòng cha lẫn các mục con.",
            "Tổng bị đội lên, thường đúng gấp đôi.",
            "I 100 gồm 1 60, 2 40; tổng cộng 200",
            "I 100 gồm 1 60, 2 40; tổng cộng 100",
        ),
    ),
    _rule(
        "BUD14",
        "thieu-nguon",
        _WARNING,
        bud_rows.check_unsourced,
        (
            "Mỗi số tiền có nguồn kinh phí.",
            "Không có nguồn thì không bố trí được dự toán.",
            "kinh_phi: 60.000.000, không có nguon",
            "kinh_phi: 60.000.000, nguon: Ngân sách tỉnh",
        ),
    ),
    _rule(
        "BUD15",
        "so-khong",
        _WARNING,
        bud_sums.check_zeros,
        (
            "Số 0 không đứng thay chữ lồng ghép, theo dự toán được giao, để mở.",
            "Nhiệm vụ lồng ghép vẫn có tiền, chỉ là không bố trí riêng.",
            "kinh_phi: 0",
            "kinh_phi: lồng ghép",
        ),
    ),
    _rule(
        "BUD16",
        "tieu-de-bang",
        _WARNING,
        bud_form.check_head,
        (
            "Tiêu đề bảng lặp lại ở mọi trang.",
            "Từ trang hai trở đi người đọc không biết cột nào là cột nào.",
            "Dòng tiêu đề là dòng thường",
            "Dòng tiêu đề được đánh dấu lặp lại",
        ),
    ),
    _rule(
        "BUD17",
        "chua-co-kinh-phi",
        _WARNING,
        bud_rows.check_amounts,
        (
            "Mỗi dòng ghi số tiền hoặc chữ thay số tiền.",
            "Ô trống không phân biệt được với quên.",
            "không có kinh_phi",
            "kinh_phi: theo dự toán được giao",
        ),
    ),
    _rule(
        "BUD18",
        "so-cua-dong-cha",
        _ERROR,
        bud_rows.check_stated,
        (
            "Kinh phí ghi ở dòng có mục con bằng tổng các mục con.",
            "Một trong hai số là số cũ.",
            "kinh_phi: 100.000.000; các mục con cộng lại 90.000.000",
            "không ghi kinh_phi ở dòng có mục con",
        ),
    ),
    _rule(
        "BUD19",
        "noi-nhan",
        _NOTICE,
        bud_rows.check_recipients,
        (
            "Cơ quan có tên trong phụ lục được gửi văn bản.",
            "Cơ quan được giao việc mà không nhận văn bản thì không thực hiện.",
            "Phụ lục giao Tỉnh Đoàn, nơi nhận không có",
            "Nơi nhận có Tỉnh Đoàn",
        ),
    ),
    _rule(
        amounts.UNKNOWN_NORM,
        "dinh-muc-khong-co",
        _ERROR,
        _computed(amounts.UNKNOWN_NORM),
        ("Mã định mức có trong danh mục.", "", "dinh_muc: gv_toi_da", "dinh_muc: gv_toida"),
    ),
    _rule(
        amounts.NORM_NOT_IN_FORCE,
        "dinh-muc-het-hieu-luc",
        _ERROR,
        _computed(amounts.NORM_NOT_IN_FORCE),
        (
            "Định mức có hiệu lực vào ngày ban hành.",
            "Định mức của thông tư đã thay thế không được thanh toán.",
            "",
            "",
        ),
    ),
    _rule(
        amounts.NOT_WHOLE,
        "khong-tron-dong",
        _ERROR,
        _computed(amounts.NOT_WHOLE),
        ("Số lượng nhân đơn giá, tỷ lệ của nguồn cho ra số tròn đồng.", "", "", ""),
    ),
    _rule(
        amounts.BAD_SHARES,
        "phan-cua-nguon",
        _ERROR,
        _computed(amounts.BAD_SHARES),
        ("Các nguồn của một dòng cộng lại bằng kinh phí của dòng.", "", "", ""),
    ),
    _rule(
        amounts.OTHER_PRODUCT,
        "khac-so-tinh-ra",
        _ERROR,
        _computed(amounts.OTHER_PRODUCT),
        ("Kinh phí ghi sẵn bằng số lượng nhân đơn giá, hoặc tổng các năm.", "", "", ""),
    ),
    _rule(
        amounts.SHARES_OPEN,
        "nguon-chua-chia",
        _WARNING,
        _computed(amounts.SHARES_OPEN),
        ("Dòng có nhiều nguồn thì chia rõ cho từng nguồn.", "", "", ""),
    ),
)
"""In the order of their ids."""
