"""Word files as PDF through an office program: Word on Windows if it is there, else LibreOffice."""

import hashlib
import os
import re
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
# LibreOffice writes when it made the file; the same document shall give the same bytes.
_CLOCK = re.compile(
    rb"(?<=/CreationDate\(D:)\d{14}(?:[+-]\d\d'\d\d')?|(?<=<xmp:CreateDate>)[^<]*"
    rb"|(?<=<xmp:ModifyDate>)[^<]*|(?<=<xmp:MetadataDate>)[^<]*"
)
_FILE_ID = re.compile(rb"(?<=/ID \[ <)([0-9A-F]{32})>\s*<([0-9A-F]{32})(?=>\s*\])")
_CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")


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
    side.

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
        content = _run_libreoffice(program, source, time_limit)
        return _without_clock(content), LIBREOFFICE


def _run_libreoffice(program: Path, source: Path, time_limit: float) -> bytes:
    folder = source.parent
    profile = (folder / "profile").as_uri()
    command = [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        PDF_FILTER,
        "--outdir",
        str(folder),
        str(source),
    ]
    _run(command, "LibreOffice", time_limit)
    return _result(folder / "document.pdf", "LibreOffice")


def _run_word(source: Path, time_limit: float) -> bytes:
    target = source.with_suffix(".pdf")
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WORD_SCRIPT]
    paths = {"KEHOACH_SOURCE": str(source), "KEHOACH_TARGET": str(target)}
    _run(command, "Word", time_limit, paths)
    return _result(target, "Word")


def _run(
    command: list[str], program: str, time_limit: float, variables: dict[str, str] | None = None
) -> None:
    """Run a program; with its children it is ended when the time is over."""
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
        raise OutputError(_too_slow(program, time_limit)) from error
    except BaseException:
        _end(process)
        raise
    if process.returncode:
        said = output.decode("utf-8", "replace").strip()
        raise OutputError(_failed(program, said or str(process.returncode)))


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


def _without_clock(content: bytes) -> bytes:
    """Return a PDF with the time it was made, and what is derived from it, set to fixed values.

    Lengths stay as they are, so that the places of the file's table stay right.
    """

    def fixed(match: re.Match[bytes]) -> bytes:
        # Each digit but the first of month and day becomes 0: 2000-01-01 in either form.
        text = match.group()
        plain = iter(b"20000101")
        return bytes(next(plain, 0x30) if chr(byte).isdigit() else byte for byte in text)

    content = _CLOCK.sub(fixed, content)
    content = _CHECKSUM.sub(b"0" * 32, content)
    blank = _FILE_ID.sub(b"0" * 32 + b">\n<" + b"0" * 32, content)
    key = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _FILE_ID.sub(lambda match: match.group().replace(match[1], key).replace(match[2], key),
                        content)  # fmt: skip


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
