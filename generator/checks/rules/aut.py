"""Thẩm quyền: loại văn bản nào do ai ban hành.

Vì sao: văn bản sai thẩm quyền không có giá trị. Các điều của Quy định 399-QĐ/TW mới đọc qua hai bản
chép, nên chỉ là lưu ý.
"""

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.rule import PARTY, STATE, Basis, Family, Texts
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


def _check_grass_roots(subject: WordSubject) -> Iterator[Diagnostic]:
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


def _check_party_kind(subject: WordSubject) -> Iterator[Diagnostic]:
    if subject.kind and subject.kind not in _PARTY_KINDS and subject.regime_known:
        yield _place(subject, N_("{kind} không có trong các thể loại văn bản của Đảng"), "")


def _check_state_kind(subject: WordSubject) -> Iterator[Diagnostic]:
    issuer = _issuer(subject)
    if subject.kind in _STATE_ONLY_PARTY:
        yield _place(subject, N_("{kind} không có trong các loại văn bản hành chính"), "")
    elif subject.kind == "Nghị quyết" and re.match(r"ỦY BAN NHÂN DÂN|SỞ |PHÒNG ", issuer):
        yield _place(subject, N_("nghị quyết do Hội đồng nhân dân ban hành"), "")


_AUT = Family("thẩm quyền ban hành")
_QD399 = Basis("Điều 8-13", "C", instrument="Quy định 399-QĐ/TW")

RULES = (
    _AUT.rule(
        "AUT01", "cap-co-so-dang", Severity.NOTICE, PARTY, _QD399, _check_grass_roots,
        Texts("Cấp cơ sở của Đảng ban hành đúng thể loại được giao.",
              "Đảng ủy (ban chấp hành) không ban hành hướng dẫn; ban thường vụ thì có.",
              "HƯỚNG DẪN ... T/M ĐẢNG ỦY", "HƯỚNG DẪN ... T/M BAN THƯỜNG VỤ"),
    ),
    _AUT.rule(
        "AUT02", "the-loai-dang", Severity.NOTICE, PARTY,
        Basis("Điều 5-7", "C", instrument="Quy định 399-QĐ/TW"), _check_party_kind,
        Texts("Tên loại thuộc các thể loại văn bản của Đảng.",
              "Quy định 399-QĐ/TW kể ra 25 thể loại.",
              "CÔNG ĐIỆN của đảng ủy", "CÔNG VĂN"),
    ),
    _AUT.rule(
        "AUT03", "loai-van-ban-hanh-chinh", Severity.NOTICE, STATE,
        Basis("Điều 7", "A", instrument="Nghị định 30/2020/NĐ-CP"), _check_state_kind,
        Texts("Tên loại thuộc các loại văn bản hành chính và đúng thẩm quyền.",
              "Nghị định 30/2020/NĐ-CP kể ra 29 loại.",
              "KẾT LUẬN của ủy ban nhân dân; NGHỊ QUYẾT của sở", "THÔNG BÁO; QUYẾT ĐỊNH"),
    ),
)  # fmt: skip
