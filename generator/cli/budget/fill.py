"""``kehoach budget fill``: a plan's budget in a form that somebody else made."""

from pathlib import Path

import click

from generator.cli.budget.units import UNITS
from generator.cli.commands import argument, choices, define, open_workspace, option
from generator.i18n import N_


@define(
    "fill",
    N_(
        "Điền dự toán của một kế hoạch vào biểu .xlsx hoặc .docx của bộ, cơ quan tài chính.\n\n"
        "Cột được nhận theo chữ ở tiêu đề, hoặc theo dấu như {{ noi_dung }}, {{ kinh_phi }} trong"
        " dòng mẫu. Mọi thứ khác trong biểu giữ nguyên; cột không nhận ra được liệt kê và để"
        " trống. Biểu gốc không bị sửa."
    ),
)
@argument("form", type=click.Path(path_type=Path), metavar=N_("BIỂU"))
@option(
    "--plan",
    required=True,
    type=click.Path(path_type=Path),
    metavar=N_("KẾ_HOẠCH"),
    help=N_("Kế hoạch có dự toán."),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("TỆP"),
    help=N_("Mặc định là tên biểu thêm -da-dien, cùng thư mục."),
)
@option(
    "--unit",
    type=choices(UNITS),
    metavar="[dong|nghin_dong|trieu_dong]",
    help=N_("Đơn vị tính của biểu, khi biểu không ghi."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
def command(form: Path, plan: Path, output: Path | None, unit: str | None, force: bool) -> None:
    """Fill the form and print what was left open."""
    from generator.budget.forms.budget import form_data
    from generator.budget.forms.fill import fill_form
    from generator.cli.console import print_findings
    from generator.cli.files import write_file
    from generator.cli.make import locate_plan
    from generator.compose.build import build_document
    from generator.diagnostics import Diagnostic, Location, Severity
    from generator.errors import InputError
    from generator.model.money import DonViTinh
    from generator.ooxml.damage import reading

    workspace = open_workspace()
    path = locate_plan(plan, workspace)
    built = build_document(path, workspace)
    if not built.budgets:
        message = N_("kế hoạch không có dự toán để điền vào biểu")
        hint = N_("thêm du_toan vào kế hoạch")
        place = Location(workspace.display(path))
        raise InputError(Diagnostic("FRM12", Severity.ERROR, message, place, hint=hint))
    data = form_data(built.budgets[0].computed)
    with reading(form.as_posix()):
        filled = fill_form(form, data, unit=DonViTinh(unit) if unit else None)
    default = form.with_name(f"{form.stem}-da-dien{form.suffix}")
    write_file(output or default, filled.content, force=force, also_not=(form, *built.inputs))
    print_findings(filled.findings)
