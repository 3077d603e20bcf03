"""Opening packages: what is refused and why, what is read, what is written."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.ooxml.archive import Member, pack, write_archive
from generator.ooxml.package import (
    Limits,
    content_types_with,
    main_part,
    open_package,
    open_word,
    relationships_part,
    relationships_with,
)
from generator.ooxml.xml import escape, parse_xml, to_text

_SPACE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN = f"{_OFFICE}.wordprocessingml.document.main+xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{_W}"><w:body><w:p/></w:body></w:document>'


def members(main_type: str = _MAIN, document: str = DOCUMENT) -> dict[str, bytes]:
    types = (
        f'<Types xmlns="{_SPACE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_SPACE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        "word/document.xml": document.encode(),
    }


def zipped(content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def refusal(source: bytes | Path, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        open_word(source, name="khung.docx", limits=limits or Limits())
    finding = caught.value.findings[0]
    assert finding.hint_text()
    return finding.id, finding.text().partition("\n")[0].removeprefix("khung.docx: ")


def _without_password_flag(source: bytes) -> bytes:
    """Return an archive whose members claim to be encrypted."""
    flagged = bytearray(source)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := source.find(magic, at + 1)) >= 0:
            flagged[at + offset] |= 1
    return bytes(flagged)


def _with_wrong_checksum() -> bytes:
    data = DOCUMENT.encode()
    packed = pack("word/document.xml", data)
    others = [pack(name, part) for name, part in members().items() if name != packed.name]
    return write_archive([*others, Member(packed.name, 8, 1, packed.size, packed.raw)])


def _lying_about_size() -> bytes:
    raw = zlib.compress(b"a" * 5_000_000, 9)[2:-4]
    return write_archive([Member("word/document.xml", 8, 0, 100, raw)])


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
STRICT = DOCUMENT.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
CORRUPT = "tệp hỏng: không đọc được như một tệp .docx"

FOREIGN: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "OX02", "lỗi: tệp rỗng (OX02)"),
    "text": (b"xin ch\xc3\xa0o", "OX03", "lỗi: tệp không phải .docx (OX03)"),
    "old-word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
        "OX03",
        "lỗi: tệp là văn bản Word đời cũ (.doc), không phải .docx (OX03)",
    ),
    "encrypted": (ENCRYPTED, "OX08", "lỗi: tệp được bảo vệ bằng mật khẩu (OX08)"),
    "rtf": (b"{\\rtf1}", "OX03", "lỗi: tệp là RTF, không phải .docx (OX03)"),
    "pdf": (b"%PDF-1.7", "OX03", "lỗi: tệp là PDF, không phải .docx (OX03)"),
    "html": (
        b"\xef\xbb\xbf<html></html>",
        "OX03",
        "lỗi: tệp là HTML hoặc XML, không phải .docx (OX03)",
    ),
    "cut-short": (zipped(members())[:-40], "OX02", f"lỗi: {CORRUPT} (OX02)"),
    "not-word": (
        zipped({"a.txt": b"x"}),
        "OX03",
        "lỗi: tệp nén này không chứa văn bản Word (OX03)",
    ),
    "excel": (
        zipped(members(f"{_OFFICE}.spreadsheetml.sheet.main+xml")),
        "OX03",
        "lỗi: tệp là bảng tính Excel, không phải .docx (OX03)",
    ),
    "powerpoint": (
        zipped(members(f"{_OFFICE}.presentationml.presentation.main+xml")),
        "OX03",
        "lỗi: tệp là bản trình chiếu, không phải .docx (OX03)",
    ),
    "opendocument": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "OX03",
        "lỗi: tệp là OpenDocument, không phải .docx (OX03)",
    ),
    "macros": (
        zipped(members("application/vnd.ms-word.document.macroEnabled.main+xml")),
        "OX10",
        "lỗi: tệp có macro (.docm, .dotm), không được dùng (OX10)",
    ),
    "strict": (
        zipped(members(document=STRICT)),
        "OX09",
        "lỗi: tệp được lưu ở dạng Strict Open XML, chưa hỗ trợ (OX09)",
    ),
    "broken-xml": (
        zipped(members(document="<w:document")),
        "OX05",
        "lỗi: phần word/document.xml của tệp không phải XML hợp lệ: ",
    ),
    "entity-bomb": (
        zipped(
            members(
                document='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
                + DOCUMENT.replace("<w:p/>", "<w:p>&b;</w:p>")
            )
        ),
        "OX06",
        ("lỗi: phần word/document.xml có khai báo DOCTYPE; tệp Word thật không bao giờ có (OX06)"),
    ),
    "password-per-member": (
        _without_password_flag(zipped(members())),
        "OX08",
        "lỗi: tệp được bảo vệ bằng mật khẩu (OX08)",
    ),
    "path-upwards": (
        zipped({**members(), "../x.xml": b"x"}),
        "OX07",
        "lỗi: tên phần không hợp lệ: ../x.xml (OX07)",
    ),
    "same-name-twice": (
        zipped({**members(), "word/Document.xml": b"x"}),
        "OX07",
        "lỗi: tệp có hai phần cùng tên word/Document.xml (OX07)",
    ),
    "zip-bomb": (
        zipped({**members(), "word/media/a.bin": b"\0" * 20_000_000}),
        "OX04",
        "lỗi: phần word/media/a.bin phình ra 20000000 byte khi giải nén (OX04)",
    ),
    "size-that-lies": (
        _lying_about_size(),
        "OX02",
        "lỗi: tệp hỏng: phần word/document.xml không giải nén được (OX02)",
    ),
    "wrong-checksum": (
        _with_wrong_checksum(),
        "OX02",
        "lỗi: tệp hỏng: phần word/document.xml không giải nén được (OX02)",
    ),
    "other-compression": (zipped(members(), zipfile.ZIP_LZMA), "OX02", f"lỗi: {CORRUPT} (OX02)"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_or_harmful_file_is_named_for_what_it_is(name: str) -> None:
    source, rule, message = FOREIGN[name]

    found, text = refusal(source)
    assert rule == found
    # what lxml says of broken XML depends on its version
    assert text.startswith(message)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(file_bytes=100), "tệp lớn bất thường"),
        (Limits(members=2), "tệp có quá nhiều phần: 3"),
        (Limits(member_bytes=100), "phình ra"),
        (Limits(total_bytes=500), "tệp phình ra"),
    ],
    ids=["file", "members", "member", "total"],
)
def test_limit_is_kept(limits: Limits, message: str) -> None:
    rule, text = refusal(zipped(members()), limits)

    assert rule == "OX04"
    assert message in text


def test_overlong_central_directory_is_no_traceback() -> None:
    source = bytearray(zipped(members()))
    source[-6:-2] = struct.pack("<I", 0xFFFFFFF0)

    assert refusal(bytes(source))[0] == "OX02"


def test_missing_file_names_the_reason(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_word(tmp_path / "khung.docx")

    finding = caught.value.findings[0]
    assert finding.id == "OX01"
    assert finding.location.file == (tmp_path / "khung.docx").as_posix()


def test_package_is_written_as_it_was_read_but_without_dates() -> None:
    first, second = (zipped(members(), method) for method in (zipfile.ZIP_DEFLATED,) * 2)

    package = open_package(first)

    assert package.to_bytes() == open_package(second).to_bytes()
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == members()


def test_stored_members_are_read() -> None:
    package = open_word(zipped(members(), zipfile.ZIP_STORED))

    assert package.read("word/document.xml") == DOCUMENT.encode()


def test_members_are_archived_in_their_order_whatever_their_names() -> None:
    parts = [pack(f"phần {n}.xml", f"dữ liệu {n}".encode()) for n in range(5)]

    with zipfile.ZipFile(io.BytesIO(write_archive(parts))) as archive:
        assert archive.namelist() == [f"phần {n}.xml" for n in range(5)]
        assert archive.testzip() is None


def test_relationships_resolve_against_their_part() -> None:
    relations = (
        f'<Relationships xmlns="{_SPACE}/relationships">'
        f'<Relationship Id="a" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="b" Type="{_REL}/customXml" Target="../customXml/item1.xml"/>'
        f'<Relationship Id="c" Type="{_REL}/theme" Target="/word/theme/theme1.xml"/>'
        f'<Relationship Id="d" Type="{_REL}/hyperlink" Target="http://x" TargetMode="External"/>'
        "</Relationships>"
    )
    package = open_package(
        zipped({**members(), "word/_rels/document.xml.rels": relations.encode()})
    )

    assert [entry.target for entry in package.relationships("word/document.xml")] == [
        "word/styles.xml",
        "customXml/item1.xml",
        "word/theme/theme1.xml",
        "http://x",
    ]
    assert package.related("word/document.xml", "styles") == []
    assert main_part(package) == "word/document.xml"


def test_part_added_with_type_and_relationship() -> None:
    package = open_package(zipped(members()))
    types = content_types_with(package, {"word/document.xml": _MAIN, "word/x.xml": "a/b"})
    relations = relationships_with(package, "", "styles", "word/x.xml")

    changed = package.with_parts(
        {
            "[Content_Types].xml": to_text(types).encode(),
            relationships_part(""): to_text(relations).encode(),
            "word/x.xml": b"<x/>",
        }
    )

    assert changed.content_type("word/x.xml") == "a/b"
    assert changed.content_type("word/document.xml") == _MAIN
    assert [(entry.id, entry.target) for entry in changed.relationships()] == [
        ("rId1", "word/document.xml"),
        ("rId2", "word/x.xml"),
    ]
    assert [member.name for member in changed.members] == [*members(), "word/x.xml"]


def test_escaped_text_is_read_back() -> None:
    text = "a < b && c > d \"e\" 'f' ]]>"

    assert parse_xml(f'<x y="{escape(text)}">{escape(text)}</x>'.encode(), "x").text == text
