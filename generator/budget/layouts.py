"""Layouts of annexes: ``templates/annexes/*.yaml`` read into :class:`Layout`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.budget.columns import COLUMNS, AnnexColumn, year_column
from generator.budget.sources import SourceNames
from generator.catalogues.findings import NEAR_HINT, near_params
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.load import Source, load_model
from generator.model.base import Ma, Model
from generator.model.budget import LoaiNguon
from generator.model.columns import YEARS

LAYOUTS_DIR = "annexes"
_OF_PLACE = ("nguon_tinh", "nguon_xa")

Find = Callable[[str], tuple[Path, str] | None]
"""Returns the path of a template file and its name for the user."""

Place = Callable[..., Location]


class CotBang(Model):
    """A column of a layout where its head or width differs from the usual."""

    ma_cot: Annotated[Ma, Field(title="Mã cột", examples=["noi_dung"])]
    tieu_de: Annotated[str | None, Field(title="Tiêu đề cột")] = None
    do_rong: Annotated[int | None, Field(title="Độ rộng tương đối", ge=1, le=100)] = None


class NhomCot(Model):
    """Columns under a common head, which makes the head two rows high."""

    tieu_de: Annotated[str, Field(title="Tiêu đề chung", examples=["Kinh phí"])]
    cac_cot: Annotated[tuple[Ma | CotBang, ...], Field(title="Các cột", min_length=1)]


class MauBang(Model):
    """What ``templates/annexes/<id>.yaml`` says."""

    ten_mau: Annotated[str, Field(title="Tên mẫu bảng")]
    mo_ta: Annotated[str, Field(title="Dùng khi nào")]
    cac_cot: Annotated[tuple[Ma | NhomCot | CotBang, ...], Field(title="Các cột", min_length=2)]
    cot_tong: Annotated[
        Ma | None,
        Field(title="Cột lấy tổng để đọc thành chữ", description="Để trống khi bảng không có tiền"),
    ] = None


@dataclass(frozen=True, slots=True)
class Head:
    """A head over one column or, in two rows, over several."""

    title: str
    columns: tuple[AnnexColumn, ...]

    @property
    def is_group(self) -> bool:
        """Return whether the columns have heads of their own below it."""
        return self.title != ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns an annex has.

    Attributes:
        id: Name of its file.
        name: As users read it.
        heads: Columns by the heads they stand under.
        words: Column whose total is read out in words, None in a table without money.
    """

    id: str
    name: str
    heads: tuple[Head, ...]
    words: AnnexColumn | None

    @property
    def columns(self) -> tuple[AnnexColumn, ...]:
        """Return the columns from left to right."""
        return tuple(column for head in self.heads for column in head.columns)

    def with_sources(self, names: SourceNames) -> "Layout":
        """Return the layout with its columns of budgets named as at a place.

        A title of the layout's own stays.
        """
        heads = tuple(
            replace(head, columns=tuple(_named(column, names) for column in head.columns))
            for head in self.heads
        )
        return replace(self, heads=heads)

    @property
    def has_money(self) -> bool:
        """Return whether the table shows sums."""
        return any(column.is_money for column in self.columns)


def _named(column: AnnexColumn, names: SourceNames) -> AnnexColumn:
    if column.id not in _OF_PLACE or column.title != COLUMNS[column.id].title:
        return column
    (kind,) = column.kinds
    return replace(column, title=names[kind].replace("Ngân sách", "NS"))


def load_layout(
    find: Find, name: str, years: tuple[int, ...] = (), place: Location | None = None
) -> tuple[Layout, Path]:
    """Return a layout and the file it was read from.

    Args:
        find: Where layouts are looked for, such as ``BodyEnvironment.find``.
        name: Id of the layout.
        years: Years of the budget, for layouts with a column for each.
        place: Where the budget names it, for the message when there is none.

    Raises:
        InputError: When there is no such layout or its file is wrong.
    """
    found = find(f"{LAYOUTS_DIR}/{name}.yaml")
    if found is None:
        raise InputError(_unknown_layout(find, name, place or Location()))
    path, display = found
    source = load_model(path, MauBang, display=display)
    problems: list[Diagnostic] = []
    heads = tuple(_heads(source, years, problems))
    columns = [column for head in heads for column in head.columns]
    problems.extend(_check_columns(source, columns))
    if problems:
        raise InputError(problems)
    words = next((column for column in columns if column.id == source.model.cot_tong), None)
    return Layout(name, source.model.ten_mau, heads, words), path


PACKAGED_LAYOUTS = ("a", "a2", "b", "c", "c2", "d", "e", "f")


def _unknown_layout(find: Find, name: str, place: Location) -> Diagnostic:
    known = [each for each in PACKAGED_LAYOUTS if find(f"{LAYOUTS_DIR}/{each}.yaml")]
    message = N_("không có mẫu bảng '{name}' trong templates/annexes")
    params = {"name": name, "known": ", ".join(known)}
    return _finding("TPL50", message, place, N_("dùng một trong: {known}"), params)


def _heads(
    source: Source[MauBang], years: tuple[int, ...], problems: list[Diagnostic]
) -> Iterator[Head]:
    for index, entry in enumerate(source.model.cac_cot):
        inner = entry.cac_cot if isinstance(entry, NhomCot) else (entry,)
        columns: list[AnnexColumn] = []
        for each in inner:
            cot = CotBang(ma_cot=each) if isinstance(each, str) else each
            column = COLUMNS.get(cot.ma_cot)
            if column is None:
                problems.append(_unknown_column(cot.ma_cot, source.location("cac_cot", index)))
                continue
            title = column.title if cot.tieu_de is None else cot.tieu_de
            column = replace(column, title=title, width=cot.do_rong or column.width)
            columns.extend(_expand(column, years))
        if isinstance(entry, NhomCot):
            yield Head(entry.tieu_de, tuple(columns))
        else:
            yield from (Head("", (column,)) for column in columns)


def _expand(column: AnnexColumn, years: tuple[int, ...]) -> Iterator[AnnexColumn]:
    if column.id != YEARS:
        yield column
        return
    for year in years:
        yield year_column(year, column.width)


def _check_columns(source: Source[MauBang], columns: list[AnnexColumn]) -> Iterator[Diagnostic]:
    place = source.location("cac_cot")
    seen: set[str] = set()
    for column in columns:
        if column.id in seen:
            message = N_("cột '{name}' có hai lần")
            yield _finding("TPL52", message, place, N_("bỏ một lần"), {"name": column.id})
        seen.add(column.id)
    if not {"stt", "noi_dung"} <= seen:
        message = N_("mẫu bảng phải có cột 'stt' và cột 'noi_dung'")
        hint = N_("thêm cột còn thiếu vào cac_cot")
        yield _finding("TPL53", message, place, hint, {})
    kinds = [kind for column in columns for kind in column.kinds]
    if kinds and sorted(kinds) != sorted(LoaiNguon):
        message = N_("các cột nguồn phải có mỗi loại nguồn đúng một lần; kiểm tra: {kinds}")
        wrong = [kind.value for kind in LoaiNguon if kinds.count(kind) != 1]
        yield _finding("TPL58", message, place, "", {"kinds": ", ".join(wrong)})
    total = source.model.cot_tong
    if total and not any(column.id == total and column.total for column in columns):
        message = N_("cot_tong '{name}' phải là một cột tiền của bảng")
        yield _finding("TPL59", message, source.location("cot_tong"), "", {"name": total})


def _unknown_column(name: str, place: Location) -> Diagnostic:
    near = near_params(name, COLUMNS)
    hint = NEAR_HINT if near else N_("các cột được dùng: {known}")
    params = {"name": name, "known": ", ".join(COLUMNS), **near}
    return _finding("TPL51", N_("không có cột '{name}'"), place, hint, params)


def _finding(
    rule: str, message: str, place: Location, hint: str, params: dict[str, str]
) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, place, params, hint)
