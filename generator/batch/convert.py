"""Files of other word processors as .docx, through LibreOffice where it is installed."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_
from generator.writers.office import find_libreoffice

SUFFIXES = (".doc", ".odt", ".rtf")
_TIME_LIMIT_SECONDS = 90


@contextmanager
def as_docx(path: Path, name: str) -> Iterator[Path]:
    """Give the file as a .docx that is removed afterwards.

    Raises:
        OutputError: When LibreOffice is not there or cannot read the file.
    """
    program = find_libreoffice()
    if program is None:
        raise OutputError(_no_program(name))
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [str(program), profile, "--headless", "--norestore", "--convert-to", "docx"]
        try:
            subprocess.run(  # noqa: S603  (the program found above, no shell)
                [*command, "--outdir", folder, str(path.resolve())],
                capture_output=True, check=False, timeout=_TIME_LIMIT_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise OutputError(_failed(name)) from error
        made = Path(folder) / f"{path.stem}.docx"
        if not made.is_file():
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


def _failed(name: str) -> Diagnostic:
    return Diagnostic(
        "CHK08",
        Severity.ERROR,
        N_("LibreOffice không chuyển được tệp này sang .docx"),
        Location(name),
        hint=N_("mở tệp bằng Word rồi lưu thành .docx"),
    )
