"""The folder a user works in: where plans, budgets, templates and corrections are found."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.errors import InputError
from generator.inputs.problems import NO_WORKSPACE
from generator.templating.environment import TemplateRoot
from generator.templating.names import locate, reason_against
from generator.templating.problems import READ_ELSEWHERE
from generator.text.near import find_all_near

PLAN_ENDINGS = (".yaml", ".yml")
LOCALITY_FILE = "locality.yaml"
CATALOGUE_FILE = "catalogue.yaml"
STATE_DIR = ".kehoach"
"""Folder of what kehoach remembers of a workspace: no inputs, whatever is in it."""
_PACKAGED_NAME = "(kehoach)/templates"


def packaged_templates() -> Path:
    """Return the templates that come with the package, from a wheel or a checkout."""
    package = Path(__file__).parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent / "templates"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``plans/``, ``budgets/`` and ``templates/``; each may be missing."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> "Workspace":
        """Return the workspace of a folder.

        Raises:
            InputError: When there is no such folder.
        """
        if not root.is_dir():
            raise InputError(NO_WORKSPACE.at(Location(str(root)), quote=str(root), path=str(root)))
        return cls(root.resolve())

    @classmethod
    def around(cls, folder: Path) -> "Workspace":
        """Return the workspace a folder lies in: the nearest one up that has ``plans/``."""
        here = folder.resolve()
        root = next((each for each in (here, *here.parents) if (each / "plans").is_dir()), here)
        return cls(root)

    @property
    def plans_dir(self) -> Path:
        """Return the folder of plans."""
        return self.root / "plans"

    @property
    def budgets_dir(self) -> Path:
        """Return the folder of budgets."""
        return self.root / "budgets"

    @property
    def catalogue_path(self) -> Path:
        """Return the file of the workspace's own facts, which may be missing."""
        return self.plans_dir / CATALOGUE_FILE

    def display(self, path: Path) -> str:
        """Return how a path is named to the user: below the workspace, "/" between parts."""
        resolved = path.resolve()
        try:
            return resolved.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def plan_paths(self) -> tuple[Path, ...]:
        """Return every plan of the workspace, sorted by locality and name."""
        return self.plans_in(self.plans_dir)

    def plans_in(self, folder: Path) -> tuple[Path, ...]:
        """Return the plans in and below a folder."""
        return tuple(
            sorted(
                path
                for path in folder.rglob("*.y*ml")
                if path.suffix in PLAN_ENDINGS
                and path.name not in (LOCALITY_FILE, CATALOGUE_FILE)
                and STATE_DIR not in path.relative_to(folder).parts
            )
        )

    def find_plan(self, name: Path) -> Path | None:
        """Return what a user means by a name: from where they are, from here or from plans/."""
        names = [name, *(Path(f"{name}{ending}") for ending in PLAN_ENDINGS)]
        folders = (Path(), self.root, self.plans_dir)
        paths = (folder / one for folder in folders for one in names)
        return next((path for path in paths if path.exists()), None)

    def near_plans(self, name: Path) -> list[str]:
        """Return the plans that may be meant by a name that is none."""
        known = {self.display(path): path.stem for path in self.plan_paths()}
        same = [plan for plan, stem in known.items() if stem == name.stem]
        return same or [*find_all_near(name.as_posix(), known, most=1)]

    def misnamed_plans(self) -> tuple[Path, ...]:
        """Return what an editor saved as "x.yaml.txt": no plan, though its author means one."""
        found = (self.plans_dir.rglob(f"*{ending}.txt") for ending in PLAN_ENDINGS)
        return tuple(sorted(path for paths in found for path in paths))

    def template_roots(self, *packs: str) -> tuple[TemplateRoot, ...]:
        """Return the folders templates are looked for in: packs first, local before packaged."""
        packaged = packaged_templates()
        local = self.root / "templates"
        sources = [(packaged, _PACKAGED_NAME, True)]
        if local.resolve() == packaged.resolve():
            sources = [(packaged, "templates", True)]
        elif local.is_dir():
            sources.insert(0, (local, "templates", False))
        roots = []
        for path, name, _ in sources:
            for pack in dict.fromkeys(packs):
                found = _find_pack(path, pack)
                if found:
                    roots.append(TemplateRoot(found, f"{name}/packs/{pack}"))
        roots.extend(TemplateRoot(path, name, is_packaged) for path, name, is_packaged in sources)
        return tuple(roots)

    def check_inputs(self, paths: Iterable[Path], plan: Path) -> None:
        """Refuse what was read from elsewhere than the workspace, the package or beside the plan.

        Args:
            paths: Every file that was read.
            plan: The plan, which the user named.

        Raises:
            InputError: With each file that lies elsewhere.
        """
        homes = [home.resolve() for home in (self.root, packaged_templates(), plan.parent)]
        resolved: dict[Path, Path] = {}
        outside = [path for path in paths if not _lies_in(path, homes, resolved)]
        if outside:
            raise InputError(_read_elsewhere(self.display(path)) for path in sorted(outside))


def _find_pack(templates: Path, pack: str) -> Path | None:
    """Return the folder of a pack; a name no file can have is that of none."""
    if reason_against(pack):
        return None
    name = f"packs/{pack}"
    return locate(templates, name, Location(f"templates/{name}"), folder=True)


def _lies_in(path: Path, homes: Iterable[Path], resolved: dict[Path, Path]) -> bool:
    """Whether a file lies in one of some folders; resolved folders are kept, to be fast."""
    if path.is_symlink():
        real = path.resolve()
    else:
        folder = path.parent
        if folder not in resolved:
            resolved[folder] = folder.resolve()
        real = resolved[folder] / path.name
    return any(real.is_relative_to(home) for home in homes)


def _read_elsewhere(name: str) -> Diagnostic:
    return READ_ELSEWHERE.at(Location(name), quote=name, name=name)
