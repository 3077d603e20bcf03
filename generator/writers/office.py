"""Word files as PDF through an office program: Word on Windows if it is there, else LibreOffice."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.errors import OutputError
from generator.i18n import N_

WORD = "word"
LIBREOFFICE = "libreoffice"
TIME_LIMIT_SECONDS = 120.0
CONVERSION_SECONDS = 180

_LIBREOFFICE_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WORD_PLACES = (
    "C:/Program Files/Microsoft Office/root/Office16/WINWORD.EXE",
    "C:/Program Files (x86)/Microsoft Office/root/Office16/WINWORD.EXE",
)
PDF_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
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


def find_libreoffice() -> Path | None:
    """Return the program, None when it is not installed."""
    found = shutil.which("soffice") or next(
        (place for place in _LIBREOFFICE_PLACES if Path(place).is_file()), ""
    )
    return Path(found) if found else None


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
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(word_file)
        if find_word():
            return _run_word(source, time_limit), WORD
        program = find_libreoffice()
        if program is None:
            raise OutputError(_no_program())
        return _run_libreoffice(program, source, time_limit), LIBREOFFICE


def _run_libreoffice(program: Path, source: Path, time_limit: float) -> bytes:
    _run(libreoffice_command(program, source, PDF_FILTER), "LibreOffice", time_limit)
    return _result(source.with_suffix(".pdf"), "LibreOffice")


def _run_word(source: Path, time_limit: float) -> bytes:
    target = source.with_suffix(".pdf")
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WORD_SCRIPT]
    paths = {"KEHOACH_SOURCE": str(source), "KEHOACH_TARGET": str(target)}
    _run(command, "Word", time_limit, paths)
    return _result(target, "Word")


def convert_to_docx(program: Path, source: Path, time_limit: float) -> Path | None:
    """Return the .docx that LibreOffice makes of another file beside it, None when it cannot.

    Raises:
        TimeoutError: When it takes too long; it is ended then.
    """
    run_program(libreoffice_command(program, source, "docx:MS Word 2007 XML"), time_limit)
    made = source.with_suffix(".docx")
    return made if made.is_file() else None


def libreoffice_command(program: Path, source: Path, target: str) -> list[str]:
    """Return the command that converts a file, with a profile of its own in the file's folder."""
    profile = (source.parent / "profile").as_uri()
    return [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        target,
        "--outdir",
        str(source.parent),
        str(source),
    ]


def _run(
    command: list[str], program: str, time_limit: float, variables: dict[str, str] | None = None
) -> None:
    try:
        code, output = run_program(command, time_limit, variables)
    except TimeoutError as error:
        raise OutputError(_too_slow(program, time_limit)) from error
    if code:
        said = output.decode("utf-8", "replace").strip()
        raise OutputError(_failed(program, said or str(code)))


def run_program(
    command: list[str], time_limit: float, variables: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Run a program and return its code and what it said.

    Raises:
        TimeoutError: When it takes too long; with its children it is ended then.
    """
    process = subprocess.Popen(  # noqa: S603  (the command is ours, its paths made here)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(variables or {})},
        # soffice is a script whose child does the work: both must end.
        start_new_session=sys.platform != "win32",
    )
    try:
        output, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise TimeoutError from error
    except BaseException:
        _end(process)
        raise
    return process.returncode, output


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _result(path: Path, program: str) -> bytes:
    """Return the file a program made: some end well without making one."""
    content = path.read_bytes() if path.is_file() else b""
    if not content.startswith(b"%PDF-"):
        raise OutputError(_failed(program, path.name))
    return content


def _no_program() -> Diagnostic:
    return Diagnostic(
        "PDF05",
        Severity.ERROR,
        N_("khung Word đã sửa tay cần LibreOffice hoặc Word để làm PDF, máy này không có"),
        hint=N_("cài LibreOffice, hoặc làm tệp .docx rồi xuất PDF từ Word"),
    )


def _failed(program: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "PDF06",
        Severity.ERROR,
        N_("{program} không làm được PDF: {reason}"),
        params={"program": program, "reason": reason},
        hint=N_("mở tệp .docx bằng chính chương trình đó để xem lỗi"),
    )


def _too_slow(program: str, time_limit: float) -> Diagnostic:
    return Diagnostic(
        "PDF07",
        Severity.ERROR,
        N_("{program} chưa làm xong PDF sau {seconds} giây nên đã bị dừng"),
        params={"program": program, "seconds": round(time_limit)},
        hint=N_("đóng các cửa sổ {program} đang treo rồi làm lại"),
    )
