"""The days of a year that are remembered: for everyone, of a plan's locality, or of a place."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from generator.catalogues.calendar import CalendarEntry, calendar, to_ics, to_json, to_text
from generator.catalogues.load import Catalogues
from generator.catalogues.places import find_place, find_province, name_on, province_of
from generator.catalogues.relations import partners_of
from generator.compose.build import workspace_catalogues
from generator.i18n import N_, SOURCE_LANGUAGE, translate
from generator.inputs.load import load_locality
from generator.model.base import CapDonVi
from generator.workspace import LOCALITY_FILE, Workspace


def find_days(
    workspace: Workspace,
    year: int,
    *,
    plan: Path | None = None,
    place: str | None = None,
    only_round: bool = False,
) -> tuple[tuple[CalendarEntry, ...], str]:
    """Return the days of a year and whose they are, "" for everyone's.

    Args:
        workspace: The user's folder.
        year: The year.
        plan: A plan whose locality's days are added.
        place: A place whose partners' days are added.
        only_round: Only years that end in 0 or 5.

    Raises:
        InputError: When the place is not known or the locality's file is wrong.
    """
    catalogues = workspace_catalogues(workspace)
    local: dict[str, Any] = {}
    if plan:
        local = _of_plan(plan, workspace, catalogues)
    elif place:
        local = _of_place(place, catalogues, date(year, 1, 1))
    entries = calendar(year, catalogues, only_round=only_round, **local)
    return entries, local.get("locality", "")


def calendar_text(
    entries: tuple[CalendarEntry, ...],
    form: str,
    title: str,
    language: str = SOURCE_LANGUAGE,
) -> str:
    """Return days as text, json or ics.

    Args:
        entries: The days.
        form: text, json or ics.
        title: Year and locality, for the calendar's name.
        language: Language of that name.
    """
    if form == "json":
        return json.dumps(to_json(entries), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        return to_ics(
            entries, name=translate(N_("Ngày kỷ niệm {year}"), language).format(year=title)
        )
    return to_text(entries)


def _of_plan(path: Path, workspace: Workspace, catalogues: Catalogues) -> dict[str, Any]:
    """Return what the locality of a plan adds."""
    file = (path if path.is_dir() else path.parent) / LOCALITY_FILE
    locality = load_locality(file, display=workspace.display(file)).model
    province = locality.truc_thuoc or locality.ma_don_vi
    if locality.cap_don_vi is CapDonVi.XA and locality.ma_don_vi:
        province = province_of(catalogues, find_place(catalogues, locality.ma_don_vi)).code
    known = {*catalogues.provinces, *(one.name for one in catalogues.provinces.values())}
    return {
        "locality": f"{locality.loai_don_vi} {locality.ten_goi}".strip(),
        "locality_partners": locality.doi_tac,
        "locality_days": locality.ngay_truyen_thong,
        "provinces": (find_province(catalogues, province).code,) if province in known else (),
    }


def _of_place(name: str, catalogues: Catalogues, day: date) -> dict[str, Any]:
    """Return what the catalogues know of a place."""
    province = province_of(catalogues, find_place(catalogues, name))
    return {
        "locality": name_on(province, day).text,
        "locality_partners": partners_of(catalogues, province),
        "provinces": (province.code,),
    }
