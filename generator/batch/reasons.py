"""Why the system refused to read or write a file, in words."""

import errno

from generator.diagnostics import Marked
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
