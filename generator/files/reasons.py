"""Why the system refused to read or write a file, in words."""

import errno
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Marked, Severity
from generator.i18n import N_

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
    return Diagnostic(
        "OUT06",
        Severity.ERROR,
        N_("không ghi được: {reason}"),
        Location(Path(named).as_posix()),
        {"reason": reason_of(error)},
        N_("đóng văn bản nếu đang mở trong Word, kiểm tra quyền ghi và chỗ trống của thư mục"),
    )
