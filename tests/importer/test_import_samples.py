"""The five real documents, and what LibreOffice makes of them, come back word for word."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from imported_text import fold, looks, read, running_text, words

from generator.app.render import render
from generator.document.nodes import Heading
from generator.document.walk import footnotes

SAMPLES = {
    "bo-tttt-2024": "Ngày 15/6/2023",
    "cao-bang-2026": "Thực hiện Hướng dẫn",
    "dang-uy-so-gddt-2024": "Thực hiện Hướng dẫn",
    "vinh-linh-2023": "Năm 2023, dự báo",
    "yen-binh-2025": "Căn cứ Hướng dẫn",
}
"""The samples, and how the body of each begins."""

FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "doc": "doc:MS Word 97"}
_SYMBOL = re.compile(r"(?<![\w/])\d+[a-z]?\s?(?:-\s?[A-Z]\w*/|/(?:\d{4}/)?)[A-ZĐ][\wĐđ-]+")

pytestmark = pytest.mark.samples


def assert_same_text(original: Path, made: bytes, first: str) -> None:
    theirs, ours = read(original), read(made)

    assert words(ours) == words(theirs)
    assert _body(running_text(ours), first) == _body(running_text(theirs), first)
    assert _after(looks(ours), first) == _after(looks(theirs), first)


def _body(lines: list[str], first: str) -> str:
    start = next(place for place, line in enumerate(lines) if line.startswith(first))
    return fold(" ".join(lines[start:]))


def _after(text: str, first: str) -> str:
    return text[text.index(" ".join("".join(first.split()))) :]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back_word_for_word(name, samples_dir, import_and_build):
    path = samples_dir / f"{name}.docx"
    trip = import_and_build(path)

    assert trip.differences == []
    assert trip.draft.imported.tidied.repairs.findings == ()
    assert_same_text(path, render(trip.built, "docx"), SAMPLES[name])


@pytest.fixture(scope="session")
def saved_by_libreoffice(
    samples_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], dict[str, Path]]:
    """Return a function that gives the samples as LibreOffice saves them in a format."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(tmp_path_factory.mktemp('profile')).as_uri()}"
    made: dict[str, dict[str, Path]] = {}

    def save(kind: str) -> dict[str, Path]:
        if kind not in made:
            folder = tmp_path_factory.mktemp(kind)
            paths = [str(samples_dir / f"{name}.docx") for name in SAMPLES]
            subprocess.run(
                [soffice, profile, "--headless", "--convert-to", FILTERS[kind],
                 "--outdir", str(folder), *paths],
                check=True, capture_output=True, timeout=300,
            )  # fmt: skip
            made[kind] = {name: folder / f"{name}.{kind}" for name in SAMPLES}
        return made[kind]

    return save


@pytest.mark.office
@pytest.mark.parametrize("kind", FILTERS)
def test_a_sample_saved_by_libreoffice_comes_back_too(
    kind, samples_dir, saved_by_libreoffice, import_and_build
):
    for name, path in saved_by_libreoffice(kind).items():
        trip = import_and_build(path)

        assert trip.differences == []
        repairs = {repair.message for repair in trip.draft.imported.tidied.repairs.findings}
        assert repairs <= {"tách các dòng bị nối vào nhau"}
        original = samples_dir / f"{name}.docx"
        assert_same_text(original, render(trip.built, "docx"), SAMPLES[name])


def test_nearly_all_document_numbers_become_citations(samples_dir, import_and_build):
    """A number counts when the built text prints it through vien_dan, from the data."""
    named = cited = 0
    for name in SAMPLES:
        path = samples_dir / f"{name}.docx"
        trip = import_and_build(path)
        word = read(path)
        notes = [each for note in word.footnotes.values() for each in note]
        body = [each for each in word.paragraphs if not each.in_table]
        named += sum(len(_SYMBOL.findall(each.text)) for each in (*body, *notes))
        cited += sum(each.calls for each in trip.draft.imported.documents)

    assert named > 50
    assert cited / named >= 0.95


@pytest.mark.parametrize("name", SAMPLES)
def test_every_footnote_becomes_one(name, samples_dir, import_and_build):
    path = samples_dir / f"{name}.docx"
    trip = import_and_build(path)

    called = [key for each in read(path).paragraphs for key in each.footnotes]
    assert len(footnotes(trip.built.document.blocks)) == len(called)
    assert len(trip.draft.imported.plan.get("chu_thich", {})) == len(called)


LABELS = {
    "bo-tttt-2024": (
        "1.1. 1.2. 1.3. 1.4. 2. 3.1. 3.2. 3.3. 4. 4.1. 4.2. 5. 6. 6.1. 6.2. 6.3. 6.4. 7. 7.1. 7.2."
        " 8."
    ),
    "cao-bang-2026": "I- 1. 2. II- 1. 1.1. 1.2. 1.3. 1.4. 1.5. 2. III- 1. 2. 3.",
    "dang-uy-so-gddt-2024": "I. II. 1. 1.1. 1.2. 1.3. 2. 3. III. 1. 2. 3.",
    "vinh-linh-2023": "I- 1. 2. II- 1. 2. 3. 4. III- 1. 2. 3. 4.",
    "yen-binh-2025": "I. 1. 2. II. 1. 2. III. 1. 2. 3.",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_section_keeps_its_number_and_level(name, samples_dir, import_and_build):
    trip = import_and_build(samples_dir / f"{name}.docx")
    sections = [each for each in trip.built.document.blocks if isinstance(each, Heading)]

    assert " ".join(each.label for each in sections) == LABELS[name]
    roman = any(each.label[0] in "IVX" for each in sections)
    assert [each.level for each in sections] == [
        1 if each.label[0] in "IVX" else each.label.count(".") + roman for each in sections
    ]


def test_labels_are_counted_where_counting_gives_them(samples_dir, import_and_build):
    given = {
        name: re.findall(
            r'nhan="([^"]+)"', import_and_build(samples_dir / f"{name}.docx").draft.plan
        )
        for name in SAMPLES
    }

    assert {name: labels for name, labels in given.items() if labels} == {
        "bo-tttt-2024": ["1.1.", "3.1."]
    }
