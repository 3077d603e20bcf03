"""Makes the font that shows a box for every character, in ``generator/writers/pdf/boxes``.

A document may hold characters that no font at hand has; an archive file must not show a missing
glyph. Characters share 1,024 equal glyphs rather than one, because a reader of the file takes a
glyph's text from a table with one text for each glyph.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

ROOT = Path(__file__).parent.parent
FONT_PATH = ROOT / "generator" / "writers" / "pdf" / "boxes" / "box.ttf"
GLYPHS = 1024
UNITS = 1000
_OUTER, _INNER = (80, -100, 920, 740), (140, -40, 860, 680)
_SPACES = (range(0x21), range(0xD800, 0xE000))
_LAST = 0x110000


def make_font() -> bytes:
    """Return the font's file; the same each time."""
    from io import BytesIO

    names = [".notdef", *(f"box{number}" for number in range(GLYPHS))]
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x25A1: "box0"})
    box = _draw()
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (UNITS, _OUTER[0])))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {
            "familyName": "Kehoach Box",
            "styleName": "Regular",
            "uniqueFontIdentifier": "kehoach box 1",
            "fullName": "Kehoach Box",
            "psName": "KehoachBox",
            "version": "Version 1.0",
        }
    )
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["cmap"].tables.append(_map_all())
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def _draw() -> Glyph:
    pen = TTGlyphPen(None)
    for left, bottom, right, top in (_OUTER, _INNER):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        if (left, bottom, right, top) == _INNER:
            corners.reverse()
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _map_all() -> CmapSubtable:
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID = 3, 10
    table.format, table.reserved, table.length, table.language = 12, 0, 0, 0
    table.nGroups = 0
    skipped = set().union(*_SPACES)
    table.cmap = {code: f"box{code % GLYPHS}" for code in range(_LAST) if code not in skipped}
    return table


if __name__ == "__main__":
    FONT_PATH.parent.mkdir(exist_ok=True)
    FONT_PATH.write_bytes(make_font())
    print(FONT_PATH, FONT_PATH.stat().st_size)
