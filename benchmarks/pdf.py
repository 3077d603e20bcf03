"""PDFs by typesetting beside LibreOffice: the same documents, taken in turns in one run.

Cold: a new process makes one PDF of a document it reads from a file; LibreOffice converts the
same document's Word file. Its profile is set up before, as our modules are compiled before.
Command: the same with all that comes before, from YAML to the files, as a user calls it.
Warm: one process makes all documents, each with text it has not seen; LibreOffice converts all
Word files in one call. Both make tagged PDF/A-2b. Times are by the wall clock.
"""

import argparse
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.app.render import render
from generator.compose.build import Built, build_document, output_stem
from generator.document.nodes import Document
from generator.document.walk import map_text
from generator.workspace import Workspace
from generator.writers.libreoffice import PDF_FILTER
from generator.writers.pdf.write import write

ROOT = Path(__file__).parent.parent
COLD = """
import pickle, sys
from pathlib import Path
from generator.standards import load_standard
from generator.writers.pdf.write import write
document, standard = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(write(document, standard=load_standard(standard)))
"""
COLD_TARGET, WARM_TARGET = 10, 8
_THREADS = 2


def main() -> None:
    """Run both comparisons and print them; exit with 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice (soffice) is not installed")
    workspace = Workspace.open(ROOT)
    built = [build_document(path, workspace) for path in workspace.plan_paths()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(built, folder)
        passed = [_cold(built, folder, rounds), _warm(built, folder, rounds)]
        _command(workspace, folder, rounds)
    sys.exit(0 if all(passed) else 1)


def _prepare(built: list[Built], folder: Path) -> None:
    for each in built:
        (folder / f"{each.stem}.docx").write_bytes(render(each, "docx"))
        data = pickle.dumps((each.document, each.standard.id))
        (folder / f"{each.stem}.pickle").write_bytes(data)
    # The first call sets its profile up, and is not counted.
    _office(folder, [built[0].stem])


def _office(folder: Path, stems: list[str]) -> None:
    sources = [str(folder / f"{stem}.docx") for stem in stems]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", PDF_FILTER, "--outdir", str(folder / "office"), *sources],
        check=True, capture_output=True,
    )  # fmt: skip
    assert all((folder / "office" / f"{stem}.pdf").is_file() for stem in stems)


def _cold(built: list[Built], folder: Path, rounds: int) -> bool:
    _new_process(folder, built[0].stem)
    ours, theirs = [], []
    for number in range(rounds):
        stem = built[number % len(built)].stem
        theirs.append(_seconds(partial(_office, folder, [stem])))
        ours.append(_seconds(partial(_new_process, folder, stem)))
    return _report("cold, one document", ours, theirs, COLD_TARGET)


def _command(workspace: Workspace, folder: Path, rounds: int) -> None:
    ours, theirs = [], []
    plans = workspace.plan_paths()
    for number in range(rounds + 1):
        plan = plans[number % len(plans)]
        office = _seconds(partial(_office, folder, [output_stem(plan)]))
        command = _seconds(partial(_build, folder, plan))
        if number:
            theirs.append(office)
            ours.append(command)
    _report("the whole command, from YAML", ours, theirs, None)


def _build(folder: Path, plan: Path) -> None:
    code = "from generator.cli import main; main()"
    options = ["--format", "pdf", "--output", str(folder / "out")]
    _run([sys.executable, "-c", code, "build", str(plan), *options], folder)


def _new_process(folder: Path, stem: str) -> None:
    files = [str(folder / f"{stem}.pickle"), str(folder / "a.pdf")]
    _run([sys.executable, "-c", COLD, *files], folder)


def _run(command: list[str], folder: Path) -> None:
    # Compiled modules are kept, as they are where the package is installed.
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "cache")}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, cwd=ROOT, env=settings, capture_output=True)


def _warm(built: list[Built], folder: Path, rounds: int) -> bool:
    ours, theirs, threads = [], [], []
    stems = [each.stem for each in built]
    for number in range(rounds):
        theirs.append(_seconds(partial(_office, folder, stems)) / len(built))
        changed = [replace(each, document=_changed(each.document, number)) for each in built]
        seconds = _seconds(partial(_write_all, changed))
        if number:  # the first round starts the compiler
            ours.append(seconds / len(built))
            changed = [replace(e, document=_changed(e.document, -number)) for e in built]
            seconds = _seconds(partial(_write_side_by_side, changed))
            threads.append(seconds / len(built))
    _report(f"warm, {_THREADS} threads, each", threads, theirs, WARM_TARGET)
    return _report(f"warm, {len(built)} documents, each", ours, theirs, WARM_TARGET)


def _changed(document: Document, number: int) -> Document:
    """Return a document none of whose paragraphs the compiler has seen before."""

    def change(text: str) -> str:
        return f"{text}{number}"

    annexes = tuple(
        replace(annex, blocks=map_text(annex.blocks, change)) for annex in document.annexes
    )
    return replace(document, blocks=map_text(document.blocks, change), annexes=annexes)


def _write_all(built: list[Built]) -> None:
    for each in built:
        _write_one(each)


def _write_side_by_side(built: list[Built]) -> None:
    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(_write_one, built))


def _write_one(built: Built) -> bytes:
    return write(built.document, standard=built.standard)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _report(name: str, ours: list[float], theirs: list[float], target: float | None) -> bool:
    mine, office = statistics.median(ours), statistics.median(theirs)
    ratio = office / mine
    print(
        f"{name}: {1000 * mine:.0f} ms, LibreOffice {1000 * office:.0f} ms: "
        f"{ratio:.1f} times" + (f" (wanted {target})" if target else "")
    )
    return target is None or ratio >= target


if __name__ == "__main__":
    main()
