"""Quyền hạn, chức vụ, họ tên người ký (SIG)."""

import re
from collections.abc import Iterator

from generator.checks.agency import agency_of_symbol, disagrees_with_signer
from generator.checks.look import check_look
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.recognise import patterns
from generator.recognise.paragraph import Paragraph, Span, Zone

_PREFIX = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Ths|BS|KS|CN|NGƯT|NGND|TTƯT|Đ/c|Đồng chí|Ông|Bà|Đại tá|Thượng tá"
    r"|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)"
    r"(?:[.,]\s*|\s+)",
)
_TOKENS = {"TM": "thay_mat", "KT": "ky_thay", "TL": "thua_lenh", "TUQ": "thua_uy_quyen"}
_DEPUTY = ("PHÓ", "THỨ TRƯỞNG")
_LEAST_GAP_LINES = 2.5
_COMMITTEES = re.compile(r".*(?:BÍ THƯ|ỦY VIÊN|UỶ VIÊN).*(?:ỦY|UỶ|BỘ|ĐẢNG|TỈNH|HUYỆN|XÃ)\b")


def check_block(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find recipients and signature that do not stand side by side, or in a bordered table."""
    lefts, rights = subject.component("noi_nhan_label"), subject.component("quyen_han")
    if not lefts or not rights:
        return
    left, right = lefts[0].paragraph, rights[0].paragraph
    table = subject.table(left)
    if table is not None and table.borders:
        yield subject.finding(
            left, N_("khối nơi nhận và chữ ký có đường kẻ bảng"), found="single", expected="none"
        )
    first, second = left.source.cell, right.source.cell
    if first is None or second is None:
        return
    if first.table == second.table and first.column >= second.column:
        yield subject.finding(left, N_("nơi nhận đặt bên trái, chữ ký bên phải"))


def _authority(subject: WordSubject) -> Iterator[tuple[Span, re.Match[str]]]:
    for span in subject.component("quyen_han"):
        match = patterns.AUTHORITY.match(span.text)
        if match:
            yield span, match


def check_tokens(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find signs of authority in the form of the other regime, or without dot and space."""
    for span, match in _authority(subject):
        sign = match["sign"].replace("/", "")
        key = _TOKENS.get(sign)
        expected = subject.standard.signing.get(key, "") if key else ""
        if sign == "Q":
            expected = subject.standard.signing.get("quyen", "Q.")
        found = match["sign"] + match["dot"]
        if not expected:
            yield subject.finding(span, N_("thể thức này không dùng “{found}”"), found=found)
        elif found != expected or match["space"] != " ":
            end = span.start + match.end()
            yield subject.finding(
                span.paragraph.span(span.start, end),
                N_("viết “{found}”, phải là “{expected}”, sau đó một dấu cách"),
                start=span.start, end=end, expected=expected, found=found,
                replacement=f"{expected} ",
            )  # fmt: skip


def check_name(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of the name, and a name in capitals."""
    yield from check_look(subject, "ho_ten", ("size", "bold", "italic", "align"))
    for span in subject.component("ho_ten"):
        if patterns.is_upper(span.text):
            yield subject.finding(
                span, N_("họ tên người ký viết chữ in thường, hoa chữ đầu: {expected}"),
                expected=span.text.title(), found=span.text,
            )  # fmt: skip


def check_prefix(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a degree, rank or form of address before the name."""
    for span in subject.component("ho_ten"):
        match = _PREFIX.match(span.text)
        if match:
            end = span.start + match.end()
            yield subject.finding(
                span.paragraph.span(span.start, end),
                N_("không ghi học hàm, học vị, danh hiệu trước họ tên người ký: “{found}”"),
                start=span.start, end=end, found=match[0].strip(), expected="", replacement="",
            )  # fmt: skip


def check_pairs(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a position below K/T or KT. that is not the deputy's."""
    positions = subject.component("chuc_vu")
    for span, match in _authority(subject):
        sign = match["sign"].replace("/", "")
        if sign != "KT" or not positions:
            continue
        office = span.text[match.end() :].strip()
        below = positions[0].text
        if not below.startswith(_DEPUTY):
            yield subject.finding(
                positions[0],
                N_("ký thay {office} là cấp phó: dòng dưới phải là {expected}, không phải {found}"),
                params={"office": office}, expected=f"PHÓ {office}", found=below,
            )  # fmt: skip


def check_committee(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find K/T in a committee's document, and a committee's name after the position."""
    issuer = patterns.fold(subject.component_text("co_quan_ban_hanh"))
    collective = issuer.startswith(
        ("tinh uy", "huyen uy", "thanh uy", "dang uy", "chi bo", "chi uy", "ban chap hanh")
    )
    for span, match in _authority(subject):
        if collective and match["sign"] in ("K/T", "KT"):
            yield subject.finding(
                span, N_("cấp ủy làm việc theo chế độ tập thể, ký T/M, không ký {found}"),
                expected="T/M", found=match["sign"],
            )  # fmt: skip
    for span in subject.component("chuc_vu"):
        if _COMMITTEES.match(span.text):
            yield subject.finding(
                span, N_("chức vụ người ký không kèm tên cấp ủy: “{found}”"),
                expected=" ".join(span.text.split()[:3]), found=span.text,
            )  # fmt: skip


def check_gap(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find too little room between position and name."""
    lines = [*subject.component("quyen_han"), *subject.component("chuc_vu")]
    names = subject.component("ho_ten")
    if not lines or not names:
        return
    last = max(lines, key=lambda span: (span.paragraph.index, span.start))
    between = subject.paragraphs[last.paragraph.index + 1 : names[0].paragraph.index]
    if last.paragraph is names[0].paragraph:
        breaks = last.paragraph.text[last.end : names[0].start].count("\n")
        rows = max(breaks - 1, 0) * 1.0
    else:
        rows = sum(_rows(each) for each in between)
        look = names[0].paragraph.source.look
        rows += (look.before_pt + last.paragraph.source.look.after_pt) / _ROW_PT
    if rows < _LEAST_GAP_LINES:
        yield subject.finding(
            names[0], N_("chưa chừa chỗ ký giữa chức vụ và họ tên (cần 4-5 dòng)"),
            expected=subject.standard.khoang_ky.lines.text, found=f"{rows:.1f}",
        )  # fmt: skip


_ROW_PT = 16


def _rows(paragraph: Paragraph) -> float:
    if paragraph.text.strip() or paragraph.zone is not Zone.FOOT:
        return 0.0
    look = paragraph.source.look
    height = look.line if look.line_rule != "auto" else look.line * paragraph.source.mark.size_pt
    extra = (look.before_pt + look.after_pt) / _ROW_PT
    return height / _ROW_PT + extra + paragraph.text.count("\n")


def check_signer(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find an authority line that is not the issuing body's."""
    for span, match in _authority(subject):
        if match["sign"] in ("TM", "T/M"):
            body = span.text[match.end() :].strip()
            yield from disagrees_with_signer(subject, agency_of_symbol(subject), span, body)


def check_party_lines(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong looks of authority and position in a party document."""
    aspects = ("size", "bold", "italic", "align", "upper")
    yield from check_look(subject, "quyen_han", aspects)
    yield from check_look(subject, "chuc_vu", aspects)
