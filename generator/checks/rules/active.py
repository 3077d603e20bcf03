"""Nội dung tự chạy, lấy từ ngoài tệp, và ký tự đánh lừa người đọc (ACT)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.ooxml.active_content import ActiveContent, ActiveKind, find_active_content
from generator.recognise.paragraph import Zone
from generator.text.lookalikes import DIRECTION_SIGNS, TURNING_SIGNS, without_lookalikes

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


def check_active(subject: WordSubject, kind: str) -> Iterator[Diagnostic]:
    """Find active content of one kind ("field", "remote", "embedded", "link")."""
    for content in _contents(subject):
        if content.kind == kind:
            finding = subject.file_finding(
                content.message,
                part=content.part,
                params={
                    "what": Marked(content.what) if content.what else "",
                    "target": content.target,
                },
                found=content.target,
                quote=content.target,
                hint=_HINTS[content.kind],
                severity=Severity.WARNING if content.harmless else Severity.ERROR,
            )
            yield finding.at(replace(finding.location, paragraph=content.paragraph))


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
