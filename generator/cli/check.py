"""``kehoach check``: plans, budgets, templates and Word files against the rules."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build import StandardName
from generator.cli.commands import argument, choices, define, open_workspace, option
from generator.cli.language import current, say
from generator.diagnostics import Diagnostic, errors_in
from generator.i18n import N_

if TYPE_CHECKING:
    from generator.app.check import Checked

_FORMATS = ("text", "json", "sarif")


@define(
    "check",
    N_(
        "Kiểm tra kế hoạch, dự toán, mẫu và tệp Word bất kỳ: TỆP là tệp hoặc thư mục; không nêu"
        " tệp nào thì kiểm tra mọi kế hoạch của thư mục làm việc.\n\n"
        "Mỗi lỗi ghi nơi, câu chữ, điều quy định và cách sửa. Đoạn đếm từ đầu tệp, kể cả đoạn"
        " trống và đoạn trong bảng. Mã thoát là 1 khi có lỗi. Bỏ qua một quy tắc: ghi bo_qua kèm"
        " lý do trong tệp kế hoạch hoặc trong kiem-tra.yaml."
    ),
)
@argument("files", nargs=-1, type=click.Path(path_type=Path), metavar=N_("[TỆP]..."))
@option(
    "--format",
    "form",
    type=choices(_FORMATS),
    default="text",
    metavar="[text|json|sarif]",
    help=N_("Cách in kết quả; json và sarif in ra đầu ra chuẩn."),
)
@option(
    "--standard",
    type=StandardName(),
    metavar=N_("MÃ"),
    help=N_("Thể thức: nd30, hd36 hoặc hd05; mặc định nhận từ tệp và ngày ban hành."),
)
@option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar=N_("TỆP"),
    help=N_("Tệp lỗi đã biết: chỉ báo lỗi mới."),
)
@option(
    "--write-baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=N_("TỆP"),
    help=N_("Ghi mọi lỗi đang có vào tệp lỗi đã biết."),
)
@option(
    "--fix",
    is_flag=True,
    help=N_("Ghi bản sao .kiem-tra.docx: lỗi là bình luận, chỗ sửa được là thay đổi theo dõi."),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=N_("THƯ_MỤC"),
    help=N_("Thư mục ghi bản sao; mặc định là cạnh tệp gốc."),
)
@option("--force", is_flag=True, help=N_("Ghi đè bản sao và bảng tổng hợp đã có."))
@option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=N_("TỆP.xlsx"),
    help=N_("Ghi bảng tổng hợp lỗi của các tệp vào tệp Excel."),
)
def command(
    files: tuple[Path, ...],
    form: str,
    standard: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    output: Path | None,
    force: bool,
    summary: Path | None,
) -> int:
    """Check files and print what is found; return 1 when there are errors."""
    from generator.app.check import check, own_baseline
    from generator.checks.config import is_baseline, to_baseline

    workspace = open_workspace()
    checked = check(files, workspace, standard=standard, leave=summary)
    if not checked.paths:
        raise click.UsageError(say(N_("không có tệp nào để kiểm tra")))
    if write_baseline is not None:
        # Over an earlier list of known findings, but over no other file unasked.
        content = to_baseline(checked.findings).encode("utf-8")
        may_replace = force or is_baseline(write_baseline)
        _write({write_baseline: content}, checked, force=may_replace)
    baseline = baseline or own_baseline(workspace)
    if baseline is not None:
        checked = checked.without_known(baseline)
    _print(checked.findings, form, len(checked.paths))
    if fix:
        _write_copies(checked, output, force=force)
    if summary is not None:
        from generator.app.check_summary import make_summary

        content = make_summary(checked.names, checked.by_file, current())
        _write({summary: content}, checked, force=force)
        click.echo(say(N_("đã ghi {file}"), file=summary.as_posix()), err=True)
    return 1 if errors_in(checked.findings) else 0


def _write_copies(checked: "Checked", folder: Path | None, *, force: bool) -> None:
    from generator.app.check_word import make_copies

    today = date.today()  # noqa: DTZ011  (the user's own day)
    copies, without = make_copies(checked.paths, checked.by_file, folder, current(), today=today)
    _write(copies, checked, force=force)
    for copy in copies:
        click.echo(say(N_("đã ghi {file}"), file=copy.as_posix()), err=True)
    if without:
        text = N_("{count} tệp không có bản sao: không có lỗi, hoặc không phải tệp Word đọc được.")
        click.echo(say(text, count=len(without)), err=True)


def _write(files: dict[Path, bytes], checked: "Checked", *, force: bool) -> None:
    """Write what a check makes: over nothing unasked, never over what was checked."""
    from generator.cli.files import write_files
    from generator.files.overwrite import Rules
    from generator.files.problems import CHECK_FILE_THERE

    write_files(files, rules=Rules(force, CHECK_FILE_THERE, checked.paths, may_be_same=True))


def _print(findings: list[Diagnostic], form: str, count: int) -> None:
    from generator.checks import report

    if form == "json":
        click.echo(report.to_json(findings, current()))
    elif form == "sarif":
        from generator.checks.table import all_rules

        click.echo(report.to_sarif(findings, all_rules(), current()))
    else:
        _print_text(findings, count)


def _print_text(findings: list[Diagnostic], count: int) -> None:
    import sys

    from generator.cli.console import finding_text, in_colour
    from generator.diagnostics import Severity

    coloured = in_colour(sys.stdout)
    for finding in findings:
        click.echo(finding_text(finding, coloured=coloured))
        if finding.basis:
            basis = say(N_("  căn cứ: {basis}"), basis=finding.basis)
            click.echo(click.style(basis, dim=True) if coloured else basis)
    totals = {each: sum(one.count for one in findings if one.severity is each) for each in Severity}
    click.echo(
        say(
            N_("{files} tệp: {errors} lỗi, {warnings} cảnh báo, {notices} lưu ý."),
            files=count,
            errors=totals[Severity.ERROR],
            warnings=totals[Severity.WARNING],
            notices=totals[Severity.NOTICE],
        ),
        err=True,
    )
