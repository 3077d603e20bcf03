"""Thẩm quyền: loại văn bản nào do ai ban hành.

Vì sao: văn bản sai thẩm quyền không có giá trị. Các điều của Quy định 399-QĐ/TW mới đọc qua hai bản
chép, nên chỉ là lưu ý.
"""

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.text.normalize import lower_first, old_tone_style

_SINCE = date(2026, 1, 9)
_PARTY_KINDS = frozenset((
    "Chiến lược", "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Quy chế", "Quy định",
    "Thông tri", "Hướng dẫn", "Thông báo", "Thông cáo", "Tuyên bố", "Lời kêu gọi", "Báo cáo",
    "Kế hoạch", "Quy hoạch", "Chương trình", "Đề án", "Phương án", "Dự án", "Tờ trình", "Công văn",
    "Biên bản", "Giấy giới thiệu", "Giấy mời", "Phiếu chuyển", "Phiếu gửi", "Giấy nghỉ phép",
    "Chương trình hành động",
))  # fmt: skip
_STATE_ONLY_PARTY = frozenset(("Kết luận", "Thông tri", "Tuyên bố", "Lời kêu gọi"))


def _issuer(subject: WordSubject) -> str:
    return old_tone_style(subject.component_text("co_quan_ban_hanh")).upper()


def _in_force(subject: WordSubject) -> bool:
    return subject.date is not None and subject.date.last_day >= _SINCE


def check_grass_roots(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks AUT01 (cap-co-so-dang)."""
    if not _in_force(subject):
        return
    issuer, authority = (
        _issuer(subject),
        old_tone_style(subject.component_text("quyen_han")).upper(),
    )
    barred: tuple[str, ...]
    if issuer.startswith("CHI BỘ"):
        who, barred = N_("chi bộ"), ("Hướng dẫn", "Quy định")
    elif not issuer.startswith("ĐẢNG ỦY"):
        return
    elif "BAN THƯỜNG VỤ" in authority:
        who, barred = N_("ban thường vụ đảng ủy cơ sở"), ("Quy chế",)
    else:
        who, barred = N_("ban chấp hành (đảng ủy cơ sở)"), ("Hướng dẫn",)
    if subject.kind in barred:
        yield _place(subject, N_("{who} không ban hành {kind}"), who)


def _place(subject: WordSubject, message: str, who: str) -> Diagnostic:
    params = {"who": Marked(who), "kind": lower_first(subject.kind)}
    hint = N_("xem Quy định 399-QĐ/TW, Điều 11; hướng dẫn của đảng ủy xã ký T/M BAN THƯỜNG VỤ")
    spans = subject.component("ten_loai") or subject.component("so_ky_hieu")
    if spans:
        return subject.finding(
            spans[0], message, params=params, hint=hint, severity=Severity.NOTICE
        )
    return subject.file_finding(message, params=params, hint=hint, severity=Severity.NOTICE)


def check_party_kind(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks AUT02 (the-loai-dang)."""
    if subject.kind and subject.kind not in _PARTY_KINDS and subject.regime_known:
        yield _place(subject, N_("{kind} không có trong các thể loại văn bản của Đảng"), "")


def check_state_kind(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find what breaks AUT03 (loai-van-ban-hanh-chinh)."""
    issuer = _issuer(subject)
    if subject.kind in _STATE_ONLY_PARTY:
        yield _place(subject, N_("{kind} không có trong các loại văn bản hành chính"), "")
    elif subject.kind == "Nghị quyết" and re.match(r"ỦY BAN NHÂN DÂN|SỞ |PHÒNG ", issuer):
        yield _place(subject, N_("nghị quyết do Hội đồng nhân dân ban hành"), "")
