"""Formal parts, headings and tables changed in Word: each comes back alone, or is told."""

import random
import shutil
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from generator.app.pull import Draft
from generator.compose.build import workspace_catalogues
from generator.ooxml.xml import qn
from generator.revise.importer.make import draft_plan
from generator.revise.pull.pull import PullResult
from generator.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent))
from test_pull import PLANS, changed_places, is_narrow, pull, shown
from word_edits import Editor, text_of

Do = Callable[[Editor], object]
WITH_BUDGET = "ubnd-cao-bang/2027-ke-hoach.yaml"
TABLE = """
  {: rong="1 3 2" }
  | TT | Việc | Hạn |
  |---|---|---|
  | 1 | Tập huấn báo cáo viên | Quý II |
  | 2 | Biên soạn tài liệu | Quý III |
"""


class Desk:
    """A plan on somebody's desk: built, changed in Word, pulled."""

    def __init__(self, root: Path, plan: str) -> None:
        self.workspace = Workspace.open(root)
        self.path = root / "plans" / plan
        self.before = self.path.read_text("utf-8")

    def pull(self, *edits: Do, seed: int = 1) -> PullResult:
        draft = Draft(self.path, self.workspace)
        content = draft.render(draft.build(self.before))
        editor = Editor(content, random.Random(seed))  # noqa: S311
        for edit in edits:
            edit(editor)
        self.edited = editor.save()
        result = pull(self.path, self.workspace, self.edited, draft)
        self.built = draft.render(draft.build(result.text))
        return result

    def changes(self, result: PullResult) -> list[tuple[str, str]]:
        return [(a.strip(), b.strip()) for a, b in changed_places(self.before, result.text)]


@pytest.fixture
def imported(samples_dir: Path, tmp_path: Path) -> Desk:
    """The guidance of Yên Bình as it is imported."""
    folder = tmp_path / "plans" / "yen-binh"
    folder.mkdir(parents=True)
    workspace = Workspace.open(tmp_path)
    draft = draft_plan(
        samples_dir / "yen-binh-2025.docx", workspace, workspace_catalogues(workspace)
    )
    (folder / "2025.yaml").write_text(draft.plan, encoding="utf-8")
    (folder / "locality.yaml").write_text(draft.locality, encoding="utf-8")
    return Desk(tmp_path, "yen-binh/2025.yaml")


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_a_recipient_is_deleted_alone(imported: Desk, tracked: bool) -> None:
    result = imported.pull(
        lambda word: word.delete_paragraph(word.named("- Các cấp ủy cơ sở (t/h)"), tracked)
    )

    assert imported.changes(result) == [("- Các cấp ủy cơ sở (t/h)", "")]
    assert result.findings == ()
    assert [(one.before, one.after) for one in result.pulled] == [("- Các cấp ủy cơ sở (t/h),", "")]


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize("place", ["- Thường trực Huyện ủy", "- Các ngành trong khối"])
def test_a_recipient_is_added_alone(imported: Desk, place: str, tracked: bool) -> None:
    result = imported.pull(
        lambda word: word.add_like(word.named(place), "- Báo và phát thanh (p/h),", tracked)
    )

    assert imported.changes(result) == [("", "- Báo và phát thanh (p/h)")]
    assert shown(imported.built) == shown(imported.edited)


def test_a_recipient_may_be_first_and_without_punctuation(imported: Desk) -> None:
    result = imported.pull(
        lambda word: word.add_like(word.named("Nơi nhận:"), "- Văn phòng Huyện ủy (b/c)", False)
    )

    assert imported.changes(result) == [("", "- Văn phòng Huyện ủy (b/c)")]
    assert result.findings == ()


def test_another_signatory_and_a_recipient_come_together(imported: Desk) -> None:
    result = imported.pull(
        lambda word: word.delete_paragraph(word.named("- Các cấp ủy cơ sở (t/h)"), True),
        lambda word: word.say(word.named("Nguyễn Huy Kiên"), "Trần Thị Bình", True),
    )

    assert imported.changes(result) == [
        ("- Các cấp ủy cơ sở (t/h)", ""),
        ("ho_ten: Nguyễn Huy Kiên", "ho_ten: Trần Thị Bình"),
    ]


def test_the_head_of_the_office_signs_alone(imported: Desk) -> None:
    result = imported.pull(
        lambda word: word.delete_paragraph(word.named("K/T TRƯỞNG BAN"), False),
        lambda word: word.say(word.named("PHÓ TRƯỞNG BAN"), "TRƯỞNG BAN", False),
    )

    assert "nguoi_ky:\n  chuc_vu: TRƯỞNG BAN\n  ho_ten: Nguyễn Huy Kiên\n" in result.text
    assert shown(imported.built) == shown(imported.edited)


def test_a_deleted_heading_leaves_every_citation(imported: Desk) -> None:
    result = imported.pull(lambda word: word.delete_paragraph(word.named("2. Yêu cầu"), False))

    assert imported.changes(result) == [("## Yêu cầu", "")]
    assert shown(imported.built) == shown(imported.edited)


def test_a_headings_look_goes_with_it(imported: Desk) -> None:
    result = imported.pull(
        lambda word: word.delete_paragraph(word.named("1. Ban Tuyên giáo và Dân vận"), False)
    )

    assert imported.changes(result) == [("{: .thuong }\n  ## {{ phan_cong[0].co_quan }}", "")]


def test_signs_of_markdown_stay_words(imported: Desk) -> None:
    def typed(word: Editor) -> None:
        node = list(word.named("- Phát huy những kết quả").iter(qn("w:t")))[-1]
        node.text = f"{node.text} {{{{ x }}}} *a* [b] #"

    result = imported.pull(typed)
    ((before, after),) = imported.changes(result)

    assert after == rf"{before} \{{\{{ x \}}\}} \*a\* \[b\] \#"
    assert shown(imported.built) == shown(imported.edited)


def test_a_paragraph_is_added_behind_one_that_code_prints(imported: Desk) -> None:
    result = imported.pull(
        lambda word: word.add_paragraph(word.named("- Thường xuyên theo dõi, kiểm tra"), True)
    )

    assert [a for a, _ in imported.changes(result)] == [""]
    assert shown(imported.built) == shown(imported.edited)


def test_a_subject_on_two_lines_stays_as_it_is_typed(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "plans" / "yen-binh", tmp_path / "plans" / "yen-binh")
    plan = tmp_path / "plans" / "yen-binh" / "2025-huong-dan.yaml"
    old = "trich_yeu: công tác thông tin đối ngoại năm 2025\n"
    new = "trich_yeu: |-\n  công tác thông tin đối ngoại\n  năm 2025\n"
    plan.write_text(plan.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    desk = Desk(tmp_path, "yen-binh/2025-huong-dan.yaml")
    result = desk.pull(lambda word: word.say(word.named("Số"), "Số 12-HD/BTGDVHU", False))

    assert desk.changes(result) == [("", 'so_van_ban: "12"')]


# ---------------------------------------------------------------------- tables


@pytest.fixture
def with_table(repository: Path, tmp_path: Path) -> Desk:
    """A plan whose body ends with a table."""
    shutil.copytree(repository / "plans" / "yen-binh", tmp_path / "plans" / "yen-binh")
    plan = tmp_path / "plans" / "yen-binh" / "2025-huong-dan.yaml"
    text = plan.read_text("utf-8").replace("\nchu_thich:\n", f"{TABLE}\nchu_thich:\n", 1)
    plan.write_text(text, encoding="utf-8")
    return Desk(tmp_path, "yen-binh/2025-huong-dan.yaml")


def row_of(word: Editor, words: str) -> etree._Element:
    return next(row for row in word.root.iter(qn("w:tr")) if words in text_of(row))


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_a_cell_at_the_end_of_the_body_comes_back(with_table: Desk, tracked: bool) -> None:
    result = with_table.pull(
        lambda word: word.say(word.named("Quý III"), "Tháng 9, cả năm", tracked)
    )

    assert with_table.changes(result) == [
        ("| 2 | Biên soạn tài liệu | Quý III |", "| 2 | Biên soạn tài liệu | Tháng 9, cả năm |")
    ]
    assert result.findings == ()


def test_a_deleted_row_is_told(with_table: Desk) -> None:
    def gone(word: Editor) -> None:
        row = row_of(word, "Biên soạn tài liệu")
        row.getparent().remove(row)

    result = with_table.pull(gone)

    assert result.text == with_table.before
    (finding,) = result.findings
    assert "'2; Biên soạn tài liệu; Quý III' thành ''" in finding.text()


def test_a_new_row_is_told(with_table: Desk) -> None:
    def come(word: Editor) -> None:
        row = row_of(word, "Biên soạn tài liệu")
        made = deepcopy(row)
        for paragraph, words in zip(made.iter(qn("w:p")), ("3", "In sách", "Cả năm"), strict=True):
            word.say(paragraph, words, tracked=False)
        row.addnext(made)

    result = with_table.pull(come)

    assert result.text == with_table.before
    (finding,) = result.findings
    assert "'' thành '3; In sách; Cả năm'" in finding.text()


def test_a_deleted_table_is_told(with_table: Desk) -> None:
    def gone(word: Editor) -> None:
        table = row_of(word, "Biên soạn tài liệu").getparent()
        table.getparent().remove(table)

    result = with_table.pull(gone)

    assert result.text == with_table.before
    assert "Tập huấn báo cáo viên" in " ".join(one.text() for one in result.findings)


def test_words_of_a_budget_go_to_the_budget(repository: Path) -> None:
    desk = Desk(repository, WITH_BUDGET)
    result = desk.pull(
        lambda word: word.say(word.named("Quy chế được ban hành"), "Quy chế mới", True)
    )
    name = "budgets/ubnd-cao-bang/2027.yaml"
    before = (repository / name).read_text("utf-8")

    assert result.text == desk.before
    assert changed_places(before, result.files[name]) == [
        ("        san_pham: Quy chế được ban hành\n", "        san_pham: Quy chế mới\n")
    ]
    assert result.findings == ()


def test_a_sum_names_where_to_change_it(repository: Path) -> None:
    desk = Desk(repository, WITH_BUDGET)
    lines = (repository / "budgets/ubnd-cao-bang/2027.yaml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "Sản xuất phóng sự" in text)
    result = desk.pull(lambda word: word.say(word.named("480"), "500", False))

    assert (result.text, dict(result.files)) == (desk.before, {})
    (finding,) = result.findings
    assert f"budgets/ubnd-cao-bang/2027.yaml:{line}" in finding.text()


def test_a_changed_annex_title_is_told(repository: Path) -> None:
    desk = Desk(repository, WITH_BUDGET)
    result = desk.pull(
        lambda word: word.say(word.named("NHIỆM VỤ VÀ KINH PHÍ"), "VIỆC VÀ TIỀN", False)
    )

    assert result.text == desk.before
    assert [one.id for one in result.findings] == ["PULL02"]


# ---------------------------------------------------------------------- at random


def any_edit(word: Editor, seed: int) -> str:
    """Change one short thing: a heading, a recipient, the signature, number, date, a cell."""
    rng, tracked = word.rng, bool(seed % 2)
    kind = seed // 2 % 8
    recipients = [
        each
        for each in word.root.iter(qn("w:p"))
        if each.getparent().tag == qn("w:tc") and text_of(each).startswith("- ")
    ]
    if kind == 0:
        heading = rng.choice(word.headings())
        node = max(word_nodes(heading), key=lambda one: len(one.text or ""))
        word.exchange(node, len(node.text or ""), len(node.text or ""), " kịp thời", tracked)
    elif kind == 1:
        word.delete_paragraph(rng.choice(recipients[:-1]), tracked)
    elif kind == 2:
        like = rng.choice(recipients[:-1])
        word.add_like(like, f"- Báo và phát thanh tỉnh{text_of(like)[-1]}", tracked)
    elif kind == 3:
        one = rng.choice(recipients[:-1])
        node = word_nodes(one)[0]
        at = (node.text or "").index("- ") + 2
        word.exchange(node, at, at, "Các ", tracked)
    elif kind == 4:
        role = [p for p in word.root.iter(qn("w:p")) if text_of(p).isupper()][-1]
        word.say(role, "QUYỀN TRƯỞNG BAN", tracked)
    elif kind == 5:
        number = next(p for p in word.root.iter(qn("w:p")) if text_of(p).startswith("Số"))
        said = "".join(text_of(number).split())
        word.say(number, f"Số 21-{said.partition('-')[2]}", tracked)
    elif kind == 6:
        date = next(p for p in word.root.iter(qn("w:p")) if ", ngày" in text_of(p))
        place, year = text_of(date).partition(",")[0], text_of(date)[-4:]
        word.say(date, f"{place}, ngày 21 tháng 02 năm {year}", tracked)
    else:
        word.add_like(recipients[-2], f"- Lưu trữ lịch sử{text_of(recipients[-2])[-1]}", tracked)
    return f"{kind} {'tracked' if tracked else 'plain'}"


def word_nodes(paragraph: etree._Element) -> list[etree._Element]:
    return [node for node in paragraph.iter(qn("w:t")) if (node.text or "").strip()]


@pytest.mark.parametrize("plan", PLANS)
def test_any_short_thing_comes_back_exactly(repository: Path, plan: str) -> None:
    desk = Desk(repository, plan)
    wrong = []
    for seed in range(16):
        what: list[str] = []
        result = desk.pull(lambda word, seed=seed, what=what: what.append(any_edit(word, seed)))  # type: ignore[misc]
        if (
            shown(desk.built) != shown(desk.edited)
            or len(result.pulled) != 1
            or result.findings
            or not is_narrow(desk.before, result)
        ):
            wrong.append((seed, what, result.findings, desk.changes(result)))

    assert wrong == []


def test_a_random_cell_comes_back_or_is_told(repository: Path) -> None:
    desk = Desk(repository, WITH_BUDGET)
    wrong = []
    for seed in range(12):

        def change(word: Editor, seed: int = seed) -> None:
            cell = word.rng.choice(word.cells())
            node = word_nodes(cell)[-1]
            at = len(node.text or "")
            word.exchange(node, at, at, " và tổng kết", bool(seed % 2))

        result = desk.pull(change, seed=seed)
        taken = len(result.pulled) == len(result.files) == 1 and not result.findings
        told = not result.pulled and not result.files and len(result.findings) == 1
        if result.text != desk.before or not (taken or told):
            wrong.append((seed, result.pulled, [one.text() for one in result.findings]))

    assert wrong == []
