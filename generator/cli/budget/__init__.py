"""``kehoach budget``: the group of commands about budgets and the files around them."""

from typing import Any

import click

from generator.cli.commands import LazyGroup, shared_options
from generator.cli.overview import CommandRow
from generator.i18n import N_

BUDGET_COMMANDS: dict[str, CommandRow] = {
    "sheet": CommandRow(
        "generator.cli.budget.sheet", N_("Tạo tệp Excel để điền dự toán của một kế hoạch.")
    ),
    "fill": CommandRow(
        "generator.cli.budget.fill", N_("Điền dự toán vào biểu Excel, Word của cơ quan khác.")
    ),
    "consolidate": CommandRow(
        "generator.cli.budget.consolidate", N_("Gộp nhiều phụ lục kinh phí thành một tệp.")
    ),
    "norms": CommandRow("generator.cli.budget.norms", N_("In định mức chi có hiệu lực.")),
}


class _BudgetGroup(LazyGroup):
    """The group; its list of commands comes from the table, so that none has to be loaded."""

    def format_commands(self, ctx: click.Context, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands with their summaries."""
        from generator.cli.language import say

        with formatter.section(say(N_("Lệnh"))):
            formatter.write_dl([(name, say(row.summary)) for name, row in self.rows.items()])


command = _BudgetGroup(
    "budget",
    rows=BUDGET_COMMANDS,
    params=shared_options(),
    help=N_("Làm việc với dự toán kinh phí: tệp để điền, biểu của nơi khác, gộp, định mức."),
)
