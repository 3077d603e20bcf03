"""The kinds of documents that ``kehoach new`` can start, and who issues them at which level."""

from dataclasses import dataclass

PROVINCE = "province"
COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class KindStart:
    """How a kind of document starts.

    Attributes:
        he_thong: The system it belongs to.
        file: The part of the plan's file name after the year.
        province: Issuing body in a province's file, "" when provinces do not issue it.
        commune: Issuing body in a commune's file.
        default: Levels for which it is made when no kind is asked for.
        extra: Lines of the plan that this kind needs.
        budget: Whether a budget is started with it.
        needs: A kind whose plan this one goes with.
    """

    he_thong: str
    file: str
    province: str
    commune: str
    default: frozenset[str] = frozenset()
    extra: str = ""
    budget: bool = False
    needs: str = ""


KINDS: dict[str, KindStart] = {
    "huong_dan_ban": KindStart("dang", "huong-dan", "ban_tuyen_giao", "", frozenset({PROVINCE})),
    "huong_dan_ban_thuong_vu": KindStart(
        "dang", "huong-dan", "ban_thuong_vu", "ban_thuong_vu", frozenset({COMMUNE})
    ),
    "ke_hoach_dang": KindStart("dang", "ke-hoach-dang", "ban_thuong_vu", "dang_uy"),
    "cong_van_dang": KindStart(
        "dang",
        "cong-van-dang",
        "ban_tuyen_giao",
        "dang_uy",
        extra="\nkinh_gui:\n  - Các tổ chức đảng trực thuộc\n",
    ),
    "ke_hoach_ubnd": KindStart(
        "chinh_quyen",
        "ke-hoach",
        "ubnd",
        "ubnd",
        frozenset({PROVINCE, COMMUNE}),
        extra="\n# Nhiệm vụ và kinh phí, in thành phụ lục; đường dẫn trong budgets/.\n"
        "du_toan: $folder/$year.yaml\n",
        budget=True,
    ),
    "quyet_dinh_ban_hanh_ke_hoach": KindStart(
        "chinh_quyen",
        "quyet-dinh",
        "ubnd",
        "ubnd",
        extra="\nke_hoach_kem_theo: $year-ke-hoach.yaml\n",
        needs="ke_hoach_ubnd",
    ),
    "cong_van_chinh_quyen": KindStart(
        "chinh_quyen",
        "cong-van",
        "ubnd",
        "ubnd",
        extra="\nkinh_gui:\n  - Các cơ quan, đơn vị trực thuộc\n",
    ),
}
"""Kinds that ``kehoach new`` can start; a local kind is written by hand."""
