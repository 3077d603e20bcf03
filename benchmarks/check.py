"""Measures how long all rules take on an 8-page document, beside opening it with python-docx.

Both sides run in turn in this one run, so that a busy machine slows both.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx

from generator.app.check import check_files
from generator.app.render import render
from generator.checks.engine import run
from generator.checks.subject import WordSubject
from generator.compose.build import build_document
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
from generator.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
PLAN = "plans/cao-bang/2027-huong-dan.yaml"  # eight pages
ROUNDS = 40
FILES = 100
HOSTILE = {
    "40 KB of brackets": [" (" * 20_000],
    "300 KB of numbers": ["1." * 100_000 + " (" * 50_000],
    "80 KB of open dates": ["(1/1/2020 " * 8_000],
    "40 KB of open quotes": ["“" * 40_000],
    "8,000 faulty paragraphs": ["Thực hiện  Kế hoạch số 5/KH-UBND ngày 3/4/2020 ,( mới )"] * 8_000,
}


def timed(call: Callable[[], object]) -> float:
    """Return the processor time of a call in milliseconds."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def measure_document(path: Path) -> float:
    """Print the times of one document and return the ratio of rules to opening it."""
    data = path.read_bytes()
    package = open_word(data)
    file = read_docx(package)
    catalogues = WordSubject(file).catalogues
    sides = {
        "python-docx opens it": lambda: docx.Document(str(path)),
        "read with effective looks": lambda: read_docx(open_word(data)),
        "all rules": lambda: run(WordSubject(file, package=package, catalogues=catalogues)),
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for call in sides.values():
        call()
    for _ in range(ROUNDS):
        for name, call in sides.items():
            times[name].append(timed(call))
    opened = statistics.median(times["python-docx opens it"])
    for name, values in times.items():
        middle = statistics.median(values)
        best, ratio = min(values), middle / opened
        print(f"{name:<28}{middle:7.2f} ms median {best:7.2f} ms best {ratio:5.1f} x")
    return statistics.median(times["all rules"]) / opened


def measure_files(path: Path) -> None:
    """Print the time of many files with one process and with all processors."""
    workspace = Workspace.open(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:03}.docx" for number in range(FILES)]
        for copy in paths:
            copy.write_bytes(path.read_bytes())
        for name, jobs in (("one process", 1), ("all processors", 0)):
            start = time.perf_counter()
            check_files(paths, workspace, jobs=jobs)
            print(f"{FILES} files, {name:<16}{time.perf_counter() - start:7.2f} s")


def measure_hostile(folder: Path) -> None:
    """Print the time of files that were made to take long; none may take ten seconds."""
    workspace = Workspace.open(ROOT)
    for name, paragraphs in HOSTILE.items():
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        path = folder / f"{name}.docx"
        document.save(str(path))
        spent = timed(partial(check_files, [path], workspace)) / 1000
        print(f"{name:<28}{spent:7.2f} s")


def main() -> int:
    """Measure, and fail above the ratio that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at-most", type=float, help="fail above this ratio")
    parser.add_argument("--one", action="store_true", help="only the one document")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(render(build_document(ROOT / PLAN, Workspace.open(ROOT)), "docx"))
        ratio = measure_document(path)
        if not options.one:
            measure_files(path)
            measure_hostile(Path(folder))
    return 1 if options.at_most and ratio > options.at_most else 0


if __name__ == "__main__":
    raise SystemExit(main())
