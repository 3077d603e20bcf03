"""Plans become documents: all are built and rendered before any is written.

Problems of all plans are reported together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import __version__
from generator.app import problems
from generator.app.outputs import Entry, Output, Source, digest, stable_name
from generator.app.render import make_file, picture_pages
from generator.compose.build import Built, build_document
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.inputs.load import load_plan
from generator.workspace import Workspace
from generator.writers import WRITERS, Made
from generator.writers.docx.start_frame import make_frame

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


def plan_paths(places: Sequence[Path], workspace: Workspace) -> tuple[Path, ...]:
    """Return the plans at some places, every plan of the workspace for none.

    Args:
        places: Plans, and folders of plans.
        workspace: The user's folder.

    Raises:
        InputError: When a folder has no plans.
    """
    paths: dict[Path, None] = {}
    for place in places or [workspace.plans_dir]:
        plans = (place,) if places and not place.is_dir() else workspace.plans_in(place)
        if not plans:
            raise InputError(problems.NO_PLANS.at(Location(place.as_posix())))
        paths.update(dict.fromkeys(plan.resolve() if places else plan for plan in plans))
    return tuple(paths)


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
        left_out = (
            replace(finding, severity=Severity.ERROR)
            for product in products
            for finding in product.findings
            if finding.id == problems.NO_BUDGET_LEFT_OUT.id
        )
        findings = {finding.text(): finding for finding in left_out}
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
    pages = "" if order.annexes_only else order.pages
    left_out = problems.NO_BUDGET_LEFT_OUT.at(Location(built.stem))
    return replace(order, formats=formats, pages=pages), (left_out,)


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


def start_frames(
    plans: Iterable[Path], workspace: Workspace, standard: str | None = None
) -> dict[Path, bytes]:
    """Return the Word frame of each kind of some plans, by the place a build looks for it.

    Args:
        plans: The plans.
        workspace: The user's folder.
        standard: Id of a standard to use instead of the one for regime and date.

    Raises:
        InputError: When a plan cannot be built.
    """
    frames: dict[Path, bytes] = {}
    for plan in plans:
        kind = load_plan(plan).model.loai_van_ban
        built = build_document(plan, workspace, standard=standard)
        path = workspace.root / "templates" / "kinds" / kind / "frame.docx"
        frames.setdefault(path, make_frame(built.standard, built.document.frame.layout))
    return frames
