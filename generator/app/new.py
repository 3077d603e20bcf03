"""The first plans of a place: which files it lacks for a year, and what stands in them.

A locality that is there is used as it is; a plan that is there is never written over.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.app import problems
from generator.app.scaffold import (
    budget_text,
    default_kinds,
    folder_name,
    locality_text,
    plan_text,
    usual_addressees,
    usual_issuer,
)
from generator.catalogues.load import Catalogues
from generator.catalogues.places import Place, find_place, province_of
from generator.compose.build import workspace_catalogues
from generator.compose.kinds import DocumentKind, load_kind, load_kinds
from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError, OutputError
from generator.files.problems import NEW_PLAN_THERE
from generator.inputs.load import Source, load_locality
from generator.model.locality import Locality
from generator.templating.environment import BodyEnvironment
from generator.workspace import LOCALITY_FILE, Workspace


def first_files(
    workspace: Workspace, name: str, year: int, *, wanted: Sequence[str], province: str | None
) -> dict[Path, bytes]:
    """Return the locality, plans and budgets of a place that are not there yet.

    Args:
        workspace: Where to.
        name: Name, slug or code of a province or commune.
        year: Year of the plans.
        wanted: Kinds of documents; none for those every such place issues.
        province: The province a commune lies in, where its name is not enough.

    Returns:
        The content of each file, the last plan last.

    Raises:
        InputError: When the place is not known, or cannot issue a kind.
        OutputError: When a plan is there already.
    """
    catalogues = workspace_catalogues(workspace)
    place = find_place(catalogues, name, province=province)
    homes = _homes(workspace, catalogues, place)
    packs = (homes[0].folder.name, province_of(catalogues, place).slug)
    environment = BodyEnvironment(workspace.template_roots(*packs))
    kinds = _kinds_to_start(environment, wanted)
    files: dict[Path, bytes] = {}
    present: list[Diagnostic] = []
    absent: list[Diagnostic] = []
    names = _with_needed(kinds, wanted or default_kinds(kinds, place), homes, place, year)
    for kind_name in names:
        kind = kinds[kind_name]
        home = _home_of(kind, homes, place)
        if home is None:
            file = workspace.display(homes[0].folder / LOCALITY_FILE)
            absent.append(problems.NO_ISSUER.at(Location(file), kind=kind_name))
            continue
        path = home.plan_path(kind, year)
        if path.exists() or path in files:
            present.append(NEW_PLAN_THERE.at(Location(workspace.display(path))))
            continue
        if home.locality is None:
            text = locality_text(catalogues, place, year)
            files[home.folder / LOCALITY_FILE] = text.encode("utf-8")
        budget = workspace.budgets_dir / home.folder.name / f"{year}.yaml"
        if kind.bat_dau and kind.bat_dau.du_toan and not budget.exists():
            files[budget] = budget_text(catalogues, place, year).encode("utf-8")
        files[path] = _plan(kind_name, kinds, year, home, place, catalogues).encode("utf-8")
    if absent and (wanted or not (present or files)):
        raise InputError(absent)
    if present:
        raise OutputError(present)
    return files


class _Home(NamedTuple):
    """A folder of a place; ``locality`` is None while its file is still to be written."""

    folder: Path
    locality: Locality | None

    def issuer(self, kind: DocumentKind, place: Place) -> str:
        """Return who issues a kind: the usual body, or one of its system that is there."""
        usual = usual_issuer(kind, place)
        if self.locality is None or not usual or usual in self.locality.co_quan_ban_hanh:
            return usual
        bodies = self.locality.co_quan_ban_hanh.items()
        same = [name for name, body in bodies if body.he_thong == kind.he_thong]
        return same[0] if same else ""

    def plan_path(self, kind: DocumentKind, year: int) -> Path:
        """Return where the plan of a kind stands."""
        return self.folder / f"{year}-{kind.file_part}.yaml"


def _homes(workspace: Workspace, catalogues: Catalogues, place: Place) -> list[_Home]:
    """Return the folders of a place, the one of its own name first."""
    own = workspace.plans_dir / folder_name(catalogues, place)
    homes = []
    for path in sorted(workspace.plans_dir.glob(f"*/{LOCALITY_FILE}")):
        source = _read_locality(path, workspace, must=path.parent == own)
        if source is None:
            continue
        code = source.model.ma_don_vi
        if path.parent == own and code not in ("", place.code):
            raise InputError(
                problems.FOLDER_OF_OTHER_CODE.at(
                    source.location("ma_don_vi"), found=code, name=place.name, code=place.code
                )
            )
        if path.parent == own or code == place.code:
            homes.append(_Home(path.parent, source.model))
    homes.sort(key=lambda home: home.folder != own)
    return homes or [_Home(own, None)]


def _read_locality(path: Path, workspace: Workspace, *, must: bool) -> Source[Locality] | None:
    """Return a locality; a broken file of another place is no obstacle here."""
    try:
        return load_locality(path, display=workspace.display(path))
    except InputError:
        if must:
            raise
        return None


def _kinds_to_start(environment: BodyEnvironment, wanted: Sequence[str]) -> dict[str, DocumentKind]:
    """Return every kind there is, when those that are wanted can be started.

    Raises:
        InputError: When there is no such kind, or it does not say how a plan of it starts.
    """
    findings: list[Diagnostic] = []
    for name in dict.fromkeys(wanted):
        try:
            kind = load_kind(environment, name, Location("--kind"))
        except InputError as error:
            findings.extend(error.findings)
            continue
        if kind.bat_dau is None:
            _, file = environment.find(f"kinds/{name}/kind.yaml") or (None, "")
            findings.append(problems.NO_START.at(Location(file), kind=name))
    if findings:
        raise InputError(findings)
    return load_kinds(environment)


def _home_of(kind: DocumentKind, homes: Sequence[_Home], place: Place) -> _Home | None:
    return next((home for home in homes if home.issuer(kind, place)), None)


def _with_needed(
    kinds: Mapping[str, DocumentKind],
    wanted: Sequence[str],
    homes: Sequence[_Home],
    place: Place,
    year: int,
) -> Iterator[str]:
    """Yield kinds, before each the one it goes with when its plan is not there yet."""
    for name in dict.fromkeys(wanted):
        start = kinds[name].bat_dau
        needed = start.ke_hoach_kem_theo if start else None
        if needed and needed not in wanted:
            home = _home_of(kinds[needed], homes, place)
            if home and not home.plan_path(kinds[needed], year).exists():
                yield needed
        yield name


def _plan(
    name: str,
    kinds: Mapping[str, DocumentKind],
    year: int,
    home: _Home,
    place: Place,
    catalogues: Catalogues,
) -> str:
    issuer = home.issuer(kinds[name], place)
    signatory = home.locality.co_quan_ban_hanh[issuer].nguoi_ky if home.locality else ""
    addressees = usual_addressees(kinds[name], catalogues, place, year)
    return plan_text(name, kinds, year, home.folder.name, issuer, signatory, addressees)
