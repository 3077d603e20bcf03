"""Every problem that a writer of documents finds, with its id; workbooks have a table of theirs."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

# Pages in HTML

PAGE_CHARACTER = Problem(
    "HTM01",
    N_("ký tự điều khiển {code} trong “{text}” không đưa được vào trang HTML"),
    N_("xóa ký tự đó rồi gõ lại"),
)
PAGE_WITHOUT_FRAME = Problem(
    "HTM02",
    N_("trang HTML trình bày theo thể thức chuẩn, không theo khung Word đã sửa tay"),
    N_("cần đúng khung đã sửa thì dùng --format docx hoặc pdf"),
    Severity.NOTICE,
)
