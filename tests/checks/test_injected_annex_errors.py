"""Errors put into a clean annex one by one: each is found, and a clean one is left alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.catalogues.load import load_catalogues
from generator.compose.budget import check_part
from generator.compose.build import build_document
from generator.document.nodes import Cell, Paragraph, Role, Row, Run, Table, plain_text
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]
PLAN = "plans/ubnd-cao-bang/2027-ke-hoach.yaml"
BUDGET = "budgets/ubnd-cao-bang/2027.yaml"


def build(root, *, change=None):
    """Return the example built in a copy of its workspace, its budget changed first."""
    for name in (PLAN, "plans/ubnd-cao-bang/locality.yaml", BUDGET):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    if change:
        content = yaml.safe_load((ROOT / BUDGET).read_text("utf-8"))
        change(content["nhom"])
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6)
        (root / BUDGET).write_text(text, "utf-8")
    return build_document(root / PLAN, Workspace.open(root))


def ids(findings):
    return {finding.id for finding in findings if finding.id.startswith("BUD")}


def recheck(built, document):
    part = built.budgets[0]
    return ids(check_part(part, document, built.standard, load_catalogues()))


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return build(tmp_path_factory.mktemp("clean"))


def test_the_clean_annex_has_no_finding(clean):
    assert ids(clean.findings) == set()


def task(groups, group, index):
    return groups[group]["nhiem_vu"][index]


def set_in(group, index, **keys):
    return lambda groups: task(groups, group, index).update(keys)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(set_in(3, 0, chu_tri="Sở Thông tin và Truyền thông"), "BUD07", id="lead gone"),
        pytest.param(set_in(3, 0, thoi_gian="Quý I/2028"), "BUD05", id="time outside the year"),
        pytest.param(
            set_in(3, 0, phoi_hop=["Cơ quan báo chí của tỉnh"]), "BUD06", id="lead co-ordinates"
        ),
        pytest.param(set_in(3, 0, nguon=[]), "BUD14", id="amount without a source"),
        pytest.param(
            lambda groups: task(groups, 1, 0)["chi_tiet"][0].update(don_gia="4.500.000"),
            "BUD08",
            id="unit price above its norm",
        ),
        pytest.param(set_in(0, 0, kinh_phi="0"), "BUD15", id="lồng ghép counted as 0"),
        pytest.param(
            set_in(5, 0, nguon="Chương trình mục tiêu quốc gia"), "BUD09", id="programme not named"
        ),
        pytest.param(set_in(1, 0, kinh_phi="99.000.000"), "BUD18", id="stated sum of a parent"),
    ],
)
def test_an_error_of_the_budget_is_found(tmp_path, change, rule):
    assert rule in ids(build(tmp_path, change=change).findings)


# ------------------------------------------------------------------ errors of the printed annex


def change_table(document, change):
    """Return a document whose annex has the rows a function makes of its rows."""
    annex = document.annexes[-1]
    blocks = tuple(
        replace(block, rows=tuple(change(list(block.rows)))) if isinstance(block, Table) else block
        for block in annex.blocks
    )
    return with_annex(document, blocks=blocks)


def with_annex(document, **changes):
    annex = replace(document.annexes[-1], **changes)
    return replace(document, annexes=(*document.annexes[:-1], annex))


def text_of(cell):
    return plain_text(cell.paragraphs[0])


def set_money(position, text):
    """Return a change of the last cell of a row that shows a sum."""

    def change(rows):
        cells = list(rows[position].cells)
        place = max(i for i, cell in enumerate(cells) if text_of(cell)[:1].isdigit() and i)
        cells[place] = Cell(((Run(text),),), bold=cells[place].bold)
        rows[position] = Row(tuple(cells))
        return rows

    return change


def renumber(rows):
    place = next(i for i, row in enumerate(rows) if text_of(row.cells[0]) == "II")
    cells = rows[place].cells
    rows[place] = Row((replace(cells[0], paragraphs=((Run("III"),),)), *cells[1:]))
    return rows


def plain_head(rows):
    return [replace(row, header=False) for row in rows]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(set_money(-1, "2.150,25"), "BUD03", id="total is not the sum"),
        pytest.param(set_money(1, "106"), "BUD03", id="subtotal is not the sum"),
        pytest.param(set_money(-1, "4.280,5"), "BUD13", id="parents and children both counted"),
        pytest.param(set_money(5, "15.000.000"), "BUD12", id="units mixed"),
        pytest.param(renumber, "BUD10", id="group numbering gap"),
        pytest.param(plain_head, "BUD16", id="head not repeated"),
    ],
)
def test_an_error_of_the_printed_table_is_found(clean, change, rule):
    assert rule in recheck(clean, change_table(clean.document, change))


def test_words_of_an_older_total_are_found(clean):
    blocks = tuple(
        Paragraph((Run("Bằng chữ: Hai tỷ một trăm triệu đồng./."),), Role.WORDS)
        if isinstance(block, Paragraph) and block.role is Role.WORDS
        else block
        for block in clean.document.annexes[-1].blocks
    )

    assert recheck(clean, with_annex(clean.document, blocks=blocks)) == {"BUD02"}


def test_a_figure_of_the_text_that_is_not_the_annexs_is_found(clean):
    line = "Tổng kinh phí thực hiện: 2.140.000.000 đồng (Hai tỷ một trăm bốn mươi triệu đồng)."
    blocks = (*clean.document.blocks, Paragraph((Run(line),)))

    assert recheck(clean, replace(clean.document, blocks=blocks)) == {"BUD01", "BUD02"}


def test_a_reference_line_of_another_document_is_found(clean):
    old = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh)"

    assert recheck(clean, with_annex(clean.document, reference=old)) == {"BUD11"}


def test_a_local_level_below_the_ceiling_is_not_ignored(tmp_path):
    path = tmp_path / "plans" / "catalogue.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("cost_norms:\n  dich_noitiep:\n    amount: 500000\n", "utf-8")

    assert "BUD08" in ids(build(tmp_path).findings)


def test_source_columns_that_do_not_add_up_are_found(tmp_path):
    built = build(tmp_path, change=lambda groups: groups.__setitem__(slice(1, None), []))
    part = built.budgets[0]
    assert part.computed.day == date(2027, 1, 1)
    table = Table(
        (),
        (
            head("STT", "Nội dung", "Tổng kinh phí", "NS tỉnh", "NS xã"),
            body("I", "A", "5", "3", "1"),
        ),
        part_origin(built),
    )
    document = with_annex(built.document, blocks=(table,))

    assert "BUD04" in recheck(built, document)


def part_origin(built):
    return next(
        block.origin for block in built.document.annexes[-1].blocks if isinstance(block, Table)
    )


def head(*texts):
    return replace(body(*texts), header=True)


def body(*texts):
    return Row(tuple(Cell(((Run(text),),)) for text in texts))
