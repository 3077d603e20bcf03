"""The file as a whole (GEN), what runs by itself or deceives in it (ACT), and marks (MRK)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.checks.look import check_look
from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic, Marked, Severity
from generator.i18n import N_
from generator.model.base import Regime
from generator.ooxml.active_content import ActiveContent, ActiveKind, find_active_content
from generator.recognise.paragraph import Zone
from generator.text.lookalikes import DIRECTION_SIGNS, TURNING_SIGNS, without_lookalikes

# ---------------------------------------------------------------------- the file: GEN

_MARKS = {
    b"<w:ins ": N_("chữ thêm đang theo dõi"),
    b"<w:del ": N_("chữ xóa đang theo dõi"),
    b"<w:moveFrom ": N_("chữ dời đang theo dõi"),
    b"<w:rPrChange ": N_("định dạng đang theo dõi"),
    b"<w:pPrChange ": N_("định dạng đang theo dõi"),
    b"<w:commentReference ": N_("bình luận"),
}


def check_one_regime(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a head with the titles of both regimes."""
    state, party = subject.component("quoc_hieu"), subject.component("tieu_de_dang")
    if state and party:
        yield subject.finding(party[0] if subject.regime is Regime.STATE else state[0])


def _main_part(subject: WordSubject) -> str:
    return subject.file.paragraphs[0].part if subject.file.paragraphs else ""


def check_revisions(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find tracked changes and comments that were left in the file."""
    part = _main_part(subject)
    if subject.package is None or part not in subject.package:
        return
    data = subject.package.read(part)
    for mark, name in _MARKS.items():
        count = data.count(mark)
        if count:
            yield subject.file_finding(
                part=part, found=str(count), expected="0", name=Marked(name), count=count
            )
            return


def check_language(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a file whose text is not marked as Vietnamese."""
    looks = {run.look.language for each in subject.body_paragraphs for run in each.source.runs}
    languages = looks - {""} or {subject.file.language}
    if not any(each.lower().startswith("vi") for each in languages):
        found = ", ".join(sorted(languages - {""})) or "?"
        yield subject.file_finding(part=_main_part(subject), expected="vi-VN", found=found)


def check_components(
    subject: WordSubject, needed: Mapping[str, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    """Find mandatory parts that are missing.

    Args:
        subject: The file.
        needed: By regime, what a part is called, by components of which one must be there
            ("quyen_han chuc_vu"); "" for the text.
    """
    for components, name in needed[subject.regime].items():
        if not components:
            is_there = bool(subject.body_paragraphs)
        else:
            is_there = any(subject.component(each) for each in components.split())
        if not is_there:
            yield subject.file_finding(expected=name, name=Marked(name))


# ---------------------------------------------------------------------- active content: ACT

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


@once
def _active_content(subject: WordSubject) -> list[ActiveContent]:
    return find_active_content(subject.package) if subject.package is not None else []


def check_active(subject: WordSubject, kind: str) -> Iterator[Diagnostic]:
    """Find active content of one kind ("field", "remote", "embedded", "link")."""
    for content in _active_content(subject):
        if content.kind == kind:
            finding = subject.file_finding(
                content.message,
                part=content.part,
                found=content.target,
                quote=content.target,
                hint=_HINTS[content.kind],
                severity=Severity.WARNING if content.harmless else Severity.ERROR,
                what=Marked(content.what) if content.what else "",
                target=content.target,
            )
            yield finding.at(replace(finding.location, paragraph=content.paragraph))


def check_direction(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find signs that show text in another order than it is stored in."""
    for paragraph in subject.all_paragraphs:
        for match in DIRECTION_SIGNS.finditer(paragraph.text):
            is_turning = match[0] in TURNING_SIGNS
            yield subject.finding(
                paragraph.span_of(match), "turning" if is_turning else "direction",
                severity=Severity.ERROR if is_turning else Severity.WARNING,
                code=f"{ord(match[0]):04X}",
            )  # fmt: skip


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
                sign = next(each for each in word[0] if without_lookalikes(each) != each)
                yield subject.finding(
                    paragraph.span_of(word), expected=expected, sign=sign, code=f"{ord(sign):04X}"
                )


# ---------------------------------------------------------------------- marks: MRK

_TYPIST = re.compile(r"[A-ZĐ]{1,5}\.\s*\(?\d{1,4}\)?")


def check_boxed(subject: WordSubject, component: str) -> Iterator[Diagnostic]:
    """Find a mark without its box."""
    wanted = subject.standard.components.get(component)
    for span in subject.component(component):
        source = span.paragraph.source
        is_boxed = (
            source.look.borders
            or source.text_box
            or any(run.look.border for run, _, _ in span.runs)
        )
        if wanted is not None and wanted.boxed and not is_boxed:
            yield subject.finding(span, expected="single", found="")


def check_typist(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a drafter's code of another size."""
    spans = [
        paragraph.span()
        for paragraph in subject.paragraphs
        if paragraph.index >= subject.recognised.body[1] and _TYPIST.fullmatch(paragraph.text)
    ]
    yield from check_look(subject, "ky_hieu_nguoi_soan", ("size",), spans)
