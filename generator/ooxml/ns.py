"""XML namespaces of Office files and the qualified names built from them."""

from functools import cache

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
