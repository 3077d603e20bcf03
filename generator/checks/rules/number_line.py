"""Số, ký hiệu (SKH; PDH06, PDH07, PDH09)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.subject import WordSubject
from generator.diagnostics import Diagnostic
from generator.i18n import N_
from generator.model.base import Regime
from generator.recognise import patterns
from generator.recognise.paragraph import Span

_LETTER = "Công văn"
_LINE = re.compile(
    r"(?P<word>\s*S[ốô]\s*[:.]?)(?P<gap>\s*)(?P<number>[\d.…_]*[a-zđ]?)(?P<rest>\s*[-/–—].*)",
    re.IGNORECASE | re.DOTALL,
)
_ONE_DIGIT = re.compile(r"[1-9]")
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
