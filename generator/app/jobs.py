"""What is to be made: plans are built and rendered, every problem of all of them at once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.app.manifest import Entry, Source, digest
from generator.app.outputs import Output
from generator.compose.build import Built, build_document, make_file, picture_pages
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.workspace import Workspace, packaged_templates
from generator.writers import WRITERS
from generator.writers.made import Made

PACKAGE_NAME = "(kehoach)"
NO_BUDGET = "BUD27"
ANNEX_ENDING = "-phu-luc"
"""What the file of annexes alone has after the document's name."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of each plan.

    Attributes:
        formats: Output formats.
        pages: Format of page pictures beside them, "" for none.
        annexes_only: The budget annexes alone, as files of their own.
        charts: Pages of charts after the annexes, in PDF and pictures.
        standard: Id of a standard to use instead of the one for system and date.
        what_there_is: A plan without a budget has no files of one, and that is said; otherwise
            it is an error.
    """

    formats: Sequence[str] = ("docx",)
    pages: str = ""
    annexes_only: bool = False
    charts: bool = False
    standard: str | None = None
    what_there_is: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """One plan's document and the files it becomes.

    Attributes:
        plan: The plan's file.
        built: Its document.
        outputs: The files.
        findings: What a person should look at, in the plan and on the pages.
    """

    plan: Path
    built: Built
    outputs: tuple[Output, ...]
    findings: tuple[Diagnostic, ...]


def make(plans: Iterable[Path], workspace: Workspace, order: Order) -> tuple[Product, ...]:
    """Return the products of some plans; nothing is written.

    Raises:
        InputError: When any plan has errors; those of all plans are listed, each once.
        OutputError: When this machine lacks what a format needs.
    """
    products: list[Product] = []
    findings: dict[str, Diagnostic] = {}
    for path in plans:
        try:
            products.append(_product(path, workspace, order))
        except InputError as error:
            findings.update({finding.text(): finding for finding in error.findings})
    if not findings and not any(product.outputs for product in products):
        left_out = (one for product in products for one in product.findings if one.id == NO_BUDGET)
        findings = {one.text(): replace(one, severity=Severity.ERROR) for one in left_out}
    if findings:
        raise InputError(findings.values())
    return tuple(products)


def _product(plan: Path, workspace: Workspace, order: Order) -> Product:
    built = build_document(plan, workspace, standard=order.standard)
    stem = built.stem + (ANNEX_ENDING if order.annexes_only else "")
    entry = _entry(plan, built, workspace)
    outputs = []
    findings = list(built.findings)
    if order.what_there_is and not built.budgets:
        order, left_out = _without_budget(order, built)
        findings += left_out
    for file, name, made in _iter_made(built, stem, order):
        findings += (finding for finding in made.findings if finding not in findings)
        outputs.append(
            Output(
                replace(entry, file=file, sha256=digest(made.content), format=name, way=made.way),
                made.content,
            )
        )
    return Product(plan, built, tuple(outputs), tuple(findings))


def _without_budget(order: Order, built: Built) -> tuple[Order, tuple[Diagnostic, ...]]:
    """Return what can be made of a plan without a budget, and what is said of the rest."""
    possible = tuple(one for one in order.formats if not WRITERS[one].needs_budget)
    formats = () if order.annexes_only else possible
    if len(formats) == len(order.formats):
        return order, ()
    message = N_("không có dự toán nên không làm phụ lục kinh phí riêng hoặc tệp .xlsx")
    hint = N_("khai báo du_toan trong tệp kế hoạch nếu cần")
    said = Diagnostic(NO_BUDGET, Severity.NOTICE, message, Location(built.stem), hint=hint)
    pages = "" if order.annexes_only else order.pages
    return replace(order, formats=formats, pages=pages), (said,)


def _iter_made(built: Built, stem: str, order: Order) -> Iterator[tuple[str, str, Made]]:
    """Yield each file's name, its format and the file."""
    alone = order.annexes_only
    for name in order.formats:
        made = make_file(built, name, annexes_only=alone, charts=order.charts)
        yield stem + WRITERS[name].extension, name, made
    if order.pages:
        pictures = picture_pages(built, annexes_only=alone, charts=order.charts)
        for number, made in enumerate(pictures, start=1):
            yield f"{stem}-{number}.{order.pages}", order.pages, made


def _entry(plan: Path, built: Built, workspace: Workspace) -> Entry:
    """Return what the manifest says of all files of a plan."""
    sources = {stable_name(path, workspace): path for path in built.inputs}
    return Entry(
        file="",
        sha256="",
        format="",
        plan=stable_name(plan, workspace),
        standard=built.standard.id,
        kehoach=__version__,
        inputs=tuple(Source(name, digest(sources[name].read_bytes())) for name in sorted(sources)),
    )


def stable_name(path: Path, workspace: Workspace) -> str:
    """Return a name of a file that is the same wherever the workspace and the package lie."""
    resolved = path.resolve()
    if resolved.is_relative_to(workspace.root):
        return resolved.relative_to(workspace.root).as_posix()
    templates = packaged_templates().resolve()
    if resolved.is_relative_to(templates):
        return f"{PACKAGE_NAME}/templates/{resolved.relative_to(templates).as_posix()}"
    package = Path(__file__).resolve().parent.parent
    if resolved.is_relative_to(package):
        return f"{PACKAGE_NAME}/{resolved.relative_to(package).as_posix()}"
    try:
        return Path(os.path.relpath(resolved, workspace.root)).as_posix()
    except ValueError:
        return resolved.name


def source_path(name: str, workspace: Workspace) -> Path:
    """Return the file that a stable name means here."""
    templates = f"{PACKAGE_NAME}/templates/"
    if name.startswith(templates):
        return packaged_templates() / name.removeprefix(templates)
    if name.startswith(f"{PACKAGE_NAME}/"):
        return Path(__file__).resolve().parent.parent / name.removeprefix(f"{PACKAGE_NAME}/")
    return workspace.root / name
