"""Document kinds: ``templates/kinds/<loai>/kind.yaml`` read into :class:`DocumentKind`."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.compose import problems
from generator.diagnostics import Location
from generator.document.walk import LevelStyle, is_pattern
from generator.errors import InputError
from generator.inputs.load import Source, load_model
from generator.model.base import CapDonVi, Lines, Ma, Markdown, Model, Regime
from generator.model.plan import CapMuc, Plan
from generator.templating.environment import BodyEnvironment, note_file


class BoCuc(StrEnum):
    """Layout of the formal parts."""

    CO_TEN_LOAI = "named"
    CONG_VAN = "letter"


_FILE_PART = r"^[a-z0-9-]+$"


class BatDau(Model):
    """How ``kehoach new`` starts a plan of a kind."""

    co_quan: Annotated[
        dict[CapDonVi, Ma],
        Field(title="Mã cơ quan ban hành ở mỗi cấp", examples=[{"tinh": "ubnd", "xa": "ubnd"}]),
    ]
    mac_dinh: Annotated[
        tuple[CapDonVi, ...], Field(title="Các cấp được tạo khi không ghi --kind")
    ] = ()
    ten_tep: Annotated[
        str, Field(title="Phần tên tệp, khi khác ten_tep của loại", pattern=_FILE_PART)
    ] = ""
    du_toan: Annotated[bool, Field(title="Tạo kèm tệp dự toán")] = False
    ke_hoach_kem_theo: Annotated[Ma | None, Field(title="Loại văn bản được ban hành kèm theo")] = (
        None
    )
    kinh_gui: Annotated[
        Lines | dict[CapDonVi, Lines],
        Field(
            title="Nơi kính gửi ban đầu ở mỗi cấp; {cap_uy}, {loai}, {don_vi_cap_xa} theo nơi ấy"
        ),
    ] = ()


class DocumentKind(Model):
    """What a kind of document is."""

    ten_loai: Annotated[
        str,
        Field(
            title="Tên loại; để trống khi mỗi kế hoạch tự ghi ten_loai",
            examples=["Hướng dẫn", "Công văn"],
        ),
    ]
    mo_ta: Annotated[str, Field(title="Mô tả")]
    he_thong: Annotated[Regime, Field(title="Hệ thống")]
    bo_cuc: Annotated[BoCuc, Field(title="Bố cục: named hoặc letter")]
    cap_don_vi: Annotated[tuple[CapDonVi, ...], Field(title="Dùng cho các cấp", min_length=1)]
    ten_tep: Annotated[str, Field(title="Phần tên tệp", pattern=_FILE_PART)]
    trich_yeu: Annotated[Markdown, Field(title="Trích yếu mặc định")]
    danh_so: Annotated[tuple[CapMuc, ...], Field(title="Cách đánh số mục", min_length=1)]
    ten_phu_luc: Annotated[
        Markdown,
        Field(title="Tên phụ lục kinh phí; {{ trich_yeu }} là trích yếu của văn bản"),
    ] = ""
    ten_co_quan: Annotated[
        Lines, Field(title="Chỉ dùng khi tên cơ quan ban hành bắt đầu bằng", examples=[["Ban"]])
    ] = ()
    noi_nhan_dau: Annotated[
        str, Field(title="Nơi nhận đứng đầu, khi kế hoạch chưa ghi", examples=["Như Điều 3"])
    ] = ""
    bat_dau: Annotated[BatDau | None, Field(title="Cách kehoach new tạo kế hoạch")] = None

    @property
    def file_part(self) -> str:
        """Return the part of the file name of a new plan after its year."""
        return self.bat_dau.ten_tep or self.ten_tep if self.bat_dau else self.ten_tep

    def is_issued_by(self, name: str) -> bool:
        """Return whether the kind is kept for some bodies, and this is one by its name."""
        starts = tuple(f"{start.lower()} " for start in self.ten_co_quan)
        return bool(starts) and f"{name.lower()} ".startswith(starts)

    @property
    def level_styles(self) -> tuple[LevelStyle, ...]:
        """Return the numbering scheme."""
        return to_level_styles(self.danh_so)


def to_level_styles(levels: Iterable[CapMuc]) -> tuple[LevelStyle, ...]:
    """Return a numbering scheme as the numbering takes it."""
    return tuple(LevelStyle(level.mau, level.in_hoa, level.in_dam) for level in levels)


def load_kind(environment: BodyEnvironment, name: str, place: Location) -> DocumentKind:
    """Return the kind of that name.

    Args:
        environment: Where kinds are looked for.
        name: Folder name.
        place: Where the plan names it, for the message when there is none.

    Raises:
        InputError: When there is no such kind or its file is wrong.
    """
    found = environment.find(f"kinds/{name}/kind.yaml", place)
    if found is None:
        known = ", ".join(kind_names(environment))
        raise InputError(problems.NO_KIND.at(place, quote=name, value=name, known=known))
    path, display = found
    note_file(path)
    source = load_model(path, DocumentKind, display=display)
    check_levels(source.model.danh_so, source.location("danh_so"))
    return source.model


def load_kinds(environment: BodyEnvironment) -> dict[str, DocumentKind]:
    """Return every kind there is by its name: packaged, of the packs, of the workspace.

    Raises:
        InputError: When the file of one is wrong.
    """
    return {name: load_kind(environment, name, Location()) for name in kind_names(environment)}


def load_kind_of(environment: BodyEnvironment, plan: Source[Plan]) -> DocumentKind:
    """Return the kind of a plan, under the name that it or the plan gives.

    Raises:
        InputError: When there is no such kind, its file is wrong, or it has two names or none.
    """
    model = plan.model
    kind = load_kind(environment, model.loai_van_ban, plan.location("loai_van_ban"))
    if not kind.ten_loai and not model.ten_loai:
        name = model.loai_van_ban
        where = plan.location("loai_van_ban")
        raise InputError(problems.KIND_WITHOUT_NAME.at(where, quote=name, value=name))
    if kind.ten_loai and model.ten_loai and kind.ten_loai.lower() != model.ten_loai.lower():
        raise InputError(
            problems.KIND_NAMED_TWICE.at(
                plan.location("ten_loai"),
                quote=model.ten_loai,
                value=model.ten_loai,
                kind=model.loai_van_ban,
                name=kind.ten_loai,
                general=f"van_ban_khac_{kind.he_thong.value}",
            )
        )
    return kind.model_copy(update={"ten_loai": kind.ten_loai or model.ten_loai})


def fitting_kinds(
    kinds: Mapping[str, DocumentKind], he_thong: Regime, ten_loai: str, issuer: str
) -> tuple[str, ...]:
    """Return the kinds a document can be of; those kept for bodies like its issuer come alone.

    Args:
        kinds: Every kind there is.
        he_thong: The document's system.
        ten_loai: Its type name; "" for the kinds that leave the name to the plan.
        issuer: Name of its issuing body.

    Returns:
        Their names in the order of ``kinds``; () when there is none.
    """
    same = {
        name: kind
        for name, kind in kinds.items()
        if kind.he_thong is he_thong and kind.ten_loai.lower() == ten_loai.lower()
    }
    kept_for_issuer = tuple(name for name, kind in same.items() if kind.is_issued_by(issuer))
    return kept_for_issuer or tuple(name for name, kind in same.items() if not kind.ten_co_quan)


def check_levels(levels: Iterable[CapMuc], place: Location) -> None:
    """Refuse a numbering scheme that cannot be counted on.

    Raises:
        InputError: With the first specimen that is none.
    """
    wrong = [level.mau for level in levels if not is_pattern(level.mau)]
    if wrong:
        raise InputError(problems.NOT_A_SECTION_NUMBER.at(place, quote=wrong[0], value=wrong[0]))


def kind_names(environment: BodyEnvironment) -> tuple[str, ...]:
    """Return the names of all kinds: the packaged ones, then those of packs and workspace."""
    is_packaged: dict[str, bool] = {}
    for root in environment.roots:
        for path in root.path.glob("kinds/*/kind.yaml"):
            name = path.parent.name
            is_packaged[name] = is_packaged.get(name, False) or root.packaged
    return tuple(sorted(is_packaged, key=lambda name: (not is_packaged[name], name)))
