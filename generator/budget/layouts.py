"""The printed columns of an annex, what their cells hold, and the layouts that choose them.

A layout is ``templates/annexes/<id>.yaml``; the columns are those of ``model.columns``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.budget import problems
from generator.budget.compute import Computed, ComputedRow
from generator.budget.money import format_amount, format_dong, words_of
from generator.budget.sources import SourceNames
from generator.catalogues.problems import NEAR_HINT, near_params
from generator.diagnostics import Diagnostic, Location
from generator.document.nodes import Align
from generator.errors import InputError
from generator.inputs.load import Source, load_model
from generator.model import columns
from generator.model.base import Ma, Model
from generator.model.budget import DonViTinh, KhongSoTien, LoaiNguon
from generator.model.columns import YEARS, Column, Kind
from generator.model.money import format_count

LAYOUTS_DIR = "annexes"
_OF_PLACE = ("nguon_tinh", "nguon_xa")

Find = Callable[[str], tuple[Path, str] | None]
"""Returns the path of a template file and its name for the user."""


Text = Callable[[ComputedRow, DonViTinh], str]
Amount = Callable[[ComputedRow], int | KhongSoTien | None]
Total = Callable[[Computed], int | None]


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column.

    Attributes:
        id: Name in layouts.
        title: Head of the column.
        width: Share of the table's width.
        align: Alignment of its cells.
        text: Text of a row's cell, for columns without money.
        amount: What a money cell holds: đồng, a word, or nothing.
        total: What the last row holds below it, None when sums below it say nothing.
        kinds: Sources whose money it shows.
    """

    id: str
    title: str
    width: float
    align: Align = Align.LEFT
    text: Text | None = None
    amount: Amount | None = None
    total: Total | None = None
    kinds: frozenset[LoaiNguon] = field(default=frozenset())

    @property
    def is_money(self) -> bool:
        """Return whether the column shows sums of money."""
        return self.amount is not None

    def value(self, row: ComputedRow, unit: DonViTinh) -> str:
        """Return the text of a row's cell, money in the table's unit."""
        if self.amount is not None:
            return format_amount(self.amount(row), unit)
        return self.text(row, unit) if self.text else ""

    def total_value(self, computed: Computed, unit: DonViTinh) -> str:
        """Return the text of the cell in the last row."""
        total = self.total(computed) if self.total else None
        return "" if total is None else format_dong(total, unit)


def year_column(year: int, width: float = 8) -> AnnexColumn:
    """Return the column of one year of a budget of several years."""

    def amount(row: ComputedRow) -> int | KhongSoTien | None:
        return row.by_year.get(year, row.money.year_words.get(year))

    def total(computed: Computed) -> int | None:
        return computed.by_year.get(year)

    name = f"{YEARS}_{year}"
    return AnnexColumn(name, f"Năm {year}", width, Align.RIGHT, amount=amount, total=total)


def _of_sources(kinds: tuple[LoaiNguon, ...]) -> tuple[Amount, Total]:
    """Return what some sources give; a row they give nothing has an empty cell."""

    def given(by_source: Mapping[LoaiNguon, int]) -> int | None:
        amounts = [by_source[kind] for kind in kinds if kind in by_source]
        return sum(amounts) if amounts else None

    return lambda row: given(row.by_source), lambda computed: given(computed.by_source)


def _asked(row: ComputedRow) -> int | KhongSoTien | None:
    return row.word if row.amount is None else row.amount


def _granted(row: ComputedRow) -> int | KhongSoTien | None:
    return row.granted_word if row.granted is None else row.granted


def _basis(row: ComputedRow) -> str:
    cited = row.norm.citation if row.norm else ""
    return "; ".join(filter(None, (cited, row.line.can_cu)))


def _source_names(row: ComputedRow, unit: DonViTinh) -> str:
    """Return the sources of a row, each with its part when there are several."""
    parts = [share for share in row.shares if any(share.source is each for each in row.sources)]
    if len(row.sources) < 2 or len(parts) < len(row.sources):  # noqa: PLR2004
        return "; ".join(source.name for source in row.sources)
    return "; ".join(f"{part.source.name}: {format_dong(part.amount, unit)}" for part in parts)


# Columns whose text is more than the value of the line.
_TEXTS: dict[str, Text] = {
    "stt": lambda row, _: row.number,
    "noi_dung": lambda row, _: row.text,
    "so_luong": lambda row, _: format_count(row.money.quantity),
    "so_lan": lambda row, _: format_count(row.money.times, row.line.don_vi_so_lan),
    "nguon": _source_names,
    "can_cu": lambda row, _: _basis(row),
}
# By field: what a cell holds, and what the last row does.
_AMOUNTS: dict[str, tuple[Amount | None, Total | None]] = {
    "kinh_phi": (_asked, lambda computed: computed.total if computed.has_total else None),
    "duoc_duyet": (_granted, lambda computed: computed.granted if computed.has_granted else None),
    "don_gia": (lambda row: row.money.price, None),
    "": (None, None),
}


def _line_text(field: str) -> Text:
    def text(row: ComputedRow, _: DonViTinh) -> str:
        value = getattr(row.line, field)
        return value if isinstance(value, str) else "; ".join(value)

    return text


def _annex_column(column: Column) -> AnnexColumn:
    """Return a column of the table of columns with what its cells hold."""
    if column.kind is Kind.MONEY:
        amount, total = _of_sources(column.sources) if column.sources else _AMOUNTS[column.field]
        return AnnexColumn(
            column.id, column.title, column.width, Align.RIGHT, amount=amount, total=total,
            kinds=frozenset(column.sources),
        )  # fmt: skip
    text = _TEXTS.get(column.id) or _line_text(column.line_field)
    align = Align.CENTER if column.centred else Align.LEFT
    return AnnexColumn(column.id, column.title, column.width, align, text=text)


COLUMNS: dict[str, AnnexColumn] = {
    column.id: _annex_column(column) for column in columns.COLUMNS if column.title
}
"""By id; a layout names the columns it has and their order."""


# ---------------------------------------------------------------------- layouts


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

    def total_words(self, computed: Computed) -> str:
        """Return the total of a budget in words, "" when the table has none."""
        total = self.words.total(computed) if self.words and self.words.total else None
        return "" if total is None else words_of(total, computed.budget)

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
    findings: list[Diagnostic] = []
    heads = tuple(_heads(source, years, findings))
    columns = [column for head in heads for column in head.columns]
    findings.extend(_check_columns(source, columns))
    if findings:
        raise InputError(findings)
    words = next((column for column in columns if column.id == source.model.cot_tong), None)
    return Layout(name, source.model.ten_mau, heads, words), path


PACKAGED_LAYOUTS = ("a", "a2", "b", "c", "c2", "d", "e", "f")


def _unknown_layout(find: Find, name: str, place: Location) -> Diagnostic:
    known = [each for each in PACKAGED_LAYOUTS if find(f"{LAYOUTS_DIR}/{each}.yaml")]
    return problems.NO_LAYOUT.at(place, name=name, known=", ".join(known))


def _heads(
    source: Source[MauBang], years: tuple[int, ...], findings: list[Diagnostic]
) -> Iterator[Head]:
    for index, entry in enumerate(source.model.cac_cot):
        inner = entry.cac_cot if isinstance(entry, NhomCot) else (entry,)
        columns: list[AnnexColumn] = []
        for each in inner:
            cot = CotBang(ma_cot=each) if isinstance(each, str) else each
            column = COLUMNS.get(cot.ma_cot)
            if column is None:
                findings.append(_unknown_column(cot.ma_cot, source.location("cac_cot", index)))
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
            yield problems.COLUMN_TWICE.at(place, name=column.id)
        seen.add(column.id)
    if not {"stt", "noi_dung"} <= seen:
        yield problems.COLUMN_MISSING.at(place)
    kinds = [kind for column in columns for kind in column.kinds]
    if kinds and sorted(kinds) != sorted(LoaiNguon):
        wrong = [kind.value for kind in LoaiNguon if kinds.count(kind) != 1]
        yield problems.WRONG_SOURCES.at(place, kinds=", ".join(wrong))
    total = source.model.cot_tong
    if total and not any(column.id == total and column.total for column in columns):
        yield problems.NO_TOTAL_COLUMN.at(source.location("cot_tong"), name=total)


def _unknown_column(name: str, place: Location) -> Diagnostic:
    near = near_params(name, COLUMNS)
    hint = NEAR_HINT if near else None
    return problems.NO_COLUMN.at(place, hint=hint, name=name, known=", ".join(COLUMNS), **near)
