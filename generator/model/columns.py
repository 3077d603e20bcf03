"""The columns of a budget, one row each: what all that write or read an annex take of them.

A row says how a column is printed, how it stands in the workbook to fill in, and what other
people call it. The printed annex, its worksheet, the workbook to fill in, foreign forms,
consolidation and the import of Word files read this table and no other; its value in a budget is
the field of ``DongChung`` of the same name, unless ``generator.budget`` computes it.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.budget import LoaiNguon

YEARS = "theo_nam"
"""Name in layouts of the columns of a budget's years, one for each."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    LIST = "list"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """How a column stands in the workbook to fill in.

    Attributes:
        title: Head of the column.
        width: In characters.
        help: Shown beside the cell.
    """

    title: str
    width: float
    help: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    r"""A column.

    >>> Column("san_pham", "Sản phẩm", 14, heads="san pham|ket qua",
    ...        sheet=SheetHead("Sản phẩm", 22, "Đếm được: 02 hội nghị"))  # doctest: +ELLIPSIS
    Column(id='san_pham', ...

    Attributes:
        id: Name in layouts.
        title: Head of the printed column, "" when it is never printed.
        width: Share of the printed table's width.
        kind: What its cells hold.
        centred: Whether its printed cells are centred; sums stand on the right, texts on the left.
        sheet: How it stands in the workbook to fill in, None when that has no such column.
        heads: What other people's tables call it: a pattern of the whole head in small letters,
            without marks, separators and parentheses ("san pham|ket qua").
        heads_under_money: The same where the head above is one of money ("tinh" of "Ngân sách").
        words: Words of the head of a column of tasks in a plan that tell what it is, wherever
            they stand in it.
        sources: Sources whose money it shows.
        form: Its name in marks of forms where that is not its id.
        line: Its name in a budget where that is not its id.
        may_lack: Whether a form without it is told to nobody.
    """

    id: str
    title: str = ""
    width: float = 0
    kind: Kind = Kind.TEXT
    centred: bool = False
    sheet: SheetHead | None = None
    heads: str = ""
    heads_under_money: str = ""
    words: str = ""
    sources: tuple[LoaiNguon, ...] = ()
    form: str = ""
    line: str = ""
    may_lack: bool = False

    @property
    def field(self) -> str:
        """Return its name in marks of forms, "" when forms have no such column."""
        if self.sources:
            return f"nguon.{self.sources[0]}" if len(self.sources) == 1 else ""
        return (self.form or self.id) if self.title and self.id != YEARS else ""

    @property
    def line_field(self) -> str:
        """Return the name of its value in a line of a budget."""
        return self.line or self.id


_WHO = r"(?:(?:co quan|don vi|to chuc|co quan don vi|don vi co quan)(?: )?)"
MONEY_HEADS = r"(?:kinh phi|du toan|thanh tien|so tien|von|nhu cau kinh phi|du toan kinh phi)"
"""What heads of money begin with."""
_MORE = r"(?: (?:du kien|thuc hien|nam \d{4}|de nghi|de xuat|bo tri|dang ky|xay dung))*"
_BUDGET = r"(?:ngan sach|ns|nguon ngan sach|nguon|von ngan sach|nguon ns|kinh phi)"
_FUND = r"(?:nguon |von |kinh phi )?"


def _source(
    name: str, title: str, *sources: LoaiNguon, heads: str = "", under_money: str = ""
) -> Column:
    """Return a column of what some sources give."""
    return Column(name, title, 8, Kind.MONEY, heads=heads, heads_under_money=under_money,
                  sources=sources, may_lack=True)  # fmt: skip


COLUMNS: tuple[Column, ...] = (
    Column("stt", "STT", 5, centred=True, heads="stt|tt|so tt|so thu tu|thu tu|so", may_lack=True),
    Column(
        "cap_dong",
        sheet=SheetHead("Cấp", 11, "Nhóm, Nhiệm vụ hoặc Mục con; chọn trong danh sách"),
    ),
    Column(
        "noi_dung",
        "Nội dung nhiệm vụ",
        24,
        sheet=SheetHead("Nội dung", 44, "Tên nhóm, nhiệm vụ hoặc khoản chi"),
        heads=(
            r"(?:ten |danh muc |cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|hang muc)"
            r"(?: (?:va|noi dung|nhiem vu|cong viec|hoat dong|chi|thuc hien|chi tieu|dien giai))*"
            r"|noi dung cong viec thuc hien|dien giai|noi dung chi tiet|nhiem vu giai phap"
        ),
        words="noi dung|nhiem vu|cong viec|hoat dong",
    ),
    Column(
        "chu_tri",
        "Cơ quan chủ trì",
        12,
        sheet=SheetHead("Cơ quan chủ trì", 24, "Chỉ một cơ quan"),
        heads=(
            rf"{_WHO}?chu tri(?: thuc hien| tham muu| thuc hien va quyet toan)?"
            rf"|{_WHO}thuc hien|{_WHO}chiu trach nhiem(?: chinh)?|{_WHO}duoc giao(?: chu tri)?"
        ),
        words="chu tri|thuc hien$",
    ),
    Column(
        "phoi_hop",
        "Cơ quan phối hợp",
        14,
        Kind.LIST,
        sheet=SheetHead("Cơ quan phối hợp", 26, "Mỗi cơ quan một dòng (Alt+Enter)"),
        heads=rf"{_WHO}?phoi hop(?: thuc hien)?",
        words="phoi hop",
    ),
    Column(
        "thoi_gian",
        "Thời gian thực hiện",
        9,
        centred=True,
        sheet=SheetHead("Thời gian", 14, "Cả năm, Quý II, Tháng 5 - 8, 15/6/2027"),
        heads=(
            r"(?:thoi gian|tien do|thoi han)"
            r"(?: (?:thuc hien|hoan thanh|to chuc|trien khai|du kien))*"
        ),
        words="thoi gian|tien do|thoi han",
    ),
    Column(
        "san_pham",
        "Sản phẩm, kết quả",
        14,
        sheet=SheetHead("Sản phẩm, kết quả", 22, "Đếm được: 02 hội nghị"),
        heads=(
            r"(?:du kien )?(?:san pham|ket qua|san pham ket qua|ket qua san pham|muc tieu ket qua)"
            r"(?: (?:du kien|dat duoc|can dat|dau ra|hoan thanh|thuc hien))*"
        ),
        words="san pham|ket qua",
    ),
    Column(
        "kinh_phi",
        "Kinh phí",
        9,
        Kind.MONEY,
        sheet=SheetHead(
            "Kinh phí (đồng)",
            18,
            "Số đồng; hoặc: lồng ghép, theo dự toán được giao, để mở. Để trống nếu có số lượng,"
            " đơn giá hoặc có mục con",
        ),
        heads=(
            rf"(?:tong )?(?:muc |cong )?{MONEY_HEADS}{_MORE}|tong muc kinh phi|kinh phi can bo tri"
        ),
        heads_under_money=(
            r"tong(?: (?:so|cong|kinh phi|muc))?|cong|toan bo"
            r"|de nghi|de xuat|du toan|don vi de nghi|dang ky|kinh phi de nghi|lap"
        ),
    ),
    Column("thanh_tien", "Thành tiền", 10, Kind.MONEY, form="kinh_phi"),
    Column(
        "so_luong",
        "Số lượng",
        7,
        Kind.QUANTITY,
        centred=True,
        sheet=SheetHead("Số lượng", 10),
        heads="so luong|sl|khoi luong|so nguoi|quy mo",
        may_lack=True,
    ),
    Column(
        "dvt",
        "ĐVT",
        7,
        centred=True,
        sheet=SheetHead("ĐVT", 9, "người, lớp, buổi"),
        heads="dvt|don vi tinh",
        form="don_vi",
        line="don_vi_so_luong",
        may_lack=True,
    ),
    Column(
        "so_lan",
        "Số lần/ngày",
        8,
        Kind.QUANTITY,
        centred=True,
        sheet=SheetHead("Số lần", 9, "Số lần, số ngày; để trống là 1"),
        heads=(
            "so (?:lan|ngay|buoi|dot|thang|ky|lan ngay|lan buoi|ngay lan|buoi lan|ngay buoi|cuoc)"
        ),
        may_lack=True,
    ),
    Column("don_vi_so_lan", sheet=SheetHead("Đơn vị của số lần", 11, "ngày, buổi")),
    Column(
        "don_gia",
        "Đơn giá",
        9,
        Kind.MONEY,
        sheet=SheetHead("Đơn giá (đồng)", 16, "Để trống thì lấy mức của định mức"),
        heads="don gia(?: du kien)?|muc chi|dinh muc(?: chi)?|gia",
        may_lack=True,
    ),
    Column("dinh_muc", sheet=SheetHead("Mã định mức", 16, "Xem bằng lệnh kehoach budget norms")),
    Column(
        "can_cu",
        "Căn cứ",
        16,
        sheet=SheetHead("Căn cứ đơn giá", 22, "Khi không có định mức: báo giá, nghị quyết"),
        heads=(
            r"can cu(?: (?:lap|ap dung|dinh muc|phap ly|tinh|tinh toan|xay dung|dinh muc chi))*"
            r"|co so tinh|van ban quy dinh|van ban ap dung"
        ),
        may_lack=True,
    ),
    Column(
        "nguon",
        "Nguồn kinh phí",
        11,
        Kind.SOURCES,
        sheet=SheetHead(
            "Nguồn kinh phí",
            26,
            "Mỗi nguồn một dòng. Chia nguồn: Ngân sách tỉnh | số tiền: 90.000.000 hoặc"
            " Ngân sách cấp xã | tỷ lệ: 40",
        ),
        heads="nguon(?: (?:kinh phi|von|chi|ngan sach|tai chinh))?(?: thuc hien)?",
    ),
    _source(
        "nguon_trung_uong",
        "NSTW",
        LoaiNguon.TRUNG_UONG,
        heads=rf"nstw|{_BUDGET} (?:trung uong|tw|cap trung uong)|nsnn trung uong",
        under_money="trung uong|tw",
    ),
    _source(
        "nguon_ctmtqg",
        "CTMTQG",
        LoaiNguon.CTMTQG,
        heads=rf"{_FUND}(?:ctmtqg|ct mtqg|chuong trinh mtqg|chuong trinh muc tieu quoc gia)",
    ),
    _source("nguon_tw_ctmtqg", "NSTW, CTMTQG", LoaiNguon.TRUNG_UONG, LoaiNguon.CTMTQG),
    _source(
        "nguon_tinh",
        "NS tỉnh",
        LoaiNguon.TINH,
        heads=rf"{_BUDGET} (?:cap )?(?:tinh|thanh pho|tp)|nst",
        under_money="(?:cap )?(?:tinh|thanh pho)",
    ),
    _source(
        "nguon_xa",
        "NS cấp xã",
        LoaiNguon.XA,
        heads=rf"{_BUDGET} (?:cap )?(?:xa|phuong|dac khu|xa phuong|xa phuong dac khu)|nsx",
        under_money="(?:cap )?(?:xa|phuong|dac khu|xa phuong)",
    ),
    _source(
        "nguon_xa_hoi_hoa",
        "Xã hội hóa",
        LoaiNguon.XA_HOI_HOA,
        heads=rf"{_FUND}(?:xa hoi hoa|xhh|tai tro|huy dong)",
    ),
    _source(
        "nguon_khac",
        "Nguồn khác",
        LoaiNguon.KHAC,
        heads="(?:cac )?(?:nguon|von|kinh phi) (?:hop phap )?khac",
        under_money="khac",
    ),
    _source("nguon_con_lai", "Nguồn khác", LoaiNguon.XA_HOI_HOA, LoaiNguon.KHAC),
    Column(
        "duoc_duyet",
        "Kinh phí được duyệt",
        10,
        Kind.MONEY,
        sheet=SheetHead("Được duyệt (đồng)", 18),
        heads=(
            rf"(?:{MONEY_HEADS} )?(?:duoc |da )?(?:duyet|phe duyet|tham dinh|giao)|so duoc duyet"
        ),
        heads_under_money="(?:duoc |da )?(?:duyet|phe duyet|tham dinh|giao|cap)",
        may_lack=True,
    ),
    Column(YEARS, "Kinh phí từng năm", 8, Kind.MONEY),
    Column(
        "tieu_muc",
        "Tiểu mục",
        7,
        centred=True,
        sheet=SheetHead("Tiểu mục", 10),
        heads="(?:ma )?(?:tieu muc|muc tieu muc|ndkt|ma noi dung kinh te)",
        may_lack=True,
    ),
    Column(
        "cap_trinh",
        "Cấp trình/ban hành",
        13,
        sheet=SheetHead("Cấp trình, ban hành", 22),
        heads="cap (?:trinh|ban hanh|trinh ban hanh|phe duyet|tham quyen)(?: ban hanh)?",
        may_lack=True,
    ),
    Column(
        "hinh_thuc",
        "Hình thức văn bản",
        9,
        centred=True,
        sheet=SheetHead("Hình thức văn bản", 16),
        heads="hinh thuc(?: van ban| ban hanh)?|loai van ban",
        may_lack=True,
    ),
    Column(
        "ghi_chu",
        "Ghi chú",
        5,
        sheet=SheetHead("Ghi chú", 20),
        heads="ghi chu|chu thich|gc",
    ),
)
"""In the order of the workbook to fill in; a layout names the columns it prints and their order."""

BY_FIELD: dict[str, Column] = {
    field: next(column for column in COLUMNS if column.field == field)
    for field in dict.fromkeys(column.field for column in COLUMNS)
    if field
}
"""By the name forms use; where two are the same value ("thanh_tien"), the first."""
