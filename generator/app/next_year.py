"""Last year's plan becomes the plan of a place and a year; what changed is listed beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator.app import problems
from generator.app.render import render
from generator.app.scaffold import folder_name, locality_text, usual_issuer
from generator.catalogues.load import Catalogues
from generator.catalogues.places import Place, find_place, province_of
from generator.catalogues.problems import UNKNOWN_ID
from generator.compose.build import build_document, output_stem, workspace_catalogues
from generator.compose.kinds import DocumentKind, load_kinds
from generator.compose.place import agency_place, find_issuer, view_place
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.files.overwrite import Rules, refuse
from generator.files.problems import NEXT_PLAN_THERE
from generator.inputs.load import Source, load_locality, validate
from generator.inputs.request import load_request
from generator.inputs.yaml import read_yaml
from generator.model.locality import Locality
from generator.model.plan import Plan
from generator.revise.change import Change
from generator.revise.rollover.issue import Home, Turn, moved_date, same_unit
from generator.revise.rollover.plan import roll_budget, roll_over
from generator.templating.environment import BodyEnvironment
from generator.workspace import LOCALITY_FILE, Workspace
from generator.writers.docx.track import write_changes

_AUTHOR = "kehoach"
# Tracked changes carry a time; one that stays lets the same inputs give the same bytes.
_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Rolled:
    """A plan made from another year's.

    Attributes:
        plan: Where the new plan goes.
        files: The content of every file to write, the plan first.
        changes: What was changed, and what a person has to decide.
    """

    plan: Path
    files: dict[Path, bytes]
    changes: tuple[Change, ...]


def next_plan(
    workspace: Workspace,
    place_name: str,
    year: int,
    old_path: Path,
    *,
    province: str | None = None,
    output: Path | None = None,
) -> Rolled:
    """Return a plan made from another year's, with the locality and budget it needs.

    Args:
        workspace: Where to.
        place_name: Name, slug or code of the province or commune it is for, or the folder of
            another locality, such as an agency.
        year: Year of the new plan.
        old_path: The old plan.
        province: The province a commune lies in, where its name is not enough.
        output: The new plan; a name made from year and kind when not given.

    Raises:
        InputError: When the old plan or the place is wrong.
        OutputError: When the new plan is there already.
    """
    catalogues = workspace_catalogues(workspace)
    old = load_request(old_path, workspace.root)
    files: dict[Path, bytes] = {}
    found = _find_place(workspace, catalogues, place_name, province)
    place = None if isinstance(found, Source) else found
    kinds = _kinds(workspace, catalogues, place, old_path)
    if isinstance(found, Source):
        locality = found
    else:
        locality = _locality(workspace, catalogues, kinds, found, old.plan, year, files)
    if output:
        locality = _beside(output, workspace, locality, files)
    turn = _turn(catalogues, kinds, place, old.plan, old.locality, locality, year)
    rolled = roll_over(turn)
    path = output or locality.path.parent / _new_name(old_path, turn, kinds)
    files[path] = rolled.text.encode("utf-8")
    refuse({path: files[path]}, Rules(False, NEXT_PLAN_THERE, (old_path,)))
    changes = rolled.changes
    name = validate(read_yaml(rolled.text), path, Plan).model.du_toan
    if old.budget is not None and name:
        target = workspace.budgets_dir / name
        if not target.exists() and old.budget.path.suffix == target.suffix == ".yaml":
            text, more = roll_budget(old.budget, turn.old_year, year)
            files[target] = text.encode("utf-8")
            changes += more
    return Rolled(path, {path: files[path], **files}, changes)


def _kinds(
    workspace: Workspace, catalogues: Catalogues, place: Place | None, old_path: Path
) -> dict[str, DocumentKind]:
    """Return every kind there is for the old plan and the new one."""
    packs = [old_path.parent.name]
    if place is not None:
        packs += [folder_name(catalogues, place), province_of(catalogues, place).slug]
    return load_kinds(BodyEnvironment(workspace.template_roots(*packs)))


def _new_name(old_path: Path, turn: Turn, kinds: Mapping[str, DocumentKind]) -> str:
    new = str(turn.year)
    if turn.kind != turn.plan.model.loai_van_ban and turn.kind in kinds:
        return f"{new}-{kinds[turn.kind].file_part}.yaml"
    stem, years = _YEAR.subn(new, old_path.stem, count=1)
    return f"{stem if years else f'{new}-{stem}'}.yaml"


def _named_folder(workspace: Workspace, name: str) -> Source[Locality] | None:
    """Return the locality of a folder of plans, given by its name or path."""
    for folder in (workspace.plans_dir / name, Path(name)):
        path = (folder / LOCALITY_FILE).resolve()
        if path.is_file():
            return load_locality(path, display=workspace.display(path))
    return None


def _find_place(
    workspace: Workspace, catalogues: Catalogues, name: str, province: str | None
) -> Place | Source[Locality]:
    """Return the place a person names or, where no place bears the name, a folder's locality.

    Raises:
        InputError: When there is neither, or more than one place.
    """
    try:
        return find_place(catalogues, name, province=province)
    except InputError as error:
        unknown = all(one.id == UNKNOWN_ID for one in error.findings)
        named = _named_folder(workspace, name) if unknown else None
        if named is None:
            raise
        return named


def _beside(
    output: Path, workspace: Workspace, locality: Source[Locality], files: dict[Path, bytes]
) -> Source[Locality]:
    """Return the locality beside a chosen file; where there is none, one is to be written.

    Raises:
        InputError: When the folder is another locality's.
    """
    path = output.parent / LOCALITY_FILE
    if path.resolve() == locality.path.resolve():
        return locality
    name = workspace.display(path)
    if path.exists():
        there = load_locality(path, display=name)
        if not same_unit(there.model, locality.model):
            raise InputError(
                problems.FOLDER_OF_OTHER_PLACE.at(
                    Location(name), there=there.model.ten_goi, wanted=locality.model.ten_goi
                )
            )
        return there
    content = files.pop(locality.path, None)
    files[path] = locality.path.read_bytes() if content is None else content
    return replace(locality, path=path)


def _locality(
    workspace: Workspace,
    catalogues: Catalogues,
    kinds: Mapping[str, DocumentKind],
    place: Place,
    plan: Source[Plan],
    year: int,
    files: dict[Path, bytes],
) -> Source[Locality]:
    """Return the locality of the new plan; a new one is put among the files to write."""
    own = workspace.plans_dir / folder_name(catalogues, place)
    inside = workspace.plans_dir.resolve() in plan.path.resolve().parents
    folders = dict.fromkeys([plan.path.parent, own] if inside else [own])
    folders.update(
        dict.fromkeys(one.parent for one in sorted(workspace.plans_dir.glob(f"*/{LOCALITY_FILE}")))
    )
    found: list[Source[Locality]] = []
    for folder in folders:
        source = _read(folder / LOCALITY_FILE, workspace)
        if source is not None and source.model.ma_don_vi == place.code:
            found.append(source)
    kind = plan.model.loai_van_ban
    for source in found:
        if _issuer(kinds, kind, place, source.model, plan.model.co_quan_ban_hanh):
            return source
    if found:
        return found[0]
    path = own / LOCALITY_FILE
    text = locality_text(catalogues, place, year)
    files[path] = text.encode("utf-8")
    return validate(read_yaml(text, workspace.display(path)), path, Locality)


def _read(path: Path, workspace: Workspace) -> Source[Locality] | None:
    try:
        return load_locality(path, display=workspace.display(path)) if path.is_file() else None
    except InputError:
        return None


def _issuer(
    kinds: Mapping[str, DocumentKind],
    kind: str,
    place: Place | None,
    locality: Locality,
    old: str,
) -> tuple[str, str] | None:
    """Return the kind and the body that issues it at a place, None when nobody does there."""
    bodies = locality.co_quan_ban_hanh
    start = kinds.get(kind)
    if place is None or start is None or start.bat_dau is None:
        return (kind, old) if old in bodies else None
    same = [
        name
        for name, one in kinds.items()
        if one.bat_dau and (one.he_thong, one.file_part) == (start.he_thong, start.file_part)
    ]
    for name in dict.fromkeys([kind, *same]):
        usual = usual_issuer(kinds[name], place)
        if usual and old in bodies and bodies[old].he_thong == start.he_thong:
            return name, old
        if usual in bodies:
            return name, usual
    return None


def _turn(
    catalogues: Catalogues,
    kinds: Mapping[str, DocumentKind],
    place: Place | None,
    plan: Source[Plan],
    old_locality: Source[Locality],
    locality: Source[Locality],
    year: int,
) -> Turn:
    model = plan.model
    if same_unit(old_locality.model, locality.model) and (
        model.co_quan_ban_hanh in locality.model.co_quan_ban_hanh
    ):
        kind, issuer = model.loai_van_ban, model.co_quan_ban_hanh
    else:
        found = _issuer(kinds, model.loai_van_ban, place, locality.model, model.co_quan_ban_hanh)
        if found is None:
            raise InputError(
                problems.NO_ISSUER_NEXT_YEAR.at(Location(locality.file), kind=model.loai_van_ban)
            )
        kind, issuer = found
    day = moved_date(model.ngay_ban_hanh, year - model.nam_ke_hoach).first_day
    before = _home(catalogues, old_locality, model.co_quan_ban_hanh, model.ngay_ban_hanh.first_day)
    after = _home(catalogues, locality, issuer, day)
    regime = locality.model.co_quan_ban_hanh[issuer].he_thong
    type_name = (kinds[kind].ten_loai if kind in kinds else "") or model.ten_loai
    return Turn(
        plan, old_locality, locality, year, kind, issuer, before, after, regime, catalogues,
        type_name,
    )  # fmt: skip


def _home(catalogues: Catalogues, locality: Source[Locality], issuer: str, day: date) -> Home:
    place = view_place(locality, catalogues, day)
    names, _ = find_issuer(locality, issuer, place, catalogues, day)
    return Home(place, agency_place(locality.model, place, catalogues), names, day)


def comparison_files(
    workspace: Workspace, old: Path, new: Path, folder: Path, report: str
) -> tuple[dict[Path, bytes], tuple[Diagnostic, ...]]:
    """Return the list of changes and, when both plans can be built, the Word comparison.

    Returns:
        The content of each file, and why there is no comparison when there is none.
    """
    stem = f"{output_stem(new)}-thay-doi"
    files: dict[Path, bytes] = {folder / f"{stem}.txt": report.encode("utf-8")}
    findings: tuple[Diagnostic, ...] = ()
    try:
        before, after = (render(build_document(path, workspace), "docx") for path in (old, new))
        files[folder / f"{stem}.docx"] = write_changes(before, after, author=_AUTHOR, when=_TIME)
    except InputError as error:
        findings = error.findings
    return files, findings
