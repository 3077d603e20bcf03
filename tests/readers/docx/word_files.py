"""Small Word files for the reader's tests, written by hand."""

from generator.ooxml.archive import pack, write_archive
from generator.ooxml.xml import NAMESPACES, relationship_type, word_content_type
from generator.readers.docx import read_docx

SPACES = " ".join(
    f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "a", "mc", "wp")
)
KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "theme": "theme",
    "header": "header",
}
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def word_file(body, **parts):
    """Return the bytes of a file with a body and other parts: content of their root by kind."""
    roots = {"theme": "a:theme", "header": "w:hdr"}
    files = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    relations, types = [], [("word/document.xml", word_content_type("document.main"))]
    for number, (kind, content) in enumerate(parts.items(), start=1):
        root = roots.get(kind, f"w:{kind}")
        files[f"word/{kind}.xml"] = f"<{root} {SPACES}>{content}</{root}>"
        relations.append((f"rId{number}", relationship_type(kind), f"{kind}.xml"))
        types.append((f"word/{kind}.xml", word_content_type(KINDS[kind])))
    files["word/_rels/document.xml.rels"] = _relationships(relations)
    main = [("rId1", relationship_type("officeDocument"), "word/document.xml")]
    files["_rels/.rels"] = _relationships(main)
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" ContentType="x/rels"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return write_archive([pack(name, text.encode()) for name, text in files.items()])


def _relationships(entries):
    body = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{body}</Relationships>'


def read(body, **parts):
    return read_docx(word_file(body, **parts))


def style(style_id, properties="", *, kind="paragraph", based_on="", default=False):
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{mark}><w:name w:val="{style_id}"/>'
        f"{based}{properties}</w:style>"
    )


def p(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows, properties="", grid=(2000, 3000)):
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
