"""The columns of annexes by the words of their heads; what is not sure is not taken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model.money import DonViTinh
from generator.text.normalize import clean, old_tone_style, strip_marks

_WHO = r"(?:(?:co quan|don vi|to chuc|co quan don vi|don vi co quan)(?: )?)"
_MONEY = r"(?:kinh phi|du toan|thanh tien|so tien|von|nhu cau kinh phi|du toan kinh phi)"
_EXTRA = r"(?: (?:du kien|thuc hien|nam \d{4}|de nghi|de xuat|bo tri|dang ky|xay dung))*"

# A head is one of these when the whole of it matches, marks and case apart.
_RULES: tuple[tuple[str, str], ...] = (
    ("stt", r"stt|tt|so tt|so thu tu|thu tu|so"),
    (
        "noi_dung",
        (
            r"(?:ten |danh muc |cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|hang muc)"
            r"(?: (?:va|noi dung|nhiem vu|cong viec|hoat dong|chi|thuc hien|chi tieu|dien giai))*"
            r"|noi dung cong viec thuc hien|dien giai|noi dung chi tiet|nhiem vu giai phap"
        ),
    ),
    (
        "chu_tri",
        (
            rf"{_WHO}?chu tri(?: thuc hien| tham muu| thuc hien va quyet toan)?"
            rf"|{_WHO}thuc hien|{_WHO}chiu trach nhiem(?: chinh)?|{_WHO}duoc giao(?: chu tri)?"
        ),
    ),
    ("phoi_hop", rf"{_WHO}?phoi hop(?: thuc hien)?"),
    (
        "thoi_gian",
        r"(?:thoi gian|tien do|thoi han)(?: (?:thuc hien|hoan thanh|to chuc|trien khai|du kien))*",
    ),
    (
        "san_pham",
        (
            r"(?:du kien )?(?:san pham|ket qua|san pham ket qua|ket qua san pham|muc tieu ket qua)"
            r"(?: (?:du kien|dat duoc|can dat|dau ra|hoan thanh|thuc hien))*"
        ),
    ),
    ("duoc_duyet", rf"(?:{_MONEY} )?(?:duoc |da )?(?:duyet|phe duyet|tham dinh|giao)"),
    ("duoc_duyet", rf"(?:{_MONEY} )?(?:duoc |da )(?:duyet|phe duyet|giao)|so duoc duyet"),
    (
        "kinh_phi",
        rf"(?:tong )?(?:muc |cong )?{_MONEY}{_EXTRA}|tong muc kinh phi|kinh phi can bo tri",
    ),
    ("nguon", r"nguon(?: (?:kinh phi|von|chi|ngan sach|tai chinh))?(?: thuc hien)?"),
    ("don_vi", r"dvt|don vi tinh"),
    ("so_luong", r"so luong|sl|khoi luong|so nguoi|quy mo"),
    (
        "so_lan",
        r"so (?:lan|ngay|buoi|dot|thang|ky|lan ngay|lan buoi|ngay lan|buoi lan|ngay buoi|cuoc)",
    ),
    ("don_gia", r"don gia(?: du kien)?|muc chi|dinh muc(?: chi)?|gia"),
    (
        "can_cu",
        (
            r"can cu(?: (?:lap|ap dung|dinh muc|phap ly|tinh|tinh toan|xay dung|dinh muc chi))*"
            r"|co so tinh|van ban quy dinh|van ban ap dung"
        ),
    ),
    ("tieu_muc", r"(?:ma )?(?:tieu muc|muc tieu muc|ndkt|ma noi dung kinh te)"),
    ("cap_trinh", r"cap (?:trinh|ban hanh|trinh ban hanh|phe duyet|tham quyen)(?: ban hanh)?"),
    ("hinh_thuc", r"hinh thuc(?: van ban| ban hanh)?|loai van ban"),
    ("ghi_chu", r"ghi chu|chu thich|gc"),
)
_BUDGET = r"(?:ngan sach|ns|nguon ngan sach|nguon|von ngan sach|nguon ns|kinh phi)"
_FULL_SOURCES: tuple[tuple[str, str], ...] = (
    ("nguon.trung_uong", rf"nstw|{_BUDGET} (?:trung uong|tw|cap trung uong)|nsnn trung uong"),
    ("nguon.tinh", rf"{_BUDGET} (?:cap )?(?:tinh|thanh pho|tp)|nst"),
    ("nguon.xa", rf"{_BUDGET} (?:cap )?(?:xa|phuong|dac khu|xa phuong|xa phuong dac khu)|nsx"),
    ("nguon.ctmtqg", r"(?:nguon |von |kinh phi )?(?:ctmtqg|ct mtqg|chuong trinh mtqg)"),
    ("nguon.ctmtqg", r"(?:nguon |von |kinh phi )?chuong trinh muc tieu quoc gia"),
    ("nguon.xa_hoi_hoa", r"(?:nguon |von |kinh phi )?(?:xa hoi hoa|xhh|tai tro|huy dong)"),
    ("nguon.khac", r"(?:cac )?(?:nguon|von|kinh phi) (?:hop phap )?khac"),
)
_SHORT_SOURCES: tuple[tuple[str, str], ...] = (
    ("nguon.trung_uong", r"trung uong|tw"),
    ("nguon.tinh", r"(?:cap )?(?:tinh|thanh pho)"),
    ("nguon.xa", r"(?:cap )?(?:xa|phuong|dac khu|xa phuong)"),
    ("nguon.khac", r"khac"),
)
_TOTAL = re.compile(r"tong(?: (?:so|cong|kinh phi|muc))?|cong|toan bo")
_ABOUT_MONEY = re.compile(
    rf"(?:tong )?{_MONEY}.*|nguon.*|trong do|(?:phan|chia) theo nguon.*|co cau nguon.*"
)
_ASKED = re.compile(r"de nghi|de xuat|du toan|don vi de nghi|dang ky|kinh phi de nghi|lap")
_GRANTED = re.compile(r"(?:duoc |da )?(?:duyet|phe duyet|tham dinh|giao|cap)")
_YEAR = re.compile(r"(?:nam |kinh phi nam |du toan nam )?(20\d\d)")

_UNITS = (
    (DonViTinh.TRIEU_DONG, re.compile(r"(?:trieu (?:dong|d)|trd|tr\.? ?d(?:ong)?|trieu)")),
    (DonViTinh.NGHIN_DONG, re.compile(r"(?:(?:nghin|ngan|1\.?000) ?(?:dong|d)|nghin|ngan)")),
    (DonViTinh.DONG, re.compile(r"(?:dong|vnd|d)")),
)
_UNIT_LINE = re.compile(r"(?:don vi tinh|dvt|don vi)(?: tien)? ?: ?([^)\n;,]{1,24})")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_SEPARATORS = re.compile(r"[/,;:.\-–—_*\s]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What a column is.

    Attributes:
        field: "noi_dung", "nguon.tinh", "nam.2027"; "" when the words are not known.
        unit: Unit its head names, None when it names none.
        text: The words, the upper head before the lower.
    """

    field: str
    unit: DonViTinh | None
    text: str

    @property
    def money(self) -> bool:
        """Return whether the column holds sums."""
        return is_money(self.field)


def is_money(field: str) -> bool:
    """Return whether a field holds sums of money."""
    return field in ("kinh_phi", "don_gia", "duoc_duyet") or field.startswith(("nguon.", "nam."))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return words to compare: no marks, small letters, parentheses and separators left out.

    >>> plain("Sản phẩm/ Kết quả (*)")
    'san pham ket qua'
    """
    return " ".join(_SEPARATORS.sub(" ", _PARENTHESES.sub(" ", _small(text))).split())


@lru_cache(maxsize=4096)
def _small(text: str) -> str:
    return strip_marks(old_tone_style(clean(text.replace("\n", " ")))).lower()


@lru_cache(maxsize=4096)
def recognise(*path: str) -> Head:
    """Return what a column is by its heads, the upper ones first."""
    texts = [text for text in path if text.strip()]
    unit = next((found for text in reversed(texts) if (found := unit_in_head(text))), None)
    words = [plain(text) for text in texts]
    return Head(_field(words) if words else "", unit, " / ".join(clean(text) for text in texts))


def _field(words: Sequence[str]) -> str:
    leaf = words[-1]
    above = words[-2] if len(words) > 1 else ""
    if above and _ABOUT_MONEY.fullmatch(above):
        found = _under_money(leaf)
        if found:
            return found
    return (
        _first(_FULL_SOURCES, leaf)
        or _first(_RULES, leaf)
        or (_first(_RULES, f"{above} {leaf}") if above else "")
        or _year(leaf)
    )


def _under_money(leaf: str) -> str:
    if _TOTAL.fullmatch(leaf):
        return "kinh_phi"
    if _ASKED.fullmatch(leaf):
        return "kinh_phi"
    if _GRANTED.fullmatch(leaf):
        return "duoc_duyet"
    return _first(_SHORT_SOURCES, leaf) or _year(leaf)


def _year(leaf: str) -> str:
    match = _YEAR.fullmatch(leaf)
    return f"nam.{match[1]}" if match else ""


@lru_cache(maxsize=1)
def _compiled() -> dict[str, re.Pattern[str]]:
    rules = (*_RULES, *_FULL_SOURCES, *_SHORT_SOURCES)
    return {pattern: re.compile(pattern) for _, pattern in rules}


def _first(rules: Sequence[tuple[str, str]], text: str) -> str:
    compiled = _compiled()
    return next((field for field, pattern in rules if compiled[pattern].fullmatch(text)), "")


def source_kind(text: str) -> str:
    """Return the kind of source some words name ("tinh", "ctmtqg"), "" when they name none."""
    words = plain(text)
    found = _first(_FULL_SOURCES, words) or _first(_SHORT_SOURCES, words)
    if not found and re.search(r"chuong trinh muc tieu quoc gia|ctmtqg", words):
        found = "nguon.ctmtqg"
    return found.removeprefix("nguon.")


def unit_in_head(text: str) -> DonViTinh | None:
    """Return the unit a head gives in parentheses: "Kinh phí (triệu đồng)"."""
    for inner in _PARENTHESES.findall(_small(text)):
        found = unit_of(re.sub(r"^(?:don vi tinh|dvt|don vi) ?:? ?", "", inner.strip()))
        if found:
            return found
    return None


def unit_in_line(text: str) -> DonViTinh | None:
    """Return the unit a line names: "Đơn vị tính: triệu đồng"."""
    match = _UNIT_LINE.search(_small(text))
    return unit_of(match[1]) if match else None


def unit_of(text: str) -> DonViTinh | None:
    """Return the unit some words are, None when they are no unit of money."""
    words = _small(text).strip(" .:()")
    return next((unit for unit, pattern in _UNITS if pattern.fullmatch(words)), None)
