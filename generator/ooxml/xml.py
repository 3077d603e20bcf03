"""Reading XML parts without trusting them, writing them, and text as XML text."""

import re

from lxml import etree

from generator.diagnostics import Location
from generator.errors import InputError
from generator.ooxml.problems import BAD_XML, DOCTYPE

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Office files are UTF-8, or UTF-16 with a byte order mark.
_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)""")
_NO_NAME = re.compile(rb"(.{1,4})", re.DOTALL)
_ENCODINGS = frozenset((b"UTF-8", b"UTF-16", b"US-ASCII", b"ASCII", b"ISO-8859-1"))

# XML 1.0 forbids these whatever way they are written, so a file with one does not open.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def count_elements(data: bytes) -> int:
    """Return about how many elements a part has: never fewer, and much faster than parsing it."""
    return data.count(b"<") - data.count(b"</")


def parse_xml(
    data: bytes,
    part: str,
    *,
    file: str = "",
    keep_blanks: bool = False,
) -> "etree._Element":
    """Return the root of a part; blank text between elements is dropped unless it is wanted.

    Raises:
        InputError: When the part is not well-formed, or has a document type declaration
            (Office files never have one; entity bombs need one).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=not keep_blanks
    )
    location = Location(file=file, part=part)
    _refuse_encoding(data, location)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or str(error)
        raise InputError(BAD_XML.at(location, part=part, reason=reason)) from None
    if root.getroottree().docinfo.doctype:
        raise InputError(DOCTYPE.at(location, part=part))
    return root


def _refuse_encoding(data: bytes, location: Location) -> None:
    """Refuse encodings in which elements cannot be counted before they fill the memory."""
    named = _ENCODING.match(data)
    if named is None and not data.startswith(_STARTS):
        # Blank text before the first element is told by the parser.
        named = None if data.lstrip().startswith(b"<") else _NO_NAME.match(data)
    if named and named[1].upper() not in _ENCODINGS:
        reason = f"encoding {named[1][:20]!r}"
        raise InputError(BAD_XML.at(location, part=location.part, reason=reason))


def parent_of(element: "etree._Element") -> "etree._Element":
    """Return what an element stands in; the root of a part is not asked."""
    parent = element.getparent()
    assert parent is not None  # noqa: S101  (no caller has the root)
    return parent


def remove(element: "etree._Element") -> None:
    """Take an element that has no text after it out of its part."""
    parent_of(element).remove(element)


def to_text(root: "etree._Element") -> str:
    """Return an element as XML text without declaration."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def to_bytes(root: "etree._Element") -> bytes:
    """Return an element as a whole part."""
    return (DECLARATION + to_text(root)).encode("utf-8")


def escape(text: str) -> str:
    """Return text as XML character data, also right inside a quoted attribute.

    >>> escape('Sở TN&MT "và" <KH&ĐT>')
    'Sở TN&amp;MT &quot;và&quot; &lt;KH&amp;ĐT&gt;'
    """
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
