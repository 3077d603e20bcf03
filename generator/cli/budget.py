"""``kehoach budget``: the group of commands about budgets and the files around them."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.commands import (
    LazyGroup,
    argument,
    choices,
    define,
    locate_plan,
    open_workspace,
    option,
    shared_options,
)
from generator.cli.language import current, say
from generator.i18n import N_

UNITS = ("dong", "nghin_dong", "trieu_dong")
"""The values of ``DonViTinh``, named here so that help imports no models."""
EXIT_FOUND = 1


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
def sheet(plan: Path, output: Path | None, force: bool) -> None:
    """Write the workbook."""
    from generator.app.budget import make_sheet
    from generator.cli.files import write_file

    workspace = open_workspace()
    path = locate_plan(plan, workspace)
    made, own = make_sheet(path, workspace)
    target = output or made.path
    write_file(target, made.content, force=force, also_not=made.inputs)
    if own is None or own.resolve() != target.resolve():
        name = os.path.relpath(target, workspace.budgets_dir)
        message = N_("Tiếp theo: điền tệp, rồi ghi du_toan: {name} trong {plan}.")
        click.echo(say(message, name=Path(name).as_posix(), plan=workspace.display(path)), err=True)


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
def fill(form: Path, plan: Path, output: Path | None, unit: str | None, force: bool) -> None:
    """Fill the form and print what was left open."""
    from generator.app.budget import fill_budget
    from generator.cli.console import print_findings
    from generator.cli.files import write_file
    from generator.model.money import DonViTinh

    workspace = open_workspace()
    path = locate_plan(plan, workspace)
    made, filled = fill_budget(form, path, workspace, DonViTinh(unit) if unit else None)
    write_file(output or made.path, made.content, force=force, also_not=made.inputs)
    print_findings(filled.findings)


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
def consolidate(
    files: tuple[Path, ...],
    output: Path,
    unit: str,
    input_unit: str | None,
    jobs: int | None,
    force: bool,
) -> int:
    """Consolidate the files and print what is wrong with them."""
    from generator.app.budget import annex_paths, consolidate_files
    from generator.cli.console import print_findings
    from generator.cli.files import write_file
    from generator.model.money import DonViTinh
    from generator.text.numbers import group_digits

    paths = annex_paths(files, output)
    done = consolidate_files(
        paths,
        unit=DonViTinh(unit),
        input_unit=DonViTinh(input_unit) if input_unit else None,
        jobs=jobs,
        language=current(),
    )
    write_file(output, done.content, force=force, also_not=tuple(paths))
    print_findings(done.findings)
    message = N_("Đã gộp {count} tệp, tổng {total} đồng, {errors} lỗi.")
    total = group_digits(int(done.total))
    click.echo(say(message, count=len(paths), total=total, errors=len(done.findings)), err=True)
    return EXIT_FOUND if done.findings else 0


@define(
    "norms",
    N_(
        "In định mức chi có hiệu lực vào một ngày: mã dùng ở mục dinh_muc, mức trần, đơn vị, căn"
        " cứ. Nêu CHỮ thì chỉ in các định mức có chữ đó.\n\n"
        "Dấu (?) ở cuối dòng là mức chưa đối chiếu với văn bản gốc."
    ),
)
@argument("words", required=False, metavar=N_("[CHỮ]"))
@option(
    "--date",
    "day",
    metavar=N_("NGÀY"),
    help=N_("Ngày như 15/02/2027; mặc định là hôm nay."),
)
@option("--format", "form", type=choices(("text", "json")), default="text", metavar="[text|json]",
        help=N_("Cách in."))  # fmt: skip
def norms(words: str | None, day: str | None, form: str) -> None:
    """Print the norms."""
    from generator.app.budget import norms_on

    rows = norms_on(open_workspace(), _day(day), words or "")
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(_line(row))
    if any(not row["confirmed"] for row in rows):
        click.echo(say(N_("(?) chưa đối chiếu với văn bản gốc, cần kiểm tra trước khi dùng")),
                   err=True)  # fmt: skip


def _day(text: str | None) -> date:
    from generator.text.dates import parse_date

    if text is None:
        return date.today()  # noqa: DTZ011  (the user's own day)
    try:
        exact = parse_date(text).exact
    except ValueError:
        exact = None
    if exact is None:
        raise click.BadParameter(say(N_("'{text}' không phải là ngày có trong lịch"), text=text),
                                 param_hint="--date")  # fmt: skip
    return exact


def _line(entry: dict[str, Any]) -> str:
    level = say(N_("không có mức chung, xem căn cứ"))
    if entry["ceiling"] is not None:
        level = f"{entry['ceiling']:,} {entry['unit']}".replace(",", ".")
    mark = "" if entry["confirmed"] else " (?)"
    parts = [entry["id"], entry["item"], level, entry["citation"]]
    return " | ".join(part for part in parts if part) + mark


SUBCOMMANDS: dict[str, tuple[click.Command, str]] = {
    "sheet": (sheet, N_("Tạo tệp Excel để điền dự toán của một kế hoạch.")),
    "fill": (fill, N_("Điền dự toán vào biểu Excel, Word của cơ quan khác.")),
    "consolidate": (consolidate, N_("Gộp nhiều phụ lục kinh phí thành một tệp.")),
    "norms": (norms, N_("In định mức chi có hiệu lực.")),
}
"""The commands of the group with their summaries."""


class _BudgetGroup(LazyGroup):
    """The group, with a summary for each command that is translated when it is shown."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command."""
        return SUBCOMMANDS[cmd_name][0] if cmd_name in SUBCOMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands with their summaries."""
        with formatter.section(say(N_("Lệnh"))):
            formatter.write_dl([(name, say(text)) for name, (_, text) in SUBCOMMANDS.items()])


command = _BudgetGroup(
    "budget",
    rows=SUBCOMMANDS,
    params=shared_options(),
    help=N_("Làm việc với dự toán kinh phí: tệp để điền, biểu của nơi khác, gộp, định mức."),
)
