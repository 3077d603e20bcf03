"""Number and symbol (SKH, PDH06, PDH09), place and date (DDN)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks.subject import WordSubject, once
from generator.diagnostics import Diagnostic
from generator.model.base import Regime
from generator.recognise import patterns
from generator.recognise.paragraph import Span
from generator.text.dates import format_day, format_month

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

    def part_span(self, part: str) -> Span:
        """Return where a word of the symbol stands."""
        start = self.rest_span.start + self.rest_span.text.index(part)
        return self.span.paragraph.span(start, start + len(part))


@once
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
    line, word = read_line(subject), subject.standard.so_ky_hieu_form.word
    if line and line.word.strip() != word:
        start = line.span.start
        yield subject.finding(
            line.span.paragraph.span(start, start + len(line.word)), "word",
            expected=word, found=line.word.strip(), fix=True,
        )  # fmt: skip


def check_zero(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a number below 10 without its zero."""
    line = read_line(subject)
    if line and _ONE_DIGIT.fullmatch(line.number):
        start = line.span.start + line.span.text.index(line.number, len(line.word))
        place = line.span.paragraph.span(start, start + 1)
        yield subject.finding(place, expected=f"0{line.number}", fix=True)


def check_marks(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find wrong marks and spaces between number, type and body."""
    line = read_line(subject)
    if line is None:
        return
    if subject.regime is Regime.PARTY:
        yield from check_colon(subject)
    expected = _expected_symbol(line, subject.regime)
    if line.rest != expected:
        start = line.span.end - len(line.rest)
        yield subject.finding(line.span, "symbol", start=start, expected=expected, fix=True)


def _expected_symbol(line: NumberLine, regime: Regime) -> str:
    """Return the symbol with the marks of a regime: "/KH-UBND" or "-KH/ĐU"."""
    words = [word for word in re.split(r"[-/–—]", line.symbol) if word]
    if not words:
        return line.symbol
    if regime is Regime.STATE:
        return "/" + "-".join(words)
    return f"-{words[0]}" + (f"/{'-'.join(words[1:])}" if words[1:] else "")


def check_type(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a type abbreviation that is not that of the printed type name."""
    line = read_line(subject)
    if line is None or not line.parts or not subject.kind or subject.kind == _LETTER:
        return
    expected = subject.standard.type_abbreviation(subject.kind)
    if expected is not None and line.parts[0] != expected:
        place = line.part_span(line.parts[0])
        yield subject.finding(place, "type", expected=expected, fix=True, kind=subject.kind)


def check_letter(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a letter with a type in its symbol, or of a party letter, another type than CV."""
    line = read_line(subject)
    if line is None or not line.parts or subject.component("ten_loai"):
        return
    if subject.regime is Regime.STATE:
        if line.parts[0] == "CV":
            yield subject.finding(line.part_span("CV"), "letter", found="CV")
    elif subject.kind == _LETTER:
        known = set(subject.standard.type_abbreviations.values())
        if line.parts[0] != "CV" and line.parts[0] not in known:
            yield subject.finding(line.rest_span, "letter", expected="CV", found=line.parts[0])


# ---------------------------------------------------------------------- the body in the symbol

# What a symbol without doubt begins the name with, folded; local symbols are not here.
_NAMES: dict[str, str | tuple[str, ...]] = {
    "UBND": "uy ban nhan dan",
    "HĐND": "hoi dong nhan dan",
    "ĐU": "dang uy",
    "TU": ("tinh uy", "thanh uy", "ban chap hanh dang bo tinh", "ban chap hanh dang bo thanh"),
    "HU": "huyen uy",
    "CB": "chi bo",
    "BTGTU": "ban tuyen giao",
    "BTGDVTU": "ban tuyen giao va dan van",
    "BTGHU": "ban tuyen giao",
    "BTGDVHU": "ban tuyen giao va dan van",
    "VPTU": "van phong",
    "BTCTU": "ban to chuc",
    "BNCTU": "ban noi chinh",
    "UBKTTU": "uy ban kiem tra",
    "SGDĐT": "so giao duc va dao tao",
    "SNV": "so noi vu",
    "SVHTTDL": "so van hoa the thao va du lich",
    "SNgV": "so ngoai vu",
    "STC": "so tai chinh",
    "SYT": "so y te",
    "BTTTT": "bo thong tin va truyen thong",
    "BNV": "bo noi vu",
    "BTC": "bo tai chinh",
    "BNG": "bo ngoai giao",
}


@dataclass(frozen=True, slots=True)
class SymbolPart:
    """The body's part of a symbol, where it stands, and how its name must begin."""

    symbol: str
    span: Span
    names: tuple[str, ...]


def agency_of_symbol(subject: WordSubject) -> SymbolPart | None:
    """Return the body's part of the printed symbol, None when it is not a known one."""
    for span in subject.component("so_ky_hieu")[:1]:
        match = patterns.SO_KY_HIEU.fullmatch(span.text)
        parts = patterns.SYMBOL_PARTS.findall(match["rest"]) if match else []
        for symbol in parts:
            names = _NAMES.get(symbol)
            if names:
                start = span.start + span.text.rindex(symbol)
                place = span.paragraph.span(start, start + len(symbol))
                return SymbolPart(symbol, place, (names,) if isinstance(names, str) else names)
    return None


# What the collective that is signed for begins with, folded, by the symbol of the body.
SIGNERS = {
    "UBND": ("uy ban nhan dan",),
    "HĐND": ("hoi dong nhan dan", "thuong truc hoi dong nhan dan", "chu tich"),
    "ĐU": ("dang uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "TU": ("tinh uy", "thanh uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "HU": ("huyen uy", "ban thuong vu", "ban chap hanh", "thuong truc"),
    "CB": ("chi bo", "chi uy"),
}


# ---------------------------------------------------------------------- place and date


def check_zeros(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a day below 10 or a month below 3 without zero, and zeros that are too many."""
    for span in subject.component("dia_danh_ngay")[:1]:
        match = patterns.DIA_DANH_NGAY.search(span.text)
        if match is None:
            continue
        for name, write in (("day", format_day), ("month", format_month)):
            found = match[name].strip()
            if not found.isdecimal() or not int(found):
                continue
            expected = write(int(found))
            if found != expected:
                start = span.start + match.start(name) + match[name].index(found)
                place = span.paragraph.span(start, start + len(found))
                yield subject.finding(place, expected=expected, fix=True)


def check_place(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a place that does not fit the issuing body."""
    above, body = (subject.component_text(key) for key in ("co_quan_chu_quan", "co_quan_ban_hanh"))
    issuer = " ".join(filter(None, (above, body)))
    for span in subject.component("dia_danh_ngay")[:1]:
        place = span.text.split(",", 1)[0].strip()
        name = patterns.fold(place)
        known = _place_in(patterns.fold(body)) or _province_in(patterns.fold(above))
        if not name or "ngay" in name.split() or not known or _fits(name, known):
            continue
        yield subject.finding(
            span.paragraph.span(span.start, span.start + len(place)),
            found=place, expected=known, issuer=issuer,
        )  # fmt: skip


_OWN_PLACE = re.compile(
    r"(?:tinh uy|tinh|huyen uy|xa|phuong|thi tran|dac khu) (?P<name>\w+(?: \w+){1,2})$"
)


def _place_in(issuer: str) -> str:
    """Return the place a commune's or province's body is named after, folded."""
    match = _OWN_PLACE.search(issuer)
    return match["name"] if match else ""


def _province_in(above: str) -> str:
    """Return the province whose committee a commission belongs to: it sits where that does."""
    return _place_in(above) if above.startswith("tinh uy ") else ""


def _fits(name: str, known: str) -> bool:
    return known in name or name in known or name.endswith(known.rsplit(maxsplit=1)[-1])


def check_calendar(subject: WordSubject) -> Iterator[Diagnostic]:
    """Find a day that the calendar does not have."""
    for span in subject.component("dia_danh_ngay")[:1]:
        match = patterns.DIA_DANH_NGAY.search(span.text)
        if match is None:
            continue
        numbers = [match[name].strip() for name in ("year", "month", "day")]
        if not all(each.isdecimal() for each in numbers):
            continue
        try:
            date(*map(int, numbers))
        except ValueError:
            yield subject.finding(span, found="/".join(reversed(numbers)))
