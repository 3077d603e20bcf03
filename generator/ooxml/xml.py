"""XML of Office files: names, parts parsed without trusting them, and text as XML text."""

import re
from functools import cache

from lxml import etree

from generator.diagnostics import Location
from generator.errors import InputError
from generator.ooxml.problems import BAD_XML, DOCTYPE

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}

STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@cache
def qn(name: str) -> str:
    """Return a prefixed name in the form lxml uses.

    >>> qn("dc:title")
    '{http://purl.org/dc/elements/1.1/}title'
    """
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def relationship_type(kind: str) -> str:
    """Return the URI of a relationship type ("styles", "footnotes", "header")."""
    if kind == "core-properties":
        return (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        )
    return f"{NAMESPACES['r']}/{kind}"


def word_content_type(kind: str) -> str:
    """Return the content type of a part of a Word file ("document.main", "footnotes")."""
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


CORE_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


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


def write_core_properties(
    *, title: str = "", subject: str = "", author: str = "", language: str = "vi-VN"
) -> str:
    """Return the part in which a file says what it is; an empty property is left out."""
    written = {
        "dc:title": title,
        "dc:subject": subject,
        "dc:creator": author,
        "dc:language": language,
    }
    prefixes = ("cp", "dc", "dcterms", "dcmitype", "xsi")
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in written.items() if text)
    return f"{DECLARATION}<cp:coreProperties {names}>{body}</cp:coreProperties>"
