"""``kehoach check``: plans, budgets, templates and Word files against the rules."""

from datetime import date
from pathlib import Path

import click

from generator.cli.build import StandardName
from generator.cli.commands import argument, choices, define, open_workspace, option
from generator.cli.language import current, say
from generator.diagnostics import Diagnostic
from generator.i18n import N_

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
    from generator.app.checking import check_files, count_errors, find_files

    workspace = open_workspace()
    paths = find_files(files) if files else list(workspace.plan_paths())
    paths = [path for path in paths if summary is None or path.resolve() != summary.resolve()]
    if not paths:
        raise click.UsageError(say(N_("không có tệp nào để kiểm tra")))
    names = {} if files else {path: workspace.display(path) for path in paths}
    found = check_files(paths, workspace, standard=standard, names=names)
    findings = [finding for one in found for finding in one]
    if write_baseline is not None:
        _write_baseline(write_baseline, findings, paths, force)
    baseline = baseline or _own_baseline(workspace.root)
    if baseline is not None:
        findings = _subtract(findings, baseline)
        kept = {id(one) for one in findings}
        found = [[one for one in each if id(one) in kept] for each in found]
    _print(findings, form, len(paths))
    if fix:
        today = date.today()  # noqa: DTZ011  (the user's own day)
        _write_copies(paths, found, output, today=today, force=force)
    if summary is not None:
        _write_summary(summary, paths, names, found, force=force)
    return 1 if count_errors(findings) else 0


def _write_copies(
    paths: list[Path],
    found: list[list[Diagnostic]],
    folder: Path | None,
    *,
    today: date,
    force: bool,
) -> None:
    from generator.app.annotated import make_copies

    copies, without = make_copies(paths, found, folder, current(), today=today)
    _write(copies, paths, force=force)
    for copy in copies:
        click.echo(say(N_("đã ghi {file}"), file=copy.as_posix()), err=True)
    if without:
        text = N_("{count} tệp không có bản sao: không có lỗi, hoặc không phải tệp Word đọc được.")
        click.echo(say(text, count=len(without)), err=True)


def _write(files: dict[Path, bytes], checked: list[Path], *, force: bool) -> None:
    """Write what a check makes: over nothing unasked, never over what was checked."""
    from generator.cli.files import write_files
    from generator.diagnostics import Severity
    from generator.files.overwrite import Rules

    there = Diagnostic(
        "OUT01",
        Severity.ERROR,
        N_("tệp đã có; không ghi đè"),
        hint=N_("đổi tên hoặc xóa tệp cũ, ghi vào thư mục khác bằng -o, hoặc ghi đè bằng --force"),
    )
    write_files(files, rules=Rules(force, there, checked, may_be_same=True))


def _write_summary(
    path: Path,
    checked: list[Path],
    names: dict[Path, str],
    found: list[list[Diagnostic]],
    *,
    force: bool,
) -> None:
    from generator.app.summary import make_summary

    shown = [names.get(each, each.as_posix()) for each in checked]
    _write({path: make_summary(shown, found, current())}, checked, force=force)
    click.echo(say(N_("đã ghi {file}"), file=path.as_posix()), err=True)


def _write_baseline(
    path: Path, findings: list[Diagnostic], checked: list[Path], force: bool
) -> None:
    """Write the known findings: over an earlier baseline, but over no other file unasked."""
    from generator.checks.baseline import is_baseline, to_baseline

    content = to_baseline(findings).encode("utf-8")
    _write({path: content}, checked, force=force or is_baseline(path))


def _own_baseline(root: Path) -> Path | None:
    from generator.checks.config import load_config

    config = load_config(root)
    return root / config.model.da_biet if config and config.model.da_biet else None


def _subtract(findings: list[Diagnostic], path: Path) -> list[Diagnostic]:
    from generator.checks.baseline import read_baseline, subtract
    from generator.diagnostics import Location

    return subtract(findings, read_baseline(path), Location(path.as_posix()))


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
