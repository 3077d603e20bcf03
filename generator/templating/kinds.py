"""Document kinds: ``templates/kinds/<loai>/kind.yaml`` read into :class:`DocumentKind`."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.numbering import LevelStyle, is_pattern
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.load import load_model
from generator.model.base import CapDonVi, HeThong, Markdown, Model
from generator.model.plan import CapMuc
from generator.templating.environment import BodyEnvironment, note_file


class BoCuc(StrEnum):
    """Layout of the formal parts."""

    CO_TEN_LOAI = "named"
    CONG_VAN = "letter"


class DocumentKind(Model):
    """What a kind of document is."""

    ten_loai: Annotated[str, Field(title="Tên loại", examples=["Hướng dẫn", "Công văn"])]
    mo_ta: Annotated[str, Field(title="Mô tả")]
    he_thong: Annotated[HeThong, Field(title="Hệ thống")]
    bo_cuc: Annotated[BoCuc, Field(title="Bố cục: named hoặc letter")]
    cap_don_vi: Annotated[tuple[CapDonVi, ...], Field(title="Dùng cho các cấp", min_length=1)]
    ten_tep: Annotated[str, Field(title="Phần tên tệp", pattern=r"^[a-z0-9-]+$")]
    trich_yeu: Annotated[Markdown, Field(title="Trích yếu mặc định")]
    danh_so: Annotated[tuple[CapMuc, ...], Field(title="Cách đánh số mục", min_length=1)]
    ten_phu_luc: Annotated[Markdown, Field(title="Tên phụ lục mặc định")] = ""

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
        raise InputError(_unknown(environment, name, place))
    path, display = found
    note_file(path)
    source = load_model(path, DocumentKind, display=display)
    check_levels(source.model.danh_so, source.location("danh_so"))
    return source.model


def check_levels(levels: Iterable[CapMuc], place: Location) -> None:
    """Refuse a numbering scheme that cannot be counted on.

    Raises:
        InputError: With the first specimen that is none.
    """
    wrong = [level.mau for level in levels if not is_pattern(level.mau)]
    if wrong:
        raise InputError(
            Diagnostic(
                "TPL33",
                Severity.ERROR,
                N_("'{value}' không phải là mẫu số của mục"),
                place,
                {"value": wrong[0]},
                N_("viết như mục đầu tiên được in: 'I.', 'I-', '1.', '1.1.', 'a)', 'Điều 1.'"),
                quote=wrong[0],
            )
        )


def kind_names(environment: BodyEnvironment) -> tuple[str, ...]:
    """Return the names of all kinds, packaged and local."""
    return tuple(
        sorted(
            {
                path.parent.name
                for root in environment.roots
                for path in root.path.glob("kinds/*/kind.yaml")
            }
        )
    )


def _unknown(environment: BodyEnvironment, name: str, place: Location) -> Diagnostic:
    known = kind_names(environment)
    return Diagnostic(
        "TPL34",
        Severity.ERROR,
        N_("không có loại văn bản '{value}'"),
        place,
        {"value": name, "known": ", ".join(known)},
        N_("dùng một trong: {known}"),
        quote=name,
    )
