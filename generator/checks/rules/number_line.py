"""Số, ký hiệu (SKH; PDH06, PDH07, PDH09)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks import patterns
from generator.checks.look import look_check
from generator.checks.paragraph import Span
from generator.checks.rule import BOTH, PARTY, STATE, Basis, Family
from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic, Severity
from generator.document.nodes import Regime
from generator.i18n import N_

_SKH = Family("số, ký hiệu", form=True, prefix="SKH")
_PDH = Family("số, ký hiệu", form=True, prefix="PDH")
_BASIS = Basis("", "A", "so_ky_hieu")
_PARTY_BASIS = Basis("", "B", "so_ky_hieu")
_LETTER = "Công văn"
_LINE = re.compile(
    r"(?P<word>\s*S[ốô]\s*[:.]?)(?P<gap>\s*)(?P<number>[\d.…_]*[a-zđ]?)(?P<rest>\s*[-/–—].*)",
    re.IGNORECASE | re.DOTALL,
)
_ONE_DIGIT = re.compile(r"[1-9]")
_STATE_FORM = re.compile(r"\s*/\s*(?P<parts>.+)", re.DOTALL)
_SPACED = re.compile(r"\s*([-/–—])\s*")


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The printed line of number and symbol, taken apart.

    Attributes:
        span: Where it stands.
        word: "Số" with what follows it.
        number: Digits, "" while open.
        rest: From the first mark on, spaces as printed.
        symbol: ``rest`` without spaces around its marks.
        parts: Words of the symbol.
    """

    span: Span
    word: str
    number: str
    rest: str
    symbol: str
    parts: tuple[str, ...]

    @property
    def rest_span(self) -> Span:
        """Return where the symbol stands."""
        start = self.span.text.index(self.rest)
        return self.span.paragraph.span(self.span.start + start, self.span.end)


def read_line(subject: WordSubject) -> NumberLine | None:
    """Return the line of number and symbol taken apart, None when there is none."""
    for span in subject.component("so_ky_hieu")[:1]:
        match = _LINE.fullmatch(span.text)
        if match:
            rest = match["rest"]
            symbol = _SPACED.sub(r"\1", rest).strip()
            parts = tuple(patterns.SYMBOL_PARTS.findall(symbol))
            return NumberLine(span, match["word"], match["number"], rest, symbol, parts)
    return None


def check_colon(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find "Số" without its colon."""
    line = read_line(subject)
    if line and line.word.strip() != subject.standard.so_ky_hieu_form.word:
        yield subject.finding(
            line.span.paragraph.span(line.span.start, line.span.start + len(line.word)),
            N_("viết “{found}”, phải là “{expected}”"),
            expected=subject.standard.so_ky_hieu_form.word, found=line.word.strip(),
            replacement=subject.standard.so_ky_hieu_form.word,
        )  # fmt: skip


def check_zero(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a number below 10 without its zero."""
    line = read_line(subject)
    if line and _ONE_DIGIT.fullmatch(line.number):
        start = line.span.start + line.span.text.index(line.number, len(line.word))
        yield subject.finding(
            line.span.paragraph.span(start, start + 1),
            N_("số nhỏ hơn 10 phải có số 0 phía trước: {expected}"),
            expected=f"0{line.number}", found=line.number, replacement=f"0{line.number}",
        )  # fmt: skip


def check_marks(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks and spaces between number, type and body."""
    line = read_line(subject)
    if line is None:
        return
    party = subject.regime is Regime.PARTY
    first, second = ("-", "/") if party else ("/", "-")
    expected = _expected_symbol(line, first, second)
    if party and line.word.strip() != "Số":
        yield from check_colon(subject)
    if line.rest != expected:
        yield subject.finding(
            line.span,
            N_("ký hiệu viết “{found}”, phải là “{expected}”"),
            start=line.span.end - len(line.rest),
            expected=expected, found=line.rest, replacement=expected,
        )  # fmt: skip


def _expected_symbol(line: NumberLine, first: str, second: str) -> str:
    """Return the symbol with the marks of a regime: "/KH-UBND" or "-KH/ĐU"."""
    words = [word for word in re.split(r"[-/–—]", line.symbol) if word]
    if not words:
        return line.symbol
    if second == "/":
        return f"-{words[0]}" + (f"/{'-'.join(words[1:])}" if words[1:] else "")
    return first + second.join(words)


def check_type(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a type abbreviation that is not that of the printed type name."""
    line = read_line(subject)
    if line is None or not line.parts or not subject.kind or subject.kind == _LETTER:
        return
    expected = subject.standard.type_abbreviation(subject.kind)
    found = line.parts[0]
    if expected is None or found == expected:
        return
    yield subject.finding(
        _part_span(line, found),
        N_("ký hiệu loại văn bản “{found}” không khớp tên loại {kind}: {expected}"),
        params={"kind": subject.kind}, expected=expected, found=found, replacement=expected,
    )  # fmt: skip


def _part_span(line: NumberLine, part: str) -> Span:
    start = line.rest_span.start + line.rest_span.text.index(part)
    return line.span.paragraph.span(start, start + len(part))


def check_letter(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a state letter with a type in its symbol."""
    line = read_line(subject)
    if line is None or not line.parts or subject.component("ten_loai"):
        return
    if line.parts[0] == "CV":
        yield subject.finding(
            _part_span(line, "CV"),
            N_("công văn không ghi tên loại trong ký hiệu"),
            hint=N_("viết ký hiệu cơ quan, gạch nối, ký hiệu đơn vị soạn thảo: 12/UBND-VX"),
            found="CV",
        )  # fmt: skip


def check_party_letter(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a party symbol whose type is not that of the document."""
    yield from check_type(subject)
    line = read_line(subject)
    if line and line.parts and subject.kind == _LETTER and not subject.component("ten_loai"):
        known = set(subject.standard.type_abbreviations.values())
        if line.parts[0] != "CV" and line.parts[0] not in known:
            yield subject.finding(
                line.rest_span,
                N_("công văn của Đảng ghi -CV/ trong ký hiệu"),
                expected="CV", found=line.parts[0],
            )  # fmt: skip


RULES = (
    _SKH.row(
        1, "so-hai-cham", Severity.ERROR, STATE, _BASIS, check_colon,
        "Sau chữ Số có dấu hai chấm.", "Mẫu trình bày có dấu hai chấm.",
        "Số 12/KH-UBND", "Số: 12/KH-UBND",
    ),
    _SKH.row(
        2, "so-nho-hon-10", Severity.ERROR, BOTH, Basis("", "A/B", "so_ky_hieu"), check_zero,
        "Số nhỏ hơn 10 có số 0 phía trước.", "Tránh sửa, thêm chữ số.",
        "Số: 5/KH-UBND", "Số: 05/KH-UBND",
    ),
    _SKH.row(
        3, "ky-hieu-dau-noi", Severity.ERROR, STATE, _BASIS, check_marks,
        "Giữa số và ký hiệu là dấu gạch chéo; trong ký hiệu là gạch nối; không cách chữ.",
        "Ký hiệu viết sai dấu thành kiểu của Đảng hoặc không tra cứu được.",
        "Số: 12-KH/UBND", "Số: 12/KH-UBND",
    ),
    _SKH.row(
        4, "ky-hieu-ten-loai", Severity.ERROR, STATE, _BASIS, check_type,
        "Ký hiệu loại văn bản khớp tên loại.", "Mỗi tên loại có một chữ viết tắt.",
        "CHƯƠNG TRÌNH ... Số: 03/CT-UBND", "Số: 03/CTr-UBND",
    ),
    _SKH.row(
        5, "cong-van-khong-ten-loai", Severity.ERROR, STATE, _BASIS, check_letter,
        "Ký hiệu công văn không có tên loại.", "Công văn không có chữ viết tắt tên loại.",
        "Số: 12/CV-UBND", "Số: 12/UBND-VX",
    ),
    _SKH.row(
        6, "so-ky-hieu-trinh-bay", Severity.ERROR, STATE, _BASIS,
        look_check("so_ky_hieu", "size", "bold", "italic", "align"),
        "Số, ký hiệu cỡ 13, đứng, không đậm, canh giữa.", "Cỡ và kiểu chữ theo bảng mẫu.",
        "Số, ký hiệu cỡ 14", "Số, ký hiệu cỡ 13",
    ),
    _PDH.row(
        6, "so-ky-hieu-dang", Severity.ERROR, PARTY, _PARTY_BASIS, check_marks,
        "Số không có dấu hai chấm; sau số là gạch nối, sau tên loại là gạch chéo.",
        "Văn bản của Đảng viết ngược với văn bản nhà nước.",
        "Số: 01/HD-BTGTU", "Số 01-HD/BTGTU",
    ),
    _PDH.row(
        7, "so-ky-hieu-dang-trinh-bay", Severity.ERROR, PARTY, _PARTY_BASIS,
        look_check("so_ky_hieu", "size", "bold", "italic", "align"),
        "Số, ký hiệu cỡ 14, đứng, không đậm, canh giữa.", "Cỡ và kiểu chữ theo bảng mẫu.",
        "Số, ký hiệu cỡ 13", "Số, ký hiệu cỡ 14",
    ),
    _PDH.row(
        9, "ky-hieu-ten-loai-dang", Severity.ERROR, PARTY, _PARTY_BASIS, check_party_letter,
        "Ký hiệu loại văn bản khớp tên loại; công văn là CV, quy định là QĐ.",
        "Mỗi tên loại có một chữ viết tắt.",
        "HƯỚNG DẪN ... Số 01-KH/BTGTU", "Số 01-HD/BTGTU",
    ),
)  # fmt: skip
