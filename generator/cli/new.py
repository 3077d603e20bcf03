"""``kehoach new``: a place's first plans, or last year's made this year's."""

from pathlib import Path

import click

from generator.cli.commands import Year, argument, define, locate_plan, open_workspace, option
from generator.cli.language import current, say
from generator.i18n import N_, printable

# Before 2026 today's provinces and communes were not the ones that issue plans.
YEAR = Year(
    2026,
    2100,
    N_(
        "trước đó chưa có các tỉnh, xã và cơ quan như nay; với văn bản của năm cũ, dùng"
        " kehoach import, hoặc tự viết tệp kế hoạch với nam_ke_hoach của năm đó"
    ),
)


@define(
    "new",
    N_(
        "Tạo tệp kế hoạch của một năm cho một tỉnh, thành phố, xã, phường hoặc đặc khu.\n\n"
        "ĐỊA_PHƯƠNG là tên, tên không dấu hoặc mã: 'Cao Bằng', cao-bang, 04, 'xã Yên Bình',"
        " 04714. Các tệp làm được văn bản ngay bằng kehoach build, rồi sửa thêm.\n\n"
        "Không có --kind thì tạo hướng dẫn của cơ quan đảng và kế hoạch của Ủy ban nhân dân.\n\n"
        "Có --from thì lập từ tệp kế hoạch của năm trước: năm, ngày kỷ niệm, văn bản viện dẫn,"
        " tên cơ quan, địa danh, nhiệm vụ được chuyển sang năm mới, phần khác giữ nguyên. Khi đó"
        " ĐỊA_PHƯƠNG cũng có thể là thư mục trong plans/ của một cơ quan có locality.yaml. In mọi"
        " thay đổi kèm lý do và ghi tệp Word có dấu theo dõi thay đổi so với văn bản năm trước."
    ),
)
@argument("place", metavar=N_("ĐỊA_PHƯƠNG"))
@argument("year", type=YEAR, metavar=N_("NĂM"))
@option(
    "--kind",
    "kinds",
    metavar=N_("LOẠI"),
    multiple=True,
    help=N_(
        "Loại văn bản: tên thư mục trong templates/kinds, ví dụ ke_hoach_ubnd; ghi nhiều lần để"
        " tạo nhiều loại."
    ),
)
@option(
    "--province",
    metavar=N_("TỈNH"),
    help=N_("Tỉnh của xã, phường, khi nhiều nơi cùng tên."),
)
@option(
    "--from",
    "old",
    type=click.Path(path_type=Path),
    metavar=N_("TỆP"),
    help=N_("Tệp kế hoạch của năm trước."),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=N_("TỆP"),
    help=N_("Tệp kế hoạch mới; mặc định đặt tên theo năm. Chỉ dùng với --from."),
)
@option(
    "--report",
    "report_dir",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=N_("THƯ_MỤC"),
    help=N_("Nơi ghi danh sách thay đổi và tệp Word so sánh; mặc định là out/."),
)
def command(
    place: str,
    year: int,
    kinds: tuple[str, ...],
    province: str | None,
    old: Path | None,
    output: Path | None,
    report_dir: Path | None,
) -> None:
    """Write what is missing: the locality, its plans, the schemas."""
    if old is not None:
        if kinds:
            raise click.UsageError(say(N_("--kind không dùng cùng với --from")))
        _from_old(place, year, old, province, output, report_dir)
        return
    if output or report_dir:
        raise click.UsageError(say(N_("--output và --report chỉ dùng với --from")))
    from generator.app.new import first_files
    from generator.app.starter import missing_schemas
    from generator.app.update import remember
    from generator.cli.files import write_files

    workspace = open_workspace()
    contents = first_files(workspace, place, year, wanted=kinds, province=province)
    write_files(missing_schemas(workspace.root) | contents, root=workspace.root)
    files = tuple(contents)
    plans = workspace.plan_paths()
    remember([path for path in files if path in plans], workspace)
    for path in files:
        click.echo(printable(workspace.display(path)))
    plan = workspace.display(files[-1])
    click.echo(
        say(N_("Tiếp theo: sửa các tệp trên, rồi kehoach build {plan}"), plan=plan), err=True
    )


def _from_old(
    place: str,
    year: int,
    old: Path,
    province: str | None,
    output: Path | None,
    report_dir: Path | None,
) -> None:
    from generator.app.next_year import comparison_files, next_plan
    from generator.app.starter import missing_schemas
    from generator.app.update import remember
    from generator.cli.files import write_files
    from generator.revise.change import write_report

    workspace = open_workspace()
    old_path = locate_plan(old, workspace).resolve()
    rolled = next_plan(
        workspace, place, year, old_path, province=province, output=output and output.resolve()
    )
    write_files(missing_schemas(workspace.root) | rolled.files, root=workspace.root)
    remember([rolled.plan], workspace)
    report = write_report(rolled.changes, current())
    folder = report_dir or workspace.root / "out"
    comparison, findings = comparison_files(workspace, old_path, rolled.plan, folder, report)
    write_files(comparison, root=workspace.root)
    for path in (*rolled.files, *comparison):
        click.echo(printable(workspace.display(path)))
    click.echo(report, nl=False)
    for finding in findings:
        click.echo(finding.text(current()), err=True)
    plan = workspace.display(rolled.plan)
    click.echo(
        say(N_("Tiếp theo: xem các điểm trên, sửa {plan}, rồi kehoach build {plan}"), plan=plan),
        err=True,
    )
