"""A file on disk as a draft of a plan, and the draft held against the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from generator.catalogues.load import Catalogues
from generator.diagnostics import Location
from generator.document.nodes import (
    Annex,
    Block,
    Bullet,
    Document,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Run,
    Table,
)
from generator.errors import InputError
from generator.inputs.emit import to_yaml
from generator.inputs.load import Source
from generator.model.locality import Locality
from generator.ooxml.handed_in import reading
from generator.revise import problems
from generator.revise.importer.blocks import tidy_inlines
from generator.revise.importer.plan import Expected, Imported, import_file, printed_frame
from generator.revise.importer.source import open_source
from generator.revise.importer.tidy import shorten
from generator.standards import Standard
from generator.templating.environment import BodyEnvironment
from generator.text.compare import align
from generator.text.normalize import clean, slug
from generator.workspace import Workspace

_SCHEMA = "yaml-language-server: $schema=../../schema/{name}.schema.json"


Difference = tuple[str, str]
"""What the file says and what is built instead."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What importing would write.

    Attributes:
        imported: All that was found.
        plan: Text of the plan.
        locality: Text of ``locality.yaml``, "" when the issuer is known.
    """

    imported: Imported
    plan: str
    locality: str


def draft_plan(
    path: Path,
    workspace: Workspace,
    catalogues: Catalogues,
    known: Source[Locality] | None = None,
) -> Draft:
    """Return a file as the texts of a plan and, for a new issuer, a locality.

    Args:
        path: The file.
        workspace: Where document kinds are looked for.
        catalogues: The facts.
        known: The locality beside the plan to be, when there is one.

    Raises:
        InputError: When the file cannot be imported, or its issuer is not the known locality's.
        OutputError: When LibreOffice is needed and missing, or fails.
    """

    def open_templates(packs: Sequence[str]) -> BodyEnvironment:
        return BodyEnvironment(workspace.template_roots(*packs))

    with reading(path.as_posix()):
        imported = import_file(open_source(path), catalogues, open_templates, known)
    if known is not None and imported.locality is not None:
        issuer = imported.parts.text("co_quan_ban_hanh")
        place = Location(path.as_posix())
        raise InputError(problems.OTHER_ISSUER.at(place, issuer=issuer, file=known.file))
    comment = f"Nhập từ {path.name}"
    locality = imported.locality
    return Draft(
        imported,
        to_yaml(imported.plan, f"{_SCHEMA.format(name='plan')}\n{comment}"),
        to_yaml(locality, f"{_SCHEMA.format(name='locality')}\n{comment}") if locality else "",
    )


def folder_for(imported: Imported) -> str:
    """Return the name of a folder for a new locality: "huyen-yen-binh"."""
    locality = imported.locality or {}
    return slug(f"{locality.get('loai_don_vi', '')} {locality.get('ten_goi', '')}") or "dia-phuong"


# ---------------------------------------------------------------------- held against the file


def differences(expected: Expected, document: Document, standard: Standard) -> list[Difference]:
    """Return where a document is not what its plan was imported from."""
    printed = printed_frame(document.frame, standard)
    found = [
        (wanted, printed[key]) for key, wanted in expected.frame.items() if printed[key] != wanted
    ]
    found += _compare(expected.blocks, document.blocks)
    for one, other in zip_longest(expected.annexes, document.annexes):
        if one is None or other is None:
            found.append((one.label if one else "", other.label if other else ""))
            continue
        heads = _head(one), _head(other)
        found += [heads] if heads[0] != heads[1] else []
        found += _compare(one.blocks, other.blocks)
    return found


def _head(annex: Annex) -> str:
    return clean(" ".join((annex.label, *annex.title, *annex.subtitle, annex.reference)))


def _compare(wanted: Iterable[Block], built: Iterable[Block]) -> Iterator[Difference]:
    first = [line for block in wanted for line in outline(block)]
    second = [line for block in built for line in outline(block)]
    for stretch in align(first, second):
        if not stretch.is_same:
            yield (
                shorten(" ".join(first[at] for at in stretch.old), 200),
                shorten(" ".join(second[at] for at in stretch.new), 200),
            )


def outline(block: Block) -> Iterator[str]:
    """Yield the lines of a block: what it is, its text with looks and notes."""
    if isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(
                f"{cell.colspan}x{cell.rowspan}{'H' if cell.bold else ''} "
                + " / ".join(_marked(each) for each in cell.paragraphs)
                for cell in row.cells
            )
    elif isinstance(block, Heading):
        kind = f"{'#' * block.level}{'~' if block.run_in else ''}{'!' if block.bold else ''}"
        yield f"{kind} {block.label} {_marked(block.inlines)}"
    elif isinstance(block, Bullet):
        yield f"{block.marker} {_marked(block.inlines)}"
    else:
        yield f"{block.role} {_marked(block.inlines)}"


def _marked(inlines: Inlines) -> str:
    return "".join(_mark(each) for each in tidy_inlines(inlines))


def _mark(inline: Inline) -> str:
    if isinstance(inline, Run):
        look = f"{'b' if inline.bold else ''}{'i' if inline.italic else ''}"
        return f"‹{look}:{inline.text}›" if look else inline.text
    if isinstance(inline, LineBreak):
        return "⏎"
    assert isinstance(inline, Footnote)  # noqa: S101
    return f"‹n:{_marked(inline.inlines)}›"
