"""Filling a form of any kind: the file's ending says which."""

from pathlib import Path

from generator.budget import problems
from generator.budget.forms.data import FormData
from generator.budget.forms.plan import Filled
from generator.budget.forms.sheet import fill_workbook
from generator.budget.forms.word import fill_word
from generator.diagnostics import Location
from generator.errors import InputError
from generator.model.money import DonViTinh

FORMS = {".xlsx": fill_workbook, ".docx": fill_word}


def fill_form(
    path: Path, data: FormData, *, name: str = "", unit: DonViTinh | None = None
) -> Filled:
    """Return a form with the rows of an annex in it.

    Raises:
        InputError: When the form cannot be read or has no table that can be filled.
    """
    fill = FORMS.get(path.suffix.lower())
    if fill is None:
        raise InputError(problems.NO_FORM.at(Location(name or path.as_posix()), suffix=path.suffix))
    return fill(path, data, name=name, unit=unit)
