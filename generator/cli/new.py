"""``kehoach new``: the first plans of a province or commune; the work is in ``first_plans``."""

import click

from generator.cli.commands import argument, choices, define, open_workspace, option
from generator.cli.kinds import KINDS
from generator.cli.language import say
from generator.i18n import N_

# Before 2026 today's provinces and communes were not the ones that issue plans.
OLDEST_YEAR, NEWEST_YEAR = 2026, 2100


@define(
    "new",
    N_(
        "Tạo tệp kế hoạch của một năm cho một tỉnh, thành phố, xã, phường hoặc đặc khu.\n\n"
        "ĐỊA_PHƯƠNG là tên, tên không dấu hoặc mã: 'Cao Bằng', cao-bang, 04, 'xã Yên Bình',"
        " 04714. Các tệp làm được văn bản ngay bằng kehoach build, rồi sửa thêm.\n\n"
        "Không có --kind thì tạo hướng dẫn của cơ quan đảng và kế hoạch của Ủy ban nhân dân."
    ),
)
@argument("place", metavar=N_("ĐỊA_PHƯƠNG"))
@argument("year", type=click.IntRange(OLDEST_YEAR, NEWEST_YEAR), metavar=N_("NĂM"))
@option(
    "--kind",
    "kinds",
    type=choices(tuple(KINDS)),
    multiple=True,
    help=N_("Loại văn bản; ghi nhiều lần để tạo nhiều loại."),
)
@option(
    "--province",
    metavar=N_("TỈNH"),
    help=N_("Tỉnh của xã, phường, khi nhiều nơi cùng tên."),
)
def command(place: str, year: int, kinds: tuple[str, ...], province: str | None) -> None:
    """Write what is missing: the locality, its plans, the schemas."""
    from generator.cli.first_plans import write_plans

    workspace = open_workspace()
    files = write_plans(workspace, place, year, kinds=kinds, province=province)
    for path in files:
        click.echo(workspace.display(path))
    plan = workspace.display(files[-1])
    click.echo(
        say(N_("Tiếp theo: sửa các tệp trên, rồi kehoach build {plan}"), plan=plan), err=True
    )
