"""Everything one document is made from, read together, and what the files say of each other.

Nothing here needs a catalogue.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, Problem, errors_in
from generator.errors import InputError
from generator.inputs import problems
from generator.inputs.load import (
    LOCALITY_FILE,
    Source,
    display_path,
    load_budget,
    load_locality,
    load_plan,
    try_load,
)
from generator.inputs.problems import shorten
from generator.inputs.text_file import read_text
from generator.inputs.yaml import Loaded, ValuePath, read_yaml, sorted_by_place
from generator.model.base import CapDonVi
from generator.model.budget import Budget
from generator.model.locality import Locality
from generator.model.plan import Plan, VanBan
from generator.text.dates import format_date
from generator.text.near import find_near

DISTRICTS_ENDED = date(2025, 7, 1)
BUDGETS_DIR = "budgets"

_DRIVE = re.compile(r"[A-Za-z]:")

# Between these lines stand two texts of which a person has yet to choose one.
OURS, THEIRS, END = "<<<<<<< CỦA KẾ HOẠCH", "======= MẪU MỚI", ">>>>>>> HẾT CHỖ KHÁC NHAU"
_OPEN = re.compile(rf"^\s*{re.escape(OURS)}\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Request:
    """A plan with its locality and its budget.

    Attributes:
        plan: What is asked for.
        locality: Who asks.
        budget: Tasks and money, when the plan names them.
        findings: Warnings of all three.
    """

    plan: Source[Plan]
    locality: Source[Locality]
    budget: Source[Budget] | None
    findings: tuple[Diagnostic, ...] = ()


def load_request(plan_path: Path, workspace: Path) -> Request:
    """Return a plan with what it refers to.

    Args:
        plan_path: The plan; its locality stands in the same folder.
        workspace: The user's folder.

    Raises:
        InputError: With every problem of all the files.
    """
    findings: list[Diagnostic] = []
    locality_path = plan_path.parent / LOCALITY_FILE
    plan_name = display_path(plan_path, workspace)
    locality_name = display_path(locality_path, workspace)
    plan = try_load(lambda: load_plan(plan_path, display=plan_name), findings)
    locality = try_load(lambda: load_locality(locality_path, display=locality_name), findings)
    budget_name = plan.model.du_toan if plan else _budget_of_unsound(plan_path)
    budget = _load_budget(budget_name, workspace, findings)
    if locality:
        findings += check_locality(locality)
    if plan and locality:
        findings += check_plan(plan, locality, budget, workspace=workspace)
    for source in (plan, locality, budget):
        findings += source.findings if source else ()
    found = sorted_by_place(_without_repeats(findings))
    if plan is None or locality is None or errors_in(found):
        raise InputError(found)
    return Request(plan, locality, budget, found)


def _budget_of_unsound(plan_path: Path) -> str | None:
    """Return the budget a plan with problems names, so that the budget's are told as well."""
    try:
        value = read_yaml(read_text(plan_path, "")).value
    except InputError:
        return None
    name = value.get("du_toan") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None


def _load_budget(
    text: str | None, workspace: Path, findings: list[Diagnostic]
) -> Source[Budget] | None:
    path = find_budget(text, workspace)
    if path is None:
        return None
    name = display_path(path, workspace)
    return try_load(lambda: load_budget(path, display=name), findings)


def _without_repeats(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the first of the findings that the checks of plan and locality share."""
    return list({finding.text(): finding for finding in findings}.values())


def check_plan(
    plan: Source[Plan],
    locality: Source[Locality],
    budget: Source[Budget] | None = None,
    *,
    workspace: Path | None = None,
) -> list[Diagnostic]:
    """Return what does not fit between a plan and the files it refers to.

    Args:
        plan: The plan.
        locality: The locality of its folder.
        budget: The budget it names, when it was loaded.
        workspace: The user's folder; without it no linked file is looked for.
    """
    findings = [
        *_check_issuer(plan, locality),
        *_check_signatory(plan, locality),
        *_check_partners(plan, locality),
        *_check_dates(plan, locality),
        *_check_ids(plan),
        *find_conflicts(plan.loaded),
    ]
    if budget is not None:
        findings += _check_budget(plan, budget)
    if workspace is not None:
        findings += _check_links(plan, workspace)
    return list(sorted_by_place(findings))


def check_locality(locality: Source[Locality]) -> list[Diagnostic]:
    """Return what does not fit within a locality."""
    findings: list[Diagnostic] = []
    for name, body in locality.model.co_quan_ban_hanh.items():
        findings += _check_regime(locality, name)
        if body.nguoi_ky:
            place = locality.location("co_quan_ban_hanh", name, "nguoi_ky")
            findings += _check_role(locality, body.nguoi_ky, place)
    ids = [
        (day.ma, ("ngay_truyen_thong", number, "ma"))
        for number, day in enumerate(locality.model.ngay_truyen_thong)
    ]
    return list(sorted_by_place([*findings, *_find_duplicates(locality, ids)]))


def find_budget(text: str | None, workspace: Path) -> Path | None:
    """Return the file that ``du_toan`` names, None without one or when it is not there."""
    path = resolve_inside(workspace / BUDGETS_DIR, text) if text is not None else None
    return path if path and path.is_file() else None


def resolve_inside(folder: Path, text: str) -> Path | None:
    r"""Return the file a user named below a folder, None when it would lie outside.

    Both "/" and "\" part folders, so that a path typed on Windows works elsewhere.
    """
    text = text.replace("\\", "/")
    if text.startswith("/") or _DRIVE.match(text) or ".." in text.split("/"):
        return None
    root = folder.resolve()
    path = (root / text).resolve()
    return path if path.is_relative_to(root) else None


def _check_issuer(plan: Source[Plan], locality: Source[Locality]) -> Iterator[Diagnostic]:
    name = plan.model.co_quan_ban_hanh
    bodies = locality.model.co_quan_ban_hanh
    if name in bodies:
        yield from _check_regime(locality, name)
        return
    place = plan.location("co_quan_ban_hanh")
    yield _undeclared(problems.NO_ISSUER, place, name, bodies, locality)


def _check_regime(locality: Source[Locality], name: str) -> Iterator[Diagnostic]:
    regime = locality.model.co_quan_ban_hanh[name].he_thong
    if regime not in locality.model.he_thong:
        place = locality.location("co_quan_ban_hanh", name, "he_thong")
        yield problems.NO_REGIME.at(place, quote=regime.value, value=regime.value, body=name)


def _check_signatory(plan: Source[Plan], locality: Source[Locality]) -> Iterator[Diagnostic]:
    role = plan.model.nguoi_ky
    if isinstance(role, str):
        yield from _check_role(locality, role, plan.location("nguoi_ky"))
        return
    body = locality.model.co_quan_ban_hanh.get(plan.model.co_quan_ban_hanh)
    if role is None and body is not None and body.nguoi_ky:
        name = plan.model.co_quan_ban_hanh
        place = locality.location("co_quan_ban_hanh", name, "nguoi_ky")
        yield from _check_role(locality, body.nguoi_ky, place)


def _check_role(locality: Source[Locality], role: str, place: Location) -> Iterator[Diagnostic]:
    roles = locality.model.nguoi_ky
    if role not in roles:
        yield _undeclared(problems.NO_SIGNATORY, place, role, roles, locality)


def _check_partners(plan: Source[Plan], locality: Source[Locality]) -> Iterator[Diagnostic]:
    names = [partner.ten_goi for partner in locality.model.doi_tac]
    for number, partner in enumerate(plan.model.doi_tac or ()):
        if isinstance(partner, str) and partner not in names:
            place = plan.location("doi_tac", number)
            yield _undeclared(problems.NO_PARTNER, place, partner, names, locality)


def _undeclared(
    problem: Problem,
    place: Location,
    value: str,
    options: Iterable[str],
    locality: Source[Locality],
) -> Diagnostic:
    names = list(options)
    near = find_near(value, names)
    hint = problems.NEAR if near else problems.DECLARED if names else problems.DECLARE_FIRST
    return problem.at(
        place,
        quote=value,
        hint=hint,
        value=shorten(value),
        near=near,
        allowed=", ".join(names),
        file=locality.file,
    )


def _check_dates(plan: Source[Plan], locality: Source[Locality]) -> Iterator[Diagnostic]:
    issued, year = plan.model.ngay_ban_hanh, plan.model.nam_ke_hoach
    place = plan.location("ngay_ban_hanh")
    first, last = date(year - 1, 7, 1), date(year, 12, 31)
    if issued.last_day < first or issued.first_day > last:
        yield problems.DATE_OUTSIDE.at(
            place,
            quote=str(issued),
            value=str(issued),
            year=year,
            first=format_date(first),
            last=format_date(last),
        )
    is_district = locality.model.cap_don_vi is CapDonVi.HUYEN
    if is_district and issued.first_day >= DISTRICTS_ENDED:
        yield problems.NO_DISTRICTS.at(place, quote=str(issued), value=str(issued))


def _check_budget(plan: Source[Plan], budget: Source[Budget]) -> Iterator[Diagnostic]:
    year, value = plan.model.nam_ke_hoach, budget.model.nam_ngan_sach
    if year != value:
        yield problems.OTHER_BUDGET_YEAR.at(
            budget.location("nam_ngan_sach"),
            quote=str(value),
            value=value,
            year=year,
            place=plan.location("nam_ke_hoach").text(),
        )


def _check_ids(plan: Source[Plan]) -> Iterator[Diagnostic]:
    groups = {
        "can_cu": plan.model.can_cu,
        "van_ban": plan.model.van_ban,
        "thuc_hien": plan.model.thuc_hien,
    }
    ids = [
        (item.ma, (group, number, "ma"))
        for group, items in groups.items()
        for number, item in enumerate(items)
        if isinstance(item, VanBan)
    ]
    yield from _find_duplicates(plan, ids)


def _find_duplicates(
    source: Source[Any], ids: Iterable[tuple[str | None, tuple[str | int, ...]]]
) -> Iterator[Diagnostic]:
    places = sorted((source.location(*path), name) for name, path in ids if name is not None)
    first_lines: dict[str, int] = {}
    for place, name in places:
        if name in first_lines:
            yield problems.DUPLICATE_ID.at(place, quote=name, value=name, line=first_lines[name])
        first_lines.setdefault(name, place.line)


def _check_links(plan: Source[Plan], workspace: Path) -> Iterator[Diagnostic]:
    links = (
        ("du_toan", plan.model.du_toan, workspace / BUDGETS_DIR),
        ("ke_hoach_kem_theo", plan.model.ke_hoach_kem_theo, plan.path.parent),
    )
    for key, text, folder in links:
        if text is None:
            continue
        path = resolve_inside(folder, text)
        params = {"quote": text, "value": shorten(text)}
        if path is None:
            name = f"{display_path(folder, workspace)}/"
            yield problems.OUTSIDE_WORKSPACE.at(plan.location(key), folder=name, **params)
        elif not path.is_file():
            near = find_near(text, _yaml_files(folder))
            hint = problems.NEAR if near else None
            yield problems.NO_LINKED_FILE.at(plan.location(key), near=near, hint=hint, **params)


def _yaml_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))


def find_conflicts(loaded: Loaded) -> list[Diagnostic]:
    """Return an error for each text of a plan that still holds two versions."""
    return [
        problems.OPEN_CONFLICT.at(loaded.locate(path))
        for path, text in _texts(loaded.value, ())
        for _ in _OPEN.finditer(text)
    ]


def _texts(value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, str) and OURS in value:
        yield path, value
