"""What checking itself has to tell: every message with an id that is no rule."""

from generator.diagnostics import Problem, Severity
from generator.i18n import N_

RULE_FAILED = Problem(
    "CHK03",
    N_("quy tắc {rule} không chạy được với tệp này ({kind})"),
    N_("đây là lỗi của kehoach; kết quả của các quy tắc khác vẫn dùng được"),
    Severity.WARNING,
)
NOTHING_TO_IGNORE = Problem(
    "CHK04",
    N_("không cần bỏ qua {rule}: không có lỗi nào của quy tắc này"),
    N_("xóa dòng bỏ qua {rule}"),
    Severity.WARNING,
)
NO_BASELINE = Problem(
    "CHK05",
    N_("không đọc được tệp lỗi đã biết '{path}' ({reason})"),
    N_("tạo lại bằng: kehoach check ... --write-baseline TỆP"),
)
BASELINE_OUT_OF_DATE = Problem(
    "CHK06",
    N_("{count} lỗi đã biết không còn nữa"),
    N_("ghi lại tệp bằng --write-baseline để danh sách gọn hơn"),
    Severity.NOTICE,
)
