"""Sources of money as they are typed, told apart by kind; nothing is summed here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.budget import DongChung, LoaiNguon, NguonKinhPhi
from generator.text.normalize import to_nfc

SourceNames = Mapping[LoaiNguon, str]

_PROGRAMME = "Chương trình mục tiêu quốc gia"


def source_names(province: str, commune: str) -> SourceNames:
    """Return what sources are called where only their kind is given, in the order of columns.

    Args:
        province: Kind of the province ("tỉnh", "thành phố").
        commune: Kind of the commune in its own budget, "cấp xã" in a province's.
    """
    return {
        LoaiNguon.TRUNG_UONG: "Ngân sách trung ương",
        LoaiNguon.TINH: f"Ngân sách {province}",
        LoaiNguon.XA: f"Ngân sách {commune}",
        LoaiNguon.CTMTQG: _PROGRAMME,
        LoaiNguon.XA_HOI_HOA: "Xã hội hóa",
        LoaiNguon.KHAC: "Nguồn khác",
    }


SOURCE_NAMES = source_names("tỉnh", "cấp xã")
"""What they are called where the place is not known."""

_KINDS = (
    (LoaiNguon.CTMTQG, r"ctmtqg|ct mtqg|chương trình mtqg|chương trình mục tiêu quốc gia"),
    (LoaiNguon.TRUNG_UONG, r"(?:ngân sách |ns |nsnn )?(?:cấp )?(?:trung ương|tw)\b|nstw\b"),
    (LoaiNguon.XA, r"(?:ngân sách |ns |nsnn )(?:nhà nước )?(?:cấp )?(?:xã|phường|đặc khu)\b|nsx\b"),
    (LoaiNguon.TINH, r"(?:ngân sách |ns |nsnn )(?:nhà nước )?(?:cấp )?(?:tỉnh|thành phố)\b|nst\b"),
    (LoaiNguon.XA_HOI_HOA, r"(?:nguồn )?xã hội h(?:óa|oá)|xhh\b|(?:nguồn )?tài trợ"),
)
_MATCHES = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_YEAR = re.compile(r"[\s,(]*(?:vốn\s+)?(?:năm\s+)?(20\d\d)\)?$")
_SEPARATOR = re.compile(r"\s*(?:[;,+]|\bvà\b)\s*")


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of one line.

    Attributes:
        kind: Which column its money stands in.
        name: As printed.
        programme: Name of the national target programme, "" when none is named.
        year: Year of the programme's money, None when none is named.
        given: Its entry in the budget, None where only a name was typed.
    """

    kind: LoaiNguon
    name: str
    programme: str = ""
    year: int | None = None
    given: NguonKinhPhi | None = None

    @property
    def takes_rest(self) -> bool:
        """Return whether the source has no share of its own."""
        return self.given is None or (self.given.so_tien is None and self.given.ty_le is None)


def find_kind(text: str) -> LoaiNguon | None:
    """Return the kind a source's name begins with, None when it is no usual one.

    >>> find_kind("NSNN cấp tỉnh"), find_kind("Quỹ khuyến học")
    (<LoaiNguon.TINH: 'tinh'>, None)
    """
    plain = " ".join(to_nfc(text).lower().split())
    return next((kind for kind, pattern in _MATCHES if pattern.match(plain)), None)


def view_sources(line: DongChung, names: SourceNames = SOURCE_NAMES) -> tuple[SourceView, ...]:
    """Return the sources a line names; "Ngân sách tỉnh, xã hội hóa" are two."""
    found: list[SourceView] = []
    for source in line.nguon:
        if isinstance(source, NguonKinhPhi):
            found.append(_view(source, names))
        else:
            found.extend(_view_text(text) for text in _split(source))
    return tuple(found)


def _split(text: str) -> list[str]:
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) > 1 and all(find_kind(part) for part in parts):
        return parts
    return [text] if text else []


def _view(source: NguonKinhPhi, names: SourceNames) -> SourceView:
    typed = _view_text(source.ten_nguon)
    kind = source.loai_nguon or typed.kind
    name = source.ten_nguon or names[kind]
    programme = source.chuong_trinh or typed.programme
    year = source.nam_von or typed.year
    if kind is LoaiNguon.CTMTQG and not source.ten_nguon and programme:
        name = f"{_PROGRAMME} {programme[:1].lower()}{programme[1:]}"
        name += f" năm {year}" if year else ""
    return SourceView(kind, name, programme, year, source)


def _view_text(text: str) -> SourceView:
    kind = find_kind(text) or LoaiNguon.KHAC
    if kind is not LoaiNguon.CTMTQG:
        return SourceView(kind, text)
    match = _YEAR.search(text)
    named = text[: match.start()] if match else text
    programme = re.sub(_KINDS[0][1], "", to_nfc(named), count=1, flags=re.IGNORECASE)
    return SourceView(kind, text, programme.strip(" :-–,()"), int(match[1]) if match else None)
