"""What the annex says and a form has no place for: told, never dropped."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.budget.forms.rows import FormData, FormRow, FormValue, as_text
from generator.budget.sources import SOURCE_NAMES
from generator.diagnostics import Diagnostic, Location, Severity
from generator.i18n import N_
from generator.model.budget import LoaiNguon
from generator.model.columns import BY_FIELD

# Fields of parts that together are the total.
_SPLITS = ("nguon.", "nam.")


def find_left_out(used: AbstractSet[str], data: FormData, place: Location) -> Iterator[Diagnostic]:
    """Yield what the annex says and the form has no place for."""
    present = used | ({"nguon"} if any(name.startswith("nguon.") for name in used) else set())
    lacking = [
        column.title
        for name, column in BY_FIELD.items()
        if not column.may_lack
        and name not in present
        and any(row.values.get(name) for row in data.rows)
    ]
    if lacking:
        yield Diagnostic(
            "FRM05",
            Severity.NOTICE,
            N_("biểu không có chỗ cho: {fields}"),
            place,
            {"fields": "; ".join(lacking)},
        )
    lost = [text for prefix in _SPLITS for text in _lost_sums(prefix, used, data)]
    if lost:
        yield Diagnostic(
            "FRM15",
            Severity.WARNING,
            N_("không có cột cho: {sums}"),
            place,
            {"sums": "; ".join(lost)},
            N_("thêm cột vào biểu, hoặc ghi số tiền này vào cột thích hợp"),
        )
    products = [str(row.values.get("noi_dung", "")) for row in data.rows if times_in_quantity(row)]
    if products and lacks_times(used):
        yield Diagnostic(
            "FRM14",
            Severity.NOTICE,
            N_("biểu không có cột số lần nên số lượng là số lượng × số lần ở dòng: {rows}"),
            place,
            {"rows": "; ".join(products)},
        )


def _lost_sums(prefix: str, used: AbstractSet[str], data: FormData) -> Iterator[str]:
    """Yield the parts of the total that have no column where other parts have one."""
    if any(name.startswith(prefix) for name in used):
        for name, amount in data.totals.items():
            if name.startswith(prefix) and name not in used and amount:
                yield f"{_part_name(name)} ({as_text(amount)} đồng)"


def _part_name(name: str) -> str:
    prefix, _, part = name.partition(".")
    return SOURCE_NAMES[LoaiNguon(part)] if prefix == "nguon" else f"năm {part}"


def lacks_times(used: AbstractSet[str]) -> bool:
    """Return whether a form multiplies quantity and price but not the number of times."""
    return {"so_luong", "don_gia"} <= used and "so_lan" not in used


def times_in_quantity(row: FormRow) -> dict[str, FormValue]:
    """Return quantity and unit of a row with its number of times in them, if it has one."""
    return {
        name: row.values[f"{name}_ca_lan"]
        for name in ("so_luong", "don_vi")
        if f"{name}_ca_lan" in row.values
    }
