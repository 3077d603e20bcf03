"""``kehoach budget norms``: the cost norms in force on a day."""

from datetime import date
from typing import Any

import click

from generator.cli.commands import argument, choices, define, open_workspace, option
from generator.i18n import N_


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
def command(words: str | None, day: str | None, form: str) -> None:
    """Print the norms."""
    import json

    from generator.budget.norms import find_norm
    from generator.cli.language import say
    from generator.compose.build import workspace_catalogues
    from generator.text.normalize import strip_marks

    catalogues = workspace_catalogues(open_workspace())
    on = _day(day)
    wanted = strip_marks(words or "").lower()
    levels = [find_norm(catalogues, norm_id, on) for norm_id in sorted(catalogues.cost_norms)]
    entries = [
        _entry(level)
        for level in levels
        if level is not None
        and level.is_in_force
        and wanted in strip_marks(f"{level.norm.id} {level.norm.item}").lower()
    ]
    if form == "json":
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        click.echo(_line(entry))
    if any(not entry["confirmed"] for entry in entries):
        click.echo(say(N_("(?) chưa đối chiếu với văn bản gốc, cần kiểm tra trước khi dùng")),
                   err=True)  # fmt: skip


def _day(text: str | None) -> date:
    from generator.cli.language import say
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


def _entry(level: Any) -> dict[str, Any]:
    from generator.catalogues.model import Confidence

    return {
        "id": level.norm.id,
        "item": level.norm.item,
        "ceiling": level.ceiling,
        "unit": level.norm.unit,
        "citation": level.citation,
        "local": level.is_local,
        "confirmed": level.norm.confidence is Confidence.CONFIRMED,
    }


def _line(entry: dict[str, Any]) -> str:
    from generator.cli.language import say

    level = say(N_("không có mức chung, xem căn cứ"))
    if entry["ceiling"] is not None:
        level = f"{entry['ceiling']:,} {entry['unit']}".replace(",", ".")
    mark = "" if entry["confirmed"] else " (?)"
    parts = [entry["id"], entry["item"], level, entry["citation"]]
    return " | ".join(part for part in parts if part) + mark
