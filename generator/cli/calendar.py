"""``kehoach calendar``: what is remembered in a year."""

from pathlib import Path

import click

from generator.cli.commands import (
    Year,
    argument,
    choices,
    define,
    locate_plan,
    open_workspace,
    option,
)
from generator.cli.language import current, say
from generator.i18n import N_

YEAR = Year(
    1946,
    2199,
    N_("chương trình chỉ tính ngày kỷ niệm trong các năm này, chọn một năm khác"),
)


@define(
    "calendar",
    N_(
        "In các ngày kỷ niệm, ngày thiết lập quan hệ ngoại giao của một năm, mỗi ngày một dòng;"
        " số năm được tính, ngày âm lịch được đổi.\n\n"
        "Có --plan hoặc --place thì thêm ngày của địa phương và của các đối tác. Dấu (?) ở cuối"
        " dòng là dữ kiện chưa xác nhận."
    ),
)
@argument("year", type=YEAR, metavar=N_("NĂM"))
@option(
    "--plan",
    type=click.Path(path_type=Path),
    metavar=N_("TỆP"),
    help=N_("Lấy địa phương của tệp kế hoạch này."),
)
@option(
    "--place",
    metavar=N_("ĐỊA_PHƯƠNG"),
    help=N_("Tên hoặc mã của tỉnh, xã, phường, đặc khu."),
)
@option(
    "--format",
    "form",
    type=choices(("text", "json", "ics")),
    default="text",
    help=N_("text (mặc định), json, hoặc ics để mở bằng Outlook, Google Calendar."),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=N_("TỆP"),
    help=N_("Ghi vào tệp thay vì in ra màn hình."),
)
@option("--force", is_flag=True, help=N_("Ghi đè tệp đã có."))
@option("--round", "only_round", is_flag=True, help=N_("Chỉ lấy năm tròn và năm lẻ 5."))
def command(
    year: int,
    plan: Path | None,
    place: str | None,
    form: str,
    output: Path | None,
    *,
    force: bool,
    only_round: bool,
) -> None:
    """Print or write the calendar."""
    from generator.app.calendar import calendar_text, find_days
    from generator.catalogues.model import Confidence
    from generator.cli.files import write_file

    if plan and place:
        raise click.UsageError(say(N_("chỉ dùng một trong hai: --plan hoặc --place")))
    workspace = open_workspace()
    path = locate_plan(plan, workspace) if plan else None
    entries, locality = find_days(workspace, year, plan=path, place=place, only_round=only_round)
    content = calendar_text(entries, form, f"{year} {locality}".strip(), current()).encode("utf-8")
    if output:
        write_file(output, content, force=force, also_not=(path,) if path else ())
    else:
        # As bytes: line ends are part of iCalendar, and Windows would change them.
        click.echo(content, nl=False)
    if form == "text" and any(entry.confidence is not Confidence.CONFIRMED for entry in entries):
        click.echo(say(N_("(?) chưa xác nhận, cần kiểm tra trước khi dùng")), err=True)
