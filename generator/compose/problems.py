"""Every problem of composing a document from its request, with its id."""

from dataclasses import replace

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

# Kinds

NOT_A_SECTION_NUMBER = Problem(
    "TPL33",
    N_("'{value}' không phải là mẫu số của mục"),
    N_("viết như mục đầu tiên được in: 'I.', 'I-', '1.', '1.1.', 'a)', 'Điều 1.'"),
)
NO_KIND = Problem("TPL34", N_("không có loại văn bản '{value}'"), N_("dùng một trong: {known}"))
KIND_WITHOUT_NAME = Problem(
    "TPL54",
    N_("loại '{value}' dùng chung cho nhiều loại văn bản, kế hoạch phải ghi ten_loai"),
    N_("thêm dòng ten_loai, ví dụ: ten_loai: Báo cáo"),
)
KIND_NAMED_TWICE = Problem(
    "TPL55",
    N_("ten_loai là '{value}', mà loại '{kind}' có tên loại '{name}'"),
    N_("bỏ ten_loai, hoặc đổi loai_van_ban thành {general}"),
)
OTHER_REGIME = Problem(
    "IN92",
    N_("loại văn bản '{kind}' là của hệ thống {expected}, cơ quan '{name}' là {found}"),
    N_("chọn loại văn bản khác, hoặc cơ quan ban hành khác"),
)

# The issuing body and its symbol

ISSUER_INCOMPLETE = Problem(
    "IN95",
    N_("cơ quan ban hành '{name}' còn thiếu: {missing}"),
    N_("điền các khóa này, hoặc dùng danh_muc để lấy tên theo ngày ban hành"),
)
NO_ABBREVIATION = Problem(
    "TPL57",
    N_("{standard} không có chữ viết tắt của tên loại '{name}' để ghi vào số, ký hiệu"),
    N_("ghi cả dòng số, ký hiệu vào the_thuc.so_ky_hieu"),
)
NO_STATE_ABBREVIATION = replace(NO_ABBREVIATION, severity=Severity.WARNING)

# The body

NO_CLAUSE = Problem("TPL35", N_("không có điều khoản '{name}' trong templates/clauses"))
NOTHING_TO_CHANGE = Problem(
    "TPL36",
    N_("không có mục hay điều khoản '{name}' để điều chỉnh trong loại văn bản này"),
)
NOTE_NOT_CALLED = Problem(
    "TPL37",
    N_("chú thích '{name}' không được gọi ở đâu trong nội dung"),
    N_("gọi bằng {{{{ chu_thich('{name}') }}}}, hoặc bỏ khỏi kế hoạch"),
    Severity.WARNING,
)
CLAUSE_CALLS_ITSELF = Problem(
    "TPL38", N_("điều khoản '{name}' gọi lại chính nó"), N_("bỏ lời gọi ở dòng này")
)
NO_BODY = Problem(
    "TPL56",
    N_("loại '{kind}' không có nội dung soạn sẵn, kế hoạch phải có noi_dung"),
    N_("viết nội dung văn bản vào noi_dung"),
)

# Names the body calls

NO_REFERENCE = Problem("CAT08", N_("không có văn bản '{name}' trong danh mục viện dẫn"))
NO_CITATION_FORM = Problem("CAT08", N_("'{name}' không phải là dạng viện dẫn"))
NO_NOTE = Problem("CAT08", N_("không có chú thích '{name}' trong chu_thich của kế hoạch"))

# What a person should know before signing

STANDARD_USED = Problem(
    "CHK09",
    N_("trình bày theo {name} (độ tin cậy {confidence})"),
    severity=Severity.NOTICE,
)
RECIPIENT_OF_OTHER_KIND = Problem(
    "FCT14",
    N_("nơi nhận '{name}': ngày ban hành đã là {place}"),
    N_("sửa tên gọi trong noi_nhan"),
    Severity.WARNING,
)
