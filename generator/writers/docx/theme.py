"""The theme part Office asks every file for: black, white, and the standard's one typeface."""

from generator.ooxml.xml import DECLARATION, NAMESPACES, escape
from generator.standards import Standard

_COLORS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"),
    ("accent1", "4472C4"), ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"),
    ("accent5", "5B9BD5"), ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
# The schema asks for three of each; a document without shapes uses none.
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f'<a:lnStyleLst>{f"""<a:ln w="6350">{_FILL}</a:ln>""" * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)


def write_theme(standard: Standard) -> str:
    """Return the theme part."""
    return theme_of(standard.font.family)


def theme_of(typeface: str) -> str:
    """Return the theme part of files of any kind that are set in one typeface."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS)
    family = escape(typeface)
    faces = f'<a:latin typeface="{family}"/><a:ea typeface=""/><a:cs typeface="{family}"/>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="{NAMESPACES["a"]}" name="kehoach"><a:themeElements>'
        f'<a:clrScheme name="kehoach">{colors}</a:clrScheme><a:fontScheme name="kehoach">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="kehoach">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
    )
