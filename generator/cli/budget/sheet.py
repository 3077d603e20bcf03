"""``kehoach budget sheet``: a workbook to fill in, for people who do not write YAML."""

import os
from pathlib import Path

import click

from generator.cli.commands import argument, define, open_workspace, option
from generator.cli.language import say
from generator.i18n import N_


@define(
    "sheet",
    N_(
        "Tạo tệp Excel để điền dự toán của một kế hoạch, có hướng dẫn, danh sách chọn và dòng ví"
        " dụ; dự toán đã có thì được chép sang đủ.\n\n"
        "Điền xong, ghi tên tệp ở mục du_toan của kế hoạch: kehoach build đọc tệp Excel như đọc"
        " YAML."
    ),
)
@argument("plan", type=click.Path(path_type=Path), metavar=N_("KẾ_HOẠCH"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("TỆP.xlsx"),
    help=N_("Mặc định là budgets/ĐỊA_PHƯƠNG/NĂM.xlsx."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
def command(plan: Path, output: Path | None, force: bool) -> None:
    """Write the workbook."""
    from generator.budget.fill_in import fill_in_sheets
    from generator.cli.files import write_file
    from generator.cli.make import locate_plan
    from generator.inputs.request import load_request
    from generator.writers.xlsx.write import write_workbook

    workspace = open_workspace()
    path = locate_plan(plan, workspace)
    request = load_request(path, workspace.root)
    year = request.plan.model.nam_ke_hoach
    budget = request.budget.model if request.budget else None
    content = write_workbook(fill_in_sheets(budget, year), title=f"Dự toán {year}")
    default = workspace.budgets_dir / path.parent.name / f"{year}.xlsx"
    source = (path, request.locality.path, *([request.budget.path] if request.budget else []))
    target = output or default
    write_file(target, content, force=force, also_not=source)
    if not request.budget or request.budget.path.resolve() != target.resolve():
        name = os.path.relpath(target, workspace.budgets_dir)
        message = N_("Tiếp theo: điền tệp, rồi ghi du_toan: {name} trong {plan}.")
        click.echo(say(message, name=Path(name).as_posix(), plan=workspace.display(path)), err=True)
