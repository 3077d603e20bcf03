"""Fonts of a document: found on this machine, read, and checked for Vietnamese letters."""

import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.errors import OutputError
from generator.writers import problems

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos")
"""The font of the decrees and those of the same widths, the best first."""

STYLES = ("Regular", "Bold", "Italic", "Bold Italic")

_FILE_NAMES = ("times", "liberationserif", "tinos")
_ENDINGS = (".ttf", ".otf")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(
    marked
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, vowel.upper())
    for tone in _TONES
    if not (marked := unicodedata.normalize("NFC", letter + tone)).isascii()
) | {"đ", "Đ"}
"""The 134 letters that Vietnamese has beside those of English."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font file.

    Attributes:
        family: Family name written in the file.
        style: Style name ("Regular", "Bold").
        path: Where it is.
        letters: Code points it has a glyph for.
    """

    family: str
    style: str
    path: Path
    letters: frozenset[int]

    @property
    def missing(self) -> int:
        """Return how many Vietnamese letters it lacks."""
        return sum(ord(letter) not in self.letters for letter in VIETNAMESE)


@dataclass(frozen=True, slots=True)
class FontSet:
    """The four styles of the family a document is set in.

    Attributes:
        family: Its name.
        folders: Where its files are.
        letters: Code points that all four have a glyph for.
    """

    family: str
    folders: tuple[Path, ...]
    letters: frozenset[int]


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
    return tuple(
        sorted(found, key=lambda font: (FAMILIES.index(font.family), font.style, font.path))
    )


def usable_family(fonts: Iterable[Font]) -> str:
    """Return the family documents are set in, "" when there is none."""
    chosen = choose(fonts)
    return chosen.family if chosen else ""


def choose(fonts: Iterable[Font]) -> FontSet | None:
    """Return the best family whose four styles have every Vietnamese letter, None if none has."""
    sound: dict[str, dict[str, Font]] = {}
    for font in fonts:
        if not font.missing:
            sound.setdefault(font.family, {}).setdefault(font.style, font)
    for family in FAMILIES:
        faces = sound.get(family, {})
        if all(style in faces for style in STYLES):
            used = [faces[style] for style in STYLES]
            folders = dict.fromkeys(face.path.parent for face in used)
            letters = frozenset.intersection(*(face.letters for face in used))
            return FontSet(family, tuple(folders), letters)
    return None


def require_fonts(folders: Iterable[Path] | None = None) -> FontSet:
    """Return the fonts documents are set in.

    Raises:
        OutputError: When no family is sound; the finding says what to install.
    """
    return _required(None if folders is None else tuple(folders))


@lru_cache(maxsize=8)
def _required(folders: tuple[Path, ...] | None) -> FontSet:
    fonts = find_fonts(folders)
    chosen = choose(fonts)
    if chosen is None:
        raise OutputError(_no_font(fonts))
    return chosen


def _no_font(fonts: Iterable[Font]) -> Diagnostic:
    lacking = next((font for font in fonts if font.missing), None)
    if lacking is None:
        return problems.NO_FONT.at()
    return problems.OLD_FONT.at(
        family=lacking.family,
        path=lacking.path.as_posix(),
        count=lacking.missing,
        all=len(VIETNAMESE),
    )


def _iter_fonts(folders: Iterable[Path]) -> Iterator[Font]:
    for folder in folders:
        for path in sorted(_iter_likely(folder)):
            font = read_font(path)
            if font is not None and font.family in FAMILIES:
                yield font


def _iter_likely(folder: Path) -> Iterator[Path]:
    """Yield the files whose names are those of our families' fonts: folders may hold thousands."""
    for parent, _, names in os.walk(folder):
        for name in names:
            plain = name.lower().replace(" ", "").replace("_", "").replace("-", "")
            if plain.startswith(_FILE_NAMES) and plain.endswith(_ENDINGS):
                yield Path(parent, name)


def read_font(path: Path) -> Font | None:
    """Return what a font file says of itself, None when it cannot be read as one."""
    try:
        data = path.read_bytes()
        tables = _tables(data)
        names = _names(data, tables["name"])
        letters = _letters(data, tables["cmap"])
    except (OSError, struct.error, KeyError, ValueError, IndexError):
        return None
    return Font(names.get(1, ""), names.get(2, "Regular"), path, frozenset(letters))


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
    """Return the code points of the Windows Unicode table (format 4)."""
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
    found: set[int] = set()
    for index in range(segments):
        codes = range(starts[index], ends[index] + 1)
        if not ranges[index]:
            # At most one code of a segment gives glyph 0, which stands for none.
            lacking = -deltas[index] & 0xFFFF
            found.update(codes)
            if lacking in codes:
                found.discard(lacking)
            continue
        first = ranges_at + 2 * index + ranges[index]
        glyphs = struct.unpack_from(f">{len(codes)}H", data, first)
        found.update(code for code, glyph in zip(codes, glyphs, strict=True) if glyph)
    return found
