"""A long annex in Word: our writer beside docxtpl with the same table, taken in turns.

docxtpl's template is the file our writer makes of the same annex, its body rows replaced by one
row with tags in a ``{%tr %}`` loop, so that both files look the same.
"""

import argparse
import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import docxtpl
from lxml import etree

from generator.budget.annex import build_annex
from generator.budget.compute import compute
from generator.budget.layouts import load_layout
from generator.catalogues.load import load_catalogues
from generator.document.nodes import (
    Annex,
    Document,
    Frame,
    Orientation,
    Properties,
    Table,
    plain_text,
)
from generator.model.base import Regime
from generator.model.budget import Budget
from generator.ooxml.package import open_package
from generator.ooxml.xml import qn, to_bytes
from generator.standards.load import load_standard
from generator.workspace import packaged_templates
from generator.writers.docx.write import write

COLUMNS = 9


def make_document(rows: int) -> Document:
    """Return a document with an annex of so many rows."""
    groups, left = [], rows - 1
    while left > 1:
        tasks = min(left - 1, 24)
        left -= tasks + 1
        groups.append({"ten_nhom": f"Nhóm nhiệm vụ {len(groups) + 1}", "nhiem_vu": [
            {"noi_dung": f"Tổ chức hoạt động số {number} về thông tin đối ngoại & quảng bá",
             "chu_tri": "Sở Văn hóa, Thể thao và Du lịch", "phoi_hop": ["Sở Ngoại vụ"],
             "thoi_gian": "Quý II", "san_pham": "02 hội nghị", "kinh_phi": 1_000_000 * number,
             "nguon": "Ngân sách tỉnh"} for number in range(1, tasks + 1)]})  # fmt: skip
    budget = Budget.model_validate({"nam_ngan_sach": 2027, "nhom": groups})
    computed = compute(budget, load_catalogues(), date(2027, 1, 15))
    layout, _ = load_layout(lambda file: (packaged_templates() / file, file), "a")
    annex = Annex("Phụ lục", ("NHIỆM VỤ VÀ KINH PHÍ",), "(Kèm theo Kế hoạch)",
                  Orientation.LANDSCAPE, build_annex(computed, layout))  # fmt: skip
    frame = Frame(Regime.STATE, "nd30", "named", (), ("ỦY BAN NHÂN DÂN",), "Số:     /KH-UBND",
                  "Cao Bằng, ngày     tháng 01 năm 2027", "KẾ HOẠCH", ("Thử",))  # fmt: skip
    return Document(frame, (), Properties("Thử", "Thử", "Thử"), (annex,))


def make_template(content: bytes) -> tuple[bytes, int]:
    """Return docxtpl's template of a file of ours, and how many rows its loop stands for."""
    package = open_package(content)
    part = "word/document.xml"
    root = package.xml(part)
    table = max(root.iter(qn("w:tbl")), key=len)
    rows = table.findall(qn("w:tr"))
    body = next(row for row in rows[1:] if len(row.findall(qn("w:tc"))) == COLUMNS)
    for row in rows[1:]:
        if row is not body:
            table.remove(row)
    for number, cell in enumerate(body.iter(qn("w:tc"))):
        paragraph = cell.find(qn("w:p"))
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        run = etree.SubElement(paragraph, qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = f"{{{{ r[{number}] }}}}"
    for text, place in (("{%tr for r in rows %}", body.addprevious),
                        ("{%tr endfor %}", body.addnext)):  # fmt: skip
        row = etree.Element(qn("w:tr"))
        paragraph = etree.SubElement(etree.SubElement(row, qn("w:tc")), qn("w:p"))
        etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t")).text = text
        place(row)
    return package.with_parts({part: to_bytes(root)}).to_bytes(), len(rows) - 1


def texts_of(document: Document) -> list[list[str]]:
    """Return the texts of the body rows, as docxtpl's context."""
    table = next(block for block in document.annexes[0].blocks if isinstance(block, Table))
    rows = []
    for row in table.rows[1:]:
        texts: list[str] = []
        for cell in row.cells:
            texts += ["\n".join(map(plain_text, cell.paragraphs)), *([""] * (cell.colspan - 1))]
        rows.append(texts)
    return rows


def timed(make: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return seconds and the file."""
    start = time.perf_counter()
    content = make()
    return time.perf_counter() - start, content


def main() -> None:
    """Measure both in turns and print medians and the median of the rounds' ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--at-least", type=float, default=0)
    options = parser.parse_args()
    document, standard = make_document(options.rows), load_standard("nd30")
    template, count = make_template(write(document, standard=standard))
    context: dict[str, Any] = {"rows": texts_of(document)}

    def ours() -> bytes:
        return write(document, standard=standard)

    def theirs() -> bytes:
        word = docxtpl.DocxTemplate(io.BytesIO(template))
        word.render(context, autoescape=True)
        stream = io.BytesIO()
        word.save(stream)
        return stream.getvalue()

    seconds: dict[str, list[float]] = {"docxtpl": [], "kehoach": []}
    for _ in range(options.rounds):
        for name, make in (("docxtpl", theirs), ("kehoach", ours)):
            spent, content = timed(make)
            seconds[name].append(spent)
            table = max(docx.Document(io.BytesIO(content)).tables, key=lambda one: len(one.rows))
            assert len(table.rows) == count + 1, (name, len(table.rows), count)
    for name, spent in seconds.items():
        print(f"{name:8} {statistics.median(spent) * 1000:8.0f} ms, {count} rows")
    pairs = zip(seconds["docxtpl"], seconds["kehoach"], strict=True)
    ratio = statistics.median(slow / fast for slow, fast in pairs)
    print(f"kehoach is {ratio:.1f} times as fast")
    assert ratio >= options.at_least, ratio


if __name__ == "__main__":
    main()
