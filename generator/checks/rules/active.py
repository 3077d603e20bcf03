"""Nội dung tự chạy, lấy từ ngoài tệp, và ký tự đánh lừa người đọc (ACT)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.checks.paragraph import Zone
from generator.checks.rule import BOTH, Basis, Family
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.ooxml.active_content import ActiveContent, ActiveKind, find_active_content
from generator.text.lookalikes import DIRECTION_SIGNS, TURNING_SIGNS, without_lookalikes

_ACT = Family("an toàn của tệp", prefix="ACT")
_SAFE = Basis("Tệp gửi đi không chạy gì và không lấy gì từ nơi khác", "B")
_READ = Basis("Chữ nhìn thấy phải là chữ máy đọc được", "B")
_CACHE = "active"

_HINTS = {
    ActiveKind.FIELD: N_("bấm vào chỗ đó, nhấn Ctrl+Shift+F9 để trường thành chữ, hoặc xóa đi"),
    ActiveKind.REMOTE: N_("bỏ liên kết; cần giữ ảnh hoặc chữ thì chèn hẳn vào tệp"),
    ActiveKind.EMBEDDED: N_("không mở đối tượng này; xóa đi, cần thì thay bằng ảnh hoặc bảng"),
    ActiveKind.LINK: N_("không bấm vào; xóa liên kết, hoặc dẫn tới địa chỉ https://"),
}
_WORD = re.compile(r"[^\s,;()\[\]“”\"']+")
_NUMBER = re.compile(
    r"[\dOo]{1,6}[a-zđ]?(?:/(?:19|20)\d\d)?[-/][A-ZĐ][A-Za-zĐđ]*(?:[-/&][A-ZĐƯ]\w*)*[.:]?"
)
# Latin letters with their Vietnamese ones, those of other alphabets between them left out.
_OURS = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_AFTER_SO = re.compile(r"\bs[ốô]\s*:?\s*$", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _active(kind: ActiveKind) -> Callable[[WordSubject], Iterator[Diagnostic]]:
    """Return the check for active content of one kind."""

    def check(subject: WordSubject) -> Iterator[Diagnostic]:
        for each in _contents(subject):
            if each.kind is kind:
                finding = subject.file_finding(
                    each.message,
                    part=each.part,
                    params={
                        "what": Marked(each.what) if each.what else "",
                        "target": each.target,
                    },
                    found=each.target,
                    quote=each.target,
                    hint=_HINTS[kind],
                    severity=Severity.WARNING if each.harmless else Severity.ERROR,
                )
                yield finding.at(replace(finding.location, paragraph=each.paragraph))

    return check


def _contents(subject: WordSubject) -> list[ActiveContent]:
    if _CACHE not in subject.cache:
        package = subject.package
        subject.cache[_CACHE] = find_active_content(package) if package is not None else []
    contents: list[ActiveContent] = subject.cache[_CACHE]
    return contents


def check_direction(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find signs that show text in another order than it is stored in."""
    for paragraph in subject.all_paragraphs:
        for match in DIRECTION_SIGNS.finditer(paragraph.text):
            turning = match[0] in TURNING_SIGNS
            yield subject.finding(
                paragraph,
                N_("có ký tự ẩn đổi chiều chữ (U+{code}): chữ nhìn thấy khác chữ máy đọc")
                if turning
                else N_("có ký tự ẩn ghi chiều chữ (U+{code})"),
                start=match.start(),
                end=match.end(),
                params={"code": f"{ord(match[0]):04X}"},
                hint=N_("xóa ký tự này, xem lại chữ và số ở quanh đó"),
                severity=Severity.ERROR if turning else Severity.WARNING,
            )


def check_lookalikes(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find numbers of documents with letters or figures of another alphabet."""
    for paragraph in subject.all_paragraphs:
        if paragraph.text.isascii():
            continue
        for word in _WORD.finditer(paragraph.text):
            expected = without_lookalikes(_INVISIBLE.sub("", word[0]))
            if expected == _INVISIBLE.sub("", word[0]) or not _NUMBER.fullmatch(expected):
                continue
            before = paragraph.text[: word.start()]
            if _OURS.search(word[0]) or _AFTER_SO.search(before) or paragraph.zone is Zone.HEAD:
                foreign = next(each for each in word[0] if without_lookalikes(each) != each)
                yield subject.finding(
                    paragraph,
                    N_(
                        "số, ký hiệu “{found}” có ký tự “{sign}” (U+{code}) "
                        "chỉ trông giống chữ thường dùng"
                    ),
                    start=word.start(),
                    end=word.end(),
                    found=word[0],
                    expected=expected,
                    params={"sign": foreign, "code": f"{ord(foreign):04X}"},
                    hint=N_("đối chiếu với bản gốc rồi gõ lại: {expected}"),
                )


RULES = (
    _ACT.row(
        1, "truong-tu-chay", Severity.ERROR, BOTH, _SAFE, _active(ActiveKind.FIELD),
        "Tệp không có trường chạy chương trình hoặc lấy nội dung từ nơi khác.",
        "Mở tệp hoặc cập nhật trường là máy người nhận chạy lệnh, gửi đi hoặc đọc tệp khác.",
        "{ DDEAUTO ... }, { INCLUDETEXT ... }, { INCLUDEPICTURE ... }, { LINK ... }",
        "Chỉ có trường số trang, mục lục, dẫn chiếu trong tệp",
    ),
    _ACT.row(
        2, "noi-dung-ngoai-tep", Severity.ERROR, BOTH, _SAFE, _active(ActiveKind.REMOTE),
        "Ảnh, tệp mẫu và mọi nội dung nằm hẳn trong tệp.",
        "Nội dung ở nơi khác báo cho nơi đó biết ai mở tệp, và có thể bị thay sau khi ký.",
        "Ảnh chèn dạng liên kết tới http://...; tệp mẫu ở máy chủ khác",
        "Ảnh chèn hẳn vào tệp",
    ),
    _ACT.row(
        3, "doi-tuong-nhung", Severity.ERROR, BOTH, _SAFE, _active(ActiveKind.EMBEDDED),
        "Tệp không nhúng đối tượng của chương trình khác.",
        "Bấm vào đối tượng nhúng là chạy chương trình khác với nội dung không ai soát.",
        "Đối tượng OLE, điều khiển ActiveX, tệp chèn nguyên vẹn (altChunk)",
        "Bảng gõ trong văn bản, ảnh chèn hẳn vào tệp",
    ),
    _ACT.row(
        4, "lien-ket-la", Severity.ERROR, BOTH, _SAFE, _active(ActiveKind.LINK),
        "Liên kết chỉ dẫn tới trang web, thư điện tử hoặc chỗ trong tệp.",
        "Liên kết kiểu khác mở tệp, chạy lệnh hoặc gửi mật khẩu Windows tới máy chủ lạ.",
        "javascript:..., file://..., \\\\may-chu\\tep", "https://caobang.gov.vn",
    ),
    _ACT.row(
        5, "ky-tu-doi-chieu-chu", Severity.ERROR, BOTH, _READ, check_direction,
        "Không có ký tự ẩn đổi chiều chữ.",
        "Chữ, số nhìn thấy một đằng, máy tìm và đối chiếu một nẻo.",
        "12\\u202e43\\u202c/KH-UBND (nhìn thấy là 1234/KH-UBND)", "1234/KH-UBND",
    ),
    _ACT.row(
        6, "chu-gia-trong-so-ky-hieu", Severity.ERROR, BOTH, _READ, check_lookalikes,
        "Số, ký hiệu văn bản chỉ có chữ và số thường dùng.",
        "Chữ của bảng chữ khác trông giống hệt nhưng tìm không ra, dùng để giả số văn bản.",
        "12/KН-UBND (Н là chữ Nga)", "12/KH-UBND",
    ),
)  # fmt: skip
