"""``check`` and ``import`` of files with links: nothing is fetched, not even from this machine."""

import http.server
import shutil
import threading
import zipfile
from pathlib import Path

import docx
import pytest

from generator.writers import libreoffice
from generator.writers.libreoffice import convert_content, find_libreoffice

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
TEXT = "Kế hoạch công tác thông tin đối ngoại của Ủy ban nhân dân tỉnh Cao Bằng năm 2027."
SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in {"office": "office", "text": "text", "draw": "drawing"}.items()
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


class Server:
    """A server on this machine that notes what it is asked for."""

    def __init__(self):
        self.requests = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                outer.requests.append((self.command, self.path, self.headers.get("User-Agent")))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = do_POST = do_CONNECT = answer  # noqa: N815

            def log_message(self, *_arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def server():
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(params=["as the system allows", "profile alone"])
def _network(request, monkeypatch):
    """Run with the system's help, and as on a system where there is none."""
    if request.param == "profile alone":
        monkeypatch.setattr(libreoffice, "without_network", tuple)


def odt(address):
    body = (
        f"<text:p>{TEXT}</text:p><text:p><draw:frame draw:name='a'>"
        f"<draw:image xlink:href='{address}/image.png' xlink:type='simple' xlink:actuate='onLoad'/>"
        f"</draw:frame></text:p><text:section text:name='s'><text:section-source "
        f"xlink:href='{address}/section.odt' xlink:type='simple'/><text:p>x</text:p>"
        "</text:section>"
    )
    content = (
        f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.3"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{OPEN_DOCUMENT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return {"mimetype": OPEN_DOCUMENT, "content.xml": content, "META-INF/manifest.xml": manifest}


def web_page(address):
    return (
        f"<html><head><link rel='stylesheet' href='{address}/style.css'></head>"
        f"<body><p>{TEXT}</p><img src='{address}/image.png'></body></html>"
    ).encode()


def rtf(address):
    fields = "".join(
        rf'{{\field{{\*\fldinst {name} "{address}/{name}.png" \\d}}{{\fldrslt x}}}}'
        for name in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDEAUTO")
    )
    template = rf"{{\*\template {address}/template.dot}}"
    return rf"{{\rtf1\ansi {template}Ke hoach cong tac {fields}\par}}".encode()


def write(path, address):
    """Write a file of a kind, named for its case ("page.doc" is a web page named .doc)."""
    if path.suffix == ".odt":
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in odt(address).items():
                archive.writestr(name, text)
    elif path.suffix == ".rtf":
        path.write_bytes(rtf(address))
    elif path.name == "old.doc":
        write_old_doc(path, address)
    else:
        page = web_page(address)
        path.write_bytes(
            ("\ufeff" + page.decode()).encode("utf-16-le") if "16" in path.name else page
        )


def write_old_doc(path, address):
    """Let LibreOffice write a real .doc with linked pictures."""
    folder = path.parent / "made"
    folder.mkdir()
    source = folder / "in.odt"
    write(source, address)
    content, said = convert_content(
        find_libreoffice(), source.read_bytes(), "odt", "doc:MS Word 97", 180
    )
    assert content.startswith(b"\xd0\xcf\x11\xe0"), said
    assert f"{address}/image.png".encode("utf-16-le") in content
    path.write_bytes(content)


@pytest.mark.parametrize(
    "name", ["a.odt", "old.doc", "a.rtf", "page.doc", "page16.doc", "p.odt.doc"]
)
@pytest.mark.usefixtures("_network")
def test_check_and_import_ask_no_server(name, server, tmp_path, kehoach):
    path = tmp_path / name
    write(path, server.address)
    if name == "p.odt.doc":
        write(tmp_path / "x.odt", server.address)
        path.write_bytes((tmp_path / "x.odt").read_bytes())

    checked = kehoach("check", path)
    imported = kehoach("import", path, "-o", tmp_path / "moi" / "plan.yaml")

    assert server.requests == []
    assert checked.exit_code in (0, 1), checked.output
    assert imported.exit_code in (0, 3), imported.output


@pytest.mark.parametrize("name", ["a.html", "page.doc", "page.rtf", "page.odt", "page.docx"])
def test_a_web_page_is_refused_by_its_words(name, server, tmp_path, kehoach):
    path = tmp_path / name
    path.write_bytes(web_page(server.address))

    checked = kehoach("check", path)
    imported = kehoach("import", path, "-o", tmp_path / "moi" / "plan.yaml")

    assert server.requests == []
    for result in (checked, imported):
        assert "HTML" in result.output + result.stderr, name
        assert result.exit_code


def test_the_server_of_these_tests_would_be_asked(server, tmp_path):
    """Without the profile LibreOffice fetches the picture: the tests above can fail."""
    import subprocess

    path = tmp_path / "a.odt"
    write(path, server.address)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    assert server.requests


def test_libreoffice_has_no_network_where_the_system_can_take_it(tmp_path):
    words = libreoffice.without_network()
    if not words:
        pytest.skip("this system has no namespaces for us; the profile alone holds")
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nfor last; do :; done\nmkdir "$(dirname "$last")/made"\n'
        'cat /proc/self/net/dev > "$(dirname "$last")/made/document.txt"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)

    listed, _ = convert_content(program, b"x", "doc", "txt", 60)

    interfaces = [line.split(b":")[0].strip() for line in listed.splitlines()[2:]]
    assert interfaces == [b"lo"]


def test_a_plain_docx_named_doc_is_read_as_what_it_is(tmp_path, kehoach, monkeypatch):
    monkeypatch.setattr("generator.app.check_word.find_libreoffice", lambda: None)
    document = docx.Document()
    document.add_paragraph(TEXT)
    path = tmp_path / "a.doc"
    document.save(str(Path(path)))

    result = kehoach("check", path)

    assert "CHK08" not in result.output
    assert "ngôn ngữ của chữ trong tệp" in result.output
