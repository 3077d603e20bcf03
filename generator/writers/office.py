"""Word files as PDF through an office program: Word on Windows if it is there, else LibreOffice."""

import sys
import tempfile
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.errors import OutputError
from generator.writers import problems
from generator.writers.libreoffice import PDF_FILTER, convert_content, find_libreoffice, run_program

WORD = "word"
LIBREOFFICE = "libreoffice"
TIME_LIMIT_SECONDS = 120.0

_WORD_PLACES = (
    "C:/Program Files/Microsoft Office/root/Office16/WINWORD.EXE",
    "C:/Program Files (x86)/Microsoft Office/root/Office16/WINWORD.EXE",
)
# Paths reach the script through the environment, never through its text.
_WORD_SCRIPT = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false
  $word.DisplayAlerts = 0
  $document = $word.Documents.Open($env:KEHOACH_SOURCE, $false, $true, $false)
  $document.ExportAsFixedFormat($env:KEHOACH_TARGET, 17, $false, 0, 0, 1, 1, 0, $true, $true, 0, $true, $true, $true)
  $document.Close(0)
} finally { $word.Quit(0) }
"""  # noqa: E501


def find_word() -> Path | None:
    """Return Word on Windows, None elsewhere or when it is not installed."""
    if sys.platform != "win32":
        return None
    return next((Path(place) for place in _WORD_PLACES if Path(place).is_file()), None)


def convert(word_file: bytes, *, time_limit: float = TIME_LIMIT_SECONDS) -> tuple[bytes, str]:
    """Return a Word file as PDF, and which program made it: ``WORD`` or ``LIBREOFFICE``.

    Each call has a folder and a LibreOffice profile of its own, so that calls may run side by
    side. Both programs write into the file when they made it, so that its bytes differ each
    time.

    Raises:
        OutputError: When there is no program, or it fails, takes too long or leaves no file.
    """
    if find_word():
        return _run_word(word_file, time_limit), WORD
    program = find_libreoffice()
    if program is None:
        raise OutputError(problems.NO_OFFICE_PROGRAM.at())
    return _run_libreoffice(program, word_file, time_limit), LIBREOFFICE


def _run_libreoffice(program: Path, word_file: bytes, time_limit: float) -> bytes:
    try:
        content, said = convert_content(program, word_file, "docx", PDF_FILTER, time_limit)
    except TimeoutError as error:
        raise OutputError(_too_slow("LibreOffice", time_limit)) from error
    return _checked(content, "LibreOffice", said)


def _run_word(word_file: bytes, time_limit: float) -> bytes:
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WORD_SCRIPT]
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as name:
        source = Path(name) / "document.docx"
        source.write_bytes(word_file)
        target = source.with_suffix(".pdf")
        paths = {"KEHOACH_SOURCE": str(source), "KEHOACH_TARGET": str(target)}
        try:
            code, output = run_program(command, time_limit, paths)
        except TimeoutError as error:
            raise OutputError(_too_slow("Word", time_limit)) from error
        content = target.read_bytes() if target.is_file() and not code else b""
    said = output.decode("utf-8", "replace").strip() or (str(code) if code else target.name)
    return _checked(content, "Word", said)


def _checked(content: bytes, program: str, said: str) -> bytes:
    """Return the file a program made: some end well without making one."""
    if not content.startswith(b"%PDF-"):
        raise OutputError(problems.OFFICE_FAILED.at(program=program, reason=said))
    return content


def _too_slow(program: str, time_limit: float) -> Diagnostic:
    return problems.OFFICE_TOO_SLOW.at(program=program, seconds=round(time_limit))
