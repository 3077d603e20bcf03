"""Clean documents made by the pipeline from the example plans, one of each form."""

from functools import cache
from pathlib import Path

from generator.app.render import render
from generator.compose.build import build_document
from generator.ooxml.package import open_word
from generator.readers.docx import read_docx
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "ke_hoach": "plans/ubnd-cao-bang/2027-ke-hoach.yaml",
    "quyet_dinh": "plans/ubnd-cao-bang/2027-quyet-dinh.yaml",
    "cong_van": "plans/bo-tttt/2024-cong-van.yaml",
    "huong_dan": "plans/cao-bang/2027-huong-dan.yaml",
    "huong_dan_36": "plans/vinh-linh/2023-huong-dan.yaml",
    "cong_van_dang": "plans/dang-uy-so-gddt/2024-cong-van.yaml",
    "ke_hoach_dang": "plans/xa-yen-binh/2027-ke-hoach-dang.yaml",
}


@cache
def clean_package(name):
    """Return the package of a clean document."""
    built = build_document(ROOT / DOCUMENTS[name], Workspace.open(ROOT))
    return open_word(render(built, "docx"), name=f"{name}.docx")


@cache
def clean_file(name):
    """Return a clean document as read."""
    return read_docx(clean_package(name))
