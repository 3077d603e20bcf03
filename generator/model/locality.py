"""What ``plans/<locality>/locality.yaml`` says: who issues, who signs, who are its partners."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.model.base import CapDonVi, Lines, Ma, Model, Ngay, OneOrMany, Regime


class CoQuanBanHanh(Model):
    """An issuing body; with ``danh_muc`` its names are those of the date of issue."""

    model_config = ConfigDict(title="Cơ quan ban hành")

    he_thong: Annotated[
        Regime,
        Field(
            title="Hệ thống văn bản",
            description="dang: văn bản của Đảng; chinh_quyen: văn bản của cơ quan nhà nước",
            examples=["dang"],
        ),
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
            description="Kèm địa danh",
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
        str,
        Field(
            title="Chữ viết tắt trong ký hiệu",
            description="Phần sau dấu gạch chéo của số, ký hiệu",
            examples=["BTGDVTU", "UBND", "ĐU"],
        ),
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
        Lines,
        Field(
            title="Nơi nhận mặc định",
            description="Dùng khi kế hoạch không khai báo nơi nhận",
            examples=[["Thường trực Tỉnh ủy (b/c)"]],
        ),
    ] = ()
    nguoi_ky: Annotated[
        str,
        Field(
            title="Người ký mặc định",
            description="Mã trong mục nguoi_ky",
            examples=["truong_ban"],
        ),
    ] = ""


class NguoiKy(Model):
    """A signatory by role; the name may stay open."""

    model_config = ConfigDict(title="Người ký")

    quyen_han: Annotated[
        Lines,
        Field(
            title="Quyền hạn",
            description="Các dòng trên chức vụ của người ký",
            examples=[["T/M BAN THƯỜNG VỤ"], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]],
        ),
    ] = ()
    chuc_vu: Annotated[str, Field(title="Chức vụ", description="In hoa", examples=["PHÓ BÍ THƯ"])]
    ho_ten: Annotated[str, Field(title="Họ và tên", description="Để trống khi dự thảo")] = ""


class DoiTac(Model):
    """A partner locality abroad."""

    model_config = ConfigDict(title="Địa phương đối tác")

    ten_goi: Annotated[
        str,
        Field(
            title="Tên địa phương đối tác",
            description="Tên riêng, không kèm loại đơn vị",
            examples=["Viêng Chăn"],
        ),
    ]
    don_vi: Annotated[
        str,
        Field(
            title="Loại đơn vị",
            description="Viết thường, đứng trước tên",
            examples=["tỉnh", "thành phố", "khu tự trị"],
        ),
    ]
    quoc_gia: Annotated[
        str, Field(title="Quốc gia", description="Mã ISO hai chữ hoặc tên", examples=["LA", "Lào"])
    ]
    thuoc: Annotated[
        str,
        Field(
            title="Đơn vị cấp trên của đối tác",
            description="Khi đối tác thuộc một tỉnh, bang",
            examples=["tỉnh Okayama"],
        ),
    ] = ""
    tu_nam: Annotated[
        int | None,
        Field(
            title="Năm thiết lập quan hệ",
            description="Dùng khi không rõ ngày",
            ge=1945,
            le=2100,
            examples=[2009],
        ),
    ] = None
    ngay_thiet_lap: Annotated[
        Ngay | None,
        Field(title="Ngày thiết lập quan hệ", description="Để tính năm kỷ niệm"),
    ] = None
    thoa_thuan: Annotated[
        Lines,
        Field(
            title="Thỏa thuận",
            description="Văn bản đã ký với đối tác",
            examples=[["Bản ghi nhớ về hợp tác hữu nghị (09/2009)"]],
        ),
    ] = ()
    ghi_chu: Annotated[str, Field(title="Ghi chú", description="Không in ra văn bản")] = ""


class NgayTruyenThong(Model):
    """A traditional day of the place."""

    model_config = ConfigDict(title="Ngày truyền thống")

    ten_goi: Annotated[
        str,
        Field(
            title="Tên ngày",
            description="Không ghi số năm: số năm được tính",
            examples=["Ngày truyền thống Vĩnh Linh"],
        ),
    ]
    ngay: Annotated[
        Ngay,
        Field(title="Ngày gốc", description="Đủ ngày, tháng, năm", examples=["25/8/1954"]),
    ]
    ma: Annotated[
        Ma | None,
        Field(title="Mã", description="Để chọn, bỏ trong kế hoạch", examples=["ngay-vinh-linh"]),
    ] = None
    nguon: Annotated[str, Field(title="Nguồn", description="Không in ra văn bản")] = ""


class Locality(Model):
    """A locality or agency that issues documents."""

    model_config = ConfigDict(title="Khai báo một địa phương, cơ quan")

    ten_goi: Annotated[
        str,
        Field(title="Tên riêng", description="Không kèm loại đơn vị", examples=["Cao Bằng"]),
    ]
    cap_don_vi: Annotated[
        CapDonVi,
        Field(
            title="Cấp",
            description="Cấp huyện chỉ dùng cho văn bản trước ngày 01/7/2025",
            examples=["tinh"],
        ),
    ]
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
    bien_gioi: Annotated[
        tuple[Literal["Lào", "Campuchia", "Trung Quốc"], ...] | None,
        Field(
            title="Nước giáp biên giới trên đất liền",
            description="Để trống thì theo danh mục; [] là không giáp biên giới",
            examples=[["Lào"]],
        ),
    ] = None
    ven_bien: Annotated[
        bool | None,
        Field(title="Giáp biển", description="Để trống thì theo danh mục", examples=[False]),
    ] = None
    dia_danh: Annotated[
        str,
        Field(
            title="Địa danh",
            description="Ghi ở dòng ngày, tháng, năm của văn bản",
            examples=["Cao Bằng", "Thành phố Hồ Chí Minh"],
        ),
    ]
    he_thong: Annotated[
        Annotated[tuple[Regime, ...], OneOrMany()],
        Field(
            title="Hệ thống văn bản được ban hành",
            description="dang, chinh_quyen hoặc cả hai",
            min_length=1,
            examples=[["dang"]],
        ),
    ]
    co_quan_ban_hanh: Annotated[
        dict[Ma, CoQuanBanHanh],
        Field(
            title="Các cơ quan ban hành",
            description="Mỗi cơ quan một mã tự đặt",
            min_length=1,
        ),
    ]
    nguoi_ky: Annotated[
        dict[Ma, NguoiKy],
        Field(title="Người ký theo vai", description="Mỗi vai một mã tự đặt, như bi_thu"),
    ] = {}
    noi_nhan: Annotated[
        Lines,
        Field(
            title="Nơi nhận mặc định",
            description="Dùng khi cả kế hoạch và cơ quan ban hành không khai báo",
            examples=[["Như trên"]],
        ),
    ] = ()
    doi_tac: Annotated[
        tuple[DoiTac, ...],
        Field(
            title="Địa phương đối tác nước ngoài",
            description="Địa phương nước ngoài có quan hệ hợp tác, hữu nghị",
        ),
    ] = ()
    ngay_truyen_thong: Annotated[
        tuple[NgayTruyenThong, ...],
        Field(
            title="Ngày truyền thống của địa phương",
            description="Ngày riêng của địa phương, ngoài danh mục chung",
        ),
    ] = ()
    tham_so: Annotated[
        dict[str, str],
        Field(
            title="Tham số của địa phương",
            description="Chữ dùng trong mẫu dưới tên tham_so",
            examples=[{"dai_hoi": "Đại hội đại biểu Đảng bộ tỉnh lần thứ XX"}],
        ),
    ] = {}
