"""``kehoach budget consolidate``: many annexes, ours or others', as one workbook."""

from pathlib import Path

import click

from generator.cli.budget.units import UNITS
from generator.cli.commands import argument, choices, define, option
from generator.i18n import N_

# Starting other processes costs more than reading so few files.
_FEW = 200
EXIT_FOUND = 1


@define(
    "consolidate",
    N_(
        "Gộp nhiều phụ lục kinh phí (.xlsx, .docx; của kehoach hay của nơi khác) thành một tệp"
        " Excel: theo địa phương, theo nhóm và nguồn, từng dòng.\n\n"
        "TỆP là tệp hoặc thư mục. Đơn vị tính được quy về một; lỗi của từng tệp (tổng sai, cộng"
        " hai lần, lẫn đơn vị, số gõ thành chữ) được liệt kê ở trang Lỗi. Tệp gốc chỉ được đọc."
    ),
)
@argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=N_("TỆP..."))
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar=N_("TỆP.xlsx"),
    help=N_("Tệp gộp."),
)
@option(
    "--unit",
    type=choices(UNITS),
    default="dong",
    metavar="[dong|nghin_dong|trieu_dong]",
    help=N_("Đơn vị tính của tệp gộp; mặc định là dong."),
)
@option(
    "--input-unit",
    type=choices(UNITS),
    metavar="[dong|nghin_dong|trieu_dong]",
    help=N_("Đơn vị tính của tệp nào không ghi đơn vị."),
)
@option("--jobs", type=click.IntRange(1), metavar=N_("SỐ"), help=N_("Số tiến trình cùng đọc."))
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
def command(
    files: tuple[Path, ...],
    output: Path,
    unit: str,
    input_unit: str | None,
    jobs: int | None,
    force: bool,
) -> int:
    """Consolidate the files and print what is wrong with them."""
    import os
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import nullcontext

    from generator.budget.consolidate.build import consolidate
    from generator.budget.consolidate.inputs import read_annexes
    from generator.cli.console import print_findings
    from generator.cli.files import write_file
    from generator.cli.language import current, say
    from generator.errors import InputError
    from generator.model.money import DonViTinh
    from generator.text.numbers import group_digits

    paths = _expand(files, output)
    workers = jobs or (1 if len(paths) < _FEW else os.cpu_count() or 1)
    pool = ProcessPoolExecutor(workers) if workers > 1 else nullcontext()
    known = DonViTinh(input_unit) if input_unit else None
    with pool as executor:
        annexes = read_annexes(paths, known, executor, workers)
        done = consolidate(annexes, unit=DonViTinh(unit), language=current())
    if done.findings and not any(place.tasks for place in done.places):
        raise InputError(done.findings)
    write_file(output, done.content, force=force, also_not=tuple(paths))
    print_findings(done.findings)
    message = N_("Đã gộp {count} tệp, tổng {total} đồng, {errors} lỗi.")
    total = group_digits(int(done.total))
    click.echo(say(message, count=len(paths), total=total, errors=len(done.findings)), err=True)
    return EXIT_FOUND if done.findings else 0


def _expand(files: tuple[Path, ...], output: Path) -> list[Path]:
    """Return the files, those of folders sorted; the output and Office's own files left out."""
    from generator.workspace import STATE_DIR

    found: dict[Path, None] = {}
    for path in files:
        inner = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inner:
            if STATE_DIR in one.relative_to(path).parts:
                continue
            is_table = one.suffix.lower() in (".xlsx", ".docx") and not one.name.startswith("~$")
            if path.is_file() or (is_table and one.resolve() != output.resolve()):
                found[one] = None
            elif not path.exists():
                found[path] = None
    return list(found)
