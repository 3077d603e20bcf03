"""What ``plans/<locality>/<year>-<kind>.yaml`` says: the request for one document."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.i18n import N_
from generator.model.base import Lines, Ma, Markdown, MarkdownLines, Model, Ngay, NgayMo, OneOrMany
from generator.model.locality import DoiTac, NguoiKy

_DRAFT_WORDS = {"true": True, "false": False}


def _draft_mark(value: Any) -> Any:
    """Return whether the document is a draft, or which draft it is."""
    if isinstance(value, bool) or (isinstance(value, int) and value > 0):
        return value
    text = str(value).strip().lower()
    if text in _DRAFT_WORDS:
        return _DRAFT_WORDS[text]
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise PydanticCustomError(
        "du_thao_sai",
        N_("'{value}' không phải là true, false hoặc số lần dự thảo"),
        {"value": str(value)},
    )


DuThao = Annotated[
    bool | int,
    BeforeValidator(_draft_mark),
    Field(json_schema_extra={"anyOf": [{"type": "boolean"}, {"type": "integer", "minimum": 1}]}),
]
"""true, false, or the number of the draft."""


class VanBan(Model):
    """A document cited with its own data, not from the register."""

    model_config = ConfigDict(title="Văn bản viện dẫn")

    ma: Annotated[
        Ma | None,
        Field(
            title="Mã",
            description="Để viện dẫn trong nội dung: {{ vien_dan('mã') }}",
            examples=["kh506"],
        ),
    ] = None
    loai: Annotated[
        str,
        Field(
            title="Loại văn bản",
            description="Tên loại viết đầy đủ, chữ đầu viết hoa",
            examples=["Kế hoạch", "Hướng dẫn"],
        ),
    ]
    so_ky_hieu: Annotated[
        str,
        Field(
            title="Số, ký hiệu",
            description="Chưa có số thì để khoảng trống trước dấu gạch",
            examples=["506-KH/TU"],
        ),
    ]
    ngay: Annotated[
        NgayMo | None, Field(title="Ngày ban hành", description="Chưa ban hành thì để trống")
    ] = None
    co_quan: Annotated[
        str,
        Field(
            title="Cơ quan ban hành",
            description="Tên viết như trong câu viện dẫn",
            examples=["Tỉnh ủy Cao Bằng"],
        ),
    ] = ""
    trich_yeu: Annotated[
        str,
        Field(
            title="Trích yếu",
            description="Bắt đầu bằng chữ thường, như trong câu viện dẫn",
            examples=["về công tác thông tin đối ngoại năm 2026"],
        ),
    ] = ""
    nguon: Annotated[str, Field(title="Nguồn", description="Không in ra văn bản")] = ""


class NgayThem(Model):
    """An anniversary added by hand: only the day it goes back to is typed."""

    model_config = ConfigDict(title="Ngày kỷ niệm thêm")

    ten_goi: Annotated[
        str,
        Field(
            title="Tên ngày",
            description="Không ghi số năm: số năm được tính",
            examples=["Ngày thành lập tỉnh"],
        ),
    ]
    ngay: Annotated[Ngay, Field(title="Ngày gốc", description="Số năm được tính, không gõ")]
    nguon: Annotated[str, Field(title="Nguồn", description="Không in ra văn bản")] = ""


class NgayKyNiem(Model):
    """Which anniversaries the document names."""

    model_config = ConfigDict(title="Ngày kỷ niệm")

    chon: Annotated[
        Lines | None,
        Field(
            title="Chỉ lấy các ngày này",
            description="Mã trong danh mục; để trống thì lấy mọi ngày lễ lớn và năm tròn, năm lẻ 5",
        ),
    ] = None
    bo: Annotated[
        Lines,
        Field(title="Bỏ các ngày này", description="Mã trong danh mục ngày kỷ niệm"),
    ] = ()
    them: Annotated[
        tuple[NgayThem, ...],
        Field(title="Thêm ngày ngoài danh mục", description="Chỉ gõ ngày gốc, không gõ số năm"),
    ] = ()
    ngoai_giao: Annotated[
        Lines | None,
        Field(
            title="Kỷ niệm quan hệ ngoại giao với các nước",
            description="Mã ISO hai chữ; để trống thì lấy các nước năm tròn là đối tác quan trọng",
            examples=[["LA", "KH"]],
        ),
    ] = None


class NhiemVu(Model):
    """A task: what, who leads, who joins, when, with what result."""

    model_config = ConfigDict(title="Nhiệm vụ")

    noi_dung: Annotated[
        Markdown,
        Field(
            title="Nội dung",
            description="Việc phải làm, viết bằng Markdown",
            examples=["Xây dựng chuyên mục đối ngoại trên báo của tỉnh"],
        ),
    ]
    chu_tri: Annotated[
        str,
        Field(
            title="Cơ quan chủ trì",
            description="Một cơ quan",
            examples=["Sở Văn hóa, Thể thao và Du lịch"],
        ),
    ] = ""
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
        Field(title="Thời gian", description="Khi nào làm", examples=["Cả năm", "Quý II"]),
    ] = ""
    san_pham: Annotated[
        str,
        Field(
            title="Sản phẩm, kết quả",
            description="Cái phải có khi xong việc",
            examples=["12 chuyên mục"],
        ),
    ] = ""


class PhanCong(Model):
    """Who does what (tổ chức thực hiện)."""

    model_config = ConfigDict(title="Phân công")

    co_quan: Annotated[
        Markdown,
        Field(
            title="Cơ quan, đơn vị",
            description="Tên in đậm ở đầu đoạn phân công",
            examples=["Các đảng ủy trực thuộc"],
        ),
    ]
    viec: Annotated[
        MarkdownLines,
        Field(
            title="Việc được giao",
            description="Mỗi việc một mục, viết bằng Markdown",
            min_length=1,
            examples=[["Xây dựng kế hoạch thực hiện trước ngày 31/3/2027."]],
        ),
    ]


class HuongGiay(StrEnum):
    """How the paper of an annex lies."""

    DOC = "doc"
    NGANG = "ngang"


class DieuChinh(Model):
    """Local changes to the kind's body, by the id of a section or a clause."""

    model_config = ConfigDict(title="Điều chỉnh so với mẫu")

    bo: Annotated[
        Lines,
        Field(title="Bỏ các mục này", description="Mã mục của mẫu", examples=[["bien_dao"]]),
    ] = ()
    thay: Annotated[
        dict[str, Markdown],
        Field(title="Thay nội dung mục", description="Mã mục: nội dung mới bằng Markdown"),
    ] = {}
    them_truoc: Annotated[
        dict[str, Markdown],
        Field(title="Thêm vào đầu mục", description="Mã mục: nội dung thêm bằng Markdown"),
    ] = {}
    them_sau: Annotated[
        dict[str, Markdown],
        Field(title="Thêm vào cuối mục", description="Mã mục: nội dung thêm bằng Markdown"),
    ] = {}


class LapTuDuToan(StrEnum):
    """Parts of a document that can be made from the rows of its budget."""

    TO_CHUC_THUC_HIEN = "to_chuc_thuc_hien"
    NOI_NHAN = "noi_nhan"


class CapMuc(Model):
    """How one level of sections is numbered."""

    model_config = ConfigDict(title="Cách đánh số một cấp mục")

    mau: Annotated[
        str,
        Field(
            title="Mẫu số của mục đầu tiên",
            description="Viết như mục đầu tiên được in",
            examples=["I.", "1.", "Điều 1."],
        ),
    ]
    in_hoa: Annotated[
        bool, Field(title="Tên mục in hoa", description="true thì tên mục được in hoa")
    ] = False
    in_dam: Annotated[
        bool, Field(title="Tên mục in đậm", description="true thì số và tên mục in đậm")
    ] = False


class TheThuc(Model):
    """Formal parts printed as they are typed here, instead of being put together."""

    model_config = ConfigDict(title="Thành phần thể thức ghi nguyên văn")

    co_quan_chu_quan: Annotated[
        Lines | None,
        Field(
            title="Cơ quan chủ quản",
            description="Các dòng như được in; [] nếu không in",
            examples=[["TỈNH ỦY CAO BẰNG"]],
        ),
    ] = None
    co_quan_ban_hanh: Annotated[
        Lines | None,
        Field(
            title="Cơ quan ban hành",
            description="Các dòng như được in",
            examples=[["BAN TUYÊN GIÁO VÀ DÂN VẬN"]],
        ),
    ] = None
    so_ky_hieu: Annotated[
        str | None,
        Field(
            title="Số, ký hiệu",
            description="Cả dòng, kể cả chữ Số",
            examples=["Số 15-HD/BTGDVTU"],
        ),
    ] = None
    dia_danh_ngay: Annotated[
        str | None,
        Field(
            title="Địa danh và ngày",
            description="Cả dòng như được in",
            examples=["Cao Bằng, ngày 15 tháng 02 năm 2027"],
        ),
    ] = None
    ten_loai: Annotated[
        str | None,
        Field(title="Tên loại", description="In hoa, như được in", examples=["HƯỚNG DẪN"]),
    ] = None
    trich_yeu: Annotated[
        Lines | None,
        Field(
            title="Trích yếu",
            description="Như được in, kể cả chữ V/v của công văn",
            examples=[["V/v công tác thông tin đối ngoại năm 2027"]],
        ),
    ] = None
    nhan_kinh_gui: Annotated[
        str | None,
        Field(title="Chữ Kính gửi", description="Như được in", examples=["Kính gửi:"]),
    ] = None
    kinh_gui: Annotated[
        Lines | None,
        Field(
            title="Kính gửi",
            description="Như được in, kể cả gạch đầu dòng và dấu câu",
            examples=[["- Các đảng ủy trực thuộc;"]],
        ),
    ] = None
    noi_nhan: Annotated[
        Lines | None,
        Field(
            title="Nơi nhận",
            description="Như được in, kể cả gạch đầu dòng, dấu câu và dòng Lưu",
            examples=[["- Như trên,", "- Lưu Văn phòng."]],
        ),
    ] = None


class PhuLuc(Model):
    """An annex, or a document issued with this one, whose text is typed here."""

    model_config = ConfigDict(title="Phụ lục ghi tại chỗ")

    nhan: Annotated[
        str,
        Field(
            title="Chữ Phụ lục và số",
            description="Để trống với văn bản được ban hành kèm theo",
            examples=["Phụ lục I"],
        ),
    ] = ""
    tieu_de: Annotated[
        Lines,
        Field(
            title="Tiêu đề",
            description="In hoa, mỗi dòng một mục",
            examples=[["DANH MỤC NHIỆM VỤ"]],
        ),
    ] = ()
    phu_de: Annotated[
        Lines,
        Field(
            title="Dòng dưới tiêu đề",
            description="Như trích yếu của văn bản kèm theo",
            examples=[["Công tác thông tin đối ngoại năm 2027"]],
        ),
    ] = ()
    kem_theo: Annotated[
        str,
        Field(
            title="Dòng kèm theo",
            description="Văn bản mà phụ lục đi cùng, trong ngoặc đơn",
            examples=["(Kèm theo Kế hoạch số 15/KH-UBND)"],
        ),
    ] = ""
    huong_giay: Annotated[
        HuongGiay, Field(title="Hướng giấy", description="doc hoặc ngang", examples=["ngang"])
    ] = HuongGiay.DOC
    danh_so: Annotated[
        tuple[CapMuc, ...],
        Field(title="Cách đánh số mục", description="Để trống thì như của văn bản"),
    ] = ()
    noi_dung: Annotated[
        Markdown,
        Field(
            title="Nội dung",
            description="Viết bằng Markdown",
            examples=["| TT | Nhiệm vụ |\n|---|---|\n| 1 | Xây dựng chuyên mục |"],
        ),
    ] = ""


class Plan(Model):
    """The request for one document."""

    model_config = ConfigDict(title="Khai báo một văn bản")

    nam_ke_hoach: Annotated[
        int,
        Field(
            title="Năm của kế hoạch, hướng dẫn",
            description="Năm mà công việc được làm, không phải năm ban hành",
            ge=2000,
            le=2100,
            examples=[2027],
        ),
    ]
    loai_van_ban: Annotated[
        Ma,
        Field(
            title="Loại văn bản",
            description="Tên thư mục trong templates/kinds",
            examples=["huong_dan_ban", "cong_van_dang", "ke_hoach_ubnd"],
        ),
    ]
    ten_loai: Annotated[
        str,
        Field(
            title="Tên loại",
            description="Chỉ ghi với loại dùng chung (van_ban_khac_dang, van_ban_khac_chinh_quyen)",
            examples=["Báo cáo", "Tờ trình"],
        ),
    ] = ""
    co_quan_ban_hanh: Annotated[
        Ma,
        Field(
            title="Cơ quan ban hành",
            description="Mã trong mục co_quan_ban_hanh của locality.yaml",
            examples=["ban_tuyen_giao"],
        ),
    ]
    ngay_ban_hanh: Annotated[
        NgayMo,
        Field(
            title="Ngày ban hành",
            description="Ngày, tháng có thể để mở: 02/2027 hoặc 2027",
            examples=["15/02/2027", "02/2027"],
        ),
    ]
    so_van_ban: Annotated[
        str | None,
        Field(
            title="Số văn bản",
            description="Để trống khi chưa cấp số",
            pattern=r"^\d+[a-z]?$",
            examples=["15"],
        ),
    ] = None
    trich_yeu: Annotated[
        str | None,
        Field(
            title="Trích yếu",
            description="Để trống thì lấy của mẫu",
            examples=["công tác thông tin đối ngoại năm 2027"],
        ),
    ] = None
    can_cu: Annotated[
        Annotated[tuple[Ma | VanBan, ...], OneOrMany()],
        Field(
            title="Căn cứ",
            description="Mã trong danh mục văn bản hoặc khai báo tại chỗ",
            examples=[["kl57", "nd72"]],
        ),
    ] = ()
    van_ban: Annotated[
        tuple[VanBan, ...],
        Field(title="Văn bản viện dẫn của địa phương", description="Dùng trong nội dung theo mã"),
    ] = ()
    thuc_hien: Annotated[
        Annotated[tuple[Ma | VanBan, ...], OneOrMany()],
        Field(
            title="Văn bản cấp trên mà văn bản này triển khai",
            description='Đoạn mở đầu: "Thực hiện Hướng dẫn số ..."',
        ),
    ] = ()
    kinh_gui: Annotated[
        Lines,
        Field(
            title="Kính gửi",
            description="Chỉ dùng cho công văn; mỗi nơi một mục",
            examples=[["Các đảng ủy trực thuộc"]],
        ),
    ] = ()
    trong_tam: Annotated[
        MarkdownLines,
        Field(
            title="Trọng tâm của năm",
            description="Mỗi trọng tâm một mục, viết bằng Markdown",
            examples=[["Tuyên truyền kết quả hợp tác với địa phương nước láng giềng."]],
        ),
    ] = ()
    ngay_ky_niem: Annotated[
        NgayKyNiem,
        Field(title="Ngày kỷ niệm", description="Chọn, bỏ, thêm ngày; số năm được tính"),
    ] = NgayKyNiem()
    doi_tac: Annotated[
        Annotated[tuple[str | DoiTac, ...], OneOrMany()] | None,
        Field(
            title="Đối tác nêu trong văn bản",
            description="Tên trong locality.yaml hoặc khai báo tại chỗ; để trống thì lấy tất cả",
        ),
    ] = None
    nhiem_vu: Annotated[
        tuple[NhiemVu, ...],
        Field(title="Nhiệm vụ", description="Việc cụ thể, cơ quan chủ trì, phối hợp, thời gian"),
    ] = ()
    noi_dung: Annotated[
        Markdown | None,
        Field(
            title="Toàn bộ nội dung",
            description="Thay cả thân văn bản của mẫu; viết bằng Markdown",
        ),
    ] = None
    dieu_chinh: Annotated[
        DieuChinh,
        Field(title="Điều chỉnh so với mẫu", description="Bỏ, thay, thêm theo mã mục của mẫu"),
    ] = DieuChinh()
    danh_so: Annotated[
        tuple[CapMuc, ...],
        Field(
            title="Cách đánh số mục",
            description="Từ cấp cao nhất xuống; để trống thì như của mẫu",
            examples=[[{"mau": "I-", "in_hoa": "true", "in_dam": "true"}, {"mau": "1."}]],
        ),
    ] = ()
    the_thuc: Annotated[
        TheThuc,
        Field(
            title="Thành phần thể thức ghi nguyên văn",
            description="Chỉ khi văn bản phải in khác với thể thức",
        ),
    ] = TheThuc()
    bo_qua: Annotated[
        dict[str, str],
        Field(
            title="Quy tắc kiểm tra bỏ qua",
            description="Mã quy tắc và lý do; xem kehoach rule",
            examples=[{"HDR02": "tên cơ quan dài, đã thống nhất với văn thư"}],
        ),
    ] = {}
    phu_luc: Annotated[
        tuple[PhuLuc, ...],
        Field(title="Phụ lục ghi tại chỗ", description="Ngoài phụ lục làm từ du_toan"),
    ] = ()
    chu_thich: Annotated[
        dict[Ma, Markdown],
        Field(title="Chú thích cuối trang", description="Gọi trong nội dung bằng chu_thich('mã')"),
    ] = {}
    to_chuc_thuc_hien: Annotated[
        tuple[PhanCong, ...],
        Field(title="Tổ chức thực hiện", description="Cơ quan nào làm việc gì"),
    ] = ()
    noi_nhan: Annotated[
        Lines | None,
        Field(title="Nơi nhận", description="Để trống thì lấy mặc định của cơ quan ban hành"),
    ] = None
    noi_luu: Annotated[
        str | None,
        Field(
            title="Nơi lưu",
            description="Phần sau chữ Lưu; để trống thì lấy của cơ quan ban hành",
            examples=["Văn phòng Tỉnh ủy"],
        ),
    ] = None
    nguoi_ky: Annotated[
        Ma | NguoiKy | None,
        Field(
            title="Người ký",
            description="Vai trong mục nguoi_ky của locality.yaml, hoặc khai báo tại chỗ",
            examples=["truong_ban"],
        ),
    ] = None
    du_thao: Annotated[
        DuThao,
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
    lap_tu_du_toan: Annotated[
        Annotated[tuple[LapTuDuToan, ...], OneOrMany()],
        Field(
            title="Phần lập từ các dòng của dự toán",
            description="Phân công, nơi nhận lấy từ cơ quan chủ trì, phối hợp trong dự toán",
            examples=[["to_chuc_thuc_hien", "noi_nhan"]],
        ),
    ] = ()
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
