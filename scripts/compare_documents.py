"""What the command makes of everything we have, taken down twice and compared.

While the code is rearranged, the documents must stay the same. ``take`` runs a ``kehoach``
command as a user would (so that it also serves for an older checkout) on 34 provinces and 40
communes times every kind that ``new`` makes, on the examples and on Word files at hand, and
writes what came out into one JSON file; ``compare`` lists what differs between two such files.

    python scripts/compare_documents.py take .venv/bin/kehoach before.json
    python scripts/compare_documents.py compare before.json after.json
"""

import argparse
import difflib
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from lxml import etree
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
COMMUNES = 40
YEAR = "2027"
Record = dict[str, Any]


class Runner:
    """Runs the command in a workspace and keeps its exit codes."""

    def __init__(self, command: Path, workspace: Path) -> None:
        self.command = command.absolute()
        self.workspace = workspace

    def run(self, *words: str) -> tuple[int, str]:
        """Return the exit code and what was printed on both streams."""
        done = subprocess.run(
            [self.command, *words],
            cwd=self.workspace,
            capture_output=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return done.returncode, done.stdout + done.stderr


def take(command: Path, output: Path) -> None:
    """Write down what a command makes."""
    record: Record = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("new", _new_workspace), ("examples", _example_workspace)):
            runner = Runner(command, Path(folder) / name)
            for key, value in make(runner).items():
                record[f"{name}:{key}"] = value
            code, text = runner.run("build", "--format", "docx,pdf,xlsx", "-o", "out")
            record[f"{name}:build"] = [code, *sorted(text.splitlines())]
            record |= {f"{name}:{key}": value for key, value in _read_all(runner)}
        runner = Runner(command, Path(folder) / "files")
        runner.workspace.mkdir()
        record |= {f"files:{key}": value for key, value in _read_foreign(runner)}
    output.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(record)} -> {output}")


def _new_workspace(runner: Runner) -> Record:
    """Start every kind for every province and some communes; return what was printed."""
    runner.workspace.parent.mkdir(exist_ok=True)
    Runner(runner.command, runner.workspace.parent).run("init", runner.workspace.name)
    shutil.rmtree(runner.workspace / "plans" / "cao-bang")
    table = next((ROOT / "generator").glob("*/data/communes.tsv"))
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    communes = [cells[0] for cells in rows if cells[0].isdigit()]
    provinces = yaml.safe_load(table.with_name("provinces.yaml").read_text(encoding="utf-8"))
    codes = [code for code, entry in provinces["provinces"].items() if "communes" in entry]
    codes += communes[:: len(communes) // COMMUNES][:COMMUNES]
    kinds = [path.parent.name for path in sorted((ROOT / "templates/kinds").glob("*/kind.yaml"))]
    record: Record = {}
    for code in codes:
        chosen = [word for kind in kinds for word in ("--kind", kind)]
        while (answer := runner.run("new", code, YEAR, *chosen))[0] and chosen[2:]:
            # A commune's office does not issue every kind: leave out the one that is refused.
            refused = [word for word in chosen if word in answer[1] and word in kinds]
            index = chosen.index(refused[0] if refused else chosen[-1]) - 1
            del chosen[index : index + 2]
        record[f"new {code}"] = [answer[0], *answer[1].splitlines()]
    return record


def _example_workspace(runner: Runner) -> Record:
    for name in ("plans", "budgets"):
        shutil.copytree(ROOT / name, runner.workspace / name)
    return {}


def _read_all(runner: Runner) -> Iterator[tuple[str, Any]]:
    out = runner.workspace / "out"
    for path in sorted(out.iterdir()):
        reader = _READERS.get(path.suffix)
        if reader:
            yield path.name, reader(path.read_bytes())
    for target in ("out", "plans"):
        code, text = runner.run("check", target, "--format", "json")
        yield f"check {target}", [code, *_findings(text)]


def _read_foreign(runner: Runner) -> Iterator[tuple[str, Any]]:
    """Check and import Word files that others made."""
    folders = [ROOT / "tests", ROOT.parent / "shared" / "samples", ROOT.parent / "shared" / "cases"]
    for folder in folders:
        for path in sorted(folder.rglob("*.docx")):
            name = path.relative_to(folder).as_posix()
            copy = shutil.copy(path, runner.workspace / path.name)
            code, text = runner.run("check", path.name, "--format", "json")
            yield f"check {folder.name}/{name}", [code, *_findings(text)]
            plan = runner.workspace / "plans" / path.stem / "nhap.yaml"
            code, text = runner.run("import", path.name, "-o", f"plans/{path.stem}/nhap.yaml")
            plan_text = plan.read_text(encoding="utf-8") if plan.exists() else ""
            yield f"import {folder.name}/{name}", [code, *plan_text.splitlines()]
            Path(copy).unlink()


def _findings(text: str) -> list[str]:
    try:
        data = json.loads(text[text.index("[") :] if text.lstrip()[:1] != "{" else text)
    except ValueError:
        return text.splitlines()
    rows = data if isinstance(data, list) else next(v for v in data.values() if isinstance(v, list))
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)


def _docx(content: bytes) -> Record:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = etree.fromstring(parts["word/document.xml"])
    return {
        "parts": {name: _part_digest(name, data) for name, data in sorted(parts.items())},
        "text": ["".join(p.itertext()) for p in main.iter(f"{{{main.nsmap['w']}}}p")],
    }


def _part_digest(name: str, data: bytes) -> str:
    if name.endswith((".xml", ".rels")):
        data = etree.tostring(etree.fromstring(data), method="c14n2")
    return hashlib.sha256(data).hexdigest()[:16]


def _pdf(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def _xlsx(content: bytes) -> Record:
    values = load_workbook(io.BytesIO(content), data_only=True)
    formulas = load_workbook(io.BytesIO(content))
    return {
        f"{sheet.title}!{cell.coordinate}": [repr(cell.value), repr(formula.value)]
        for sheet in values
        for row, formula_row in zip(sheet, formulas[sheet.title], strict=True)
        for cell, formula in zip(row, formula_row, strict=True)
        if cell.value is not None or formula.value is not None
    }


_READERS = {".docx": _docx, ".pdf": _pdf, ".xlsx": _xlsx}


def compare(before: Path, after: Path, most: int) -> int:
    """Print what differs between two records; return how many entries differ."""
    old, new = (json.loads(path.read_text(encoding="utf-8")) for path in (before, after))
    names = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    changes: Counter[str] = Counter()
    for name in names:
        lines = [
            line
            for line in difflib.unified_diff(
                _lines(old.get(name)), _lines(new.get(name)), "before", "after", lineterm="", n=0
            )
            if not line.startswith(("---", "+++", "@@"))
        ]
        changes.update(lines)
        print(f"== {name}: {len(lines)} lines")
        for line in lines[:most]:
            print(f"   {line[:400]}")
    print(f"{len(names)} of {len(old.keys() | new.keys())} entries differ; most frequent lines:")
    for line, count in changes.most_common(20):
        print(f"{count:6} {line[:300]}")
    return len(names)


def _lines(value: Any) -> list[str]:
    return json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True).splitlines()


def main(words: Sequence[str] | None = None) -> int:
    """Run one of the two jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    job = jobs.add_parser("take")
    job.add_argument("command", type=Path)
    job.add_argument("output", type=Path)
    job = jobs.add_parser("compare")
    job.add_argument("before", type=Path)
    job.add_argument("after", type=Path)
    job.add_argument("--most", type=int, default=6)
    options = parser.parse_args(words)
    if options.job == "take":
        take(options.command, options.output)
        return 0
    return 1 if compare(options.before, options.after, options.most) else 0


if __name__ == "__main__":
    sys.exit(main())
