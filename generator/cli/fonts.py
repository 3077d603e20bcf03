"""Which fonts the documents will be shown in: found, read and checked for Vietnamese letters."""

import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos")
"""The font of the decrees and those of the same widths, the best first."""

_FILE_NAMES = ("times", "liberationserif", "tinos")
_ENDINGS = (".ttf", ".otf")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, vowel.upper())
    for tone in _TONES
) | {"đ", "Đ"}


@dataclass(frozen=True, slots=True)
class Font:
    """One font file.

    Attributes:
        family: Family name written in the file.
        style: Style name ("Regular", "Bold").
        path: Where it is.
        missing: How many Vietnamese letters it lacks.
    """

    family: str
    style: str
    path: Path
    missing: int


def font_folders() -> tuple[Path, ...]:
    """Return the folders where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return (
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts",
        )
    if sys.platform == "darwin":
        return (Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library" / "Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


def find_fonts(folders: Iterable[Path] | None = None) -> tuple[Font, ...]:
    """Return the fonts of ``FAMILIES`` that are installed, by family and style."""
    found = list(_iter_fonts(font_folders() if folders is None else folders))
    return tuple(sorted(found, key=lambda font: (FAMILIES.index(font.family), font.style)))


def usable_family(fonts: Iterable[Font]) -> str:
    """Return the family documents will be shown in, "" when there is none."""
    regular = [font for font in fonts if font.style == "Regular" and not font.missing]
    return regular[0].family if regular else ""


def _iter_fonts(folders: Iterable[Path]) -> Iterator[Font]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.name.lower().replace(" ", "").replace("_", "").replace("-", "")
            if path.suffix.lower() in _ENDINGS and name.startswith(_FILE_NAMES):
                font = read_font(path)
                if font is not None and font.family in FAMILIES:
                    yield font


def read_font(path: Path) -> Font | None:
    """Return what a font file says of itself, None when it cannot be read as one."""
    try:
        data = path.read_bytes()
        tables = _tables(data)
        names = _names(data, tables["name"])
        letters = _letters(data, tables["cmap"])
    except (OSError, struct.error, KeyError, ValueError, IndexError):
        return None
    missing = sum(ord(letter) not in letters for letter in VIETNAMESE)
    return Font(names.get(1, ""), names.get(2, "Regular"), path, missing)


def _tables(data: bytes) -> dict[str, int]:
    """Return the offset of each table of an OpenType file."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _names(data: bytes, start: int) -> dict[int, str]:
    """Return the English Windows names by id: 1 is the family, 2 the style."""
    _, count, storage = struct.unpack_from(">HHH", data, start)
    names = {}
    for index in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(
            ">HHHHHH", data, start + 6 + 12 * index
        )
        if platform == 3 and language == 0x409:  # noqa: PLR2004  (Windows, English)
            begin = start + storage + offset
            names[name] = data[begin : begin + length].decode("utf-16-be")
    return names


def _letters(data: bytes, start: int) -> set[int]:
    """Return the code points of the Windows Unicode table (format 4), without U+FFFF."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        if (platform, encoding) == (3, 1):
            return _format_4(data, start + offset)
    raise ValueError(start)


def _format_4(data: bytes, start: int) -> set[int]:
    (segments,) = struct.unpack_from(">H", data, start + 6)
    segments //= 2
    array = f">{segments}H"
    ends = struct.unpack_from(array, data, start + 14)
    starts = struct.unpack_from(array, data, start + 16 + 2 * segments)
    deltas = struct.unpack_from(array, data, start + 16 + 4 * segments)
    ranges_at = start + 16 + 6 * segments
    ranges = struct.unpack_from(array, data, ranges_at)
    found = set()
    for index in range(segments):
        for code in range(starts[index], ends[index] + 1):
            glyph = (code + deltas[index]) & 0xFFFF
            if ranges[index]:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                found.add(code)
    return found
