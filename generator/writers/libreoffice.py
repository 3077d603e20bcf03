"""The one place that starts LibreOffice: nothing in a file may reach out of it or run.

Files come from other people. LibreOffice is given a profile made for this one call that forbids
links, macros and updates, and where the system can do it, no network at all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from generator.ooxml.xml import DECLARATION, escape

CONVERSION_SECONDS = 180.0
DOCX_FILTER = "docx:MS Word 2007 XML"
PDF_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_COMMON = "/org.openoffice.Office.Common"
_UPDATE_CHECK = (
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
)
_PROXY = "/org.openoffice.Inet/Settings"
# Nobody listens on the discard port: what is fetched in spite of all fails on this machine.
_NOWHERE = ("127.0.0.1", "9")
# Settings that a version of LibreOffice does not know are passed over by it.
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableOLEAutomation", "true"),
    (f"{_COMMON}/Security/Scripting", "DisablePythonRuntime", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Misc", "CollectUsageInformation", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),  # never
    (_UPDATE_CHECK, "AutoCheckEnabled", "false"),
    (_UPDATE_CHECK, "AutoDownloadEnabled", "false"),
    (_PROXY, "ooInetProxyType", "2"),
    (_PROXY, "ooInetNoProxy", ""),
    *((_PROXY, f"ooInet{kind}ProxyName", _NOWHERE[0]) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_PROXY, f"ooInet{kind}ProxyPort", _NOWHERE[1]) for kind in ("HTTP", "HTTPS", "FTP")),
)
_PROBE_SECONDS = 10.0


def find_libreoffice() -> Path | None:
    """Return the program, None when it is not installed."""
    place = shutil.which("soffice") or next(
        (place for place in _PLACES if Path(place).is_file()), ""
    )
    return Path(place) if place else None


def convert_content(
    program: Path, content: bytes, ending: str, target: str, time_limit: float
) -> tuple[bytes, str]:
    """Return what LibreOffice makes of a file, b"" when it makes nothing, and what it said.

    Each call has a folder and a profile of its own, so that calls may run side by side.

    Args:
        program: LibreOffice.
        content: The file.
        ending: Its kind as a file name has it ("doc").
        target: The kind to make, with its filter (``DOCX_FILTER``).
        time_limit: Seconds.

    Raises:
        TimeoutError: When it takes too long; it is ended then.
    """
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document.{ending}"
        source.write_bytes(content)
        # A folder of its own: a file that LibreOffice leaves as it is must not pass for made.
        made = folder / "made" / f"document.{target.partition(':')[0]}"
        code, output = run_program(_command(program, source, target, made.parent), time_limit)
        said = output.decode("utf-8", "replace").strip() or (str(code) if code else made.name)
        return (made.read_bytes() if made.is_file() and not code else b""), said


def _command(program: Path, source: Path, target: str, folder: Path) -> list[str]:
    profile = source.parent / "profile"
    write_profile(profile)
    return [
        *without_network(),
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]


def write_profile(folder: Path) -> None:
    """Write a profile that forbids links, macros and updates."""
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f'{DECLARATION}<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


@cache
def without_network() -> tuple[str, ...]:
    """Return the words that start a command without any network, () where the system cannot."""
    if not sys.platform.startswith("linux"):
        return ()
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--map-root-user", "--net", "--")
    try:
        probe = subprocess.run(  # noqa: S603
            [*words, "true"], capture_output=True, check=False, timeout=_PROBE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return () if probe.returncode else words


_ENDING_SECONDS = 30.0


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
        # Windows has no groups to end; taskkill ends a process and those it started.
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=_ENDING_SECONDS,
        )
        process.kill()
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
