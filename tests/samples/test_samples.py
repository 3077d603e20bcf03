"""Our examples carry the facts and the structure of the real documents, in words of our own.

The samples stand beside the project; without them these tests skip, saying so.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import corrections
import pytest
from corrections import Correction, Restored
from sample_reader import (
    WordText,
    dates,
    document_numbers,
    partner_names,
    partners,
    read_word,
    trim_item,
)
from word_runs import shared_runs, template_text

from generator.app.render import render
from generator.compose.build import build_document
from generator.workspace import Workspace

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside the project"),
]


@dataclass(frozen=True)
class Case:
    """One sample, our plan for it, and what the sample has wrong."""

    sample: str
    plan: str
    errors: tuple[Correction, ...]
    restored: tuple[Restored, ...] = ()
    lost_recipients: tuple[str, ...] = field(default=())

    @property
    def theirs(self) -> WordText:
        return _read_sample(self.sample)

    @property
    def corrected(self) -> str:
        """Return the sample's text with its errors put right."""
        text = self.theirs.text
        for error in self.errors:
            text = text.replace(error.sample, error.ours)
        return text


CASES = (
    Case("yen-binh-2025", "yen-binh/2025-huong-dan", corrections.YEN_BINH),
    Case("vinh-linh-2023", "vinh-linh/2023-huong-dan", corrections.VINH_LINH),
    Case("dang-uy-so-gddt-2024", "dang-uy-so-gddt/2024-cong-van", corrections.DANG_UY_SO),
    Case(
        "bo-tttt-2024",
        "bo-tttt/2024-cong-van",
        corrections.BO_TTTT,
        corrections.BO_TTTT_SECTIONS,
        corrections.BO_TTTT_RECIPIENTS,
    ),
    Case("cao-bang-2026", "cao-bang/2026-huong-dan", corrections.CAO_BANG),
)
ALL_CASES = pytest.mark.parametrize("case", CASES, ids=lambda case: case.sample)


@cache
def _read_sample(name: str) -> WordText:
    return read_word(SAMPLES / f"{name}.docx")


@pytest.fixture
def ours(case: Case) -> WordText:
    """Return what the Word file that is made of our plan says."""
    return _build(case.plan)


@cache
def _build(plan: str) -> WordText:
    workspace = Workspace.open(ROOT)
    built = build_document(workspace.plans_dir / f"{plan}.yaml", workspace)
    return read_word(BytesIO(render(built, "docx")))


@ALL_CASES
def test_every_document_number_of_the_sample_is_ours_too(case: Case, ours: WordText) -> None:
    missing = document_numbers(case.corrected) - document_numbers(ours.text)

    assert missing == set()


@ALL_CASES
def test_the_document_has_the_samples_own_number_and_symbol(case: Case, ours: WordText) -> None:
    assert ours.symbol == case.theirs.symbol


@ALL_CASES
def test_every_date_of_the_sample_is_ours_too(case: Case, ours: WordText) -> None:
    missing = dates(case.corrected) - dates(ours.text)

    assert missing == set()


@ALL_CASES
def test_every_partner_of_the_sample_is_ours_too(case: Case, ours: WordText) -> None:
    names = partner_names()
    right = {name: name for name in names.values()}

    missing = partners(case.theirs.text, names) - partners(ours.text, right)

    assert missing == set()


@ALL_CASES
def test_sections_have_the_samples_levels_and_numbers(case: Case, ours: WordText) -> None:
    expected = list(case.theirs.sections)
    for lost in case.restored:
        place = next(index for index, (_, number) in enumerate(expected) if number == lost.before)
        expected.insert(place, (lost.level, lost.number))

    assert list(ours.sections) == expected


@ALL_CASES
def test_footnotes_are_called_in_the_samples_sections(case: Case, ours: WordText) -> None:
    assert ours.calls == case.theirs.calls
    assert len(ours.footnotes) == len(case.theirs.footnotes)
    assert all(ours.footnotes)


@ALL_CASES
def test_recipients_and_addressees_are_the_samples(case: Case, ours: WordText) -> None:
    right = {trim_item(error.sample): trim_item(error.ours) for error in case.errors}
    expected = tuple(right.get(name, _corrected(name, case)) for name in case.theirs.recipients)

    assert ours.recipients == (expected or case.lost_recipients)
    assert ours.addressees == case.theirs.addressees


def _corrected(text: str, case: Case) -> str:
    for error in case.errors:
        text = text.replace(error.sample, error.ours)
    return text


@ALL_CASES
def test_every_correction_corrects_the_sample(case: Case, ours: WordText) -> None:
    unused = [error.sample for error in case.errors if error.sample not in case.theirs.text]
    unused += [lost.before for lost in case.restored if (lost.level, lost.number) in _tree(case)]
    repeated = [error.sample for error in case.errors if error.sample in ours.text]
    absent = [error.ours for error in case.errors if error.ours not in ours.text]

    assert (unused, repeated, absent) == ([], [], [])


def _tree(case: Case) -> set[tuple[int, str]]:
    return set(case.theirs.sections)


@ALL_CASES
@pytest.mark.usefixtures("case")
def test_an_abbreviation_is_explained_where_it_comes_first(ours: WordText) -> None:
    body = "\n".join(paragraph.text for paragraph in ours.body)
    first = body.find("TTĐN")

    assert first < 0 or body[:first].endswith("hông tin đối ngoại (")


@ALL_CASES
@pytest.mark.usefixtures("case")
def test_no_run_of_words_of_a_sample_is_in_our_document(ours: WordText) -> None:
    assert shared_runs(ours.text, _sample_texts()) == []


def _sources() -> list[Path]:
    paths = [path for folder in ("plans", "templates") for path in (ROOT / folder).rglob("*")]
    return sorted(path for path in paths if path.suffix in (".yaml", ".j2"))


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_run_of_words_of_a_sample_is_in_our_sources(path: Path) -> None:
    text = template_text(re.sub(r"(?m)^\s*#.*$", "", path.read_text(encoding="utf-8")))

    assert shared_runs(text, _sample_texts()) == []


@cache
def _sample_texts() -> tuple[str, ...]:
    return tuple(_read_sample(case.sample).text for case in CASES)
