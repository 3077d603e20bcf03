"""What the parts of a document look like as text, in right and in common wrong forms."""

import re

from generator.text.normalize import strip_marks

QUOC_HIEU = "cong hoa xa hoi chu nghia viet nam"
TIEU_NGU = "doc lap tu do hanh phuc"
TIEU_DE_DANG = "dang cong san viet nam"

# Type names of both regimes, and papers that carry a title too.
TYPE_NAMES = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Quy chế", "Quy định", "Thông cáo",
    "Thông báo", "Thông tri", "Hướng dẫn", "Chương trình", "Kế hoạch", "Quy hoạch", "Phương án",
    "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Hợp đồng", "Công điện", "Tuyên bố",
    "Bản ghi nhớ", "Bản thỏa thuận", "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu",
    "Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Công văn",
)  # fmt: skip
TYPE_NAME = {strip_marks(name).lower(): name for name in TYPE_NAMES}

SO_KY_HIEU = re.compile(
    r"\s*(?P<word>S[ốô]\s*[:.]?)\s*(?P<number>[\d.…_ \u00a0]*?[a-zđ]?)\s*"
    r"(?P<rest>[-/–—]\s*[\w.&]*\D.*)",
    re.IGNORECASE | re.DOTALL,
)
DIA_DANH_NGAY = re.compile(
    r"(?P<place>[^,]*?)(?P<comma>\s*,\s*)?\bngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)"
    r"năm\s*(?P<year>[\d.…_ ]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
DATE_IN_FIGURES = re.compile(
    r"\s*(?P<place>[^,\d:;()]{2,40}?)\s*,?\s*ngày\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})"
    r"\s*[/.-]\s*(?P<year>\d{4})\s*",
    re.IGNORECASE,
)
SYMBOL_PARTS = re.compile(r"[^\W\d_]+")
LETTER_SUBJECT = re.compile(r"\s*(?:V/v|Về|v/v|V\.v)\b", re.IGNORECASE)
TEXT_RULE = re.compile(r"\s*(?:[-–—_=]\s?){3,}\s*|\s*[-–—]{2,}\s*")
STAR = re.compile(r"\s*\*(?:\s*\*)*\s*")
KINH_GUI = re.compile(r"\s*(?P<label>Kính\s+(?:gửi|trình))\s*(?P<colon>:?)", re.IGNORECASE)
DRAFT = re.compile(r"\s*\(?dự thảo(?: lần (?:thứ )?\w+)?\)?\s*", re.IGNORECASE)
URGENCY = re.compile(r"\s*(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn)(?: hẹn giờ)?\s*", re.IGNORECASE)
SECRECY = re.compile(r"\s*(?:tuyệt mật|tối mật|mật)\s*", re.IGNORECASE)
CIRCULATION = re.compile(
    r"\s*(?:xem xong trả lại|lưu hành nội bộ|tài liệu thu hồi|xong hội nghị trả lại"
    r"|tài liệu hội nghị)\s*",
    re.IGNORECASE,
)
AGENCY_START = re.compile(
    r"(?:BAN|ỦY BAN|UỶ BAN|HỘI ĐỒNG|SỞ|BỘ|TỔNG CỤC|CỤC|CHI CỤC|VĂN PHÒNG|PHÒNG|THANH TRA|TRƯỜNG"
    r"|HỌC VIỆN|TRUNG TÂM|VIỆN|ĐÀI|BÁO|CÔNG AN|TÒA ÁN|VIỆN KIỂM SÁT|CHÍNH PHỦ|QUỐC HỘI|TỈNH ỦY"
    r"|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|CHI BỘ"
    r"|CHI ỦY|ĐẢNG ĐOÀN|BAN CÁN SỰ|LIÊN HIỆP|LIÊN ĐOÀN|MẶT TRẬN|ĐOÀN|HỘI|CÔNG TY|TẬP ĐOÀN)\b"
)

# Numbers and marks at the head of a paragraph, from the highest level to the lowest.
PHAN_CHUONG = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục)\s+(?P<number>thứ\s+\w+|[IVXLC]+|\d+)\b[.:]?\s*"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
DIEU = re.compile(r"Điều\s+(?P<number>\d+)(?P<dot>[.:]?)\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
ROMAN = re.compile(r"(?P<number>[IVXLC]+)\s*(?P<mark>[.\-–—/)])\s*(?P<rest>\S.*)", re.DOTALL)
# A number of one level needs its mark: "5 hoạt động" begins a sentence.
NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})+(?=\D)|\d{1,3}(?=[.)\-/]))(?P<mark>[.)\-/]?)\s+"
    r"(?P<rest>\S.*)",
    re.DOTALL,
)
LETTER = re.compile(r"(?P<open>\(?)(?P<number>[a-zđ])(?P<mark>[.)])\s*(?P<rest>\S.*)", re.DOTALL)
DASH = re.compile(r"(?P<mark>[-–—•*▪●+])\s*(?P<rest>\S.*)", re.DOTALL)

CAN_CU = re.compile(
    r"\s*(?:[-–—]\s*)?(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Trên cơ sở)\b", re.IGNORECASE
)
DECISION = re.compile(r"\s*(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*:?\s*")

NOI_NHAN = re.compile(r"\s*(?P<label>Nơi\s+nhận\s*:?)", re.IGNORECASE)
AUTHORITY = re.compile(
    r"\s*(?P<sign>TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)(?P<dot>\.?)(?P<space>\s*)(?=[A-ZĐÀ-Ỹ])"
)
PHU_LUC = re.compile(
    r"\s*(?P<word>Phụ lục)\s*(?:số\s*)?(?P<number>[IVXLC]+|\d+|[A-Z])?\s*[.:]?\s*", re.IGNORECASE
)
ATTACHED = re.compile(r"\s*\(\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return a text in lower case without marks, everything but letters and digits one space.

    >>> fold("Độc lập – Tự do  - Hạnh phúc")
    'doc lap tu do hanh phuc'
    """
    return _NOT_WORD.sub(" ", strip_marks(text).lower()).strip()


def is_upper(text: str) -> bool:
    """Return whether all letters of a text are capitals, and there are some."""
    return text.isupper()
