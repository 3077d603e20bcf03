"""The one decision whether a file may be written where something may already be."""

import io
import os
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.files.regular import read_regular
from generator.i18n import N_

_TEXT = "text"
_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
)
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_ENDINGS = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".odt", ".ods", ".pptx", ".zip"), "zip"),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".dot"), "ole"),
    **dict.fromkeys((".jpg", ".jpeg"), "jpeg"),
    **dict.fromkeys((".yaml", ".yml", ".json", ".ics", ".txt", ".md", ".csv", ".j2"), _TEXT),
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".png": "png",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a place that is to be written to.

    Attributes:
        force: Whether the user said that a file there may be written over.
        there: The finding for a file that is there and may not; its place is filled in.
        inputs: Files that were read, which are never written over.
        named: Whether the user chose the name, so that its ending has to be looked at.
        may_be_same: Whether a file that is there in the same bytes already is no obstacle.
    """

    force: bool
    there: Diagnostic
    inputs: Collection[Path] = ()
    named: bool = True
    may_be_same: bool = False


def refuse(files: Mapping[Path, bytes], rules: Rules) -> None:
    """Make sure that files may be written.

    Raises:
        OutputError: When one may not.
    """
    problems = [one for path, content in files.items() for one in refusals(path, content, rules)]
    if problems:
        raise OutputError(problems)


def refusals(path: Path, content: bytes, rules: Rules) -> Iterator[Diagnostic]:
    """Yield why a file must not be written, nothing when it may."""
    if any(_is_same(path, one) for one in rules.inputs):
        yield _refusal(
            N_("tệp ghi ra trùng với tệp đọc vào, tệp gốc được giữ"),
            path,
            N_("ghi ra tệp khác bằng -o"),
        )
        return
    kind = kind_of(content)
    if rules.named and _ENDINGS.get(path.suffix.lower(), kind) != kind:
        yield _refusal(
            N_("đuôi tên tệp '{suffix}' không hợp với loại tệp được ghi ra"),
            path,
            N_("ghi ra tệp có đuôi đúng loại bằng -o"),
            suffix=path.suffix,
        )
        return
    if not os.path.lexists(path):
        return
    present = read_regular(path)
    if present is None:
        yield _not_a_file(path)
    elif present == content and (rules.force or rules.may_be_same):
        return
    elif kind_of(present) not in (kind, _TEXT):
        yield _refusal(
            N_("ở đây đang có một tệp loại khác ({kind}), không ghi đè kể cả khi có --force"),
            path,
            N_("ghi ra tệp khác bằng -o, hoặc tự đổi tên tệp đang có"),
            kind=kind_of(present),
        )
    elif not rules.force:
        name = path.as_posix()
        yield replace(rules.there, location=Location(name), params={"path": name})


def kind_of(content: bytes) -> str:
    """Return what kind of file some bytes are, by their beginning.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"nam_ke_hoach: 2027")
    ('pdf', 'text')
    """
    kind = next((name for start, name in _BEGINNINGS if content.startswith(start)), _TEXT)
    if kind != "zip":
        return kind
    with suppress(zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
        return next((found for part, found in _PARTS if part in names), kind)
    return kind


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths are one file, by whatever names, links and letter case."""
    with suppress(OSError, ValueError):
        if path.samefile(other):
            return True
    with suppress(OSError, ValueError):
        return path.resolve() == other.resolve()
    return False


def _not_a_file(path: Path) -> Diagnostic:
    if path.is_dir():
        message = N_("đã có một thư mục mang tên tệp này")
        hint = N_("đổi tên thư mục đó, hoặc ghi vào thư mục khác bằng -o")
        return Diagnostic("OUT05", Severity.ERROR, message, Location(path.as_posix()), hint=hint)
    return _refusal(
        N_("ở đây có thứ không phải tệp đọc được (ống dẫn, thiết bị, lối tắt hỏng, tệp bị khóa)"),
        path,
        N_("ghi ra tệp khác bằng -o, hoặc xóa thứ đang có rồi chạy lại"),
    )


def _refusal(message: str, path: Path, hint: str, **params: str) -> Diagnostic:
    return Diagnostic("OUT07", Severity.ERROR, message, Location(path.as_posix()), params, hint)
