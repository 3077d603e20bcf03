"""Files that are broken, or made to break what reads them."""

import io
import zipfile

MAIN = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)


def edit(source, changes, drop=()):
    """Return a package with parts changed by functions of their text, replaced or dropped."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = [name for name in old.namelist() if name not in drop]
        for name in names:
            data = old.read(name)
            change = changes.get(name)
            if callable(change):
                data = change(data.decode()).encode()
            elif change is not None:
                data = change
            new.writestr(name, data)
        for name in set(changes) - set(names) - set(drop):
            new.writestr(name, changes[name])
    return stream.getvalue()


def body(text):
    """Return the change of a main part that puts a body in place of its own."""
    return lambda old: old[: old.index("<w:body>")] + f"<w:body>{text}</w:body></w:document>"


def _sub(old, new):
    def change(text):
        assert old in text
        return text.replace(old, new)

    return change


def _nested(count, inner):
    start = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc>'
    return start * count + inner + "</w:tc></w:tr></w:tbl><w:p/>" * count


def _bomb(text):
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
    )
    head, rest = text.split("?>", 1)
    return f"{head}?><!DOCTYPE x [{entities}]>{rest.replace('<w:body>', '<w:body>&k;', 1)}"


def _external_entity(text):
    head, rest = text.split("?>", 1)
    return f'{head}?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{rest}'


def _zip_of_zeros():
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(MAIN, "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(bytes(1 << 20))
    return stream.getvalue()


def _styles_in_a_circle(text):
    start = text.index("<w:style ")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/>'
        f'<w:basedOn w:val="S{(n + 1) % 3}"/></w:style>'
        for n in range(3)
    )
    return text[:start] + styles + text[start:]


def _with_relationship(kind, target):
    return lambda text: text.replace("</Relationships>", _EXTERNAL.format(kind=kind, target=target))


def damaged(source):
    """Return functions that give damaged forms of a sound file, by what is wrong with them."""
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    paragraph = "<w:p><w:r><w:t>chữ</w:t></w:r></w:p>"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    circle = '<w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>'
    return {
        "empty": lambda: b"",
        "text": lambda: b"chi la chu",
        "pdf": lambda: b"%PDF-1.7\n",
        "half": lambda: source[: len(source) // 2],
        "without its end": lambda: source[:-30],
        "one byte short": lambda: source[:-1],
        "without its head": lambda: source[50:],
        "noise inside": lambda: source[:400] + bytes(200) + source[600:],
        "main part not xml": lambda: edit(source, {MAIN: b"<w:document"}),
        "main part not utf-8": lambda: edit(source, {MAIN: b"\xff\xfe\x00bad"}),
        "main part another root": lambda: edit(source, {MAIN: b"<a/>"}),
        "no main part": lambda: edit(source, {}, drop=(MAIN,)),
        "no content types": lambda: edit(source, {}, drop=(types,)),
        "no relationships": lambda: edit(source, {}, drop=("_rels/.rels",)),
        "no styles": lambda: edit(source, {}, drop=("word/styles.xml",)),
        "no settings": lambda: edit(source, {}, drop=("word/settings.xml",)),
        "no relationships of the main part": lambda: edit(source, {}, drop=(rels,)),
        "wrong content type": lambda: edit(source, {types: _sub(main, "text/plain")}),
        "macros": lambda:
            edit(source, {types: _sub(main, "application/vnd.ms-word.document.macroEnabled"
                                                  ".main+xml")}),
        "strict": lambda:
            edit(source, {MAIN: _sub(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")}),
        "entity bomb": lambda: edit(source, {MAIN: _bomb}),
        "external entity": lambda: edit(source, {MAIN: _external_entity}),
        "zip bomb": _zip_of_zeros,
        "climbing name": lambda: edit(source, {"../../evil.xml": b"<a/>"}),
        "10,000 tables in each other": lambda:
            edit(source, {MAIN: body(_nested(10000, paragraph))}),
        "60 tables in each other": lambda: edit(source, {MAIN: body(_nested(60, paragraph))}),
        "10,000 content controls in each other": lambda: edit(source, {MAIN: body(
            "<w:sdt><w:sdtContent>" * 10000 + paragraph + "</w:sdtContent></w:sdt>" * 10000)}),
        "10,000 tables": lambda: edit(source, {MAIN: body(_nested(1, paragraph) * 10000)}),
        "50,000 paragraphs": lambda: edit(source, {MAIN: body(paragraph * 50000)}),
        "styles in a circle": lambda: edit(source, {"word/styles.xml": _styles_in_a_circle,
                                            MAIN: body(circle)}),
        "sizes that are no numbers": lambda: edit(source, {MAIN: body(
            '<w:p><w:pPr><w:spacing w:line="lớn" w:before="NaN"/><w:ind w:left="1cm"/></w:pPr><w:r>'
            '<w:rPr><w:sz w:val="abc"/></w:rPr><w:t>chữ</w:t></w:r></w:p>')}),
        "a span of a thousand million columns": lambda: edit(source, {MAIN: body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
            "</w:tr></w:tbl><w:p/>")}),
        "no body": lambda: edit(source, {MAIN: lambda text: text[: text.index("<w:body>")]
                                 + "</w:document>"}),
        "empty body": lambda: edit(source, {MAIN: body("")}),
        "missing note": lambda: edit(source, {MAIN: body(
            '<w:p><w:r><w:footnoteReference w:id="77"/></w:r></w:p>')}),
        "external template": lambda: edit(source, {rels: _with_relationship(
            "attachedTemplate", "http://192.0.2.1/x.dotm")}),
        "external link": lambda: edit(source, {rels: _with_relationship(
            "hyperlink", "http://192.0.2.1/")}),
        "external picture": lambda: edit(source, {rels: _with_relationship(
            "image", "http://192.0.2.1/x.png")}),
        "a word of a million letters": lambda: edit(source, {MAIN: body(
            f"<w:p><w:r><w:t>{'a' * 1000000}</w:t></w:r></w:p>")}),
        "a million spaces": lambda: edit(source, {MAIN: body(
            f'<w:p><w:r><w:t xml:space="preserve">a{" " * 1000000}.</w:t></w:r></w:p>')}),
    }  # fmt: skip
