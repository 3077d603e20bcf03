"""The columns an annex may have: one row of ``COLUMNS`` each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generator.budget.compute import Computed, ComputedRow
from generator.budget.money import format_amount, format_dong
from generator.document.nodes import Align
from generator.model.budget import DonViTinh, KhongSoTien, LoaiNguon
from generator.model.money import format_count

Text = Callable[[ComputedRow, DonViTinh], str]
Amount = Callable[[ComputedRow], int | KhongSoTien | None]
Total = Callable[[Computed], int | None]

YEARS = "theo_nam"
"""Name in layouts of the columns of a budget's years, one for each."""


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column.

    Attributes:
        id: Name in layouts.
        title: Head of the column.
        width: Share of the table's width.
        align: Alignment of its cells.
        text: Text of a row's cell, for columns without money.
        amount: What a money cell holds: đồng, a word, or nothing.
        total: What the last row holds below it, None when sums below it say nothing.
        kinds: Sources whose money it shows.
    """

    id: str
    title: str
    width: float
    align: Align = Align.LEFT
    text: Text | None = None
    amount: Amount | None = None
    total: Total | None = None
    kinds: frozenset[LoaiNguon] = field(default=frozenset())

    @property
    def is_money(self) -> bool:
        """Return whether the column shows sums of money."""
        return self.amount is not None

    def value(self, row: ComputedRow, unit: DonViTinh) -> str:
        """Return the text of a row's cell, money in the table's unit."""
        if self.amount is not None:
            return format_amount(self.amount(row), unit)
        return self.text(row, unit) if self.text else ""

    def total_value(self, computed: Computed, unit: DonViTinh) -> str:
        """Return the text of the cell in the last row."""
        total = self.total(computed) if self.total else None
        return "" if total is None else format_dong(total, unit)


def _text(
    name: str, title: str, width: float, align: Align, value: Callable[[ComputedRow], str]
) -> AnnexColumn:
    return AnnexColumn(name, title, width, align, text=lambda row, _: value(row))


def _money(name: str, title: str, width: float, amount: Amount, total: Total) -> AnnexColumn:
    return AnnexColumn(name, title, width, Align.RIGHT, amount=amount, total=total)


def _source(name: str, title: str, *kinds: LoaiNguon) -> AnnexColumn:
    """Return a column of what some sources give; a row they give nothing has an empty cell."""

    def amount(row: ComputedRow) -> int | None:
        found = [row.by_source[kind] for kind in kinds if kind in row.by_source]
        return sum(found) if found else None

    def total(computed: Computed) -> int | None:
        found = [computed.by_source[kind] for kind in kinds if kind in computed.by_source]
        return sum(found) if found else None

    column = _money(name, title, 8, amount, total)
    return replace(column, kinds=frozenset(kinds))


def year_column(year: int, width: float = 8) -> AnnexColumn:
    """Return the column of one year of a budget of several years."""

    def amount(row: ComputedRow) -> int | KhongSoTien | None:
        return row.by_year.get(year, row.money.year_words.get(year))

    def total(computed: Computed) -> int | None:
        return computed.by_year.get(year)

    return _money(f"{YEARS}_{year}", f"Năm {year}", width, amount, total)


def _asked(row: ComputedRow) -> int | KhongSoTien | None:
    return row.word if row.amount is None else row.amount


def _granted(row: ComputedRow) -> int | KhongSoTien | None:
    return row.granted_word if row.granted is None else row.granted


def _asked_total(computed: Computed) -> int | None:
    return computed.total if computed.has_total else None


def _granted_total(computed: Computed) -> int | None:
    return computed.granted if computed.has_granted else None


def _basis(row: ComputedRow) -> str:
    cited = row.norm.citation if row.norm else ""
    return "; ".join(filter(None, (cited, row.line.can_cu)))


def _source_names(row: ComputedRow, unit: DonViTinh) -> str:
    """Return the sources of a row, each with its part when there are several."""
    parts = [share for share in row.shares if any(share.source is each for each in row.sources)]
    if len(row.sources) < 2 or len(parts) < len(row.sources):  # noqa: PLR2004
        return "; ".join(source.name for source in row.sources)
    return "; ".join(f"{part.source.name}: {format_dong(part.amount, unit)}" for part in parts)


def _times(row: ComputedRow) -> str:
    return format_count(row.money.times, row.line.don_vi_so_lan)


LEFT, CENTER = Align.LEFT, Align.CENTER

COLUMNS: dict[str, AnnexColumn] = {
    column.id: column
    for column in (
        _text("stt", "STT", 5, CENTER, lambda row: row.number),
        _text("noi_dung", "Nội dung nhiệm vụ", 24, LEFT, lambda row: row.text),
        _text("chu_tri", "Cơ quan chủ trì", 12, LEFT, lambda row: row.line.chu_tri),
        _text("phoi_hop", "Cơ quan phối hợp", 14, LEFT, lambda row: "; ".join(row.line.phoi_hop)),
        _text("thoi_gian", "Thời gian thực hiện", 9, CENTER, lambda row: row.line.thoi_gian),
        _text("san_pham", "Sản phẩm, kết quả", 14, LEFT, lambda row: row.line.san_pham),
        _text("cap_trinh", "Cấp trình/ban hành", 13, LEFT, lambda row: row.line.cap_trinh),
        _text("hinh_thuc", "Hình thức văn bản", 9, CENTER, lambda row: row.line.hinh_thuc),
        _text("dvt", "ĐVT", 7, CENTER, lambda row: row.line.don_vi_so_luong),
        _text("so_luong", "Số lượng", 7, CENTER, lambda row: format_count(row.money.quantity)),
        _text("so_lan", "Số lần/ngày", 8, CENTER, _times),
        AnnexColumn("don_gia", "Đơn giá", 9, Align.RIGHT, amount=lambda row: row.money.price),
        _money("kinh_phi", "Kinh phí", 9, _asked, _asked_total),
        _money("thanh_tien", "Thành tiền", 10, _asked, _asked_total),
        _money("duoc_duyet", "Kinh phí được duyệt", 10, _granted, _granted_total),
        AnnexColumn(YEARS, "Kinh phí từng năm", 8, Align.RIGHT),
        _source("nguon_trung_uong", "NSTW", LoaiNguon.TRUNG_UONG),
        _source("nguon_ctmtqg", "CTMTQG", LoaiNguon.CTMTQG),
        _source("nguon_tw_ctmtqg", "NSTW, CTMTQG", LoaiNguon.TRUNG_UONG, LoaiNguon.CTMTQG),
        _source("nguon_tinh", "NS tỉnh", LoaiNguon.TINH),
        _source("nguon_xa", "NS cấp xã", LoaiNguon.XA),
        _source("nguon_xa_hoi_hoa", "Xã hội hóa", LoaiNguon.XA_HOI_HOA),
        _source("nguon_khac", "Nguồn khác", LoaiNguon.KHAC),
        _source("nguon_con_lai", "Nguồn khác", LoaiNguon.XA_HOI_HOA, LoaiNguon.KHAC),
        AnnexColumn("nguon", "Nguồn kinh phí", 11, LEFT, text=_source_names),
        _text("can_cu", "Căn cứ", 16, LEFT, _basis),
        _text("tieu_muc", "Tiểu mục", 7, CENTER, lambda row: row.line.tieu_muc),
        _text("ghi_chu", "Ghi chú", 5, LEFT, lambda row: row.line.ghi_chu),
    )
}
"""By id; a layout names the columns it has and their order."""
