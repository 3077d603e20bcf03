"""What ``plans/<locality>/<year>-<kind>.yaml`` says: the request for one document."""

from typing import Annotated

from pydantic import Field

from generator.model.base import Lines, Ma, Markdown, MarkdownLines, Model, Ngay, NgayMo
from generator.model.locality import DoiTac, NguoiKy


class VanBan(Model):
    """A document cited with its own data, not from the register."""

    ma: Annotated[Ma | None, Field(title="Mã để viện dẫn trong nội dung")] = None
    loai: Annotated[str, Field(title="Loại văn bản", examples=["Kế hoạch", "Hướng dẫn"])]
    so_ky_hieu: Annotated[
        str,
        Field(
            title="Số, ký hiệu",
            description="Chưa có số thì để khoảng trống trước dấu gạch",
            examples=["506-KH/TU"],
        ),
    ]
    ngay: Annotated[NgayMo | None, Field(title="Ngày ban hành")] = None
    co_quan: Annotated[str, Field(title="Cơ quan ban hành", examples=["Tỉnh ủy Cao Bằng"])] = ""
    trich_yeu: Annotated[
        str, Field(title="Trích yếu", examples=["về công tác thông tin đối ngoại năm 2026"])
    ] = ""
    nguon: Annotated[str, Field(title="Nguồn", description="Không in ra văn bản")] = ""


class NgayThem(Model):
    """An anniversary added by hand: only the day it goes back to is typed."""

    ten_goi: Annotated[str, Field(title="Tên ngày")]
    ngay: Annotated[Ngay, Field(title="Ngày gốc", description="Số năm được tính, không gõ")]
    nguon: Annotated[str, Field(title="Nguồn")] = ""


class NgayKyNiem(Model):
    """Which anniversaries the document names."""

    chon: Annotated[
        tuple[str, ...] | None,
        Field(
            title="Chỉ lấy các ngày này",
            description="Mã trong danh mục; để trống thì lấy mọi ngày lễ lớn và năm tròn, năm lẻ 5",
        ),
    ] = None
    bo: Annotated[tuple[str, ...], Field(title="Bỏ các ngày này")] = ()
    them: Annotated[tuple[NgayThem, ...], Field(title="Thêm ngày ngoài danh mục")] = ()
    ngoai_giao: Annotated[
        tuple[str, ...] | None,
        Field(
            title="Kỷ niệm quan hệ ngoại giao với các nước",
            description="Mã ISO hai chữ; để trống thì lấy các nước năm tròn là đối tác quan trọng",
            examples=[["LA", "KH"]],
        ),
    ] = None


class NhiemVu(Model):
    """A task: what, who leads, who joins, when, with what result."""

    noi_dung: Annotated[Markdown, Field(title="Nội dung")]
    chu_tri: Annotated[str, Field(title="Cơ quan chủ trì")] = ""
    phoi_hop: Annotated[Lines, Field(title="Cơ quan phối hợp")] = ()
    thoi_gian: Annotated[str, Field(title="Thời gian", examples=["Cả năm", "Quý II"])] = ""
    san_pham: Annotated[str, Field(title="Sản phẩm, kết quả")] = ""


class PhanCong(Model):
    """Who does what (tổ chức thực hiện)."""

    co_quan: Annotated[Markdown, Field(title="Cơ quan, đơn vị")]
    viec: Annotated[MarkdownLines, Field(title="Việc được giao", min_length=1)]


class DieuChinh(Model):
    """Local changes to the kind's body, by the id of a section or a clause."""

    bo: Annotated[tuple[str, ...], Field(title="Bỏ các mục này")] = ()
    thay: Annotated[dict[str, Markdown], Field(title="Thay nội dung mục")] = {}
    them_truoc: Annotated[dict[str, Markdown], Field(title="Thêm vào đầu mục")] = {}
    them_sau: Annotated[dict[str, Markdown], Field(title="Thêm vào cuối mục")] = {}


class Plan(Model):
    """The request for one document."""

    nam_ke_hoach: Annotated[int, Field(title="Năm của kế hoạch, hướng dẫn", ge=2000, le=2100)]
    loai_van_ban: Annotated[
        Ma,
        Field(
            title="Loại văn bản",
            description="Tên thư mục trong templates/kinds",
            examples=["huong_dan_ban", "cong_van_dang", "ke_hoach_ubnd"],
        ),
    ]
    co_quan_ban_hanh: Annotated[
        Ma, Field(title="Cơ quan ban hành", description="Mã trong locality.yaml")
    ]
    ngay_ban_hanh: Annotated[
        NgayMo, Field(title="Ngày ban hành", description="Ngày, tháng có thể để mở")
    ]
    so_van_ban: Annotated[
        str | None,
        Field(title="Số văn bản", description="Để trống khi chưa cấp số", pattern=r"^\d+[a-z]?$"),
    ] = None
    trich_yeu: Annotated[str | None, Field(title="Trích yếu")] = None
    can_cu: Annotated[
        tuple[Ma | VanBan, ...],
        Field(title="Căn cứ", description="Mã trong danh mục văn bản hoặc khai báo tại chỗ"),
    ] = ()
    van_ban: Annotated[
        tuple[VanBan, ...],
        Field(title="Văn bản viện dẫn của địa phương", description="Dùng trong nội dung theo mã"),
    ] = ()
    thuc_hien: Annotated[
        tuple[Ma | VanBan, ...],
        Field(
            title="Văn bản cấp trên mà văn bản này triển khai",
            description='Đoạn mở đầu: "Thực hiện Hướng dẫn số ..."',
        ),
    ] = ()
    kinh_gui: Annotated[Lines, Field(title="Kính gửi")] = ()
    trong_tam: Annotated[MarkdownLines, Field(title="Trọng tâm của năm")] = ()
    ngay_ky_niem: Annotated[NgayKyNiem, Field(title="Ngày kỷ niệm")] = NgayKyNiem()
    doi_tac: Annotated[
        tuple[str | DoiTac, ...] | None,
        Field(
            title="Đối tác nêu trong văn bản",
            description="Tên trong locality.yaml hoặc khai báo tại chỗ; để trống thì lấy tất cả",
        ),
    ] = None
    nhiem_vu: Annotated[tuple[NhiemVu, ...], Field(title="Nhiệm vụ")] = ()
    noi_dung: Annotated[
        Markdown | None,
        Field(
            title="Toàn bộ nội dung",
            description="Thay cả thân văn bản của mẫu; viết bằng Markdown",
        ),
    ] = None
    dieu_chinh: Annotated[DieuChinh, Field(title="Điều chỉnh so với mẫu")] = DieuChinh()
    chu_thich: Annotated[
        dict[Ma, Markdown],
        Field(title="Chú thích cuối trang", description="Gọi trong nội dung bằng chu_thich('mã')"),
    ] = {}
    to_chuc_thuc_hien: Annotated[tuple[PhanCong, ...], Field(title="Tổ chức thực hiện")] = ()
    noi_nhan: Annotated[
        Lines | None,
        Field(title="Nơi nhận", description="Để trống thì lấy mặc định của cơ quan ban hành"),
    ] = None
    noi_luu: Annotated[str | None, Field(title="Nơi lưu")] = None
    nguoi_ky: Annotated[
        Ma | NguoiKy | None, Field(title="Người ký", description="Vai trong locality.yaml")
    ] = None
    du_thao: Annotated[
        bool | int,
        Field(
            title="Dự thảo",
            description="true in DỰ THẢO, một số n in Dự thảo lần n, false là bản chính thức",
        ),
    ] = True
    du_toan: Annotated[
        str | None,
        Field(
            title="Dự toán kinh phí",
            description="Đường dẫn trong budgets/",
            examples=["ubnd-cao-bang/2027.yaml"],
        ),
    ] = None
    ke_hoach_kem_theo: Annotated[
        str | None,
        Field(
            title="Kế hoạch ban hành kèm theo quyết định",
            description="Tệp kế hoạch trong cùng thư mục",
            examples=["2027-ke-hoach.yaml"],
        ),
    ] = None
    tham_so: Annotated[
        dict[str, str],
        Field(title="Tham số", description="Chữ dùng trong mẫu dưới tên tham_so"),
    ] = {}
