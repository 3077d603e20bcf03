"""Small Word files for tests: written part by part, as Word or python-docx would."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from generator.ooxml.package import Package, open_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/></w:style>'
)
_FONT = '<w:font w:name="Times New Roman"><w:family w:val="roman"/></w:font>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" '
    'w:bottom="1134" w:left="1701" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def p(*runs: str) -> str:
    """Return a paragraph; plain text becomes a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{inner}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    """Return a cell; plain text becomes a paragraph."""
    inner = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str) -> str:
    """Return a row; plain text becomes a cell."""
    return f"<w:tr>{''.join(c if c.startswith('<w:tc') else tc(c) for c in cells)}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    """Return a table whose columns are 1500 twips wide."""
    grid = '<w:gridCol w:w="1500"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def frame(
    *blocks: str,
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    core: str = "",
    styles: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file with these blocks; plain text becomes a paragraph."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    parts = {
        "word/styles.xml": ("styles", f"<w:styles {_NS}>{_STYLES}{styles}</w:styles>"),
        "word/settings.xml": (
            "settings",
            f'<w:settings {_NS}><w:zoom w:percent="100"/><w:compat/></w:settings>',
        ),
        "word/fontTable.xml": ("fontTable", f"<w:fonts {_NS}>{_FONT}</w:fonts>"),
    }
    references = ""
    for kind, content, root in (("header", header, "hdr"), ("footer", footer, "ftr")):
        if content:
            parts[f"word/{kind}1.xml"] = (kind, f"<w:{root} {_NS}>{content}</w:{root}>")
            references += f'<w:{kind}Reference w:type="default" r:id="rId_{kind}1"/>'
    if footnotes:
        parts["word/footnotes.xml"] = ("footnotes", f"<w:footnotes {_NS}>{footnotes}</w:footnotes>")
    section = SECTION.replace("<w:sectPr>", f"<w:sectPr>{references}")
    document = f"<w:document {_NS}><w:body>{body}{section}</w:body></w:document>"
    return _zip(document, parts, core, extra or {})


def _zip(
    document: str, parts: Mapping[str, tuple[str, str]], core: str, extra: Mapping[str, bytes]
) -> bytes:
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    relations = ""
    for name, (kind, _) in parts.items():
        overrides += f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        base = name.removeprefix("word/")
        key = "rId_" + base.removesuffix(".xml")
        relations += f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{base}"/>'
    package = f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    if core:
        overrides += (
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        )
        package += (
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
            'relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        )
    content = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": _relationships(package),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(relations),
        **{name: text for name, (_, text) in parts.items()},
        **({"docProps/core.xml": core} if core else {}),
    }
    return archive({name: (_HEAD + text).encode() for name, text in content.items()} | dict(extra))


def _relationships(entries: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return out.getvalue()


def core(title: str, creator: str = "") -> str:
    """Return a core part of a file that someone saved in 2024."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        "<cp:lastModifiedBy>Nguyễn Văn A</cp:lastModifiedBy><cp:revision>7</cp:revision>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-02T03:04:05Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def opened(document: bytes) -> Package:
    """Return a document as a package."""
    return open_package(document)


def text_of(document: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph of a part, "^n" for a reference to footnote n."""
    lines = []
    for paragraph in opened(document).xml(part).iter(f"{{{W}}}p"):
        words = []
        for element in paragraph.iter("*"):
            name = etree.QName(element).localname
            if name == "t":
                words.append(element.text or "")
            elif name == "br":
                words.append("\n")
            elif name == "tab" and etree.QName(element.getparent()).localname == "r":
                words.append("\t")
            elif name == "footnoteReference":
                words.append(f"^{element.get(f'{{{W}}}id')}")
        lines.append("".join(words))
    return lines


def note_texts(document: bytes) -> dict[int, str]:
    """Return the text of each real footnote by id."""
    package = opened(document)
    if "word/footnotes.xml" not in package:
        return {}
    return {
        int(note.get(f"{{{W}}}id", "")): "".join(note.itertext()).strip()
        for note in package.xml("word/footnotes.xml")
        if note.get(f"{{{W}}}type") is None
    }
