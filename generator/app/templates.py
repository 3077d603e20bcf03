"""The templates a plan was last made with, kept beside the plans in ``.kehoach/``."""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.app.drafts import read_template, template_packs
from generator.compose.build import build_document
from generator.errors import InputError, OutputError
from generator.files.safe_write import replace_files
from generator.inputs.json_file import read_json
from generator.inputs.load import load_plan
from generator.revise.merge.templates import TemplateTexts
from generator.workspace import STATE_DIR, Workspace

_CALL = re.compile(r"""dieu_khoan\(\s*["']([\w-]+)["']""")


def store_path(plan: Path, workspace: Workspace) -> Path:
    """Return where the templates of a plan are remembered."""
    return workspace.root / STATE_DIR / "templates" / plan.parent.name / f"{plan.stem}.json"


def read_stored(plan: Path, workspace: Workspace) -> TemplateTexts | None:
    """Return the templates a plan was last made with, None when that is not known."""
    path = store_path(plan, workspace)
    try:
        stored = read_json(path)["files"]
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


def remember(plans: Iterable[Path], workspace: Workspace) -> None:
    """Remember the templates of new plans; one that does not build yet has none."""
    files = {}
    for plan in plans:
        with suppress(InputError):
            texts = read_current(plan, workspace)
            files[store_path(plan, workspace)] = stored_bytes(texts)
    with suppress(OSError, OutputError):
        replace_files(files, root=workspace.root)


def _relative(path: Path, roots: list[Path]) -> str:
    """Return a template's path below the first folder of templates it is in, "" outside all."""
    for root in roots:
        if root in path.parents:
            return path.relative_to(root).as_posix()
    return ""
