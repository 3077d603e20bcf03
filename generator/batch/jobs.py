"""What is to be made: plans are built and rendered, every problem of all of them at once."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.batch.manifest import Entry, Source, digest
from generator.batch.outputs import Output
from generator.diagnostics import Diagnostic
from generator.errors import InputError
from generator.pipeline import Built, build_document, render
from generator.workspace import Workspace, cache_folder, packaged_templates
from generator.writers import WRITERS

PACKAGE_NAME = "(kehoach)"


@dataclass(frozen=True, slots=True)
class Product:
    """One plan's document and the files it becomes."""

    plan: Path
    built: Built
    outputs: tuple[Output, ...]


def make(
    plans: Iterable[Path],
    workspace: Workspace,
    *,
    formats: Sequence[str],
    standard: str | None = None,
) -> tuple[Product, ...]:
    """Return the products of some plans; nothing is written.

    Raises:
        InputError: When any plan has errors; those of all plans are listed, each once.
    """
    products = []
    findings: dict[str, Diagnostic] = {}
    for path in plans:
        try:
            built = build_document(path, workspace, standard=standard)
            products.append(Product(path, built, _outputs(path, built, workspace, formats)))
        except InputError as error:
            findings.update({finding.text(): finding for finding in error.findings})
    if findings:
        raise InputError(findings.values())
    return tuple(products)


def _outputs(
    plan: Path, built: Built, workspace: Workspace, formats: Sequence[str]
) -> tuple[Output, ...]:
    sources = {stable_name(path, workspace): path for path in built.inputs}
    inputs = tuple(Source(name, digest(sources[name].read_bytes())) for name in sorted(sources))
    outputs = []
    for name in formats:
        content = render(built, name, cache_dir=cache_folder())
        entry = Entry(
            file=built.stem + WRITERS[name].extension,
            sha256=digest(content),
            format=name,
            plan=stable_name(plan, workspace),
            standard=built.standard.id,
            kehoach=__version__,
            inputs=inputs,
        )
        outputs.append(Output(entry, content))
    return tuple(outputs)


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
