"""The parts of a Word file that say nothing of its own document: settings, headers, types."""

from collections.abc import Iterable

from generator.ooxml.xml import (
    CORE_PROPERTIES_TYPE,
    DECLARATION,
    NAMESPACES,
    RELATIONSHIPS_TYPE,
    escape,
    relationship_type,
    word_content_type,
)
from generator.standards import Standard
from generator.writers.docx.items import write_p
from generator.writers.docx.styles import SECTION_END, write_styles
from generator.writers.docx.theme import write_theme

_W = f'xmlns:w="{NAMESPACES["w"]}"'
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_WORD_COMPATIBILITY = "http://schemas.microsoft.com/office/word"

STANDARD_PROPERTY = "kehoach.standard"
FINGERPRINT_PROPERTY = "kehoach.fingerprint"


def write_content_types(parts: Iterable[tuple[str, str]]) -> str:
    """Return ``[Content_Types].xml`` for parts of a Word file and their kinds."""
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{NAMESPACES["ct"]}">'
        f'<Default Extension="rels" ContentType="{RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


CONTENT_TYPES = (
    ("word/document.xml", word_content_type("document.main")),
    ("word/styles.xml", word_content_type("styles")),
    ("word/settings.xml", word_content_type("settings")),
    ("word/fontTable.xml", word_content_type("fontTable")),
    ("word/theme/theme1.xml", _THEME_TYPE),
    ("word/footnotes.xml", word_content_type("footnotes")),
    ("word/header1.xml", word_content_type("header")),
    ("word/header2.xml", word_content_type("header")),
    ("docProps/core.xml", CORE_PROPERTIES_TYPE),
    ("docProps/app.xml", _APP_TYPE),
    ("docProps/custom.xml", _CUSTOM_TYPE),
)
DOCUMENT_RELATIONSHIPS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "footnotes", "footnotes.xml"),
    ("rId5", "header", "header1.xml"),
    ("rId6", "header", "header2.xml"),
    ("rId7", "theme", "theme/theme1.xml"),
)
PACKAGE_RELATIONSHIPS = (
    ("rId1", "officeDocument", "word/document.xml"),
    ("rId2", "core-properties", "docProps/core.xml"),
    ("rId3", "extended-properties", "docProps/app.xml"),
    ("rId4", "custom-properties", "docProps/custom.xml"),
)
HEADER_REFERENCES = (("default", "rId5"), ("first", "rId6"))


NAMES = (
    "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", *dict(CONTENT_TYPES)
)  # fmt: skip
"""Every part of a Word file of ours, in the order they are stored."""


def write_fixed_parts(standard: Standard) -> dict[str, str]:
    """Return the parts that depend on the standard alone, by name."""
    return {
        "[Content_Types].xml": write_content_types(CONTENT_TYPES),
        "_rels/.rels": write_relationships(PACKAGE_RELATIONSHIPS),
        "word/_rels/document.xml.rels": write_relationships(DOCUMENT_RELATIONSHIPS),
        "word/styles.xml": write_styles(standard),
        "word/settings.xml": write_settings(standard),
        "word/fontTable.xml": write_font_table(standard),
        "word/theme/theme1.xml": write_theme(standard),
        "word/header1.xml": write_page_header(standard),
        "word/header2.xml": write_first_header(standard),
        "docProps/app.xml": write_app_properties(),
        "docProps/custom.xml": write_custom_properties(standard),
    }


def write_relationships(entries: Iterable[tuple[str, str, str]]) -> str:
    """Return a relationships part."""
    body = "".join(
        f'<Relationship Id="{key}" Type="{relationship_type(kind)}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{NAMESPACES["rel"]}">{body}</Relationships>'


def write_main_part(body: str, section: str) -> str:
    """Return the part with the text: its paragraphs and tables, and the section that ends it."""
    spaces = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
    # LibreOffice 7.4 puts an empty line above a table that begins a file with footnotes;
    # a paragraph of its own, as thin as can be, keeps the head at the top margin.
    thin = write_p(SECTION_END)
    return (
        f"{DECLARATION}<w:document {spaces}><w:body>{thin}{body}{thin}{section}</w:body>"
        "</w:document>"
    )


def write_page_header(standard: Standard) -> str:
    """Return the header with the page number."""
    style = standard.components["so_trang"].style_id
    return (
        f'{DECLARATION}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    )


def write_first_header(standard: Standard) -> str:
    """Return the header of a first page, which shows no number."""
    style = standard.components["so_trang"].style_id
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
    return f"{DECLARATION}<w:hdr {_W}>{paragraph}</w:hdr>"


def write_footnotes(notes: str = "") -> str:
    """Return a footnotes part: the two separators Word asks for, then the notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0"'
        f' w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{DECLARATION}<w:footnotes {_W}>{separators}{notes}</w:footnotes>"


def write_settings(standard: Standard) -> str:
    """Return the settings part, its elements in the order of the schema."""
    settings = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD_COMPATIBILITY}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    language = standard.font.language
    return (
        f'{DECLARATION}<w:settings {_W}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        # Without it Word stretches a justified line that ends with a break.
        f"<w:compat><w:doNotExpandShiftReturn/>{settings}</w:compat>"
        f'<w:themeFontLang w:val="{language}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def write_font_table(standard: Standard) -> str:
    """Return the font table: one serif family, so that Word can replace it if it is missing."""
    return (
        f'{DECLARATION}<w:fonts {_W}><w:font w:name="{escape(standard.font.family)}">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="A3"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def write_tagged_properties() -> str:
    """Return the core properties of a starting frame: its values are tags."""
    spaces = " ".join(f'xmlns:{key}="{NAMESPACES[key]}"' for key in ("cp", "dc", "dcterms"))
    return (
        f"{DECLARATION}<cp:coreProperties {spaces}>"
        "<dc:title>{{ title }}</dc:title><dc:subject>{{ subject }}</dc:subject>"
        "<dc:creator>{{ author }}</dc:creator><dc:language>{{ language }}</dc:language>"
        "</cp:coreProperties>"
    )


def write_app_properties() -> str:
    """Return extended properties: the program's name only."""
    return (
        f'{DECLARATION}<Properties xmlns="{_PROPERTIES}/extended-properties">'
        "<Application>kehoach</Application></Properties>"
    )


def write_custom_properties(standard: Standard) -> str:
    """Return custom properties: which standard the frame was made from, and its fingerprint."""
    values = ((STANDARD_PROPERTY, standard.id), (FINGERPRINT_PROPERTY, standard.fingerprint))
    body = "".join(
        f'<property fmtid="{_FMTID}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_PROPERTIES}/custom-properties"'
        f' xmlns:vt="{_PROPERTIES}/docPropsVTypes">{body}</Properties>'
    )
