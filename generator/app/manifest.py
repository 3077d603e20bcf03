"""``manifest.json``: which files kehoach made beside it, from what. No clock, no absolute paths."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, Severity
from generator.errors import OutputError
from generator.i18n import N_
from generator.inputs.json_file import read_json

MANIFEST_FILE = "manifest.json"
MANIFEST_VERSION = 1


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that something was made from: its name in the workspace and its hash."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that was made.

    Attributes:
        file: Its name in the folder of the manifest.
        sha256: Hash of its bytes as they were written.
        format: Output format.
        plan: The plan it was made from.
        standard: The standard it was laid out by.
        kehoach: The version that made it.
        inputs: Every file that was read for it.
        way: Which program laid out its pages; "" for files without pages of their own.
    """

    file: str
    sha256: str
    format: str
    plan: str
    standard: str
    kehoach: str
    inputs: tuple[Source, ...]
    way: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of one folder, by file name."""

    entries: Mapping[str, Entry]

    def without(self, files: Iterable[str]) -> "Manifest":
        """Return the manifest without the entries of some files."""
        dropped = set(files)
        return Manifest({name: each for name, each in self.entries.items() if name not in dropped})

    def updated(self, entries: Iterable[Entry]) -> "Manifest":
        """Return the manifest with entries added or replaced; the others keep their place."""
        return Manifest({**self.entries, **{entry.file: entry for entry in entries}})

    def to_bytes(self) -> bytes:
        """Return the file's content: the same entries give the same bytes."""
        content = {
            "version": MANIFEST_VERSION,
            "outputs": [_to_json(self.entries[name]) for name in sorted(self.entries)],
        }
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder, an empty one when there is none.

    Raises:
        OutputError: When there is one and it cannot be understood.
    """
    path = folder / MANIFEST_FILE
    try:
        return _from_json(read_json(path))
    except FileNotFoundError:
        return Manifest({})
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(
            Diagnostic(
                "OUT03",
                Severity.ERROR,
                N_("không hiểu tệp này: không phải tệp kê khai do kehoach ghi"),
                Location(path.as_posix()),
                hint=N_(
                    "kiểm tra các văn bản trong thư mục rồi xóa tệp này, hoặc dùng --force để"
                    " ghi lại từ đầu"
                ),
            )
        ) from error


def _to_json(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.file,
        "sha256": entry.sha256,
        "format": entry.format,
        "plan": entry.plan,
        "standard": entry.standard,
        "kehoach": entry.kehoach,
        **({"way": entry.way} if entry.way else {}),
        "inputs": [{"file": source.file, "sha256": source.sha256} for source in entry.inputs],
    }


def _from_json(content: Any) -> Manifest:
    if content["version"] != MANIFEST_VERSION:
        raise ValueError(content["version"])
    entries = {}
    for row in content["outputs"]:
        inputs = tuple(Source(_text(item["file"]), _text(item["sha256"])) for item in row["inputs"])
        names = ("file", "sha256", "format", "plan", "standard", "kehoach")
        texts = {name: _text(row[name]) for name in names}
        entries[texts["file"]] = Entry(**texts, inputs=inputs, way=_text(row.get("way", "")))
    return Manifest(entries)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
