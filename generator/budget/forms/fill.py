"""Filling a form of any kind: the file's ending says which."""

from pathlib import Path

from generator.budget.forms.rows import FormData
from generator.budget.forms.sheet import Filled, fill_workbook
from generator.budget.forms.word import fill_word
from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import InputError
from generator.i18n import N_
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
        raise InputError(
            Diagnostic(
                "FRM11",
                Severity.ERROR,
                N_("không điền được tệp '{suffix}'; chỉ điền được .xlsx và .docx"),
                Location(name or path.as_posix()),
                {"suffix": path.suffix},
                N_("mở tệp bằng Excel hoặc Word rồi lưu lại dưới dạng .xlsx hoặc .docx"),
            )
        )
    return fill(path, data, name=name, unit=unit)
