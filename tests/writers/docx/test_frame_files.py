"""The file made of a frame: equal bytes, threads, and nothing of the frame's own history."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from frame_helper import render
from frame_specimens import archive, core, frame, opened, p, r, tbl, text_of, tr
from specimens import document, party_frame

from generator.ooxml.package import open_package
from generator.standards import load_standard
from generator.writers.docx.start_frame import make_frame
from generator.writers.docx.write import write
from tests.invariants import check_package

HD05 = load_standard("hd05")
SOURCE = frame(
    p(r("{{ ten }}{{ fn('chú ' ~ ten) }}", "<w:b/>"), r(" số {{ so }}")),
    "{%p for x in ds %}",
    "{{ loop.index }}. {{ x }}{% if loop.first %}{{ fn(x) }}{% endif %}",
    "{%p endfor %}",
    tbl(2, tr("{%tr for x in ds %}", ""), tr("{{ x }}", "{{ ten }}"), tr("{%tr endfor %}", "")),
    header=p("{{ ten }}"),
    core=core("Kế hoạch {{ so }}", "{{ ten }}"),
)


def data(number: int) -> dict[str, Any]:
    return {"ten": f"Tỉnh {number} & <x>", "so": number, "ds": [f"{number}-{n}" for n in range(9)]}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_threads_share_a_frame_without_mixing_documents() -> None:
    expected = [digest(render(SOURCE, data(n))) for n in range(10)]

    with ThreadPoolExecutor(4) as pool:
        documents = pool.map(lambda n: digest(render(SOURCE, data(n % 10))), range(60))

    assert [n for n, made in enumerate(documents) if made != expected[n % 10]] == []


_PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_frame_files as tests
Path(sys.argv[2]).write_bytes(tests.render(tests.SOURCE, tests.data(3)))
"""


def test_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    documents = []
    settings = (
        ("UTC", "C.UTF-8", "0", tmp_path),
        ("Asia/Ho_Chi_Minh", "vi_VN.UTF-8", "4242", root),
        ("America/Caracas", "C", "77", Path("/")),
    )
    for number, (zone, locale, seed, folder) in enumerate(settings):
        out = tmp_path / f"{number}.docx"
        env = {**os.environ, "TZ": zone, "LANG": locale, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(Path(__file__).parent), str(out)],
            env={**env, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
            cwd=folder,
            check=True,
        )
        documents.append(out.read_bytes())

    assert documents[0] == documents[1] == documents[2]


def core_of(content: bytes) -> dict[str, str]:
    root = opened(content).xml("docProps/core.xml")
    return {child.tag.rpartition("}")[2]: child.text or "" for child in root}


def test_a_document_says_its_own_properties_and_nothing_of_the_history_of_its_frame() -> None:
    package = open_package(make_frame(HD05, "named"))
    used = package.with_parts({"docProps/core.xml": core("Tên cũ", "Người cũ").encode()})

    made = write(document(party_frame()), standard=HD05, frame=used.to_bytes())

    assert core_of(made) == {
        "title": "Hướng dẫn & kế hoạch",
        "subject": "thông tin đối ngoại",
        "creator": "Ban <soạn thảo>",
        "language": "vi-VN",
    }


def test_word_template_becomes_a_document() -> None:
    members = {m.name: open_package(SOURCE).read(m.name) for m in open_package(SOURCE).members}
    types = members["[Content_Types].xml"].replace(b"document.main", b"template.main")

    made = render(archive({**members, "[Content_Types].xml": types}), data(1))

    main = opened(made).content_type("word/document.xml")
    assert main.endswith("wordprocessingml.document.main+xml")


def test_path_of_the_authors_word_template_is_left_out() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/attachedTemplate" Target="file:///C:/Users/lan/Normal.dotm" '
        b'TargetMode="External"/></Relationships>'
    )
    members = {m.name: open_package(SOURCE).read(m.name) for m in open_package(SOURCE).members}
    settings = members["word/settings.xml"].replace(
        b"<w:compat/>", b'<w:attachedTemplate r:id="r1"/><w:compat/>'
    )
    members |= {"word/settings.xml": settings, "word/_rels/settings.xml.rels": rels}

    package = opened(render(archive(members), data(1)))

    assert check_package(package.to_bytes()) == []
    assert not any(b"Normal.dotm" in package.read(member.name) for member in package.members)


def test_no_mark_of_ours_stays_in_any_part() -> None:
    source = frame("{{ x }} {{ fn(x) }}", "{{p body }}", header=p("{{ x }}"))

    package = opened(render(source, {"x": "{_{ a }_} {_% b %_}", "body": p("thân")}))

    texts = [package.read(member.name).decode() for member in package.members]
    assert not any("\U0010ff00" <= letter <= "\U0010ff03" for text in texts for letter in text)
    assert text_of(package.to_bytes()) == ["{_{ a }_} {_% b %_} ^1", "thân"]
    assert text_of(package.to_bytes(), "word/header1.xml") == ["{_{ a }_} {_% b %_}"]
