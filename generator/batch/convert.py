"""Files of other word processors as .docx, through LibreOffice where it is installed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_
from generator.ooxml.package import read_file
from generator.writers.office import CONVERSION_SECONDS, convert_to_docx, find_libreoffice

SUFFIXES = (".doc", ".odt", ".rtf")


@contextmanager
def as_docx(path: Path, name: str) -> Iterator[Path]:
    """Give the file as a .docx that is removed afterwards.

    Raises:
        OutputError: When LibreOffice is not there or cannot read the file.
    """
    program = find_libreoffice()
    if program is None:
        raise OutputError(_no_program(name))
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"in{path.suffix.lower()}"
        source.write_bytes(read_file(path, name))
        try:
            made = convert_to_docx(program, source, CONVERSION_SECONDS)
        except TimeoutError as error:
            raise OutputError(_too_slow(name)) from error
        if made is None:
            raise OutputError(_failed(name))
        yield made


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
        {"seconds": CONVERSION_SECONDS},
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
