"""Bringing newer templates into a plan: the templates it was last made with, and those of today."""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.compose.build import build_document, workspace_catalogues
from generator.compose.place import view_place
from generator.errors import InputError, OutputError
from generator.files.safe_write import replace_files
from generator.inputs.load import load_locality, load_plan
from generator.inputs.text_file import encode, read_json, read_text
from generator.revise.change import Change
from generator.revise.merge import TemplateTexts, update_plan
from generator.workspace import LOCALITY_FILE, STATE_DIR, Workspace

_CALL = re.compile(r"""dieu_khoan\(\s*["']([\w-]+)["']""")


@dataclass(frozen=True, slots=True)
class Renewed:
    """A plan with the templates of today.

    Attributes:
        changes: What became of each template that changed; None when it was not known which
            templates the plan was made with, so that those of today are only remembered.
        version: Version of the templates of today.
        files: The plan, where it changes.
        store: The templates of today, to be remembered.
    """

    changes: tuple[Change, ...] | None
    version: str
    files: dict[Path, bytes]
    store: dict[Path, bytes]

    @property
    def conflicts(self) -> int:
        """Return in how many places a person has to choose."""
        return sum(change.look for change in self.changes or ())


def renew_plan(plan: Path, workspace: Workspace) -> Renewed:
    """Return a plan with the templates of today merged into it.

    Raises:
        InputError: When the plan cannot be read or built.
    """
    text = read_text(plan, workspace.display(plan))
    old, new = read_stored(plan, workspace), read_current(plan, workspace)
    store = {store_path(plan, workspace): stored_bytes(new)}
    if old is None:
        return Renewed(None, new.version, {}, store)
    updated = update_plan(text, old, new)
    files = {plan: encode(updated.text, plan.read_bytes())} if updated.text != text else {}
    return Renewed(updated.changes, new.version, files, store)


def remember(plans: Iterable[Path], workspace: Workspace) -> None:
    """Remember the templates of new plans; one that does not build yet has none."""
    files = {}
    for plan in plans:
        with suppress(InputError):
            texts = read_current(plan, workspace)
            files[store_path(plan, workspace)] = stored_bytes(texts)
    with suppress(OSError, OutputError):
        replace_files(files, root=workspace.root)


# ---------------------------------------------------------------------- templates of a plan


def store_path(plan: Path, workspace: Workspace) -> Path:
    """Return where the templates of a plan are remembered."""
    return workspace.root / STATE_DIR / "templates" / plan.parent.name / f"{plan.stem}.json"


def read_stored(plan: Path, workspace: Workspace) -> TemplateTexts | None:
    """Return the templates a plan was last made with, None when that is not known."""
    path = store_path(plan, workspace)
    try:
        stored: Mapping[object, object] = read_json(path)["files"]
        files = {str(name): str(text) for name, text in stored.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return TemplateTexts(files)


def stored_bytes(texts: TemplateTexts) -> bytes:
    """Return templates as they are remembered."""
    data = {"phien_ban_mau": texts.version, "files": dict(sorted(texts.files.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_current(plan: Path, workspace: Workspace) -> TemplateTexts:
    """Return the templates a plan is made with today, as its build reads them.

    Raises:
        InputError: When the plan cannot be built.
    """
    packs = template_packs(plan, workspace)
    roots = [root.path.resolve() for root in workspace.template_roots(*packs)]
    files: dict[str, str] = {}
    for path in build_document(plan, workspace).inputs:
        name = _relative(path.resolve(), roots)
        if name and path.suffix == ".j2":
            files[name] = path.read_text(encoding="utf-8")
    # A clause the plan replaces or drops is not read in a build, but it has a version too.
    changes = load_plan(plan).model.dieu_chinh
    called = {name for text in files.values() for name in _CALL.findall(text)}
    for clause in sorted({*called, *changes.bo, *changes.thay}):
        name = f"clauses/{clause}.md.j2"
        text = None if name in files else read_template(name, packs, workspace)
        if text is not None:
            files[name] = text
    return TemplateTexts(files)


def template_packs(plan_path: Path, workspace: Workspace) -> tuple[str, ...]:
    """Return the packs that may override templates for a plan."""
    locality = load_locality(plan_path.parent / LOCALITY_FILE)
    day = load_plan(plan_path).model.ngay_ban_hanh.first_day
    place = view_place(locality, workspace_catalogues(workspace), day)
    own = plan_path.parent.name
    return (own, place.province.slug) if place.province else (own,)


def read_template(name: str, packs: tuple[str, ...], workspace: Workspace) -> str | None:
    """Return a template as it is found first, None when there is none."""
    for root in workspace.template_roots(*packs):
        path = root.path / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


def _relative(path: Path, roots: list[Path]) -> str:
    """Return a template's path below the first folder of templates it is in, "" outside all."""
    for root in roots:
        if root in path.parents:
            return path.relative_to(root).as_posix()
    return ""
