"""What ``budgets/<locality>/<year>.yaml`` says: groups of tasks with money in whole đồng."""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
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


_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")


def _dong(value: Any) -> Any:
    """Return whole đồng typed as "1.250.000.000" or "1250000000"; words stay words."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    try:
        return KhongSoTien(text.lower())
    except ValueError:
        raise PydanticCustomError(
            "so_tien_sai",
            N_("'{value}' không phải là số tiền (đồng)"),
            {"value": str(value)},
        ) from None


SoTien = Annotated[
    int | KhongSoTien,
    BeforeValidator(_dong),
    Field(
        json_schema_extra={
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^(\d{1,3}(\.\d{3})+|\d+)$"},
                {"enum": [word.value for word in KhongSoTien]},
            ],
            "examples": ["120.000.000", "lồng ghép", "theo dự toán được giao", "để mở"],
        }
    ),
]
"""A sum in đồng, or one of the words that stand for no sum."""


class DongDuToan(Model):
    """One task of the annex."""

    model_config = ConfigDict(title="Nhiệm vụ có kinh phí")

    noi_dung: Annotated[
        str,
        Field(
            title="Nội dung nhiệm vụ",
            description="Việc được cấp kinh phí",
            examples=["Tổ chức hội nghị tập huấn công tác thông tin đối ngoại"],
        ),
    ]
    chu_tri: Annotated[
        str,
        Field(
            title="Cơ quan chủ trì",
            description="Cơ quan thực hiện và quyết toán",
            examples=["Sở Văn hóa, Thể thao và Du lịch"],
        ),
    ]
    phoi_hop: Annotated[
        Lines,
        Field(
            title="Cơ quan phối hợp",
            description="Một hoặc nhiều cơ quan",
            examples=[["Sở Ngoại vụ", "Công an tỉnh"]],
        ),
    ] = ()
    thoi_gian: Annotated[
        str,
        Field(
            title="Thời gian thực hiện",
            description="Khi nào làm",
            examples=["Cả năm", "Quý II"],
        ),
    ]
    san_pham: Annotated[
        str,
        Field(
            title="Sản phẩm, kết quả",
            description="Cái phải có khi xong việc",
            examples=["02 hội nghị"],
        ),
    ] = ""
    kinh_phi: Annotated[
        SoTien,
        Field(
            title="Kinh phí (đồng)",
            description="Số đồng, không phải nghìn đồng hay triệu đồng; hoặc chữ thay số tiền",
        ),
    ]
    nguon: Annotated[
        str,
        Field(title="Nguồn kinh phí", description="Nguồn chi trả", examples=["Ngân sách tỉnh"]),
    ] = ""
    ghi_chu: Annotated[str, Field(title="Ghi chú", description="In ở cột cuối của bảng")] = ""


class NhomDuToan(Model):
    """A group of tasks with its subtotal."""

    model_config = ConfigDict(title="Nhóm nhiệm vụ")

    ten_nhom: Annotated[
        str,
        Field(
            title="Tên nhóm nhiệm vụ",
            description="In thành một dòng trên các nhiệm vụ của nhóm",
            examples=["Tập huấn, bồi dưỡng nghiệp vụ"],
        ),
    ]
    nhiem_vu: Annotated[
        tuple[DongDuToan, ...],
        Field(title="Nhiệm vụ", description="Các nhiệm vụ của nhóm", min_length=1),
    ]

    @property
    def tong_cong(self) -> int:
        """Return the sum of the group's amounts in đồng; words add nothing."""
        return sum(dong.kinh_phi for dong in self.nhiem_vu if isinstance(dong.kinh_phi, int))


class Budget(Model):
    """Tasks and money of one plan."""

    model_config = ConfigDict(title="Dự toán kinh phí")

    nam_ngan_sach: Annotated[
        int,
        Field(
            title="Năm ngân sách",
            description="Bằng năm của kế hoạch dùng dự toán này",
            ge=2000,
            le=2100,
            examples=[2027],
        ),
    ]
    ten_phu_luc: Annotated[
        str | None, Field(title="Tên phụ lục", description="Để trống thì đặt theo kế hoạch")
    ] = None
    don_vi_tinh: Annotated[
        DonViTinh,
        Field(
            title="Đơn vị tính trên bảng",
            description="Số tiền luôn khai báo bằng đồng; đây là đơn vị khi in",
        ),
    ] = DonViTinh.TRIEU_DONG
    nhom: Annotated[
        tuple[NhomDuToan, ...],
        Field(
            title="Các nhóm nhiệm vụ",
            description="Mỗi nhóm có tổng riêng trên bảng",
            min_length=1,
        ),
    ]

    @property
    def tong_cong(self) -> int:
        """Return the sum of all amounts in đồng."""
        return sum(nhom.tong_cong for nhom in self.nhom)
