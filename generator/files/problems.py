"""Every problem of writing files, with its id, and the reasons of the system in words."""

import errno
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Marked, Problem, Severity
from generator.i18n import N_

# A file is there. Commands say it in their own words: each has its own way out.

FILE_THERE = Problem(
    "OUT01",
    N_("đã có tệp này"),
    N_("ghi ra tệp khác bằng -o, hoặc thêm --force để ghi đè"),
)
FOREIGN_FILE = Problem(
    "OUT01",
    N_("tệp đã có và không phải do kehoach làm ra"),
    N_("chép tệp sang tên khác, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force"),
)
EDITED_FILE = Problem(
    "OUT01",
    N_("tệp đã được sửa sau khi kehoach làm ra"),
    N_("chép tệp sang tên khác, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force"),
)
CHECK_FILE_THERE = Problem(
    "OUT01",
    N_("tệp đã có; không ghi đè"),
    N_("đổi tên hoặc xóa tệp cũ, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force"),
)
IMPORTED_PLAN_THERE = Problem(
    "OUT01",
    N_("đã có tệp {path}"),
    N_("ghi ra tệp khác bằng -o, hoặc thêm --force để ghi đè"),
)
NEW_PLAN_THERE = Problem(
    "OUT01",
    N_("tệp đã có, không ghi đè"),
    N_("sửa tệp đó, đổi tên nó, hoặc chọn loại khác bằng --kind"),
)
NEXT_PLAN_THERE = Problem(
    "OUT01",
    N_("tệp đã có, không ghi đè"),
    N_("đổi tên tệp đó, hoặc ghi ra tệp khác bằng --output"),
)

# Ids that are no longer told; they keep their rows, for no id is used again.

WAS_NEW_PLAN_THERE = Problem(
    "OUT08",
    N_("mã này không dùng nữa, nay là OUT01: tệp đã có"),
    N_("xem bằng kehoach rule OUT01"),
)
WAS_IMPORTED_PLAN_THERE = replace(WAS_NEW_PLAN_THERE, id="IMP11")

# Places that may not be written to

IS_A_FOLDER = Problem(
    "OUT05",
    N_("đã có một thư mục mang tên tệp này"),
    N_("đổi tên thư mục đó, hoặc ghi vào thư mục khác bằng -o"),
)
IS_AN_INPUT = Problem(
    "OUT07",
    N_("tệp ghi ra trùng với tệp đọc vào, tệp gốc được giữ"),
    N_("ghi ra tệp khác bằng -o"),
)
WRONG_ENDING = Problem(
    "OUT07",
    N_("đuôi tên tệp '{suffix}' không hợp với loại tệp được ghi ra"),
    N_("ghi ra tệp có đuôi đúng loại bằng -o"),
)
OTHER_KIND = Problem(
    "OUT07",
    N_("ở đây đang có một tệp loại khác ({kind}), không ghi đè kể cả khi có --force"),
    N_("ghi ra tệp khác bằng -o, hoặc tự đổi tên tệp đang có"),
)
NOT_READABLE = Problem(
    "OUT07",
    N_("ở đây có thứ không phải tệp đọc được (ống dẫn, thiết bị, lối tắt hỏng, tệp bị khóa)"),
    N_("ghi ra tệp khác bằng -o, hoặc xóa thứ đang có rồi chạy lại"),
)

# Writing

CANNOT_WRITE = Problem(
    "OUT06",
    N_("không ghi được: {reason}"),
    N_("đóng văn bản nếu đang mở trong Word, kiểm tra quyền ghi và chỗ trống của thư mục"),
)
BUSY = Problem(
    "OUT09",
    N_("một lệnh kehoach khác (tiến trình {pid}, từ {since}) đang ghi vào thư mục này"),
    N_("chờ lệnh kia xong rồi chạy lại; chưa có tệp nào được ghi"),
)

# Writes that were interrupted

_NOTHING_TO_DO = N_("không cần làm gì thêm")
UNDONE = Problem(
    "OUT10",
    N_("lần ghi trước bị ngắt giữa chừng; các tệp sau nay như trước lần ghi: {files}"),
    _NOTHING_TO_DO,
    Severity.NOTICE,
)
FINISHED = Problem(
    "OUT10",
    N_("lần ghi trước bị ngắt giữa chừng; nay đã ghi xong: {files}"),
    _NOTHING_TO_DO,
    Severity.NOTICE,
)
CHANGED_SINCE = Problem(
    "OUT10",
    N_("lần ghi trước bị ngắt giữa chừng; tệp đã sửa từ đó được giữ nguyên: {files}"),
    _NOTHING_TO_DO,
    Severity.WARNING,
)
LEFTOVERS_REMOVED = Problem(
    "OUT11",
    N_("đã xóa tệp tạm của lần ghi bị ngắt: {files}"),
    _NOTHING_TO_DO,
    Severity.NOTICE,
)
NOT_A_JOURNAL = Problem(
    "OUT12",
    N_("không đọc được ghi chép về lần ghi bị ngắt; đã bỏ ghi chép này, không động đến tệp nào"),
    N_("xem lại các văn bản vừa ghi; bản cũ, nếu có, ở .kehoach/ban-cu"),
    Severity.WARNING,
)
NOT_RECOVERED = Problem(
    "OUT12",
    N_("lần ghi trước bị ngắt giữa chừng, chưa hoàn tất được: {reason}"),
    N_("đóng văn bản nếu đang mở trong Word rồi chạy lại"),
    Severity.WARNING,
)

_SHARING_VIOLATION = 32
_REASONS = {
    errno.EACCES: N_("không có quyền ghi, hoặc tệp đang mở trong chương trình khác"),
    errno.EPERM: N_("không có quyền ghi, hoặc tệp đang mở trong chương trình khác"),
    errno.EROFS: N_("ổ đĩa chỉ cho đọc"),
    errno.ENOSPC: N_("ổ đĩa hết chỗ trống"),
    errno.EDQUOT: N_("đã dùng hết dung lượng được cấp"),
    errno.ENOENT: N_("không có tệp hoặc thư mục này"),
    errno.ENOTDIR: N_("trên đường dẫn có một tệp, không phải thư mục"),
    errno.EEXIST: N_("trên đường dẫn có một tệp, không phải thư mục"),
    errno.EISDIR: N_("đây là một thư mục, không phải tệp"),
    errno.ENAMETOOLONG: N_("đường dẫn quá dài"),
}


def reason_of(error: OSError) -> str:
    """Return why, as a marked message; the system's own words when there are no better ones."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return Marked(_REASONS[errno.EACCES])
    known = _REASONS.get(error.errno or 0)
    return Marked(known) if known else error.strerror or str(error)


def cannot_write(error: OSError, place: Path) -> Diagnostic:
    """Return the finding for a write that failed, at the file the system named or a place."""
    named = error.filename2 or error.filename or place
    return CANNOT_WRITE.at(Location(Path(named).as_posix()), reason=reason_of(error))
