"""What ``budgets/<locality>/<year>.yaml`` says: groups of tasks with money in whole đồng."""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.i18n import N_
from generator.model.base import Lines, Model


class DonViTinh(StrEnum):
    """The unit money is shown in."""

    DONG = "dong"
    NGHIN_DONG = "nghin_dong"
    TRIEU_DONG = "trieu_dong"


class KhongSoTien(StrEnum):
    """What may stand where a sum would stand; none of these is 0."""

    LONG_GHEP = "lồng ghép"
    THEO_DU_TOAN = "theo dự toán được giao"
    DE_MO = "để mở"


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")


def _dong(value: Any) -> Any:
    """Return whole đồng typed as "1.250.000.000" or "1250000000"; words stay words."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    try:
        return KhongSoTien(text.lower())
    except ValueError:
        raise PydanticCustomError(
            "so_tien_sai",
            N_("'{value}' không phải là số tiền (đồng)"),
            {"value": value},
        ) from None


SoTien = Annotated[
    int | KhongSoTien,
    BeforeValidator(_dong),
    Field(
        json_schema_extra={
            "anyOf": [{"type": ["string", "integer"]}],
            "examples": ["120.000.000", "lồng ghép", "theo dự toán được giao", "để mở"],
        }
    ),
]
"""A sum in đồng, or one of the words that stand for no sum."""


class DongDuToan(Model):
    """One task of the annex."""

    noi_dung: Annotated[str, Field(title="Nội dung nhiệm vụ")]
    chu_tri: Annotated[str, Field(title="Cơ quan chủ trì")]
    phoi_hop: Annotated[Lines, Field(title="Cơ quan phối hợp")] = ()
    thoi_gian: Annotated[str, Field(title="Thời gian thực hiện", examples=["Cả năm", "Quý II"])]
    san_pham: Annotated[str, Field(title="Sản phẩm, kết quả")] = ""
    kinh_phi: Annotated[SoTien, Field(title="Kinh phí (đồng)")]
    nguon: Annotated[str, Field(title="Nguồn kinh phí", examples=["Ngân sách tỉnh"])] = ""
    ghi_chu: Annotated[str, Field(title="Ghi chú")] = ""


class NhomDuToan(Model):
    """A group of tasks with its subtotal."""

    ten_nhom: Annotated[str, Field(title="Tên nhóm nhiệm vụ")]
    nhiem_vu: Annotated[tuple[DongDuToan, ...], Field(title="Nhiệm vụ", min_length=1)]

    @property
    def tong_cong(self) -> int:
        """Return the sum of the group's amounts in đồng; words add nothing."""
        return sum(dong.kinh_phi for dong in self.nhiem_vu if isinstance(dong.kinh_phi, int))


class Budget(Model):
    """Tasks and money of one plan."""

    nam_ngan_sach: Annotated[int, Field(title="Năm ngân sách", ge=2000, le=2100)]
    ten_phu_luc: Annotated[
        str | None, Field(title="Tên phụ lục", description="Để trống thì đặt theo kế hoạch")
    ] = None
    don_vi_tinh: Annotated[DonViTinh, Field(title="Đơn vị tính trên bảng")] = DonViTinh.TRIEU_DONG
    nhom: Annotated[tuple[NhomDuToan, ...], Field(title="Các nhóm nhiệm vụ", min_length=1)]

    @property
    def tong_cong(self) -> int:
        """Return the sum of all amounts in đồng."""
        return sum(nhom.tong_cong for nhom in self.nhom)
