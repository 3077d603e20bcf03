"""What ``kehoach new --from`` does: last year's plan becomes the plan of a place and a year."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.batch.outputs import replace_files
from generator.batch.reasons import cannot_write
from generator.catalogues.places import find_place
from generator.cli.kinds import KINDS
from generator.cli.scaffold import folder_name, locality_text, usual_issuer
from generator.cli.schemas import schema_files
from generator.diagnostics import Diagnostic, Location, Severity
from generator.document.nodes import Regime
from generator.errors import InputError, OutputError
from generator.i18n import N_
from generator.inputs.load import Source, load_locality, validate
from generator.inputs.request import load_request
from generator.inputs.yaml import read_yaml
from generator.model.locality import Locality
from generator.model.plan import Plan
from generator.pipeline import workspace_catalogues
from generator.rollover.budget import roll_budget
from generator.rollover.change import Change
from generator.rollover.plan import Home, Turn, moved_date, roll_over
from generator.templating.issuer import agency_place, find_issuer
from generator.templating.place import view_place
from generator.workspace import LOCALITY_FILE, Workspace

if TYPE_CHECKING:
    from datetime import date

    from generator.catalogues.load import Catalogues
    from generator.catalogues.places import Place


@dataclass(frozen=True, slots=True)
class Rolled:
    """What was written.

    Attributes:
        plan: The new plan.
        files: Every file written, the plan first.
        changes: What was changed, and what a person has to decide.
    """

    plan: Path
    files: tuple[Path, ...]
    changes: tuple[Change, ...]


def write_next(
    workspace: Workspace,
    place_name: str,
    year: int,
    old_path: Path,
    *,
    province: str | None = None,
    output: Path | None = None,
) -> Rolled:
    """Write a plan made from another year's, with the locality and budget it needs.

    Args:
        workspace: Where to.
        place_name: Name, slug or code of the province or commune it is for.
        year: Year of the new plan.
        old_path: The old plan.
        province: The province a commune lies in, where its name is not enough.
        output: The new plan; a name made from year and kind when not given.

    Raises:
        InputError: When the old plan or the place is wrong.
        OutputError: When the new plan is there already; nothing is written then.
    """
    catalogues = workspace_catalogues(workspace)
    place = find_place(catalogues, place_name, province=province)
    old = load_request(old_path, workspace.root)
    files: dict[Path, bytes] = {}
    locality = _locality(workspace, catalogues, place, old.plan, year, files)
    turn = _turn(catalogues, place, old.plan, old.locality, locality, year)
    rolled = roll_over(turn)
    path = output or locality.path.parent / _new_name(old_path, turn)
    if path.exists():
        raise OutputError(_present(workspace.display(path)))
    files[path] = rolled.text.encode("utf-8")
    changes = rolled.changes
    name = validate(read_yaml(rolled.text), path, Plan).model.du_toan
    if old.budget is not None and name:
        target = workspace.budgets_dir / name
        if not target.exists() and old.budget.path.suffix == target.suffix == ".yaml":
            text, more = roll_budget(old.budget, turn.old_year, year)
            files[target] = text.encode("utf-8")
            changes += more
    _write(workspace, files)
    return Rolled(path, (path, *(one for one in files if one != path)), changes)


def _write(workspace: Workspace, files: dict[Path, bytes]) -> None:
    schemas = {
        workspace.root / name: content
        for name, content in schema_files().items()
        if not (workspace.root / name).exists()
    }
    try:
        replace_files(schemas | files)
    except OSError as error:
        raise OutputError(cannot_write(error, workspace.root)) from error


def _new_name(old_path: Path, turn: Turn) -> str:
    old, new = str(turn.old_year), str(turn.year)
    stem = old_path.stem
    if turn.kind != turn.plan.model.loai_van_ban and turn.kind in KINDS:
        return f"{new}-{KINDS[turn.kind].file}.yaml"
    return f"{stem.replace(old, new, 1) if old in stem else f'{new}-{stem}'}.yaml"


def _locality(
    workspace: Workspace,
    catalogues: "Catalogues",
    place: "Place",
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
        if _issuer(kind, place, source.model, plan.model.co_quan_ban_hanh):
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


def _issuer(kind: str, place: "Place", locality: Locality, old: str) -> tuple[str, str] | None:
    """Return the kind and the body that issues it at a place, None when nobody does there."""
    bodies = locality.co_quan_ban_hanh
    if kind not in KINDS:
        return (kind, old) if old in bodies else None
    start = KINDS[kind]
    same = [name for name, one in KINDS.items() if one.he_thong == start.he_thong]
    same = [name for name in same if KINDS[name].file == start.file]
    for name in dict.fromkeys([kind, *same]):
        usual = usual_issuer(name, place)
        if usual and old in bodies and bodies[old].he_thong == start.he_thong:
            return name, old
        if usual in bodies:
            return name, usual
    return None


def _turn(
    catalogues: "Catalogues",
    place: "Place",
    plan: Source[Plan],
    old_locality: Source[Locality],
    locality: Source[Locality],
    year: int,
) -> Turn:
    model = plan.model
    if locality.path.parent == plan.path.parent:
        kind, issuer = model.loai_van_ban, model.co_quan_ban_hanh
    else:
        found = _issuer(model.loai_van_ban, place, locality.model, model.co_quan_ban_hanh)
        if found is None:
            raise InputError(_no_issuer(model.loai_van_ban, locality))
        kind, issuer = found
    day = moved_date(model.ngay_ban_hanh, year - model.nam_ke_hoach).first_day
    before = _home(catalogues, old_locality, model.co_quan_ban_hanh, model.ngay_ban_hanh.first_day)
    after = _home(catalogues, locality, issuer, day)
    regime = Regime(locality.model.co_quan_ban_hanh[issuer].he_thong.value)
    return Turn(plan, old_locality, locality, year, kind, issuer, before, after, regime, catalogues)


def _home(catalogues: "Catalogues", locality: Source[Locality], issuer: str, day: "date") -> Home:
    place = view_place(locality, catalogues, day)
    names, _ = find_issuer(locality, issuer, place, catalogues, day)
    return Home(place, agency_place(locality.model, place, catalogues), names, day)


def _present(file: str) -> Diagnostic:
    return Diagnostic(
        "OUT08",
        Severity.ERROR,
        N_("tệp đã có, không ghi đè"),
        Location(file),
        hint=N_("đổi tên tệp đó, hoặc ghi ra tệp khác bằng --output"),
    )


def _no_issuer(kind: str, locality: Source[Locality]) -> Diagnostic:
    return Diagnostic(
        "IN94",
        Severity.ERROR,
        N_("ở đây không có cơ quan nào ban hành được loại '{kind}'"),
        Location(locality.file),
        {"kind": kind},
        N_("khai báo cơ quan trong mục co_quan_ban_hanh của địa phương"),
    )
