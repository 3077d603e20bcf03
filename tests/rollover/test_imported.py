"""A Word file is imported and goes to a new year: what is left of the old one is listed."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.app.next_year import Rolled, next_plan
from generator.catalogues import problems
from generator.catalogues.load import load_catalogues
from generator.catalogues.old_names import bodies_gone
from generator.compose.build import Built, build_document, workspace_catalogues
from generator.document.nodes import plain_text
from generator.document.walk import footnotes, iter_inlines
from generator.files.safe_write import replace_files
from generator.revise.change import Change, Kind
from generator.revise.importer.make import draft_plan
from generator.revise.rollover.plan import DAYS_TYPED, PARTNERS_TYPED
from generator.workspace import Workspace

pytestmark = pytest.mark.samples

YEAR = 2027
TURNS = {"yen-binh-2025": "04714", "cao-bang-2026": "cao-bang", "vinh-linh-2023": "19363"}
# Dates and numbers of cited documents, and of what the new year itself has.
_FACTS = re.compile(
    r"ngày \d{1,2}/\d{1,2}/20\d\d của|/20\d\d/QH\d+|nhiệm kỳ 2025 - 2030|tháng +năm 20\d\d"
    r"|đến năm 20[3-9]\d|\(25/8/1954 - "
)


@dataclass(frozen=True)
class Turned:
    """An imported plan and what it became."""

    name: str
    old: Path
    rolled: Rolled
    built: Built

    @property
    def texts(self) -> list[str]:
        blocks = self.built.document.blocks
        notes = (note.inlines for note in footnotes(blocks))
        return [plain_text(each) for each in (*iter_inlines(blocks), *notes)]

    def asked(self, text: str) -> str:
        """Return what a person is asked to look at that stands in a text."""
        open_ones = [one for one in self.rolled.changes if one.look]
        return " | ".join(
            f"{one.before} {one.after} {one.reason_text()}"
            for one in open_ones
            if _shown(one) and _shown(one) in " ".join(text.split())
        )


def _shown(change: Change) -> str:
    return " ".join((change.after or change.before).split())


@pytest.fixture(scope="module", params=TURNS)
def turned(
    request: pytest.FixtureRequest,
    samples_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Turned:
    root = tmp_path_factory.mktemp("workspace")
    workspace = Workspace.open(root)
    draft = draft_plan(
        samples_dir / f"{request.param}.docx", workspace, workspace_catalogues(workspace)
    )
    old = root / "plans" / request.param / "plan.yaml"
    old.parent.mkdir(parents=True)
    old.write_text(draft.plan, encoding="utf-8")
    (old.parent / "locality.yaml").write_text(draft.locality, encoding="utf-8")
    rolled = next_plan(workspace, TURNS[request.param], YEAR, old)
    replace_files(rolled.files, root=root)
    return Turned(request.param, old, rolled, build_document(rolled.plan, workspace))


def test_years_that_are_over_are_listed(turned: Turned) -> None:
    moved = {one.after for one in turned.rolled.changes if one.kind is Kind.YEAR}
    left = [
        (year, text)
        for text in turned.texts
        for year in re.findall(r"(?:19[5-9]\d|20[012]\d)", _FACTS.sub(" ", text))
        if int(year) < YEAR and year not in moved and year not in turned.asked(text)
    ]

    assert left == []


def test_bodies_and_places_that_are_gone_are_listed(turned: Turned) -> None:
    day, catalogues = date(YEAR, 3, 1), load_catalogues()
    told = " | ".join(one.reason_text() for one in turned.rolled.changes if one.look)

    for text in turned.texts:
        for gone in bodies_gone(text, day, catalogues):
            assert all(name in told for name in re.findall("'([^']*)'", gone.message_text()))
        if "Yên Bái" in text:
            assert "Yên Bái" in turned.asked(text)


def test_congresses_and_offices_that_are_over_are_listed(turned: Turned) -> None:
    over = re.compile(r"nay đến Đại hội|Đại hội XIII|lần thứ XIII\b|ứng cử|\d+ năm (?:qua|thực)")
    titles = re.compile(r"“[^”]*”")
    left = [
        (match.group(), text)
        for text in turned.texts
        for match in over.finditer(titles.sub("", text))
        if match.group().split()[-1] not in turned.asked(text)
    ]

    assert left == []


def test_anniversaries_of_other_years_are_listed(turned: Turned) -> None:
    pairs = re.compile(r"\([\d/]*(\d{4}) - [\d/]*(\d{4})\)")
    left = [
        match.group()
        for text in turned.texts
        for match in pairs.finditer(text)
        if int(match[2]) != YEAR and match[2] not in turned.asked(text)
    ]

    assert left == []


def test_references_are_those_of_the_new_year(turned: Turned) -> None:
    wrong = (problems.SUPERSEDED.id, problems.EXPIRED.id, problems.OTHER_PLAN_YEAR.id)
    found = {one.message_text() for one in turned.built.findings if one.id in wrong}

    assert found == set()


def test_what_is_kept_is_listed_with_its_line(turned: Turned) -> None:
    lines = turned.old.read_text("utf-8").splitlines()
    wrong = [
        one
        for one in turned.rolled.changes
        if one.is_open and one.before and one.before not in lines[one.location.line - 1]
    ]

    assert wrong == []


def test_the_head_and_the_signatory_are_those_of_the_new_issuer(turned: Turned) -> None:
    frame = turned.built.document.frame
    expected = {
        "yen-binh-2025": (("ĐẢNG ỦY XÃ YÊN BÌNH",), "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", ""),
        "cao-bang-2026": (("BAN TUYÊN GIÁO",), "", "TRƯỞNG BAN", "Nông Thanh Tùng"),
        "vinh-linh-2023": (("ĐẢNG ỦY XÃ VĨNH LINH",), "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", ""),
    }

    found = (frame.co_quan_ban_hanh, " ".join(frame.quyen_han), frame.chuc_vu, frame.ho_ten)
    assert found == expected[turned.name]
    listed = [one.path for one in turned.rolled.changes]
    assert ("nguoi_ky",) in listed or ("nguoi_ky", "ho_ten") in listed


def test_the_issuer_names_itself_as_it_is_called_now(turned: Turned) -> None:
    own = {
        "yen-binh-2025": "Ban Thường vụ Đảng ủy xã hướng dẫn",
        "cao-bang-2026": "Ban Tuyên giáo Tỉnh ủy hướng dẫn",
        "vinh-linh-2023": "Ban Thường vụ Đảng ủy xã hướng dẫn",
    }[turned.name]

    assert any(own in text for text in turned.texts)
    assert not any("Hướng dẫn của Ban Xây dựng" in text for text in turned.texts)


def test_days_that_the_text_does_not_print_are_to_be_added(turned: Turned) -> None:
    (asked,) = [one for one in turned.rolled.changes if one.reason == DAYS_TYPED]

    assert "Trường Chinh" in asked.reason_text()
    line = turned.old.read_text("utf-8").splitlines()[asked.location.line - 1]
    assert asked.before in line
    assert "ngay_ky_niem" not in turned.rolled.plan.read_text("utf-8")


def test_partners_that_the_text_does_not_print_are_asked(turned: Turned) -> None:
    asked = [one.before for one in turned.rolled.changes if one.reason == PARTNERS_TYPED]

    expected = {"yen-binh-2025": ["Viêng Chăn"], "cao-bang-2026": ["Quảng Tây"]}
    assert asked == expected.get(turned.name, [])
