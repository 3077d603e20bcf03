"""Makes the table of advance widths that ``generator.text.metrics`` reads, from Liberation Serif 2.

Run from the repository's root: ``.venv/bin/python scripts/make_metrics.py [FONT_DIR]``.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_DIR = Path("/usr/share/fonts/truetype/liberation2")
TABLE_PATH = Path("generator/text/data/times_widths.tsv")
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
HEADER = """\
# Advance widths of Times New Roman in 1/{units} em: code point; regular, bold, italic, both.
# Taken by scripts/make_metrics.py from Liberation Serif {version} (SIL Open Font License 1.1),
# whose advance widths are those of Times New Roman. Widths only; no outline is copied.
"""
VIETNAMESE_BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x300, 0x30A), (0x1EA0, 0x1EF9), (0x2013, 0x2014))
OTHERS = "ĂăĐđĨĩŨũƠơƯư\u0323\u031b‘’‚“”„†•…‰′″‹›₫№™−≈≠≤≥\u2009\u202f\u00ad"


def main(font_dir: Path = FONT_DIR) -> None:
    """Write the table."""
    fonts = [TTFont(font_dir / f"LiberationSerif-{face}.ttf") for face in FACES]
    units = {font["head"].unitsPerEm for font in fonts}
    if len(units) != 1:
        sys.exit(f"the faces differ in units per em: {units}")
    version = fonts[0]["name"].getDebugName(5).split(";")[0].removeprefix("Version ")
    lines = [HEADER.format(units=units.pop(), version=version)]
    for code in sorted(_wanted()):
        widths = [_advance(font, code) for font in fonts]
        if None not in widths:
            lines.append("\t".join([f"{code:04X}", *map(str, widths)]) + "\n")
    TABLE_PATH.write_text("".join(lines), encoding="utf-8")


def _wanted() -> set[int]:
    codes = {code for first, last in RANGES for code in range(first, last + 1)}
    return codes | {ord(character) for character in VIETNAMESE_BASES + OTHERS}


def _advance(font: TTFont, code: int) -> int | None:
    glyph = font.getBestCmap().get(code)
    return None if glyph is None else font["hmtx"][glyph][0]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
