"""The invariants find what makes Word drop text or offer to repair a file."""

import io
import zipfile

import pytest

from tests.invariants import check_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NS = f'xmlns:w="{_W}" xmlns:r="{_R}"'
NOTES = '<w:footnote w:id="1"><w:p/></w:footnote><w:footnote w:id="2"><w:p/></w:footnote>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Normal"/>'
    '<w:style w:type="character" w:styleId="Strong"><w:basedOn w:val="Normal"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def package(
    body: str,
    *,
    notes: str = NOTES,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    extra: dict[str, str] | None = None,
) -> bytes:
    kinds = {"footnotes": notes, "styles": styles, "numbering": numbering}
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    relations = ""
    parts = {"word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>"}
    for number, (kind, content) in enumerate(kinds.items(), 1):
        overrides += f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        relations += f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        parts[f"word/{kind}.xml"] = f"<w:{kind} {_NS}>{content}</w:{kind}>"
    space = "http://schemas.openxmlformats.org/package/2006"
    parts |= {
        "[Content_Types].xml": (
            f'<Types xmlns="{space}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{space}/relationships">{relations}</Relationships>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {**parts, **(extra or {})}.items():
            archive.writestr(name, text)
    return out.getvalue()


def reference(note: int) -> str:
    return f'<w:p><w:r><w:footnoteReference w:id="{note}"/></w:r></w:p>'


GOOD = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + reference(1) + reference(2)
)


def test_good_package_has_no_findings() -> None:
    assert check_package(package(GOOD)) == []


CELL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
BROKEN: dict[str, tuple[bytes, list[tuple[str, str, int]]]] = {
    "unknown-relationship": (
        package('<w:p/><w:p><w:hyperlink r:id="rId9"/></w:p>'),
        [("OX23", "word/document.xml", 2)],
    ),
    "text-in-body": (package("<w:p/>chữ"), [("OX24", "word/document.xml", 0)]),
    "text-in-paragraph": (package("<w:p/><w:p>chữ</w:p>"), [("OX24", "word/document.xml", 2)]),
    "text-after-run": (package("<w:p><w:r/>chữ</w:p>"), [("OX24", "word/document.xml", 1)]),
    "t-outside-run": (package("<w:p><w:t>a</w:t></w:p>"), [("OX24", "word/document.xml", 1)]),
    "cell-without-paragraph": (
        package("<w:p/>" + CELL.format("")),
        [("OX25", "word/document.xml", 1)],
    ),
    "cell-ending-with-table": (
        package(CELL.format("<w:p/>" + CELL.format("<w:p/>"))),
        [("OX25", "word/document.xml", 0)],
    ),
    "row-without-cells": (package("<w:tbl><w:tr/></w:tbl>"), [("OX25", "word/document.xml", 0)]),
    "unknown-paragraph-style": (
        package('<w:p><w:pPr><w:pStyle w:val="Strong"/></w:pPr></w:p>'),
        [("OX26", "word/document.xml", 1)],
    ),
    "style-based-on-nothing": (
        package("", styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'),
        [("OX26", "word/styles.xml", 0)],
    ),
    "unknown-list": (
        package('<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:p>'),
        [("OX27", "word/document.xml", 1)],
    ),
    "list-without-pattern": (
        package("", numbering='<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'),
        [("OX27", "word/numbering.xml", 0)],
    ),
    "two-notes-of-one-id": (
        package("", notes=NOTES + '<w:footnote w:id="2"><w:p/></w:footnote>'),
        [("OX28", "word/footnotes.xml", 0)],
    ),
    "reference-to-no-note": (
        package("<w:p/>" + reference(3)),
        [("OX29", "word/document.xml", 2)],
    ),
    "two-references-to-one-note": (
        package(reference(1) + reference(1)),
        [("OX30", "word/document.xml", 2)],
    ),
    "part-without-type": (package("", extra={"word/x.bin": "x"}), [("OX21", "word/x.bin", 0)]),
    "part-that-is-not-there": (
        package(
            "",
            extra={
                "word/_rels/styles.xml.rels": (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    f'relationships"><Relationship Id="a" Type="{_R}/image" Target="a.png"/>'
                    "</Relationships>"
                )
            },
        ),
        [("OX22", "word/_rels/styles.xml.rels", 0)],
    ),
    "part-that-is-no-xml": (
        package("<w:p>", extra={}),
        [("OX05", "word/document.xml", 0)],
    ),
    "no-package": (b"PK", [("OX02", "", 0)]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_package_is_found_at_its_place(name: str) -> None:
    source, expected = BROKEN[name]

    found = check_package(source, name="a.docx")

    assert expected == [
        (finding.id, finding.location.part, finding.location.paragraph) for finding in found
    ]
    assert all(finding.text().startswith("a.docx: ") for finding in found)


def test_several_faults_are_found_together() -> None:
    found = check_package(package("chữ" + CELL.format("") + reference(9)))

    assert [finding.id for finding in found] == ["OX24", "OX25", "OX29"]


def test_table_inside_a_content_control_is_looked_at() -> None:
    body = f"<w:sdt><w:sdtContent>{CELL.format('')}</w:sdtContent></w:sdt>"

    assert [finding.id for finding in check_package(package(body))] == ["OX25"]
