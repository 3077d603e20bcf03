"""Files of other word processors as .docx, through LibreOffice where it is installed."""

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_
from generator.ooxml.old_formats import old_format
from generator.writers.libreoffice import (
    CONVERSION_SECONDS,
    DOCX_FILTER,
    convert_content,
    find_libreoffice,
)

SUFFIXES = (".doc", ".odt", ".rtf")


def as_docx(data: bytes, name: str) -> bytes:
    """Return a file as .docx; one that LibreOffice is not for comes back as it is.

    Raises:
        InputError: When it needs a password or is of another program.
        OutputError: When LibreOffice is not there or cannot read the file.
    """
    kind = old_format(data, name)
    if not kind:
        return data
    program = find_libreoffice()
    if program is None:
        raise OutputError(_no_program(name))
    try:
        content, _ = convert_content(program, data, kind, DOCX_FILTER, CONVERSION_SECONDS)
    except TimeoutError as error:
        raise OutputError(_too_slow(name)) from error
    if not content:
        raise OutputError(_failed(name))
    return content


def _no_program(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK08",
        Severity.ERROR,
        N_("đọc tệp .doc, .odt, .rtf cần LibreOffice, máy này chưa có"),
        Location(name),
        hint=N_("cài LibreOffice, hoặc mở tệp bằng Word rồi lưu thành .docx"),
    )


def _too_slow(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK08",
        Severity.ERROR,
        N_("LibreOffice chưa chuyển xong tệp sau {seconds} giây nên đã bị dừng"),
        Location(name),
        {"seconds": round(CONVERSION_SECONDS)},
        N_("mở tệp bằng Word rồi lưu thành .docx"),
    )


def _failed(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK08",
        Severity.ERROR,
        N_("LibreOffice không chuyển được tệp này sang .docx"),
        Location(name),
        hint=N_("mở tệp bằng Word rồi lưu thành .docx"),
    )
