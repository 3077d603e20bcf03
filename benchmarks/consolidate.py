"""Consolidating annexes: ours against a plain openpyxl loop that reads and writes the same.

Run as ``python benchmarks/consolidate.py [FILES]``; 3,321 files, one for each commune, unless told.
Two kinds of inputs: annexes as kehoach builds them (with summary, charts and lists) and bare sheets
as openpyxl saves them, which are the least openpyxl can have to read.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROWS = 25
MILLION = 1_000_000
COLUMNS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp",
           "Thời gian thực hiện", "Sản phẩm, kết quả", "Kinh phí", "Nguồn kinh phí",
           "Ghi chú")  # fmt: skip
GROUPS = ("Chỉ đạo, điều hành", "Tập huấn, bồi dưỡng", "Thông tin, tuyên truyền", "Kiểm tra")


def make_bare(variant: int) -> bytes:
    """Return an annex without looks as openpyxl saves it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet["A1"] = f"(Kèm theo Kế hoạch số 1/KH-UBND của Ủy ban nhân dân xã số {variant})"
    sheet["I2"] = "Đơn vị tính: triệu đồng"
    for column, title in enumerate(COLUMNS, start=1):
        sheet.cell(3, column, title)
    row, total = 4, 0
    for group, name in enumerate(GROUPS):
        sheet.cell(row, 1, ("I", "II", "III", "IV")[group])
        sheet.cell(row, 2, name)
        row += 1
        for task in tasks(group, variant):
            total += task["kinh_phi"] // MILLION
            values = (row, task["noi_dung"], task["chu_tri"], "; ".join(task["phoi_hop"]),
                      task["thoi_gian"], task["san_pham"], task["kinh_phi"] // MILLION,
                      task["nguon"], None)  # fmt: skip
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column, value)
            row += 1
    sheet.cell(row, 2, "TỔNG CỘNG")
    sheet.cell(row, 7, total)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def make_built(variant: int) -> bytes:
    """Return an annex as kehoach builds it."""
    from generator.budget.compute import compute
    from generator.budget.layouts import load_layout
    from generator.budget.sheets import build_sheets
    from generator.catalogues.load import load_catalogues
    from generator.model.budget import Budget
    from generator.workspace import packaged_templates
    from generator.writers.xlsx.write import write_workbook

    groups = [
        {"ten_nhom": name, "nhiem_vu": tasks(group, variant)} for group, name in enumerate(GROUPS)
    ]
    budget = Budget.model_validate({"nam_ngan_sach": 2027, "nhom": groups})
    computed = compute(budget, load_catalogues(), date(2027, 1, 15))
    layout, _ = load_layout(lambda file: (packaged_templates() / file, file), "a")
    reference = f"(Kèm theo Kế hoạch số 1/KH-UBND của Ủy ban nhân dân xã số {variant})"
    return write_workbook(build_sheets(computed, layout, ("PHỤ LỤC",), reference))


def tasks(group: int, variant: int) -> list[dict[str, Any]]:
    """Return the tasks of a group: 21 in all, which with 4 groups are 25 rows."""
    return [
        {"noi_dung": f"Nhiệm vụ {number} của nhóm {group}", "chu_tri": "Phòng Văn hóa - Xã hội",
         "phoi_hop": ["Công an xã", "Văn phòng HĐND và UBND"], "thoi_gian": "Cả năm",
         "san_pham": "02 đợt", "kinh_phi": (10 * number + variant) * MILLION,
         "nguon": "Ngân sách xã"}
        for number in range(1, 6 if group else 7)
    ]  # fmt: skip


MAKERS = {"built by kehoach": make_built, "saved by openpyxl": make_bare}


def make_inputs(folder: Path, count: int, make: Callable[[int], bytes]) -> None:
    """Write annexes; twenty different ones, copied under many names."""
    folder.mkdir()
    contents = [make(variant) for variant in range(min(count, 20))]
    for number in range(count):
        (folder / f"{number:04}.xlsx").write_bytes(contents[number % len(contents)])


def with_openpyxl(folder: Path, output: Path) -> int:
    """Read every cell of every file by its head and write the lines and their sums."""
    from openpyxl import Workbook, load_workbook

    out = Workbook(write_only=True)
    lines = out.create_sheet("Chi tiết")
    total = 0
    sums = []
    for path in sorted(folder.glob("*.xlsx")):
        sheet = load_workbook(path, data_only=True).worksheets[0]
        name = ""
        head: dict[str, int] = {}
        group, own = "", 0
        for row in sheet.iter_rows(values_only=True):
            if not head:
                if " của " in str(row[0]):
                    name = str(row[0]).rpartition(" của ")[2].rstrip(")")
                if "STT" in row:
                    head = {str(title): index for index, title in enumerate(row)}
                continue
            text, amount = row[head["Nội dung nhiệm vụ"]], row[head["Kinh phí"]]
            if text == "TỔNG CỘNG":
                assert amount == own, path
                break
            if not str(row[0]).isdigit():
                group = text
                continue
            own += amount
            lines.append([name, group, text, row[head["Cơ quan chủ trì"]],
                          row[head["Thời gian thực hiện"]], amount * 1_000_000,
                          row[head["Nguồn kinh phí"]]])  # fmt: skip
        total += own
        sums.append((name, own))
    places = out.create_sheet("Tổng hợp")
    for line in sums:
        places.append(line)
    out.save(output)
    return total * 1_000_000


def with_kehoach(folder: Path, output: Path) -> int:
    """Consolidate the same files."""
    from generator.budget.consolidate.build import consolidate, read_annexes

    done = consolidate(read_annexes(sorted(folder.glob("*.xlsx"))))
    assert not done.findings, done.findings[:3]
    output.write_bytes(done.content)
    return int(done.total)


def with_workers(folder: Path, output: Path) -> int:
    """Consolidate the same files, read by as many processes as there are cores."""
    from concurrent.futures import ProcessPoolExecutor

    from generator.budget.consolidate.build import consolidate, read_annexes

    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        paths = sorted(folder.glob("*.xlsx"))
        done = consolidate(read_annexes(paths, executor=pool, workers=workers))
    assert not done.findings, done.findings[:3]
    output.write_bytes(done.content)
    return int(done.total)


WAYS = {"openpyxl": with_openpyxl, "kehoach": with_kehoach, "workers": with_workers}


def main() -> None:
    """Measure both ways on both kinds, each in a process of its own, one after the other."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3321
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name:
        for kind, make in MAKERS.items():
            folder = Path(name) / kind.replace(" ", "-")
            make_inputs(folder, count, make)
            print(f"{count} annexes of {ROWS} rows, {kind}")
            measure(folder, count)


def measure(folder: Path, count: int) -> None:
    """Print seconds, files per second and peak memory of both ways, and their ratio."""
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    totals = set()
    for _ in range(2):
        for way in WAYS:
            command = [sys.executable, __file__, "--run", way, str(folder)]
            out = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            spent, memory, total = out.stdout.split()
            seconds[way].append(float(spent))
            totals.add(total)
            print(f"  {way:9} {float(spent):7.2f} s  {count / float(spent):7.0f} files/s"
                  f"  peak {int(memory) // 1024} MiB")  # fmt: skip
    assert len(totals) == 1, totals
    for way in ("kehoach", "workers"):
        ratio = min(seconds["openpyxl"]) / min(seconds[way])
        print(f"  {way}: {ratio:.1f} times as fast as openpyxl")


def run(way: str, folder: Path) -> None:
    """Run one way and print seconds, peak memory in KiB and the total."""
    sys.path.insert(0, str(ROOT))
    start = time.perf_counter()
    total = WAYS[way](folder, folder.parent / f"{way}.xlsx")
    spent = time.perf_counter() - start
    print(spent, peak_kib(), total)


def peak_kib() -> int:
    """Return the peak of this process alone; ``getrusage`` counts its parent's before it began."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
