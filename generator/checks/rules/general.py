"""Quy tắc chung của tệp (GEN): một hệ thống, không còn dấu vết sửa, đủ thành phần thể thức."""

from collections.abc import Iterator

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked
from generator.i18n import N_
from generator.model.base import Regime

_MARKS = {
    b"<w:ins ": N_("chữ thêm đang theo dõi"),
    b"<w:del ": N_("chữ xóa đang theo dõi"),
    b"<w:moveFrom ": N_("chữ dời đang theo dõi"),
    b"<w:rPrChange ": N_("định dạng đang theo dõi"),
    b"<w:pPrChange ": N_("định dạng đang theo dõi"),
    b"<w:commentReference ": N_("bình luận"),
}
_SHARED = {
    "co_quan_ban_hanh": N_("tên cơ quan ban hành"),
    "so_ky_hieu": N_("số, ký hiệu"),
    "dia_danh_ngay": N_("địa danh và ngày, tháng, năm"),
}
_NEEDED = {
    Regime.STATE: {"quoc_hieu": N_("Quốc hiệu"), "tieu_ngu": N_("Tiêu ngữ"), **_SHARED},
    Regime.PARTY: {"tieu_de_dang": N_("tiêu đề Đảng Cộng sản Việt Nam"), **_SHARED},
}


def check_one_regime(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a head with the titles of both regimes."""
    state, party = subject.component("quoc_hieu"), subject.component("tieu_de_dang")
    if state and party:
        extra = party[0] if subject.regime is Regime.STATE else state[0]
        yield subject.finding(
            extra,
            N_("đầu văn bản có cả Quốc hiệu và tiêu đề Đảng"),
            hint=N_("giữ một: Quốc hiệu cho cơ quan nhà nước, tiêu đề Đảng cho tổ chức đảng"),
        )


def check_revisions(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tracked changes and comments that were left in the file."""
    if subject.package is None:
        return
    part = subject.file.paragraphs[0].part if subject.file.paragraphs else ""
    if not part or part not in subject.package:
        return
    data = subject.package.read(part)
    for mark, name in _MARKS.items():
        count = data.count(mark)
        if count:
            yield subject.file_finding(
                N_("tệp còn {name} ({count} chỗ)"),
                part=part,
                params={"name": Marked(name), "count": count},
                found=str(count),
                expected="0",
                hint=N_("trong Word: thẻ Xem lại, chấp nhận hoặc từ chối hết, xóa bình luận"),
            )
            return


def check_language(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a file whose text is not marked as Vietnamese."""
    looks = {run.look.language for each in subject.body_paragraphs for run in each.source.runs}
    languages = looks - {""} or {subject.file.language}
    if not any(each.lower().startswith("vi") for each in languages):
        yield subject.file_finding(
            N_("ngôn ngữ của chữ trong tệp là “{found}”, không phải tiếng Việt"),
            part=subject.file.paragraphs[0].part if subject.file.paragraphs else "",
            expected="vi-VN",
            found=", ".join(sorted(languages - {""})) or "?",
            hint=N_("chọn cả văn bản, đặt ngôn ngữ là Tiếng Việt để Word soát chính tả đúng"),
        )


def check_components(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find mandatory parts that are missing."""
    missing = [name for key, name in _NEEDED[subject.regime].items() if not subject.component(key)]
    if not subject.body_paragraphs:
        missing.append(N_("nội dung"))
    if not subject.component("quyen_han") and not subject.component("chuc_vu"):
        missing.append(N_("chức vụ, họ tên người ký"))
    if not subject.component("noi_nhan_label"):
        missing.append(N_("nơi nhận"))
    for name in missing:
        yield subject.file_finding(
            N_("không thấy {name}"),
            params={"name": Marked(name)},
            expected=name,
            hint=N_("thêm {name}; nếu đã có, trình bày đúng chỗ để nhận ra được"),
        )
