"""Files that cannot become a plan are refused clearly, and nothing is written."""

import io
import shutil
import zipfile

import docx
import pytest
from imported_files import make

ENGLISH = (
    "The Department of External Information shall coordinate with the relevant agencies to carry"
    " out the communication plan of the year, reporting its results to the provincial committee."
)


def encrypted_docx():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def encrypted_doc():
    header = bytearray(b"\xec\xa5\xc1\x00" + bytes(60))
    header[10:12] = (0x0100).to_bytes(2, "little")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(header)


def encrypted_odt():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return buffer.getvalue()


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pages(count):
    def edit(document):
        for number in range(count):
            document.add_paragraph(f"Nội dung trang thứ {number} của văn bản").add_run().add_break(
                docx.enum.text.WD_BREAK.PAGE
            )

    return make(edit=edit)


def foreign():
    document = docx.Document()
    for _ in range(5):
        document.add_paragraph(ENGLISH)
    return saved(document)


def scan():
    document = docx.Document()
    document.add_picture(io.BytesIO(PIXEL))
    return saved(document)


CASES = {
    "a password on a .docx": (encrypted_docx, "tệp được bảo vệ bằng mật khẩu (OX08)"),
    "a password on a .doc": (encrypted_doc, "tệp được bảo vệ bằng mật khẩu (OX08)"),
    "a password on an .odt": (encrypted_odt, "tệp được bảo vệ bằng mật khẩu (OX08)"),
    "a damaged file": (lambda: make()[:3000], "tệp hỏng"),
    "a PDF": (lambda: b"%PDF-1.7\n", "tệp là PDF, không phải .docx"),
    "an empty file": (lambda: b"", "tệp rỗng"),
    "a scan": (scan, "tệp chỉ có hình, không có chữ: có lẽ là bản quét (IMP02)"),
    "no text": (lambda: saved(docx.Document()), "tệp không có nội dung để nhập (IMP03)"),
    "300 pages": (lambda: pages(300), "tệp dài khoảng 301 trang"),
    "much text": (lambda: make([f"{'Thông tin đối ngoại ' * 60}." for _ in range(320)]), "(IMP01)"),
    "another language": (foreign, "văn bản không phải tiếng Việt có dấu (IMP04)"),
    "Vietnamese without marks": (
        lambda: make_plain("Ke hoach cong tac thong tin doi ngoai nam 2025 tren dia ban tinh. "),
        "(IMP04)",
    ),
}


def make_plain(text):
    document = docx.Document()
    document.add_paragraph(text * 10)
    return saved(document)


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_and_nothing_is_written(case, kehoach, build_workspace, tmp_path):
    content, message = CASES[case]
    file = tmp_path / "van-ban.docx"
    file.write_bytes(content())
    root = build_workspace({"plans/README": ""})
    target = tmp_path / "moi" / "plan.yaml"

    result = kehoach("import", "--workspace", root, file, "-o", target)

    assert (result.exit_code, result.stdout) == (3, "")
    assert message in result.stderr
    assert not target.parent.exists()
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["README"]


@pytest.mark.office
def test_a_damaged_old_file_is_refused_by_libreoffice(kehoach, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    file = tmp_path / "cu.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    target = tmp_path / "moi" / "plan.yaml"

    result = kehoach("import", file, "-o", target)

    assert result.exit_code == 3
    assert not target.parent.exists()


def test_an_old_file_without_libreoffice_names_what_is_missing(kehoach, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.revise.importer.source.find_libreoffice", lambda: None)
    file = tmp_path / "cu.rtf"
    file.write_bytes(b"{\\rtf1 x}")

    result = kehoach("import", file, "-o", tmp_path / "moi" / "plan.yaml")

    assert result.exit_code == 4
    assert "cần LibreOffice" in result.stderr
