"""The totals of a thousand budgets in workbooks; Word files are in ``annexes/test_compute.py``.

The lines are added up here from what was typed; the results kept in the workbook are read with
openpyxl, and the formulas are calculated by LibreOffice.
"""

import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from test_annex_sheets import collected, computed_of, layout, recalculated

from generator.budget.money import UNIT_DONG
from generator.budget.sheets import build_sheets
from generator.document.nodes import Sheet
from generator.model.budget import Budget, DongChung
from generator.text.numbers import read_words
from generator.writers.xlsx.write import write_workbook

COUNT, SHEETS_A_BOOK = 1000, 50
LAYOUTS = ("a", "a2", "c", "d")
WORDS = "Bằng chữ:"


@cache
def thousand() -> tuple[tuple[Budget, str], ...]:
    """Return the budgets, each with the layout of its table."""
    made = collected(COUNT)
    assert len(made) == COUNT
    return tuple((one, LAYOUTS[number % len(LAYOUTS)]) for number, one in enumerate(made))


def added_up(budget: Budget) -> int | None:
    """Return the sum of the lines as they were typed, None when none of them is a number."""
    sums = [sums_of(group, group.nhiem_vu) for group in budget.nhom]
    known = [one for one in sums if one is not None]
    return sum(known) if known else None


def sums_of(line: DongChung, inner: Iterable[DongChung]) -> int | None:
    parts = [sums_of(each, getattr(each, "chi_tiet", ())) for each in inner]
    known = [part for part in parts if part is not None]
    if known:
        return sum(known)
    if isinstance(line.kinh_phi, int):
        return line.kinh_phi
    if line.don_gia is not None and line.so_luong is not None:
        return int(line.don_gia * line.so_luong * (line.so_lan or 1))
    return None


@cache
def books() -> dict[str, bytes]:
    """Return the annex sheets of all budgets, fifty to a workbook."""
    sheets = [
        plain(build_sheets(computed_of(budget), layout(name), ("PHỤ LỤC",))[0], f"B{number}")
        for number, (budget, name) in enumerate(thousand())
    ]
    starts = range(0, COUNT, SHEETS_A_BOOK)
    return {f"{n}.xlsx": write_workbook(sheets[n : n + SHEETS_A_BOOK]) for n in starts}


def plain(sheet: Sheet, name: str) -> Sheet:
    """Return an annex that may stand beside others: without lists from a sheet of its workbook."""
    return replace(sheet, name=name, rows=tuple(sheet.rows), choices=(), charts=())


def stacked(contents: Iterable[bytes]) -> bytes:
    """Return the cells of all sheets below each other in one: LibreOffice opens sheets slowly."""
    whole = openpyxl.Workbook()
    below = 0
    for content in contents:
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                place = whole.active.cell(cell.row + below, cell.column, cell.value)
                if cell.data_type == "f":
                    moved = Translator(cell.value, origin=cell.coordinate)
                    place.value = moved.translate_formula(place.coordinate)
            below += sheet.max_row
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()


def iter_totals(content: bytes) -> Iterator[tuple[Any, str]]:
    """Yield of each annex in a workbook the largest sum in the row of its total, and its words."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content), data_only=True):
        found: list[list[Any]] = []
        for row in sheet.iter_rows(values_only=True):
            if "TỔNG CỘNG" in row:
                numbers = [value for value in row if isinstance(value, int | float)]
                found.append([max(numbers, default=None), ""])
            words = [value for value in row if str(value).startswith(WORDS)]
            if words:
                found[-1][1] = words[0]
        yield from ((total, words) for total, words in found)


def check(totals: Iterable[tuple[Any, str]]) -> None:
    for (budget, name), (total, words) in zip(thousand(), totals, strict=True):
        expected = added_up(budget)
        if expected is None:
            assert (total, words) == (None, ""), (name, budget)
            continue
        shown = Decimal(repr(total)) * UNIT_DONG[budget.don_vi_tinh]
        assert shown == expected, (name, budget)
        assert read_words(words.removeprefix(WORDS).strip(" ./")) == expected, (name, budget)


def test_the_results_kept_in_workbooks_are_the_total() -> None:
    check(total for content in books().values() for total in iter_totals(content))


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_total(tmp_path: Path) -> None:
    recalculated({"a.xlsx": stacked(books().values())}, tmp_path)

    check(iter_totals((tmp_path / "out" / "a.xlsx").read_bytes()))
