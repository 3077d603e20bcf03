"""The engine as a whole: equal bytes, threads, the copy on disk, core properties."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from engine_frames import archive, core, frame, note_texts, opened, p, r, tbl, text_of, tr

from generator.ooxml.package import open_package
from generator.ooxml.properties import CoreProperties
from generator.writers.docx import engine
from generator.writers.docx.engine import WordTemplate, render_word
from tests.invariants import check_package

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


def digest(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()


def test_threads_share_a_template_without_mixing_documents() -> None:
    template = WordTemplate.compile(SOURCE)
    expected = [digest(WordTemplate.compile(SOURCE).render(data(n))) for n in range(50)]

    with ThreadPoolExecutor(8) as pool:
        documents = pool.map(lambda n: digest(template.render(data(n % 50))), range(2000))

    wrong = sum(found != expected[n % 50] for n, found in enumerate(documents))
    assert wrong == 0


_PROGRAM = """
import json, sys
from pathlib import Path
from generator.writers.docx.engine import render_word
source, values, out = sys.argv[1:]
Path(out).write_bytes(render_word(Path(source), json.loads(values)))
"""


def test_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    source = tmp_path / "khung.docx"
    source.write_bytes(SOURCE)
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
            [sys.executable, "-c", _PROGRAM, str(source), json.dumps(data(3)), str(out)],
            env={**env, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
            cwd=folder,
            check=True,
        )
        documents.append(out.read_bytes())

    assert documents[0] == documents[1] == documents[2]


def test_document_takes_nothing_from_the_one_before() -> None:
    template = WordTemplate.compile(SOURCE)
    first = template.render(data(1))
    template.render({**data(2), "ds": ["khác"] * 40})

    assert first == template.render(data(1))


def test_any_mapping_and_any_form_of_template(tmp_path: Path) -> None:
    path = tmp_path / "khung.docx"
    path.write_bytes(SOURCE)
    values: Mapping[str, Any] = MappingProxyType(data(1))

    templates = (SOURCE, path, str(path), WordTemplate.compile(path))
    documents = {render_word(template, values) for template in templates}

    assert len(documents) == 1


class TestCopyOnDisk:
    def test_second_compilation_needs_no_docxtpl(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = WordTemplate.compile(SOURCE, cache_dir=tmp_path).render(data(1))
        monkeypatch.setattr(engine, "compile_frame", None)

        again = WordTemplate.compile(SOURCE, cache_dir=tmp_path)

        assert expected == again.render(data(1))

    def test_findings_have_the_same_places(self, tmp_path: Path) -> None:
        found = []
        for _ in range(2):
            template = WordTemplate.compile(SOURCE, name="khung.docx", cache_dir=tmp_path)
            with pytest.raises(engine.InputError) as caught:
                template.render({})
            found.append([finding.text() for finding in caught.value.findings])

        assert found[0] == found[1]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: text[: len(text) // 2],
            lambda _: "",
            lambda _: "[1, 2]",
            lambda _: '{"key": 1}',
            lambda text: text.replace('"main"', '"other"'),
            lambda text: text.replace("{% for", "{% fur"),
            lambda text: text.replace('"kind": "text"', '"kind": "odd"'),
            lambda text: text.replace('"parts"', '"pieces"'),
        ],
        ids=["cut", "empty", "list", "no-plan", "no-main", "bad-tag", "bad-kind", "no-parts"],
    )
    def test_spoiled_copy_is_made_anew(self, tmp_path: Path, spoil: Any) -> None:
        expected = WordTemplate.compile(SOURCE, cache_dir=tmp_path).render(data(1))
        (copy,) = tmp_path.iterdir()
        whole = copy.read_text("utf-8")
        copy.write_text(spoil(whole), "utf-8")

        assert expected == WordTemplate.compile(SOURCE, cache_dir=tmp_path).render(data(1))
        assert copy.read_text("utf-8") == whole

    def test_folder_that_cannot_be_written_is_no_error(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")

        template = WordTemplate.compile(SOURCE, cache_dir=tmp_path / "file" / "cache")

        assert text_of(template.render(data(1)))[0].startswith("Tỉnh 1")

    def test_other_frame_is_another_copy(self, tmp_path: Path) -> None:
        WordTemplate.compile(frame("một {{ x }}"), cache_dir=tmp_path)

        document = WordTemplate.compile(frame("hai {{ x }}"), cache_dir=tmp_path).render({"x": 1})

        assert text_of(document) == ["hai 1"]


def core_of(document: bytes) -> dict[str, str]:
    root = opened(document).xml("docProps/core.xml")
    return {child.tag.rpartition("}")[2]: child.text or "" for child in root}


def test_core_properties_of_the_frame_are_filled_in_without_its_history() -> None:
    document = WordTemplate.compile(SOURCE).render(data(5))

    assert core_of(document) == {"title": "Kế hoạch 5", "creator": "Tỉnh 5 & <x>"}


@pytest.mark.parametrize("source", [SOURCE, frame("{{ ten }}")], ids=["has-core", "has-none"])
def test_core_properties_given(source: bytes) -> None:
    properties = CoreProperties(
        title="KH & <1>",
        subject="Thông tin đối ngoại",
        author="Sở",
        created=datetime(2027, 2, 5, 7, 30, tzinfo=UTC),
    )

    document = WordTemplate.compile(source).render(data(1), properties=properties)

    assert check_package(document) == []
    assert core_of(document) == {
        "title": "KH & <1>",
        "subject": "Thông tin đối ngoại",
        "creator": "Sở",
        "language": "vi-VN",
        "created": "2027-02-05T07:30:00Z",
        "modified": "2027-02-05T07:30:00Z",
    }


def test_word_template_becomes_a_document() -> None:
    members = {m.name: open_package(SOURCE).read(m.name) for m in open_package(SOURCE).members}
    types = members["[Content_Types].xml"].replace(b"document.main", b"template.main")

    document = WordTemplate.compile(archive({**members, "[Content_Types].xml": types})).render(
        data(1)
    )

    main = opened(document).content_type("word/document.xml")
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

    document = WordTemplate.compile(archive(members)).render(data(1))

    package = opened(document)
    assert check_package(document) == []
    assert not any(b"Normal.dotm" in package.read(member.name) for member in package.members)


def test_parts_without_tags_are_copied_as_they_are() -> None:
    members = {member.name: member for member in open_package(SOURCE).members}

    document = open_package(WordTemplate.compile(SOURCE).render(data(1)))

    copied = {member.name for member in document.members if members.get(member.name) == member}
    assert {"word/fontTable.xml", "_rels/.rels"} <= copied
    assert note_texts(document.to_bytes())[1] == "chú Tỉnh 1 & <x>"
