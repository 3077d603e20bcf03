"""Names of template files: each lies in the folder it is looked for in, and nowhere else."""

import re
import stat
from pathlib import Path

from generator.diagnostics import Location, Phrase
from generator.errors import InputError
from generator.i18n import N_
from generator.templating import problems

MAX_NAME = 255

_ABSOLUTE = N_("là đường dẫn đầy đủ")
_UPWARD = N_("có phần '..' hoặc '.'")
_EMPTY = N_("có phần trống")
_SIGN = N_("có dấu '{sign}'")
_CONTROL = N_("có ký tự không nhìn thấy")
_DEVICE = N_("'{part}' là tên riêng của Windows")
_ENDING = N_("'{part}' kết thúc bằng dấu chấm hoặc dấu cách")
_LONG = N_("dài hơn {limit} ký tự")
_OUTSIDE = N_("là liên kết ra ngoài thư mục mẫu")
_NOT_A_FILE = N_("không phải là tệp thường")

_SIGNS = re.compile(r'[\\:*?"<>|]')
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:[. ].*)?",
    re.IGNORECASE,
)
_REPARSE_POINT = 0x400


def reason_against(name: str) -> Phrase | None:
    """Return why a name cannot be that of a template on any system, None when it can.

    >>> reason_against("clauses/mo_dau.md.j2")
    >>> reason_against("../bi_mat.md.j2").text()
    "có phần '..' hoặc '.'"
    """
    if len(name) > MAX_NAME:
        return Phrase(_LONG, {"limit": str(MAX_NAME)})
    if _INVISIBLE.search(name):
        return Phrase(_CONTROL)
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return Phrase(_ABSOLUTE)
    sign = _SIGNS.search(name)
    if sign:
        return Phrase(_SIGN, {"sign": sign[0]})
    for part in name.split("/"):
        reason = _against_part(part)
        if reason:
            return reason
    return None


def _against_part(part: str) -> Phrase | None:
    if not part.strip():
        return Phrase(_EMPTY)
    if part in (".", ".."):
        return Phrase(_UPWARD)
    if part.endswith((".", " ")):
        return Phrase(_ENDING, {"part": part})
    return Phrase(_DEVICE, {"part": part}) if _DEVICES.fullmatch(part) else None


def check_name(name: object, place: Location) -> str:
    """Return the name of a template.

    Raises:
        InputError: When no template can have it.
    """
    if not isinstance(name, str):
        raise refused(type(name).__name__, Phrase(_NOT_A_FILE), place)
    reason = reason_against(name)
    if reason:
        raise refused(name, reason, place)
    return name


def locate(root: Path, name: str, place: Location, *, folder: bool = False) -> Path | None:
    """Return the path of a template in a folder, None when there is none.

    Args:
        root: The folder; what it links to itself is its caller's affair.
        name: A checked name, "/" between its parts.
        place: Where the name is used, for what is wrong with it.
        folder: A folder is looked for, not a file.

    Raises:
        InputError: When the name leads out of the folder, or to what is no file.
    """
    path = root
    mode = 0
    for part in name.split("/"):
        path = path / part
        try:
            found = path.lstat()
            if _is_link(found.st_mode, getattr(found, "st_file_attributes", 0)):
                if not is_within(path, root):
                    raise refused(name, Phrase(_OUTSIDE), place)
                found = path.stat()
        except (OSError, ValueError):
            return None
        mode = found.st_mode
    if folder:
        return path if stat.S_ISDIR(mode) else None
    if stat.S_ISREG(mode):
        return path
    if stat.S_ISDIR(mode):
        return None
    raise refused(name, Phrase(_NOT_A_FILE), place)


def _is_link(mode: int, attributes: int) -> bool:
    """Whether a path is a symbolic link, or one of the other links Windows has."""
    return stat.S_ISLNK(mode) or bool(attributes & _REPARSE_POINT)


def is_within(path: Path, root: Path) -> bool:
    """Whether a path lies in a folder once all links are followed."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def refused(name: str, reason: Phrase, place: Location) -> InputError:
    """Return the error for a name that is not allowed."""
    shown = name.encode("unicode_escape").decode() if _INVISIBLE.search(name) else name
    shown = shown[:MAX_NAME]
    return InputError(problems.BAD_NAME.at(place, quote=shown, name=shown, reason=reason))
