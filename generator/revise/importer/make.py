"""A file on disk to the texts of a plan and a locality; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.catalogues.load import Catalogues
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
from generator.inputs.emit import to_yaml
from generator.inputs.load import Source
from generator.model.locality import Locality
from generator.ooxml.damage import reading
from generator.revise.importer.plan import Imported, import_file
from generator.revise.importer.source import open_source
from generator.templating.environment import BodyEnvironment
from generator.text.normalize import slug
from generator.workspace import Workspace

_SCHEMA = "yaml-language-server: $schema=../../schema/{name}.schema.json"


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
        raise InputError(_other_issuer(path, known, imported))
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


def _other_issuer(path: Path, known: Source[Locality], imported: Imported) -> Diagnostic:
    return Diagnostic(
        "IMP10",
        Severity.ERROR,
        N_("'{issuer}' không phải là cơ quan nào khai báo trong {file}"),
        Location(path.as_posix()),
        {"issuer": imported.parts.text("co_quan_ban_hanh"), "file": known.file},
        N_("nhập vào một thư mục khác, hoặc khai báo cơ quan này trước"),
    )
