"""What ``plans/<locality>/locality.yaml`` says: who issues, who signs, who are its partners."""

from typing import Annotated

from pydantic import Field

from generator.model.base import CapDonVi, HeThong, Lines, Ma, Model, Ngay


class CoQuanBanHanh(Model):
    """An issuing body; with ``danh_muc`` its names are those of the date of issue."""

    he_thong: Annotated[
        HeThong, Field(title="Hệ thống văn bản", description="dang hoặc chinh_quyen")
    ]
    danh_muc: Annotated[
        str,
        Field(
            title="Mã trong danh mục cơ quan",
            description="Tên gọi và ký hiệu lấy theo ngày ban hành; khai báo ở dưới thì thay thế",
            examples=["ban-tuyen-giao-tinh"],
        ),
    ] = ""
    ten_day_du: Annotated[
        str,
        Field(
            title="Tên đầy đủ",
            examples=["Ban Tuyên giáo và Dân vận Tỉnh ủy Cao Bằng"],
        ),
    ] = ""
    ten_goi: Annotated[
        str,
        Field(
            title="Tên gọi trong văn bản",
            description="Cách cơ quan tự xưng trong nội dung, thường không kèm địa danh",
            examples=["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
        ),
    ] = ""
    ten_in_hoa: Annotated[
        Lines,
        Field(
            title="Tên ở đầu văn bản",
            description="In hoa, mỗi dòng một mục",
            examples=[["BAN TUYÊN GIÁO VÀ DÂN VẬN"]],
        ),
    ] = ()
    co_quan_chu_quan: Annotated[
        Lines,
        Field(
            title="Cơ quan chủ quản, cấp trên",
            description="In hoa, mỗi dòng một mục; để trống nếu không ghi",
            examples=[["TỈNH ỦY CAO BẰNG"]],
        ),
    ] = ()
    ky_hieu: Annotated[
        str, Field(title="Chữ viết tắt trong ký hiệu", examples=["BTGDVTU", "UBND", "ĐU"])
    ] = ""
    ky_hieu_don_vi: Annotated[
        str,
        Field(
            title="Chữ viết tắt đơn vị soạn thảo",
            description="Dùng trong ký hiệu công văn và dòng Lưu của cơ quan nhà nước",
            examples=["VX", "TTĐN"],
        ),
    ] = ""
    noi_luu: Annotated[
        str,
        Field(
            title="Nơi lưu",
            description="Phần sau chữ Lưu ở dòng cuối nơi nhận",
            examples=["Văn phòng Tỉnh ủy", "VT, VX"],
        ),
    ] = ""
    noi_nhan: Annotated[
        Lines, Field(title="Nơi nhận mặc định", examples=[["Thường trực Tỉnh ủy (b/c)"]])
    ] = ()
    nguoi_ky: Annotated[
        str, Field(title="Người ký mặc định", description="Mã trong mục nguoi_ky")
    ] = ""


class NguoiKy(Model):
    """A signatory by role; the name may stay open."""

    quyen_han: Annotated[
        Lines,
        Field(
            title="Quyền hạn",
            description="Các dòng trên chức vụ của người ký",
            examples=[["T/M BAN THƯỜNG VỤ"], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]],
        ),
    ] = ()
    chuc_vu: Annotated[str, Field(title="Chức vụ", examples=["PHÓ BÍ THƯ"])]
    ho_ten: Annotated[str, Field(title="Họ và tên", description="Để trống khi dự thảo")] = ""


class DoiTac(Model):
    """A partner locality abroad."""

    ten_goi: Annotated[str, Field(title="Tên địa phương đối tác", examples=["Viêng Chăn"])]
    don_vi: Annotated[str, Field(title="Loại đơn vị", examples=["tỉnh", "thành phố", "khu tự trị"])]
    quoc_gia: Annotated[
        str, Field(title="Quốc gia", description="Mã ISO hai chữ hoặc tên", examples=["LA", "Lào"])
    ]
    thuoc: Annotated[
        str,
        Field(title="Đơn vị cấp trên của đối tác", examples=["tỉnh Okayama"]),
    ] = ""
    tu_nam: Annotated[int | None, Field(title="Năm thiết lập quan hệ", ge=1945, le=2100)] = None
    ngay_thiet_lap: Annotated[Ngay | None, Field(title="Ngày thiết lập quan hệ")] = None
    thoa_thuan: Annotated[
        Lines,
        Field(title="Thỏa thuận", examples=[["Bản ghi nhớ về hợp tác hữu nghị (09/2009)"]]),
    ] = ()
    ghi_chu: Annotated[str, Field(title="Ghi chú", description="Không in ra văn bản")] = ""


class NgayTruyenThong(Model):
    """A traditional day of the place."""

    ten_goi: Annotated[str, Field(title="Tên ngày", examples=["Ngày truyền thống Vĩnh Linh"])]
    ngay: Annotated[Ngay, Field(title="Ngày gốc")]
    ma: Annotated[Ma | None, Field(title="Mã để chọn, bỏ trong kế hoạch")] = None
    nguon: Annotated[str, Field(title="Nguồn")] = ""


class Locality(Model):
    """A locality or agency that issues documents."""

    ten_goi: Annotated[
        str,
        Field(title="Tên riêng", description="Không kèm loại đơn vị", examples=["Cao Bằng"]),
    ]
    cap_don_vi: Annotated[CapDonVi, Field(title="Cấp")]
    loai_don_vi: Annotated[
        str,
        Field(
            title="Loại đơn vị hành chính",
            description="Để trống thì lấy theo danh mục và ngày ban hành",
            examples=["tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện"],
        ),
    ] = ""
    ma_don_vi: Annotated[
        str,
        Field(
            title="Mã đơn vị hành chính",
            description="Hai chữ số với tỉnh, năm chữ số với xã",
            examples=["04", "04714"],
            pattern=r"^(\d{2}|\d{3}|\d{5})?$",
        ),
    ] = ""
    truc_thuoc: Annotated[
        str,
        Field(
            title="Tỉnh, thành phố trực thuộc",
            description="Tên hoặc mã; để trống thì suy từ mã đơn vị",
            examples=["Lào Cai"],
        ),
    ] = ""
    dia_danh: Annotated[
        str,
        Field(title="Địa danh ở dòng ngày tháng", examples=["Cao Bằng", "Thành phố Hồ Chí Minh"]),
    ]
    he_thong: Annotated[
        tuple[HeThong, ...], Field(title="Ban hành văn bản của hệ thống nào", min_length=1)
    ]
    co_quan_ban_hanh: Annotated[
        dict[Ma, CoQuanBanHanh], Field(title="Các cơ quan ban hành", min_length=1)
    ]
    nguoi_ky: Annotated[dict[Ma, NguoiKy], Field(title="Người ký theo vai")] = {}
    noi_nhan: Annotated[Lines, Field(title="Nơi nhận mặc định")] = ()
    doi_tac: Annotated[tuple[DoiTac, ...], Field(title="Địa phương đối tác nước ngoài")] = ()
    ngay_truyen_thong: Annotated[
        tuple[NgayTruyenThong, ...], Field(title="Ngày truyền thống của địa phương")
    ] = ()
    tham_so: Annotated[
        dict[str, str],
        Field(
            title="Tham số của địa phương",
            description="Chữ dùng trong mẫu dưới tên tham_so",
            examples=[{"dai_hoi": "Đại hội đại biểu Đảng bộ tỉnh lần thứ XX"}],
        ),
    ] = {}
