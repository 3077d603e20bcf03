"""What ``kehoach build`` does: finds the plans, makes and writes the documents, reports."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.app.jobs import Order, Product, make
from generator.app.manifest import MANIFEST_FILE
from generator.app.outputs import State, Written, write_outputs
from generator.cli import console
from generator.cli.commands import open_workspace
from generator.cli.files import shown, stamp, tell, tell_recovered
from generator.cli.language import current, say
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.files.safe_write import Receipt, home_of
from generator.i18n import N_
from generator.text.near import find_all_near
from generator.workspace import PLAN_ENDINGS, Workspace

_STATES = {
    State.NEW: N_("mới"),
    State.UPDATED: N_("cập nhật"),
    State.UNCHANGED: N_("không đổi"),
}


def build(plans: Sequence[Path], output: Path | None, order: Order, *, force: bool) -> None:
    """Build plans and print the report.

    Args:
        plans: Files and folders as the user named them; none for all.
        output: Folder to write to, None for ``out`` of the workspace.
        order: What is wanted of each plan.
        force: Write over files that are not as kehoach made them.
    """
    workspace = open_workspace()
    paths = plan_paths(plans, workspace)
    order = replace(order, what_there_is=len(paths) > 1)
    with console.progress(paths, say(N_("Đang làm"))) as watched:
        products = make(watched, workspace, order)
    outputs = [one for product in products for one in product.outputs]
    folder = output or workspace.root / "out"
    tell_recovered([home_of(folder / MANIFEST_FILE, workspace.root)])
    written = write_outputs(outputs, folder, force=force, root=workspace.root, stamp=stamp())
    _report(products, written)


def plan_paths(given: Sequence[Path], workspace: Workspace) -> tuple[Path, ...]:
    """Return the plans of the files and folders a user names, all plans for none."""
    if not given:
        for path in workspace.misnamed_plans():
            message = N_("bỏ qua {path}: đổi tên tệp, bỏ đuôi .txt")
            click.echo(say(message, path=workspace.display(path)), err=True)
        found = workspace.plan_paths()
        if not found:
            raise InputError(_no_plans(workspace.plans_dir))
        return found
    paths: dict[Path, None] = {}
    for name in given:
        path = locate_plan(name, workspace)
        found = workspace.plans_in(path) if path.is_dir() else (path,)
        if not found:
            raise InputError(_no_plans(path))
        paths.update(dict.fromkeys(one.resolve() for one in found))
    return tuple(paths)


def locate_plan(name: Path, workspace: Workspace) -> Path:
    """Return the plan a user names: from where they are, from the workspace or from plans/."""
    for folder in (Path(), workspace.root, workspace.plans_dir):
        for path in (folder / name, *(folder / f"{name}{ending}" for ending in PLAN_ENDINGS)):
            if path.exists():
                return path
    known = {workspace.display(path): path.stem for path in workspace.plan_paths()}
    near = [plan for plan, stem in known.items() if stem == name.stem]
    near = near or [*find_all_near(name.as_posix(), known, most=1)]
    message = say(N_("không có tệp hoặc thư mục '{name}'."), name=name.as_posix())
    if near:
        message += " " + say(N_("Có phải '{near}'?"), near="', '".join(near))
    raise click.BadParameter(message, param_hint=say(N_("[TỆP]...")))


def _no_plans(folder: Path) -> Diagnostic:
    return Diagnostic(
        "IN91",
        Severity.ERROR,
        N_("không có tệp kế hoạch nào trong thư mục này"),
        Location(folder.as_posix()),
        hint=N_("tạo bằng 'kehoach new', hoặc chỉ ra thư mục làm việc bằng --workspace"),
    )


def _report(products: Sequence[Product], written: Sequence[Written]) -> None:
    states = {item.path.name: item for item in written}
    for product in products:
        for output in product.outputs:
            item = states[output.entry.file]
            click.echo(f"{shown(item.path)} ({say(_STATES[item.state])})")
        if not product.outputs:
            click.echo(product.built.stem)
        for line in _iter_findings(product):
            click.echo(f"  {line}")
    if written:
        tell(Receipt({one.path: one.former for one in written if one.former}, written[0].told))
        folder = shown(written[0].path.parent)
        count = sum(bool(product.outputs) for product in products)
        message = N_("Đã làm {count} văn bản trong {folder}.")
        if len(written) > count:
            message = N_("Đã làm {count} văn bản ({files} tệp) trong {folder}.")
        click.echo(say(message, count=count, files=len(written), folder=folder), err=True)


def _iter_findings(product: Product) -> Iterator[str]:
    """Yield the report: what weighs most first, each message once with all its places."""
    findings = product.findings
    if not findings:
        yield say(N_("Không có điều gì phải xem lại."))
        return
    plan = product.outputs[0].entry.plan if product.outputs else ""
    places: dict[tuple[Severity, str], dict[str, None]] = {}
    for finding in findings:
        text = f"{finding.message_text(current())} ({finding.id})"
        where = finding.location.text(current())
        shown = places.setdefault((finding.severity, text), {})
        if where and where != plan:
            shown[where] = None
    yield say(N_("Cần xem lại ({count}):"), count=len(places))
    order = list(Severity)
    for (severity, text), shown in sorted(places.items(), key=lambda item: order.index(item[0][0])):
        mark = "-" if severity is Severity.NOTICE else "!"
        yield f"{mark} {text}" + (f" [{', '.join(shown)}]" if shown else "")
