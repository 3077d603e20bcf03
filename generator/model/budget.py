"""What ``budgets/<locality>/<year>.yaml`` says: groups of tasks with money in whole đồng.

Only what is typed stands here; what follows from it is computed in ``generator.budget``.
"""

from enum import StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.i18n import N_
from generator.model.base import Lines, Ma, Model, OneOrMany
from generator.model.money import DonViTinh, KhongSoTien, SoDong, SoLuong, SoTien

__all__ = [
    "Budget",
    "CachDanhSo",
    "ChiTiet",
    "DanhSoChiTiet",
    "DonViTinh",
    "DongDuToan",
    "KetBangChu",
    "KhongSoTien",
    "LoaiNguon",
    "NguonKinhPhi",
    "NhomDuToan",
    "SoTien",
    "TiengLe",
]


class LoaiNguon(StrEnum):
    """The kinds of sources an annex keeps apart."""

    TRUNG_UONG = "trung_uong"
    TINH = "tinh"
    XA = "xa"
    CTMTQG = "ctmtqg"
    XA_HOI_HOA = "xa_hoi_hoa"
    KHAC = "khac"


class CachDanhSo(StrEnum):
    """Whether tasks are counted anew in each group."""

    THEO_NHOM = "theo_nhom"
    LIEN_TUC = "lien_tuc"


class DanhSoChiTiet(StrEnum):
    """What stands before the sub-items of a task."""

    CHU_SO = "1.1"
    CHU_CAI = "a)"
    GACH = "-"


class TiengLe(StrEnum):
    """The word for an empty tens' place."""

    LINH = "linh"
    LE = "lẻ"


class KetBangChu(StrEnum):
    """How a sum in words ends."""

    DONG = "dong"
    DONG_CHAN = "dong_chan"


class NguonKinhPhi(Model):
    """A source of money of one line, with its share."""

    model_config = ConfigDict(title="Nguồn kinh phí")

    loai_nguon: Annotated[
        LoaiNguon | None,
        Field(
            title="Loại nguồn",
            description="Cột nguồn trên bảng; để trống thì nhận theo ten_nguon",
            examples=["tinh"],
        ),
    ] = None
    ten_nguon: Annotated[
        str,
        Field(
            title="Tên nguồn in trên bảng",
            description="Để trống thì in tên của loại nguồn",
            examples=["Ngân sách tỉnh"],
        ),
    ] = ""
    chuong_trinh: Annotated[
        str,
        Field(
            title="Chương trình mục tiêu quốc gia",
            description="Bắt buộc với nguồn ctmtqg",
            examples=["Phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"],
        ),
    ] = ""
    nam_von: Annotated[
        int | None,
        Field(
            title="Năm bố trí vốn",
            description="Bắt buộc với nguồn ctmtqg",
            ge=2000,
            le=2100,
            examples=[2027],
        ),
    ] = None
    so_tien: Annotated[
        SoDong | None,
        Field(title="Số tiền từ nguồn này (đồng)", description="Hoặc ty_le, hoặc để trống"),
    ] = None
    ty_le: Annotated[
        SoLuong | None,
        Field(
            title="Phần trăm từ nguồn này",
            description="Một nguồn của dòng có thể để trống: nguồn đó nhận phần còn lại",
            examples=["60"],
        ),
    ] = None


Nguon: TypeAlias = Annotated[tuple[str | NguonKinhPhi, ...], OneOrMany()]


class DongChung(Model):
    """What groups, tasks and sub-items have in common."""

    chu_tri: Annotated[
        str,
        Field(
            title="Cơ quan chủ trì",
            description="Một cơ quan: thực hiện và quyết toán",
            examples=["Sở Văn hóa, Thể thao và Du lịch"],
        ),
    ] = ""
    phoi_hop: Annotated[
        Lines,
        Field(
            title="Cơ quan phối hợp",
            description="Một hoặc nhiều cơ quan, không có cơ quan chủ trì",
            examples=[["Sở Ngoại vụ", "Công an tỉnh"]],
        ),
    ] = ()
    thoi_gian: Annotated[
        str,
        Field(
            title="Thời gian thực hiện",
            description=(
                "Cả năm, Thường xuyên, Quý II, Quý II - Quý IV, Tháng 6, Tháng 5 - 8, 15/6/2027"
            ),
            examples=["Cả năm", "Quý II", "Tháng 5 - 8"],
        ),
    ] = ""
    san_pham: Annotated[
        str,
        Field(
            title="Sản phẩm, kết quả",
            description="Cái phải có khi xong việc, đếm được",
            examples=["02 hội nghị"],
        ),
    ] = ""
    kinh_phi: Annotated[
        SoTien | None,
        Field(
            title="Kinh phí (đồng)",
            description=(
                "Số đồng, không phải nghìn đồng hay triệu đồng; hoặc chữ thay số tiền. Để trống"
                " khi tính từ so_luong và don_gia, hoặc từ các mục con"
            ),
        ),
    ] = None
    so_luong: Annotated[
        SoLuong | None,
        Field(title="Số lượng", description="Nhân với so_lan và đơn giá"),
    ] = None
    don_vi_so_luong: Annotated[
        str, Field(title="Đơn vị của số lượng", description="In ở cột ĐVT", examples=["người"])
    ] = ""
    so_lan: Annotated[
        SoLuong | None,
        Field(title="Số lần, số ngày, số buổi", description="Để trống là 1", examples=["2"]),
    ] = None
    don_vi_so_lan: Annotated[
        str, Field(title="Đơn vị của số lần", description="In sau số lần", examples=["ngày"])
    ] = ""
    don_gia: Annotated[
        SoDong | None,
        Field(title="Đơn giá (đồng)", description="Để trống thì lấy mức của dinh_muc"),
    ] = None
    dinh_muc: Annotated[
        str,
        Field(
            title="Định mức chi",
            description="Mã trong danh mục định mức; in số hiệu thông tư ở cột Căn cứ",
            examples=["gv_toida"],
        ),
    ] = ""
    can_cu: Annotated[
        str,
        Field(
            title="Căn cứ của đơn giá",
            description="Khi không có trong danh mục định mức: báo giá, quyết định, nghị quyết",
            examples=["Báo giá ngày 05/01/2027"],
        ),
    ] = ""
    theo_nam: Annotated[
        dict[Annotated[int, Field(ge=2000, le=2100)], SoTien],
        Field(
            title="Kinh phí từng năm (đồng)",
            description="Cho chương trình, đề án nhiều năm: năm và số tiền; thay kinh_phi",
            examples=[{"2027": "120.000.000", "2028": "150.000.000"}],
        ),
    ] = {}
    duoc_duyet: Annotated[
        SoTien | None,
        Field(
            title="Kinh phí được duyệt (đồng)",
            description="In bên cạnh số đề nghị ở mẫu bảng c2",
        ),
    ] = None
    nguon: Annotated[
        Nguon,
        Field(
            title="Nguồn kinh phí",
            description="Tên nguồn, hoặc các nguồn với số tiền hay phần trăm của mỗi nguồn",
            examples=["Ngân sách tỉnh"],
        ),
    ] = ()
    tieu_muc: Annotated[
        str,
        Field(
            title="Tiểu mục",
            description="Mục lục ngân sách nhà nước, bốn chữ số",
            examples=["6606"],
        ),
    ] = ""
    cap_trinh: Annotated[
        str,
        Field(
            title="Cấp trình, cấp ban hành",
            description="Ai trình, ai ban hành văn bản; in ở mẫu bảng e",
            examples=["Sở Ngoại vụ trình Ủy ban nhân dân tỉnh"],
        ),
    ] = ""
    hinh_thuc: Annotated[
        str,
        Field(
            title="Hình thức văn bản",
            description="In ở mẫu bảng e",
            examples=["Quyết định"],
        ),
    ] = ""
    ghi_chu: Annotated[str, Field(title="Ghi chú", description="In ở cột cuối của bảng")] = ""


class ChiTiet(DongChung):
    """A sub-item of a task."""

    model_config = ConfigDict(title="Mục con của nhiệm vụ")

    noi_dung: Annotated[
        str,
        Field(title="Nội dung", description="Một khoản của nhiệm vụ", examples=["Thù lao"]),
    ]


class DongDuToan(DongChung):
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
    chi_tiet: Annotated[
        tuple[ChiTiet, ...],
        Field(
            title="Các mục con",
            description="Kinh phí của nhiệm vụ là tổng các mục con",
            min_length=1,
        ),
    ] = ()


class NhomDuToan(DongChung):
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
        Field(
            title="Nhiệm vụ",
            description="Các nhiệm vụ của nhóm; có thể không có khi nhóm tự có kinh phí",
            min_length=1,
        ),
    ] = ()

    @model_validator(mode="after")
    def _require_content(self) -> Self:
        if not (self.nhiem_vu or has_money(self)):
            message = N_("nhóm chưa có nhiệm vụ và cũng chưa có kinh phí")
            raise PydanticCustomError("nhom_trong", message)
        return self


Dong: TypeAlias = NhomDuToan | DongDuToan | ChiTiet
"""Any line of a budget."""


class Budget(Model):
    """Tasks and money of one plan."""

    model_config = ConfigDict(title="Dự toán kinh phí")

    nam_ngan_sach: Annotated[
        int,
        Field(
            title="Năm ngân sách",
            description="Bằng năm của kế hoạch dùng dự toán này; năm đầu nếu có nhiều năm",
            ge=2000,
            le=2100,
            examples=[2027],
        ),
    ]
    nam_ket_thuc: Annotated[
        int | None,
        Field(
            title="Năm kết thúc",
            description="Chỉ cho chương trình, đề án nhiều năm (mẫu bảng d)",
            ge=2000,
            le=2100,
            examples=[2030],
        ),
    ] = None
    ten_phu_luc: Annotated[
        str | None, Field(title="Tên phụ lục", description="Để trống thì đặt theo kế hoạch")
    ] = None
    mau_bang: Annotated[
        Ma,
        Field(
            title="Mẫu bảng",
            description="Tên tệp trong templates/annexes: a, a2, b, c, c2, d, e, f hoặc mẫu riêng",
            examples=["a"],
        ),
    ] = "a"
    don_vi_tinh: Annotated[
        DonViTinh,
        Field(
            title="Đơn vị tính trên bảng",
            description="Số tiền luôn khai báo bằng đồng; đây là đơn vị khi in",
        ),
    ] = DonViTinh.TRIEU_DONG
    danh_so: Annotated[
        CachDanhSo,
        Field(
            title="Đánh số nhiệm vụ",
            description="theo_nhom: mỗi nhóm đánh lại từ 1; lien_tuc: đánh tiếp qua các nhóm",
        ),
    ] = CachDanhSo.THEO_NHOM
    danh_so_chi_tiet: Annotated[
        DanhSoChiTiet,
        Field(title="Đánh số mục con", description='"1.1", "a)" hoặc "-"'),
    ] = DanhSoChiTiet.CHU_SO
    tieng_le: Annotated[
        TiengLe,
        Field(title="Đọc số 0 ở hàng chục", description="một trăm linh năm, một trăm lẻ năm"),
    ] = TiengLe.LINH
    ket_bang_chu: Annotated[
        KetBangChu,
        Field(
            title="Kết thúc số tiền bằng chữ",
            description='dong_chan thêm chữ "chẵn" khi số tiền tròn nghìn',
        ),
    ] = KetBangChu.DONG
    nhom: Annotated[
        tuple[NhomDuToan, ...],
        Field(
            title="Các nhóm nhiệm vụ",
            description="Mỗi nhóm có tổng riêng trên bảng",
            min_length=1,
        ),
    ]

    @property
    def cac_nam(self) -> tuple[int, ...]:
        """Return the years the budget covers."""
        last = self.nam_ket_thuc or self.nam_ngan_sach
        return tuple(range(self.nam_ngan_sach, max(last, self.nam_ngan_sach) + 1))


def has_money(line: DongChung) -> bool:
    """Return whether a line says anything of its own about money."""
    return bool(
        line.kinh_phi is not None
        or line.don_gia is not None
        or line.dinh_muc
        or line.theo_nam
        or line.duoc_duyet is not None
    )
