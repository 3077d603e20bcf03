"""What ``kehoach calendar`` does: the days of a year, for everyone or for one place."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.catalogues.calendar import CalendarEntry, calendar, to_json, to_text
from generator.catalogues.ics import to_ics
from generator.catalogues.load import Catalogues
from generator.catalogues.model import Confidence
from generator.catalogues.partners import partners_of
from generator.catalogues.places import find_place, find_province, name_on, province_of
from generator.cli.commands import open_workspace
from generator.cli.files import write_file
from generator.cli.language import say
from generator.cli.make import locate_plan
from generator.compose.build import workspace_catalogues
from generator.i18n import N_
from generator.inputs.load import load_locality
from generator.model.base import CapDonVi
from generator.workspace import LOCALITY_FILE, Workspace


def show_days(
    year: int,
    *,
    plan: Path | None,
    place: str | None,
    form: str,
    only_round: bool,
    target: tuple[Path, bool] | None = None,
) -> None:
    """Print the calendar of a year in a form (text, json or ics), or write it to a file.

    Args:
        year: The year.
        plan: A plan whose locality's days are added.
        place: A place whose partners' days are added.
        form: text, json or ics.
        only_round: Only years that end in 0 or 5.
        target: The file, and whether it may be written over.

    Raises:
        InputError: When the place is not known or the locality's file is wrong.
        OutputError: When the file is there already or cannot be written.
    """
    workspace = open_workspace()
    catalogues = workspace_catalogues(workspace)
    local: dict[str, Any] = {}
    if plan:
        local = _of_plan(locate_plan(plan, workspace), workspace, catalogues)
    elif place:
        local = _of_place(place, catalogues, date(year, 1, 1))
    entries = calendar(year, catalogues, only_round=only_round, **local)
    content = _written(entries, form, year, local.get("locality", "")).encode("utf-8")
    if target:
        source = (locate_plan(plan, workspace),) if plan else ()
        write_file(target[0], content, force=target[1], also_not=source)
    else:
        # As bytes: line ends are part of iCalendar, and Windows would change them.
        click.echo(content, nl=False)
    if form == "text" and any(entry.confidence is not Confidence.CONFIRMED for entry in entries):
        click.echo(say(N_("(?) chưa xác nhận, cần kiểm tra trước khi dùng")), err=True)


def _of_plan(path: Path, workspace: Workspace, catalogues: Catalogues) -> dict[str, Any]:
    """Return what the locality of a plan adds."""
    folder = path if path.is_dir() else path.parent
    file = folder / LOCALITY_FILE
    locality = load_locality(file, display=workspace.display(file)).model
    province = locality.truc_thuoc or locality.ma_don_vi
    if locality.cap_don_vi is CapDonVi.XA and locality.ma_don_vi:
        province = province_of(catalogues, find_place(catalogues, locality.ma_don_vi)).code
    codes = (find_province(catalogues, province).code,) if _is_known(catalogues, province) else ()
    return {
        "locality": f"{locality.loai_don_vi} {locality.ten_goi}".strip(),
        "locality_partners": locality.doi_tac,
        "locality_days": locality.ngay_truyen_thong,
        "provinces": codes,
    }


def _is_known(catalogues: Catalogues, province: str) -> bool:
    names = {one.name for one in catalogues.provinces.values()}
    return province in catalogues.provinces or province in names


def _of_place(name: str, catalogues: Catalogues, day: date) -> dict[str, Any]:
    """Return what the catalogues know of a place."""
    place = find_place(catalogues, name)
    province = province_of(catalogues, place)
    return {
        "locality": name_on(province, day).text,
        "locality_partners": partners_of(catalogues, province),
        "provinces": (province.code,),
    }


def _written(entries: tuple[CalendarEntry, ...], form: str, year: int, locality: str) -> str:
    if form == "json":
        return json.dumps(to_json(entries), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        return to_ics(
            entries, name=say(N_("Ngày kỷ niệm {year}"), year=f"{year} {locality}".strip())
        )
    return to_text(entries)
