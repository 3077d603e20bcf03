"""What is fuzzed: each target takes bytes, and may raise nothing but findings."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spoilers

from generator.app.check_word import Run, check_word
from generator.app.outputs import read_manifest
from generator.app.pull import Draft
from generator.app.render import render
from generator.app.update import read_stored, store_path
from generator.budget.consolidate.read import read_file
from generator.budget.forms.fill import fill_form
from generator.checks.config import read_baseline
from generator.compose.build import build_document, workspace_catalogues
from generator.document.parse import parse_body
from generator.inputs.budget_sheet import load_budget_sheet
from generator.inputs.load import load_budget, load_locality, load_plan
from generator.ooxml.package import open_word
from generator.ooxml.workbook import open_workbook
from generator.readers.docx import read_docx
from generator.readers.docx.extras import count_extras, read_grids, read_labels
from generator.readers.docx.parts import accept_changes
from generator.revise.importer.plan import import_file
from generator.revise.importer.source import open_source
from generator.revise.pull.parts import Sources
from generator.revise.pull.pull import pull_changes
from generator.templating.environment import BodyEnvironment
from generator.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
for folder in ("word", "forms"):
    sys.path.insert(0, str(TESTS / folder))

PLAN = ROOT / "plans" / "ubnd-cao-bang" / "2027-ke-hoach.yaml"
_SMALL = 16 << 10
_SMALLEST = 6_200

Seeds = Mapping[str, bytes]
Mutate = Callable[..., bytes]


@dataclass(frozen=True)
class Target:
    """A way that foreign bytes take into the product.

    Attributes:
        run: Reads the bytes; anything it raises but findings is a crash.
        seeds: Sound and damaged files that mutations begin with.
        mutate: Spoils one.
        share: How many executions are its, beside the shares of the others.
    """

    run: Callable[[bytes], object]
    seeds: Callable[[], Seeds]
    mutate: Mutate
    share: int


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="kehoach-fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@cache
def _workspace() -> Workspace:
    return Workspace.open(ROOT)


# ---------------------------------------------------------------------- Word


def read_word(data: bytes) -> None:
    package = open_word(data, name="x.docx")
    word = read_docx(package)
    count_extras(package)
    read_labels(package, word.paragraphs)
    read_grids(package)


def accept_word(data: bytes) -> None:
    accept_changes(data, name="x.docx")


def check(data: bytes) -> None:
    check_word(data, "x.docx", Run(ROOT))


def import_word(data: bytes) -> None:
    import_file(
        open_source(_file("x.docx", data)),
        workspace_catalogues(_workspace()),
        lambda packs: BodyEnvironment(_workspace().template_roots(*packs)),
    )


def pull(data: bytes) -> None:
    text = PLAN.read_text(encoding="utf-8")
    draft = Draft(PLAN, _workspace())
    pull_changes(
        text, data, build=draft.build, render=draft.render, read_clause=lambda _: None,
        sources=Sources(draft.read, draft.put), name="x.docx",
    )  # fmt: skip


@cache
def small_word() -> Seeds:
    """Return the damaged files, and small ones of other programs."""
    from damaged_files import damaged
    from python_docx_files import MAKERS, make

    seeds = {f"damaged: {name}": one() for name, one in damaged(make("letterhead")).items()}
    seeds = {name: data for name, data in seeds.items() if "0,000" not in name}
    seeds |= {path.name: path.read_bytes() for path in (TESTS / "word" / "foreign").glob("*.docx")}
    return seeds | {f"python-docx: {name}": make(name) for name in MAKERS}


@cache
def documents() -> Seeds:
    """Return documents as the product builds them, and the real ones where they are."""
    seeds = {"built": render(build_document(PLAN, _workspace()), "docx")}
    for path in sorted((ROOT.parent / "shared" / "samples").glob("*.docx")):
        seeds[path.name] = path.read_bytes()
    return seeds


@cache
def own_documents() -> Seeds:
    return {"built": documents()["built"]}


@cache
def word() -> Seeds:
    # Documents are long, so that most executions take small files.
    return {name: data for name, data in small_word().items() if len(data) < _SMALL}


@cache
def smallest() -> Seeds:
    return {name: data for name, data in word().items() if len(data) < _SMALLEST}


# ---------------------------------------------------------------------- Excel


def read_sheets(data: bytes) -> None:
    book = open_workbook(data, name="x.xlsx")
    for sheet in book.sheets:
        book.grid(sheet)


def consolidate(data: bytes) -> None:
    read_file(_file("x.xlsx", data))


def fill(data: bytes) -> None:
    from form_samples import DATA

    fill_form(_file("x.xlsx", data), DATA)


def filled_sheet(data: bytes) -> None:
    load_budget_sheet(_file("x.xlsx", data))


@cache
def forms() -> Seeds:
    from form_samples import FORMS

    return {name: make() for name, make in FORMS.items()}


@cache
def sheets() -> Seeds:
    return {**forms(), "annex": own_sheets()["annex"]}


@cache
def own_sheets() -> Seeds:
    from generator.budget.fill_in import fill_in_sheets
    from generator.writers.xlsx.write import write_workbook

    path = ROOT / "budgets" / "ubnd-cao-bang" / "2027.yaml"
    model = load_budget(path).model
    return {
        "to fill in": write_workbook(fill_in_sheets(model, 2027), title="Dự toán"),
        "annex": render(build_document(PLAN, _workspace()), "xlsx"),
    }


# ---------------------------------------------------------------------- texts


def plan(data: bytes) -> None:
    load_plan(_file("plans/x/2027-x.yaml", data))


def locality(data: bytes) -> None:
    load_locality(_file("plans/x/locality.yaml", data))


def budget(data: bytes) -> None:
    load_budget(_file("budgets/x/2027.yaml", data))


def body(data: bytes) -> None:
    parse_body(data.decode("utf-8", "replace").replace("\x00", ""))


def yaml_files(pattern: str) -> Callable[[], Seeds]:
    def seeds() -> Seeds:
        found = sorted((ROOT).glob(pattern))
        return {path.as_posix(): path.read_bytes() for path in found}

    return cache(seeds)


@cache
def bodies() -> Seeds:
    texts = {}
    for path in sorted((ROOT / "templates").glob("**/*.md.j2")):
        text = path.read_text(encoding="utf-8")
        texts[path.name] = text.replace("{{", "").replace("{%", "").encode()
    return texts


# ---------------------------------------------------------------------- stores


def manifest(data: bytes) -> None:
    read_manifest(_file("manifest.json", data).parent)


def baseline(data: bytes) -> None:
    read_baseline(_file("known.json", data))


def stored(data: bytes) -> None:
    workspace = Workspace.open(_folder())
    one = workspace.plans_dir / "x" / "2027-x.yaml"
    path = store_path(one, workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    read_stored(one, workspace)


def frame(data: bytes) -> None:
    from generator.writers.docx.user_frame import check_frame

    check_frame(data, "frame.docx")


@cache
def frames() -> Seeds:
    from generator.standards import load_standard
    from generator.writers.docx.start_frame import make_frame

    return {name: make_frame(load_standard("nd30"), name) for name in ("named", "letter")}


@cache
def stores() -> Seeds:
    from generator.checks.config import to_baseline

    source = b'{"file": "p.yaml", "sha256": "00"}'
    return {
        "manifest": b'{"version": 1, "outputs": [{"file": "a.docx", "sha256": "00", "format": "docx'
        b'", "plan": "p", "standard": "nd30", "kehoach": "1", "inputs": [' + source + b"]}]}",
        "baseline": to_baseline([]).encode(),
        "known": b'{"version": 1, "findings": [{"id": "a", "rule": "X", "file": "f"}]}',
        "stored": b'{"phien_ban_mau": "1", "files": {"kinds/x/body.md.j2": "text"}}',
    }


TARGETS: dict[str, Target] = {
    "read-docx": Target(read_word, smallest, spoilers.spoil_package, 300),
    "read-foreign": Target(read_word, word, spoilers.spoil_package, 20),
    "accept-docx": Target(accept_word, smallest, spoilers.spoil_package, 160),
    "check-docx": Target(check, smallest, spoilers.spoil_package, 30),
    "check-foreign": Target(check, word, spoilers.spoil_package, 6),
    "check-document": Target(check, documents, spoilers.spoil_package, 1),
    "import-docx": Target(import_word, documents, spoilers.spoil_package, 1),
    "import-foreign": Target(import_word, word, spoilers.spoil_package, 6),
    "pull": Target(pull, own_documents, spoilers.spoil_package, 1),
    "read-xlsx": Target(read_sheets, sheets, spoilers.spoil_package, 200),
    "consolidate": Target(consolidate, sheets, spoilers.spoil_package, 80),
    "fill": Target(fill, forms, spoilers.spoil_package, 40),
    "filled-sheet": Target(filled_sheet, own_sheets, spoilers.spoil_package, 20),
    "plan": Target(plan, yaml_files("plans/*/20*.yaml"), spoilers.spoil_lines, 250),
    "locality": Target(locality, yaml_files("plans/*/locality.yaml"), spoilers.spoil_lines, 250),
    "budget": Target(budget, yaml_files("budgets/*/*.yaml"), spoilers.spoil_lines, 60),
    "body": Target(body, bodies, spoilers.spoil_lines, 350),
    "manifest": Target(manifest, stores, spoilers.spoil_json, 130),
    "baseline": Target(baseline, stores, spoilers.spoil_json, 130),
    "templates-store": Target(stored, stores, spoilers.spoil_json, 130),
    "frame": Target(frame, frames, spoilers.spoil_package, 10),
}
